"""A long sound in steps, for a service that names one track for each job: where to cut, and one list of cues from many answers.

Cut is first where the sound is silent, then where its level changes, then into windows.  Pure values; nothing is heard or asked here.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from slipgui.core.outcome import Track

SILENCE_DB = -60.0
"""RMS below full scale; what is quieter is silence."""
WINDOW_S = 15.0
"""The longest step: long enough to be known, short enough to lie in one piece of music."""
LEAST_S = 3.0
"""What sounds shorter than this is not sent: nobody knows so little."""
_BRIDGED_S = 1.0
"""Silence shorter than this parts nothing."""
_CHANGE_DB = 9.0
_CHANGE_SPAN_S = 2.0
_LEAST_PIECE_S = 6.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the sound."""

    begin_s: float
    end_s: float

    @property
    def length_s(self) -> float:
        """How long it is."""
        return self.end_s - self.begin_s


@dataclass(frozen=True, slots=True)
class StepPlan:
    """What is asked of a sound."""

    steps: tuple[Stretch, ...]
    """In order of time; those of one passage touch."""
    too_short: tuple[Stretch, ...]
    """What sounds, but not long enough to be known."""
    changes_s: tuple[float, ...]
    """Where the level changes or a timeline cuts: borders of cues are likely there."""
    n_asked: int = 0
    """So many of the steps were asked before, and are not asked again."""

    @property
    def n_jobs(self) -> int:
        """How many jobs it will be, one a step."""
        return len(self.steps) - self.n_asked

    @property
    def n_most_jobs(self) -> int:
        """How many jobs it can be: one for each border inside a passage, too."""
        return self.n_jobs + sum(before.end_s == after.begin_s for before, after in pairwise(self.steps))


@dataclass(frozen=True, slots=True)
class Answer:
    """What the service said of a step."""

    stretch: Stretch
    track: Track | None
    """None: it knows nothing of it."""
    is_covered: bool = True
    """Whether there was an answer at all."""


def plan_steps(levels_db: Sequence[float], hop_s: float, cuts_s: Sequence[float] = ()) -> StepPlan:
    """The steps of a sound of these levels, each over ``hop_s``; at ``cuts_s`` borders of cues are likely, too."""
    passages = _sounding(levels_db, hop_s)
    changes = [change_s for passage in passages for change_s in _changes(levels_db, hop_s, passage)]
    steps: list[Stretch] = []
    for passage in passages:
        if passage.length_s >= LEAST_S:
            steps += _windows(passage, [at_s for at_s in changes if passage.begin_s < at_s < passage.end_s])
    too_short = tuple(passage for passage in passages if passage.length_s < LEAST_S)
    return StepPlan(tuple(steps), too_short, tuple(sorted({*changes, *cuts_s})))


def merged(answers: Sequence[Answer]) -> list[Answer]:
    """The answers with neighbours of one track as one; so are neighbours of which nothing is known."""
    found: list[Answer] = []
    for answer in answers:
        last = found[-1] if found else None
        is_near = last is not None and answer.stretch.begin_s - last.stretch.end_s <= _BRIDGED_S
        if last is not None and is_near and _key(last) == _key(answer):
            found[-1] = replace(last, stretch=Stretch(last.stretch.begin_s, answer.stretch.end_s))
        else:
            found.append(answer)
    return found


def doubtful_borders(answers: Sequence[Answer]) -> list[tuple[int, Stretch]]:
    """Borders between different answers that touch, and the stretch around each that is to be asked, too; by place of the answer before."""
    borders = []
    for place, (before, after) in enumerate(pairwise(answers)):
        has_track = before.track is not None or after.track is not None
        if before.stretch.end_s == after.stretch.begin_s and has_track and _key(before) != _key(after):
            half_s = min(before.stretch.length_s, after.stretch.length_s, WINDOW_S) / 2
            border_s = before.stretch.end_s
            borders.append((place, Stretch(border_s - half_s, border_s + half_s)))
    return borders


def with_border(answers: Sequence[Answer], place: int, asked: Answer, changes_s: Sequence[float]) -> list[Answer]:
    """The answers with the border behind ``place`` where a further answer, of the stretch around it, lets it be.

    Music that is known in that stretch reaches into the other half of it; within what is left open a change of level counts.
    """
    before, after = answers[place], answers[place + 1]
    border_s, open_s = before.stretch.end_s, asked.stretch.length_s / 2
    if asked.track is not None and _key(asked) == _key(before):
        border_s, open_s = border_s + open_s / 2, open_s / 2
    elif asked.track is not None and _key(asked) == _key(after):
        border_s, open_s = border_s - open_s / 2, open_s / 2
    near = [change_s for change_s in changes_s if abs(change_s - border_s) <= open_s]
    border_s = min(near, key=lambda change_s: abs(change_s - border_s), default=border_s)
    border_s = min(max(before.stretch.begin_s, border_s), after.stretch.end_s)
    return [
        *answers[:place],
        replace(before, stretch=Stretch(before.stretch.begin_s, border_s)),
        replace(after, stretch=Stretch(border_s, after.stretch.end_s)),
        *answers[place + 2 :],
    ]


def _key(answer: Answer) -> tuple[object, ...]:
    track = answer.track
    if track is None:
        return (answer.is_covered,)
    return (track.isrc,) if track.isrc else ((track.title or "").casefold(), (track.artist or "").casefold())


def _sounding(levels_db: Sequence[float], hop_s: float) -> list[Stretch]:
    """Where it is not silent; short silences are passed over."""
    found: list[Stretch] = []
    for hop, level_db in enumerate(levels_db):
        if level_db <= SILENCE_DB:
            continue
        begin_s, end_s = hop * hop_s, (hop + 1) * hop_s
        if found and begin_s - found[-1].end_s < _BRIDGED_S:
            found[-1] = Stretch(found[-1].begin_s, end_s)
        else:
            found.append(Stretch(begin_s, end_s))
    return found


def _changes(levels_db: Sequence[float], hop_s: float, passage: Stretch) -> list[float]:
    """Moments at which it becomes louder or quieter for good: each the strongest of its surroundings."""
    first, last, reach = round(passage.begin_s / hop_s), round(passage.end_s / hop_s), round(_CHANGE_SPAN_S / hop_s)

    def change_db(hop: int) -> tuple[float, float]:
        """For good, and at once: of several places that are alike the one where it jumps."""
        before, after = levels_db[max(first, hop - reach) : hop], levels_db[hop : min(last, hop + reach)]
        return abs(median(after) - median(before)), abs(levels_db[hop] - levels_db[hop - 1])

    changes = {hop: change_db(hop) for hop in range(first + 1, last)}
    strong = [hop for hop, (by_db, _) in changes.items() if by_db >= _CHANGE_DB]
    return [
        hop * hop_s
        for hop in strong
        if changes[hop] == max(changes[near] for near in range(hop - reach, hop + reach + 1) if near in changes)
    ]


def _windows(passage: Stretch, changes_s: Sequence[float]) -> list[Stretch]:
    """A passage cut at its changes, long pieces into equal windows."""
    cuts = [passage.begin_s]
    for change_s in changes_s:
        if change_s - cuts[-1] >= _LEAST_PIECE_S and passage.end_s - change_s >= _LEAST_PIECE_S:
            cuts.append(change_s)
    windows = []
    for begin_s, end_s in pairwise([*cuts, passage.end_s]):
        n_windows = math.ceil((end_s - begin_s) / WINDOW_S)
        edges = [begin_s + (end_s - begin_s) * number / n_windows for number in range(n_windows)]
        windows += [Stretch(*pair) for pair in pairwise([*edges, end_s])]
    return windows
