"""Settings that change while the program runs: what follows at once, and what is refused leaves everything as it was."""

import asyncio
import json

import pytest
from support.certificates import make_certificate
from support.clips import make_clip
from support.harness import rest

from slipgui.app.paths import find_home
from slipgui.app.service_trial import answers
from slipgui.app.settings_file import forget_settings, held_settings, resolve_settings, save_setting
from slipgui.app.sources import address_of, place_of
from slipgui.app.storage_use import clear_cache, folder_sizes
from slipgui.app.wiring import open_application
from slipgui.core.errors import AuthenticationError, SettingsError
from slipgui.core.events import RecognitionFinished
from slipgui.core.settings import Settings, with_value
from slipgui.core.upload_plan import Payload


@pytest.fixture
def home(tmp_path):
    return find_home(tmp_path / "home")


@pytest.fixture(autouse=True)
def own_environment(monkeypatch, toy):
    monkeypatch.setenv("SLIPGUI_API_KEY", toy.token)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")


class Ended:
    """Waits for the ends of clips."""

    def __init__(self):
        self.reports = asyncio.Queue()

    def __call__(self, event):
        if isinstance(event, RecognitionFinished):
            self.reports.put_nowait(event.report)


async def test_the_next_clip_goes_by_what_was_set_meanwhile(home, toy, tmp_path):
    clips = [
        rest(make_clip(tmp_path / f"{name}.mp4", 2.0 + n, picture_size=(320, 180), frame_rate=25))
        for n, name in enumerate(("one", "two"))
    ]
    ended = Ended()
    async with open_application(home, {"api_url": toy.url}, ended) as application, asyncio.timeout(60):
        save_setting(home.settings_file, "send", "sound")
        await application.settings_in_force.apply()
        await application.queue.add(clips[:1])
        first = await ended.reports.get()
        save_setting(home.settings_file, "send", "original")
        assert (await application.settings_in_force.apply()).send == "original"
        await application.queue.add(clips[1:])
        second = await ended.reports.get()
    assert (first.payload, second.payload) == (Payload.SOUND, Payload.ORIGINAL)


async def test_how_long_an_answer_holds_changes_at_once(home, toy, tmp_path):
    clip = rest(make_clip(tmp_path / "a.mp4", 2.0, picture_size=(32, 18), frame_rate=1))
    ended = Ended()
    async with open_application(home, {"api_url": toy.url}, ended) as application, asyncio.timeout(60):
        sent = []
        for days in (30, 30, 0):
            save_setting(home.settings_file, "known_answer_days", days)
            await application.settings_in_force.apply()
            await application.queue.add([clip])
            sent.append((await ended.reports.get()).sent_bytes > 0)
            await application.queue.clear_finished()
    assert sent == [True, False, True]


async def test_certificates_that_cannot_be_used_are_refused(home, toy, tmp_path):
    bad = tmp_path / "studio.pem"
    bad.write_text("no certificate", encoding="utf-8")
    async with open_application(
        home, {"service": "audioverify", "api_url": "https://a.example"}, Ended()
    ) as application:
        save_setting(home.settings_file, "ca_file", str(bad))
        with pytest.raises(SettingsError) as refused:
            await application.settings_in_force.apply()
        assert refused.value.context["why"] == "it holds no certificates"
        forget_settings(home.settings_file, ["ca_file"])
        assert (await application.settings_in_force.apply()).ca_file is None


async def test_certificates_that_went_missing_hold_no_other_setting_up(home, toy, tmp_path):
    authority = make_certificate(tmp_path).trust_file
    save_setting(home.settings_file, "ca_file", str(authority))
    async with open_application(home, {"api_url": toy.url}, Ended()) as application:
        authority.unlink()
        save_setting(home.settings_file, "watch_folders", [str(tmp_path)])
        await application.settings_in_force.apply()
        assert application.folder_watch.folders == (tmp_path,)


async def test_watched_folders_follow(home, toy, tmp_path):
    async with open_application(home, {"api_url": toy.url}, Ended()) as application:
        save_setting(home.settings_file, "watch_folders", [str(tmp_path)])
        await application.settings_in_force.apply()
        assert application.folder_watch.folders == (tmp_path,)


async def test_the_key_is_tried_without_a_submission(home, toy, monkeypatch):
    settings = with_value(with_value(Settings(), "api_url", toy.url), "service", "audioverify")
    assert await answers(home, settings)
    monkeypatch.setenv("SLIPGUI_API_KEY", "another-key")
    with pytest.raises(AuthenticationError):
        await answers(home, settings)
    assert {request.method for request in toy.requests} == {"GET"}


def test_who_holds_a_setting_is_told():
    environ = {"SLIPGUI_PROXY": "http://p:1", "SLIPGUI_SEND": "sound", "HOME": "/h"}
    flags = {"send": "original", "service": None}
    assert held_settings(environ, flags) == {"proxy": "SLIPGUI_PROXY", "send": ""}


def test_forgotten_settings_are_defaults_and_others_stay(home):
    for key, value in (("send", "sound"), ("keep_awake", False)):
        save_setting(home.settings_file, key, value)
    document = json.loads(home.settings_file.read_text(encoding="utf-8"))
    home.settings_file.write_text(json.dumps(document | {"hologram": 1}), encoding="utf-8")
    forget_settings(home.settings_file, ["send", "theme"])
    assert resolve_settings(home.settings_file, {}, {}).send == "auto"
    assert json.loads(home.settings_file.read_text(encoding="utf-8")) == {"keep_awake": False, "hologram": 1}


def test_clearing_takes_what_can_be_made_anew_and_nothing_else(home):
    home.preview_folder.mkdir(parents=True)
    for name, size_bytes in (("a.json", 100), ("b.pcm", 900), ("c.part", 50)):
        (home.preview_folder / name).write_bytes(b"0" * size_bytes)
    home.journal_file.write_bytes(b"0" * 10)
    assert folder_sizes(home)["cache"] == (home.cache, 1050)
    assert folder_sizes(home)["data"] == (home.data, 10)
    assert clear_cache(home, ()) == 1000
    assert folder_sizes(home)["cache"] == (home.cache, 50)  # what is being written stays
    assert home.journal_file.exists()
    assert clear_cache(find_home(home.data / "none"), ()) == 0


def test_clearing_takes_fetched_sound_but_of_clips_that_wait_and_keeps_the_addresses(home):
    done, waiting = (place_of(home, f"s3://rushes/{name}.mov") for name in ("done", "waiting"))
    for path in (done, waiting):
        path.write_bytes(b"0" * 700)
        (path.parent / "blocks").write_bytes(b"0" * 200)
    (done.parent / "4711.part.mka").write_bytes(b"0" * 10)  # of a program that fetches now
    assert clear_cache(home, [waiting]) == 900
    assert not done.exists()
    assert (waiting.exists(), address_of(done), address_of(waiting)) == (
        True,
        "s3://rushes/done.mov",
        "s3://rushes/waiting.mov",
    )
    assert (done.parent / "4711.part.mka").exists()
    assert clear_cache(home, []) == 900
