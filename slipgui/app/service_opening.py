"""Which service the settings and the known keys choose, and services opened."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from slipgui.app.local_service import LocalService
from slipgui.app.paths import Home
from slipgui.app.refusing_service import RefusingService
from slipgui.app.secrets import Secrets
from slipgui.core.errors import AuthenticationError, OfflineModeError, ProfileGoneError
from slipgui.core.ports import RecognitionService
from slipgui.core.profile import Profile
from slipgui.core.profile_id import LOCAL
from slipgui.core.settings import ServiceChoice, Settings
from slipgui.services.audioverify import AudioVerifyService
from slipgui.services.http import Network


def chosen_profile(home: Home, settings: Settings) -> str:
    """Id of the account that is asked where a clip names none; ``LOCAL`` where this computer is.  Blocks."""
    if settings.service is ServiceChoice.LOCAL:
        return LOCAL
    has_key = settings.service is not None or Secrets(home).find_partner_key(settings, settings.account) is not None
    return settings.account.id if has_key else LOCAL


@asynccontextmanager
async def open_service(home: Home, settings: Settings) -> AsyncIterator[RecognitionService]:
    """The service that the settings and the known keys choose."""
    async with open_profile(home, settings, await asyncio.to_thread(chosen_profile, home, settings)) as service:
        yield service


@asynccontextmanager
async def open_profile(home: Home, settings: Settings, profile_id: str) -> AsyncIterator[RecognitionService]:
    """The service of an account, or of this computer for ``LOCAL``; one without a key, or in offline mode, says so at every call.

    Raises
    ------
    ProfileGoneError
        When there is no such account.
    """
    if profile_id == LOCAL:
        async with LocalService(home) as local:
            yield local
        return
    profile = profile_with(settings, profile_id)
    key = await asyncio.to_thread(Secrets(home).find_partner_key, settings, profile)
    if key is None:
        yield RefusingService(await asyncio.to_thread(no_key, home))
        return
    try:
        network = await asyncio.to_thread(find_network, home, settings, profile)
    except OfflineModeError as offline:
        yield RefusingService(offline)
        return
    async with AudioVerifyService(
        name="audioverify", base_url=profile.api_url, api_key=key.value, network=network
    ) as remote:
        yield remote


def profile_with(settings: Settings, profile_id: str) -> Profile:
    """The account with this id.

    Raises
    ------
    ProfileGoneError
        When it was removed.
    """
    profile = settings.profile_of(profile_id)
    if profile is None:
        raise ProfileGoneError("no such account")
    return profile


def no_key(home: Home) -> AuthenticationError:
    """Why an account cannot be asked whose key is not known.  Blocks."""
    reason = "locked" if Secrets(home).is_locked() else "missing"
    return AuthenticationError("no API key is known", service="audioverify", reason=reason)


def find_network(home: Home, settings: Settings, profile: Profile | None = None) -> Network:
    """Proxy, certificates and storage of the settings, or of an account that has its own, with the log-in that is kept.  Blocks.

    Raises
    ------
    OfflineModeError
        When nothing may leave this computer: all that goes out asks here first.
    """
    if settings.offline:
        raise OfflineModeError("nothing may leave this computer")
    own_proxy = profile.proxy if profile is not None else None
    proxy = own_proxy or settings.proxy
    login = None
    if proxy is not None:
        login = Secrets(home).find_proxy_login(profile.id if profile is not None and own_proxy else "")
    ca_file = (profile.ca_file if profile is not None else None) or settings.ca_file
    return Network(
        proxy=proxy,
        proxy_login=login,
        ca_file=Path(ca_file).expanduser() if ca_file is not None else None,
        s3_profile=settings.s3_profile,
        s3_endpoint_url=settings.s3_endpoint_url,
        s3_addressing=settings.s3_addressing,
    )
