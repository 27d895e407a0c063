"""What the window asks of each of its pages with what belongs to it."""

from collections.abc import Callable, Mapping
from typing import Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget


class Room(Protocol):
    """A page, and what can be done on it."""

    name: str
    takes: str
    """What a drop or paste brings: ``clips`` to recognise, ``music`` to learn, or a ``programme`` to find cues in (a ``DropSubject``)."""
    orders: Mapping[str, Callable[[], object]]
    """What the actions of the menus do here, by name; those that are missing are impossible here."""

    @property
    def changed(self) -> SignalInstance:
        """Signal: the page shows something else, so actions and status bar are to be asked again."""
        ...

    @property
    def face(self) -> QWidget:
        """What is shown."""
        ...

    def enter(self) -> None:
        """It is shown now, by the user's wish."""
        ...

    def enable(self, actions: Mapping[str, QAction]) -> None:
        """Let those actions be possible that make sense now."""
        ...

    def status_texts(self) -> tuple[str, str, str]:
        """Left, middle and right of the status bar."""
        ...

    def regions(self) -> list[QWidget]:
        """Where F6 leads, in reading order."""
        ...

    def fit(self, window_width: int) -> None:
        """Fit the width of the window."""
        ...

    def repaint_rows(self) -> None:
        """The window became active or not: the selection has a colour for each."""
        ...

    def judge_by(self, check_by_ear_below: float) -> None:
        """Mark answers with a lower score "Check by ear" from now on."""
        ...

    def escape(self) -> bool:
        """Esc was pressed: close what lies over the page; whether there was something."""
        ...
