"""The sound of a timeline: stretches of files, mixed where they sound at once."""

import os
import struct
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from slipgui.core.edit import PlacedSound
from slipgui.media.decode import choose_mix
from slipgui.media.error_map import writing
from slipgui.media.excerpt import EXCERPT_RATE_HZ, MAX_EXCERPT_S, read_stretch
from slipgui.media.track_choice import Mix

MIXDOWN_RATE_HZ = 22_050
_HEADER_BYTES = 44
Samples16 = NDArray[np.int16]


def write_mixdown(
    sounds: Iterable[PlacedSound], duration_s: float, target: Path, is_cancelled: Callable[[], bool] = lambda: False
) -> bool:
    """Write mono 16-bit sound at ``MIXDOWN_RATE_HZ``, silent where nothing sounds; False when it was cancelled.

    Only what is placed is decoded.  Blocking; 159 MB on the disk for an hour, a few in memory.  It raises what ``decode_blocks`` does, and
    ``DiskFullError`` and ``PrepareError``.
    """
    n_samples = max(1, round(duration_s * MIXDOWN_RATE_HZ))
    with writing(target.parent, _HEADER_BYTES + 2 * n_samples):
        mixed = _make_room(target, _wav_header(n_samples), n_samples)
        return mix(sounds, mixed, MIXDOWN_RATE_HZ, is_cancelled=is_cancelled)


def write_timeline_excerpt(sounds: Iterable[PlacedSound], target: Path, begin_s: float, length_s: float) -> None:
    """Write a stretch of a timeline as ``write_excerpt`` writes one of a file.

    Parameters
    ----------
    sounds
        Of the timeline.
    target
        Where the samples go.
    begin_s
        Counted from the first frame; before it there is silence.
    length_s
        How long the excerpt shall sound, at most ``MAX_EXCERPT_S``.
    """
    mixed = _make_room(target, b"", round(min(length_s, MAX_EXCERPT_S) * EXCERPT_RATE_HZ))
    mix(sounds, mixed, EXCERPT_RATE_HZ, begin_s)


def _make_room(target: Path, header: bytes, n_samples: int) -> Samples16:
    """Silence in a file behind its header, as an array in which can be written; it raises ``OSError`` on a full disk.

    The room is taken at once where the system can: writing into a hole of a full disk would end the program.
    """
    with target.open("wb") as file:
        file.write(header)
        file.flush()
        if hasattr(os, "posix_fallocate"):
            os.posix_fallocate(file.fileno(), 0, len(header) + 2 * n_samples)
        file.truncate(len(header) + 2 * n_samples)
    return np.memmap(target, np.dtype("<i2"), "r+", len(header), (n_samples,))


def mix(
    sounds: Iterable[PlacedSound],
    mixed: Samples16,
    rate_hz: int,
    begin_s: float = 0.0,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> bool:
    """Add to ``mixed`` what sounds of a timeline from ``begin_s`` on; False when it was cancelled.

    Parameters
    ----------
    sounds
        Of the timeline; files that are gone raise.
    mixed
        16-bit samples at ``rate_hz``, silent or with other sound.
    rate_hz
        Of the samples.
    begin_s
        Moment of the timeline that the first sample stands for.
    is_cancelled
        Whether nobody wants it any more.
    """
    length_s = len(mixed) / rate_hz
    mixes: dict[tuple[Path, int | None], Mix] = {}
    for sound in (sound for sound in sounds if sound.within(begin_s, length_s)):
        heard = sound.path, sound.audio_stream
        chosen = mixes.get(heard) or choose_mix(*heard)
        mixes[heard] = chosen
        skipped_s = max(0.0, begin_s - sound.at_s)
        at = round((sound.at_s + skipped_s - begin_s) * rate_hz)
        n_wanted = max(0, min(round((sound.length_s - skipped_s) * rate_hz), len(mixed) - at))
        for block in read_stretch(sound.path, chosen, rate_hz, max(0.0, sound.begin_s) + skipped_s, n_wanted):
            if is_cancelled():
                return False
            louder = mixed[at : at + len(block)] + np.float32(32_767) * block
            mixed[at : at + len(block)] = np.clip(louder, -32_768, 32_767)
            at += len(block)
    return True


def _wav_header(n_samples: int) -> bytes:
    n_bytes = 2 * n_samples
    form = struct.pack("<HHIIHH", 1, 1, MIXDOWN_RATE_HZ, 2 * MIXDOWN_RATE_HZ, 2, 16)
    return (
        struct.pack("<4sI4s4sI", b"RIFF", n_bytes + 36, b"WAVE", b"fmt ", 16)
        + form
        + struct.pack("<4sI", b"data", n_bytes)
    )
