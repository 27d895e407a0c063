"""Every catalogue track of a programme of hours, in one pass over its sound.

::

    blocks of sound ─▶ pieces of 60 s ─▶ peaks, levels, votes in slots of 5 s        (programme_sound.py, programme_slots.py)
                                          └▶ windows of 10 and 20 s, verified        (programme_windows.py)
                                              └▶ joined per diagonal, in and out      (programme_cues.py, programme_borders.py)
    where there is sound and no cue: the same at 34 other speeds                      (programme_speeds.py)

The sound itself is not kept.  Pieces and windows are worked on by two threads, in any order; the results are put together in order.
"""

import math
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np

from slipgui.core.outcome import Match
from slipgui.engine.arrays import Bools, Float32s, Float64s
from slipgui.engine.index import Index
from slipgui.engine.parameters import FRAME_S, FRAMES_PER_S
from slipgui.engine.programme_borders import REACH_FRAMES
from slipgui.engine.programme_cues import Diagonal, Found, covered, join_hits, make_cue, resolve
from slipgui.engine.programme_slots import HeardPiece, Slot, hear
from slipgui.engine.programme_sound import KeptSound, cut_pieces
from slipgui.engine.programme_speeds import choose_windows, find_other_speeds
from slipgui.engine.programme_windows import WINDOW_SLOTS, Hit, search_window, windows_ending_in
from slipgui.engine.recogniser import CatalogueMatch
from slipgui.engine.score import false_probability, score_for_people

N_WORKERS = 2
_MOST_WAITING = 3
"""Pieces heard ahead of the one that is put in order."""
_NEWS_EVERY_PIECES = 15
_SCAN_SHARE = 0.85
"""Part of the progress that the pass over the sound takes."""
_SILENT_POWER = 1e-6
"""−60 dBFS: quieter is silence."""
_LOUDNESS_FRAMES = 43
_MIN_GAP_FRAMES = round(2 * FRAMES_PER_S)
"""Shorter silences do not part a stretch."""
_MIN_UNIDENTIFIED_FRAMES = round(5 * FRAMES_PER_S)
"""Shorter stretches without an answer are not worth a line."""


@dataclass(frozen=True, slots=True)
class ProgrammeCue:
    """A stretch of a programme."""

    in_s: float
    """Where it begins, from the beginning of the sound."""
    out_s: float
    """Where it ends."""
    found: CatalogueMatch | None
    """What plays; None: there is sound, and it is not of the catalogue.  That says nothing about speech or music."""


@dataclass(frozen=True, slots=True)
class News:
    """How far a programme is."""

    progress: float
    """0 to 1, never less than before."""
    cues: tuple[ProgrammeCue, ...] | None
    """Identified cues so far, in order of time; None: as before."""


@dataclass(slots=True)
class _Pass:
    """The state of the pass over the sound."""

    index: Index
    sound: KeptSound
    hits: list[Hit] = field(default_factory=list)
    tail: list[Slot] = field(default_factory=list)
    searches: deque[Future[list[Hit]]] = field(default_factory=deque)
    known: dict[Diagonal, Found | None] = field(default_factory=dict)

    def cues(self) -> list[Found]:
        """The cues at speed 1 so far, in order of time.  Those that nothing can be added to are kept."""
        found = []
        for diagonal in join_hits(self.hits):
            cue = self.known[diagonal] if diagonal in self.known else make_cue(self.index, self.sound, diagonal)
            if diagonal.stop_frame + REACH_FRAMES <= self.sound.n_frames:
                self.known[diagonal] = cue
            found.append(cue)
        return resolve(cue for cue in found if cue is not None)

    def take(self, heard: HeardPiece, workers: ThreadPoolExecutor, *, is_last: bool) -> None:
        """Keep a piece and have its windows searched."""
        self.sound.append(heard.peaks, heard.levels, heard.power)
        slots = [*self.tail, *heard.slots]
        windows = windows_ending_in(slots, len(heard.slots), is_last=is_last)
        self.searches.append(workers.submit(_search_windows, self.index, windows))
        self.tail = slots[-(max(WINDOW_SLOTS) - 1) :]
        self._gather(_MOST_WAITING)

    def finish(self) -> None:
        """Wait for all searches."""
        self._gather(0)

    def _gather(self, n_left: int) -> None:
        while len(self.searches) > n_left:
            self.hits += self.searches.popleft().result()


def scan_programme(
    index: Index,
    blocks: Iterable[Float32s],
    *,
    declared_s: float,
    on_news: Callable[[News], None],
    is_cancelled: Callable[[], bool],
) -> list[ProgrammeCue] | None:
    """All cues in order of time, identified or not; silence is not listed.  None when cancelled.

    Blocking; memory does not grow with the length but for 3 MB of peaks an hour.

    Parameters
    ----------
    index
        What is known.
    blocks
        Mono float32 at 11 025 Hz, full scale ±1, in blocks of any length; read in this thread.
    declared_s
        How long the programme is said to be, for the progress; 0 where nobody knows.
    on_news
        Told how far it is, in this thread.
    is_cancelled
        Asked once for each minute of sound, and more often later.
    """
    with ThreadPoolExecutor(N_WORKERS, "slipgui-programme") as workers, KeptSound() as sound:
        state = _Pass(index, sound)
        for n_pieces, (piece, is_last) in enumerate(_heard(index, blocks, workers), start=1):
            if is_cancelled():
                return None
            state.take(piece, workers, is_last=is_last)
            share = sound.n_frames * FRAME_S / declared_s if declared_s > 0 else 0.0
            progress = _SCAN_SHARE * min(1.0, share)
            is_time = n_pieces % _NEWS_EVERY_PIECES == 0
            on_news(News(progress, tuple(_answers(state.cues())) if is_time else None))
        state.finish()
        steady = state.cues()
        on_news(News(_SCAN_SHARE, tuple(_answers(steady))))
        is_sound = _has_sound(sound.power)
        windows = choose_windows(_stretches(is_sound, steady))
        others = find_other_speeds(
            index,
            sound,
            windows,
            workers,
            lambda share: on_news(News(_SCAN_SHARE + (1 - _SCAN_SHARE) * share, None)),
            is_cancelled,
        )
        if is_cancelled():
            return None
        cues = resolve([*steady, *others])
        unidentified = [
            ProgrammeCue(round(start * FRAME_S, 3), round(stop * FRAME_S, 3), None)
            for start, stop in _stretches(is_sound, cues)
            if stop - start >= _MIN_UNIDENTIFIED_FRAMES
        ]
    return sorted([*_answers(cues), *unidentified], key=lambda cue: (cue.in_s, cue.out_s))


def _heard(index: Index, blocks: Iterable[Float32s], workers: ThreadPoolExecutor) -> Iterator[tuple[HeardPiece, bool]]:
    """The pieces in order, each with whether it is the last; some are heard ahead."""
    waiting: deque[Future[HeardPiece]] = deque()
    for piece in cut_pieces(blocks):
        waiting.append(workers.submit(hear, index, piece))
        while len(waiting) > _MOST_WAITING:
            yield waiting.popleft().result(), False
    while waiting:
        yield waiting.popleft().result(), not waiting


def _search_windows(index: Index, windows: Sequence[Sequence[Slot]]) -> list[Hit]:
    return [hit for window in windows for hit in search_window(index, window)]


def _has_sound(power: Float64s) -> Bools:
    """Mask of the frames around which a second of sound is louder than −60 dBFS."""
    if not len(power):
        return np.zeros(0, np.bool_)
    width = min(_LOUDNESS_FRAMES, len(power))
    loudness = np.convolve(power, np.full(width, 1 / width), mode="same")
    mask: Bools = loudness >= _SILENT_POWER
    return mask


def _stretches(is_sound: Bools, cues: Sequence[Found]) -> list[tuple[int, int]]:
    """Stretches of frames with sound and without a cue, short silences included."""
    free = is_sound.copy()
    for start, stop in covered(cues):
        free[max(0, int(start)) : math.ceil(stop)] = False
    taken = is_sound & ~free
    edges = np.flatnonzero(np.diff(np.concatenate([[0], free.astype(np.int8), [0]])))
    joined: list[tuple[int, int]] = []
    for start, stop in edges.reshape(-1, 2).tolist():
        if joined and start - joined[-1][1] < _MIN_GAP_FRAMES and not taken[joined[-1][1] : start].any():
            joined[-1] = (joined[-1][0], stop)
        else:
            joined.append((start, stop))
    return joined


def _answers(cues: Iterable[Found]) -> list[ProgrammeCue]:
    return [_answer(cue) for cue in cues]


def _answer(cue: Found) -> ProgrammeCue:
    hit, start_s, stop_s = cue.best, cue.borders.start_frame * FRAME_S, cue.borders.stop_frame * FRAME_S
    reference = hit.diagonal + hit.speed * cue.borders.start_frame - hit.track.first_frame
    match = Match(
        query_start_s=round(start_s, 3),
        query_stop_s=round(stop_s, 3),
        reference_start_s=round(max(0.0, reference) * FRAME_S, 3),
        speed=round(hit.speed, 4),
        pitch_semitones=round(-12 * math.log2(hit.pitch_ratio), 2) + 0.0,
        file=None,
    )
    found = CatalogueMatch(hit.track.track_id, score_for_people(cue.score), match, false_probability(cue.score))
    return ProgrammeCue(match.query_start_s, match.query_stop_s, found)
