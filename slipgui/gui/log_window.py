"""The end of the log in a window of its own; it follows while it is open."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from slipgui.gui.action_button import ActionButton
from slipgui.gui.labels import TextLabel
from slipgui.gui.scroll_bars import name_scroll_bars
from slipgui.gui.texts import translate
from slipgui.gui.theme import CAPTION, GAP_CONTROLS, PAGE_PADDING

_FOLLOW_MS = 1000


class LogWindow(QDialog):
    """The window; asks again every second while it is seen.

    Parameters
    ----------
    parent
        The main window.
    read
        Asks for the log; the answer comes to ``show_log``.
    """

    folder_requested = Signal()
    report_requested = Signal()

    def __init__(self, parent: QWidget, read: Callable[[], object]) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(translate("Log", "Log"))
        self.resize(900, 560)
        self.text = QPlainTextEdit()
        name_scroll_bars(self.text)
        self.text.setReadOnly(True)
        self.text.setStyleSheet("QPlainTextEdit { border: none; border-radius: 0; }")
        self.text.document().setDocumentMargin(PAGE_PADDING)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setAccessibleName(translate("Log", "The end of the log"))
        self.text.setPlaceholderText(translate("Log", "Nothing is logged yet."))
        left_out = TextLabel(translate("Log", "Keys and links are left out."), role="text_3", factor=CAPTION)
        left_out.setWordWrap(False)
        copy = ActionButton(translate("Log", "Copy all"), "copy")
        folder = ActionButton(translate("Log", "Show in folder"), "folder")
        report = ActionButton(translate("Log", "Report a problem…"), "report")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text.toPlainText()))
        folder.clicked.connect(self.folder_requested)
        report.clicked.connect(self.report_requested)
        line = QHBoxLayout()
        line.setContentsMargins(PAGE_PADDING, GAP_CONTROLS, PAGE_PADDING, GAP_CONTROLS)
        line.setSpacing(GAP_CONTROLS)
        line.addWidget(left_out)
        line.addStretch(1)
        for button in (copy, folder, report):
            line.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.text, 1)
        column.addLayout(line)
        self._timer = QTimer(self, interval=_FOLLOW_MS)
        self._timer.timeout.connect(read)
        self._read = read

    def show_log(self, text: str) -> None:
        """Show this; who reads at the end stays at the end, who reads elsewhere stays there."""
        shown = text.rstrip("\n")
        if shown == self.text.toPlainText():
            return
        bar = self.text.verticalScrollBar()
        is_at_end, place = bar.value() == bar.maximum(), bar.value()
        self.text.setPlainText(shown)
        bar.setValue(bar.maximum() if is_at_end else place)

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the log."""
        super().showEvent(event)
        self._read()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self._timer.stop()
