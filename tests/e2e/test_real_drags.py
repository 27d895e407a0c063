"""Real drags between two programs on a real X server: pointer, window manager, XDND, and no event made by hand."""

import json
import os
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from support import xserver
from support.tunes import write_tune
from support.xserver import Program, ShownWindow, XServer

from slipgui.app.catalogue import CatalogueDesk
from slipgui.app.paths import find_home

pytestmark = [pytest.mark.xvfb, pytest.mark.skipif(not xserver.is_available(), reason="Xvfb is not installed")]

SUPPORT = Path(xserver.__file__).parent
SOURCE_PLACE = [40, 60, 160, 120]
HOST_PLACE = ["420", "80", "760", "560"]


@pytest.fixture(scope="module")
def display(tmp_path_factory: pytest.TempPathFactory) -> Iterator[XServer]:
    with xserver.running_x_server(tmp_path_factory.mktemp("x")) as server:
        yield server


@pytest.fixture(scope="module")
def window(display: XServer) -> Iterator[Program]:
    with xserver.running_program(display, SUPPORT / "drop_host.py", HOST_PLACE) as program:
        yield program


MakeSource = Callable[..., AbstractContextManager[Program]]


@pytest.fixture
def source(display: XServer) -> MakeSource:
    def start(mime: dict[str, str], actions: Sequence[str] = ("copy",)) -> AbstractContextManager[Program]:
        offer = {"mime": mime, "actions": list(actions), "place": SOURCE_PLACE}
        return xserver.running_program(display, SUPPORT / "drag_source.py", [json.dumps(offer)])

    return start


def pick_up(display: XServer, program: Program) -> None:
    x, y = program.middle()
    display.move(x, y)
    display.pointer("mousedown", 1)
    display.move(x + 30, y + 10)
    program.wait_for(lambda line: "began" in line)


def carry_over(display: XServer, window: Program | ShownWindow) -> None:
    x, y = window.middle()
    for step in (-60, -20, 0, 8):  # beside the middle, where the second target may be
        display.move(x - 120 + step, y + step // 4)


def let_go(display: XServer) -> None:
    display.pointer("mouseup", 1)


def drag(display: XServer, program: Program, window: Program) -> None:
    pick_up(display, program)
    carry_over(display, window)
    window.wait_for(lambda line: bool(line.get("shown")))
    let_go(display)


def is_counted(line: dict[str, Any]) -> bool:
    shown = line.get("shown")
    return bool(shown) and "counting" not in shown["sentence"]


def touch(folder: Path, *names: str) -> list[Path]:
    paths = [folder / name for name in names]
    for path in paths:
        path.write_bytes(b"x" * 1000)
    return paths


def url_list(*paths: Path) -> dict[str, str]:
    return {"text/uri-list": "\r\n".join(path.as_uri() for path in paths) + "\r\n"}


def test_several_files_with_difficult_names_arrive_as_they_are(
    display: XServer, window: Program, source: MakeSource, tmp_path: Path
) -> None:
    clips = touch(tmp_path, "take#3 100%.mov", "夜の港_予告編.mov", "Gürtel.mp4")
    with source(url_list(*clips)) as program:
        drag(display, program, window)
        told = window.wait_for(lambda line: "dropped" in line)
        assert told["dropped"] == [str(path) for path in clips]
        assert program.wait_for(lambda line: "ended" in line)["ended"] == "CopyAction"


def test_the_window_says_how_many_clips_a_folder_holds_before_the_release(
    display: XServer, window: Program, source: MakeSource, tmp_path: Path
) -> None:
    folder = tmp_path / "Selects"
    folder.mkdir()
    touch(folder, "a.mov", "b.mov", "notes.txt")
    with source(url_list(folder)) as program:
        pick_up(display, program)
        carry_over(display, window)
        told = window.wait_for(lambda line: is_counted(line) and bool(line["shown"]["facts"].endswith("kB")))
        assert told["shown"]["headline"] == "Let go to add 2 clips"
        assert told["shown"]["facts"] == "1 folder · 2 kB"
        assert told["covers"] is True
        let_go(display)
        assert window.wait_for(lambda line: "dropped" in line)["dropped"] == [str(folder)]


def test_a_thing_that_is_no_clip_is_refused_with_the_reason_on_the_screen_and_after_it(
    display: XServer, window: Program, source: MakeSource, tmp_path: Path
) -> None:
    with source(url_list(*touch(tmp_path, "cut.prproj"))) as program:
        pick_up(display, program)
        carry_over(display, window)
        shown = window.wait_for(is_counted)["shown"]
        assert shown["verdict"] == "refused"
        assert shown["reasons"][0]["name"] == "cut.prproj"
        carry_over(display, window)
        let_go(display)
        told = window.wait_for(lambda line: "toast" in line or "dropped" in line)
        assert "cut.prproj – A project" in told["toast"]
        assert told["is_toast_visible"] is True
        assert told["covers"] is False
        assert program.wait_for(lambda line: "ended" in line)["ended"] == "IgnoreAction"


def test_clips_among_other_things_are_taken_and_the_others_named(
    display: XServer, window: Program, source: MakeSource, tmp_path: Path
) -> None:
    clip, _ = paths = touch(tmp_path, "a.mov", "notes.txt")
    mime = {"text/uri-list": "\n".join([*(path.as_uri() for path in paths), "https://review.example/v/8812"])}
    with source(mime) as program:
        pick_up(display, program)
        carry_over(display, window)
        shown = window.wait_for(is_counted)["shown"]
        assert (shown["verdict"], shown["headline"]) == ("partly", "Let go to add 1 of 3")
        let_go(display)
        told = window.wait_for(lambda line: "dropped" in line)
        assert str(clip) in told["dropped"]
        assert told["refused"] == ["https://review.example/v/8812"]


@pytest.mark.parametrize("key", [None, "shift", "ctrl"])
def test_a_source_that_would_move_gets_the_answer_copy_whatever_key_is_held(
    display: XServer, window: Program, source: MakeSource, tmp_path: Path, key: str | None
) -> None:
    (clip,) = touch(tmp_path, "a.mov")
    with source(url_list(clip), ("copy", "move")) as program:
        pick_up(display, program)
        if key:
            display.pointer("keydown", key)
        try:
            carry_over(display, window)
            window.wait_for(lambda line: bool(line.get("shown")))
            let_go(display)
            assert window.wait_for(lambda line: "dropped" in line)["dropped"] == [str(clip)]
        finally:
            if key:
                display.pointer("keyup", key)
        assert program.wait_for(lambda line: "ended" in line)["ended"] == "CopyAction"
    assert clip.exists()


def test_a_source_that_only_moves_is_refused_and_told_why(
    display: XServer, window: Program, source: MakeSource, tmp_path: Path
) -> None:
    (clip,) = touch(tmp_path, "a.mov")
    with source(url_list(clip), ("move",)) as program:
        drag(display, program, window)
        told = window.wait_for(lambda line: "toast" in line or "dropped" in line)
        assert told["toast"].startswith("This program only offers to move the file")
        assert program.wait_for(lambda line: "ended" in line)["ended"] == "IgnoreAction"
    assert clip.exists()


def test_paths_dragged_as_text_are_clips_even_over_the_search_field(
    display: XServer, window: Program, source: MakeSource, tmp_path: Path
) -> None:
    clips = touch(tmp_path, "a b.mov", "夜.mov")
    with source({"text/plain": "\n".join(str(path) for path in clips)}) as program:
        pick_up(display, program)
        x, y = window.middle()
        top = y - 560 // 2 + 40
        for step in (-30, 0, 12):
            display.move(x + step, top)
        window.wait_for(is_counted)
        let_go(display)
        told = window.wait_for(lambda line: "dropped" in line)
        assert told["dropped"] == [str(path) for path in clips]
        assert told["field"] == ""


def test_a_drag_that_leaves_again_brings_nothing(
    display: XServer, window: Program, source: MakeSource, tmp_path: Path
) -> None:
    left, kept = touch(tmp_path, "left.mov", "kept.mov")
    with source(url_list(left)) as program:
        pick_up(display, program)
        carry_over(display, window)
        window.wait_for(lambda line: bool(line.get("shown")))
        display.move(20, 780)
        assert window.wait_for(lambda line: "shown" in line and line["shown"] is None)["covers"] is False
        let_go(display)
        program.wait_for(lambda line: "ended" in line)
    with source(url_list(kept)) as program:
        drag(display, program, window)
        assert window.wait_for(lambda line: "dropped" in line)["dropped"] == [str(kept)]


def queued_paths(home: Path) -> list[str]:
    """The clips in the journal, as soon as there are any."""
    deadline_s = time.monotonic() + 30
    pause = threading.Event()
    while time.monotonic() < deadline_s:
        for file in home.rglob("journal.sqlite3"):
            connection = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)
            try:
                rows = connection.execute(
                    "SELECT path FROM recognitions WHERE removed_at IS NULL ORDER BY position"
                ).fetchall()
            except sqlite3.OperationalError:  # not made yet
                rows = []
            finally:
                connection.close()
            if rows:
                return [os.fsdecode(path) for (path,) in rows]
        pause.wait(0.05)
    raise AssertionError("no clip came into the queue")


def test_the_real_program_queues_what_is_dropped_on_it(display: XServer, source: MakeSource, tmp_path: Path) -> None:
    clips = touch(tmp_path, "take#3.mov", "夜の港.mov")
    home = tmp_path / "home"
    with xserver.running_slipgui(display, home) as shown, source(url_list(*clips), ("copy", "move")) as program:
        pick_up(display, program)
        carry_over(display, shown)
        program.wait_for(lambda line: line.get("answered") == "CopyAction")
        let_go(display)
        assert program.wait_for(lambda line: "ended" in line)["ended"] == "CopyAction"
        assert queued_paths(home) == [str(path) for path in clips]


def queued_in_order(home: Path, expected: Sequence[Path]) -> bool:
    """Whether the clips come to stand in this order."""
    wanted, pause = [str(path) for path in expected], threading.Event()
    deadline_s = time.monotonic() + 30
    while queued_paths(home) != wanted and time.monotonic() < deadline_s:
        pause.wait(0.1)
    return queued_paths(home) == wanted


FIRST_ROW_Y, ROW_HEIGHT = 148, 56
"""The upper half of the first row, below the upper edge of the window."""
FIRST_HISTORY_ROW_Y = 190
"""The first row below the head of its day."""


def test_a_row_of_the_real_program_is_dragged_to_another_place(display: XServer, tmp_path: Path) -> None:
    clips = touch(tmp_path, "a.mov", "b.mov", "c.mov")
    home = tmp_path / "home"
    with xserver.running_slipgui(display, home) as shown:
        later = [sys.executable, "-m", "slipgui", "--home", str(home), *map(str, clips)]
        assert queued_after(later, display, home) == [str(path) for path in clips]
        display.pointer("windowactivate", "--sync", shown.window_id)
        left, top = shown.corner()
        x, y = left + 400, top + FIRST_ROW_Y
        display.move(x, y + 2 * ROW_HEIGHT)
        display.pointer("mousedown", 1)
        for step in (20, ROW_HEIGHT, 2 * ROW_HEIGHT - 4, 2 * ROW_HEIGHT):
            display.move(x + 10, y + 2 * ROW_HEIGHT - step)
        let_go(display)
        assert queued_in_order(home, [clips[2], clips[0], clips[1]])
        display.pointer("key", "alt+Down")
        assert queued_in_order(home, [clips[0], clips[2], clips[1]])
        display.pointer("key", "Delete")
        assert queued_in_order(home, [clips[0], clips[1]])
        display.pointer("key", "ctrl+z")
        assert queued_in_order(home, [clips[0], clips[2], clips[1]])


def wait_for_ends(home: Path, n_clips: int) -> None:
    """Until so many clips have an outcome."""
    deadline_s, pause = time.monotonic() + 30, threading.Event()
    (file,) = home.rglob("journal.sqlite3")
    connection = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)
    question = "SELECT count(*) FROM recognitions WHERE finished_at IS NOT NULL"
    while connection.execute(question).fetchone()[0] < n_clips:
        assert time.monotonic() < deadline_s
        pause.wait(0.1)
    connection.close()


def drag_out(display: XServer, window: Program, x: int, y: int) -> list[str]:
    """Drag what is at a place of the screen onto the other program; the files it gets."""
    display.move(x, y)
    display.pointer("mousedown", 1)
    for step in (6, 20, 40):
        display.move(x + step, y)
    carry_over(display, window)
    window.wait_for(is_counted)
    let_go(display)
    dropped: list[str] = window.wait_for(lambda line: "dropped" in line)["dropped"]
    return dropped


def test_rows_of_the_real_program_are_dragged_into_another_one_as_files(display: XServer, tmp_path: Path) -> None:
    clips = touch(tmp_path, "take#3 夜.mov", "b.mov")
    for clip in clips:
        os.utime(clip, (1e9, 1e9))  # nobody waits for the file to rest
    home, beside = tmp_path / "home", ["860", "80", "400", "560"]
    with (
        xserver.running_slipgui(display, home) as shown,
        xserver.running_program(display, SUPPORT / "drop_host.py", beside) as other,
    ):
        later = [sys.executable, "-m", "slipgui", "--home", str(home), *map(str, clips)]
        assert queued_after(later, display, home) == [str(path) for path in clips]
        for order in (["windowsize", 820, 700], ["windowmove", 0, 0], ["windowactivate"]):
            display.pointer(order[0], "--sync", shown.window_id, *order[1:])
        wait_for_ends(home, 2)
        display.pointer("key", "ctrl+2", "ctrl+1")  # the history is read while rows of the queue are dragged
        left, top = shown.corner()
        assert drag_out(display, other, left + 260, top + FIRST_ROW_Y) == [str(clips[0])]
        display.pointer("windowactivate", "--sync", shown.window_id, "key", "ctrl+a")
        assert drag_out(display, other, left + 260, top + FIRST_ROW_Y) == [str(path) for path in clips]
        display.pointer("windowactivate", "--sync", shown.window_id, "key", "ctrl+2")
        assert drag_out(display, other, left + 260, top + FIRST_HISTORY_ROW_Y)[0] in [str(path) for path in clips]
        assert queued_paths(home) == [str(path) for path in clips]


def queued_after(command: Sequence[str], display: XServer, home: Path) -> list[str]:
    """The clips in the journal after a later start handed some to the open window."""
    n_clips = len(command) - 5
    subprocess.run(command, env=display.environment, check=True, timeout=60)
    pause = threading.Event()
    while len(found := queued_paths(home)) < n_clips:
        pause.wait(0.1)
    return found


def learned_files(home: Path, count: int) -> set[str]:
    """The files of the catalogue, as soon as there are so many."""
    deadline_s = time.monotonic() + 60
    pause = threading.Event()
    desk = CatalogueDesk(find_home(home))
    while time.monotonic() < deadline_s:
        if desk.n_tracks() >= count:
            return {track["file"] for track in desk.tracks()}
        pause.wait(0.2)
    raise AssertionError("nothing was learned")


def test_the_real_program_learns_what_is_dropped_on_its_catalogue(
    display: XServer, source: MakeSource, tmp_path: Path
) -> None:
    music = tmp_path / "Library #2"
    music.mkdir()
    for seed in (1, 2):
        write_tune(music / f"tune {seed} 夜.wav", seed, 6.0)
    touch(music, "notes.txt")
    home = tmp_path / "home"
    with xserver.running_slipgui(display, home) as shown, source(url_list(music), ("copy", "move")) as program:
        display.pointer("windowfocus", "--sync", shown.window_id)
        display.pointer("key", "ctrl+4")
        pick_up(display, program)
        carry_over(display, shown)
        program.wait_for(lambda line: line.get("answered") == "CopyAction")
        let_go(display)
        assert program.wait_for(lambda line: "ended" in line)["ended"] == "CopyAction"
        assert learned_files(home, 2) == {str(file) for file in music.glob("*.wav")}
