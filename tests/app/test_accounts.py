"""Several accounts at AudioVerify: each clip goes with its own, stays with it, and is not held by what another one meets."""

import asyncio
import json

import keyring
import pytest
from support.clips import make_clip
from support.harness import TRACK, rest
from support.memory_keyring import MemoryKeyring
from support.toy_service import ToyService

from slipgui.app.history import HistoryQuery
from slipgui.app.paths import find_home
from slipgui.app.settings_file import save_setting
from slipgui.app.wiring import open_application
from slipgui.core.errors import OfflineModeError, ProfileGoneError
from slipgui.core.events import ProfileChosen, RecognitionFinished, ServicePaused, StageChanged
from slipgui.core.flow import Stage
from slipgui.core.job import Job
from slipgui.core.outcome import Failed, Identified
from slipgui.core.profile import Profile
from slipgui.core.profile_id import FIRST_PROFILE, LOCAL
from slipgui.core.track_record import LicenceOrder


@pytest.fixture
def ring(monkeypatch):
    """An open keyring of its own."""
    monkeypatch.delenv("SLIPGUI_API_KEY", raising=False)
    before, own = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(own)
    yield own
    keyring.set_keyring(before)


@pytest.fixture
def agency():
    """A service with a key of its own."""
    with ToyService(token="agency-key") as service:
        service.default_track = TRACK | {"title": "Agency Hour"}
        yield service


@pytest.fixture
def home(tmp_path, toy, agency, ring):
    """A home with two accounts, whose keys are known."""
    home = find_home(tmp_path / "home")
    home.config.mkdir(parents=True)
    accounts = [
        {"id": FIRST_PROFILE, "name": "AudioVerify", "api_url": toy.url},
        {"id": "agency", "name": "Agency", "api_url": agency.url},
    ]
    settings = {"profiles": accounts, "service": "audioverify", "known_answer_days": 0}
    home.settings_file.write_text(json.dumps(settings))
    ring.kept |= {("slipgui", "audioverify"): toy.token, ("slipgui", "audioverify-agency"): agency.token}
    return home


@pytest.fixture
def clip(tmp_path):
    return rest(make_clip(tmp_path / "scene.mp4", 1.0, picture_size=(32, 18), frame_rate=1))


class Ear:
    """Hears the news."""

    def __init__(self):
        self.events = []
        self._news = asyncio.Event()

    def __call__(self, event):
        self.events.append(event)
        self._news.set()

    def reports(self):
        return [event.report for event in self.events if isinstance(event, RecognitionFinished)]

    async def until(self, is_heard):
        """Wait for a condition on what was heard so far."""
        async with asyncio.timeout(60):
            while not is_heard():
                self._news.clear()
                await self._news.wait()

    def heard(self, kind, **members):
        return any(
            isinstance(event, kind) and all(getattr(event, key) == value for key, value in members.items())
            for event in self.events
        )


def titles(ear):
    return [report.outcome.track.title for report in ear.reports()]


def n_submitted(service):
    return len([request for request in service.requests if request.method == "POST"])


async def test_each_clip_goes_with_its_account_and_says_so(home, toy, agency, clip):
    ear = Ear()
    async with open_application(home, {}, ear) as application:
        await application.queue.add([clip])
        await application.queue.join()
        await application.queue.add([clip], profile="agency")
        await application.queue.join()
        rows = (await application.history.page(HistoryQuery(), 0, 9)).rows
    assert titles(ear) == ["Golden Hour", "Agency Hour"]
    assert [(row.line["profile"], row.line["profile_id"]) for row in rows] == [
        ("Agency", "agency"),
        ("AudioVerify", FIRST_PROFILE),
    ]
    assert (n_submitted(toy), n_submitted(agency)) == (1, 1)


async def test_another_account_is_asked_by_default_at_once(home, clip):
    ear = Ear()
    async with open_application(home, {}, ear) as application:
        save_setting(home.settings_file, "profile", "agency")
        await application.settings_in_force.apply()
        await application.queue.add([clip])
        await application.queue.join()
    assert titles(ear) == ["Agency Hour"]


async def test_a_refused_key_holds_only_the_clips_of_its_account(home, ring, toy, clip):
    ring.kept["slipgui", "audioverify-agency"] = "wrong"
    ear = Ear()
    async with open_application(home, {}, ear, waits_for_help=True) as application:
        await application.queue.add([clip], profile="agency")
        await ear.until(lambda: ear.heard(ServicePaused, profile="agency"))
        await application.queue.add([clip])
        await ear.until(lambda: titles(ear) == ["Golden Hour"])
        assert not ear.heard(ServicePaused, profile=FIRST_PROFILE)
        ring.kept["slipgui", "audioverify-agency"] = "agency-key"
        await application.settings_in_force.retry_service()
        await ear.until(lambda: titles(ear) == ["Golden Hour", "Agency Hour"])


async def test_a_job_stays_with_its_account_over_a_restart_with_another_default(home, toy, agency, clip):
    agency.n_polls_before_completed = 10_000
    ear = Ear()
    async with open_application(home, {}, ear, waits_for_help=True) as application:
        await application.queue.add([clip], profile="agency")
        await ear.until(lambda: ear.heard(StageChanged, stage=Stage.POLLING) and len(agency.jobs) == 1)
    agency.n_polls_before_completed = 0
    ear = Ear()
    async with open_application(home, {"profile": "AudioVerify"}, ear, waits_for_help=True) as application:
        await application.queue.resume()
        await ear.until(lambda: ear.reports() != [])
    assert titles(ear) == ["Agency Hour"]
    assert (len(agency.jobs), toy.requests) == (1, [])


async def test_a_clip_of_a_removed_account_says_so_and_goes_on_with_another(home, toy, agency, clip):
    agency.n_polls_before_completed = 10_000
    ear = Ear()
    async with open_application(home, {}, ear, waits_for_help=True) as application:
        await application.queue.add([clip], profile="agency")
        await ear.until(lambda: ear.heard(StageChanged, stage=Stage.POLLING) and len(agency.jobs) == 1)
    save_setting(home.settings_file, "profiles", [Profile(api_url=toy.url)])
    ear = Ear()
    async with open_application(home, {}, ear, waits_for_help=True) as application:
        (clip_id,) = await application.queue.resume()
        await ear.until(lambda: ear.reports() != [])
        (report,) = ear.reports()
        assert isinstance(report.outcome, Failed)
        assert isinstance(report.outcome.error, ProfileGoneError)
        assert report.job_id in agency.jobs  # nothing that is known of it is lost
        await application.queue.choose_profile([clip_id], FIRST_PROFILE)
        await ear.until(lambda: len(ear.reports()) == 2)
    assert ear.heard(ProfileChosen, clip_id=clip_id, profile=FIRST_PROFILE)
    assert titles_of_found(ear) == ["Golden Hour"]


def titles_of_found(ear):
    return [report.outcome.track.title for report in ear.reports() if isinstance(report.outcome, Identified)]


async def test_a_clip_at_work_stops_and_begins_with_the_account_that_was_chosen(home, toy, agency, clip):
    toy.n_polls_before_completed = 10_000
    ear = Ear()
    async with open_application(home, {}, ear, waits_for_help=True) as application:
        (clip_id,) = await application.queue.add([clip])
        await ear.until(lambda: ear.heard(StageChanged, stage=Stage.POLLING))
        await application.queue.choose_profile([clip_id], "agency")
        await ear.until(lambda: ear.reports() != [])
        await application.queue.retry(clip_id, is_fresh=True)  # with the same account
        await ear.until(lambda: len(ear.reports()) == 2)
    assert titles(ear) == ["Agency Hour", "Agency Hour"]
    assert n_submitted(toy) == 1


async def test_a_waiting_clip_keeps_its_account_over_a_restart(home, toy, agency, clip):
    async with open_application(home, {}, Ear(), waits_for_help=True) as application:
        await application.queue.pause_all()
        (clip_id,) = await application.queue.add([clip])
        await application.queue.choose_profile([clip_id], "agency")
        await application.queue.unpause_all()
        await application.queue.pause([clip_id])
    ear = Ear()
    async with open_application(home, {}, ear, waits_for_help=True) as application:
        await application.queue.resume()
        await application.queue.unpause_all()
        await ear.until(lambda: ear.reports() != [])
    assert titles(ear)[-1] == "Agency Hour"


async def test_this_computer_is_one_of_those_that_can_be_asked(home, toy, clip):
    ear = Ear()
    async with open_application(home, {}, ear, waits_for_help=True) as application:
        await application.queue.add([clip], profile=LOCAL)
        await ear.until(lambda: ear.reports() != [])
    (report,) = ear.reports()
    assert (report.service, report.profile) == ("local", None)
    assert toy.requests == []


async def test_offline_mode_stops_what_goes_out_and_lets_it_go_on_afterwards(home, toy, clip):
    toy.n_polls_before_completed = 10_000
    ear = Ear()
    async with open_application(home, {}, ear, waits_for_help=True) as application:
        await application.queue.add([clip])
        await ear.until(lambda: ear.heard(StageChanged, stage=Stage.POLLING))
        save_setting(home.settings_file, "offline", True)
        await application.settings_in_force.apply()
        await ear.until(lambda: ear.heard(ServicePaused, profile=FIRST_PROFILE))
        n_requests = len(toy.requests)
        with pytest.raises(OfflineModeError):
            await application.tracks.record("1" * 32)
        await application.settings_in_force.retry_service()
        await application.queue.add([clip], profile=LOCAL)
        await ear.until(lambda: len(ear.reports()) == 1)  # this computer is asked all the same
        assert len(toy.requests) == n_requests
        toy.n_polls_before_completed = 0
        save_setting(home.settings_file, "offline", False)
        await application.settings_in_force.apply()
        await ear.until(lambda: len(ear.reports()) == 2)
    assert titles_of_found(ear) == ["Golden Hour"]
    assert n_submitted(toy) == 1  # its job was kept


async def test_each_account_has_a_limiter_of_its_own_that_licences_share(home, clip):
    async with open_application(home, {}, Ear()) as application:
        accounts, limiter_of = application.queue.dispatcher.accounts, application.tracks.limiter_of
        first, agency = await accounts.opened(None), await accounts.opened("agency")
        assert first.tools.service.limiter is limiter_of(FIRST_PROFILE)
        assert agency.tools.service.limiter is limiter_of("agency")
        assert limiter_of(FIRST_PROFILE) is not limiter_of("agency")
        with pytest.raises(ProfileGoneError):
            await application.tracks.order_licence(LicenceOrder("1" * 32, "P", "u", "gone"))


async def test_the_key_of_the_environment_belongs_to_the_account_asked_by_default(home, toy, clip, monkeypatch, ring):
    monkeypatch.setenv("SLIPGUI_API_KEY", "agency-key")
    ear = Ear()
    async with open_application(home, {"profile": "agency"}, ear) as application:
        ring.kept.pop(("slipgui", "audioverify-agency"))
        await application.queue.add([clip])
        await application.queue.add([clip], profile=FIRST_PROFILE)
        await application.queue.join()
    assert sorted(titles(ear)) == ["Agency Hour", "Golden Hour"]


async def poll_begun(ear, service, clip, application, profile=None):
    """A clip whose job the service has at work."""
    service.n_polls_before_completed = 10_000
    await application.queue.add([clip], profile=profile)
    await ear.until(lambda: ear.heard(StageChanged, stage=Stage.POLLING))


async def test_a_job_of_the_former_key_that_is_refused_goes_on_with_the_new_one_and_nothing_is_paused(
    home, toy, ring, clip
):
    ear = Ear()
    async with open_application(home, {}, ear, waits_for_help=True) as application:
        await poll_begun(ear, toy, clip, application)
        ring.kept["slipgui", "audioverify"] = toy.token = "rotated-key"  # the former one is refused from now on
        await application.settings_in_force.use_key(FIRST_PROFILE)
        toy.n_polls_before_completed = 0
        await ear.until(lambda: ear.reports() != [])
    assert titles_of_found(ear) == ["Golden Hour"]
    assert n_submitted(toy) == 1
    assert not ear.heard(ServicePaused)


async def test_a_key_entered_meanwhile_is_asked_with_and_the_former_one_only_until_its_last_job_ended(
    home, toy, ring, clip, tmp_path
):
    other = rest(make_clip(tmp_path / "other.mp4", 1.2, picture_size=(32, 18), frame_rate=1))
    ear = Ear()
    async with open_application(home, {}, ear, waits_for_help=True) as application:
        first = application.queue.dispatcher.accounts.known(None)
        await poll_begun(ear, toy, clip, application)
        for key in ("mistyped-key", "agency-key"):
            ring.kept["slipgui", "audioverify"] = key
            await application.settings_in_force.use_key(FIRST_PROFILE)
        assert isinstance(await first.tools.service.get_job(next(iter(toy.jobs))), Job)  # "old jobs keep theirs"
        toy.n_polls_before_completed = 0
        await ear.until(lambda: ear.reports() != [])
        async with asyncio.timeout(60):
            while first.n_clips:
                await asyncio.sleep(0)
        with pytest.raises(RuntimeError, match="outside its context"):
            await first.tools.service.get_job(next(iter(toy.jobs)))
        n_before = len(toy.requests)
        await application.queue.add([other])
        await ear.until(lambda: ear.heard(ServicePaused))
    assert {r.headers["authorization"] for r in toy.requests[:n_before]} == {f"Bearer {toy.token}"}
    assert {r.headers["authorization"] for r in toy.requests[n_before:]} == {"Bearer agency-key"}


async def test_keys_and_proxies_do_not_begin_the_service_of_this_computer_anew(home, ring):
    async with open_application(home, {}, Ear(), waits_for_help=True) as application:
        accounts = application.queue.dispatcher.accounts
        here = await accounts.opened(LOCAL)
        await application.settings_in_force.use_key(LOCAL)
        assert accounts.known(LOCAL) is here
