"""The pictures of covers: read from the catalogue's small files in a thread, kept while there is room."""

from collections import OrderedDict
from contextlib import suppress

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, SignalInstance
from PySide6.QtGui import QImage, QPixmap

_N_KEPT = 2_000
"""About 25 kB each at the size they are shown."""


class CoverPictures(QObject):
    """Gives pictures by file; the first time a file is asked for it comes later."""

    arrived = Signal()
    """Pictures that were asked for are there now."""
    _read = Signal(str, QImage)

    def __init__(self, side_px: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._side_px = side_px
        self._kept: OrderedDict[str, QPixmap | None] = OrderedDict()
        self._threads = QThreadPool(self)
        self._threads.setMaxThreadCount(1)
        self._read.connect(self._keep)

    def picture(self, file: str) -> QPixmap | None:
        """The picture, None while it is not there, and where it cannot be read."""
        if not file:
            return None
        if file in self._kept:
            self._kept.move_to_end(file)
            return self._kept[file]
        self._kept[file] = None
        self._threads.start(_Reading(file, self._side_px, self._read))
        while len(self._kept) > _N_KEPT:
            self._kept.popitem(last=False)
        return None

    def _keep(self, file: str, image: QImage) -> None:
        if file in self._kept and not image.isNull():
            self._kept[file] = QPixmap.fromImage(image)
            self.arrived.emit()


class _Reading(QRunnable):
    """Reads one file, in the pool's thread."""

    def __init__(self, file: str, side_px: int, done: SignalInstance) -> None:
        super().__init__()
        self._file, self._side_px, self._done = file, side_px, done

    def run(self) -> None:
        """Read and shrink it."""
        image = QImage(self._file)
        if not image.isNull():
            keep = Qt.AspectRatioMode.KeepAspectRatioByExpanding
            image = image.scaled(self._side_px, self._side_px, keep, Qt.TransformationMode.SmoothTransformation)
        with suppress(RuntimeError):  # the page is gone meanwhile
            self._done.emit(self._file, image)
