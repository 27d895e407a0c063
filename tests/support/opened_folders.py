"""Hears which folders the program opens in the file manager of the desktop."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices


class _Ear(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.folders: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.folders.append(url.toLocalFile())


@contextmanager
def opened_folders() -> Iterator[list[str]]:
    """The folders that are opened inside of the block; no file manager opens."""
    ear = _Ear()
    QDesktopServices.setUrlHandler("file", ear, "take")
    try:
        yield ear.folders
    finally:
        QDesktopServices.unsetUrlHandler("file")
