"""Cues that play faster or slower than their track: looked for only where there is sound and no cue yet.

The peaks kept of such a stretch are scaled to other speeds and looked up again, window after window, as the clip recogniser does: to
those of film conversions everywhere, to all from 0.2 to 5.2 % here and there.  What is found is made exact, and followed along its
diagonal, which drifts against those of speed 1.  A speed at which many of the cues play is tried everywhere from then on, with all
peaks, for it is known exactly, and more windows at all speeds: programmes are converted as a whole.
"""

import heapq
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import NamedTuple

import numpy as np

from slipgui.engine.index import Index
from slipgui.engine.matcher import Candidate
from slipgui.engine.parameters import FRAMES_PER_S
from slipgui.engine.probes import PROBE_REACH, played_at, probe_changes, probe_speeds
from slipgui.engine.programme_cues import Found, is_covered
from slipgui.engine.programme_follow import follow
from slipgui.engine.programme_record import ProgrammeRecord
from slipgui.engine.programme_sound import KeptQuery, KeptSound
from slipgui.engine.programme_windows import Hit, make_hit
from slipgui.engine.programme_workers import ProgrammeWorkers
from slipgui.engine.refiner import refine
from slipgui.engine.score import SURE_S
from slipgui.engine.stages import PROBE_SPEEDS
from slipgui.engine.verifier import LEAD_S, Judge, Verdict

_WINDOW_FRAMES = round(14 * FRAMES_PER_S)
_OVERLAP_FRAMES = round(3 * FRAMES_PER_S)
"""So that a short cue lies whole in some window."""
_MIN_FRAMES = round(6 * FRAMES_PER_S)
"""Shorter stretches are not searched."""
_CONVERSIONS = (1.042, 0.9595)
"""Film at 23.976 or 24 frames a second shown at 25, and back: tried in every window; the two of a pair differ by less than a probe sees."""
_MIN_WINDOWS, _WINDOWS_A_CUE = 12, 8
"""Twelve windows, and eight more for each cue that was found, are searched at all speeds, …"""
_SECONDS_A_GLANCE = 50.0
"""… and of the others one for each 50 s of programme with fewer hits, so that the cost is bounded."""
_BUDGET, _GLANCE_BUDGET = 150_000, 50_000
"""Hits for each probe.  With 200 000 no more of 122 cues are found (CPU of the search × 1.2)."""
_KNOWN_BUDGET = 300_000
"""Where the speed is known exactly all peaks are looked up: of 117 windows at −9 to 3 dB 111 are found, with the probes' landmarks 105."""
_N_VERIFIED, _N_VERIFIED_A_PROBE = 64, 8
"""Places that are verified of a group of speeds, and of each where there are few: of 47 true ones 44 were among the first three."""
_DOUBTFUL_S = 6.2
"""A window that is not sure may hold a part of a cue (``programme_follow.follow``)."""
_MIN_PEAKS = 40
_SAME_SPEED = 0.001
"""Speeds that differ by less are one."""
_KNOWN_SHARE = 0.2
"""A speed is known when such a part of all cues found play at it: where each has its own, one or two at the same tell nothing."""
_BATCH = 8


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of the programme that is searched at other speeds."""

    start_frame: int
    stop_frame: int

    @property
    def n_frames(self) -> int:
        """Length."""
        return self.stop_frame - self.start_frame


class Group(NamedTuple):
    """Speeds that are tried together."""

    speeds: Sequence[float]
    """Reference frames a frame of the programme."""
    budget: int
    """Hits to read for each, about; 0: they are not tried."""
    is_exact: bool
    """Whether these very speeds are meant, or all within ±.25 % of each."""


def choose_windows(stretches: Iterable[tuple[int, int]]) -> list[Window]:
    """Windows of up to 14 s over stretches of frames: always in the middle of the longest gap that no window covers yet."""
    gaps = [(start - stop, start, stop) for start, stop in stretches if stop - start >= _MIN_FRAMES]
    heapq.heapify(gaps)
    windows = []
    while gaps:
        _, start, stop = heapq.heappop(gaps)
        begin = start + max(0, stop - start - _WINDOW_FRAMES) // 2
        end = min(stop, begin + _WINDOW_FRAMES)
        windows.append(Window(begin, end))
        for low, high in ((start, begin + _OVERLAP_FRAMES), (end - _OVERLAP_FRAMES, stop)):
            if begin > start and high - low >= _MIN_FRAMES:
                heapq.heappush(gaps, (low - high, low, high))
    return windows


def find_other_speeds(
    index: Index,
    record: ProgrammeRecord,
    windows: Sequence[Window],
    workers: ProgrammeWorkers,
    on_share: Callable[[float], None],
    is_cancelled: Callable[[], bool],
) -> list[Found]:
    """Cues at other speeds in the windows, in no order, overlaps included.

    Parameters
    ----------
    index
        What is known.
    record
        The programme, heard throughout.  Batches that it holds are not searched again.
    windows
        Where to look.
    workers
        Search windows at the same time.
    on_share
        Called with the part of the windows done, 0 to 1.
    is_cancelled
        Asked between batches; what was found until then is given.
    """
    cues: list[Found] = []
    n_glanced = int(record.sound.n_frames / FRAMES_PER_S / _SECONDS_A_GLANCE)
    for number, first in enumerate(range(0, len(windows), _BATCH)):
        if is_cancelled():
            break
        hits = record.batch(number)
        if hits is None:
            n_more = _WINDOWS_A_CUE * len(cues)
            budget = _BUDGET if first < _MIN_WINDOWS + n_more else _GLANCE_BUDGET if first < n_glanced + n_more else 0
            hits = _search_batch(record.sound, windows[first : first + _BATCH], cues, workers, budget)
            record.keep_batch(number, hits)
        followed = [follow(index, record.sound, hit) for hit in hits]
        cues += [cue for cue in followed if cue is not None]
        on_share(min(1.0, (first + _BATCH) / len(windows)))
    return cues


def _search_batch(
    sound: KeptSound,
    windows: Sequence[Window],
    cues: Sequence[Found],
    workers: ProgrammeWorkers,
    budget: int,
) -> list[Hit]:
    """What is found in those windows that no cue covers yet; ``budget``: for each probe at any speed but those of conversions."""
    open_windows = [window for window in windows if not is_covered(window.start_frame, window.stop_frame, cues)]
    queries = (sound.query(window.start_frame, window.stop_frame) for window in open_windows)
    known = _frequent([cue.best.speed for cue in cues], 2 if budget == _BUDGET else 1)
    conversions = [speed for speed in _CONVERSIONS if all(abs(speed - it) > PROBE_REACH for it in known)]
    groups = [
        Group(known, _KNOWN_BUDGET, is_exact=True),
        Group(conversions, _BUDGET, is_exact=False),
        Group(PROBE_SPEEDS, budget, is_exact=False),
    ]
    found = workers.map(search_speeds, queries, open_windows, repeat(groups))
    return [hit for hit in found if hit is not None]


def search_speeds(index: Index, query: KeptQuery, window: Window, groups: Sequence[Group]) -> Hit | None:
    """The track that may play in the window at another speed, None where none does.  Pure.

    Parameters
    ----------
    index
        What is known.
    query
        The window's sound.
    window
        Its place.
    groups
        Speeds to try; a later group only where those before it bring nothing sure.
    """
    if len(query.probe.peaks) < _MIN_PEAKS:
        return None
    verdicts: list[Verdict] = []
    judge = Judge(index, query.levels, query.heard)
    for group in groups:
        if not group.speeds or not group.budget:
            continue
        verdicts += judge.verify(_probe(index, query, group), _DOUBTFUL_S + LEAD_S)
        if any(verdict.score >= SURE_S for verdict in verdicts):
            break
    verdict = max(verdicts, key=lambda verdict: verdict.score, default=None)
    if verdict is None or verdict.score < _DOUBTFUL_S:
        return None
    return make_hit(refine(index, query, verdict, query.heard), window.start_frame, window.stop_frame)


def _probe(index: Index, query: KeptQuery, group: Group) -> list[Candidate]:
    """Where the window may come from, best first."""
    n_wanted = min(_N_VERIFIED, _N_VERIFIED_A_PROBE * len(group.speeds))
    if group.is_exact:
        return probe_changes(index, query.quick, [played_at(speed) for speed in group.speeds], group.budget, n_wanted)
    return probe_speeds(index, query.probe, group.speeds, group.budget, n_wanted)


def _frequent(speeds: Sequence[float], n_least: int) -> list[float]:
    """Those found so often before, and for many of the cues, the most frequent first, each once."""
    frequent: list[float] = []
    left = np.array(speeds)
    while len(left):
        is_near = np.abs(left[:, None] - left) <= _SAME_SPEED
        most = is_near[is_near.sum(axis=1).argmax()]
        if most.sum() < max(n_least, _KNOWN_SHARE * len(speeds)):
            break
        frequent.append(float(np.median(left[most])))
        left = left[~most]
    return frequent
