"""The sound that a voiceprint is made of: a stretch of one audio stream, mono, as a small file of its own."""

import wave
from pathlib import Path

import numpy as np

from slipgui.core.clip import MediaInfo
from slipgui.core.errors import NoAudioError, UnsupportedMediaError, VoiceError
from slipgui.core.voice import VOICE_MAX_S, TimeRange, check_voice_length
from slipgui.media.decode import choose_mix
from slipgui.media.excerpt import as_int16, read_stretch
from slipgui.media.track_choice import Mix, StreamShare

VOICE_RATE_HZ = 16_000
"""What speech is analysed at; more would only be more to send."""
_LOOK_AHEAD_S = 0.5
"""So much more is read to learn that the file is longer than it declares."""


def choose_voice_stream(info: MediaInfo, track: int | None) -> int:
    """Position of the audio stream that holds the voice.

    Parameters
    ----------
    info
        What ``probe`` said of the file.
    track
        Which stream the user wants, from 1; None where there is but one.

    Raises
    ------
    NoAudioError
        When there is no audio stream.
    VoiceError
        When there are several and none was chosen, or there is no such stream.
    """
    n_tracks = len(info.audio_streams)
    if not n_tracks:
        raise NoAudioError("no audio stream")
    if track is None and n_tracks > 1:
        raise VoiceError("several audio streams", reason="tracks", n_tracks=n_tracks)
    if track is not None and not 1 <= track <= n_tracks:
        raise VoiceError("no such audio stream", reason="no_track", track=track, n_tracks=n_tracks)
    return (track or 1) - 1


def write_voice_sound(path: Path, info: MediaInfo, target: Path, wanted: TimeRange | None, position: int) -> float:
    """Write a stretch of one audio stream as WAV, 16 bits, mono, ``VOICE_RATE_HZ``; its length in seconds, never more than allowed.

    Blocking, some 100 ms.

    Parameters
    ----------
    path
        The file.
    info
        What ``probe`` said of it.
    target
        The new file.
    wanted
        The stretch, counted from the beginning of the clip; None for all of it.
    position
        Of the audio stream.

    It raises ``ClipLimitError`` when the file holds more sound than it declared.

    Raises
    ------
    UnsupportedMediaError
        When no sound comes out.
    """
    mix = choose_mix(path) if len(info.audio_streams) == 1 else _evenly(position, info)
    begin_s = max(0.0, wanted.from_s - info.audio_offset_s) if wanted else 0.0
    end_s = wanted.to_s - info.audio_offset_s if wanted else VOICE_MAX_S + _LOOK_AHEAD_S
    n_wanted = max(0, round((end_s - begin_s) * VOICE_RATE_HZ))
    parts = list(read_stretch(path, mix, VOICE_RATE_HZ, begin_s, n_wanted))
    samples = np.concatenate(parts) if parts else np.zeros(0, np.float32)
    if not len(samples):
        raise UnsupportedMediaError("the stretch delivers no sound at all")
    check_voice_length(len(samples) / VOICE_RATE_HZ)
    data = as_int16(samples[: round(VOICE_MAX_S * VOICE_RATE_HZ)])
    with target.open("wb") as file, wave.open(file, "wb") as sound:
        sound.setparams((1, 2, VOICE_RATE_HZ, 0, "NONE", ""))
        sound.writeframes(data)
    return len(data) / 2 / VOICE_RATE_HZ


def _evenly(position: int, info: MediaInfo) -> Mix:
    n_channels = max(1, info.audio_streams[position].n_channels)
    return (StreamShare(position, (1.0 / n_channels,) * n_channels),)
