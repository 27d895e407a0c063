"""Whether a service answers and takes the key, tried without cost."""

import uuid

from slipgui.app.paths import Home
from slipgui.app.service_opening import open_service
from slipgui.core.errors import JobExpiredError
from slipgui.core.settings import Settings


async def answers(home: Home, settings: Settings) -> bool:
    """Ask for a job that nobody has, which costs nothing; False where another web server answers at the address.

    Raises
    ------
    SlipError
        When the service cannot be reached or refuses the key.
    """
    try:
        async with open_service(home, settings) as service:
            await service.get_job(str(uuid.uuid4()))
    except JobExpiredError as error:
        return (error.body or "").lstrip().startswith("{")
    return True
