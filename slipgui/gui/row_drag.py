"""Rows on their way: inside their list to another place, out of the window as files and as text."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QWidget

ROWS_TYPE = "application/x-slipgui-rows"
"""Says that the drag began in the list; who drops it there moves rows."""


def mime_of_rows(rows: Iterable[tuple[Path, str]]) -> QMimeData:
    """What a drag of rows carries: their files, each once, and the line of text of each."""
    taken = list(rows)
    mime = QMimeData()
    mime.setData(ROWS_TYPE, b"1")
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in dict.fromkeys(path for path, _ in taken)])
    mime.setText("\n".join(line for _, line in taken))
    return mime


def drag_rows(view: QWidget, rows: Iterable[tuple[Path, str]]) -> None:
    """Let rows be taken along until they are let go; other programs may only copy: nobody may move a clip away."""
    drag = QDrag(view)
    drag.setMimeData(mime_of_rows(rows))
    drag.exec(Qt.DropAction.CopyAction)
