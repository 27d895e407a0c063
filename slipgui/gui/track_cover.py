"""Brings the cover of a catalogue track into the details."""

import base64
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QPixmap

from slipgui.gui.clip_rows import ClipRow
from slipgui.gui.cover_tile import CoverTile

if TYPE_CHECKING:
    from slipgui.gui.preview_work import PreviewWork


class TrackCover(QObject):
    """Keeps a tile in step with the track that is shown.

    Parameters
    ----------
    tile
        Where it is shown.
    work
        Reads covers.
    """

    def __init__(self, tile: CoverTile, work: "PreviewWork") -> None:
        super().__init__(tile)
        self._tile, self._work = tile, work
        self._identity = ""
        self._asked: int | None = None
        work.answered.connect(self._take)

    def show_row(self, row: ClipRow) -> None:
        """Show the cover of the track that was found in this clip, its tile until it is there and where it has none."""
        track = row.track
        identity = "" if track is None else track.id or f"{track.title}\n{track.artist}"
        if identity == self._identity:
            return
        if self._asked is not None:
            self._work.forget(self._asked)
        self._identity, self._asked = identity, None
        self._tile.set_identity(identity)
        is_local = row.report is not None and row.report.service == "local"
        if track is not None and track.id is not None and is_local:
            self._asked = self._work.ask("cover", track_id=track.id)

    def _take(self, number: int, document: dict[str, object]) -> None:
        if number != self._asked:
            return
        self._asked = None
        picture, text = QPixmap(), document.get("picture")
        if isinstance(text, str) and picture.loadFromData(base64.b64decode(text)):
            self._tile.set_picture(picture)
