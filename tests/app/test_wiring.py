"""The application as it is put together for a window."""

import asyncio
import json

import pytest
from support.certificates import make_certificate
from support.clips import make_clip
from support.fault_server import FaultServer, answer
from support.harness import rest

from slipgui.app.paths import find_home
from slipgui.app.settings_file import save_setting
from slipgui.app.wiring import open_application
from slipgui.app.wording import explain
from slipgui.core.events import JournalSetAside, RecognitionFinished, ServicePaused, WatchedFolderLost
from slipgui.core.outcome import NotIdentified


@pytest.fixture
def clip(tmp_path):
    return rest(make_clip(tmp_path / "scene.mp4", 1.0, picture_size=(32, 18), frame_rate=1))


@pytest.fixture(autouse=True)
def own_environment(monkeypatch):
    monkeypatch.delenv("SLIPGUI_API_KEY", raising=False)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")


class Ear:
    """Hears the news."""

    def __init__(self):
        self.events = []
        self._news = asyncio.Event()

    def __call__(self, event):
        self.events.append(event)
        self._news.set()

    async def heard(self, kind):
        async with asyncio.timeout(20):
            while not (found := [event for event in self.events if isinstance(event, kind)]):
                self._news.clear()
                await self._news.wait()
        return found[-1]


async def test_a_key_given_later_lets_the_clips_go_on_that_waited_for_it(tmp_path, toy, clip, monkeypatch):
    ear = Ear()
    flags = {"service": "audioverify", "api_url": toy.url}
    async with open_application(find_home(tmp_path / "home"), flags, ear, waits_for_help=True) as application:
        await application.queue.add([clip])
        paused = await ear.heard(ServicePaused)
        assert (paused.error.code, paused.error.context["reason"]) == ("authentication", "missing")
        monkeypatch.setenv("SLIPGUI_API_KEY", toy.token)
        await application.settings_in_force.retry_service()
        finished = await ear.heard(RecognitionFinished)
    assert finished.report.outcome.track.title == "Golden Hour"
    assert toy.token not in repr(ear.events)


async def test_a_proxy_of_the_environment_that_cannot_be_read_is_told_and_mended_in_the_settings(
    tmp_path, clip, monkeypatch
):
    monkeypatch.setenv("SLIPGUI_API_KEY", "a-key")
    monkeypatch.setenv("all_proxy", "socks5://127.0.0.1:1")
    home, ear, flags = find_home(tmp_path / "home"), Ear(), {"api_url": "https://api.example"}
    async with open_application(home, flags, ear, waits_for_help=True) as application:
        await application.queue.add([clip])
        assert "HTTPS_PROXY or ALL_PROXY" in explain((await ear.heard(ServicePaused)).error).detail
        with FaultServer() as proxy:
            proxy.script(answer(502))
            save_setting(home.settings_file, "proxy", proxy.url)
            ear.events.clear()
            await application.settings_in_force.retry_service()
            assert explain((await ear.heard(ServicePaused)).error).title == "The proxy does not connect"
            assert proxy.requests[0].request_line == "CONNECT api.example:443 HTTP/1.1"


async def test_folders_of_the_settings_are_watched(tmp_path, toy, clip, monkeypatch):
    monkeypatch.setenv("SLIPGUI_API_KEY", toy.token)
    home, folder, ear = find_home(tmp_path / "home"), tmp_path / "renders", Ear()
    home.config.mkdir(parents=True)
    home.settings_file.write_text(json.dumps({"watch_folders": [str(folder), str(tmp_path / "gone")]}))
    folder.mkdir()
    flags = {"service": "audioverify", "api_url": toy.url}
    async with open_application(home, flags, ear, waits_for_help=True) as application:
        await application.folder_watch.look()
        assert (await ear.heard(WatchedFolderLost)).folder == tmp_path / "gone"
        clip.rename(folder / "scene.mp4")
        await application.folder_watch.look()
        await application.folder_watch.look()
        assert (await ear.heard(RecognitionFinished)).report.clip.path == folder / "scene.mp4"


async def test_a_certificate_named_in_the_settings_lets_the_clips_go_on_that_waited_for_it(tmp_path, clip, monkeypatch):
    monkeypatch.setenv("SLIPGUI_API_KEY", "a-key")
    home, ear, certificate = find_home(tmp_path / "home"), Ear(), make_certificate(tmp_path)
    job = {"job_id": "22222222-2222-2222-2222-222222222222", "status": "queued", "track": None}
    with FaultServer(certificate.server_context) as server:
        server.script(answer(201, job), answer(200, job | {"status": "completed"}))
        async with open_application(home, {"api_url": server.url}, ear, waits_for_help=True) as application:
            await application.queue.add([clip])
            assert "setting ca_file" in explain((await ear.heard(ServicePaused)).error).hint
            assert server.requests == []
            save_setting(home.settings_file, "ca_file", str(certificate.trust_file))
            await application.settings_in_force.apply()
            assert (await ear.heard(RecognitionFinished)).report.outcome == NotIdentified()


async def test_a_journal_nobody_can_read_is_told_kept_and_replaced(tmp_path, toy, clip, monkeypatch):
    monkeypatch.setenv("SLIPGUI_API_KEY", toy.token)
    home, ear = find_home(tmp_path / "home"), Ear()
    home.data.mkdir(parents=True)
    home.journal_file.write_bytes(b"no database" * 500)
    async with open_application(home, {"api_url": toy.url}, ear, waits_for_help=True) as application:
        assert (await ear.heard(JournalSetAside)).file.read_bytes() == b"no database" * 500
        await application.queue.add([clip])
        await ear.heard(RecognitionFinished)
