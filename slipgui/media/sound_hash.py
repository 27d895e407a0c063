"""What tells that two files hold the same sound: a hash of the decoded samples, whatever codec and container they came out of.

The same sound is: of the streams that are heard the same rate, the same channels and the same samples when each is cut to 16 bits.  So PCM
of any width that holds them, FLAC, ALAC and a remuxed file are the same; AAC of it, another level or another rate is not, nor is AAC out of
a container that does not tell the encoder's delay (transport stream, avi): its sound begins some samples earlier.
"""

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from math import isnan
from typing import Any

import av.error
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.packet import Packet
from numpy.typing import NDArray

DECODED_FOR_HASH_MAX_S = 3600.0
"""Longer sound is not decoded for its hash alone, 5 to 15 CPU seconds for an hour; what is encoded for sending is decoded anyway."""
_HASHED_AT_ONCE_SAMPLES = 16_384
_MIN_GAP_S = 0.1
"""Shorter gaps are rounding of time stamps."""
_NUMPY_TYPES: dict[str, str] = {
    "u8": "u1",
    "s16": "i2",
    "s32": "i4",
    "s64": "i8",
    "flt": "f4",
    "dbl": "f8",
}
"""Of FFmpeg's sample formats."""


class SoundHash:
    """Takes the frames of one or more streams as they are decoded; 2 CPU seconds for an hour of stereo.

    Parameters
    ----------
    streams
        Those that are heard.
    """

    def __init__(self, streams: Sequence[AudioStream]) -> None:
        self._sources = streams
        self._streams = {stream.index: _StreamHash() for stream in streams}

    def take(self, stream_index: int, frame: AudioFrame) -> None:
        """Add what comes next in one stream."""
        self._streams[stream_index].take(frame)

    def take_packet(self, packet: "Packet[AudioStream]") -> None:
        """Decode what nobody else decodes; a damaged packet counts as not there."""
        with suppress(av.error.FFmpegError, ValueError):
            for frame in packet.decode():
                self.take(packet.stream.index, frame)

    def drain(self) -> str | None:
        """``finish`` after packets: the decoders give what they hold back."""
        for stream in self._sources:
            with suppress(av.error.FFmpegError, ValueError):
                for frame in stream.decode(None):
                    self.take(stream.index, frame)
        return self.finish()

    def finish(self) -> str | None:
        """``samples:`` and the hash, None where nothing was decoded; nothing may be added any more."""
        if not any(stream.n_samples for stream in self._streams.values()):
            return None
        begins_s = [stream.begins_s for stream in self._streams.values() if stream.begins_s is not None]
        first_s = min(begins_s, default=0.0)
        digest = hashlib.sha256()
        for stream in self._streams.values():
            late_s = 0.0 if stream.begins_s is None else stream.begins_s - first_s
            digest.update(f"{late_s:.1f} ".encode() + stream.finish())
        return f"samples:{digest.hexdigest()}"


class _StreamHash:
    """The samples of one stream, hashed some thousands at once: frame by frame costs thrice as much."""

    def __init__(self) -> None:
        self._digest = hashlib.sha256()
        self._shape: tuple[str, int, int] | None = None
        self._waiting: list[AudioFrame] = []
        self._n_waiting = 0
        self._next_s: float | None = None
        self.n_samples = 0
        self.begins_s: float | None = None
        """When its first sample sounds, on the clock of the file."""

    def take(self, frame: AudioFrame) -> None:
        shape = frame.format.name, frame.sample_rate, frame.layout.nb_channels
        if shape != self._shape:  # the stream may go on with other channels or another rate
            self._flush()
            self._shape = shape
            self._digest.update(f"{frame.sample_rate} Hz {shape[2]} ".encode())
        self._note_gap(frame)
        self.n_samples += frame.samples
        self._waiting.append(frame)
        self._n_waiting += frame.samples
        if self._n_waiting >= _HASHED_AT_ONCE_SAMPLES:
            self._flush()

    def finish(self) -> bytes:
        self._flush()
        return self._digest.digest()

    def _note_gap(self, frame: AudioFrame) -> None:
        """Sound that comes later is another sound: a match would be told at the wrong place."""
        at_s = frame.time
        if at_s is not None and not isnan(at_s):
            if self._next_s is None:
                self.begins_s = self._next_s = at_s
            elif abs(at_s - self._next_s) >= _MIN_GAP_S:
                self._flush()
                self._digest.update(f"gap {at_s - self._next_s:.1f} ".encode())
                self._next_s = at_s
        if self._next_s is not None:
            self._next_s += frame.samples / frame.sample_rate

    def _flush(self) -> None:
        if self._waiting and self._shape is not None:
            format_name, _, n_channels = self._shape
            numpy_type = _NUMPY_TYPES[format_name.removesuffix("p")]
            is_planar = format_name.endswith("p")
            samples = np.empty((self._n_waiting, n_channels), "<i2")
            if is_planar:
                for channel in range(n_channels):
                    samples[:, channel] = _cut_to_16_bits(self._joined(channel, numpy_type, 1))
            else:
                samples[:] = _cut_to_16_bits(self._joined(0, numpy_type, n_channels)).reshape(-1, n_channels)
            self._digest.update(samples.tobytes())
        self._waiting, self._n_waiting = [], 0

    def _joined(self, plane: int, numpy_type: str, n_interleaved: int) -> NDArray[Any]:
        return np.concatenate(
            [np.frombuffer(memoryview(f.planes[plane]), numpy_type, f.samples * n_interleaved) for f in self._waiting]
        )


def _cut_to_16_bits(samples: NDArray[Any]) -> NDArray[Any]:
    """The upper 16 bits of integers; of floats what integers of the same value would give."""
    if samples.dtype.kind == "f":
        scaled: NDArray[Any] = samples * samples.dtype.type(2**15)
        if not np.isfinite(np.dot(scaled, scaled)):  # float files may hold NaN and infinity
            scaled = np.nan_to_num(scaled, nan=0.0, posinf=0.0, neginf=0.0)
        np.floor(scaled, out=scaled)
        np.clip(scaled, -(2**15), 2**15 - 1, out=scaled)
        return scaled
    if samples.dtype == np.uint8:
        return (samples.astype(np.int16) - 128) << 8
    n_more_bits = 8 * samples.dtype.itemsize - 16
    shifted: NDArray[Any] = samples >> n_more_bits
    return shifted
