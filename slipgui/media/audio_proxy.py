"""The audio proxy: a sound-only copy of a clip for the upload, packets copied where possible, else AAC.

Method and figures: facts/media.md, sections 1 to 4.
"""

import time
from contextlib import suppress
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from uuid import uuid4

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream as AvAudioStream
from av.container import InputContainer, OutputContainer
from av.packet import Packet

from slipgui.core.clip import AudioProxy, AudioStream, MediaInfo
from slipgui.core.errors import (
    ClipChangedError,
    ClipGoneError,
    ClipProtectedError,
    ClipUnreadableError,
    DiskFullError,
    PrepareError,
    UnsupportedMediaError,
)
from slipgui.core.ports import IsCancelled, OnSeconds
from slipgui.core.upload_plan import COPIED_CODECS, FORM_UPLOAD_MAX_BYTES
from slipgui.media.container import discard_others, open_media, read_packets
from slipgui.media.decode import choose_mix
from slipgui.media.error_map import writing
from slipgui.media.file_state import FileState, check_unchanged, read_file_state
from slipgui.media.proxy_size import ENCODED_BITS_PER_S, ENCODED_RATE_HZ, check_room, expected_bytes, is_sparse
from slipgui.media.sound import Samples, SoundReader
from slipgui.media.sound_hash import DECODED_FOR_HASH_MAX_S, SoundHash
from slipgui.media.track_choice import Mix

_N_PACKETS_BETWEEN_LOOKS_COPY = 256
_N_PACKETS_BETWEEN_LOOKS_ENCODE = 64
_ENCODED_AT_ONCE_SAMPLES = 8192
_AAC_OPTIONS = {"aac_coder": "fast"}
"""At this rate as near to the music as the default and less than half the CPU (five tracks: noise and spectrum within 1 dB, or better)."""
_MP4_OPTIONS, _MOV_OPTIONS = {"movflags": "+faststart"}, dict[str, str]()
"""The index comes first, but not at the price of writing plain samples twice."""
_PROGRESS_EVERY_S = 0.1
_SHORT_S = 2.0
_SHORT_SHARE = 0.02


@dataclass(frozen=True, slots=True)
class _Delivered:
    """What went into the proxy."""

    duration_s: float
    sound_bytes: int
    n_bad_packets: int
    sound_hash: str | None


@dataclass(slots=True)
class _Progress:
    """Tells at most ten times a second how far the work is, and never goes back."""

    on_seconds: OnSeconds
    total_s: float
    done_s: float = 0.0
    told_at_s: float = float("-inf")

    def tell(self, done_s: float, *, is_last: bool = False) -> None:
        """Pass on ``done_s`` where it is time to."""
        self.done_s = max(self.done_s, min(done_s, self.total_s or done_s))
        now_s = time.monotonic()
        if is_last or now_s - self.told_at_s >= _PROGRESS_EVERY_S:
            self.told_at_s = now_s
            self.on_seconds(self.done_s, self.total_s)


@dataclass(slots=True)
class _Length:
    """How much sound a row of packets holds."""

    summed_s: float = 0.0
    first_s: float = float("inf")
    last_s: float = float("-inf")

    def add(self, packet: "Packet[AvAudioStream]") -> None:
        """Count one more packet."""
        length_s = float((packet.duration or 0) * packet.time_base)
        at_s = float((packet.pts or 0) * packet.time_base)
        self.summed_s += length_s
        self.first_s, self.last_s = min(self.first_s, at_s), max(self.last_s, at_s + length_s)

    @property
    def s(self) -> float:
        """Seconds of sound.

        Matroska rounds the length of a packet down to whole milliseconds, up to 3 %: their time stamps tell better.  Gaps do not count.
        """
        return max(self.summed_s, min(self.last_s - self.first_s, 1.03 * self.summed_s))


def make_audio_proxy(
    path: Path,
    info: MediaInfo,
    folder: Path,
    /,
    *,
    on_seconds: OnSeconds,
    is_cancelled: IsCancelled,
    is_hashed: bool = False,
) -> AudioProxy | None:
    """The proxy, a new ``.mp4`` in ``folder``; None when cancelled, and then nothing is left there.

    Packets are copied when one stream alone is heard (``info.of_stream``, too), its codec is in ``COPIED_CODECS``, the copy fits a form
    upload and no channel is turned over, else the mix (track_choice.py) is encoded as AAC mono.  The proxy begins with the first sound of
    the clip: add ``info.audio_offset_s`` to its times.

    Blocking; a worker thread is enough, FFmpeg releases the interpreter.  Progress comes from that thread.  Cancelling is seen after
    256 packets of copying or 64 of encoding, some 50 ms.

    Parameters
    ----------
    path
        The clip.
    info
        What ``probe`` said of it, with at least one audio stream.
    folder
        An existing folder on a disk with room.
    on_seconds
        Hears (seconds done, seconds in all), at most ten times a second and once at the end.
    is_cancelled
        Asked often.
    is_hashed
        Whether the hash of the sound is wanted; for a copy it is decoded, unless it is too long for that.

    It raises ``ClipGoneError`` or ``ClipChangedError`` when the file is not the one that was probed, before or after;
    ``ClipProtectedError`` when most packets do not decode; ``UnsupportedMediaError`` when no sound comes out; ``NoAudioError`` for a silent
    film; ``DiskFullError`` when there is no room (``need_bytes``, ``free_bytes``), ``PrepareError`` when writing fails otherwise.
    """
    work = _Work.on(path, info, folder, on_seconds, is_cancelled)
    return replace(work, is_hashed=is_hashed).make_best()


def make_plain_proxy(
    path: Path,
    info: MediaInfo,
    folder: Path,
    /,
    *,
    on_seconds: OnSeconds,
    is_cancelled: IsCancelled,
    is_hashed: bool = False,
) -> AudioProxy | None:
    """As ``make_audio_proxy``, but what is not copied are 16-bit samples in a ``.mov``: a service of this computer has no use for less.

    For an hour 159 MB instead of 29, without the CPU seconds of encoding.
    """
    work = _Work.on(path, info, folder, on_seconds, is_cancelled)
    return replace(work, is_hashed=is_hashed, is_plain=True).make_best()


@dataclass(frozen=True, slots=True)
class _Work:
    """One proxy on its way."""

    path: Path
    info: MediaInfo
    folder: Path
    state: FileState
    mix: Mix
    progress: _Progress
    is_cancelled: IsCancelled
    is_plain: bool = False
    is_hashed: bool = False

    @classmethod
    def on(cls, path: Path, info: MediaInfo, folder: Path, on_seconds: OnSeconds, is_cancelled: IsCancelled) -> "_Work":
        """The work of a clip, which is the one that was probed."""
        state, mix = _known_state(path, info), choose_mix(path, info.chosen_stream)
        progress = _Progress(on_seconds, _declared_s(info, info.audio_streams[mix[0].position]))
        return cls(path, info, folder, state, mix, progress, is_cancelled)

    def make_best(self) -> AudioProxy | None:
        """The proxy of a file that did not change meanwhile; None when cancelled."""
        return _unless_changed(self._copy_or_mix(), self.path, self.state)

    def _copy_or_mix(self) -> AudioProxy | None:
        """The proxy, a copy where that is possible and small; None when cancelled.

        Raises
        ------
        DiskFullError
            When there is no room; other errors come from below as they are.
        """
        stream = self.info.audio_streams[self.mix[0].position]
        is_small = (stream.size_bytes or 0) <= FORM_UPLOAD_MAX_BYTES
        is_whole = len(self.mix) == 1 and min(self.mix[0].weights) >= 0
        if not is_whole or stream.codec not in COPIED_CODECS or not is_small:
            return self.make(is_copy=False)
        try:
            return self.make(is_copy=True)
        except DiskFullError:
            raise
        except PrepareError:  # packets that mp4 does not take as they are
            return self.make(is_copy=False)

    def make(self, *, is_copy: bool) -> AudioProxy | None:
        """The proxy, made one way or the other; None when cancelled."""
        stream = self.info.audio_streams[self.mix[0].position]
        is_plain = self.is_plain and not is_copy
        need_bytes = expected_bytes(stream, self.progress.total_s, is_copy=is_copy, is_plain=is_plain)
        with writing(self.folder, need_bytes):
            check_room(self.folder, need_bytes)
        target = self.folder / f"{uuid4().hex}{'.mov' if is_plain else '.mp4'}"
        part = target.with_suffix(f"{target.suffix}.part")
        try:
            with (
                open_media(self.path, is_sparse=is_sparse(self.info)) as source,
                writing(self.folder, need_bytes),
                av.open(
                    str(part), "w", format=target.suffix[1:], options=_MOV_OPTIONS if is_plain else _MP4_OPTIONS
                ) as output,
            ):
                delivered = self._copy(source, output) if is_copy else self._encode(source, output)
            if delivered is None:
                return None
            return self._finish(part, target, delivered, is_copy=is_copy)
        finally:
            with suppress(OSError):  # an error on its way matters more
                part.unlink(missing_ok=True)

    def _copy(self, source: InputContainer, output: OutputContainer) -> _Delivered | None:
        """What was copied, None when cancelled.

        Time stamps are shifted by the start of the sound, not by the first time stamp: that may be negative, the encoder's delay, for
        which mp4 has its edit list.
        """
        stream = source.streams.audio[self.mix[0].position]
        discard_others(source, [stream])
        copied = output.add_stream_from_template(stream)
        shift = stream.start_time or 0
        length, sound_bytes, n_bad = _Length(), 0, 0
        is_hashed = self.is_hashed and self.progress.total_s <= DECODED_FOR_HASH_MAX_S
        sound_hash = SoundHash([stream]) if is_hashed else None
        for n_packets, packet in enumerate(read_packets(source, [stream])):
            if n_packets % _N_PACKETS_BETWEEN_LOOKS_COPY == 0 and self.is_cancelled():
                return None
            if packet is not None and sound_hash is not None:
                sound_hash.take_packet(packet)
            if packet is None or packet.is_corrupt or packet.pts is None:
                n_bad += 1
                continue
            length.add(packet)
            sound_bytes += packet.size
            _mux_shifted(output, packet, copied, shift)
            self.progress.tell(length.s)
        return _Delivered(length.s, sound_bytes, n_bad, sound_hash.drain() if sound_hash else None)

    def _encode(self, source: InputContainer, output: OutputContainer) -> _Delivered | None:
        """What was encoded, None when cancelled.

        Raises
        ------
        ClipProtectedError
            When most packets do not decode.
        """
        sound_hash = SoundHash([source.streams.audio[share.position] for share in self.mix])
        on_frame = sound_hash.take if self.is_hashed else None
        reader = SoundReader(source, self.mix, ENCODED_RATE_HZ, on_frame=on_frame)
        encoder = _Encoder(output, is_plain=self.is_plain)
        for n_blocks, block in enumerate(reader.blocks()):
            if n_blocks % _N_PACKETS_BETWEEN_LOOKS_ENCODE == 0 and self.is_cancelled():
                return None
            encoder.take(block)
            self.progress.tell(encoder.n_samples / ENCODED_RATE_HZ)
        encoder.finish()
        if reader.n_bad_packets * 2 > reader.n_packets:
            raise ClipProtectedError(
                "most packets do not decode", n_packets=reader.n_packets, n_bad_packets=reader.n_bad_packets
            )
        duration_s = encoder.n_samples / ENCODED_RATE_HZ
        return _Delivered(duration_s, encoder.sound_bytes, reader.n_bad_packets, sound_hash.finish())

    def _finish(self, part: Path, target: Path, delivered: _Delivered, *, is_copy: bool) -> AudioProxy:
        """The proxy under its final name.

        Raises
        ------
        UnsupportedMediaError
            When it holds no sound.
        PrepareError
            When the file is smaller than what was put into it: FFmpeg does not report every failed write.
        """
        if not delivered.sound_bytes:
            raise UnsupportedMediaError("the file delivers no sound at all")
        size_bytes = part.stat().st_size
        if size_bytes < delivered.sound_bytes:
            raise PrepareError("the proxy was not written completely", size_bytes=size_bytes)
        part.rename(target)
        self.progress.tell(self.progress.total_s or delivered.duration_s, is_last=True)
        return AudioProxy(
            path=target,
            size_bytes=size_bytes,
            duration_s=delivered.duration_s,
            is_copy=is_copy,
            sound_hash=delivered.sound_hash,
            n_bad_packets=delivered.n_bad_packets,
            is_incomplete=is_incomplete(delivered.duration_s, self.progress.total_s),
        )


def is_incomplete(delivered_s: float, declared_s: float) -> bool:
    """Whether a file gives clearly less sound than it declares: more than 2 s and more than 2 % less."""
    missing_s = declared_s - delivered_s
    return missing_s > _SHORT_S and missing_s > _SHORT_SHARE * declared_s


def _declared_s(info: MediaInfo, stream: AudioStream) -> float:
    """How long the sound should be, 0.0 where nothing says so."""
    return stream.duration_s or max(0.0, info.duration_s - info.audio_offset_s)


def _known_state(path: Path, info: MediaInfo) -> FileState:
    """The state of a file that was probed before."""
    try:
        state = read_file_state(path)
    except ClipUnreadableError as cause:
        raise ClipGoneError("gone since it was probed", reason=cause.context.get("reason")) from cause
    if state.size_bytes != info.size_bytes:
        raise ClipChangedError("changed since it was probed", size_bytes=state.size_bytes)
    return state


def _unless_changed(proxy: AudioProxy | None, path: Path, state: FileState) -> AudioProxy | None:
    """The proxy; removed again when the clip is not what it was."""
    if proxy is None:
        return None
    try:
        check_unchanged(path, state)
    except (ClipGoneError, ClipChangedError):
        proxy.path.unlink(missing_ok=True)
        raise
    return proxy


def _mux_shifted(output: OutputContainer, packet: "Packet[AvAudioStream]", stream: AvAudioStream, shift: int) -> None:
    packet.pts = None if packet.pts is None else packet.pts - shift
    packet.dts = packet.pts if packet.dts is None else packet.dts - shift
    packet.stream = stream
    output.mux_one(packet)


class _Encoder:
    """Puts mono blocks of any length into a stream of ``output``, AAC or plain samples."""

    def __init__(self, output: OutputContainer, *, is_plain: bool) -> None:
        self._output, self._is_plain = output, is_plain
        if is_plain:
            self._stream = output.add_stream("pcm_s16le", rate=ENCODED_RATE_HZ, layout="mono")
        else:
            self._stream = output.add_stream(
                "aac", rate=ENCODED_RATE_HZ, layout="mono", bit_rate=ENCODED_BITS_PER_S, options=_AAC_OPTIONS
            )
        self._waiting: list[Samples] = []
        self._n_waiting = 0
        self._n_encoded = 0
        self.sound_bytes = 0
        """Size of all packets so far."""

    @property
    def n_samples(self) -> int:
        """What was taken so far."""
        return self._n_encoded + self._n_waiting

    def take(self, block: Samples) -> None:
        """Encode the block, with others: one by one the packets of a film cost a third more."""
        self._waiting.append(block)
        self._n_waiting += len(block)
        if self._n_waiting >= _ENCODED_AT_ONCE_SAMPLES:
            self._encode_waiting()

    def finish(self) -> None:
        """Encode what was held back."""
        if self._n_waiting:
            self._encode_waiting()
        self._mux(self._stream.encode(None))

    def _encode_waiting(self) -> None:
        samples = np.concatenate(self._waiting)[None, :]
        if self._is_plain:
            samples = np.clip(32_768 * samples, -32_768, 32_767).astype(np.int16)
        frame = AudioFrame.from_ndarray(samples, format="s16" if self._is_plain else "fltp", layout="mono")
        frame.sample_rate = ENCODED_RATE_HZ
        frame.pts, frame.time_base = self._n_encoded, Fraction(1, ENCODED_RATE_HZ)
        self._mux(self._stream.encode(frame))
        self._n_encoded += self._n_waiting
        self._waiting, self._n_waiting = [], 0

    def _mux(self, packets: "list[Packet[AvAudioStream]]") -> None:
        self.sound_bytes += sum(packet.size for packet in packets)
        self._output.mux(packets)
