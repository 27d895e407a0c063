"""A stretch of a file's sound for the ear, exactly placed and at any speed."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from av.container import InputContainer

from slipgui.media.container import open_media
from slipgui.media.decode import choose_mix
from slipgui.media.sound import Samples, SoundReader
from slipgui.media.timing import start_s
from slipgui.media.track_choice import Mix

EXCERPT_RATE_HZ = 48_000
MAX_EXCERPT_S = 600.0
_GUESSING_FORMATS = frozenset({"mp3", "aac"})
"""Their packets carry no times: behind a jump FFmpeg guesses where it is."""
_RUN_UP_S = 1.0
"""So much earlier decoding begins: the first packets behind a jump are not yet whole."""


def write_excerpt(path: Path, target: Path, begin_s: float, length_s: float, speed: float = 1.0) -> float:
    """Write a stretch of the sound that is recognised as mono 16-bit samples at ``EXCERPT_RATE_HZ``; its length in seconds.

    Parameters
    ----------
    path
        The file.
    target
        Where the samples go, without any header, in this machine's byte order.
    begin_s
        Counted from the first sample of the sound; before it there is silence.
    length_s
        How long the excerpt shall sound, at most ``MAX_EXCERPT_S``; it is shorter where the file ends.
    speed
        How much faster than it was recorded it shall sound.

    Raises
    ------
    NoAudioError
        When there is no sound.
    """
    rate_hz = round(EXCERPT_RATE_HZ / speed)
    n_wanted = round(min(length_s, MAX_EXCERPT_S) * EXCERPT_RATE_HZ)
    mix = choose_mix(path)
    with open_media(path, is_sparse=True) as container, target.open("wb") as file:
        n_silent = min(n_wanted, max(0, round(-begin_s * EXCERPT_RATE_HZ)))
        file.write(bytes(2 * n_silent))
        n_written = n_silent
        for block in blocks_from(container, mix, rate_hz, begin_s):
            part = block[: n_wanted - n_written]
            file.write(np.asarray(np.clip(part, -1.0, 1.0) * 32767.0, np.int16).tobytes())
            n_written += len(part)
            if n_written >= n_wanted:
                break
    return n_written / EXCERPT_RATE_HZ


def blocks_from(container: InputContainer, mix: Mix, rate_hz: int, begin_s: float) -> Iterator[Samples]:
    """The sound of a file from a moment on, which is counted from its first sample, as mono blocks."""
    jump_s = max(0.0, begin_s - _RUN_UP_S) if container.format.name not in _GUESSING_FORMATS else 0.0
    if jump_s > 0:
        origin_s = min(start_s(container.streams.audio[share.position]) for share in mix)
        container.seek(round((origin_s + jump_s) * 1e6))
    n_skip = max(0, round((begin_s - jump_s) * rate_hz))
    for block in SoundReader(container, mix, rate_hz, begin_s=jump_s).blocks():
        n_cut = min(n_skip, len(block))
        n_skip -= n_cut
        yield block[n_cut:]
