"""Sends one file with the client of Slipgui: ``send_once.py PUT|POST BASE_URL FILE``; a presigned PUT or a form upload.

Measured from the call to its answer: a window that is open has been started before.
"""

import asyncio
import json
import sys
import time
from pathlib import Path

from slipgui.core.job import UploadTicket
from slipgui.services.audioverify import AudioVerifyService


def peak_mb() -> float:
    """The most this process held so far; ``ru_maxrss`` would be that of the process that started it."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 1024


async def send(method: str, base_url: str, path: Path) -> dict[str, float]:
    async with AudioVerifyService(name="local", base_url=base_url, api_key="k") as service:
        idle_mb, cpu_s, wall_s = peak_mb(), time.process_time(), time.monotonic()
        if method == "PUT":
            ticket = UploadTicket(f"{base_url}/object", "video-recognition/x", "video/mp4", wall_s + 600)
            await service.put_object(ticket, path, lambda sent, total: None)
        else:
            await service.submit_form(path, "clip.mp4", lambda sent, total: None)
        cpu_s, wall_s = time.process_time() - cpu_s, time.monotonic() - wall_s
    return {"cpu_s": cpu_s, "wall_s": wall_s, "grown_mb": peak_mb() - idle_mb}


sys.stdout.write(json.dumps(asyncio.run(send(sys.argv[1], sys.argv[2], Path(sys.argv[3])))) + "\n")
