"""Whether a service answers and takes the key, tried without cost."""

import asyncio
import uuid

from slipgui.app.paths import Home
from slipgui.app.service_opening import find_network, open_profile, open_service
from slipgui.core.errors import JobExpiredError
from slipgui.core.ports import RecognitionService
from slipgui.core.settings import Settings
from slipgui.services.audioverify import AudioVerifyService


async def answers(home: Home, settings: Settings) -> bool:
    """Ask the service of the settings; False where another web server answers at its address.

    It raises ``SlipError`` kinds when the service cannot be reached or refuses the key.
    """
    async with open_service(home, settings) as service:
        return await _knows_no_such_job(service)


async def profile_answers(home: Home, settings: Settings, profile_id: str) -> bool:
    """The same with an account, whoever is chosen."""
    async with open_profile(home, settings, profile_id) as service:
        return await _knows_no_such_job(service)


async def takes_key(home: Home, settings: Settings, key: str) -> bool:
    """The same with the account that is asked by default, and a key that is kept nowhere."""
    profile = settings.account
    network = await asyncio.to_thread(find_network, home, settings, profile)
    address = profile.api_url
    async with AudioVerifyService(name="audioverify", base_url=address, api_key=key, network=network) as service:
        return await _knows_no_such_job(service)


async def _knows_no_such_job(service: RecognitionService) -> bool:
    """Ask for a job that nobody has, which costs nothing."""
    try:
        await service.get_job(str(uuid.uuid4()))
    except JobExpiredError as error:
        return (error.body or "").lstrip().startswith("{")
    return True
