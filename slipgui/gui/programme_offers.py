"""Long clips of the queue are programmes: that every cue can be found in them is offered once for all that come together."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from slipgui.core.events import ClipProbed, Event
from slipgui.core.settings import Settings
from slipgui.gui.texts import plain, translate

if TYPE_CHECKING:
    from slipgui.gui.main_window import MainWindow

_TOGETHER_MS = 500


class ProgrammeOffers(QObject):
    """The offers of a window.

    Parameters
    ----------
    window
        Its queue is watched, its cue page takes the programmes.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._from_s = Settings().programme_from_s
        self._offered: list[Path] = []
        self._timer = QTimer(self, singleShot=True, interval=_TOGETHER_MS)
        self._timer.timeout.connect(self._offer)

    def follow(self, settings: Settings) -> None:
        """Take the limit of the settings."""
        self._from_s = settings.programme_from_s

    def on_event(self, event: Event) -> None:
        """Note a clip that turns out to be long."""
        if isinstance(event, ClipProbed) and event.info.duration_s > self._from_s:
            row = self._window.rooms.queue.model.row_of(event.clip_id)
            if row is not None and row.path not in self._offered:
                self._offered.append(row.path)
                self._timer.start()

    def _offer(self) -> None:
        paths, self._offered = self._offered, []
        one, many = translate("Cues", "{0} is long: a programme"), translate("Cues", "{0} clips are long: programmes")
        text = one.format(plain(paths[0].name)) if len(paths) == 1 else many.format(len(paths))
        self._window.toast.show_message(
            text, translate("Cues", "Find every cue"), lambda: self._window.open_programmes(paths)
        )
