"""What tells that two files hold the same: the SHA-256 of the whole, or for large files of size, time and samples; and of their sound."""

import hashlib
from pathlib import Path

from slipgui.core.clip import MediaInfo
from slipgui.core.ports import FileState, IsCancelled
from slipgui.media.container import discard_others, open_media, read_packets
from slipgui.media.decode import choose_mix
from slipgui.media.proxy_size import is_sparse
from slipgui.media.sound_hash import DECODED_FOR_HASH_MAX_S, SoundHash

WHOLE_MAX_BYTES = 64_000_000
"""Larger files are not read as a whole: that would take longer than their recognition, and DESIGN.md (section 5) bounds what is read."""
_SAMPLE_BYTES = 1 << 20
_N_PACKETS_BETWEEN_LOOKS = 64


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


def hash_sound(path: Path, info: MediaInfo, /, *, is_cancelled: IsCancelled) -> str | None:
    """The hash of the decoded sound that is heard (``SoundHash``); None when cancelled, or where there is too much of it.

    Blocking; reads what the sound takes of the file.

    Parameters
    ----------
    path
        The clip.
    info
        What ``probe`` said of it, with at least one audio stream.
    is_cancelled
        Asked often.

    It raises what ``probe`` raises of the file itself.
    """
    if max(info.duration_s, info.audio_streams[info.audio_stream_index].duration_s or 0.0) > DECODED_FOR_HASH_MAX_S:
        return None
    mix = choose_mix(path)
    with open_media(path, is_sparse=is_sparse(info)) as container:
        streams = [container.streams.audio[share.position] for share in mix]
        discard_others(container, streams)
        sound_hash = SoundHash(streams)
        for n_packets, packet in enumerate(read_packets(container, streams)):
            if n_packets % _N_PACKETS_BETWEEN_LOOKS == 0 and is_cancelled():
                return None
            if packet is not None:
                sound_hash.take_packet(packet)
        return sound_hash.drain()
