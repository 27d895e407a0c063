"""A program whose window can be dragged from: it offers the MIME data and actions it was started with.

Arguments: one JSON object with ``mime`` (format → text, as bytes in UTF-8), ``actions`` and ``place``.
"""

import json
import sys

from PySide6.QtCore import QByteArray, QMimeData, Qt
from PySide6.QtGui import QDrag, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel

ACTIONS = {"copy": Qt.DropAction.CopyAction, "move": Qt.DropAction.MoveAction}


def tell(**facts: object) -> None:
    """Print one line of news."""
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


class Source(QLabel):
    """The window."""

    def __init__(self, offer: dict[str, object]) -> None:
        super().__init__("drag me")
        self._offer = offer
        self._is_dragging = False
        self._place: list[int] = []

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell where it is, once it is truly on the screen."""
        super().paintEvent(event)
        self._tell_place()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Begin the drag with the first movement."""
        if self._is_dragging or not event.buttons():
            return
        self._is_dragging = True
        drag = QDrag(self)
        mime = QMimeData()
        for name, text in self._offer["mime"].items():
            mime.setData(name, QByteArray(text.encode("utf-8", "surrogateescape")))
        drag.setMimeData(mime)
        names = self._offer["actions"]
        actions = Qt.DropAction.IgnoreAction
        for name in names:
            actions |= ACTIONS[name]
        drag.actionChanged.connect(lambda action: tell(answered=action.name))
        tell(began=True)
        answer = drag.exec(actions, ACTIONS[names[-1]])
        self._is_dragging = False
        tell(ended=answer.name)

    def _tell_place(self) -> None:
        corner = self.mapToGlobal(self.rect().topLeft())
        place = [corner.x(), corner.y(), self.width(), self.height()]
        if place != self._place:
            self._place = place
            tell(place=place)


if __name__ == "__main__":
    application = QApplication(sys.argv)
    offer = json.loads(sys.argv[1])
    window = Source(offer)
    window.setGeometry(*offer["place"])
    window.show()
    sys.exit(application.exec())
