"""The stills in the rows: asked for one by one while their row is in view, kept while there is room."""

import base64
from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPainterPath, QPixmap

from slipgui.app.media_facts import decode_info
from slipgui.core.events import ClipProbed
from slipgui.gui.clip_rows import ClipRow, RowState
from slipgui.gui.clip_table_model import ClipTableModel, Column
from slipgui.gui.row_look import POSTER_HEIGHT_PX, POSTER_RADIUS_PX, POSTER_WIDTH_PX

if TYPE_CHECKING:
    from slipgui.gui.clip_table_view import ClipTableView
    from slipgui.gui.preview_work import PreviewWork

_N_KEPT = 400
"""Each 9 kB, four times that on a sharp screen."""
_LOOK_AFTER_MS = 80
"""Rows that only fly by are not asked for."""
_NOT_YET = (RowState.WAITING_FOR_FILE, RowState.WAITING_FOR_VOLUME)

Key = tuple[str, int]
"""Path and size: a file that changed has another still."""


class RowPosters(QObject):
    """Gives the list its stills.

    Parameters
    ----------
    view
        The list; only what is in view is asked for.
    model
        Its clips.
    work
        Makes them.
    """

    def __init__(self, view: "ClipTableView", model: ClipTableModel, work: "PreviewWork") -> None:
        super().__init__(view)
        self._view, self._model, self._work = view, model, work
        self._kept: OrderedDict[Key, QPixmap | None] = OrderedDict()
        self._asked: tuple[int, Key] | None = None
        self._timer = QTimer(self, singleShot=True, interval=_LOOK_AFTER_MS)
        self._timer.timeout.connect(self._look)
        work.answered.connect(self._take)
        model.refreshed.connect(self._look_soon)
        view.verticalScrollBar().valueChanged.connect(self._look_soon)
        view.verticalScrollBar().rangeChanged.connect(self._look_soon)
        self._look_soon()

    def picture(self, row: ClipRow) -> QPixmap | None:
        """The still of a clip, None while it is not there and where there is none."""
        return self._kept.get(_key(row))

    def _look_soon(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _look(self) -> None:
        """Ask for the first in view that is missing; what was asked for and is out of view now is not wanted any more."""
        rows = [self._model.shown_rows()[place] for place in self._view.visible_places()]
        keys = [_key(row) for row in rows if row.state not in _NOT_YET]
        if self._asked is not None and (self._asked[1] in keys or not self._work.forget(self._asked[0])):
            return
        self._asked = None
        for key in keys:
            if key in self._kept:
                self._kept.move_to_end(key)
        missing = next((key for key in keys if key not in self._kept), None)
        if missing is not None and self._view.isVisible():
            ratio = self._view.devicePixelRatioF()
            size = {"width": round(POSTER_WIDTH_PX * ratio), "height": round(POSTER_HEIGHT_PX * ratio)}
            self._asked = self._work.ask("poster", path=missing[0], **size), missing

    def _take(self, number: int, document: dict[str, object]) -> None:
        if self._asked is None or number != self._asked[0]:
            return
        key, self._asked = self._asked[1], None
        self._kept[key] = _rounded(document.get("picture"), self._view.devicePixelRatioF())
        while len(self._kept) > _N_KEPT:
            self._kept.popitem(last=False)
        for place in self._view.visible_places():
            if _key(self._model.shown_rows()[place]) == key:
                self._view.update(self._model.index(place, Column.CLIP))
        self._tell_info(key, document.get("info"))
        self._look()

    def _tell_info(self, key: Key, document: object) -> None:
        """Tell of clips that ended in an earlier run, or were known already, what nobody looked into their files for."""
        if not isinstance(document, dict):
            return
        info = decode_info(document)
        for place in self._view.visible_places():
            row = self._model.shown_rows()[place]
            if _key(row) == key and row.info is None and row.has_ended and info.size_bytes == row.source_bytes:
                self._model.apply(ClipProbed(row.clip_id, info))


def _key(row: ClipRow) -> Key:
    return str(row.path), row.source_bytes


def _rounded(text: object, ratio: float) -> QPixmap | None:
    """The still in the middle of its place, its corners rounded as those of the place."""
    picture = QPixmap()
    if not isinstance(text, str) or not picture.loadFromData(base64.b64decode(text)):
        return None
    place = QPixmap(round(POSTER_WIDTH_PX * ratio), round(POSTER_HEIGHT_PX * ratio))
    place.setDevicePixelRatio(ratio)
    place.fill(Qt.GlobalColor.transparent)
    whole = QRectF(0, 0, POSTER_WIDTH_PX, POSTER_HEIGHT_PX)
    outline = QPainterPath()
    outline.addRoundedRect(whole, POSTER_RADIUS_PX, POSTER_RADIUS_PX)
    width, height = picture.width() / ratio, picture.height() / ratio
    painter = QPainter(place)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.setClipPath(outline)
    target = QRectF((whole.width() - width) / 2, (whole.height() - height) / 2, width, height)
    painter.drawPixmap(target, picture, QRectF(picture.rect()))
    painter.end()
    return place
