"""Brings the cover of a catalogue track into the details: of the user's catalogue, or of AudioVerify's."""

import base64
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QPixmap

from slipgui.gui.clip_rows import ClipRow
from slipgui.gui.cover_pictures import CoverPictures
from slipgui.gui.cover_tile import COVER_PX, CoverTile

if TYPE_CHECKING:
    from slipgui.gui.preview_work import PreviewWork
    from slipgui.gui.track_work import TrackWork

_SIDE_PX = 2 * COVER_PX
"""Sharp on fine screens, too."""


class TrackCover(QObject):
    """Keeps a tile in step with the track that is shown.

    Parameters
    ----------
    tile
        Where it is shown.
    work
        Reads covers of the user's catalogue.
    tracks
        Brings those of AudioVerify's with what it tells of a track.
    """

    def __init__(self, tile: CoverTile, work: "PreviewWork", tracks: "TrackWork") -> None:
        super().__init__(tile)
        self._tile, self._work = tile, work
        self._pictures = CoverPictures(_SIDE_PX, self)
        self._files: dict[str, str] = {}
        """Of AudioVerify's tracks, by id."""
        self._identity = ""
        self._asked: int | None = None
        work.answered.connect(self._take)
        tracks.cover_read.connect(self._take_file)
        self._pictures.arrived.connect(self._show_file)

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
        self._show_file()

    def _take_file(self, track_id: str, file: str) -> None:
        self._files[track_id] = file
        self._show_file()

    def _show_file(self) -> None:
        picture = self._pictures.picture(self._files.get(self._identity, ""))
        if picture is not None:
            self._tile.set_picture(picture)

    def _take(self, number: int, document: dict[str, object]) -> None:
        if number != self._asked:
            return
        self._asked = None
        picture, text = QPixmap(), document.get("picture")
        if isinstance(text, str) and picture.loadFromData(base64.b64decode(text)):
            self._tile.set_picture(picture)
