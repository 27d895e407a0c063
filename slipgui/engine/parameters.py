"""The numbers of the fingerprint, with their units, and the check that a stored segment was made with the same ones.

Two conversions are used everywhere: a *frame* is ``HOP_SAMPLES / SAMPLE_RATE_HZ`` = 23.22 ms, a *bin* is
``SAMPLE_RATE_HZ / WINDOW_SAMPLES`` = 10.77 Hz.  Values and what they were measured against: engine facts, sections 5 and 12.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from slipgui.core.errors import CatalogueError

SAMPLE_RATE_HZ = 11_025
"""Mono samples a second.  Music that survives speech, telephones and codecs lies below 5.4 kHz."""
WINDOW_SAMPLES = 1024
"""Length of the Hann window: 92.9 ms."""
HOP_SAMPLES = 256
"""Step between two windows: one frame."""
FRAME_S = HOP_SAMPLES / SAMPLE_RATE_HZ
"""Seconds a frame."""
N_BINS = WINDOW_SAMPLES // 2
"""Bins kept of each spectrum."""
FRAMES_PER_S = SAMPLE_RATE_HZ / HOP_SAMPLES
"""Frames a second: 43.07."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """All that decides what a segment holds.  Segments made with other values cannot be searched beside these."""

    version: int = 1
    """Raised whenever the meaning of the stored bytes changes without any number below changing."""
    sample_rate_hz: int = SAMPLE_RATE_HZ
    """As above."""
    window_samples: int = WINDOW_SAMPLES
    """As above."""
    hop_samples: int = HOP_SAMPLES
    """As above."""
    whitening_bins: int = 31
    """Width of the local mean that is taken off, along frequency (334 Hz)."""
    whitening_frames: int = 65
    """Width of the local mean along time (1.5 s)."""
    peak_floor: float = 0.6
    """Least whitened log magnitude of a peak (5.2 dB above its surroundings)."""
    lowest_bin: int = 8
    """First bin that may hold a peak (86 Hz)."""
    highest_bin: int = 500
    """First bin that may not (5.38 kHz)."""
    peak_reach_bins: int = 10
    """A reference peak is the maximum within this many bins on either side …"""
    peak_reach_frames: int = 7
    """… and within this many frames: 54 peaks a second of music before the choice by salience."""
    peaks_per_s: int = 28
    """Reference peaks kept, the most salient of each block."""
    salience_block_frames: int = 86
    """Length of such a block: 2 s."""
    fan_out: int = 5
    """Landmarks from one reference peak."""
    steps_per_bin: int = 4
    """Frequencies go into the hash in quarter-bins (parabolic error: 0.1 bin median)."""
    pair_max_frames: int = 31
    """Longest distance of two peaks in a landmark (0.72 s): ±6 % of tempo moves it by less than two frames."""
    pair_max_bins: int = 100
    """Two peaks of a landmark lie less than this apart in frequency."""
    track_gap_frames: int = 200
    """Empty frames between two tracks of a segment, so that no diagonal serves both."""


PARAMETERS = Parameters()
"""What this version of Slipgui makes and reads."""


def as_document(parameters: Parameters = PARAMETERS) -> dict[str, int | float]:
    """The parameters as plain values, for ``meta.json`` and the catalogue's database."""
    return asdict(parameters)


def require_same(document: Mapping[str, object], where: str) -> None:
    """Pass only what was made with the parameters of this version.

    Parameters
    ----------
    document
        What ``as_document`` gave when the segment or catalogue was made.
    where
        Name of the thing, for the error.

    Raises
    ------
    CatalogueError
        When any value differs; the context names the first one.
    """
    mine = as_document()
    for name in sorted(mine.keys() | document.keys()):
        if document.get(name) != mine.get(name):
            raise CatalogueError(
                "made with other parameters",
                where=where,
                parameter=name,
                found=str(document.get(name)),
                wanted=str(mine.get(name)),
            )
