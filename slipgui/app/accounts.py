"""The services that clips go to: this computer and each AudioVerify account, opened when a clip first needs it.

Each has a limiter and a gate of its own, so that what one refuses keeps no clip of another waiting.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

from slipgui.app.recognise import Tools
from slipgui.app.recognition import OnEvent
from slipgui.app.service_gate import ServiceGate
from slipgui.core.errors import ProfileGoneError
from slipgui.core.profile_id import LOCAL
from slipgui.core.settings import Settings

OpenTools = Callable[[str], Awaitable[Tools]]
"""Opens the service of an account, told by its id, or of this computer."""


@dataclass(slots=True)
class Account:
    """An open service."""

    tools: Tools
    gate: ServiceGate
    n_clips: int = 0
    """How many are at work with it."""


class Accounts:
    """See above.

    Parameters
    ----------
    first
        Those of the service that is asked where a clip names none.
    open_tools
        Opens the others, and the first one anew; raises ``SlipError`` kinds.
    on_event
        Hears when a gate shuts and opens.
    on_open
        Called when clips may go on.
    """

    def __init__(self, first: Tools, open_tools: OpenTools, on_event: OnEvent, on_open: Callable[[], None]) -> None:
        self._open_tools, self._on_event, self._on_open = open_tools, on_event, on_open
        self._opening = asyncio.Lock()
        self._settings = first.settings
        self._accounts = {first.profile: self._account(first)}
        self.default = first.profile
        """Id of the account that is asked where a clip names none."""

    def __iter__(self) -> Iterator[Account]:
        return iter(list(self._accounts.values()))

    def known(self, profile_id: str | None) -> Account | None:
        """The account of a clip, where it is open already; None stands for the one asked by default."""
        return self._accounts.get(profile_id or self.default)

    async def opened(self, profile_id: str | None) -> Account:
        """The account of a clip; raises ``ProfileGoneError`` where it was removed, and what opening raises."""
        wanted = profile_id or self.default
        async with self._opening:
            if wanted not in self._accounts:
                self._accounts[wanted] = self._account(await self._open_tools(wanted))
            return self._accounts[wanted]

    @asynccontextmanager
    async def at_work(self, profile_id: str | None) -> AsyncIterator[Account]:
        """As ``opened``; it stays open in the ``async with`` block, also where another one takes its place meanwhile."""
        account = await self.opened(profile_id)
        account.n_clips += 1
        try:
            yield account
        finally:
            account.n_clips -= 1
            await self._close_if_left(account)

    def is_former(self, account: Account) -> bool:
        """Whether another one took its place, or none: what it meets says nothing about clips that begin now."""
        return self._accounts.get(account.tools.profile) is not account

    async def reopen(self, profile_id: str) -> None:
        """Let clips that begin from now on go with what is known now of key, address, proxy and certificates; the account's gate opens.

        Those at work end as they began.  One that was removed is closed to clips; for this computer nothing of that counts.
        """
        if profile_id == LOCAL:
            return
        async with self._opening:
            former = self._accounts.get(profile_id)
            if former is None:
                return
            try:
                self._accounts[profile_id] = self._account(await self._open_tools(profile_id))
            except ProfileGoneError:
                del self._accounts[profile_id]
        former.gate.open()
        await self._close_if_left(former)

    def use(self, settings: Settings) -> None:
        """Let clips that begin from now on go by these settings; those at work keep theirs."""
        self._settings = settings
        for account in self:
            account.tools = _going_by(settings, account.tools)

    async def close(self) -> None:
        """End the looking for services that are away."""
        for account in self:
            await account.gate.close()

    async def _close_if_left(self, account: Account) -> None:
        if account.n_clips == 0 and self.is_former(account):
            await account.tools.close()

    def _account(self, tools: Tools) -> Account:
        gate = ServiceGate(tools.service, tools.profile, self._on_event, self._on_open, tools.retrier.sleep)
        return Account(_going_by(self._settings, tools), gate)


def _going_by(settings: Settings, tools: Tools) -> Tools:
    known = replace(tools.known_answers, valid_days=settings.known_answer_days)
    return replace(tools, settings=settings, known_answers=known)
