"""Where AudioVerify's catalogue is asked: what it knows of a track, kept for a week, and licences, kept for good."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from slipgui.app.atomic_file import write_atomically
from slipgui.app.call_limiter import CallLimiter
from slipgui.app.licence_book import LicenceBook
from slipgui.app.paths import Home
from slipgui.app.retry import Retrier, is_transient
from slipgui.app.secrets import Secrets
from slipgui.app.service_opening import find_network, no_key, profile_with
from slipgui.core.errors import ContractError, SlipError
from slipgui.core.profile import Profile
from slipgui.core.schedule import REQUEST_UPLOAD_RETRY
from slipgui.core.settings import Settings
from slipgui.core.track_record import Licence, LicenceOrder, RightsHolder, TrackRecord
from slipgui.services.audioverify_catalogue import AudioVerifyCatalogue
from slipgui.services.audioverify_catalogue_json import decode_track_record
from slipgui.services.cover import fetch_cover

KEPT_S = 7 * 86_400.0
"""How long a record is taken as it was."""


@dataclass(frozen=True, slots=True)
class TrackDesk:
    """Asks for tracks and licences.

    Its calls raise ``ServiceError`` kinds, ``AuthenticationError`` without a key, ``ProfileGoneError`` without that account, and
    ``SettingsError`` where the network cannot be used.
    """

    home: Home
    settings: Callable[[], Settings]
    """Those in force.  Blocking."""
    limiter_of: Callable[[str], CallLimiter]
    """For each account, shared with all that asks with it."""
    retrier: Retrier
    now_s: Callable[[], float] = time.time

    @property
    def book(self) -> LicenceBook:
        """The licences that were issued."""
        return LicenceBook(self.home.data / "licences.jsonl")

    async def record(self, track_id: str, *, profile_id: str | None = None, is_fresh: bool = False) -> TrackRecord:
        """What the catalogue knows of a track.

        Parameters
        ----------
        track_id
            As an internal match gave it.
        profile_id
            The account that found it; None: the one that is asked by default.
        is_fresh
            Whether the service is asked even where its answer of the last days is known.
        """
        settings = await asyncio.to_thread(self.settings)
        profile = profile_with(settings, profile_id or settings.account.id)
        file = self.home.cache / "track-records" / f"{_file_name(profile.api_url, track_id)}.json"
        known = None if is_fresh else await asyncio.to_thread(self._kept, file, track_id)
        if known is not None:
            return known
        limiter = self.limiter_of(profile.id)
        async with self._open(settings, profile) as catalogue:
            record = await self.retrier.call(
                lambda: limiter.in_turn(lambda: catalogue.get_track(track_id)),
                REQUEST_UPLOAD_RETRY,
                is_transient,
                _unheard,
            )
        with suppress(OSError):  # no room: it is asked for again then
            await asyncio.to_thread(write_atomically, file, record.document)
        return record

    async def cover(self, record: TrackRecord, *, profile_id: str | None = None) -> Path | None:
        """The file of a track's cover, None where there is none to be had.

        Parameters
        ----------
        record
            The track.
        profile_id
            The account that found it; None: the one that is asked by default.
        """
        if not record.cover:
            return None
        settings = await asyncio.to_thread(self.settings)
        profile = profile_with(settings, profile_id or settings.account.id)
        file = self.home.cache / "track-covers" / _file_name(profile.api_url, record.cover)
        if not await asyncio.to_thread(file.exists):
            network = await asyncio.to_thread(find_network, self.home, settings, profile)
            picture = await asyncio.to_thread(fetch_cover, record.cover, profile.api_url, network)
            if picture is None:
                return None
            try:
                await asyncio.to_thread(write_atomically, file, picture)
            except OSError:  # no room
                return None
        return file

    async def order_licence(self, order: LicenceOrder) -> Licence:
        """A new licence, kept at once.  It counts, so nothing is ever tried twice.

        Parameters
        ----------
        order
            What is wanted; checked here before anything is asked.
        """
        order = order.checked()
        settings = await asyncio.to_thread(self.settings)
        profile = profile_with(settings, order.profile_id or settings.account.id)
        async with self._open(settings, profile) as catalogue:
            licence = await self.limiter_of(profile.id).in_turn(lambda: catalogue.generate_licence(order))
        await asyncio.shield(asyncio.to_thread(self.book.keep, licence))
        return licence

    @asynccontextmanager
    async def _open(self, settings: Settings, profile: Profile) -> AsyncIterator[AudioVerifyCatalogue]:
        key = await asyncio.to_thread(Secrets(self.home).find_partner_key, settings, profile)
        if key is None:
            raise await asyncio.to_thread(no_key, self.home)
        network = await asyncio.to_thread(find_network, self.home, settings, profile)
        async with AudioVerifyCatalogue(
            name="audioverify", base_url=profile.api_url, api_key=key.value, network=network
        ) as catalogue:
            yield catalogue

    def _kept(self, file: Path, track_id: str) -> TrackRecord | None:
        try:
            if self.now_s() - file.stat().st_mtime > KEPT_S:
                return None
            return decode_track_record(file.read_bytes(), expected_id=track_id)
        except (OSError, ContractError):
            return None


def encode_track_record(record: TrackRecord) -> dict[str, Any]:
    """The line of a track, as the command line prints it."""
    return {
        "id": record.id,
        "title": record.title,
        "japanese_title": record.japanese_title or None,
        "artist": record.artist or None,
        "album": record.album or None,
        "library": record.library or None,
        "duration_s": record.length_s,
        "tempo_bpm": record.tempo_bpm,
        "key": record.key or None,
        "genres": list(record.genres),
        "moods": list(record.moods),
        "vocals": record.vocals or None,
        "has_lyrics": record.has_lyrics,
        "is_explicit": record.is_explicit,
        "is_sound_effect": record.is_sound_effect,
        "has_stems": record.has_stems,
        "is_free": record.is_free,
        "description": record.description or None,
        "page": record.page or None,
        "cover": record.cover or None,
        "writers": [_encode_holder(holder) for holder in record.writers],
        "publishers": [_encode_holder(holder) for holder in record.publishers],
    }


def _encode_holder(holder: RightsHolder) -> dict[str, Any]:
    share = float(holder.share_percent) if holder.share_percent is not None else None
    return {
        "name": holder.name,
        "share_percent": share,
        "society": holder.society or None,
        "ipi": holder.ipi or None,
    }


def _file_name(api_url: str, track_id: str) -> str:
    from hashlib import sha256

    return sha256(f"{api_url}\n{track_id.lower()}".encode()).hexdigest()[:32]


def _unheard(_attempt: int, _n_attempts: int, _delay_s: float, _error: SlipError) -> None:
    """Nobody hears of waits: they are seconds."""
