"""How large an audio proxy will be, whether there is room for it, and whether reading here and there pays."""

from pathlib import Path
from shutil import disk_usage

from slipgui.core.clip import AudioStream, MediaInfo
from slipgui.core.errors import DiskFullError
from slipgui.media.container import HAS_READ_AHEAD_CONTROL

ENCODED_BITS_PER_S = 64_000
ENCODED_RATE_HZ = 22_050
_SPARSE_FORMATS = frozenset({"mov", "mp4", "mxf", "avi"})
"""Containers whose index leads from sound to sound."""
_SPARSE_SHARE = 0.15
"""Above this share of sound the kernel's read-ahead does good."""
_DISK_MARGIN_BYTES = 8_000_000
_UNKNOWN_COPY_BYTES_PER_S = 48_000
"""384 kb/s: the upper end of what films carry, for containers that do not tell."""


def is_sparse(info: MediaInfo) -> bool:
    """Whether little of the file is sound and can be read without the rest, on a system where that can be said."""
    sound_bytes = _stream_bytes(info.audio_streams[info.audio_stream_index], info.duration_s)
    has_index = bool(_SPARSE_FORMATS & set(info.container.split(",")))
    return HAS_READ_AHEAD_CONTROL and has_index and sound_bytes < _SPARSE_SHARE * info.size_bytes


def _stream_bytes(stream: AudioStream, duration_s: float) -> int:
    """Size of a stream, as its index tells or guessed; PCM says its width in its name."""
    if stream.size_bytes is not None:
        return stream.size_bytes
    length_s = stream.duration_s or duration_s
    width_bits = "".join(sign for sign in stream.codec.removeprefix("pcm_") if sign.isdigit())
    if stream.codec.startswith("pcm_") and width_bits:
        return int(length_s * stream.sample_rate_hz * stream.n_channels * int(width_bits) / 8)
    return int(length_s * _UNKNOWN_COPY_BYTES_PER_S)


def expected_bytes(stream: AudioStream, duration_s: float, *, is_copy: bool, is_plain: bool = False) -> int:
    """About how large the proxy will be: a copy, the mix as plain samples, or encoded."""
    if is_copy:
        return _stream_bytes(stream, duration_s)
    return int(duration_s * (2 * ENCODED_RATE_HZ if is_plain else ENCODED_BITS_PER_S / 8))


def check_room(folder: Path, need_bytes: int) -> None:
    """Return quietly when ``folder`` has room for ``need_bytes`` and a little more.

    Raises
    ------
    DiskFullError
        With ``need_bytes`` and ``free_bytes``, when not.
    """
    free_bytes = disk_usage(folder).free
    if free_bytes < need_bytes + _DISK_MARGIN_BYTES:
        raise DiskFullError("no room for the proxy", need_bytes=need_bytes + _DISK_MARGIN_BYTES, free_bytes=free_bytes)
