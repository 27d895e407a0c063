"""Takes the sound out of one file: ``proxy_once.py FILE``; tells CPU seconds and the bytes read from files."""

import json
import sys
import tempfile
import time
from pathlib import Path

from slipgui.media.audio_proxy import make_audio_proxy
from slipgui.media.probe import probe


def read_bytes() -> int:
    return int(dict(line.split(": ") for line in Path("/proc/self/io").read_text().splitlines())["rchar"])


path = Path(sys.argv[1])
before, cpu_s = read_bytes(), time.process_time()
with tempfile.TemporaryDirectory() as folder:
    proxy = make_audio_proxy(
        path, probe(path), Path(folder), on_seconds=lambda done_s, total_s: None, is_cancelled=lambda: False
    )
assert proxy is not None
result = {
    "cpu_s": time.process_time() - cpu_s,
    "read_mb": (read_bytes() - before) / 1e6,
    "proxy_mb": proxy.size_bytes / 1e6,
}
sys.stdout.write(json.dumps(result) + "\n")
