"""Where the user says what went wrong, reads what goes along, and saves both as a file to send."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QWidget

from slipgui.gui.scroll_bars import name_scroll_bars
from slipgui.gui.sheet import Sheet
from slipgui.gui.texts import translate

_SIZE_PX = (520, 320)


def ask_for_report(window: QWidget, save: Callable[[Path, str], object]) -> None:
    """Open the dialog over a window; ``save`` gets the chosen file and what was written."""
    field = QPlainTextEdit()
    name_scroll_bars(field)
    field.setTabChangesFocus(True)
    sheet = Sheet(
        window,
        translate("Report", "Report a problem"),
        translate("Report", "What happened, and what did you expect?"),
        field,
        translate(
            "Report",
            "A zip is written where you choose; nothing is sent. In it: your words, versions, settings and the log, which names clips."
            " Keys, links and the clips themselves are left out.",
        ),
        translate("Report", "Save report…"),
    )
    sheet.accepted.connect(lambda: _choose_file(window, field.toPlainText(), save))
    sheet.resize(*_SIZE_PX)
    sheet.open()


def _choose_file(window: QWidget, note: str, save: Callable[[Path, str], object]) -> None:
    chooser = QFileDialog(window, translate("Report", "Save report"))
    chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    chooser.setNameFilters([translate("Report", "Zip (*.zip)")])
    chooser.setDefaultSuffix("zip")
    chooser.selectFile(f"slipgui-report-{datetime.now().astimezone():%Y-%m-%d}.zip")
    chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    chooser.fileSelected.connect(lambda name: save(Path(name), note))
    chooser.open()
