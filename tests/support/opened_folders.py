"""Hears what the program opens in other programs: folders in the file manager, pages in the browser."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices


class _Ear(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(url.toLocalFile() if url.isLocalFile() else url.toString())


@contextmanager
def opened_folders() -> Iterator[list[str]]:
    """The folders that are opened inside of the block; no file manager opens."""
    with _opened("file") as folders:
        yield folders


@contextmanager
def opened_pages() -> Iterator[list[str]]:
    """The https pages that are opened inside of the block; no browser opens."""
    with _opened("https") as pages:
        yield pages


@contextmanager
def _opened(scheme: str) -> Iterator[list[str]]:
    ear = _Ear()
    QDesktopServices.setUrlHandler(scheme, ear, "take")
    try:
        yield ear.opened
    finally:
        QDesktopServices.unsetUrlHandler(scheme)
