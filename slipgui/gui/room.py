"""What every page of the window has in common with the others, and what the window asks of each."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, ClassVar, Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QWidget

from slipgui.gui.details_place import DetailsPlace
from slipgui.gui.surroundings import Surroundings

if TYPE_CHECKING:
    from slipgui.gui.drops import DroppedItems

Panel = TypeVar("Panel", bound=QWidget)


class ListPage(Protocol):
    """A page with a list."""

    @property
    def view(self) -> QAbstractItemView:
        """The list."""
        ...


class DetailedPage(ListPage, Protocol):
    """A page with a list and a button for the details of what is selected."""

    @property
    def details_button(self) -> QAbstractButton:
        """Shows whether they are open."""
        ...


class Room(QObject):
    """A page, and what can be done on it.

    Parameters
    ----------
    around
        The window.
    """

    name: ClassVar[str]
    takes: ClassVar[str] = "clips"
    """What a drop or paste brings: ``clips`` to recognise, ``music`` to learn, or a ``programme`` to find cues in (a ``DropSubject``)."""
    page: ListPage
    orders: Mapping[str, Callable[[], object]]
    """What the actions of the menus do here, by name; those that are missing are impossible here."""
    changed = Signal()
    """The page shows something else, so actions and status bar are to be asked again."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around.window)
        self._around = around

    @property
    def face(self) -> QWidget:
        """What is shown."""
        raise NotImplementedError

    def enter(self) -> None:
        """It is shown now, by the user's wish."""
        raise NotImplementedError

    def take(self, items: "DroppedItems") -> None:
        """Take what was dropped on the page, or say why nothing of it can be taken."""
        raise NotImplementedError

    def enable(self, actions: Mapping[str, QAction]) -> None:
        """Let those actions be possible that make sense now."""
        raise NotImplementedError

    def status_texts(self) -> tuple[str, str, str]:
        """Left, middle and right of the status bar."""
        raise NotImplementedError

    def regions(self) -> list[QWidget]:
        """Where F6 leads, in reading order."""
        raise NotImplementedError

    def fit(self, window_width: int) -> None:
        """Fit the width of the window; a page that looks at its own has nothing to do."""

    def repaint_rows(self) -> None:
        """The window became active or not: the selection has a colour for each."""
        self.page.view.viewport().update()

    def judge_by(self, check_by_ear_below: float) -> None:
        """Mark answers with a lower score "Check by ear" from now on, where there are scores that are judged anew."""

    def escape(self) -> bool:
        """Esc was pressed: close what lies over the page; whether there was something."""
        return False

    def save_now(self) -> None:
        """The window closes: write what is not saved."""


class DetailedRoom(Room, Generic[Panel]):
    """A page with the details of what is selected beside or over it."""

    page: DetailedPage
    details: DetailsPlace[Panel]

    @property
    def face(self) -> QWidget:
        """The page with the details."""
        return self.details

    def fit(self, window_width: int) -> None:
        """Lay the details over the list where the window is narrow."""
        self.details.follow_window_width(window_width)

    def regions(self) -> list[QWidget]:
        """Where F6 leads: bar, list, details."""
        return [*self.page_regions(), *([self.details.panel] if self.details.is_open else [])]

    def page_regions(self) -> list[QWidget]:
        """Where F6 leads on the page itself."""
        raise NotImplementedError

    def escape(self) -> bool:
        """Close the details where they lie over the list."""
        if self.details.lies_over:
            self.close_details()
            return True
        return False

    def show_details(self, is_open: bool) -> None:
        """Open or close the details."""
        self.page.details_button.setChecked(is_open)
        self.details.set_open(is_open)
        self.follow_selection()

    def toggle_details(self) -> None:
        """Open the details, or close them."""
        self.show_details(not self.details.is_open)

    def close_details(self) -> None:
        """Close the details and give the list the keys."""
        self.show_details(False)
        self.page.view.setFocus()

    def follow_selection(self) -> None:
        """Something else is selected, or the details opened or closed."""
        self.changed.emit()
