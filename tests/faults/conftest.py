"""A service whose wire breaks on order, a queue in front of it, and a look for secrets after every test."""

import io
import logging
import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt is loaded: no screen

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import keyring
import pytest
from support.clips import make_clip
from support.faulty_pyannote import FaultyPyannote
from support.faulty_service import FaultyService
from support.harness import TRACK, Bench, open_bench, rest
from support.memory_keyring import MemoryKeyring
from support.voice_bench import VoiceBench

from slipgui.app.recognition_line import encode_report
from slipgui.core.events import Event, RecognitionFinished
from slipgui.core.outcome import Failed
from slipgui.core.settings import Settings
from slipgui.services.http import Timings

if TYPE_CHECKING:
    from support.replayed_window import ReplayedWindow


class Faults:
    """The service, and queues on homes of their own in front of it."""

    def __init__(self, folder: Path, service: FaultyService) -> None:
        self.service = service
        self.folder = folder
        self.benches: list[Bench] = []

    def home(self) -> Path:
        """A new one."""
        return self.folder / f"home-{len(self.benches)}"

    @asynccontextmanager
    async def open(
        self,
        settings: Settings | None = None,
        *,
        home: Path | None = None,
        timings: Timings | None = None,
        on_event: Callable[[Event], None] = lambda _: None,
        waits_for_help: bool = False,
    ) -> AsyncIterator[Bench]:
        """A queue at work."""
        more: dict[str, Any] = {"timings": timings, "on_event": on_event, "waits_for_help": waits_for_help}
        async with open_bench(home or self.home(), self.service, settings=settings, **more) as bench:
            self.benches.append(bench)
            yield bench

    async def identify(
        self, clip: Path, settings: Settings | None = None, *, timings: Timings | None = None
    ) -> dict[str, Any]:
        """The recognition line of one clip."""
        async with self.open(settings, timings=timings) as bench:
            await bench.identify(clip)
        return bench.line(clip.name)


@pytest.fixture
def faults(tmp_path: Path, everything_logged: io.StringIO, replayed_window: "ReplayedWindow") -> Iterator[Faults]:
    """Checked at the end: the window tells every end as the queue did; key and signature are in no log, file, event or window."""
    with FaultyService() as service:
        service.contract.default_track = TRACK
        service.contract.n_polls_before_completed = 0
        faults = Faults(tmp_path, service)
        yield faults
    secrets = [service.token, *service.contract.signatures]
    shown = "".join(_shown(replayed_window, bench) for bench in faults.benches)
    told = everything_logged.getvalue() + shown + "".join(_told(bench) for bench in faults.benches)
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("home-*/**/*") if path.is_file())
    assert not [secret for secret in secrets if secret in told]
    assert not [secret for secret in secrets if secret.encode() in kept]


def _shown(window: "ReplayedWindow", bench: Bench) -> str:
    """What the window shows of a queue: of each clip that ended its error's sentences, or its track; long words are cut there."""
    texts = window.read(bench)
    for event in bench.of_kind(RecognitionFinished):
        text, line = texts.get(event.clip_id), encode_report(event.report)
        if text is not None and event.report == bench.reports[event.report.clip.path.name]:
            error, track = line["error"], line["track"]
            wanted = [error["title"], error["detail"][:40]] if error else [track["title"][:20]] if track else []
            ungrouped = text.replace(",", "")  # numbers are written as the desktop writes them
            assert [words for words in wanted if words.replace(",", "") not in ungrouped] == [], text
    return "\n".join(texts.values())


@pytest.fixture
def keyring_of_test() -> Iterator[MemoryKeyring]:
    """An open keyring of its own."""
    before = keyring.get_keyring()
    own = MemoryKeyring()
    keyring.set_keyring(own)
    yield own
    keyring.set_keyring(before)


@pytest.fixture
def voices(tmp_path: Path, everything_logged: io.StringIO, keyring_of_test: MemoryKeyring) -> Iterator[VoiceBench]:
    """Checked at the end: neither key, signature nor voiceprint is in a log, a file of the home, or anything that was told."""
    with FaultyPyannote() as service:
        bench = VoiceBench(tmp_path, service)
        yield bench
    contract = service.contract
    secrets = [contract.token, *contract.signatures, *contract.voiceprints, *keyring_of_test.kept.values()]
    told = everything_logged.getvalue() + bench.told()
    kept = b"".join(path.read_bytes() for path in bench.home.data.rglob("*") if path.is_file())
    assert not [secret for secret in secrets if secret in told]
    assert not [secret for secret in secrets if secret.encode() in kept]


def _told(bench: Bench) -> str:
    """All that a queue said, errors with all they hold."""
    texts = [repr(bench.events)]
    for report in bench.reports.values():
        texts += [repr(report), str(report.raw_answer)]
        if isinstance(report.outcome, Failed):
            error = report.outcome.error
            texts += [str(error), repr(error), repr(vars(error))]
    texts += [str(bench.line(name)) for name in bench.reports]
    return "\n".join(texts)


@pytest.fixture
def everything_logged() -> Iterator[io.StringIO]:
    """What all loggers say, down to the smallest."""
    stream, root = io.StringIO(), logging.getLogger()
    handler, before = logging.StreamHandler(stream), root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield stream
    root.removeHandler(handler)
    root.setLevel(before)


@pytest.fixture(autouse=True)
def no_proxy_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def replayed_window(appearance, tmp_path_factory) -> Iterator["ReplayedWindow"]:
    """The window to which every fault is told."""
    from support.replayed_window import ReplayedWindow

    window = ReplayedWindow(appearance, tmp_path_factory.mktemp("replayed"))
    yield window
    window.close()


@pytest.fixture(scope="session")
def appearance(qapp):
    """The colours of the application, dark."""
    from slipgui.gui.theme import Appearance

    appearance = Appearance(qapp, "dark")
    appearance.dress()
    return appearance


@pytest.fixture(scope="session")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A second with a picture so small that the whole file is sent."""
    path = tmp_path_factory.mktemp("clips") / "scene 7 – 夜.mp4"
    return rest(make_clip(path, 1.0, picture_size=(32, 18), frame_rate=1))


@pytest.fixture(scope="session")
def large_clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some 11 MB: more than any socket keeps, less than the direct limit."""
    path = tmp_path_factory.mktemp("clips") / "large.mov"
    return rest(make_clip(path, 5.0, picture="rawvideo", picture_size=(320, 180)))
