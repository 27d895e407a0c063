"""What tells that two files hold the same: the SHA-256 of the whole, or for large files of size, time and samples; and of their sound."""

import hashlib
from pathlib import Path

from slipgui.core.ports import FileState
from slipgui.media.container import open_media, read_packets

WHOLE_MAX_BYTES = 64_000_000
"""Larger files are not read as a whole: that would take longer than their recognition, and DESIGN.md (section 5) bounds what is read."""
_SAMPLE_BYTES = 1 << 20


def hash_content(path: Path, state: FileState, /) -> str:
    """The hash of the file, or where it is large ``sampled:`` and a hash of its size, its time, and its first, middle and last MiB.

    Blocking; reads ``WHOLE_MAX_BYTES`` at most; raises ``OSError``.
    """
    if state.size_bytes <= WHOLE_MAX_BYTES:
        with path.open("rb") as file:
            return f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}"
    digest = hashlib.sha256(f"{state.size_bytes} {state.mtime_ns} ".encode())
    with path.open("rb", buffering=0) as file:
        for start in (0, state.size_bytes // 2, state.size_bytes - _SAMPLE_BYTES):
            file.seek(start)
            digest.update(file.read(_SAMPLE_BYTES))
    return f"sampled:{digest.hexdigest()}"


def hash_sound(proxy: Path, /) -> str:
    """``packets:`` and the SHA-256 of an audio proxy's packets: the same sound from another container has them at other times.

    Blocking; raises what ``open_media`` raises.
    """
    with open_media(proxy) as container:
        stream = container.streams.audio[0]
        codec = stream.codec_context
        digest = hashlib.sha256(f"{codec.name} {codec.sample_rate} {codec.channels} ".encode())
        for packet in read_packets(container, [stream]):
            if packet is not None:
                digest.update(packet)
    return f"packets:{digest.hexdigest()}"
