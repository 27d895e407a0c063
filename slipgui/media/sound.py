"""Decoded sound of a clip, as mono samples on an unbroken time line."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import pairwise
from math import isnan
from typing import cast

import av.error
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.filter import Graph
from av.packet import Packet
from numpy.typing import NDArray

from slipgui.media.container import discard_others, read_packets
from slipgui.media.timing import start_s
from slipgui.media.track_choice import Mix

Samples = NDArray[np.float32]

_MIN_GAP_S = 0.1
"""Shorter gaps are rounding of time stamps."""
_MAX_GAP_S = 60.0
"""Longer gaps are broken time stamps."""
_MAX_LEAD_S = 10.0
"""How far one stream may run ahead before the others count as ended."""

_BLOCK_S = 0.25
"""So much is taken out of the filters, and mixed, at once."""
_PULLED_SAMPLES = 4096
"""The filters put so many samples into a frame: taking a frame out costs as much as filtering it."""


class SoundReader:
    """Reads the sound of a file, mixed of one or more audio streams, as blocks of mono float32 samples.

    Packets that do not decode are counted and skipped; silence takes their place, so that later samples keep their time.

    Parameters
    ----------
    container
        All streams but the wanted ones are discarded in it.
    mix
        Which streams, and the weights of their channels.
    sample_rate_hz
        Of the samples that come out.
    begin_s
        Where the samples begin, counted from the first sample of the sound; the container was sought to there or before it.
    on_frame
        Hears what is decoded, with the index of its stream, before it is mixed.
    """

    def __init__(
        self,
        container: InputContainer,
        mix: Mix,
        sample_rate_hz: int,
        *,
        begin_s: float = 0.0,
        on_frame: Callable[[int, AudioFrame], None] | None = None,
    ) -> None:
        self.n_packets = 0
        """Packets read so far."""
        self.n_bad_packets = 0
        """Packets so far that could not be read or decoded."""
        self._container = container
        self._streams = [container.streams.audio[share.position] for share in mix]
        origin_s = min(start_s(stream) for stream in self._streams) + begin_s
        self._lanes = [_Lane(share.weights, origin_s, sample_rate_hz, drops_earlier=begin_s > 0) for share in mix]
        self._on_frame = on_frame
        self._lane_of = {stream.index: number for number, stream in enumerate(self._streams)}
        self._mixer = _Mixer(len(self._lanes), sample_rate_hz)
        discard_others(container, self._streams)

    def blocks(self) -> Iterator[Samples]:
        """A block for every packet, empty ones included, so that the caller can stop at any of them."""
        for packet in read_packets(self._container, self._streams):
            self.n_packets += 1
            if packet is None:
                self.n_bad_packets += 1
                yield _NOTHING
            else:
                number = self._lane_of[packet.stream.index]
                self._mixer.add(number, self._decode(packet, self._lanes[number]))
                yield self._mixer.mix()
        for number, stream in enumerate(self._streams):
            self._mixer.add(number, self._finish(stream, self._lanes[number]))
        yield self._mixer.mix(is_last=True)

    def _decode(self, packet: "Packet[AudioStream]", lane: "_Lane") -> Samples:
        """What the packet adds to its lane."""
        try:
            frames = packet.decode()
        except (av.error.FFmpegError, ValueError):
            self.n_bad_packets += 1
            return _NOTHING
        return self._add(packet.stream.index, frames, lane)

    def _finish(self, stream: AudioStream, lane: "_Lane") -> Samples:
        """What decoder and lane still held back."""
        try:
            frames = stream.decode(None)
        except (av.error.FFmpegError, ValueError):
            frames = []
        return _joined([self._add(stream.index, frames, lane), lane.finish()])

    def _add(self, stream_index: int, frames: list[AudioFrame], lane: "_Lane") -> Samples:
        blocks = []
        for frame in frames:
            if self._on_frame is not None:
                self._on_frame(stream_index, frame)
            blocks += lane.take(frame)
        return _joined(blocks)


class _Lane:
    """One stream on its way to mono at the wanted rate, gaps filled."""

    def __init__(
        self, weights: tuple[float, ...], origin_s: float, sample_rate_hz: int, *, drops_earlier: bool
    ) -> None:
        self._weights = weights
        self._rate_hz = sample_rate_hz
        self._origin_s = origin_s
        self._drops_earlier = drops_earlier
        self._taken_s = 0.0
        self._shape: tuple[str, int, int] | None = None
        self._graph: Graph | None = None
        self._n_pushed = 0

    def take(self, frame: AudioFrame) -> list[Samples]:
        """What is ready after the frame, the silence of a gap before it included."""
        if self._drops_earlier and frame.time is not None and frame.time < self._origin_s:
            return []
        silence = self._silence_before(frame)
        self._drops_earlier = False
        blocks = [*self._ready(), silence] if len(silence) else []
        self._taken_s += frame.samples / frame.sample_rate
        shape = frame.format.name, frame.sample_rate, len(frame.layout.channels)
        if self._graph is None or shape != self._shape:  # the stream may go on with other channels or another rate
            blocks += self._drain()
            self._shape, self._graph = shape, self._make_graph(frame)
        frame.pts = None  # the filters would fill gaps in their own way
        self._graph.push(frame)
        self._n_pushed += frame.samples
        # asking costs as much as filtering a frame
        return blocks + self._ready() if self._n_pushed >= _BLOCK_S * frame.sample_rate else blocks

    def finish(self) -> Samples:
        """What was still held back."""
        return _joined(self._drain())

    def _make_graph(self, frame: AudioFrame) -> Graph:
        """Filters that weigh the channels and resample their sum."""
        n_channels = len(frame.layout.channels)
        share = sum(map(abs, self._weights)) / n_channels
        weights = self._weights if len(self._weights) == n_channels else (share,) * n_channels
        graph = Graph()
        steps = [
            graph.add_abuffer(
                sample_rate=frame.sample_rate,
                format=frame.format.name,
                layout=frame.layout.name,
                time_base=Fraction(1, frame.sample_rate),
            ),
            graph.add("aformat", "sample_fmts=fltp"),
            graph.add("pan", "mono|c0=" + "+".join(f"{weight:.6f}*c{n}" for n, weight in enumerate(weights))),
            graph.add("aresample", str(self._rate_hz)),
            graph.add("aformat", "sample_fmts=fltp"),
            graph.add("asetnsamples", f"n={_PULLED_SAMPLES}:p=0"),
            graph.add("abuffersink"),
        ]
        for one, next_one in pairwise(steps):
            one.link_to(next_one)
        graph.configure()
        return graph

    def _ready(self) -> list[Samples]:
        self._n_pushed = 0
        return _pull(self._graph) if self._graph else []

    def _drain(self) -> list[Samples]:
        if self._graph:
            self._graph.push(None)
        return self._ready()

    def _silence_before(self, frame: AudioFrame) -> Samples:
        at_s = frame.time  # pts × time_base, without the fractions that cost a tenth of all CPU here
        if at_s is None or isnan(at_s):
            return _NOTHING
        gap_s = at_s - self._origin_s - self._taken_s
        if abs(gap_s) > _MAX_GAP_S:
            self._origin_s += gap_s
            return _NOTHING
        if gap_s < (0.0 if self._drops_earlier else _MIN_GAP_S):  # behind a jump the place is exact
            return _NOTHING
        self._taken_s += gap_s
        return np.zeros(round(gap_s * self._rate_hz), np.float32)


class _Mixer:
    """The sum of several lanes; each lane's blocks may come at another time."""

    def __init__(self, n_lanes: int, sample_rate_hz: int) -> None:
        self._waiting: list[list[Samples]] = [[] for _ in range(n_lanes)]
        self._n_samples = [0] * n_lanes
        self._least_samples = int(_BLOCK_S * sample_rate_hz) if n_lanes > 1 else 1
        self._max_lead_samples = int(_MAX_LEAD_S * sample_rate_hz)

    def add(self, number: int, block: Samples) -> None:
        """Take what comes next in one lane."""
        self._waiting[number].append(block)
        self._n_samples[number] += len(block)

    def mix(self, *, is_last: bool = False) -> Samples:
        """As much of the mix as all lanes together allow, nothing where that is but little."""
        longest = max(self._n_samples)
        n_ready = longest if is_last else max(min(self._n_samples), longest - self._max_lead_samples)
        if n_ready < self._least_samples and not is_last:
            return _NOTHING
        mixed = np.zeros(n_ready, np.float32)
        for number, blocks in enumerate(self._waiting):
            samples = _joined(blocks)
            part = samples[:n_ready]
            mixed[: len(part)] += part
            self._waiting[number] = [samples[n_ready:]]
            self._n_samples[number] = len(samples) - len(part)
        return mixed


_NOTHING: Samples = np.zeros(0, np.float32)


def _joined(blocks: list[Samples]) -> Samples:
    filled = [block for block in blocks if len(block)]
    if len(filled) == 1:
        return filled[0]
    return np.concatenate(filled) if filled else _NOTHING


def _pull(graph: Graph) -> list[Samples]:
    """All that the filters have ready."""
    blocks: list[Samples] = []
    while True:
        try:
            frame = cast("AudioFrame", graph.pull())
        except (av.error.BlockingIOError, av.error.EOFError):
            return blocks
        blocks.append(_finite(np.frombuffer(memoryview(frame.planes[0]), np.float32, frame.samples)))


def _finite(samples: Samples) -> Samples:
    """The samples with NaN and infinity, which float files may hold, made silent."""
    if np.isfinite(np.dot(samples, samples)):
        return samples
    return np.nan_to_num(samples, nan=0.0, posinf=0.0, neginf=0.0)
