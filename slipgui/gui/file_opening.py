"""The application as a Qt object: the system asks it to open files, as macOS does for double clicks and drops on the icon."""

from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class FileOpeningApplication(QApplication):
    """Tells of files that the system wants opened; what is no file is left to Qt."""

    file_wanted = Signal(Path)
    """A file or folder."""

    def event(self, event: QEvent) -> bool:
        """Whether the event was taken."""
        if isinstance(event, QFileOpenEvent) and event.file():
            self.file_wanted.emit(Path(event.file()))
            return True
        return super().event(event)
