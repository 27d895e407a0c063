"""A stretch of a file's sound, exactly placed and at any speed: for the ear, and for voiceprints."""

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


def write_excerpt(
    path: Path, target: Path, begin_s: float, length_s: float, speed: float = 1.0, audio_stream: int | None = None
) -> float:
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
    audio_stream
        The one that is heard alone; None: those that live.

    Raises
    ------
    NoAudioError
        When there is no sound.
    """
    n_wanted = round(min(length_s, MAX_EXCERPT_S) * EXCERPT_RATE_HZ)
    n_silent = min(n_wanted, max(0, round(-begin_s * EXCERPT_RATE_HZ)))
    n_written = n_silent
    mix = choose_mix(path, audio_stream)
    with target.open("wb") as file:
        file.write(bytes(2 * n_silent))
        rate_hz = round(EXCERPT_RATE_HZ / speed)
        for part in read_stretch(path, mix, rate_hz, max(0.0, begin_s), n_wanted - n_silent):
            file.write(as_int16(part))
            n_written += len(part)
    return n_written / EXCERPT_RATE_HZ


def read_stretch(path: Path, mix: Mix, sample_rate_hz: int, begin_s: float, n_samples: int) -> Iterator[Samples]:
    """Yield a stretch of the sound of a file, mono float32, 1.0 = full scale, block by block.

    Parameters
    ----------
    path
        The file.
    mix
        What of it is heard.
    sample_rate_hz
        Of the samples that come out.
    begin_s
        Counted from the first sample of the sound.
    n_samples
        So many at most; fewer where the file ends.
    """
    with open_media(path, is_sparse=True) as container:
        jump_s = max(0.0, begin_s - _RUN_UP_S) if container.format.name not in _GUESSING_FORMATS else 0.0
        if jump_s > 0:
            origin_s = min(start_s(container.streams.audio[share.position]) for share in mix)
            container.seek(round((origin_s + jump_s) * 1e6))
        reader = SoundReader(container, mix, sample_rate_hz, begin_s=jump_s)
        n_skip, n_left = round((begin_s - jump_s) * sample_rate_hz), n_samples
        for block in reader.blocks():
            n_cut = min(n_skip, len(block))
            n_skip -= n_cut
            part = block[n_cut : n_cut + n_left]
            n_left -= len(part)
            if len(part):
                yield part
            if n_left <= 0:
                return


def jump_ahead(container: InputContainer, to_s: float) -> None:
    """Go on a little before a moment, in s from the beginning of the clip, where the container tells how to get there."""
    jump_s = to_s - _RUN_UP_S
    if jump_s > 0 and container.format.name not in _GUESSING_FORMATS:
        container.seek((container.start_time or 0) + round(jump_s * 1e6))


def as_int16(samples: Samples) -> bytes:
    """The samples as 16-bit whole numbers in this machine's byte order; what is too loud is cut."""
    return np.asarray(np.clip(samples, -1.0, 1.0) * 32767.0, np.int16).tobytes()
