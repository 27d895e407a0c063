"""Every catalogue track of a programme of hours, in one pass over its sound.

::

    blocks of sound ─▶ pieces of 60 s ─▶ peaks, levels, votes in slots of 5 s        (programme_sound.py, programme_slots.py)
                                          └▶ windows of 10 s, verified               (programme_windows.py)
                                              └▶ joined per diagonal, in and out      (programme_cues.py, programme_borders.py)
    where there is sound and no cue: the same at other speeds                         (programme_speeds.py)

The sound itself is not kept, but all that was found out of it is, on disk, so that an interrupted scan goes on (programme_record.py).
Pieces and windows are worked on by two threads, in any order; the results are put together in order.
"""

import logging
import math
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
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
from slipgui.engine.programme_record import ProgrammeRecord
from slipgui.engine.programme_slots import HeardPiece, Slot, hear
from slipgui.engine.programme_sound import KeptSound, cut_pieces
from slipgui.engine.programme_speeds import choose_windows, find_other_speeds
from slipgui.engine.programme_windows import WINDOW_SLOTS, Hit, search_window, windows_ending_in
from slipgui.engine.spectrogram import BLOCK_FRAMES

log = logging.getLogger(__name__)

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
    tail: list[Slot] = field(default_factory=list)
    searches: deque[tuple[HeardPiece, Future[list[Hit]]]] = field(default_factory=deque)
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

    def take(self, heard: HeardPiece, workers: ThreadPoolExecutor, *, is_new: bool, is_last: bool) -> None:
        """Have the windows of a piece searched, and keep it; of one that is kept already only the last slots are of use."""
        slots = [*self.tail, *heard.slots]
        self.tail = slots[1 - WINDOW_SLOTS :]
        if is_new:
            windows = windows_ending_in(slots, len(heard.slots), is_last=is_last)
            self.searches.append((heard, workers.submit(_search_windows, self.index, windows)))
            self.n_frames += len(heard.levels)
            self._gather(_MOST_WAITING)

    def finish(self) -> None:
        """Wait for all searches."""
        self._gather(0)

    def _gather(self, n_left: int) -> None:
        while len(self.searches) > n_left:
            heard, search = self.searches.popleft()
            self.record.keep_piece(heard, search.result())


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
        How long the programme is said to be, for the progress; 0 where nobody knows.
    on_news
        Told how far it is, in this thread.
    is_cancelled
        Asked once for each minute of sound, and more often later.
    """
    cues = record.cues()
    if cues is None:
        with ThreadPoolExecutor(N_WORKERS, "slipgui-programme") as workers, record:
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
    workers: ThreadPoolExecutor,
    declared_s: float,
    on_news: Callable[[News], None],
    is_cancelled: Callable[[], bool],
) -> bool:
    """Whether the whole sound was heard: it is not where the work was cancelled."""
    n_kept = state.record.n_pieces
    log.info("hearing a programme; %d minutes of it are known", n_kept)
    for number, heard, is_last in _heard(state.index, blocks, workers, n_kept):
        if is_cancelled():
            return False
        if heard is not None:
            state.take(heard, workers, is_new=number >= n_kept, is_last=is_last)
            share = state.n_frames * FRAME_S / declared_s if declared_s > 0 else 0.0
            is_time = number % _NEWS_EVERY_PIECES == 0 or number == n_kept - 1
            on_news(News(_SCAN_SHARE * min(1.0, share), tuple(answers(state.cues())) if is_time else None))
    state.finish()
    return True


def _heard(
    index: Index, blocks: Iterable[Float32s], workers: ThreadPoolExecutor, n_kept: int
) -> Iterator[tuple[int, HeardPiece | None, bool]]:
    """Number, what is heard, and whether it is the last, of each piece in order; some are heard ahead.

    None of pieces that are kept; the last of them is heard again, for windows reach back into it.
    """
    waiting: deque[tuple[int, Future[HeardPiece]]] = deque()
    for number, piece in enumerate(cut_pieces(blocks)):
        if number < n_kept - 1:
            yield number, None, False
            continue
        waiting.append((number, workers.submit(hear, index, piece)))
        while len(waiting) > _MOST_WAITING:
            first, heard = waiting.popleft()
            yield first, heard.result(), False
    while waiting:
        first, heard = waiting.popleft()
        yield first, heard.result(), not waiting


def _put_together(
    state: _Pass, workers: ThreadPoolExecutor, on_news: Callable[[News], None], is_cancelled: Callable[[], bool]
) -> list[ProgrammeCue] | None:
    """All cues, after those at other speeds were looked for; None when cancelled."""
    steady = state.cues()
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


def _search_windows(index: Index, windows: Sequence[Sequence[Slot]]) -> list[Hit]:
    return [hit for window in windows for hit in search_window(index, window)]


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
