"""Windows joined to cues: hits of one diagonal belong together, overlapping answers are resolved, neighbours merged."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from slipgui.engine.index import Index
from slipgui.engine.matcher import Candidate
from slipgui.engine.parameters import FRAMES_PER_S
from slipgui.engine.programme_borders import Borders, find_borders
from slipgui.engine.programme_sound import KeptSound
from slipgui.engine.programme_windows import Hit
from slipgui.engine.score import SURE_S
from slipgui.engine.verifier import verify

_SAME_FRAMES = 2.0
"""Diagonals this near are one."""
_TWO_WINDOWS_S = 14.5
"""Two windows that sum to this are worth one that is sure."""
_BEYOND_DOUBT_S = 11.0
"""P(false) 2 in a million windows."""
_MOST_OVERLAP = 0.5
_OUTSHONE_SHARE = 0.7
_TOUCHING_FRAMES = 130
"""Cues of one track and diagonal with so short a gap (3 s) are one: speech covered the music for a moment."""
_SAME_DIAGONAL_FRAMES = 6.0
_SHORTEST_FRAMES = round(1.5 * FRAMES_PER_S)


@dataclass(frozen=True, slots=True)
class Diagonal:
    """Hits of one track along one diagonal."""

    hits: tuple[Hit, ...]

    @property
    def best(self) -> Hit:
        """The clearest."""
        return max(self.hits, key=lambda hit: hit.score)

    @property
    def start_frame(self) -> int:
        """Where the first window begins."""
        return min(hit.start_frame for hit in self.hits)

    @property
    def stop_frame(self) -> int:
        """Where the last one ends."""
        return max(hit.stop_frame for hit in self.hits)

    @property
    def score(self) -> float:
        """Engine score: that of the best window, or what two that share no sound are worth together."""
        pairs = (
            one.score + other.score for one in self.hits for other in self.hits if one.stop_frame <= other.start_frame
        )
        return max(self.best.score, max(pairs, default=0.0) * SURE_S / _TWO_WINDOWS_S)


@dataclass(frozen=True, slots=True)
class Found:
    """A cue in frames."""

    best: Hit
    """Its clearest window: track, diagonal, speed."""
    score: float
    """Engine score s."""
    borders: Borders
    """In and out."""

    @property
    def n_frames(self) -> float:
        """Length."""
        return self.borders.stop_frame - self.borders.start_frame


def join_hits(hits: Iterable[Hit]) -> list[Diagonal]:
    """Hits at speed 1 grouped by diagonal: neighbours at most two frames apart."""
    groups: list[list[Hit]] = []
    for hit in sorted(hits, key=lambda hit: hit.diagonal):
        is_same = groups and hit.diagonal - groups[-1][-1].diagonal <= _SAME_FRAMES
        if is_same and hit.track == groups[-1][-1].track:
            groups[-1].append(hit)
        else:
            groups.append([hit])
    return [Diagonal(tuple(group)) for group in groups]


def clearest_first(diagonals: Iterable[Diagonal]) -> list[Diagonal]:
    """Those that are sure, in the order in which ``resolve`` would prefer them."""
    sure = [diagonal for diagonal in diagonals if diagonal.score >= SURE_S]
    return sorted(sure, key=lambda it: it.score * math.sqrt(it.stop_frame - it.start_frame), reverse=True)


def is_outshone(diagonal: Diagonal, cues: Iterable[Found]) -> bool:
    """Whether one of some clearer cues covers most of each of the diagonal's windows: music that loops agrees with itself along many.

    A window that stands out may hold another part of the track, cut to the first.
    """
    return any(all(_covers_most(cue, hit) for hit in diagonal.hits) for cue in cues)


def is_covered(start_frame: int, stop_frame: int, cues: Iterable[Found]) -> bool:
    """Whether one of some cues plays in the middle of a stretch."""
    middle = (start_frame + stop_frame) / 2
    return any(cue.borders.start_frame <= middle < cue.borders.stop_frame for cue in cues)


def _covers_most(cue: Found, hit: Hit) -> bool:
    covered = min(hit.stop_frame, cue.borders.stop_frame) - max(hit.start_frame, cue.borders.start_frame)
    return covered >= _OUTSHONE_SHARE * (hit.stop_frame - hit.start_frame)


def make_cue(index: Index, sound: KeptSound, diagonal: Diagonal) -> Found | None:
    """The cue of a diagonal, None where there is too little to go by."""
    borders = find_borders(index, sound, diagonal.best, diagonal.start_frame, diagonal.stop_frame)
    cue = borders and Found(diagonal.best, diagonal.score, borders)
    return cue if cue and is_heard_throughout(index, sound, cue) else None


def is_heard_throughout(index: Index, sound: KeptSound, cue: Found) -> bool:
    """Whether the track is as sure over the whole cue as in its clearest window, or that one is beyond doubt.

    Of the ten thousand windows of ten hours one or two are sure by chance; what agrees there does not go on between the borders.
    """
    if cue.score >= _BEYOND_DOUBT_S:
        return True
    start, hit = int(cue.borders.start_frame), cue.best
    query = sound.query(start, int(cue.borders.stop_frame))
    local = Candidate(hit.diagonal + hit.speed * start, hit.speed, hit.pitch_ratio, hit.log_likelihood_ratio)
    return any(verdict.score >= SURE_S for verdict in verify(index, query.levels, [local], query.heard))


def resolve(cues: Iterable[Found]) -> list[Found]:
    """Cues in order of time: merged where one was torn, and of several for the same stretch the better ones.

    Better is score × √length: a long cue that is clear throughout beats a short one inside it.  What would be shorter than
    1.5 s is none: the score it needs takes more sound, so it agrees by chance beside other music.
    """
    kept: list[Found] = []
    long_enough = [cue for cue in merge(cues) if cue.n_frames >= _SHORTEST_FRAMES]
    for cue in sorted(long_enough, key=lambda cue: cue.score * math.sqrt(cue.n_frames), reverse=True):
        if all(_overlap_frames(cue, other) < _MOST_OVERLAP * cue.n_frames for other in kept):
            kept.append(cue)
    return sorted(kept, key=lambda cue: cue.borders.start_frame)


def merge(cues: Iterable[Found]) -> list[Found]:
    """Cues of the same track along the same diagonal that overlap or nearly touch, made one."""
    merged: list[Found] = []
    for cue in sorted(cues, key=lambda cue: cue.borders.start_frame):
        place = next((i for i, other in enumerate(merged) if _continues(other, cue)), None)
        if place is None:
            merged.append(cue)
        else:
            merged[place] = _joined(merged[place], cue)
    return merged


def _continues(one: Found, other: Found) -> bool:
    if one.best.track != other.best.track:
        return False
    if other.borders.start_frame - one.borders.stop_frame > _TOUCHING_FRAMES:
        return False
    at = other.borders.start_frame  # where diagonals of slightly different speeds are compared
    drift = one.best.diagonal + one.best.speed * at - other.best.diagonal - other.best.speed * at
    return abs(drift) <= _SAME_DIAGONAL_FRAMES


def _joined(one: Found, other: Found) -> Found:
    better = one if one.score >= other.score else other
    borders = Borders(
        min(one.borders.start_frame, other.borders.start_frame),
        max(one.borders.stop_frame, other.borders.stop_frame),
        one.borders.evidence + other.borders.evidence,
    )
    return replace(better, borders=borders)


def _overlap_frames(one: Found, other: Found) -> float:
    return min(one.borders.stop_frame, other.borders.stop_frame) - max(
        one.borders.start_frame, other.borders.start_frame
    )


def covered(cues: Sequence[Found]) -> list[tuple[float, float]]:
    """The stretches of the programme that the cues cover, in order, without overlaps."""
    stretches: list[tuple[float, float]] = []
    for cue in sorted(cues, key=lambda cue: cue.borders.start_frame):
        start, stop = cue.borders.start_frame, cue.borders.stop_frame
        if stretches and start <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], max(stop, stretches[-1][1]))
        else:
            stretches.append((start, stop))
    return stretches
