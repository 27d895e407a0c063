"""How the settings are opened: once, in a window that stays while work goes on."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from slipgui.gui.window_actions import WindowActions


def show_settings(window: QWidget, wishes: WindowActions, show_catalogue: Callable[[], object]) -> None:
    """Open the settings over a window, or bring them forward."""
    from slipgui.gui.settings_window import SettingsWindow

    settings = window.findChild(SettingsWindow) or SettingsWindow(window, wishes, show_catalogue)
    settings.show()
    settings.raise_()
    settings.activateWindow()
