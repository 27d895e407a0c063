"""The stills in the rows: asked for one by one while their row is in view, kept while there is room."""

import base64
from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPainterPath, QPixmap

from slipgui.app.media_facts import decode_info
from slipgui.core.clip import MediaInfo
from slipgui.core.events import ClipProbed
from slipgui.gui.clip_rows import ClipRow, RowState
from slipgui.gui.clip_table_model import ClipTableModel
from slipgui.gui.row_look import POSTER_HEIGHT_PX, POSTER_RADIUS_PX, POSTER_WIDTH_PX
from slipgui.gui.rows_view import RowsView

if TYPE_CHECKING:
    from slipgui.gui.preview_work import PreviewWork

_N_KEPT = 400
"""Each 9 kB, four times that on a sharp screen."""
_LOOK_AFTER_MS = 80
"""Rows that only fly by are not asked for."""
_FILE_AWAY = ("missing", "file")
"""What the child says of a file that may come back: its disk or share may."""
_AGAIN_MS = 20_000
"""Between two looks for files that were not there."""
_NOT_YET = (RowState.WAITING_FOR_FILE, RowState.WAITING_FOR_VOLUME)

Key = tuple[str, int]
"""Path and size: a file that changed has another still."""


class RowPosters(QObject):
    """Gives a list its stills.

    Parameters
    ----------
    view
        The list; only what is in view is asked for.
    work
        Makes them.
    again_ms
        So long after a file was not there it is looked for again, while its row is in view.
    """

    def __init__(self, view: RowsView, work: "PreviewWork", again_ms: int = _AGAIN_MS) -> None:
        super().__init__(view)
        self._view, self._work = view, work
        self._kept: OrderedDict[Key, QPixmap | None] = OrderedDict()
        self._away: set[Key] = set()
        """Files that were not there when they were asked for."""
        self._asked: tuple[int, Key] | None = None
        self._timer = QTimer(self, singleShot=True, interval=_LOOK_AFTER_MS)
        self._timer.timeout.connect(self._look)
        self._again = QTimer(self, singleShot=True, interval=again_ms)
        self._again.timeout.connect(self._look_again)
        work.answered.connect(self._take)
        view.verticalScrollBar().valueChanged.connect(self.look_soon)
        view.verticalScrollBar().rangeChanged.connect(self.look_soon)
        self.look_soon()

    def key_at(self, place: int) -> Key | None:
        """Whose still belongs into a row; None where none is wanted now."""
        raise NotImplementedError

    def tell(self, key: Key, document: dict[str, object]) -> None:
        """Pass on what else was learnt of a file."""

    def picture(self, key: Key) -> QPixmap | None:
        """The still of a file, None while it is not there and where there is none."""
        return self._kept.get(key)

    def look_soon(self) -> None:
        """Other rows are in view, or there are others."""
        if not self._timer.isActive():
            self._timer.start()

    def _look(self) -> None:
        """Ask for the first in view that is missing; what was asked for and is out of view now is not wanted any more."""
        keys = [key for place in self._view.visible_places() if (key := self.key_at(place)) is not None]
        if self._asked is not None and (self._asked[1] in keys or not self._work.forget(self._asked[0])):
            return
        self._asked = None
        for key in keys:
            if key in self._kept:
                self._kept.move_to_end(key)
        missing = next((key for key in keys if key not in self._kept and key not in self._away), None)
        if missing is not None and self._view.isVisible():
            ratio = self._view.devicePixelRatioF()
            size = {"width": round(POSTER_WIDTH_PX * ratio), "height": round(POSTER_HEIGHT_PX * ratio)}
            self._asked = self._work.ask("poster", path=missing[0], **size), missing

    def _look_again(self) -> None:
        self._away.clear()
        self._look()

    def _take(self, number: int, document: dict[str, object]) -> None:
        if self._asked is None or number != self._asked[0]:
            return
        key, self._asked = self._asked[1], None
        if document.get("failed") in _FILE_AWAY:
            self._away.add(key)
            self._again.start()
        else:
            self._keep(key, document)
        self._look()

    def _keep(self, key: Key, document: dict[str, object]) -> None:
        self._kept[key] = _rounded(document.get("picture"), self._view.devicePixelRatioF())
        while len(self._kept) > _N_KEPT:
            self._kept.popitem(last=False)
        for place in self._view.visible_places():
            if self.key_at(place) == key:
                self._view.update(self._view.model().index(place, self._view.poster_column))
        self.tell(key, document)


class ClipPosters(RowPosters):
    """Gives the queue its stills, and tells of clips that ended in an earlier run what nobody looked into their files for.

    Parameters
    ----------
    view
        The list.
    model
        Its clips.
    work
        Makes them.
    """

    def __init__(self, view: RowsView, model: ClipTableModel, work: "PreviewWork") -> None:
        self._model = model
        self._infos: dict[Key, MediaInfo] = {}
        """What was learnt of files beside their stills, as long as those are kept."""
        super().__init__(view, work)
        model.refreshed.connect(self.look_soon)

    def key_at(self, place: int) -> Key | None:
        """Path and size of a clip whose file is complete."""
        row = self._model.shown_rows()[place]
        return poster_key(row) if row.state not in _NOT_YET else None

    def tell(self, key: Key, document: dict[str, object]) -> None:
        """Tell of clips that ended in an earlier run, or were known already, what nobody looked into their files for."""
        known = document.get("info")
        if isinstance(known, dict):
            self._infos[key] = decode_info(known)
            for gone in self._infos.keys() - self._kept.keys():
                del self._infos[gone]
            self._tell_rows()

    def _look(self) -> None:
        super()._look()
        self._tell_rows()  # a clip that comes back, or comes once more, has its still already

    def _tell_rows(self) -> None:
        for place in self._view.visible_places():
            row = self._model.shown_rows()[place]
            info = self._infos.get(poster_key(row))
            if info is not None and row.info is None and row.has_ended and info.size_bytes == row.source_bytes:
                self._model.apply(ClipProbed(row.clip_id, info))


def poster_key(row: ClipRow) -> Key:
    """By what the still of a clip is known."""
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
