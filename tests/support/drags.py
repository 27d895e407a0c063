"""Files on their way over a window, by Qt's own events; real drags between programs are in tests/e2e/test_real_drags.py."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

_PLACE = QPoint(100, 90)
COPY = Qt.DropAction.CopyAction


def mime_of(paths: Iterable[Path]) -> QMimeData:
    """What a file manager puts on a drag or on the clipboard."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


class Drag:
    """Files that came over a window and are not let go yet.

    Parameters
    ----------
    window
        Shown.
    paths
        The files; to be kept as long as the drag lasts, as its events do not own what they carry.
    actions
        What their program offers.
    """

    def __init__(self, window: QWidget, *paths: Path, actions: Qt.DropAction = COPY) -> None:
        self._window = window
        self._mime = mime_of(paths)
        self._place = _PLACE
        self._given = (actions, self._mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        self._send(QDragEnterEvent(self._place, *self._given))

    def move_to(self, place: QPoint) -> None:
        """Take them to another place of the window."""
        self._place = place
        self._send(QDragMoveEvent(place, *self._given))

    def let_go(self) -> bool:
        """Release them; whether the window takes them."""
        drop = QDropEvent(QPointF(self._place), *self._given)
        self._send(drop)
        return drop.isAccepted()

    def leave(self) -> None:
        """Take them away again."""
        self._send(QDragLeaveEvent())

    def _send(self, event: QDropEvent | QDragLeaveEvent) -> None:
        QApplication.sendEvent(self._window.windowHandle(), event)
