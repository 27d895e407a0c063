"""The first start: what the welcome decides, against a service on loopback, and when there is none."""

import asyncio
import json

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication
from support.toy_service import ToyService

from slipgui.gui.first_start import greet, is_first_start
from slipgui.gui.welcome import Welcome

KEY = "partner-key-4711"


class Bridge(QObject):
    """As much of the bridge as a welcome needs."""

    added = Signal(object)

    def __init__(self):
        super().__init__()
        self.closed = asyncio.Event()

    def add_music(self, paths):
        self.added.emit(paths)


@pytest.fixture
def service(monkeypatch, memory_keyring):
    with ToyService(token=KEY) as running:
        monkeypatch.setenv("SLIPGUI_API_URL", running.url)
        yield running


def during_greeting(home, window, act):
    """Greet, and do something while the welcome is there; whether it ended by itself."""

    async def run():
        bridge = Bridge()
        greeting = asyncio.create_task(greet(home, {}, bridge, window))

        async def until(condition):
            async with asyncio.timeout(20):
                while not condition() and not greeting.done():
                    QApplication.processEvents()
                    await asyncio.sleep(0.01)

        await until(lambda: window.findChild(Welcome) is not None)
        welcome = window.findChild(Welcome)
        await act(welcome, until, bridge)
        await asyncio.wait_for(greeting, 30)

    asyncio.run(run())
    QApplication.processEvents()


def settings_of(home):
    return json.loads(home.settings_file.read_text()) if home.settings_file.exists() else None


def test_a_key_is_tried_and_kept_with_the_service(qtbot, open_window, home, service, memory_keyring):
    async def act(welcome, until, _bridge):
        qtbot.keyClicks(welcome.key, "a-wrong-key")
        assert welcome.cards["audioverify"].isChecked()
        qtbot.keyClick(welcome, Qt.Key.Key_Return)
        await until(lambda: "Key refused" in welcome.note.text())
        assert (memory_keyring.kept, settings_of(home)) == ({}, None)
        welcome.key.setText(f" {KEY} ")
        welcome.start.click()

    during_greeting(home, open_window(), act)
    assert memory_keyring.kept == {("slipgui", "audioverify"): KEY}
    assert settings_of(home) == {"service": "audioverify"}
    assert service.paths("POST") == []  # it costs nothing


def test_this_computer_is_chosen_by_enter_alone(qtbot, open_window, home, memory_keyring):
    async def act(welcome, _until, _bridge):
        qtbot.keyClick(welcome, Qt.Key.Key_Return)

    during_greeting(home, open_window(), act)
    assert settings_of(home) == {"service": "local"}


@pytest.mark.parametrize("way", ["escape", "button", "end of the program"])
def test_looking_around_first_decides_nothing(qtbot, open_window, home, memory_keyring, way):
    async def act(welcome, _until, bridge):
        if way == "escape":
            qtbot.keyClick(welcome, Qt.Key.Key_Escape)
        elif way == "button":
            welcome.later.click()
        else:
            bridge.closed.set()

    window = open_window()
    during_greeting(home, window, act)
    assert settings_of(home) is None


def test_a_key_that_is_known_already_needs_no_welcome(open_window, home, memory_keyring):
    memory_keyring.kept["slipgui", "audioverify"] = KEY
    window = open_window()
    asyncio.run(greet(home, {}, Bridge(), window))
    assert window.findChild(Welcome) is None


def test_start_needs_a_key_for_audioverify_and_tab_stays_on_the_sheet(qtbot, open_window):
    window = open_window()
    welcome = Welcome(window, "Kept.")
    assert welcome.start.isEnabled()
    qtbot.mouseClick(welcome.cards["audioverify"], Qt.MouseButton.LeftButton)
    assert not welcome.start.isEnabled()
    for _ in range(12):
        welcome.focusNextPrevChild(True)
        assert welcome.isAncestorOf(window.focusWidget())


def test_the_welcome_is_as_large_as_its_window(qtbot, open_window):
    window = open_window()
    welcome = Welcome(window, "Kept.")
    window.resize(900, 640)
    qtbot.waitUntil(lambda: welcome.size() == window.size(), timeout=20_000)


@pytest.mark.parametrize(
    ("used", "flags", "environ", "is_first"),
    [
        (None, {}, {}, True),
        ("settings.json", {}, {}, False),
        ("window.json", {}, {}, False),
        ("journal.sqlite3", {}, {}, False),
        (None, {"service": "local"}, {}, False),
        (None, {"service": None, "send": "sound"}, {}, True),
        (None, {}, {"SLIPGUI_SERVICE": "local"}, False),
    ],
)
def test_only_a_new_home_without_a_decision_is_greeted(home, monkeypatch, used, flags, environ, is_first):
    monkeypatch.delenv("SLIPGUI_SERVICE", raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    if used is not None:
        home.data.mkdir(parents=True)
        (home.data / used).touch()
    assert is_first_start(home, flags) is is_first
