"""Sends one file by presigned PUT with the client of Slipgui: ``put_once.py URL FILE``."""

import asyncio
import json
import resource
import sys
import time
from pathlib import Path

from slipgui.core.job import UploadTicket
from slipgui.services.audioverify import AudioVerifyService


async def put(url: str, path: Path) -> dict[str, float]:
    ticket = UploadTicket(url, "video-recognition/x", "video/mp4", time.monotonic() + 600)
    async with AudioVerifyService(name="local", base_url=url.rpartition("/")[0], api_key="k") as service:
        idle_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        cpu_s, wall_s = time.process_time(), time.monotonic()
        await service.put_object(ticket, path, lambda sent, total: None)
        cpu_s, wall_s = time.process_time() - cpu_s, time.monotonic() - wall_s
    grown_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - idle_mb
    return {"cpu_s": cpu_s, "wall_s": wall_s, "grown_mb": grown_mb}


sys.stdout.write(json.dumps(asyncio.run(put(sys.argv[1], Path(sys.argv[2])))) + "\n")
