"""What the window remembers of itself, read with distrust from a JSON object."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QGuiApplication

Load = Callable[[], Mapping[str, Any]]
"""The remembered state, empty where there is none."""
Save = Callable[[dict[str, Any]], object]
"""Remember this state."""

FIRST_SIZE = QSize(1440, 900)
MIN_SIZE = QSize(720, 480)
DETAILS_WIDTH_PX = 400


class WindowState(NamedTuple):
    """Place, size and what is open."""

    x: int | None = None
    """None: the window system chooses."""
    y: int | None = None
    width: int = FIRST_SIZE.width()
    height: int = FIRST_SIZE.height()
    is_maximised: bool = False
    has_details: bool = False
    details_width: int = DETAILS_WIDTH_PX
    is_sidebar_narrow: bool | None = None
    """None: as the width of the window has it."""
    is_compact: bool = False
    """Whether the rows of the queue have one line."""


def state_from_json(document: Mapping[str, Any]) -> WindowState:
    """The state a JSON object tells; what is missing or of another type takes its default."""
    types = {name: (bool,) if name.startswith(("is_", "has_")) else (int,) for name in WindowState._fields}
    kept = {name: document[name] for name, kinds in types.items() if type(document.get(name)) in kinds}
    return WindowState(**kept)


def state_to_json(state: WindowState) -> dict[str, Any]:
    """The state as a JSON object."""
    return state._asdict()


def place_on_screens(state: WindowState) -> tuple[QSize, QRect | None]:
    """The size for the window, and its place where it was remembered and is still on a screen."""
    screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    size = QSize(state.width, state.height).expandedTo(MIN_SIZE)
    if state.x is None or state.y is None:
        return size.boundedTo(screens[0].size()) if screens else size, None
    place = QRect(state.x, state.y, size.width(), size.height())
    best = max(screens, key=lambda screen: _area(screen.intersected(place)), default=place)
    size = size.boundedTo(best.size())
    left = min(max(state.x, best.left()), best.right() + 1 - size.width())
    top = min(max(state.y, best.top()), best.bottom() + 1 - size.height())
    return size, QRect(left, top, size.width(), size.height())


def frame_on_screen(frame: QRect, screen: QRect) -> QPoint:
    """Where a window's frame has to stand so that its title bar can be reached."""
    left = max(screen.left(), min(frame.left(), screen.right() + 1 - frame.width()))
    return QPoint(left, max(screen.top(), min(frame.top(), screen.bottom() + 1 - frame.height())))


def _area(rect: QRect) -> int:
    return max(0, rect.width()) * max(0, rect.height())
