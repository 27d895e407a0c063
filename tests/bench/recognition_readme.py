"""The README's picture and table out of a run: ``python tests/bench/recognition_readme.py build/bench-recognition.json``."""

import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from recognition_peers import QUOTED
from recognition_plan import LEAST_N
from recognition_plot import draw
from recognition_report import TAIL_LENGTHS_S, Line, mark, percent

from slipgui.engine.score import score_for_people

_BEGIN, _END = "<!-- recognition: made by tests/bench/recognition_readme.py -->", "<!-- end of recognition -->"
_SURE_BEGIN, _SURE_END = "<!-- sureness: made by tests/bench/recognition_readme.py -->", "<!-- end of sureness -->"
_HARDLY = score_for_people(6.5)
"""One of a hundred clips of other music gets so far."""
_PICTURE = Path("packaging/screenshots/recognition.png")


def section(result: dict[str, Any]) -> str:
    """What stands between the marks."""
    index, peers = result["index"], [name for name in result["peers"] if name != "Slipgui"]
    names = [*peers, *(f"{name}\u00a0*" for name in QUOTED)]
    machine = result["machine"]
    load = (
        f", {machine['load_before']:.1f} other processes at work"
        if machine["load_before"] > 0.3 * machine["cores"]
        else ""
    )
    lines = [
        f"![Share of clips recognised, by what is done to them]({_PICTURE.as_posix()})",
        "",
        f"Measured on {result['date']} among {index['n_tracks']:,} tracks ({index['hours']:.0f} hours: {index['n_real']} real ones, the "
        "others made of their",
        f"parts at other pitches and tempos); seed {result['seed']}, {result['n_rounds']} rounds, {machine['cores']} cores"
        f"{load};",
        "Wilson's 95 % intervals:",
        "",
        "| recognised | goal | measured | 95 % | n | |" + "".join(f" {name} |" for name in names),
        "|---|---|---|---|---|---|" + "---|" * len(names),
    ]
    lines += [_row(line) + _others(line, peers) for line in (*result["recognised"], *result["beside"])]
    lines += ["", "| mistakes and cost | goal | measured | 95 % | n | |", "|---|---|---|---|---|---|"]
    lines += [_row(line) for line in (*result["mistakes"], *result["cost"])]
    lines += ["", *_footnotes(result, peers)]
    return "\n".join(lines)


def _row(line: Line) -> str:
    interval = f"{100 * line['low']:.1f}–{100 * line['high']:.1f}" if "low" in line and line["n"] else ""
    count = f"{line['n']:,}" if line["n"] else ""
    if line["title"].startswith("clips"):
        count = f"{line['hits']} of {count}"
    return f"| {line['title']} | {line.get('goal_text', '')} | {percent(line)} | {interval} | {count} | {mark(line)} |"


def _others(line: Line, peers: list[str]) -> str:
    cells = [line["peers"].get(name) for name in peers] + [line["quoted"].get(name) for name in QUOTED]
    return "".join(f" {100 * cell['share']:.0f} % |" if cell and cell["n"] else " |" for cell in cells)


def _footnotes(result: dict[str, Any], peers: list[str]) -> list[str]:
    reached = {line["score"]: line for line in result["tail"]}
    told = "; ".join(
        f"{score:.0f}: {line['hits']} (expected {line['n'] * line['predicted']:.1f})"
        for score in (50.0, 80.0, 95.0)
        if (line := reached.get(score))
    )
    lines = [
        f"Of the {result['tail'][0]['n']:,} clips without music of the catalogue so many reached a score of {told}.",
        "",
    ]
    if peers:
        heard = result["peers"]["Slipgui"]
        told = "; ".join(
            f"{name} {line['wrong']['hits']} wrong, {line['false']['hits']} false"
            for name, line in result["peers"].items()
        )
        lines += [
            f"{' and '.join(peers)} heard {heard['right']['n'] + heard['false']['n']:,} of these clips in the same run, over the "
            f"{result['index']['n_real']} real tracks alone, with their own settings",
            f"(names: {told}).",
        ]
    lines += [
        "\\* quoted: measured once over 123 tracks with 1 to 108 clips a row, all lengths together.",
        f"A mark in brackets has fewer than {LEAST_N} clips behind it. Speech is made by espeak-ng, which masks more than people do;",
        "recorded dialogue and effects come from games; applause is synthesised. Of a track that loops, any place that the answer lists",
        "(`repeats_s`) counts as its position.",
        "`make bench-recognition` measures it anew, with another seed each time.",
    ]
    return lines


def sureness(result: dict[str, Any]) -> str:
    """How often clips without an answer get a score, and how often those with one a wrong name."""
    reached = {line["score"]: line for line in result["tail"]}
    _, wrong, *_ = result["mistakes"]
    n_right = sum(
        line["hits"]
        for line in result["conditions"]
        if line["length_s"] == "all" and not line["condition"].startswith("neg_")
    )
    lines = [
        f"Measured on {result['tail'][0]['n']:,} clips without any of the music of a catalogue of {result['index']['n_tracks']:,} tracks "
        "(other music,",
        "music under speech, noise and effects, speech alone, recorded dialogue, effects, applause, tones, silence; 3 to 30 s); in",
        f"brackets what is 95 % sure; {_HARDLY:.0f} is not named, and is here to show that the scale means the same at every length:",
        "",
        "| score | expected of clips with other music | measured |"
        + "".join(f" {title} |" for title in TAIL_LENGTHS_S),
        "|---|---|---|" + "---|" * len(TAIL_LENGTHS_S),
        *(_sure_row(reached[score]) for score in (_HARDLY, 50.0, 80.0, 95.0)),
        "",
        f"Of {wrong['n']:,} clips with music of the catalogue in them {100 * n_right / max(1, wrong['n']):.1f} % were recognised and "
        f"{wrong['hits'] or 'none'} got another name.",
    ]
    return "\n".join(lines)


def _sure_row(line: Line) -> str:
    two_digits = float(f"{100 * line['predicted']:.2g}")
    expected = f"{two_digits:.7f}".rstrip("0") + " %" + (", extrapolated" if line["predicted"] < 5e-5 else "")
    cells = [f"{line['score']:.0f}", expected, *(_found(its) for its in (line, *line["by_length"].values()))]
    return f"| {' | '.join(cells)} |"


def _found(line: Line) -> str:
    """So many of how many, and what is 95 % sure."""
    told = f"{line['hits']} of {line['n']:,}"
    if line["hits"]:
        return f"{told}: {100 * line['share']:.1f} % ({100 * line['low']:.1f} to {100 * line['high']:.1f} %)"
    return f"{told} (below {100 * line['high']:.2f} %)" if line["n"] else "–"


def _put(text: str, begin: str, end: str, body: str) -> str:
    """The text with ``body`` between the marks."""
    if text.count(begin) != 1 or text.count(end) != 1:
        sys.exit(f"README.md has no place for it: {begin} … {end}")
    before, rest = text.split(begin)
    return f"{before}{begin}\n{body}\n{end}{rest.split(end)[1]}"


def main() -> None:
    result = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    text = _put(text, _BEGIN, _END, section(result))
    readme.write_text(_put(text, _SURE_BEGIN, _SURE_END, sureness(result)), encoding="utf-8")
    draw(result, ROOT / _PICTURE)


if __name__ == "__main__":
    main()
