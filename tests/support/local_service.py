"""The local service with a stand-in for the engine: it knows tracks by markers in the file, and takes orders about clock and failures."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from support.running_app import running_app

from slipgui.core.errors import NoAudioError
from slipgui.core.isrc import parse_isrc
from slipgui.core.outcome import Match, Origin, Track
from slipgui.server.application import create_app
from slipgui.server.jobs import JobAnswer
from slipgui.server.limits import Limits

TOKEN = "local-token"
GOLDEN_HOUR = Track(
    id="11111111-1111-1111-1111-111111111111",
    title="Golden Hour",
    artist="The Coast",
    origin=Origin.INTERNAL,
    isrc=parse_isrc("USRC12345678"),
    isrc_text=None,
    score=96.5,
    external_label=None,
)
STOCK_TRACK = Track(
    id=None,
    title="Some Stock Track",
    artist="A Stock Artist",
    origin=Origin.EXTERNAL,
    isrc=parse_isrc("SE5Q52400123"),
    isrc_text=None,
    score=100.0,
    external_label="Epidemic Sound",
)
MATCH = Match(0.5, 10.0, 61.28, 1.0, 0.0, "/music/golden hour.ogg")
GOLDEN, STOCK, SILENT_FILM, CRASH = b"<golden>", b"<stock>", b"<no audio>", b"<crash>"


@dataclass
class LocalService:
    """A running local service and its knobs."""

    storage: Path
    token: str = TOKEN
    url: str = ""
    now: datetime = datetime(2026, 1, 1, tzinfo=UTC)
    gate: threading.Event = field(default_factory=threading.Event)
    """Recognitions wait until it is set; it is, until a test clears it."""
    recognised: list[bytes] = field(default_factory=list)
    """Contents that were recognised."""
    answers: Mapping[bytes, JobAnswer] = field(
        default_factory=lambda: {GOLDEN: JobAnswer(GOLDEN_HOUR, MATCH), STOCK: JobAnswer(STOCK_TRACK, None)}
    )

    def advance(self, seconds: float) -> None:
        """Move the clock of the service."""
        self.now += timedelta(seconds=seconds)

    def recognise_file(self, path: Path) -> JobAnswer:
        content = path.read_bytes()
        self.gate.wait(20)
        self.recognised.append(content)
        if SILENT_FILM in content:
            raise NoAudioError
        if CRASH in content:
            raise ZeroDivisionError
        return next((answer for marker, answer in self.answers.items() if marker in content), JobAnswer(None, None))

    def files(self) -> list[str]:
        """Endings of the uploads on the disk, sorted."""
        return sorted(path.suffix for path in self.storage.rglob("*.*") if path.is_file() and path.suffix != ".lock")


@contextmanager
def running_local_service(storage: Path, limits: Limits | None = None) -> Iterator[LocalService]:
    """The service on a loopback socket."""
    service = LocalService(storage)
    service.gate.set()
    app = create_app(
        recognise_file=service.recognise_file,
        storage=storage,
        token=service.token,
        limits=limits,
        now=lambda: service.now,
    )
    with running_app(app) as url:
        service.url = url
        yield service
    service.gate.set()


def until(condition: Callable[[], object]) -> None:
    """Ask over and over, at most for ten seconds; each question is a request or a look at the disk."""
    end_s = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < end_s
