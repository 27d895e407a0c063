"""The composition root: builds everything from a home and settings, and owns how long it lives."""

import asyncio
import logging
import os
import random
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from slipgui.app.accounts import Accounts, OpenTools
from slipgui.app.call_limiter import CallLimiter
from slipgui.app.cues import CueTools, SoundTools
from slipgui.app.folder_watch import FolderWatch
from slipgui.app.hand_over import Buckets
from slipgui.app.history import History
from slipgui.app.journal import Journal
from slipgui.app.journal_file import JournalFile
from slipgui.app.keep_awake import KeepAwake, keeping_command
from slipgui.app.known_answers import KnownAnswers
from slipgui.app.limited_service import LimitedService
from slipgui.app.limited_voices import LimitedVoices
from slipgui.app.local_service import LocalService
from slipgui.app.paths import Home
from slipgui.app.queue import RecognitionQueue
from slipgui.app.recognise import Tools
from slipgui.app.recognition import OnEvent
from slipgui.app.retry import Retrier
from slipgui.app.secrets import Secrets
from slipgui.app.seen_files import SeenFiles
from slipgui.app.service_opening import chosen_profile, find_network, open_profile, open_service
from slipgui.app.settings_file import resolve_settings
from slipgui.app.settings_in_force import Followers, SettingsInForce
from slipgui.app.slots import PhaseSlots
from slipgui.app.sources import Sources, sweep_sources
from slipgui.app.stepped_cues import StepTools
from slipgui.app.track_desk import TrackDesk
from slipgui.app.twins import Twins
from slipgui.app.updates import RELEASES_URL, Updates, find_release_key
from slipgui.app.voice_library import VoiceLibrary
from slipgui.app.voice_tools import FetchStretch, VoiceTools
from slipgui.app.voice_webhooks import VoiceWebhooks
from slipgui.app.work_folder import open_work_folder
from slipgui.core.address import is_clip_address, shown_address
from slipgui.core.errors import AddressError
from slipgui.core.events import JournalSetAside
from slipgui.core.ports import IsCancelled, MakeAudioProxy, OnBytes, RecognitionService
from slipgui.core.profile_id import LOCAL, PYANNOTE
from slipgui.core.settings import ServiceChoice, Settings
from slipgui.core.voice import VOICE_MAX_BYTES, TimeRange
from slipgui.engine.catalogue_version import catalogue_version
from slipgui.media.audio_proxy import make_audio_proxy, make_plain_proxy
from slipgui.media.content_hash import hash_content, hash_sound
from slipgui.media.file_state import read_file_state
from slipgui.media.probe import probe
from slipgui.media.remote_sound import copy_sound, copy_stretch
from slipgui.media.voice_sound import choose_voice_stream, write_voice_sound
from slipgui.services.bucket import Storage, find_profiles, find_storage, presign_object
from slipgui.services.bucket_room import BucketEntry, list_level, put_file
from slipgui.services.http import Network
from slipgui.services.media_address import FetchRequest, fetch_media
from slipgui.services.pyannote import PyannoteService
from slipgui.services.remote_file import open_remote
from slipgui.services.upload_address import is_loopback_host

_log = logging.getLogger(__name__)

AUDIOVERIFY_REQUESTS_PER_S = 2.0
"""Never more in all (DESIGN.md, section 5)."""
PYANNOTE_REQUESTS_PER_S = 1.0
"""100 in a minute are allowed."""
LOCAL_REQUESTS_PER_S = 50.0
"""Our own process; only there so that a bug cannot spin."""

LimiterOf = Callable[[str], CallLimiter]
"""The limiter of an account, told by its id."""
_NEWS_EVERY_S = 0.1


@dataclass(frozen=True, slots=True)
class Application:
    """A running application without any shell around it."""

    home: Home
    settings: Settings
    """Those of the start."""
    queue: RecognitionQueue
    journal: Journal
    history: History
    settings_in_force: SettingsInForce
    """Reads the settings again and lets everything follow them."""
    folder_watch: FolderWatch
    """Not started: a program that ends with its clips has no use for it."""
    tracks: TrackDesk
    """Asks AudioVerify's catalogue."""
    updates: Updates
    """Looks for newer releases, when it is asked to."""

    @property
    def service(self) -> ServiceChoice:
        """Which service recognises where a clip names no account."""
        is_local = self.queue.dispatcher.accounts.default == LOCAL
        return ServiceChoice.LOCAL if is_local else ServiceChoice.AUDIOVERIFY

    @property
    def hindrance(self) -> str:
        """Why that service cannot be asked, as ``LimitedService.hindrance``."""
        account = self.queue.dispatcher.accounts.known(None)
        return account.tools.service.hindrance if account is not None else ""


@asynccontextmanager
async def open_application(
    home: Home, flags: Mapping[str, object], on_event: OnEvent, *, waits_for_help: bool = False
) -> AsyncIterator[Application]:
    """The application on a home.

    Parameters
    ----------
    home
        Where state lives.
    flags
        Settings given by hand; None values count as not given.
    on_event
        Who hears the news of all clips; called on the event loop.
    waits_for_help
        As ``RecognitionQueue``.
    """

    def read() -> Settings:
        return resolve_settings(home.settings_file, os.environ, flags)

    settings = await asyncio.to_thread(read)
    async with AsyncExitStack() as stack:
        run, proxies = await stack.enter_async_context(open_work_folder(home))
        file = await stack.enter_async_context(JournalFile(home.journal_file))
        if file.set_aside is not None:
            why = "are of a later version" if file.is_newer_aside else "could not be read"
            _log.warning("queue and history %s; the file was set aside as %s", why, file.set_aside.name)
            on_event(JournalSetAside(file.set_aside, is_newer=file.is_newer_aside))
        journal, history = Journal(file, run), History(file)
        if run.is_alone():
            await history.purge()
            await asyncio.to_thread(sweep_sources, home, time.time())
        shared = _SharedTools(
            home=home,
            journal=journal,
            history=history,
            proxies=proxies,
            sources=make_sources(lambda: find_network(home, read())),
        )
        services = await stack.enter_async_context(AsyncExitStack())  # closed when no clip is at work any more
        open_tools = shared.opening(read, services)
        tools = await open_tools(await asyncio.to_thread(chosen_profile, home, settings))
        queue = await stack.enter_async_context(
            RecognitionQueue(tools, journal, on_event, open_tools=open_tools, waits_for_help=waits_for_help)
        )

        awake = KeepAwake(keeping_command(sys.platform))
        awake.want(settings.keep_awake)
        stack.push_async_callback(awake.close)
        queue.dispatcher.on_busy = awake.note
        folders = [Path(folder) for folder in settings.watch_folders]
        watch = FolderWatch(folders, SeenFiles(file), queue.add, on_event)
        stack.push_async_callback(watch.close)
        in_force = SettingsInForce(home, flags, settings, Followers(queue, awake, watch))
        _log.info("recognising with %s", tools.service.name)
        tracks = _make_track_desk(home, in_force.read, _limiters(queue.dispatcher.accounts))
        updates = await asyncio.to_thread(_make_updates, home, in_force.read)
        yield Application(home, settings, queue, journal, history, in_force, watch, tracks, updates)


def _limiters(accounts: Accounts | None = None) -> LimiterOf:
    """That of the queue where it asks the same account, so that both together keep its rate."""
    own: dict[str, CallLimiter] = {}

    def limiter_of(profile_id: str) -> CallLimiter:
        account = accounts.known(profile_id) if accounts is not None else None
        if account is not None:
            return account.tools.service.limiter
        if profile_id not in own:
            own[profile_id] = CallLimiter(AUDIOVERIFY_REQUESTS_PER_S, sleep=asyncio.sleep, monotonic=time.monotonic)
        return own[profile_id]

    return limiter_of


@dataclass(frozen=True, slots=True)
class _SharedTools:
    """What recognitions share, whoever is asked."""

    home: Home
    journal: Journal
    history: History
    proxies: Path
    sources: Sources
    retrier: Retrier = field(default_factory=lambda: Retrier(sleep=asyncio.sleep, random=random.Random()))
    slots: PhaseSlots = field(default_factory=PhaseSlots)
    twins: Twins = field(default_factory=Twins)

    def opening(self, read: Callable[[], Settings], stack: AsyncExitStack) -> OpenTools:
        """Opens services, until their tools are closed or the stack ends, each with the settings of that moment."""

        async def open_tools(profile_id: str) -> Tools:
            said = await asyncio.to_thread(read)
            own = await stack.enter_async_context(AsyncExitStack())
            service = await own.enter_async_context(open_profile(self.home, said, profile_id))
            return replace(self.tools(said, profile_id, service), close=own.aclose)

        return open_tools

    def tools(self, settings: Settings, profile_id: str, service: RecognitionService) -> Tools:
        """The tools for one account, or for this computer."""
        profile = settings.profile_of(profile_id)
        address = profile.api_url if profile is not None else LOCAL
        catalogue = self.home.catalogue_folder

        def answering_service() -> str:
            return address if profile is not None else f"{LOCAL} {catalogue_version(catalogue)}"

        days = settings.known_answer_days
        return Tools(
            service=LimitedService(
                service, AUDIOVERIFY_REQUESTS_PER_S if profile is not None else LOCAL_REQUESTS_PER_S
            ),
            service_id=address,
            profile=profile_id,
            profile_name=profile.name if profile is not None else None,
            probe=probe,
            make_audio_proxy=make_audio_proxy,
            read_file_state=read_file_state,
            journal=self.journal,
            proxy_folder=self.proxies,
            known_answers=KnownAnswers(
                self.history, answering_service, days, read_file_state, hash_content, hash_sound, self.twins
            ),
            settings=settings,
            retrier=self.retrier,
            sources=self.sources,
            slots=self.slots,
        )


def make_sources(network: Callable[[], Network]) -> Sources:
    """What brings clips here that lie elsewhere; ``network`` blocks."""

    def copy(address: str, target: Path, on_bytes: OnBytes, is_cancelled: IsCancelled) -> bool:
        with open_remote(address, network(), target.parent, _now_and_then(on_bytes), is_cancelled) as file:
            return copy_sound(file, target, is_cancelled)

    return Sources(copy)


def make_fetch_stretch(network: Network) -> FetchStretch:
    """What brings stretches of clips here that lie elsewhere."""

    def fetch(address: str, target: Path, wanted: TimeRange, is_cancelled: IsCancelled) -> tuple[float, float] | None:
        if not is_clip_address(address):
            raise AddressError("not https", reason="not_https", host=urlsplit(shown_address(address)).hostname or "")
        with open_remote(address, network, target.parent, lambda *_: None, is_cancelled) as file:
            return copy_stretch(file, target, wanted, is_cancelled)

    return fetch


def _now_and_then(tell: OnBytes) -> OnBytes:
    """``tell``, at most ten times a second."""
    told_at_s = 0.0

    def now_and_then(done: int, total: int) -> None:
        nonlocal told_at_s
        if time.monotonic() - told_at_s >= _NEWS_EVERY_S:
            told_at_s = time.monotonic()
            tell(done, total)

    return now_and_then


def open_track_desk(home: Home, flags: Mapping[str, object]) -> TrackDesk:
    """What asks AudioVerify's catalogue, for a program that asks it nothing else.

    Parameters
    ----------
    home
        Where state lives.
    flags
        Settings given by hand; None values count as not given.
    """
    return _make_track_desk(home, lambda: resolve_settings(home.settings_file, os.environ, flags), _limiters())


def _make_track_desk(home: Home, settings: Callable[[], Settings], limiter_of: LimiterOf) -> TrackDesk:
    return TrackDesk(home, settings, limiter_of, Retrier(sleep=asyncio.sleep, random=random.Random()))


def open_updates(home: Home, flags: Mapping[str, object]) -> Updates:
    """What looks for newer releases.

    Parameters
    ----------
    home
        Where state lives.
    flags
        Settings given by hand; None values count as not given.
    """
    return _make_updates(home, lambda: resolve_settings(home.settings_file, os.environ, flags))


def _make_updates(home: Home, settings: Callable[[], Settings]) -> Updates:
    return Updates(home.release_file, find_release_key(), RELEASES_URL, lambda: find_network(home, settings()))


def open_buckets(home: Home, flags: Mapping[str, object]) -> Buckets:
    """What looks into buckets and puts files there; blocks once, for the keyring.

    Parameters
    ----------
    home
        Where state lives.
    flags
        Settings given by hand; None values count as not given.
    """
    network = find_network(home, resolve_settings(home.settings_file, os.environ, flags))

    def entries(address: str) -> Iterator[BucketEntry]:
        page = list_level(address, network)
        yield from page.entries
        while page.next_token:
            page = list_level(address, network, page.next_token)
            yield from page.entries

    return Buckets(
        entries, lambda path, address, on_bytes, stop: put_file(path, address, network, _now_and_then(on_bytes), stop)
    )


def find_bucket_storage(home: Home) -> Storage:
    """Which storage buckets are looked for in, and as whom; blocks, and asks nobody."""
    return find_storage(find_network(home, resolve_settings(home.settings_file, os.environ, {})))


def find_bucket_profiles() -> list[str]:
    """The names of the profiles in AWS's configuration; blocks."""
    return find_profiles()


@asynccontextmanager
async def open_cue_tools(home: Home) -> AsyncIterator[CueTools]:
    """What finds the cues of programmes with the service of this computer."""
    async with open_work_folder(home) as (_, folder), LocalService(home) as service:
        yield CueTools(_sound_tools(folder, make_plain_proxy), service)


def _sound_tools(folder: Path, make_proxy: MakeAudioProxy) -> SoundTools:
    return SoundTools(probe, make_proxy, folder, Retrier(sleep=asyncio.sleep, random=random.Random()))


def _check_usable(service: RecognitionService) -> None:
    if service.refusal is not None:
        raise service.refusal


@asynccontextmanager
async def open_step_tools(
    home: Home, flags: Mapping[str, object], limiter_of: LimiterOf | None = None
) -> AsyncIterator[StepTools]:
    """What finds the cues of programmes with AudioVerify, in steps.

    Parameters
    ----------
    home
        Where state lives.
    flags
        Settings given by hand; None values count as not given.
    limiter_of
        The limiters of a program that asks the same accounts otherwise, too; None: this is all it asks.
    """
    settings = resolve_settings(home.settings_file, os.environ, {**flags, "service": ServiceChoice.AUDIOVERIFY.value})
    async with open_work_folder(home) as (_, folder), open_service(home, settings) as service:
        _check_usable(service)
        limiter = (limiter_of or _limiters())(settings.account.id)
        limited = LimitedService(service, AUDIOVERIFY_REQUESTS_PER_S, limiter=limiter)
        get_record = _make_track_desk(home, lambda: settings, lambda _: limited.limiter).record
        jobs, account = home.data / "step-jobs", f"{settings.api_url} {settings.profile}"
        yield StepTools(
            _sound_tools(folder, make_audio_proxy), limited, settings.answer_deadline_s, get_record, jobs, account
        )


@asynccontextmanager
async def open_voice_tools(
    home: Home, flags: Mapping[str, object], webhooks: VoiceWebhooks | None = None
) -> AsyncIterator[VoiceTools]:
    """What makes voiceprints and finds who speaks; without a key all but the service is there.

    Parameters
    ----------
    home
        Where state lives.
    flags
        Settings given by hand; None values count as not given.
    webhooks
        What the service tells by itself; None: it is only asked.
    """
    settings = resolve_settings(home.settings_file, os.environ, flags)
    key = await asyncio.to_thread(Secrets(home).find_named, PYANNOTE)
    network = await asyncio.to_thread(find_network, home, settings)
    is_base_loopback = is_loopback_host(urlsplit(settings.pyannote_url).hostname or "")

    def fetch(url: str, target: Path, is_cancelled: IsCancelled) -> bool:
        request = FetchRequest(url, target, VOICE_MAX_BYTES, is_base_loopback=is_base_loopback)
        return fetch_media(request, network, is_cancelled)

    async with AsyncExitStack() as stack:
        _, folder = await stack.enter_async_context(open_work_folder(home))
        service = None
        if key is not None:
            client = PyannoteService(base_url=settings.pyannote_url, api_key=key.value, network=network)
            service = LimitedVoices(await stack.enter_async_context(client), PYANNOTE_REQUESTS_PER_S)
        yield VoiceTools(
            service=service,
            library=VoiceLibrary(home),
            probe=probe,
            choose_voice_stream=choose_voice_stream,
            write_voice_sound=write_voice_sound,
            make_audio_proxy=make_audio_proxy,
            fetch_media=fetch,
            fetch_stretch=make_fetch_stretch(network),
            presign_object=lambda address: presign_object(address, network),
            work_folder=folder,
            retrier=Retrier(sleep=asyncio.sleep, random=random.Random()),
            deadline_s=settings.answer_deadline_s,
            webhooks=webhooks,
        )
