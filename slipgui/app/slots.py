"""Bounds for the clips at work, one for each phase of the way, so that none of them starves another.

A clip holds one place at a time and lets go of it only when it has the next: what is prepared does not pile up before the line, what is
sent not before the service.
"""

import asyncio
from collections import deque
from dataclasses import dataclass, field
from enum import StrEnum

N_PREPARING = 2
"""Clips looked into, or having their sound taken out."""
N_SENDING = 3
"""Bodies on the line: two or three use a lossy one better than one does (facts/transfer.md, section 2)."""
N_ANSWERING = 8
"""Jobs that are asked for: at a question every four seconds that is what two questions a second allow."""
_N_SENT_TO_REGAIN = 8
"""Bodies that have to arrive without a complaint before one more is sent at once."""


class Phase(StrEnum):
    """What a clip does, as far as its place is concerned."""

    PREPARE = "prepare"
    SEND = "send"
    ANSWER = "answer"
    """Submitting and polling."""


_ORDER = list(Phase)


class Slots:
    """Places for one phase.  Who asked first gets the next one.

    Parameters
    ----------
    n_places
        How many there are at most.
    """

    def __init__(self, n_places: int) -> None:
        self._n_most = n_places
        self.n_places = n_places
        """How many there are now."""
        self.n_held = 0
        """How many are taken."""
        self._asking: deque[asyncio.Future[None]] = deque()
        self._n_sent = 0

    async def acquire(self) -> None:
        """Take a place, when one is free."""
        if self.n_held < self.n_places and not self._asking:
            self.n_held += 1
            return
        turn = asyncio.get_running_loop().create_future()
        self._asking.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():  # given in the same moment: to the next one
                self.release()
            elif turn in self._asking:
                self._asking.remove(turn)
            raise

    def release(self) -> None:
        """Give a place back."""
        self.n_held -= 1
        self._hand_out()

    def halve(self) -> None:
        """The other side wants less at once: half as many places from now on, at least one."""
        self.n_places = max(1, self.n_places // 2)
        self._n_sent = 0

    def note_success(self) -> None:
        """Something went well; after enough of it a place comes back that was lost."""
        if self.n_places == self._n_most:
            return
        self._n_sent += 1
        if self._n_sent >= _N_SENT_TO_REGAIN:
            self._n_sent = 0
            self.n_places += 1
            self._hand_out()

    def _hand_out(self) -> None:
        while self._asking and self.n_held < self.n_places:
            turn = self._asking.popleft()
            if not turn.done():
                self.n_held += 1
                turn.set_result(None)


@dataclass(frozen=True, slots=True)
class PhaseSlots:
    """The places of one queue."""

    prepare: Slots = field(default_factory=lambda: Slots(N_PREPARING))
    send: Slots = field(default_factory=lambda: Slots(N_SENDING))
    answer: Slots = field(default_factory=lambda: Slots(N_ANSWERING))

    def of(self, phase: Phase) -> Slots:
        """The places of a phase."""
        slots: Slots = getattr(self, phase.value)
        return slots


class Passage:
    """The one place that one clip holds.

    Parameters
    ----------
    slots
        Where it is taken from.
    """

    def __init__(self, slots: PhaseSlots) -> None:
        self._slots = slots
        self.phase: Phase | None = None
        """Which place is held."""

    async def enter(self, phase: Phase) -> None:
        """Take a place of a later phase, then give the one of before back; on the way back to an earlier one it is given back first.

        Without that those who go on and those who come back could wait for each other.
        """
        if phase is self.phase:
            return
        if self.phase is not None and _ORDER.index(phase) < _ORDER.index(self.phase):
            self.leave()
        await self._slots.of(phase).acquire()
        self.leave()
        self.phase = phase

    def leave(self) -> None:
        """Hold no place any more."""
        if self.phase is not None:
            phase, self.phase = self.phase, None
            self._slots.of(phase).release()
