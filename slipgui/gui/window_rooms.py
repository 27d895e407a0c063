"""The rooms of the window: each with its page is made when it is first needed, so that the window stands at once.

A new room is a property here, its name in ``sidebar.PAGES``, and its words.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from slipgui.gui.sidebar import PAGES

if TYPE_CHECKING:
    from slipgui.gui.catalogue_room import CatalogueRoom
    from slipgui.gui.cue_room import CueRoom
    from slipgui.gui.history_room import HistoryRoom
    from slipgui.gui.main_window import MainWindow
    from slipgui.gui.queue_room import QueueRoom
    from slipgui.gui.room import Room
    from slipgui.gui.surroundings import Surroundings
    from slipgui.gui.voice_room import VoiceRoom
    from slipgui.gui.window_state import WindowState

_AnyRoom = TypeVar("_AnyRoom", bound="Room")


class WindowRooms:
    """The rooms, by name.

    Parameters
    ----------
    window
        They stand in it.
    around
        What each of them is given.
    state
        What the window remembered of itself.
    check_by_ear_below
        Answers with a lower score are marked "Check by ear".
    on_made
        Takes each room that is made.
    """

    def __init__(
        self,
        window: "MainWindow",
        around: "Surroundings",
        *,
        state: "WindowState",
        check_by_ear_below: float,
        on_made: "Callable[[Room], object]",
    ) -> None:
        self._window, self._around, self._state = window, around, state
        self._check_by_ear_below = check_by_ear_below
        self._on_made = on_made
        self._made: dict[str, Room] = {}
        self._former: dict[str, Room] = {}
        """Those of the former language, while new ones take their place."""

    @property
    def queue(self) -> "QueueRoom":
        """The queue and what belongs to it."""
        from slipgui.gui.queue_room import QueueRoom

        return self._room_of(
            QueueRoom,
            lambda former: QueueRoom(
                self._around, self._window.empty_page, self._state, self._check_by_ear_below, former
            ),
        )

    @property
    def history(self) -> "HistoryRoom":
        """The history and what belongs to it."""
        from slipgui.gui.history_room import HistoryRoom

        return self._room_of(
            HistoryRoom,
            lambda former: HistoryRoom(self._around, self.queue.commands, self._check_by_ear_below, former),
        )

    @property
    def cues(self) -> "CueRoom":
        """The cues of a programme and what belongs to them."""
        from slipgui.gui.cue_room import CueRoom

        return self._room_of(CueRoom, lambda former: CueRoom(self._around, self.queue.commands, former))

    @property
    def catalogue(self) -> "CatalogueRoom":
        """The catalogue and what belongs to it."""
        from slipgui.gui.catalogue_room import CatalogueRoom

        return self._room_of(
            CatalogueRoom,
            lambda former: CatalogueRoom(self._around, self.queue.commands, lambda: self._window.toast, former),
        )

    @property
    def voices(self) -> "VoiceRoom":
        """The voices and what belongs to them."""
        from slipgui.gui.voice_room import VoiceRoom

        return self._room_of(VoiceRoom, lambda former: VoiceRoom(self._around, self.queue.commands, former))

    def __getitem__(self, name: str) -> "Room":
        if name not in PAGES:
            raise KeyError(name)
        room: Room = getattr(self, name)
        return room

    def __iter__(self) -> "Iterator[Room]":
        """Those that are made."""
        return iter(list(self._made.values()))

    def made(self, name: str) -> "Room | None":
        """The room of this name, where it is made already."""
        return self._made.get(name)

    def judge_by(self, check_by_ear_below: float) -> None:
        """Mark answers with a lower score "Check by ear" from now on."""
        self._check_by_ear_below = check_by_ear_below
        for room in self:
            room.judge_by(check_by_ear_below)

    @contextmanager
    def made_anew(self) -> "Iterator[None]":
        """Put the rooms away, and make new ones that show the same after what is done meanwhile."""
        self._former, self._made = self._made, {}
        for room in self._former.values():
            room.deleteLater()
        yield
        for name in self._former:
            self[name]
        self._former = {}

    def _room_of(self, kind: type[_AnyRoom], make: Callable[[_AnyRoom | None], _AnyRoom]) -> _AnyRoom:
        room = self._made.get(kind.name)
        if room is None:
            former = self._former.get(kind.name)
            assert former is None or isinstance(former, kind)
            room = self._made[kind.name] = make(former)
            self._on_made(room)
        assert isinstance(room, kind)
        return room
