"""The running window without eyes and without a mouse: its accessibility tree over AT-SPI, and a tour by keys alone."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from support import xserver

pytest.importorskip("jeepney", reason="asks over D-Bus")  # before what needs it: Linux alone has it
from support.accessible_tree import (
    ENABLED,
    FOCUSABLE,
    FOCUSED,
    AccessibilityBus,
    Node,
    running_session_bus,
    why_not,
)
from support.cue_projects import make_project, make_sheet
from support.history_rows import filled_history
from support.tunes import write_tune
from support.xserver import ShownWindow, XServer

from slipgui.app.catalogue import CatalogueDesk
from slipgui.app.cue_project import project_file, save_project
from slipgui.app.paths import find_home

pytestmark = [pytest.mark.xvfb, pytest.mark.skipif(bool(why_not()), reason=why_not())]

BY_ARROWS = ("cell", "radio button", "list item", "label")
"""Roles of what the arrows reach once Tab has led there, and of text that is only selected."""
N_TABS = 80
"""More than any page has stops."""
MODELESS = {"Settings": "ctrl+comma", "User guide": "F1", "Log": "ctrl+shift+l"}
DIALOGS = {"Report a problem": "report a problem", "About Slipgui": "about"}
"""Titles, and what is written into the palette to open them."""


@dataclass
class Desk:
    """The running program, its keys, and what is told of it."""

    server: XServer
    shown: ShownWindow
    bus: AccessibilityBus
    folder: Path

    def key(self, *keys: str) -> Node | None:
        """Press keys; the node that has the focus then, if it moved."""
        return self.bus.focus_after(lambda: self.server.pointer("key", *keys))

    def press(self, *keys: str) -> None:
        """Press keys that need not move the focus."""
        self.server.pointer("key", *keys)

    def nodes(self, title: str = "Slipgui") -> list[Node]:
        """What is to be seen of a window."""
        return list(self.bus.tree(self.bus.window(title)))

    def open_programme(self, name: str) -> None:
        """Open a programme that was scanned before, on the page of cues."""
        self.press("ctrl+3")
        self.bus.wait_for_name("Slipgui", name)
        while (node := self.key("Tab")) is None or node.name != name:
            pass
        self.press("space")
        self.bus.wait_for_name("Slipgui", "Timeline of the programme")

    def tour(self, title: str = "Slipgui") -> tuple[set[str], set[str]]:
        """What Tab leads to in a window, and what of it takes the focus but is not reached."""
        reached = {node.address: node for node in self.nodes(title) if node.has(FOCUSED) and node.has(FOCUSABLE)}
        assert reached
        while len(reached) < N_TABS:
            node = self.key("Tab")
            if node is None or node.address in reached:
                break
            reached[node.address] = node
        names = {node.name for node in reached.values()}
        usable = [node for node in self.nodes(title) if node.has(FOCUSABLE) and node.has(ENABLED)]
        return names, {node.name for node in usable if node.role not in BY_ARROWS} - names

    def command(self, words: str) -> None:
        """Do what the palette finds for these words."""
        assert self.key("ctrl+k") is not None
        self.server.pointer("type", "--delay", "30", words)
        self.press("Return")

    def show_page(self, number: str) -> None:
        """Show a page of the main window, in front."""
        self.server.pointer("windowactivate", "--sync", self.shown.window_id)
        self.press(f"ctrl+{number}")
        name = {
            "1": "Search the queue",
            "2": "Search the history",
            "3": "Timeline of the programme",
            "4": "Search the catalogue",
            "5": "Name or source",
        }[number]
        self.bus.wait_for_name("Slipgui", name)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("everyone")
    home = find_home(folder / "home")
    tune = write_tune(folder / "Harbour Lights.wav", 1, 12.0)
    clip = Path(shutil.copy(tune, folder / "scene 104.wav"))
    save_project(project_file(home, clip), make_project(clip, make_sheet(4)))
    CatalogueDesk(home).add([tune], lambda _: None)
    with filled_history(home.journal_file) as history:
        history.add_examples()
    with (
        xserver.running_x_server(folder) as bare,
        running_session_bus(folder, bare.environment) as session,
    ):
        here = {"DBUS_SESSION_BUS_ADDRESS": session, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
        # an installed one would begin on this bus and ask for a password
        here["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
        server = replace(bare, environment=bare.environment | here)
        bus = AccessibilityBus(session)
        try:
            with xserver.running_slipgui(server, folder / "home", clip) as shown:
                server.pointer("windowactivate", "--sync", shown.window_id)
                bus.wait_for_name("Slipgui", "scene 104.wav, 12 seconds. In catalogue")
                desk = Desk(server, shown, bus, folder)
                desk.open_programme("scene 104")
                yield desk
        finally:
            bus.close()


def nameless(nodes: list[Node]) -> list[Node]:
    """Nodes that take the focus or show a value, and do not say what they are."""
    mute = ("", "unknown", "invalid")
    return [node for node in nodes if (node.has(FOCUSABLE) or node.is_valued) and (not node.name or node.role in mute)]


@pytest.mark.parametrize("page", ["1", "2", "3", "4", "5"])
def test_everything_on_a_page_that_takes_the_focus_or_shows_a_value_says_what_it_is(desk: Desk, page: str) -> None:
    desk.show_page(page)
    if page in "12":
        desk.press("Home", "ctrl+i")
    if page in "123":
        desk.bus.wait_for_name("Slipgui", "Close the details")
    nodes = desk.nodes()
    if page in "12":
        desk.press("ctrl+i")
    assert not nameless(nodes)
    assert len([node for node in nodes if node.has(FOCUSABLE)]) > (10 if page == "5" else 15)  # there are no voices yet


@pytest.mark.parametrize("title", MODELESS)
def test_so_does_everything_in_the_windows_beside_it(desk: Desk, title: str) -> None:
    desk.show_page("1")
    desk.press(MODELESS[title])
    nodes = desk.nodes(title)
    desk.press("Escape")
    assert not nameless(nodes)
    assert any(node.has(FOCUSABLE) for node in nodes)


def test_a_row_reads_as_one_sentence(desk: Desk) -> None:
    desk.show_page("1")
    row = desk.bus.wait_for_name("Slipgui", "scene 104.wav, 12 seconds. In catalogue: ", role="cell")
    assert "Score" in row.name


@pytest.mark.parametrize("page", ["1", "2", "3", "4", "5"])
def test_tab_reaches_everything_that_can_be_used(desk: Desk, page: str) -> None:
    desk.show_page(page)
    reached, missed = desk.tour()
    assert missed == set()
    assert all(reached)


@pytest.mark.parametrize("title", ["Settings", "Log"])  # in the guide it walks along the links of the page
def test_so_it_does_in_the_windows_beside_it(desk: Desk, title: str) -> None:
    desk.show_page("1")
    desk.press(MODELESS[title])
    desk.bus.window(title)
    reached, missed = desk.tour(title)
    desk.press("Escape")
    assert missed == set()
    assert all(reached)


@pytest.mark.parametrize("title", DIALOGS)
def test_dialogs_are_opened_used_and_left_by_keys(desk: Desk, title: str) -> None:
    desk.show_page("1")
    desk.command(DIALOGS[title])
    desk.bus.window(title)
    assert not nameless(desk.nodes(title))
    reached, missed = desk.tour(title)
    assert missed == set()
    assert all(reached)
    desk.press("Escape")
    desk.bus.wait_until_gone(title)


def test_tags_are_edited_and_left_by_keys(desk: Desk) -> None:
    desk.show_page("4")
    desk.key("ctrl+f")
    desk.key("Escape")
    desk.press("Home", "F2")
    desk.bus.wait_for_name("Slipgui", "Title", role="text")
    assert not nameless(desk.nodes())
    reached, missed = desk.tour()
    assert missed == set()
    assert {"Title", "Artist", "Album", "ISRC"} <= reached
    desk.press("Escape")


def test_the_small_window_says_what_it_is_for(desk: Desk) -> None:
    desk.show_page("1")
    desk.press("ctrl+shift+m")
    assert not nameless(desk.nodes("Drop clips here"))
    desk.show_page("1")
    desk.press("ctrl+shift+m")
    desk.bus.wait_until_gone("Drop clips here")


def test_regions_pages_and_windows_are_reached_by_their_keys(desk: Desk) -> None:
    desk.show_page("1")
    regions = [desk.key("F6") for _ in range(3)]
    assert len({node.address for node in regions if node is not None}) == 3
    search = desk.key("ctrl+f")
    assert search is not None
    assert (search.role, search.name) == ("text", "Search the queue")
    back = desk.key("Escape")
    assert back is not None
    assert back.role in ("table", "cell")
    palette = desk.key("ctrl+k")
    assert palette is not None
    assert palette.role == "text"
    desk.server.pointer("type", "--delay", "30", "history")
    assert desk.key("Return") is not None
    assert desk.bus.checked("Slipgui", "radio button") >= {"History"}


def test_menus_open_without_a_mouse(desk: Desk) -> None:
    desk.show_page("1")
    desk.key("ctrl+f")  # the window has the keys again, whatever was closed before
    desk.key("Escape")
    window = desk.bus.window("Slipgui")
    with desk.bus.held_registry():  # as slow as that of a busy machine
        desk.press("alt+f")
        desk.bus.wait_for_name(window, "Add clips…", role="menu item")
    desk.bus.settle("Slipgui")
    assert desk.bus.wait_for_name("Slipgui", "Add clips…", role="menu item")
    desk.press("Escape", "Escape")


def test_a_clip_is_removed_and_brought_back_without_a_mouse(desk: Desk) -> None:
    desk.show_page("1")
    before = desk.bus.wait_for_name("Slipgui", "Queue, ", role="radio button").name
    desk.key("ctrl+f")
    desk.key("Escape")
    desk.press("Home", "Delete")
    assert desk.bus.wait_for_name("Slipgui", "1 clip removed from the queue")
    desk.press("ctrl+z")
    assert desk.bus.wait_for_name("Slipgui", before)


def test_what_happens_is_announced(desk: Desk) -> None:
    desk.show_page("1")
    desk.key("ctrl+f")
    desk.key("Escape")
    assert desk.bus.announced_after(lambda: desk.press("Home", "Delete"), "1 clip removed from the queue")
    desk.press("ctrl+z")
    assert desk.bus.announced_after(lambda: desk.press("ctrl+shift+p"), "Paused")
    desk.press("ctrl+shift+p")


def test_a_clip_that_a_later_start_brings_is_recognised_in_the_window_and_its_end_announced(desk: Desk) -> None:
    desk.show_page("4")
    clip = Path(shutil.copy(desk.folder / "scene 104.wav", desk.folder / "scene 105.wav"))
    command = [sys.executable, "-m", "slipgui", "--home", str(desk.folder / "home"), str(clip)]

    def start() -> None:
        subprocess.run(command, env=desk.server.environment, check=True, timeout=60)

    assert desk.bus.announced_after(start, "1 clip identified")
    desk.show_page("1")
    assert desk.bus.wait_for_name("Slipgui", "scene 105.wav, 12 seconds. In catalogue", role="cell")
