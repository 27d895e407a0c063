"""A queue whose program is killed again and again: the real ``slip`` as a child process in front of a service that counts.

Every clip carries its own marker in its bytes and is sent as it is, so the service knows what it was sent twice.
"""

import json
import random
import re
import signal
import sqlite3
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from support.clips import make_clip
from support.harness import TRACK, rest
from support.toy_service import BASE, Answer, Document, RecordedRequest, ToyService

DIRECT_LIMIT_BYTES = 100_000
"""Odd clips are larger and go by presigned PUT."""
PROGRAM = """
import os, signal, sys

from slipgui.app import journal, recognition, wiring
from slipgui.cli.main import main
from slipgui.core import schedule

wiring.AUDIOVERIFY_REQUESTS_PER_S = 500.0  # the waits are not what is tested
schedule.FIRST_POLL_S, schedule.POLL_MIN_S, schedule.POLL_MAX_S = 0.05, 0.1, 0.6
where, _, when = os.environ.get("KILL_AT", "").partition(" ")


def kill(place, moment):
    if (place, moment) == (where, when):
        os.kill(os.getpid(), signal.SIGKILL)


def killing(method, place_of):
    async def wrapper(self, *args, **more):
        kill(place_of(args), "before")
        await method(self, *args, **more)
        kill(place_of(args), "after")
    return wrapper


journal.Journal.add = killing(journal.Journal.add, lambda args: "add")
journal.Journal.save = killing(journal.Journal.save, lambda args: args[1].stage.value)
journal.Journal.finish = killing(journal.Journal.finish, lambda args: "finish")
main()
"""


class CountingService(ToyService):
    """Counts what it was given of each clip, and tells of every moment at which a program may be killed."""

    def __init__(self) -> None:
        super().__init__()
        self.default_track = TRACK
        self.n_objects: Counter[str] = Counter()
        """Clip → how many times the storage took it."""
        self.n_jobs: Counter[str] = Counter()
        """Clip → how many recognitions were begun."""
        self.n_requests = 0
        self.request_came = threading.Condition()
        self.kill_at: tuple[str, str] | None = None
        """Request and moment ("before" or "after" its work) at which ``victim`` is killed, once."""
        self.victim: subprocess.Popen[bytes] | None = None

    def answer(self, request: RecordedRequest, query: str, *, is_chunked: bool) -> Answer:
        with self.request_came:
            self.n_requests += 1
            self.request_came.notify_all()
        name = _name(request)
        self._perhaps_kill(name, "before")
        answer = super().answer(request, query, is_chunked=is_chunked)
        self._perhaps_kill(name, "after")
        return answer

    def _perhaps_kill(self, name: str, moment: str) -> None:
        if self.kill_at == (name, moment) and self.victim is not None:
            self.kill_at = None
            self.victim.kill()
            self.victim.wait()

    def _create_job(self, content: bytes) -> Answer:
        self.n_jobs[_marker(content)] += 1
        return super()._create_job(content)

    def _put(self, request: RecordedRequest, query: Mapping[str, str], *, is_chunked: bool) -> Answer:
        answer = super()._put(request, query, is_chunked=is_chunked)
        if answer.status == 200:
            self.n_objects[_marker(request.body)] += 1
        return answer


def _name(request: RecordedRequest) -> str:
    if request.method == "PUT":
        return "put"
    if request.path == BASE + "upload-url/":
        return "upload-url"
    if request.path != BASE:
        return "poll"
    return "form" if "multipart" in request.headers.get("content-type", "") else "submit"


def _marker(content: bytes) -> str:
    found = re.search(rb"clip-\d{3}", content)
    assert found is not None
    return found[0].decode()


def make_marked_clips(folder: Path, n_clips: int) -> list[Path]:
    """Short clips, each with bytes of its own; every second one too large for a form upload."""
    folder.mkdir(parents=True)
    template = make_clip(folder / "template.mp4", 0.5, picture_size=(32, 18), frame_rate=1)
    content = template.read_bytes()
    template.unlink()
    clips = []
    for number in range(n_clips):
        filling = f"clip-{number:03}".encode() + bytes(2 * DIRECT_LIMIT_BYTES if number % 2 else 0)
        path = folder / f"clip-{number:03}.mp4"
        path.write_bytes(content + (8 + len(filling)).to_bytes(4, "big") + b"free" + filling)
        clips.append(rest(path))
    return clips


def order_faults(toy: CountingService, dice: random.Random) -> None:
    """Some of the faults that a bad evening brings, in the order of chance; the polls are answered after some time."""
    toy.n_polls_before_completed = 3
    faults: list[dict[str, Any]] = [
        {"status": 503, "path": "upload-url"},
        {"status": None, "path": "upload-url"},
        {"status": 503, "method": "PUT"},
        {"status": None, "method": "PUT"},
        {"status": None, "method": "PUT", "is_after_processing": True},
        {"status": 503, "path": BASE + "$"},
        {"status": None, "path": BASE + "$", "is_after_processing": True},
        {"status": 502, "method": "GET"},
        {"status": None, "method": "GET"},
        {"status": 404, "method": "GET", "body": {"detail": "Not found."}},
    ]
    dice.shuffle(faults)
    for fault in faults:
        toy.fail_next(2, **fault)


@dataclass
class KilledQueue:
    """One home, its clips, and what must stay true of them however often the program is killed."""

    folder: Path
    toy: CountingService
    clips: list[Path]
    environ: Mapping[str, str]
    n_kills: int = 0
    known: dict[str, tuple[int | None, int | None]] = field(default_factory=dict)
    """Clip → (objects, jobs) when their ids stood in the journal: they may not grow any more."""

    def __post_init__(self) -> None:
        self.program = self.folder / "slip_with_short_waits.py"
        self.program.write_text(PROGRAM)
        self.home = self.folder / "home"
        self.home.mkdir()  # the clips sound alike, but each is to be asked for
        (self.home / "settings.json").write_text('{"known_answer_days": 0}')

    def start(self, kill_at: str = "") -> "subprocess.Popen[bytes]":
        """``slip identify`` where nothing is in the journal yet, else ``slip resume``."""
        command = ["resume"] if self.rows() else ["identify", "--direct-limit", str(DIRECT_LIMIT_BYTES)]
        paths = [] if self.rows() else list(map(str, self.clips))
        self.process = subprocess.Popen(
            [sys.executable, str(self.program), *command, "--send", "original", "--json", "--quiet", *paths],
            env={
                **self.environ,
                "SLIPGUI_HOME": str(self.home),
                "SLIPGUI_API_KEY": self.toy.token,
                "SLIPGUI_API_URL": self.toy.url,
                "SLIPGUI_DIRECT_LIMIT": str(DIRECT_LIMIT_BYTES),
                "KILL_AT": kill_at,
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self.toy.victim = self.process
        return self.process

    def kill_at_random(self, dice: random.Random) -> bool:
        """Run, and kill after some requests and a moment; False when the program came to its end before."""
        n_before, n_more = self.toy.n_requests, dice.choice([0, 0, 1, 2, 3, 5, 8, 13])
        process = self.start()
        with self.toy.request_came:
            while self.toy.n_requests < n_before + n_more and process.poll() is None:
                self.toy.request_came.wait(0.05)
        try:
            process.wait(dice.uniform(0.0, 0.1) if n_more else dice.uniform(0.0, 2.5))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
        return self.has_ended()

    def has_ended(self) -> bool:
        """Whether the program that was started was killed; what must be true then is looked at."""
        _, err = self.process.communicate(timeout=60)
        assert self.process.returncode in (0, 1, 3, -signal.SIGKILL), err.decode()
        assert b"Traceback" not in err, err.decode()
        self.look()
        is_killed = self.process.returncode == -signal.SIGKILL
        self.n_kills += is_killed
        return is_killed

    def rows(self) -> list[sqlite3.Row]:
        """The journal as it lies on the disk."""
        file = self.home / "journal.sqlite3"
        if not file.exists():
            return []
        with closing(sqlite3.connect(file)) as connection:
            connection.row_factory = sqlite3.Row
            if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'recognitions'").fetchall():
                return []
            return connection.execute("SELECT * FROM recognitions WHERE removed_at IS NULL").fetchall()

    def look(self) -> None:
        """Nothing that the journal knows as sent was sent again."""
        for row in self.rows():
            clip = Path(row["path"].decode()).stem
            n_objects, n_jobs = self.known.get(clip, (None, None))
            if n_objects is not None:
                assert self.toy.n_objects[clip] == n_objects, f"{clip} was uploaded again"
            if n_jobs is not None:
                assert self.toy.n_jobs[clip] == n_jobs, f"{clip} was submitted again"
            self.known[clip] = (
                self.toy.n_objects[clip] if row["storage_key"] else n_objects,
                self.toy.n_jobs[clip] if row["job_id"] else n_jobs,
            )

    def finish(self) -> list[Document]:
        """Let the program come to its end; the recognition lines, after everything was looked at."""
        for _ in range(3):
            self.start()
            if not self.has_ended() and not any(row["finished_at"] is None for row in self.rows()):
                break
        rows = self.rows()
        lines = [json.loads(row["line"]) for row in rows]
        assert sorted(line["clip"] for line in lines) == sorted(map(str, self.clips)), "each clip ends once"
        assert {line["outcome"] for line in lines} <= {"identified", "failed"}
        for line in lines:
            n_jobs = self.toy.n_jobs[Path(line["clip"]).stem]
            if not line.get("possibly_submitted_twice"):
                assert n_jobs <= 1, f"{line['clip']} was submitted twice and does not say so"
            if line["outcome"] == "identified":
                assert n_jobs >= 1
        return lines
