"""A real X server without a screen, with a window manager, for tests that press real buttons."""

import json
import os
import queue
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

SCREEN = "1280x800x24"
START_S = 60.0


def is_available() -> bool:
    """Whether an X server can be started here."""
    return shutil.which("Xvfb") is not None


@dataclass
class XServer:
    """A running display."""

    display: str
    environment: dict[str, str]

    def pointer(self, *arguments: object) -> None:
        """Let xdotool do something; it returns when the server has taken it."""
        command = ["xdotool", *(str(argument) for argument in arguments)]
        subprocess.run(command, env=self.environment, check=True, timeout=30)

    def move(self, x: int, y: int) -> None:
        """Put the pointer at a place of the screen."""
        self.pointer("mousemove", "--sync", x, y)


@contextmanager
def running_x_server(home: Path, screen: str = SCREEN) -> Iterator[XServer]:
    """A fresh X server on a free display, with openbox on it."""
    reader, writer = os.pipe()
    log = (home / "xvfb.log").open("wb")
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", screen, "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(command, pass_fds=[writer], stdout=log, stderr=log)
    os.close(writer)
    manager = None
    try:
        with os.fdopen(reader) as answer:
            display = f":{int(answer.readline())}"
        environment = _environment(display, home)
        manager = subprocess.Popen(["openbox"], env=environment, stdout=log, stderr=log)
        yield XServer(display, environment)
    finally:
        for process in (manager, server):
            if process is not None:
                process.terminate()
                process.wait(timeout=10)
        log.close()


def _environment(display: str, home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("QT_", "XDG_", "WAYLAND_"))}
    root = Path(__file__).resolve().parents[2]
    return kept | {
        "DISPLAY": display,
        "HOME": str(home),
        "QT_QPA_PLATFORM": "xcb",
        "PYTHONPATH": str(root),
        "LC_ALL": "C.UTF-8",
        "NO_AT_BRIDGE": "1",
    }


@dataclass
class Program:
    """A child program on the display that tells what happens to it in JSON lines."""

    process: subprocess.Popen[str]
    news: "queue.Queue[dict[str, Any]]" = field(default_factory=queue.Queue)
    seen: list[dict[str, Any]] = field(default_factory=list)

    def wait_for(self, fits: Callable[[dict[str, Any]], bool], timeout_s: float = START_S) -> dict[str, Any]:
        """The next line that fits; what came before it stays in ``seen``."""
        while True:
            try:
                line = self.news.get(timeout=timeout_s)
            except queue.Empty:
                raise AssertionError(f"nothing that fits among {self.seen}") from None
            self.seen.append(line)
            if fits(line):
                return line

    def middle(self) -> tuple[int, int]:
        """The middle of its window on the screen, as last told."""
        while not self.news.empty():
            self.seen.append(self.news.get())
        x, y, width, height = next(line["place"] for line in reversed(self.seen) if "place" in line)
        return x + width // 2, y + height // 2


@contextmanager
def running_program(server: XServer, file: Path, arguments: Sequence[str]) -> Iterator[Program]:
    """A Python program on the display, from its first shown window to its end."""
    command = [sys.executable, str(file), *arguments]
    process = subprocess.Popen(command, env=server.environment, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    program = Program(process)
    assert process.stdout is not None
    listener = threading.Thread(target=_listen, args=(process.stdout, program.news))
    listener.start()
    try:
        program.wait_for(lambda line: "place" in line)
        yield program
    finally:
        process.terminate()
        process.wait(timeout=20)
        listener.join(timeout=20)
        process.stdout.close()


def _listen(stream: IO[str], news: "queue.Queue[dict[str, Any]]") -> None:
    for line in stream:
        news.put(json.loads(line))


@dataclass
class ShownWindow:
    """A window of a program that tells nothing of itself."""

    server: XServer
    window_id: str

    def middle(self) -> tuple[int, int]:
        """The middle of the window on the screen."""
        x, y, width, height = self._place()
        return x + width // 2, y + height // 2

    def corner(self) -> tuple[int, int]:
        """Its upper left corner on the screen, within the height of a title bar."""
        return self._place()[:2]

    def _place(self) -> tuple[int, int, int, int]:
        command = ["xdotool", "getwindowgeometry", "--shell", self.window_id]
        answer = subprocess.run(
            command, env=self.server.environment, check=True, capture_output=True, text=True, timeout=30
        )
        facts = dict(line.split("=") for line in answer.stdout.split())
        return int(facts["X"]), int(facts["Y"]), int(facts["WIDTH"]), int(facts["HEIGHT"])


@contextmanager
def running_slipgui(server: XServer, home: Path, *paths: Path) -> Iterator[ShownWindow]:
    """The real program with its state below ``home``, from its first shown window to its end; ``paths`` are clips to begin with."""
    home.mkdir(parents=True, exist_ok=True)
    (home / "window.json").touch()  # somebody was here before: there is no welcome
    command = [sys.executable, "-m", "slipgui", "--home", str(home), *map(str, paths)]
    process = subprocess.Popen(command, env=server.environment)
    try:
        search = ["xdotool", "search", "--sync", "--onlyvisible", "--pid", str(process.pid), "--name", "^Slipgui$"]
        answer = subprocess.run(
            search, env=server.environment, check=True, capture_output=True, text=True, timeout=START_S
        )
        yield ShownWindow(server, answer.stdout.split()[0])
    finally:
        process.terminate()
        process.wait(timeout=30)
