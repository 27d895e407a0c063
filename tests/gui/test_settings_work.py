"""The settings that the window changes, with a real application behind it."""

import asyncio
import json

import pytest

from slipgui.app.paths import find_home
from slipgui.app.wiring import open_application
from slipgui.gui.bridge import Bridge


@pytest.fixture
def home(tmp_path):
    return find_home(tmp_path / "home")


@pytest.fixture
async def bridge(qapp, home, toy, monkeypatch):
    monkeypatch.setenv("SLIPGUI_API_KEY", toy.token)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    bridge = Bridge(home)
    async with open_application(home, {"api_url": toy.url}, bridge.publish) as application:
        bridge.attach(application)
        yield bridge
        await bridge.detach()


async def told(signal, begin):
    """What the signal tells first after something began."""
    heard = asyncio.get_running_loop().create_future()

    def take(*values):
        if not heard.done():
            heard.set_result(values[0] if len(values) == 1 else values)

    signal.connect(take)
    begin()
    async with asyncio.timeout(20):
        value = await heard
    signal.disconnect(take)
    return value


async def test_the_state_tells_what_is_in_force_and_who_holds_it(bridge, toy, home):
    state = await told(bridge.settings.state_read, bridge.settings.read)
    assert state.settings.api_url == toy.url
    assert state.held == {"api_url": ""}
    assert (state.key_place, state.service) == ("environment", "audioverify")
    assert state.folders["data"][0] == home.data


async def test_a_change_is_in_force_and_kept(bridge, home):
    settings = await told(bridge.settings.applied, lambda: bridge.settings.change("check_by_ear_below", 61))
    assert settings.check_by_ear_below == 61
    assert json.loads(home.settings_file.read_text(encoding="utf-8")) == {"check_by_ear_below": 61.0}
    settings = await told(bridge.settings.applied, lambda: bridge.settings.forget(["check_by_ear_below"]))
    assert settings.check_by_ear_below == 75


@pytest.mark.parametrize(("key", "value"), [("proxy", "ftp://x"), ("ca_file", "/no/such.pem")])
async def test_what_cannot_be_used_is_refused_and_the_file_is_as_before(bridge, home, key, value):
    if key == "ca_file":
        await told(bridge.settings.applied, lambda: bridge.settings.change("keep_awake", False))
    before = home.settings_file.read_text(encoding="utf-8") if home.settings_file.exists() else "{}"
    refused, error = await told(bridge.settings.refused, lambda: bridge.settings.change(key, value))
    assert (refused, error.context["key"]) == (key, key)
    after = home.settings_file.read_text(encoding="utf-8") if home.settings_file.exists() else "{}"
    assert json.loads(after) == json.loads(before)


async def test_the_key_is_tested(bridge, toy, monkeypatch):
    assert await told(bridge.settings.key_tested, bridge.settings.test_key) is None
    monkeypatch.setenv("SLIPGUI_API_KEY", "another")
    assert (await told(bridge.settings.key_tested, bridge.settings.test_key)).code == "authentication"
    state = await told(bridge.settings.state_read, bridge.settings.remove_key)
    assert state.key_place == ""
    assert (await told(bridge.settings.key_tested, bridge.settings.test_key)).context["reason"] == "missing"
