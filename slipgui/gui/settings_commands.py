"""How the settings are opened: in a window of their own that stays while work goes on."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from slipgui.gui.window_actions import WindowActions

if TYPE_CHECKING:
    from slipgui.gui.settings_window import SettingsWindow


class SettingsCommands:
    """Opens the settings; the window is made when it is first wanted.

    Parameters
    ----------
    window
        They stand over it.
    wishes
        Does what the user wants.
    show_catalogue
        Leads to the catalogue page.
    """

    def __init__(self, window: QWidget, wishes: WindowActions, show_catalogue: Callable[[], object]) -> None:
        self._window, self._wishes, self._show_catalogue = window, wishes, show_catalogue
        self._settings: SettingsWindow | None = None

    def show(self, section: str = "") -> None:
        """Open the settings, or bring them forward; at a section, where one is named."""
        if self._settings is None:
            from slipgui.gui.settings_window import SettingsWindow

            self._settings = SettingsWindow(self._window, self._wishes, self._show_catalogue)
        if section:
            self._settings.choose(section)
        self._settings.show()
        self._settings.raise_()
        self._settings.activateWindow()

    def speak_anew(self) -> None:
        """Say the settings in the language that is spoken now; the section stays."""
        former, self._settings = self._settings, None
        if former is None:
            return
        if former.isVisible():
            self.show(former.section)
        former.hide()
        former.deleteLater()
