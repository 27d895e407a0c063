"""Every catalogue track of a programme of hours, in one pass over its sound.

::

    blocks of sound ─▶ pieces of 60 s ─▶ peaks, levels, votes in slots of 5 s        (programme_sound.py, programme_slots.py)
                                          └▶ windows of 10 s, verified               (programme_windows.py, programme_pieces.py)
                                              └▶ joined per diagonal, in and out      (programme_cues.py, programme_borders.py)
    where there is sound and no cue: the same at other speeds                         (programme_speeds.py)

The sound itself is not kept, but all that was found out of it is, on disk, so that an interrupted scan goes on (programme_record.py).
Pieces and windows are worked on by two at a time, in any order (programme_workers.py); the results are put together in order.
"""

import logging
import math
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field

import numpy as np

from slipgui.engine.arrays import Bools, Float32s
from slipgui.engine.index import Index
from slipgui.engine.parameters import FRAME_S, FRAMES_PER_S
from slipgui.engine.programme_answers import ProgrammeCue, answers, unidentified
from slipgui.engine.programme_borders import REACH_FRAMES
from slipgui.engine.programme_cues import (
    Diagonal,
    Found,
    clearest_first,
    covered,
    is_outshone,
    join_hits,
    make_cue,
    resolve,
)
from slipgui.engine.programme_follow import follow_doubtful
from slipgui.engine.programme_pieces import SearchedPiece, search_piece
from slipgui.engine.programme_record import ProgrammeRecord
from slipgui.engine.programme_slots import Slot
from slipgui.engine.programme_sound import KeptSound, cut_pieces
from slipgui.engine.programme_speeds import choose_windows, find_other_speeds
from slipgui.engine.programme_windows import WINDOW_SLOTS, Hit, search_window
from slipgui.engine.programme_workers import ProgrammeWorkers
from slipgui.engine.spectrogram import BLOCK_FRAMES

log = logging.getLogger(__name__)

_MOST_WAITING = 3
"""Pieces searched ahead of the one that is put in order."""
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
    record: ProgrammeRecord
    n_frames: int = 0
    """Heard so far; the record holds a few minutes less."""
    last: Slot | None = None
    """Of the piece before."""
    waiting: deque[tuple[Future[list[Hit]] | None, SearchedPiece]] = field(default_factory=deque)
    """Pieces that are not kept yet, each with the search of the window that ends in its first slot."""
    known: dict[Diagonal, Found | None] = field(default_factory=dict)

    def cues(self) -> list[Found]:
        """The cues at speed 1 so far, in order of time.  Those that nothing can be added to are kept."""
        found: list[Found] = []
        sound = self.record.sound
        for diagonal in clearest_first(join_hits(self.record.hits)):
            if is_outshone(diagonal, found):
                continue
            cue = self.known[diagonal] if diagonal in self.known else make_cue(self.index, sound, diagonal)
            if diagonal.stop_frame + REACH_FRAMES <= sound.n_frames:
                self.known[diagonal] = cue
            if cue:
                found.append(cue)
        return resolve(found)

    def take(self, piece: SearchedPiece, workers: ProgrammeWorkers, *, is_new: bool) -> None:
        """Have the window before a piece searched, and keep it; of one that is kept already only the last slot is of use."""
        between = [slot for slot in (self.last, piece.first) if slot]
        is_alone = piece.first.first_frame == piece.last.first_frame  # a programme shorter than a window is one window
        self.last = piece.last
        if is_new:
            is_window = len(between) == WINDOW_SLOTS or is_alone
            search = workers.submit(search_window, between) if is_window else None
            self.waiting.append((search, piece))
            self.n_frames += len(piece.heard.levels)
            self._keep(_MOST_WAITING)

    def finish(self) -> None:
        """Wait for all searches."""
        self._keep(0)

    def _keep(self, n_left: int) -> None:
        while len(self.waiting) > n_left:
            search, piece = self.waiting.popleft()
            self.record.keep_piece(piece.heard, [*(search.result() if search else ()), *piece.hits])


def scan_programme(
    index: Index,
    blocks: Iterable[Float32s],
    record: ProgrammeRecord,
    *,
    declared_s: float,
    on_news: Callable[[News], None],
    is_cancelled: Callable[[], bool],
) -> list[ProgrammeCue] | None:
    """All cues in order of time, identified or not; silence is not listed.  None when cancelled.

    Blocking; memory does not grow with the length but for the hits, 1 MB an hour.  What the record holds is not searched again.

    Parameters
    ----------
    index
        What is known.
    blocks
        Mono float32 at 11 025 Hz, full scale ±1, in blocks of any length; read in this thread.
    record
        What is known of this very sound under this very index; filled.
    declared_s
        How long the programme is said to be, for the progress and for who searches (programme_workers.py); 0 where nobody knows.
    on_news
        Told how far it is, in this thread.
    is_cancelled
        Asked once for each minute of sound, and more often later.
    """
    cues = record.cues()
    if cues is None:
        with ProgrammeWorkers(index, declared_s) as workers, record:
            state = _Pass(index, record, record.sound.n_frames)
            if not _hear_all(state, blocks, workers, declared_s, on_news, is_cancelled):
                return None
            cues = _put_together(state, workers, on_news, is_cancelled)
        if cues is not None:
            record.keep_cues(cues)
    return cues


def _hear_all(
    state: _Pass,
    blocks: Iterable[Float32s],
    workers: ProgrammeWorkers,
    declared_s: float,
    on_news: Callable[[News], None],
    is_cancelled: Callable[[], bool],
) -> bool:
    """Whether the whole sound was heard: it is not where the work was cancelled."""
    n_kept = state.record.n_pieces
    log.info("hearing a programme; %d minutes of it are known", n_kept)
    for number, piece in _search_pieces(blocks, workers, n_kept):
        if is_cancelled():
            return False
        if piece is not None:
            state.take(piece, workers, is_new=number >= n_kept)
            share = state.n_frames * FRAME_S / declared_s if declared_s > 0 else 0.0
            is_time = number % _NEWS_EVERY_PIECES == 0 or number == n_kept - 1
            on_news(News(_SCAN_SHARE * min(1.0, share), tuple(answers(state.cues())) if is_time else None))
    state.finish()
    return True


def _search_pieces(
    blocks: Iterable[Float32s], workers: ProgrammeWorkers, n_kept: int
) -> Iterator[tuple[int, SearchedPiece | None]]:
    """Number and what is found of each piece in order; some are searched ahead.

    Nothing of pieces that are kept; the last of them is heard again, for a window reaches back into it.
    """
    waiting: deque[tuple[int, Future[SearchedPiece]]] = deque()
    for number, piece in enumerate(cut_pieces(blocks)):
        if number < n_kept - 1:
            yield number, None
            continue
        waiting.append((number, workers.submit(search_piece, piece)))
        while len(waiting) > _MOST_WAITING:
            first, searched = waiting.popleft()
            yield first, searched.result()
    for number, searched in waiting:
        yield number, searched.result()


def _put_together(
    state: _Pass, workers: ProgrammeWorkers, on_news: Callable[[News], None], is_cancelled: Callable[[], bool]
) -> list[ProgrammeCue] | None:
    """All cues, after those at other speeds were looked for; None when cancelled."""
    steady = state.cues()
    steady = resolve([*steady, *follow_doubtful(state.index, state.record.sound, state.record.hits, steady)])
    on_news(News(_SCAN_SHARE, tuple(answers(steady))))
    is_sound = _has_sound(state.record.sound)
    others = find_other_speeds(
        state.index,
        state.record,
        choose_windows(_stretches(is_sound, steady)),
        workers,
        lambda share: on_news(News(_SCAN_SHARE + (1 - _SCAN_SHARE) * share, None)),
        is_cancelled,
    )
    if is_cancelled():
        return None
    cues = resolve([*steady, *others])
    rest = [
        unidentified(start, stop)
        for start, stop in _stretches(is_sound, cues)
        if stop - start >= _MIN_UNIDENTIFIED_FRAMES
    ]
    return sorted([*answers(cues), *rest], key=lambda cue: (cue.in_s, cue.out_s))


def _has_sound(sound: KeptSound) -> Bools:
    """Mask of the frames around which a second of sound is louder than −60 dBFS."""
    mask = np.zeros(sound.n_frames, np.bool_)
    for start in range(0, sound.n_frames, BLOCK_FRAMES):
        stop = min(start + BLOCK_FRAMES, sound.n_frames)
        low, high = max(0, start - _LOUDNESS_FRAMES), min(sound.n_frames, stop + _LOUDNESS_FRAMES)
        width = min(_LOUDNESS_FRAMES, high - low)
        loudness = np.convolve(sound.power(low, high).astype(np.float64), np.full(width, 1 / width), mode="same")
        mask[start:stop] = loudness[start - low : stop - low] >= _SILENT_POWER
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
