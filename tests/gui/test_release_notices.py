"""The question whether to look for newer releases, and what is told of them: the window over a real application."""

import asyncio
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QMessageBox
from support.opened_folders import opened_pages
from support.release_folder import DOCUMENT, PAGE, release_folder

from slipgui.app.settings_file import read_settings_file, save_setting
from slipgui.app.updates import Updates
from slipgui.app.wiring import open_application
from slipgui.core.events import PauseReason, QueuePaused, QueueUnpaused
from slipgui.gui.bridge import Bridge
from slipgui.gui.release_notices import ReleaseNotices
from slipgui.services.http import Network

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "propagateSizeHints")


@pytest.fixture
def folder():
    with release_folder() as folder:
        folder.announce("99.0.0")
        yield folder


@pytest.fixture
async def running(home, folder, open_window, monkeypatch):
    """A window over an application, begun as the program begins it; with another key: "None" for a build without."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    bridges = []

    async def begin(public_key=folder.public_key):
        bridge = Bridge(home)
        updates = Updates(home.release_file, public_key, folder.url, Network)
        bridge.attach(replace(application, updates=updates))
        bridges.append(bridge)
        window = open_window(bridge)
        ReleaseNotices(window, bridge.releases, bridge.settings)
        await told(bridge.releases.told, bridge.releases.begin)
        return bridge, window

    async with open_application(home, {"service": "local"}, lambda event: None) as application:
        yield begin
        for bridge in bridges:
            await bridge.detach()


async def told(signal, begin):
    """What the signal tells first after something began."""
    heard = asyncio.get_running_loop().create_future()

    def take(value):
        if not heard.done():
            heard.set_result(value)

    signal.connect(take)
    begin()
    async with asyncio.timeout(60):
        value = await heard
    signal.disconnect(take)
    return value


def press(window, text):
    next(button for button in window.banner.buttons if button.text() == text).click()


async def test_nobody_is_asked_before_the_user_agreed_and_the_user_only_once(running, folder, home):
    bridge, window = await running()
    assert window.banner.text.startswith("Look for newer releases?")
    assert folder.asked == []
    await told(bridge.releases.told, lambda: press(window, "No"))
    assert window.banner.isHidden()
    assert read_settings_file(home.settings_file)["look_for_releases"] is False

    _, window = await running()
    assert window.banner.isHidden()
    assert folder.asked == []


async def test_who_agrees_is_told_at_once_and_at_the_next_start_without_asking(running, folder):
    bridge, window = await running()
    state = await told(bridge.releases.told, lambda: press(window, "Look daily"))
    assert state.newer.version == "99.0.0"
    assert window.banner.text.startswith("Slipgui 99.0.0 is there since Tuesday, ")
    assert "December" in window.banner.text  # no day and month that can be taken for each other
    n_asked = len(folder.asked)

    _, window = await running()
    assert window.banner.text.startswith("Slipgui 99.0.0 is there since ")
    window.help.show_about()
    assert "Slipgui 99.0.0 is there since " in window.findChild(QMessageBox).informativeText()
    assert len(folder.asked) == n_asked == 2


async def test_its_page_is_opened_and_it_is_not_told_again_once_closed(running, home):
    save_setting(home.settings_file, "look_for_releases", value=True)
    bridge, window = await running()

    with opened_pages() as pages:
        press(window, "What is new")
    assert pages == [PAGE]
    await told(bridge.releases.told, lambda: press(window, "Close"))
    assert window.banner.isHidden()
    _, window = await running()
    assert window.banner.isHidden()
    window.help.show_about()  # here it is still told
    assert "Slipgui 99.0.0" in window.findChild(QMessageBox).informativeText()


async def test_what_holds_the_queue_is_more_important(running):
    _, window = await running()
    window.on_event(QueuePaused(PauseReason.USER))
    assert window.banner.text.startswith("Paused by you.")
    window.on_event(QueueUnpaused())
    assert window.banner.text.startswith("Look for newer releases?")


async def test_a_wrong_signature_is_told_and_no_release(running, folder, home):
    save_setting(home.settings_file, "look_for_releases", value=True)
    folder.files[DOCUMENT] += b" "
    _, window = await running()
    assert window.banner.isHidden()
    assert window.toast.text.startswith("The announcement of a release is not to be believed")


async def test_without_an_answer_nothing_is_said(running, folder, home):
    save_setting(home.settings_file, "look_for_releases", value=True)
    folder.files = {}
    _, window = await running()
    assert window.banner.isHidden()
    assert not window.toast.isVisible()


async def test_a_build_without_a_key_neither_asks_nor_looks(running, folder, home):
    bridge, window = await running(public_key=None)
    assert window.banner.isHidden()
    state = await told(bridge.settings.state_read, bridge.settings.read)
    assert not state.can_look_for_releases
    save_setting(home.settings_file, "look_for_releases", value=True)
    await running(public_key=None)
    assert folder.asked == []


async def test_the_question_follows_the_language(running, qapp):
    from slipgui.gui.language import speak

    _, window = await running()
    speak(qapp, "de")
    try:
        window.speak_anew()
        assert window.banner.text.startswith("Nach neuen Versionen sehen?")
    finally:
        speak(qapp, "en")
