"""A window with Slipgui's own drop overlay, toast, first page and a search field, telling in JSON lines what was shown and dropped.

Arguments: x, y, width, height of the window.
"""

import json
import sys
from dataclasses import asdict

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QVBoxLayout, QWidget

from slipgui.app.intake import collect
from slipgui.gui.drop_overlay import DropOverlay
from slipgui.gui.drops import DroppedItems
from slipgui.gui.empty_page import EmptyPage
from slipgui.gui.theme import Appearance
from slipgui.gui.toast import Toast

LOOK_EVERY_MS = 15


def tell(**facts: object) -> None:
    """Print one line of news."""
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


class Host(QMainWindow):
    """The window."""

    def __init__(self) -> None:
        super().__init__()
        self._last: object = None
        self._place: list[int] = []
        self.menuBar().addMenu("File")
        self.statusBar().showMessage("ready")
        page = QWidget()
        lines = QVBoxLayout(page)
        self._field = QLineEdit()
        lines.addWidget(self._field)
        lines.addWidget(EmptyPage())
        self.setCentralWidget(page)
        self._toast = Toast(self)
        self._overlay = DropOverlay(self, collect)
        self._overlay.dropped.connect(self._on_dropped)
        self._overlay.refused.connect(self._on_refused)
        self._clock = QTimer(self, interval=LOOK_EVERY_MS)
        self._clock.timeout.connect(self._look)
        self._clock.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell where it is, once it is truly on the screen."""
        super().paintEvent(event)
        self._tell_place()

    def _tell_place(self) -> None:
        corner = self.mapToGlobal(self.rect().topLeft())
        place = [corner.x(), corner.y(), self.width(), self.height()]
        if place != self._place:
            self._place = place
            tell(place=place)

    def _look(self) -> None:
        words = self._overlay.words
        if words != self._last:
            self._last = words
            tell(shown=asdict(words) if words is not None else None, covers=self._overlay.isVisible())

    def _on_dropped(self, items: DroppedItems) -> None:
        names = [refusal.name for refusal in items.refused]
        tell(dropped=[str(path) for path in items.paths], refused=names, field=self._field.text())

    def _on_refused(self, why: str) -> None:
        self._toast.show_message(why)
        tell(toast=self._toast.text, covers=self._overlay.isVisible(), is_toast_visible=self._toast.isVisible())


if __name__ == "__main__":
    application = QApplication(sys.argv)
    appearance = Appearance(application, "dark")
    window = Host()
    window.setGeometry(*(int(argument) for argument in sys.argv[1:5]))
    window.show()
    sys.exit(application.exec())
