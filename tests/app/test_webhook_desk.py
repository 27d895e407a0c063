"""The receiver that the work on voices shares, and whether what is sent to its public address comes in: real https, real sockets."""

import json
import socket

import pytest
from support.fault_server import answer
from support.forwarder import Forwarder

from slipgui.app.doctor import examine
from slipgui.app.paths import find_home
from slipgui.app.settings_file import save_settings
from slipgui.app.webhook_desk import WebhookDesk
from slipgui.app.wording import explain
from slipgui.core.errors import ServiceError, SettingsError, WebhookError
from slipgui.core.settings import Settings, with_value

SECRET = "whsec-77aa-1234"


@pytest.fixture
def public(tmp_path):
    with Forwarder(tmp_path) as running:
        yield running


@pytest.fixture
def home(tmp_path, public, monkeypatch):
    monkeypatch.setenv("SLIPGUI_PYANNOTE_WEBHOOK_SECRET", SECRET)
    home = find_home(tmp_path / "home")
    ca_file, url = str(public.trust_file), public.address
    save_settings(home.settings_file, {"webhook_url": url, "webhook_port": public.port_here, "ca_file": ca_file})
    return home


@pytest.fixture
def desk(home):
    desk = WebhookDesk(home, {})
    desk.states = []
    desk.on_state = desk.states.append
    return desk


async def test_a_delivery_sent_to_the_public_address_comes_in(desk, public):
    await desk.try_out()
    (request,) = public.requests
    assert SECRET.encode() not in request.body
    assert json.loads(request.body)["jobId"].startswith("slipgui-")
    assert [state.is_listening for state in desk.states] == [True, False]
    await desk.try_out()  # the port is free again


@pytest.mark.parametrize(
    ("script", "change", "told"),
    [
        (answer(404, b"no tunnel"), bytes, "answered a delivery with HTTP 404"),
        (answer(302, b"", {"Location": "https://elsewhere.example/"}), bytes, "answered a delivery with HTTP 302"),
        (answer(200, b"thanks"), bytes, "took a delivery that did not come in here"),
        (None, lambda body: json.dumps(json.loads(body), indent=1).encode(), "answered a delivery with HTTP 401"),
    ],
)
async def test_a_delivery_that_does_not_come_in_unchanged_is_told(desk, public, script, change, told):
    public.script(*([script] if script else []))
    public.change = change
    with pytest.raises(WebhookError) as raised:
        await desk.try_out()
    words = explain(raised.value)
    assert told in words.detail
    assert "forwards to this computer, unchanged" in words.hint


async def test_an_address_that_nobody_answers_at_is_told(desk, home, public):
    save_settings(home.settings_file, {"webhook_url": "https://127.0.0.1:9/hook", "webhook_port": public.port_here})
    with pytest.raises(ServiceError) as raised:
        await desk.try_out()
    assert raised.value.code == "offline"


async def test_two_pieces_of_work_share_the_receiver_until_both_are_over(desk):
    async with desk.listening() as first:
        async with desk.listening() as second:
            assert first is second
        assert [state.is_listening for state in desk.states] == [True]
        assert desk.state().is_listening
    assert [state.is_listening for state in desk.states] == [True, False]


async def test_while_it_is_listened_the_place_is_told_even_where_the_settings_say_another_one_since(desk, home, public):
    async with desk.listening():
        save_settings(home.settings_file, {"webhook_url": None})
        assert (desk.state().address, desk.state().is_listening) == (public.address, True)
    assert (desk.states[-1].address, desk.states[-1].is_listening) == (None, False)


async def test_where_it_cannot_be_listened_the_service_is_only_asked(desk, home, public, monkeypatch):
    with socket.create_server(("127.0.0.1", public.port_here)):
        async with desk.listening() as webhooks:
            assert webhooks is None
    (state,) = desk.states
    assert f"Port {public.port_here}" in explain(state.error).detail
    monkeypatch.delenv("SLIPGUI_PYANNOTE_WEBHOOK_SECRET")
    async with desk.listening() as webhooks:
        assert webhooks is None
    assert "secret is not known" in explain(desk.states[-1].error).detail
    findings = {found["check"]: found for found in await examine(home, {"service": "local"})}
    assert (findings["webhooks"]["ok"], "slip key set --webhook" in findings["webhooks"]["hint"]) == (False, True)


async def test_webhooks_are_off_until_an_address_is_known(desk, home):
    save_settings(home.settings_file, {"webhook_url": None})
    async with desk.listening() as webhooks:
        assert webhooks is None
    assert desk.states == []
    with pytest.raises(WebhookError):
        await desk.try_out()
    assert Settings().webhook_url is None


@pytest.mark.parametrize(
    "url", ["http://hooks.example/p", "https://ada:pw@hooks.example/", "hooks.example", "https://h/?k=1"]
)
def test_an_address_that_is_not_public_https_is_refused(url):
    with pytest.raises(SettingsError):
        with_value(Settings(), "webhook_url", url)
    assert with_value(Settings(), "webhook_url", "https://hooks.example/p/").webhook_url == "https://hooks.example/p/"


@pytest.mark.parametrize("port", [0, 65_536, "x", -1])
def test_a_port_that_is_none_is_refused(port):
    with pytest.raises(SettingsError):
        with_value(Settings(), "webhook_port", port)
