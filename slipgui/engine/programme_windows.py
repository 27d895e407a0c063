"""Windows of two slots: where the votes agree, and what the verifier says of it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from slipgui.engine.index import Index, IndexTrack
from slipgui.engine.matcher import Candidate, rank_diagonals
from slipgui.engine.peaks import Peaks, join_peaks
from slipgui.engine.programme_slots import Slot
from slipgui.engine.programme_sound import LEVEL_STEPS
from slipgui.engine.query import map_peaks
from slipgui.engine.verifier import Verdict, verify

WINDOW_SLOTS = 2
"""10 s, each window half over the one before.  Windows of 20 s beside them found one of 280 cues more (30 s at −9 dB), for an eighth of the
CPU, and agreed by chance once."""
_N_CANDIDATES, _FLOOR = 8, 5
_KEEP_S = 6.2
"""Verdicts below tell nothing, not even together with others."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A window that agrees with a track along a diagonal."""

    diagonal: float
    """Global reference frame − speed × frame of the programme."""
    speed: float
    """Reference frames a frame of the programme."""
    pitch_ratio: float
    """Reference frequency over programme frequency."""
    log_likelihood_ratio: float
    """Of the vote."""
    score: float
    """Engine score s."""
    start_frame: int
    """First frame of the window …"""
    stop_frame: int
    """… and the one after the last."""
    track: IndexTrack
    """The track at the window's middle."""


def search_window(index: Index, window: Sequence[Slot]) -> list[Hit]:
    """What is found in one window, best first.  Pure: windows may be searched at the same time."""
    first = window[0].first_frame
    diagonals = np.concatenate([slot.diagonals - np.int32(slot.first_frame - first) for slot in window])
    ranked = rank_diagonals(diagonals, index.n_frames, _N_CANDIDATES, _FLOOR)
    if not ranked:
        return []
    levels = np.concatenate([slot.levels for slot in window]).astype(np.float32) / np.float32(LEVEL_STEPS)
    candidates = [Candidate(diagonal, 1.0, 1.0, ratio) for ratio, diagonal in ranked]
    verdicts = verify(index, levels, candidates, map_peaks(_peaks_of(window), len(levels)), least_s=_KEEP_S)
    return [make_hit(verdict, first, first + len(levels)) for verdict in verdicts if verdict.score >= _KEEP_S]


def make_hit(verdict: Verdict, start_frame: int, stop_frame: int) -> Hit:
    """A verdict on the frames [start, stop) of a programme as a hit in it."""
    candidate = verdict.candidate
    return Hit(
        diagonal=candidate.diagonal - candidate.speed * start_frame,
        speed=candidate.speed,
        pitch_ratio=candidate.pitch_ratio,
        log_likelihood_ratio=candidate.log_likelihood_ratio,
        score=verdict.score,
        start_frame=start_frame,
        stop_frame=stop_frame,
        track=verdict.track,
    )


def _peaks_of(window: Sequence[Slot]) -> Peaks:
    """Peaks of all slots, counted from the first frame of the first."""
    first = window[0].first_frame
    return join_peaks(
        [
            Peaks(
                slot.peaks.time_frames + np.float32(slot.first_frame - first),
                slot.peaks.frequency_bins,
                slot.peaks.salience,
            )
            for slot in window
        ]
    )
