"""A keyring that asks a person for its password, or stays locked: what the window says of it, and what goes on once it is open."""

import asyncio

import pytest
from support.faulty_pyannote import KEY, FaultyPyannote
from support.pyannote_contract import EmulatedJob
from support.queue_events import added

from slipgui.app.voice_library import VoiceLibrary, VoiceOrigin
from slipgui.app.wiring import open_application
from slipgui.core.errors import AuthenticationError
from slipgui.core.events import ServicePaused
from slipgui.gui.bridge import Bridge

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager to tell


@pytest.fixture
def window(open_window):
    return open_window()


def test_while_the_keyring_asks_for_its_password_the_card_says_so(window):
    card = window.sidebar.service_card
    window.show_keyring_wait(True)
    assert card.accessibleName() == "Recognition service: System keyring, Password wanted"
    window.set_service("AudioVerify", "Key known", True)
    assert "Password wanted" in card.accessibleName()
    window.show_keyring_wait(False)
    assert card.accessibleName() == "Recognition service: AudioVerify, Key known"


def test_a_locked_keyring_that_holds_clips_up_is_unlocked_from_the_banner(window, wishes):
    window.on_event(added("a"))
    window.on_event(ServicePaused(AuthenticationError("no API key is known", service="audioverify", reason="locked")))
    (unlock,) = (button for button in window.banner.buttons if button.text() == "Unlock…")
    unlock.click()
    assert wishes.asked[-1] == ("unlock",)


@pytest.fixture
async def ordered(qapp, home, memory_keyring, monkeypatch):
    """A bridge over a home whose last run ordered a voice; its key lies in a keyring."""
    memory_keyring.kept["slipgui", "pyannote"] = KEY
    monkeypatch.delenv("SLIPGUI_PYANNOTE_KEY", raising=False)
    with FaultyPyannote() as service:
        service.contract.jobs["job-1"] = EmulatedJob("job-1", {"voiceprint": "aGVsbG8"})
        monkeypatch.setenv("SLIPGUI_PYANNOTE_URL", service.url)
        VoiceLibrary(home).note_job("job-1", VoiceOrigin("Ordered", "/gone.wav", None))
        bridge = Bridge(home)
        async with open_application(home, {"service": "local"}, bridge.publish) as application:
            bridge.attach(application)
            yield bridge
            await bridge.detach()


async def until(is_so):
    async with asyncio.timeout(20):
        while not is_so():
            await asyncio.sleep(0.01)


async def test_a_voice_that_was_ordered_is_fetched_at_the_start_whatever_page_is_shown(home, ordered):
    told = []
    ordered.voices_ordered.connect(lambda: told.append("ordered"))
    ordered.voices.fetched.connect(lambda made: told.append(made.voice.label))
    ordered.resume()
    await until(lambda: told == ["ordered", "Ordered"])
    assert [voice.label for voice in VoiceLibrary(home).voices()] == ["Ordered"]


async def test_a_voice_that_was_ordered_is_fetched_as_soon_as_the_keyring_is_unlocked(home, ordered, memory_keyring):
    memory_keyring.is_locked = True
    told = []
    ordered.voices.key_read.connect(lambda *key: told.append(key))
    ordered.voices.fetched.connect(lambda made: told.append(made.voice.label))
    ordered.resume()
    await until(lambda: told == [(False, True)])
    memory_keyring.is_locked = False
    ordered.settings.unlock_keyring()
    await until(lambda: told == [(False, True), (True, False), "Ordered"])
    assert VoiceLibrary(home).pending() == []
