"""A dialog that asks for one thing: the question, a field, what becomes of it, and the buttons with the primary one last."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from slipgui.gui.action_button import ActionButton
from slipgui.gui.labels import TextLabel
from slipgui.gui.texts import control
from slipgui.gui.theme import CAPTION, GAP_CONTROLS, GAP_FIELDS, PAGE_PADDING


class Sheet(QDialog):
    """The dialog; it is gone when it was closed.

    Parameters
    ----------
    window
        It stands over it.
    title
        Of the dialog.
    question
        What is asked; the field's name for those who do not see it, too.
    field
        Where the answer is written.
    note
        What becomes of the answer.
    verb
        On the primary button.
    """

    def __init__(self, window: QWidget, title: str, question: str, field: QWidget, note: str, verb: str) -> None:
        super().__init__(window)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        field.setAccessibleName(question)
        self.primary = ActionButton(verb, kind="primary")
        self.primary.clicked.connect(self.accept)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(PAGE_PADDING, PAGE_PADDING, PAGE_PADDING, PAGE_PADDING)
        lines.setSpacing(GAP_CONTROLS)
        lines.addWidget(TextLabel(question))
        lines.addWidget(field, 1)
        lines.addWidget(TextLabel(note, role="text_2", factor=CAPTION))
        lines.addSpacing(GAP_FIELDS)
        lines.addLayout(closing_line(self, self.primary))


def closing_line(dialog: QDialog, primary: ActionButton) -> QHBoxLayout:
    """The line below a dialog: a button that leaves it, and the primary one last, which Return in a field presses."""
    primary.setDefault(True)
    cancel = ActionButton(control("cancel"))
    cancel.clicked.connect(dialog.reject)
    buttons = QHBoxLayout()
    buttons.setSpacing(GAP_CONTROLS)
    buttons.addStretch(1)
    buttons.addWidget(cancel)
    buttons.addWidget(primary)
    return buttons
