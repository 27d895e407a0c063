"""How loud a file is along its length, for a waveform."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import numpy as np
from av.container import InputContainer
from numpy.typing import NDArray

from slipgui.core.edit import PlacedSound
from slipgui.media.container import open_media
from slipgui.media.decode import choose_mix
from slipgui.media.excerpt import read_stretch
from slipgui.media.mixdown import mix as mix_sounds
from slipgui.media.sound import Samples, SoundReader
from slipgui.media.timing import duration_s, offset_s
from slipgui.media.timing import start_s as stream_start_s
from slipgui.media.track_choice import Mix, listen

N_PEAKS = 600
"""More than the widest waveform has bars."""
_RATE_HZ = 11_025
_ALL_UP_TO_S = 300.0
"""Longer files are heard here and there: an hour costs 0.14 s of CPU so, and 6 s in full (facts/media.md, section 7)."""
_BLOCK_SAMPLES = 110
"""A hundredth of a second, in which the loudest sample counts."""
_SPARSE_SPAN_S = 0.05

Peaks = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Waveform:
    """The loudness of a file's sound."""

    peaks: Peaks
    """Shape (``N_PEAKS``,), the loudest sample of each equal part, 255 = full scale."""
    start_s: float
    """When the sound begins on the time line of the clip."""
    length_s: float
    """What the peaks span."""


def read_waveform(path: Path, audio_stream: int | None = None) -> Waveform:
    """The waveform of the sound that is recognised: the same tracks, mixed alike.

    Parameters
    ----------
    path
        The file.
    audio_stream
        The one that is heard alone; None: those that live.

    Raises
    ------
    NoAudioError
        When there is no sound.
    """
    mix = choose_mix(path, audio_stream)
    with open_media(path, is_sparse=True) as container:
        start_s = min(offset_s(container, container.streams.audio[share.position]) for share in mix)
        length_s = duration_s(container) - start_s
        if length_s <= _ALL_UP_TO_S:  # also where nothing declares a length
            return _hear_all(container, mix, start_s)
        return Waveform(_hear_here_and_there(container, mix), start_s, max(0.0, length_s))


def read_stretch_waveform(path: Path, begin_s: float, length_s: float) -> Waveform:
    """The waveform of a stretch, heard in full: what a person looks at closely.

    Parameters
    ----------
    path
        The file.
    begin_s
        Counted from the first sample of the sound.
    length_s
        How long the stretch is; it is shorter where the file ends.

    Raises
    ------
    NoAudioError
        When there is no sound.
    """
    return _hear(read_stretch(path, choose_mix(path), _RATE_HZ, begin_s, round(length_s * _RATE_HZ)), begin_s)


def read_timeline_waveform(sounds: Sequence[PlacedSound], length_s: float) -> Waveform:
    """The waveform of a timeline from its first frame on, heard in full where it is short; it raises what ``choose_mix`` does."""
    if length_s <= _ALL_UP_TO_S:
        return read_timeline_stretch_waveform(sounds, 0.0, length_s)
    places, values = [np.zeros(0)], [np.zeros(0, np.float32)]
    sounding = np.zeros(N_PEAKS, np.bool_)
    for path, placed in groupby(sorted(sounds, key=lambda sound: sound.path), lambda sound: sound.path):
        mix = choose_mix(path)
        with open_media(path, is_sparse=True) as container:
            origin_s = min(stream_start_s(container.streams.audio[share.position]) for share in mix)
            for sound in placed:
                begin, end = (round(N_PEAKS * at_s / length_s) for at_s in (sound.at_s, sound.at_s + sound.length_s))
                sounding[begin : max(end, begin + 1)] = True
                stretch_s = (origin_s + sound.begin_s, sound.length_s)
                found_s, loud = _listen_at(container, mix, max(1, end - begin), stretch_s)
                places.append((sound.at_s + found_s - stretch_s[0]) / length_s)
                values.append(loud)
    peaks = _spread(np.concatenate(places), np.concatenate(values))
    return Waveform(np.where(sounding, peaks, 0).astype(np.uint8), 0.0, length_s)


def read_timeline_stretch_waveform(sounds: Sequence[PlacedSound], begin_s: float, length_s: float) -> Waveform:
    """The waveform of a stretch of a timeline, heard in full; it raises what ``choose_mix`` does.

    Parameters
    ----------
    sounds
        Of the timeline.
    begin_s
        Counted from the first frame.
    length_s
        How long the stretch is.
    """
    mixed = np.zeros(round(length_s * _RATE_HZ), np.int16)
    mix_sounds(sounds, mixed, _RATE_HZ, begin_s)
    return _hear([np.divide(mixed, 32_767, dtype=np.float32)], begin_s)


def _hear_all(container: InputContainer, mix: Mix, start_s: float) -> Waveform:
    return _hear(SoundReader(container, mix, _RATE_HZ).blocks(), start_s)


def _hear(blocks: Iterable[Samples], start_s: float) -> Waveform:
    loudest: list[NDArray[np.float32]] = []
    rest = np.zeros(0, np.float32)
    n_samples = 0
    for block in blocks:
        n_samples += len(block)
        rest = np.concatenate([rest, np.abs(block)])
        n_whole = len(rest) // _BLOCK_SAMPLES * _BLOCK_SAMPLES
        loudest.append(rest[:n_whole].reshape(-1, _BLOCK_SAMPLES).max(axis=1))
        rest = rest[n_whole:]
    if len(rest):
        loudest.append(rest.max(keepdims=True))
    values = np.concatenate(loudest) if loudest else np.zeros(0, np.float32)
    places = np.arange(len(values)) / max(1, len(values))
    return Waveform(_spread(places, values), start_s, n_samples / _RATE_HZ)


def _hear_here_and_there(container: InputContainer, mix: Mix) -> Peaks:
    begin_s, length_s = (container.start_time or 0) / 1e6, max(duration_s(container), 1e-3)
    found_s, values = _listen_at(container, mix, N_PEAKS)
    return _spread((found_s - begin_s) / length_s, values)


def _listen_at(
    container: InputContainer, mix: Mix, n_points: int, stretch_s: tuple[float, float] | None = None
) -> tuple[NDArray[np.float64], NDArray[np.float32]]:
    """How loud it is at places spread over the file or a stretch of it: when, on the clock of the file, and the loudest samples there."""
    streams = [container.streams.audio[share.position] for share in mix]
    heard = listen(container, streams, n_points=n_points, span_s=_SPARSE_SPAN_S, stretch_s=stretch_s)
    excerpts = [excerpt for each in heard for excerpt in each.excerpts]
    found_s = np.array([excerpt.start_s for excerpt in excerpts], np.float64)
    return found_s, np.array([np.abs(excerpt.channels).max(initial=0.0) for excerpt in excerpts], np.float32)


def _spread(places: NDArray[np.float64], values: NDArray[np.float32]) -> Peaks:
    """The loudest value of each part; a part that none falls into is as loud as the one before it."""
    peaks = np.full(N_PEAKS, -1.0, np.float32)
    parts = np.clip((places * N_PEAKS).astype(np.int64), 0, N_PEAKS - 1)
    np.maximum.at(peaks, parts, values)
    known = np.maximum.accumulate(np.where(peaks >= 0, np.arange(N_PEAKS), 0))
    filled = np.maximum(peaks[known], 0.0)
    return np.asarray(np.round(np.clip(filled, 0.0, 1.0) * 255), np.uint8)
