"""From measured clips to the table of the recognition benchmark."""

import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from statistics import mean, median
from typing import Any

import numpy as np
from clip_conditions import CONDITIONS, NEGATIVES
from large_catalogue import VARIANT_PREFIX

from slipgui.engine.score import false_probability, score_for_people

Row = dict[str, Any]
PEERS = {
    "Olaf": {"clean": 1.0, "sp+6": 15 / 20, "sp0": 10 / 20, "sp-6": 1 / 18, "sp-12": 6 / 21, "speed+2": 7 / 14, "speed-4": 2 / 10,
             "phone": 0.0, "duck": 9 / 11, "sp0speed+2": 0.0},
    "audfprint": {"clean": 1.0, "sp+6": 10 / 20, "sp0": 7 / 20, "sp-6": 3 / 18, "sp-12": 0.0, "speed+2": 3 / 14, "speed-4": 0.0,
                  "phone": 5 / 9, "duck": 2 / 11, "sp0speed+2": 0.0},
    "chromaprint": {"clean": 9 / 11, "sp+6": 14 / 20, "sp0": 1 / 20, "sp-6": 0.0, "sp-12": 0.0, "speed+2": 3 / 14, "speed-4": 0.0,
                    "phone": 0.0, "duck": 0.0, "sp0speed+2": 0.0},
}  # fmt: skip
"""Others as measured once for this project over 123 tracks (n 7 to 21 a condition, clips of 3 to 30 s): quoted, not run again here."""
_EXACT = ("clean", "aac48", "sp+6", "sp0", "sp-6", "white0", "fade", "duck", "speed+2", "speed-2")


def wilson(n_hits: int, n: int) -> tuple[float, float]:
    """The 95 % confidence interval of a share."""
    if n == 0:
        return 0.0, 1.0
    z, p = 1.96, n_hits / n
    middle, half = p + z * z / (2 * n), z * float(np.sqrt(p * (1 - p) / n + z * z / (4 * n * n)))
    return max(0.0, (middle - half) / (1 + z * z / n)), min(1.0, (middle + half) / (1 + z * z / n))


def share(rows: Iterable[Row], is_hit: Callable[[Row], bool]) -> Row:
    hits = [is_hit(row) for row in rows]
    low, high = wilson(sum(hits), len(hits))
    return {"n": len(hits), "hits": sum(hits), "share": sum(hits) / max(1, len(hits)), "low": low, "high": high}


def is_right(row: Row) -> bool:
    """A tune and its fast version are one recording."""
    return _tune(row.get("named", "")) in {_tune(track) for track in row["tracks"]}


def is_wrong(row: Row) -> bool:
    return "named" in row and not is_right(row)


def _tune(name: str) -> str:
    return name.replace("_fast.", ".")


def summarise(rows: list[Row]) -> Row:
    groups: dict[tuple[str, float | str], list[Row]] = defaultdict(list)
    for row in rows:
        groups[row["condition"], row["length_s"]].append(row)
        groups[row["condition"], "all"].append(row)
    positives, negatives = [row for row in rows if row["tracks"]], [row for row in rows if not row["tracks"]]
    return {
        "recall": _table(groups, CONDITIONS, is_right),
        "false": _table(groups, NEGATIVES, is_wrong),
        "all_positives": share(positives, is_right),
        "wrong_names": share(positives, is_wrong),
        "variants_named": share(rows, lambda row: row.get("named", "").startswith(VARIANT_PREFIX)),
        "all_negatives": share(negatives, is_wrong),
        "offsets": _offsets(positives),
        "cpu": _cpu(positives, negatives),
        "tail": _tail(negatives),
    }  # fmt: skip


def _table(
    groups: dict[tuple[str, float | str], list[Row]], conditions: Sequence[str], is_hit: Callable[[Row], bool]
) -> list[Row]:
    return [
        {"condition": condition, "length_s": length} | share(group, is_hit)
        for (condition, length), group in sorted(groups.items(), key=lambda item: (item[0][0], str(item[0][1])))
        if condition in conditions
    ]


def growth(n_tracks: int, rows: list[Row]) -> Row:
    """Median CPU seconds of found and not found 10-s clips."""
    cpu = _cpu([row for row in rows if row["tracks"]], [row for row in rows if not row["tracks"]])
    return {"n_tracks": n_tracks} | {kind: cpu[kind]["10.0"] for kind in ("found", "not_found")}


def _offsets(rows: list[Row]) -> Row:
    """Where the product says the clip lies in the track, against the truth; right answers of conditions that keep the speed."""
    errors = [
        abs(row["offset_error_s"]) for row in rows
        if row["condition"] in _EXACT and row.get("named") == row["tracks"][0]
    ]  # fmt: skip
    near = share([{"error": error} for error in errors], lambda row: row["error"] <= 0.05)
    return near | {"median_ms": 1000 * median(errors) if errors else None}


def _cpu(positives: list[Row], negatives: list[Row]) -> Row:
    """Median and mean CPU seconds with decoding, by length; negatives that are all silence left out."""
    lost = [row for row in negatives if "named" not in row and row["condition"] != "neg_silence"]
    kinds = {"found": [row for row in positives if "named" in row], "not_found": lost}
    return {
        kind: {
            str(length): {"n": len(taken), "median_s": median(taken), "mean_s": mean(taken)}
            for length in sorted({row["length_s"] for row in rows})
            if (taken := [row["cpu_s"] for row in rows if row["length_s"] == length])
        }
        for kind, rows in kinds.items()
    }


def _tail(negatives: list[Row]) -> list[Row]:
    """How often a clip of nothing in the catalogue gets such a score or a better one."""
    scores = [5.5, 6.0, 6.5, 7.0, 7.4, 7.8, 8.2, 8.8, 10.92]
    return [
        {"engine_score": s, "score": score_for_people(s), "predicted": false_probability(s)}
        | share(negatives, lambda row, s=s: row["engine_score"] >= s)
        for s in scores
    ]


def print_report(result: Row) -> None:
    out = sys.stdout
    lengths = sorted({row["length_s"] for row in result["recall"] if row["length_s"] != "all"})
    for kind, title in (("recall", "recognised, %"), ("false", "named falsely, %")):
        out.write(
            f"\n{title:18s}" + "".join(f"{length:>14.0f} s" for length in lengths) + "     all          95 %     n\n"
        )
        cells = {(row["condition"], row["length_s"]): row for row in result[kind]}
        for condition in dict.fromkeys(row["condition"] for row in result[kind]):
            out.write(f"{condition:18s}")
            for length in lengths:
                cell = cells.get((condition, length))
                out.write(f"{_cell(cell):>16s}" if cell else " " * 16)
            every = cells[condition, "all"]
            out.write(
                f"  {100 * every['share']:6.1f}  {100 * every['low']:5.1f}–{100 * every['high']:5.1f}  {every['n']:4d}\n"
            )
    out.write("\n")
    for name in ("all_positives", "wrong_names", "variants_named", "all_negatives"):
        out.write(f"{name:18s}{_long(result[name])}\n")
    out.write(
        f"{'offset ≤ 50 ms':18s}{_long(result['offsets'])}, median {result['offsets']['median_ms'] or 0:.1f} ms\n"
    )
    for kind, by_length in result["cpu"].items():
        for length, cpu in by_length.items():
            out.write(
                f"CPU s {kind}, {length} s: median {cpu['median_s']:.3f}, mean {cpu['mean_s']:.3f} (n {cpu['n']})\n"
            )
    for row in result["tail"]:
        out.write(
            f"score {row['score']:5.1f} (s {row['engine_score']}): predicted {row['predicted']:.5f}, measured {_long(row)}\n"
        )
    for row in result.get("growth", []):
        out.write(f"{row['n_tracks']} tracks: 10 s found {row['found']}, not found {row['not_found']}\n")
    out.write(f"opening: {result.get('opening')}\nseed {result.get('seed')}\n")


def _cell(cell: Row) -> str:
    return f"{100 * cell['share']:.0f} ({cell['hits']}/{cell['n']})"


def _long(cell: Row) -> str:
    return f"{cell['hits']}/{cell['n']} = {100 * cell['share']:.2f} % (95 %: {100 * cell['low']:.2f}–{100 * cell['high']:.2f})"
