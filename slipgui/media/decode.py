"""The sound of a file as one array, for the fingerprint engine."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from slipgui.core.errors import ClipProtectedError, NoAudioError, UnsupportedMediaError
from slipgui.media.container import audio_streams, is_decodable, open_media
from slipgui.media.sound import Samples, SoundReader
from slipgui.media.timing import duration_s
from slipgui.media.track_choice import Mix, StreamShare, listen_for_mix, listen_to_one

_MAX_PREALLOCATED_S = 4 * 3600.0
"""A header may declare any length; memory is taken for at most this much in advance."""


def decode_samples(path: Path, sample_rate_hz: int) -> Samples:
    """All sound of the file, mono float32, 1.0 = full scale; damaged packets are silent.

    Blocking, about 9 CPU seconds for an hour of AAC; memory is the samples' own (159 MB for an hour at 11 025 Hz) and up to half more for
    files that deliver more than they declare.

    Besides those below it raises ``NoAudioError`` when there is no audio stream, and what ``probe`` raises of the file itself.

    Raises
    ------
    UnsupportedMediaError
        When there is an audio stream, but it cannot be decoded or holds nothing.
    ClipProtectedError
        When more than half of its packets do not decode.
    """
    mix = choose_mix(path)
    with open_media(path) as container:
        reader = SoundReader(container, mix, sample_rate_hz)
        declared_s = min(duration_s(container), _MAX_PREALLOCATED_S)
        samples = _collect(reader.blocks(), int((declared_s + 1.0) * sample_rate_hz))
    if reader.n_bad_packets * 2 > reader.n_packets:
        raise ClipProtectedError(
            "most packets do not decode", n_packets=reader.n_packets, n_bad_packets=reader.n_bad_packets
        )
    if not len(samples):
        raise UnsupportedMediaError("the file delivers no sound at all")
    return samples


def decode_blocks(path: Path, sample_rate_hz: int) -> Iterator[Samples]:
    """Yield the same sound second by second: memory stays flat whatever the length.

    Raises as ``decode_samples`` does; of protected and empty sound one learns at the end.

    Raises
    ------
    UnsupportedMediaError
        When there is an audio stream, but it cannot be decoded or holds nothing.
    ClipProtectedError
        When more than half of its packets do not decode.
    """
    mix = choose_mix(path)
    n_samples = 0
    with open_media(path) as container:
        reader = SoundReader(container, mix, sample_rate_hz)
        for block in _gather(reader.blocks(), sample_rate_hz):
            n_samples += len(block)
            yield block
    if reader.n_bad_packets * 2 > reader.n_packets:
        raise ClipProtectedError(
            "most packets do not decode", n_packets=reader.n_packets, n_bad_packets=reader.n_bad_packets
        )
    if not n_samples:
        raise UnsupportedMediaError("the file delivers no sound at all")


def read_duration_s(path: Path) -> float:
    """Length of the file as it declares it, 0.0 where it does not; raises what ``probe`` raises of the file itself."""
    with open_media(path) as container:
        return duration_s(container)


def choose_mix(path: Path, audio_stream: int | None = None) -> Mix:
    """How the sound of the file is made of its audio streams, or of the one that was chosen (a position among them).

    Opens the file for itself: the reading position is lost by listening, and not every container can go back.

    Raises
    ------
    NoAudioError
        When there is no audio stream.
    UnsupportedMediaError
        When no decoder knows any of the streams, or the chosen one is not there or not known.
    """
    with open_media(path) as container:
        streams = audio_streams(container)
        if not streams:
            raise NoAudioError("no audio stream")
        if audio_stream is not None:
            return listen_to_one(container, audio_stream)
        if not any(is_decodable(stream) for stream in streams):
            raise UnsupportedMediaError("no decoder for any audio stream")
        if len(streams) == 1 and streams[0].codec_context.channels == 1:
            return (StreamShare(0, (1.0,)),)
        return listen_for_mix(container)[0]


def _gather(blocks: Iterator[Samples], n_least_samples: int) -> Iterator[Samples]:
    """Yield blocks of at least so many samples, the last one shorter."""
    waiting: list[Samples] = []
    n_waiting = 0
    for block in blocks:
        waiting.append(block)
        n_waiting += len(block)
        if n_waiting >= n_least_samples:
            yield np.concatenate(waiting)
            waiting, n_waiting = [], 0
    if n_waiting:
        yield np.concatenate(waiting)


def _collect(blocks: Iterator[Samples], n_expected_samples: int) -> Samples:
    """All blocks in one array, without holding everything twice."""
    collected = np.empty(n_expected_samples, np.float32)
    n_samples = 0
    for block in blocks:
        n_after = n_samples + len(block)
        if n_after > len(collected):
            larger = np.empty(max(n_after, len(collected) * 3 // 2), np.float32)
            larger[:n_samples] = collected[:n_samples]
            collected = larger
        collected[n_samples:n_after] = block
        n_samples = n_after
    return collected[:n_samples]
