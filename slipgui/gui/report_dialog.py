"""Where the user says what went wrong, reads what goes along, and saves both as a file to send."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QPlainTextEdit, QVBoxLayout, QWidget

from slipgui.gui.action_button import ActionButton
from slipgui.gui.labels import TextLabel
from slipgui.gui.texts import translate
from slipgui.gui.theme import CAPTION, GAP_CONTROLS, GAP_FIELDS, PAGE_PADDING

_SIZE_PX = (520, 320)


def ask_for_report(window: QWidget, save: Callable[[Path, str], object]) -> None:
    """Open the dialog over a window; ``save`` gets the chosen file and what was written."""
    box = QDialog(window)
    box.setWindowTitle(translate("Report", "Report a problem"))
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    title = TextLabel(translate("Report", "What happened, and what did you expect?"))
    field = QPlainTextEdit()
    field.setTabChangesFocus(True)
    field.setAccessibleName(title.text())
    words = translate(
        "Report",
        "A zip is written where you choose; nothing is sent. In it: your words, versions, settings and the log, which names clips."
        " Keys, links and the clips themselves are left out.",
    )
    buttons = QDialogButtonBox()
    save_button = ActionButton(translate("Report", "Save report…"), kind="primary")
    buttons.addButton(ActionButton(translate("Report", "Cancel")), QDialogButtonBox.ButtonRole.RejectRole)
    buttons.addButton(save_button, QDialogButtonBox.ButtonRole.AcceptRole)
    buttons.accepted.connect(box.accept)
    buttons.rejected.connect(box.reject)
    box.accepted.connect(lambda: _choose_file(window, field.toPlainText(), save))
    lines = QVBoxLayout(box)
    lines.setContentsMargins(PAGE_PADDING, PAGE_PADDING, PAGE_PADDING, PAGE_PADDING)
    lines.setSpacing(GAP_CONTROLS)
    lines.addWidget(title)
    lines.addWidget(field, 1)
    lines.addWidget(TextLabel(words, role="text_2", factor=CAPTION))
    lines.addSpacing(GAP_FIELDS)
    lines.addWidget(buttons)
    box.resize(*_SIZE_PX)
    box.open()


def _choose_file(window: QWidget, note: str, save: Callable[[Path, str], object]) -> None:
    chooser = QFileDialog(window, translate("Report", "Save report"))
    chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    chooser.setNameFilters([translate("Report", "Zip (*.zip)")])
    chooser.setDefaultSuffix("zip")
    chooser.selectFile(f"slipgui-report-{datetime.now().astimezone():%Y-%m-%d}.zip")
    chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    chooser.fileSelected.connect(lambda name: save(Path(name), note))
    chooser.open()
