"""Which service the settings and the known key choose, opened."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from slipgui.app.keyless_service import KeylessService
from slipgui.app.local_service import LocalService
from slipgui.app.paths import Home
from slipgui.app.secrets import find_api_key, find_proxy_login
from slipgui.core.ports import RecognitionService
from slipgui.core.settings import ServiceChoice, Settings
from slipgui.services.audioverify import AudioVerifyService
from slipgui.services.http import Network


@asynccontextmanager
async def open_service(home: Home, settings: Settings) -> AsyncIterator[RecognitionService]:
    """The service that the settings and the known key choose."""
    key = await asyncio.to_thread(find_api_key) if settings.service is not ServiceChoice.LOCAL else None
    if settings.service is ServiceChoice.LOCAL or (settings.service is None and key is None):
        async with LocalService(home) as local:
            yield local
    elif key is None:
        yield KeylessService()
    else:
        async with AudioVerifyService(
            name="audioverify",
            base_url=settings.api_url,
            api_key=key.value,
            network=await asyncio.to_thread(find_network, settings),
        ) as remote:
            yield remote


def find_network(settings: Settings) -> Network:
    """Proxy and certificates of the settings, with the log-in from the keyring.  Blocks."""
    return Network(
        proxy=settings.proxy,
        proxy_login=find_proxy_login() if settings.proxy is not None else None,
        ca_file=Path(settings.ca_file).expanduser() if settings.ca_file is not None else None,
    )
