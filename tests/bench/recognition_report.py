"""From measured clips to the table of the recognition benchmark."""

import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from statistics import mean, median
from typing import Any

import numpy as np
from clip_conditions import NEGATIVES, RECIPES
from large_catalogue import VARIANT_PREFIX
from recognition_peers import QUOTED
from recognition_plan import BESIDE, COST_LENGTH_S, FALSE, GOALS, LEAST_N, LENGTHS_S, NEAR_S, PLACED, Row

from slipgui.engine.score import false_probability, score_for_people

Clip = dict[str, Any]
"""What was measured of one clip."""
Line = dict[str, Any]
"""A line of the table."""
TAIL_LENGTHS_S = {"3 s": (3.0, 3.0), "5 s": (5.0, 5.0), "10 to 30 s": (10.0, 30.0)}
"""Lengths of clips that are told apart where a score is checked."""


def wilson(n_hits: int, n: int) -> tuple[float, float]:
    """The 95 % confidence interval of a share (Wilson 1927)."""
    if n == 0:
        return 0.0, 1.0
    z, p = 1.96, n_hits / n
    middle, half = p + z * z / (2 * n), z * float(np.sqrt(p * (1 - p) / n + z * z / (4 * n * n)))
    return max(0.0, (middle - half) / (1 + z * z / n)), min(1.0, (middle + half) / (1 + z * z / n))


def share(clips: Iterable[Clip], is_hit: Callable[[Clip], bool]) -> Line:
    hits = [is_hit(clip) for clip in clips]
    low, high = wilson(sum(hits), len(hits))
    return {"n": len(hits), "hits": sum(hits), "share": sum(hits) / max(1, len(hits)), "low": low, "high": high}


def is_right(answer: Clip, tracks: Sequence[str]) -> bool:
    """A tune and its fast version are one recording."""
    return _tune(answer.get("named", "")) in {_tune(track) for track in tracks}


def _right(clip: Clip) -> bool:
    return is_right(clip, clip["tracks"])


def _wrong(clip: Clip) -> bool:
    return "named" in clip and not _right(clip)


def _tune(name: str) -> str:
    return name.replace("_fast.", ".")


def summarise(clips: list[Clip], cost: list[Clip], opening: Line, learning: Line, index: Line) -> Line:
    """The whole result.

    Parameters
    ----------
    clips
        Of the rounds.
    cost
        10-s clips asked at each size of catalogue.
    opening, learning, index
        Of the largest index.
    """
    positives, negatives = [clip for clip in clips if clip["tracks"]], [clip for clip in clips if not clip["tracks"]]
    growth = _growth(cost)
    return {
        "recognised": [_recognised(row, clips) for row in GOALS],
        "beside": [*(_recognised(row, clips) for row in BESIDE), _both_named(clips)],
        "mistakes": _mistakes(positives, negatives),
        "cost": _cost_lines(growth) + _index_lines(opening, learning, index),
        "conditions": _conditions(clips),
        "peers": _peers(clips),
        "cpu": _cpu_by_length(positives, negatives),
        "tail": _tail(negatives),
        "growth": growth,
        "opening": opening,
        "learning": learning,
        "index": index,
    }


def _recognised(row: Row, clips: list[Clip]) -> Line:
    taken = [clip for clip in clips if row.holds(clip["condition"], clip["length_s"])]
    line = {"title": row.title} | share(taken, _right) | {"peers": _answers_of_peers(taken), "quoted": _quoted(row)}
    if row.goal is not None:
        line |= {"goal": row.goal, "goal_text": f"{'≥ ' if row.goal < 1 else ''}{100 * row.goal:.0f} %"}
        line["is_met"] = line["n"] > 0 and line["share"] >= row.goal
    return line


def _both_named(clips: list[Clip]) -> Line:
    taken = [clip for clip in clips if clip["condition"] == "two"]
    both = share(taken, lambda clip: set(clip["tracks"]) <= set(clip.get("all_named", ())))
    return {"title": "two tracks at once, both named"} | both | {"peers": {}, "quoted": {}}


def _answers_of_peers(clips: list[Clip]) -> dict[str, Line]:
    heard = [clip for clip in clips if "peers" in clip]
    names = dict.fromkeys(name for clip in heard for name in clip["peers"])
    return {name: share(heard, lambda clip, name=name: is_right(clip["peers"][name], clip["tracks"])) for name in names}


def _quoted(row: Row) -> dict[str, Line]:
    """Lengths were not told apart there."""
    lines = {}
    for name, conditions in QUOTED.items():
        counts = [conditions[condition] for condition in row.conditions if condition in conditions]
        if counts:
            hits, n = (sum(column) for column in zip(*counts, strict=True))
            lines[name] = {"hits": hits, "n": n, "share": hits / n}
    return lines


def _mistakes(positives: list[Clip], negatives: list[Clip]) -> list[Line]:
    """False and wrong names, and where the product says the clip lies in the track against the truth."""
    assert FALSE.goal is not None
    false = {"title": FALSE.title + " that were named", "goal_text": f"≤ {100 * FALSE.goal:.1f} %"} | share(
        negatives, _wrong
    )
    wrong = {"title": "clips with music that got a wrong name", "goal_text": "0"} | share(positives, _wrong)
    variants = share([*positives, *negatives], lambda clip: clip.get("named", "").startswith(VARIANT_PREFIX))
    placed = [clip for clip in positives if clip["condition"] in PLACED and clip.get("offset_error_s") is not None]
    near = {"title": "position within 50 ms", "goal_text": "≥ 99 %"} | share(
        placed, lambda clip: clip["offset_error_s"] <= NEAR_S
    )
    near["median_ms"] = 1000 * median(clip["offset_error_s"] for clip in placed) if placed else None
    false["is_met"], wrong["is_met"] = false["share"] <= FALSE.goal, wrong["hits"] == 0
    near["is_met"] = near["share"] >= 0.99
    same = {"title": "position within 50 ms, or where the track repeats that sound"} | share(
        placed, lambda clip: clip["offset_error_s"] <= NEAR_S or clip["is_repeat"]
    )
    return [false, wrong | {"variants": variants}, near, same]


def _growth(cost: list[Clip]) -> list[Line]:
    """CPU seconds of found and not found clips at each size of catalogue."""
    sizes = sorted({clip["n_tracks"] for clip in cost})
    return [
        {"n_tracks": size} | _cpu([clip for clip in cost if clip["n_tracks"] == size], COST_LENGTH_S)
        for size in sizes
    ]  # fmt: skip


def _cpu(clips: list[Clip], length_s: float) -> Line:
    """Median and mean CPU seconds with decoding; silence left out."""
    clips = [clip for clip in clips if clip["length_s"] == length_s and clip["condition"] != "neg_silence"]
    kinds = {
        "found": [clip["cpu_s"] for clip in clips if clip["tracks"] and "named" in clip],
        "not_found": [clip["cpu_s"] for clip in clips if not clip["tracks"] and "named" not in clip],
    }
    return {
        kind: {"n": len(taken), "median_s": median(taken), "mean_s": mean(taken)} for kind, taken in kinds.items() if taken
    }  # fmt: skip


def _below(title: str, value: float, bound: float, text: str, goal_text: str, n: int | None = None) -> Line:
    return {"title": title, "value": value, "text": text, "goal_text": goal_text, "n": n, "is_met": value <= bound}


def _cost_lines(growth: list[Line]) -> list[Line]:
    if not growth or not all({"found", "not_found"} <= line.keys() for line in growth):
        return []
    lines, last = [], growth[-1]
    for kind, part, bound in (("found", "median_s", 0.10), ("found", "mean_s", 0.15), ("not_found", "median_s", 0.30)):
        value, n = last[kind][part], last[kind]["n"]
        title = f"10 s clip {kind.replace('_', ' ')}, CPU with decoding, {part.removesuffix('_s')}"
        lines.append(_below(title, value, bound, f"{value:.3f} s", f"≤ {bound:.2f} s", n))
    for first, bound in ((growth[0], 2.5), (growth[1], 1.5)):
        for kind in ("found", "not_found"):
            ratio = last[kind]["median_s"] / first[kind]["median_s"]
            title = (
                f"growth of that median, {first['n_tracks']:,} → {last['n_tracks']:,} tracks, {kind.replace('_', ' ')}"
            )
            lines.append(_below(title, ratio, bound, f"{ratio:.2f} ×", f"≤ {bound:.1f} ×", last[kind]["n"]))
    return lines


def _index_lines(opening: Line, learning: Line, index: Line) -> list[Line]:
    """Size, speed of learning, opening."""
    per_hour, speed = index["megabytes"] / index["hours"], learning["music_s"] / learning["cpu_s"]
    fast = {"title": "learning, × real time on one core, without decoding", "value": speed, "text": f"{speed:,.0f} ×",
            "goal_text": "≥ 1,000 ×", "n": learning["n_tracks"], "is_met": speed >= 1000}  # fmt: skip
    return [
        _below("index, MB for an hour of music", per_hour, 2.5, f"{per_hour:.2f} MB", "≤ 2.5 MB"),
        fast,
        _below("opening it", opening["open_s"], 0.05, f"{1000 * opening['open_s']:.0f} ms", "< 50 ms"),
        _below("first query after that, nothing in the disk cache", opening["first_query_s"], 0.5,
               f"{opening['first_query_s']:.2f} s", "< 0.5 s"),
        _below("private memory after two queries", opening["private_mb"], 100, f"{opening['private_mb']:.0f} MB", "< 100 MB"),
    ]  # fmt: skip


def _conditions(clips: list[Clip]) -> list[Line]:
    """Each condition, all lengths and each; of negatives what was named."""
    groups: dict[tuple[str, float | str], list[Clip]] = defaultdict(list)
    for clip in clips:
        groups[clip["condition"], clip["length_s"]].append(clip)
        groups[clip["condition"], "all"].append(clip)
    return [
        {"condition": condition, "length_s": length} | share(groups[condition, length], _wrong if condition in NEGATIVES else _right)
        for condition in RECIPES
        for length in ("all", *LENGTHS_S)
        if (condition, length) in groups
    ]  # fmt: skip


def _peers(clips: list[Clip]) -> dict[str, Line]:
    """Recall, mistakes and cost of each peer, and of Slipgui on the same clips."""
    heard = [clip for clip in clips if "peers" in clip]
    told = {"Slipgui": [(clip, clip) for clip in heard]} if heard else {}
    for name in dict.fromkeys(name for clip in heard for name in clip["peers"]):
        told[name] = [(clip, clip["peers"][name]) for clip in heard]
    lines = {}
    for name, pairs in told.items():
        rows = [{"truth": clip, "answer": answer} for clip, answer in pairs]
        positives, negatives = [r for r in rows if r["truth"]["tracks"]], [r for r in rows if not r["truth"]["tracks"]]
        cpu = [r["answer"]["cpu_s"] for r in rows if r["truth"]["length_s"] == COST_LENGTH_S]
        lines[name] = {
            "right": share(positives, lambda row: is_right(row["answer"], row["truth"]["tracks"])),
            "wrong": share(positives, lambda row: _wrong(row["answer"] | {"tracks": row["truth"]["tracks"]})),
            "false": share(negatives, lambda row: "named" in row["answer"]),
            "cpu_10s_median_s": median(cpu) if cpu else None,
        }
    return lines


def _cpu_by_length(positives: list[Clip], negatives: list[Clip]) -> dict[str, Line]:
    return {str(length): _cpu([*positives, *negatives], length) for length in LENGTHS_S}


def _tail(negatives: list[Clip]) -> list[Line]:
    """How often a clip of nothing in the catalogue gets such a score or a better one, at all lengths and at each."""
    scores = [5.5, 6.0, 6.5, 7.0, 7.4, 7.8, 8.2, 8.8, 10.92]
    return [
        {"engine_score": s, "score": score_for_people(s), "predicted": false_probability(s)}
        | _reaching(negatives, s)
        | {
            "by_length": {
                title: _reaching([clip for clip in negatives if low <= clip["length_s"] <= high], s)
                for title, (low, high) in TAIL_LENGTHS_S.items()
            }
        }
        for s in scores
    ]


def _reaching(clips: list[Clip], s: float) -> Line:
    return share(clips, lambda clip: clip["engine_score"] >= s)


def mark(line: Line) -> str:
    """Reached or not; in brackets where so few clips do not settle it; nothing where there is no goal."""
    if "is_met" not in line or line["n"] == 0:
        return ""
    sign = "✓" if line["is_met"] else "✗"
    return f"({sign})" if "share" in line and line["n"] < LEAST_N else sign


def percent(line: Line) -> str:
    """A share, or what stands in its place."""
    if "share" not in line:
        return str(line["text"])
    return f"{100 * line['share']:.1f} %" if line["n"] else "–"


def print_report(result: Line) -> None:
    out = sys.stdout
    peers = [name for name in result["peers"] if name != "Slipgui"]
    for part, title in (
        ("recognised", "recognised"),
        ("beside", "recognised, no goal set"),
        ("mistakes", "mistakes"),
        ("cost", "cost"),
    ):
        out.write(f"\n{title:68s}{'goal':>10s}{'measured':>10s}  {'95 %':>11s}{'n':>6s}    ")
        out.write("".join(f"{name:>22s}" for name in (*peers, *QUOTED) if part in ("recognised", "beside")) + "\n")
        for line in result[part]:
            _print_line(line, peers)
    out.write(
        "\nby condition: right, for neg_ falsely named"
        + "".join(f"{n:>13.0f} s" for n in LENGTHS_S)
        + f"{'all':>15s}\n"
    )
    cells = {(line["condition"], line["length_s"]): line for line in result["conditions"]}
    for condition in dict.fromkeys(line["condition"] for line in result["conditions"]):
        out.write(
            f"{condition:43s}" + "".join(f"{_cell(cells.get((condition, n))):>15s}" for n in (*LENGTHS_S, "all")) + "\n"
        )
    _print_costs(result)


def _print_line(line: Line, peers: Sequence[str]) -> None:
    interval = f"{100 * line['low']:.1f}–{100 * line['high']:.1f}" if line.get("n") and "low" in line else ""
    told = f"{line['title']:68s}{line.get('goal_text', ''):>10s}{percent(line):>10s}  {interval:>11s}{line['n'] or '':>6}  {mark(line):3s}"
    if "peers" in line:
        told += "".join(f"{_cell(line['peers'].get(name)):>22s}" for name in peers)
        told += "".join(
            f"{_cell(line['quoted'].get(name)) + '*' if name in line['quoted'] else '':>22s}" for name in QUOTED
        )
    sys.stdout.write(told.rstrip() + "\n")


def _print_costs(result: Line) -> None:
    out = sys.stdout
    out.write("\non the clips that peers heard too (they: over the real tracks alone; *: quoted, 123 tracks)\n")
    for name, line in result["peers"].items():
        out.write(f"{name:14s}right {_cell(line['right'])}, wrong {_cell(line['wrong'])}, false {_cell(line['false'])}, "
                  f"CPU of 10 s {line['cpu_10s_median_s'] or 0:.3f} s\n")  # fmt: skip
    for length, kinds in result["cpu"].items():
        told = [
            f"{kind.replace('_', ' ')} median {c['median_s']:.3f}, mean {c['mean_s']:.3f} (n {c['n']})"
            for kind, c in kinds.items()
        ]
        out.write(f"CPU s of {float(length):2.0f} s: {'; '.join(told)}\n")
    for line in result["growth"]:
        told = [f"{kind.replace('_', ' ')} median {line[kind]['median_s']:.3f}, mean {line[kind]['mean_s']:.3f} (n {line[kind]['n']})"
                for kind in ("found", "not_found") if kind in line]  # fmt: skip
        out.write(f"10 s, {line['n_tracks']:6,d} tracks, one process: {'; '.join(told)}\n")
    for line in result["tail"]:
        out.write(f"score {line['score']:5.1f} (engine {line['engine_score']}): predicted {100 * line['predicted']:.4f} %, measured "
                  f"{line['hits']}/{line['n']} = {percent(line)} (95 %: {100 * line['low']:.2f}–{100 * line['high']:.2f})\n")  # fmt: skip
    out.write(f"opening: {result['opening']}\nlearning: {result['learning']}\nindex: {result['index']}\n")


def _cell(line: Line | None) -> str:
    return f"{100 * line['share']:.0f} % ({line['hits']}/{line['n']})" if line and line["n"] else ""
