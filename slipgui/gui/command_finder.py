"""The list of all that can be done, over the window it belongs to."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from slipgui.gui.command_palette import CommandPalette
    from slipgui.gui.main_window import MainWindow


class CommandFinder(QObject):
    """Opens the list; it is made when it is first wanted.

    Parameters
    ----------
    window
        Whose actions and clips are found.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._palette: CommandPalette | None = None

    @property
    def palette(self) -> "CommandPalette":
        """The list."""
        from slipgui.gui.command_palette import CommandPalette

        if self._palette is None:
            self._palette = CommandPalette(self._window)
        return self._palette

    def show(self) -> None:
        """Open it."""
        from slipgui.gui.commands import action_commands, choice_commands, clip_commands

        menus, rows = self._window.menus, self._window.model.rows()
        settings = [one for setting, choices in menus.choices.items() for one in choice_commands(setting, choices)]
        clips = clip_commands(rows, self._show_clip)
        self.palette.show_commands([*action_commands(menus.in_order()), *clips, *settings])

    def speak_anew(self) -> None:
        """Say it in the language that is spoken now, when it is next wanted."""
        former, self._palette = self._palette, None
        if former is not None:
            former.deleteLater()

    def _show_clip(self, clip_id: str) -> None:
        self._window.show_queue()
        self._window.queue_page.show_clip(clip_id)
