"""The settings that the window changes, with a real application behind it."""

import asyncio
import json
from dataclasses import replace
from threading import Event

import keyring
import keyring.backends.null
import pytest

from slipgui.app.paths import find_home
from slipgui.app.secrets import Secrets
from slipgui.app.wiring import open_application
from slipgui.core.profile import Profile
from slipgui.gui.bridge import Bridge


@pytest.fixture
def home(tmp_path):
    return find_home(tmp_path / "home")


@pytest.fixture
def no_keyring():
    before = keyring.get_keyring()
    keyring.set_keyring(keyring.backends.null.Keyring())
    yield
    keyring.set_keyring(before)


@pytest.fixture
async def bridge(qapp, home, toy, no_keyring, monkeypatch):
    monkeypatch.setenv("SLIPGUI_API_KEY", toy.token)
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
    assert (state.key_places["audioverify"], state.service) == ("environment", "audioverify")
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
    work = bridge.settings

    async def tested():
        owner, error = await told(work.key_tested, lambda: work.test_key("audioverify"))
        assert owner == "audioverify"
        return error

    assert await tested() is None
    monkeypatch.setenv("SLIPGUI_API_KEY", "another")
    assert (await tested()).code == "authentication"
    state = await told(work.state_read, lambda: work.remove_key("audioverify"))
    assert state.key_places["audioverify"] == ""
    assert (await tested()).context["reason"] == "missing"


async def test_a_test_of_the_key_that_goes_wrong_ends_too(bridge, monkeypatch):
    async def go_wrong(*_: object) -> bool:
        raise RuntimeError("a bug")

    monkeypatch.setattr("slipgui.app.service_trial.profile_answers", go_wrong)
    _, error = await told(bridge.settings.key_tested, lambda: bridge.settings.test_key("audioverify"))
    assert error.code == "internal"


async def test_a_key_that_no_keyring_takes_lies_in_a_file_and_counts_at_once(bridge, home, toy):
    work = bridge.settings
    await told(work.state_read, lambda: work.remove_key("audioverify"))
    assert bridge._application.service == "local"
    state = await told(work.state_read, lambda: work.enter_key(f" {toy.token}\n"))
    assert (state.key_places["audioverify"], state.keyring, state.service) == ("file", "", "audioverify")
    assert state.keys_file.stat().st_mode & 0o777 == 0o600
    assert bridge._application.hindrance == ""


async def test_the_keys_of_a_keyring_that_is_unlocked_count_at_once(bridge, toy, memory_keyring):
    work = bridge.settings
    await told(work.state_read, lambda: work.remove_key("audioverify"))
    memory_keyring.kept["slipgui", "audioverify"] = toy.token
    memory_keyring.is_locked = True
    state = await told(work.state_read, work.unlock_keyring)
    assert (state.key_places["audioverify"], state.is_locked, state.service) == ("", True, "local")
    await told(work.applied, lambda: work.change("service", "audioverify"))
    assert await told(bridge.service, bridge.show_service) == ("audioverify", 0, "locked")
    memory_keyring.is_locked = False
    state = await told(work.state_read, work.unlock_keyring)
    assert (state.key_places["audioverify"], state.is_locked, state.service) == ("keyring", False, "audioverify")
    assert bridge._application.hindrance == ""


async def test_it_is_told_while_the_keyring_asks_for_its_password(qapp, bridge, memory_keyring, monkeypatch):
    is_answered, told_waits = Event(), []
    monkeypatch.setattr(memory_keyring, "get_password", lambda *_: None if is_answered.wait(60) else "")
    bridge.settings.keyring_waits.connect(told_waits.append)

    async def until(is_waiting):  # told last: on a busy machine a question that is answered at once may be told, too
        async with asyncio.timeout(20):
            while told_waits[-1:] != [is_waiting] or bridge.settings.waits_for_keyring is not is_waiting:
                qapp.processEvents()  # it is told in the thread that waits
                await asyncio.sleep(0.01)

    bridge.settings.unlock_keyring()
    await until(True)
    is_answered.set()
    await until(False)


async def test_a_key_that_lay_in_a_file_counts_no_more_once_removed_though_the_keyring_is_locked(
    bridge, toy, memory_keyring
):
    work = bridge.settings
    memory_keyring.is_locked = True
    state = await told(work.state_read, lambda: work.enter_key(toy.token))
    assert (state.key_places["audioverify"], state.service) == ("file", "audioverify")
    _, error = await told(work.key_tested, lambda: work.remove_key("audioverify"))
    assert error.context["reason"] == "locked"
    assert bridge._application.service == "local"


async def test_an_account_is_added_with_its_log_in_and_removed_with_its_key(bridge, home):
    work, added = bridge.settings, Profile("agency", "Agency", "https://agency.example", "http://p.example:1")
    state = await told(work.state_read, lambda: work.save_profile(added, ("mira", "geheim")))
    assert state.settings.profiles[1] == added
    assert state.proxy_users == {"agency": "mira"}
    await told(work.state_read, lambda: work.enter_key("agency-key", "agency"))
    refused, error = await told(work.refused, lambda: work.save_profile(replace(added, id="other"), None))
    assert (refused, error.context["why"]) == ("profiles", "each account must have a name of its own")
    assert "geheim" not in home.settings_file.read_text(encoding="utf-8")
    state = await told(work.state_read, lambda: work.remove_profile("agency"))
    assert [one.id for one in state.settings.profiles] == ["audioverify"]
    assert json.loads(state.keys_file.read_text(encoding="utf-8")) == {}


async def test_the_log_in_for_the_proxy_of_all_is_kept_and_forgotten(bridge, home):
    work = bridge.settings
    state = await told(work.state_read, lambda: work.keep_proxy_login(("mira", "ge:heim")))
    assert state.proxy_users == {"": "mira"}
    assert Secrets(home).find_proxy_login() == ("mira", "ge:heim")
    state = await told(work.state_read, lambda: work.keep_proxy_login(("", "")))
    assert state.proxy_users == {}


async def test_settings_of_a_file_are_in_force_and_what_is_not_taken_is_told(bridge, home, tmp_path):
    source = tmp_path / "in.json"
    source.write_text('{"check_by_ear_below": 61, "hologram": 1}', encoding="utf-8")
    imported = await told(bridge.settings.imported, lambda: bridge.settings.take_over(source))
    assert (imported.taken, imported.unknown) == (("check_by_ear_below",), ("hologram",))
    assert bridge._application.settings_in_force.read().check_by_ear_below == 61
    name = await told(bridge.settings.exported, lambda: bridge.settings.export(tmp_path / "out.json"))
    assert name == "out.json"
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8")) == {"check_by_ear_below": 61.0}


async def test_settings_that_cannot_be_in_force_are_taken_back_whole(bridge, home, tmp_path):
    await told(bridge.settings.applied, lambda: bridge.settings.change("theme", "light"))
    source = tmp_path / "in.json"
    source.write_text(json.dumps({"theme": "dark", "ca_file": str(tmp_path / "nowhere.pem")}), encoding="utf-8")
    name, why = await told(bridge.settings.not_exchanged, lambda: bridge.settings.take_over(source))
    assert (name, why.context["key"]) == ("in.json", "ca_file")
    assert json.loads(home.settings_file.read_text(encoding="utf-8")) == {"theme": "light"}
    name, why = await told(bridge.settings.not_exchanged, lambda: bridge.settings.take_over(tmp_path / "gone.json"))
    assert name == "gone.json"
    assert "No such file" in why
