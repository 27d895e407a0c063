"""The receiver of pyannoteAI's webhooks: one for all work on voices of a program, which listens while anybody waits for news of a job."""

import asyncio
import os
import time
import uuid
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from slipgui.app.paths import Home
from slipgui.app.settings_file import resolve_settings
from slipgui.app.voice_webhooks import VoiceWebhooks
from slipgui.core.errors import LocalServiceError, SlipError, WebhookError
from slipgui.core.profile_id import WEBHOOK
from slipgui.core.settings import Settings
from slipgui.core.webhook import sign_delivery

if TYPE_CHECKING:
    from slipgui.services.http import Network

_TRIAL_S = 10.0
"""The service itself waits no longer."""


@dataclass(frozen=True, slots=True)
class WebhookState:
    """Whether the end of jobs is told."""

    address: str | None
    """Public, as the settings have it; None: webhooks are off."""
    port: int
    """Of this computer, where it is listened."""
    is_listening: bool = False
    error: SlipError | None = None
    """Why it is not listened although it should be: the service is only asked."""


class WebhookDesk:
    """Opens and shares the receiver.

    Parameters
    ----------
    home
        Whose settings and secrets.
    flags
        Settings given by hand; None values count as not given.
    """

    def __init__(self, home: Home, flags: Mapping[str, object]) -> None:
        self._home, self._flags = home, flags
        self._opening = asyncio.Lock()
        self._stack = AsyncExitStack()
        self._webhooks: VoiceWebhooks | None = None
        self._heard: WebhookState | None = None
        self._n_users = 0
        self.on_state: Callable[[WebhookState], object] = lambda _: None
        """Called on the event loop when it begins to listen, cannot, or ends."""

    def state(self) -> WebhookState:
        """Where it is listened, or else what the settings want.  Blocks."""
        if self._heard is not None:  # the settings may say another place since
            return self._heard
        settings = self._settings()
        return WebhookState(settings.webhook_url, settings.webhook_port)

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[VoiceWebhooks | None]:
        """What is heard inside the ``with`` block; None where webhooks are off, or it cannot be listened, which ``on_state`` tells."""
        state = await asyncio.to_thread(self.state)
        async with AsyncExitStack() as stack:
            webhooks = None
            if state.address is not None:
                try:
                    webhooks = await stack.enter_async_context(self.opened())
                except WebhookError as error:
                    self.on_state(WebhookState(state.address, state.port, error=error))
            yield webhooks

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[VoiceWebhooks]:
        """What is heard inside the ``with`` block; raises ``WebhookError`` where it cannot be listened."""
        async with self._opening:
            if self._webhooks is None:
                self._webhooks = await self._open()
            self._n_users += 1
            webhooks = self._webhooks
        try:
            yield webhooks
        finally:
            async with self._opening:  # nobody may ask for the port before it is free again
                self._n_users -= 1
                if not self._n_users:
                    self._webhooks = self._heard = None
                    await self._stack.aclose()
                    self.on_state(await asyncio.to_thread(self.state))

    async def try_out(self) -> None:
        """See that a delivery to the public address comes in here unchanged, which costs nothing.

        It raises ``ServiceError`` kinds when the address cannot be reached.

        Raises
        ------
        WebhookError
            When webhooks are off, it cannot be listened, or the delivery does not come in (``reason``).
        """
        from slipgui.app.service_opening import find_network  # httpx: not for the window's first picture

        settings = await asyncio.to_thread(self._settings)
        network = await asyncio.to_thread(find_network, self._home, settings)
        async with self.opened() as webhooks:
            job_id = f"slipgui-{uuid.uuid4()}"
            status = await asyncio.to_thread(self._deliver, webhooks.address, job_id, network)
            arrived = await webhooks.sleep_until_news(job_id, asyncio.sleep(0))
        if arrived is None:
            reason = "status" if not 200 <= status < 300 else "elsewhere"
            raise WebhookError("a delivery did not come in", reason=reason, http_status=status)

    def _deliver(self, address: str, job_id: str, network: "Network") -> int:
        """The status that the address answers a signed delivery with.  Blocks."""
        from slipgui.services.pyannote_webhook import send_delivery

        body = f'{{"jobId": "{job_id}", "status": "succeeded"}}'.encode()
        timestamp = str(int(time.time()))
        signature = sign_delivery(body, timestamp, self._secret())
        return send_delivery(address, body, {"X-Request-Timestamp": timestamp, "X-Signature": signature}, network)

    async def _open(self) -> VoiceWebhooks:
        from slipgui.server.webhook_receiver import WebhookReceiver  # starlette: not for the window's first picture
        from slipgui.services.pyannote_json import decode_voice_job

        settings = await asyncio.to_thread(self._settings)
        if settings.webhook_url is None:
            raise WebhookError("webhooks are off", reason="off")
        secret = await asyncio.to_thread(self._secret)
        webhooks = VoiceWebhooks(settings.webhook_url, decode_voice_job)
        try:
            receiver = WebhookReceiver(secret, settings.webhook_port, webhooks.receive)
        except LocalServiceError as cause:
            raise WebhookError("cannot listen", reason="port", port=settings.webhook_port) from cause
        await self._stack.enter_async_context(receiver)
        self._heard = WebhookState(settings.webhook_url, settings.webhook_port, is_listening=True)
        self.on_state(self._heard)
        return webhooks

    def _secret(self) -> str:
        from slipgui.app.secrets import Secrets

        secret = Secrets(self._home).find_named(WEBHOOK)
        if secret is None:
            raise WebhookError("no webhook secret", reason="no_secret")
        return secret.value

    def _settings(self) -> Settings:
        return resolve_settings(self._home.settings_file, os.environ, self._flags)
