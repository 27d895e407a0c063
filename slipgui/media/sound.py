"""Decoded sound of a clip, as mono samples on an unbroken time line."""

from collections.abc import Iterator, Sequence
from math import isnan

import av.error
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.packet import Packet
from numpy.typing import NDArray

from slipgui.media.container import discard_others, read_packets
from slipgui.media.timing import start_s

Samples = NDArray[np.float32]

_MIN_GAP_S = 0.1
"""Shorter gaps are rounding of time stamps."""
_MAX_GAP_S = 60.0
"""Longer gaps are broken time stamps."""
_MAX_LEAD_S = 10.0
"""How far one track of a pair may run ahead before the other counts as ended."""

_MEAN_OF_CHANNELS = {"rematrix_maxval": "1.0"}
"""FFmpeg's mono of float stereo is otherwise 3 dB too loud, of 5.1 more than 10 dB: a loud master would clip."""


class SoundReader:
    """Reads one audio stream, or mixes two mono ones, as blocks of mono float32 samples.

    Packets that do not decode are counted and skipped; silence takes their place, so that later samples keep their time.

    Parameters
    ----------
    container
        All streams but the wanted ones are discarded in it.
    streams
        One stream of any channels, or two.
    sample_rate_hz
        Of the samples that come out.
    """

    def __init__(self, container: InputContainer, streams: Sequence[AudioStream], sample_rate_hz: int) -> None:
        self.n_packets = 0
        """Packets read so far."""
        self.n_bad_packets = 0
        """Packets so far that could not be read or decoded."""
        self._container = container
        self._streams = list(streams)
        self._lanes = {stream.index: _Lane(stream, sample_rate_hz) for stream in streams}
        self._mixer = _Mixer(len(self._lanes), sample_rate_hz)
        discard_others(container, streams)

    def blocks(self) -> Iterator[Samples]:
        """A block for every packet, empty ones included, so that the caller can stop at any of them."""
        for packet in read_packets(self._container, self._streams):
            self.n_packets += 1
            yield self._mixer.mix([self._decode(packet, stream) for stream in self._streams])
        yield self._mixer.mix([self._lanes[stream.index].finish(stream) for stream in self._streams], is_last=True)

    def _decode(self, packet: "Packet[AudioStream] | None", stream: AudioStream) -> Samples:
        """What the packet adds to the lane of ``stream``."""
        if packet is None:
            self.n_bad_packets += stream is self._streams[0]
            return _NOTHING
        if packet.stream.index != stream.index:
            return _NOTHING
        try:
            frames = packet.decode()
        except (av.error.FFmpegError, ValueError):
            self.n_bad_packets += 1
            return _NOTHING
        return _joined([block for frame in frames for block in self._lanes[stream.index].take(frame)])


class _Lane:
    """One stream on its way to mono at the wanted rate, gaps filled."""

    def __init__(self, stream: AudioStream, sample_rate_hz: int) -> None:
        self._rate_hz = sample_rate_hz
        self._origin_s = start_s(stream)
        self._taken_s = 0.0
        self._resampler = self._make_resampler()

    def _make_resampler(self) -> AudioResampler:
        return AudioResampler(format="fltp", layout="mono", rate=self._rate_hz, options=_MEAN_OF_CHANNELS)

    def take(self, frame: AudioFrame) -> list[Samples]:
        """What the frame becomes, the silence of a gap before it included."""
        blocks = self._fill_gap(frame)
        self._taken_s += frame.samples / frame.sample_rate
        try:
            return blocks + _arrays(self._resampler.resample(frame))
        except ValueError:  # the stream went on with other channels or another rate
            blocks += _arrays(self._resampler.resample(None))
            self._resampler = self._make_resampler()
            return blocks + _arrays(self._resampler.resample(frame))

    def _fill_gap(self, frame: AudioFrame) -> list[Samples]:
        at_s = frame.time  # pts × time_base, without the fractions that cost a tenth of all CPU here
        if at_s is None or isnan(at_s):
            return []
        gap_s = at_s - self._origin_s - self._taken_s
        if abs(gap_s) > _MAX_GAP_S:
            self._origin_s += gap_s
            return []
        if gap_s < _MIN_GAP_S:
            return []
        self._taken_s += gap_s
        return [np.zeros(round(gap_s * self._rate_hz), np.float32)]

    def finish(self, stream: AudioStream) -> Samples:
        """What was still held back."""
        try:
            frames = stream.decode(None)
        except (av.error.FFmpegError, ValueError):
            frames = []
        blocks = [block for frame in frames for block in self.take(frame)]
        return _joined(blocks + _arrays(self._resampler.resample(None)))


class _Mixer:
    """The mean of several lanes; each lane's blocks may come at another time."""

    def __init__(self, n_lanes: int, sample_rate_hz: int) -> None:
        self._waiting: list[Samples] = [_NOTHING] * n_lanes
        self._max_lead_samples = int(_MAX_LEAD_S * sample_rate_hz)

    def mix(self, blocks: Sequence[Samples], *, is_last: bool = False) -> Samples:
        """As much of the mix as all lanes together allow."""
        if len(blocks) == 1:
            return blocks[0]
        self._waiting = [_joined([old, new]) for old, new in zip(self._waiting, blocks, strict=True)]
        lengths = [len(waiting) for waiting in self._waiting]
        n_ready = max(lengths) if is_last else max(min(lengths), max(lengths) - self._max_lead_samples)
        mixed = np.zeros(n_ready, np.float32)
        for waiting in self._waiting:
            part = waiting[:n_ready]
            mixed[: len(part)] += part / len(blocks)
        self._waiting = [waiting[n_ready:] for waiting in self._waiting]
        return mixed


_NOTHING: Samples = np.zeros(0, np.float32)


def _joined(blocks: list[Samples]) -> Samples:
    filled = [block for block in blocks if len(block)]
    if len(filled) == 1:
        return filled[0]
    return np.concatenate(filled) if filled else _NOTHING


def _arrays(frames: list[AudioFrame]) -> list[Samples]:
    return [_finite(np.frombuffer(memoryview(frame.planes[0]), np.float32, frame.samples)) for frame in frames]


def _finite(samples: Samples) -> Samples:
    """The samples with NaN and infinity, which float files may hold, made silent."""
    if np.isfinite(np.dot(samples, samples)):
        return samples
    return np.nan_to_num(samples, nan=0.0, posinf=0.0, neginf=0.0)
