"""What the window gives each of its pages."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from slipgui.gui.window_actions import WindowActions
    from slipgui.gui.window_menus import WindowMenus

SHORT_BUTTONS_BELOW_PX = 1000
"""In a narrower window the words on buttons are shortened."""

Say = Callable[..., object]
"""Shows a short message: the text, and perhaps the word of a button and what it does."""


class Surroundings(NamedTuple):
    """What a room stands in."""

    window: QWidget
    """Dialogs stand over it."""
    wishes: "WindowActions"
    """Does what the user wants."""
    menus: "WindowMenus"
    say: Say
    clock: Callable[[], float]
    """Seconds on a monotonic clock."""
    show_settings: Callable[[str], object]
    """Opens a section of the settings."""
