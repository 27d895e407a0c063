"""The sound of a timeline: stretches of files, mixed where they sound at once, as one WAV file."""

import struct
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from slipgui.media.decode import choose_mix
from slipgui.media.excerpt import read_stretch
from slipgui.media.track_choice import Mix

MIXDOWN_RATE_HZ = 22_050
_HEADER_BYTES = 44


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a file's sound at its place."""

    path: Path
    begin_s: float
    """In the file, counted from the first sample of its sound."""
    length_s: float
    at_s: float
    """In the mixdown."""


def write_mixdown(
    stretches: Iterable[Stretch], duration_s: float, target: Path, is_cancelled: Callable[[], bool] = lambda: False
) -> bool:
    """Write mono 16-bit sound at ``MIXDOWN_RATE_HZ``, silent where nothing sounds; False when it was cancelled.

    Only the stretches are decoded.  Blocking; 159 MB on the disk for an hour, a few in memory.  It raises what ``decode_blocks`` does.
    """
    n_samples = max(1, round(duration_s * MIXDOWN_RATE_HZ))
    with target.open("wb") as file:
        file.write(_wav_header(n_samples))
        file.truncate(_HEADER_BYTES + 2 * n_samples)
    mixed = np.memmap(target, np.dtype("<i2"), "r+", _HEADER_BYTES, (n_samples,))
    mixes: dict[Path, Mix] = {}
    for stretch in stretches:
        mix = mixes.setdefault(stretch.path, ()) or choose_mix(stretch.path)
        mixes[stretch.path] = mix
        at = round(stretch.at_s * MIXDOWN_RATE_HZ)
        n_wanted = max(0, min(round(stretch.length_s * MIXDOWN_RATE_HZ), n_samples - at))
        for block in read_stretch(stretch.path, mix, MIXDOWN_RATE_HZ, max(0.0, stretch.begin_s), n_wanted):
            if is_cancelled():
                return False
            louder = mixed[at : at + len(block)] + np.float32(32_767) * block
            mixed[at : at + len(block)] = np.clip(louder, -32_768, 32_767)
            at += len(block)
    mixed.flush()
    return True


def _wav_header(n_samples: int) -> bytes:
    n_bytes = 2 * n_samples
    form = struct.pack("<HHIIHH", 1, 1, MIXDOWN_RATE_HZ, 2 * MIXDOWN_RATE_HZ, 2, 16)
    return (
        struct.pack("<4sI4s4sI", b"RIFF", n_bytes + 36, b"WAVE", b"fmt ", 16)
        + form
        + struct.pack("<4sI", b"data", n_bytes)
    )
