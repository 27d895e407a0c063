"""Takes the sound out of one file: ``proxy_once.py FILE``; tells CPU and wall seconds, memory, and what was read of it."""

import json
import sys
import tempfile
import time
from pathlib import Path

from slipgui.media.audio_proxy import make_audio_proxy
from slipgui.media.probe import probe


def read_mb(name: str) -> float:
    """Millions of bytes this process read so far: ``rchar`` from files, ``read_bytes`` from the disk below them."""
    return int(dict(line.split(": ") for line in Path("/proc/self/io").read_text().splitlines())[name]) / 1e6


def peak_mb() -> float:
    """The most this process held so far; ``ru_maxrss`` would be that of the process that started it."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 1024


path = Path(sys.argv[1])
before = {name: read_mb(name) for name in ("rchar", "read_bytes")}
idle_mb, cpu_s, wall_s = peak_mb(), time.process_time(), time.monotonic()
with tempfile.TemporaryDirectory() as folder:
    proxy = make_audio_proxy(
        path,
        probe(path),
        Path(folder),
        on_seconds=lambda done_s, total_s: None,
        is_cancelled=lambda: False,
        is_hashed=True,
    )
assert proxy is not None
result = {
    "cpu_s": time.process_time() - cpu_s,
    "wall_s": time.monotonic() - wall_s,
    "grown_mb": peak_mb() - idle_mb,
    "read_mb": read_mb("rchar") - before["rchar"],
    "disk_mb": read_mb("read_bytes") - before["read_bytes"],
    "proxy_mb": proxy.size_bytes / 1e6,
}
sys.stdout.write(json.dumps(result) + "\n")
