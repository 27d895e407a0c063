"""Rows on their way: inside their list to another place, out of the window as files and as text."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QWidget

from slipgui.gui.clip_rows import ClipRow
from slipgui.gui.row_texts import answer_text
from slipgui.gui.texts import plain

ROWS_TYPE = "application/x-slipgui-rows"
"""Says that the drag began in the list; who drops it there moves rows."""


def mime_of_rows(rows: Sequence[ClipRow]) -> QMimeData:
    """What a drag of rows carries: their files, and a line of text for each."""
    mime = QMimeData()
    mime.setData(ROWS_TYPE, b"1")
    mime.setUrls([QUrl.fromLocalFile(str(row.path)) for row in rows])
    mime.setText("\n".join(answer_text(row.track) if row.track is not None else plain(row.name) for row in rows))
    return mime


def drag_rows(view: QWidget, rows: Sequence[ClipRow]) -> None:
    """Let rows be taken along until they are let go; other programs may only copy: nobody may move a clip away."""
    drag = QDrag(view)
    drag.setMimeData(mime_of_rows(rows))
    drag.exec(Qt.DropAction.CopyAction)
