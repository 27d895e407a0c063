"""Webhooks in the window: in the settings and where a voice is made, over real sockets on loopback."""

import hmac
import json
import time
import urllib.request
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel
from support.clips import make_clip, noise
from support.direct_work import DirectWork
from support.fault_server import answer
from support.faulty_pyannote import JOB, KEY, FaultyPyannote, job
from support.forwarder import Forwarder
from support.settings_states import settings_state
from support.wishes import Wishes

from slipgui.app.settings_file import save_settings
from slipgui.app.voice_library import VoiceLibrary
from slipgui.app.voiceprint import VoiceOrder
from slipgui.core.settings import Settings, with_value
from slipgui.gui.settings_window import SettingsWindow
from slipgui.gui.voice_work import VoiceWork

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "This plugin does not support")
SECRET = "whsec-0815"


@pytest.fixture
def service(monkeypatch, memory_keyring):
    with FaultyPyannote() as running:
        monkeypatch.setenv("SLIPGUI_PYANNOTE_URL", running.url)
        monkeypatch.setenv("SLIPGUI_PYANNOTE_KEY", KEY)
        yield running


@pytest.fixture
def public(tmp_path):
    with Forwarder(tmp_path) as running:
        yield running


@pytest.fixture
def work(home):
    work = VoiceWork(home, DirectWork().ask)
    work.states = []
    work.webhook_changed.connect(work.states.append)
    return work


@pytest.fixture
def window(open_window, work):
    return open_window(Wishes(voices=work))


@pytest.fixture
def hooked(home, public, monkeypatch):
    """The settings have a webhook."""
    save_settings(
        home.settings_file,
        {"webhook_url": public.address, "webhook_port": public.port_here, "ca_file": str(public.trust_file)},
    )
    monkeypatch.setenv("SLIPGUI_PYANNOTE_WEBHOOK_SECRET", SECRET)


@pytest.fixture
def settings(window, work, home):
    window.settings.show("voices")
    shown = window.findChild(SettingsWindow)
    yield shown
    shown.close()


def texts(widget):
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def speech(folder):
    return make_clip(folder / "Lex.wav", samples=noise(3.0, 16_000), sample_rate_hz=16_000)


def deliver(port, job_id):
    body = json.dumps({"jobId": job_id, "status": "succeeded", "output": {"voiceprint": "QUJD"}}).encode()
    now = str(int(time.time()))
    signature = hmac.new(SECRET.encode(), f"v0:{now}:".encode() + body, "sha256").hexdigest()
    headers = {"X-Signature": signature, "X-Request-Timestamp": now}
    request = urllib.request.Request(f"http://127.0.0.1:{port}/pyannote", body, headers)
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=20) as said:
        assert said.status == 204


def test_a_voice_is_made_as_soon_as_its_delivery_came_in_and_once(
    window, work, service, hooked, public, tmp_path, home
):
    def deliver_twice_then_run_on(exchange):
        job_id = exchange.request.target.rpartition("/")[2]
        deliver(public.port_here, job_id)
        deliver(public.port_here, job_id)  # the service tries again where its first answer was lost
        job(status="running")(exchange)

    service.order("GET", JOB, deliver_twice_then_run_on)
    window.show_room("voices")
    card = window.rooms.voices.page.new_voice
    assert card.webhook.text().startswith(f"pyannoteAI tells at {public.address} when it is done")
    made = []
    work.made.connect(made.append)
    work.make(VoiceOrder(str(speech(tmp_path)), "Lex"))
    assert [one.n_characters for one in made] == [4]
    assert len(service.sent("GET", JOB)) == 1
    assert service.contract.submissions[0]["webhook"] == public.address
    assert [voice.label for voice in VoiceLibrary(home).voices()] == ["Lex"]
    assert True in [state.is_listening for state in work.states]
    assert not work.states[-1].is_listening


def test_while_it_is_listened_the_page_and_the_settings_say_so(
    window, work, service, hooked, public, settings, tmp_path
):
    window.show_room("voices")
    seen = []

    def look(step, _share):
        seen.append((window.rooms.voices.page.new_voice.webhook.text(), settings.webhook.listening.text()))

    work.stepped.connect(look)
    service.contract.n_polls_before_done = 0
    work.make(VoiceOrder(str(speech(tmp_path)), "Lex"))
    assert seen[0] == (
        f"Listening on port {public.port_here}: pyannoteAI tells when it is done, and is asked besides.",
        f"Listening at http://127.0.0.1:{public.port_here}/pyannote.",
    )
    assert settings.webhook.listening.text().endswith("while a voice is made or looked for.")


def test_without_its_secret_the_voice_is_made_all_the_same(window, work, service, hooked, monkeypatch, tmp_path, home):
    monkeypatch.delenv("SLIPGUI_PYANNOTE_WEBHOOK_SECRET")
    service.contract.n_polls_before_done = 0
    window.show_room("voices")
    heard = []
    work.webhook_changed.connect(lambda _: heard.append(window.rooms.voices.page.new_voice.webhook.text()))
    work.make(VoiceOrder(str(speech(tmp_path)), "Lex"))
    assert [voice.label for voice in VoiceLibrary(home).voices()] == ["Lex"]
    assert "webhook" not in service.contract.submissions[0]
    assert (
        "The team's secret is not known; without it a forged delivery could not be told. pyannoteAI is asked"
        in heard[0]
    )


def test_the_settings_tell_that_webhooks_are_off_and_try_one_that_is_on(window, work, settings, hooked, public, home):
    row = settings.webhook
    url = public.address
    places = {**settings_state().key_places, "pyannote-webhook": "keyring"}
    settings.show_state(
        replace(settings_state(), settings=with_value(Settings(), "webhook_url", url), key_places=places)
    )
    assert settings.rows["webhook_url"].field.text() == url
    row.part.test.click()
    assert row.part.note.text() == "A delivery to the public address came in here."
    public.script(answer(404))
    row.part.test.click()
    assert "answered a delivery with HTTP 404" in row.part.note.text()
    save_settings(home.settings_file, {"webhook_url": None})
    window.settings._wishes.settings.applied.emit(Settings())
    assert "Webhooks are off." in texts(settings)
    assert not row.part.test.isEnabled()
    save_settings(home.settings_file, {"webhook_url": url})
    window.settings._wishes.settings.applied.emit(with_value(Settings(), "webhook_url", url))
    assert "Webhooks are off." not in texts(settings)
    assert row.part.test.isEnabled()


def test_the_page_leads_to_the_settings_of_the_webhook(window, work, service):
    window.show_room("voices")
    card = window.rooms.voices.page.new_voice
    assert card.webhook.text() == "pyannoteAI is asked every few seconds whether it is done."
    card.webhook_settings.click()
    shown = window.findChild(SettingsWindow)
    assert shown.isVisible()
    assert shown.section == "voices"
    shown.close()
