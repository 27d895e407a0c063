"""Media of a timeline that are not where it says: look in a folder, choose a file, or go on without them."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout, QWidget

from slipgui.gui.action_button import ActionButton
from slipgui.gui.choice_box import ChoiceBox
from slipgui.gui.labels import TextLabel
from slipgui.gui.sentence_list import SentenceList
from slipgui.gui.sheet import Sheet, closing_line
from slipgui.gui.texts import plain, translate
from slipgui.gui.theme import GAP_CONTROLS, GAP_FIELDS, HEADING, PAGE_PADDING

if TYPE_CHECKING:
    from slipgui.app.edit_cues import LinkedEdit
    from slipgui.gui.cue_work import ScanWish

_SIZE_PX = (680, 460)


class RelinkDialog(QDialog):
    """The dialog; it is gone when it was closed.

    Parameters
    ----------
    window
        It stands over it.
    wish
        What was tried.
    linked
        What was found.
    """

    wished = Signal(object)
    """What is to be tried next (``ScanWish``)."""

    def __init__(self, window: QWidget, wish: "ScanWish", linked: "LinkedEdit") -> None:
        super().__init__(window)
        self._wish = wish
        self.setWindowTitle(translate("Relink", "Media of {0}").format(plain(wish.path.name)))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE_PX)
        self.list = SentenceList(self.windowTitle(), has_frame=True)
        self.folder_button = ActionButton(translate("Relink", "Look in a folder…"), "folder")
        self.file_button = ActionButton(translate("Relink", "Choose the file…"), "open")
        self.go_button = ActionButton(translate("Relink", "Find cues without them"), kind="primary")
        self._lay_out(len(linked.missing), len(linked.missing) + len(set(linked.found) - set(linked.missing)))
        self._fill(linked)
        self.go_button.setEnabled(bool(linked.sounds))
        self.folder_button.clicked.connect(self._choose_folder)
        self.file_button.clicked.connect(self._choose_file)
        self.go_button.clicked.connect(lambda: self._go(replace(self._wish, is_content=True)))
        self.list.currentItemChanged.connect(lambda *_: self._enable())
        self.list.setCurrentRow(0)

    def _lay_out(self, n_missing: int, n_media: int) -> None:
        headline = translate("Relink", "{0} of {1} media are missing").format(n_missing, n_media)
        lead = translate(
            "Relink",
            "They are looked for by name, then by timecode, and have to be long enough. The files are only read.",
        )
        buttons = closing_line(self, self.go_button)
        buttons.insertWidget(0, self.folder_button)
        buttons.insertWidget(1, self.file_button)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(PAGE_PADDING, PAGE_PADDING, PAGE_PADDING, PAGE_PADDING)
        lines.setSpacing(GAP_CONTROLS)
        lines.addWidget(TextLabel(headline, factor=HEADING, weight=QFont.Weight.DemiBold))
        lines.addWidget(TextLabel(lead, role="text_2"))
        lines.addWidget(self.list, 1)
        lines.addSpacing(GAP_FIELDS)
        lines.addLayout(buttons)

    def _fill(self, linked: "LinkedEdit") -> None:
        for name in linked.missing:
            said = translate("Relink", "{0}: not found, or too short").format(plain(name))
            self.list.add("warning", "s_external", said, name)
        for name, path in linked.found.items():
            if name not in linked.missing:
                self.list.add("check", "text_2", f"{plain(name)}: {plain(str(path))}", name)

    def _enable(self) -> None:
        self.file_button.setEnabled(self.list.currentItem() is not None)

    def _choose_folder(self) -> None:
        chooser = QFileDialog(self, translate("Relink", "Where the media are"))
        chooser.setFileMode(QFileDialog.FileMode.Directory)
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.fileSelected.connect(lambda name: self.look_in(Path(name)))
        chooser.open()

    def _choose_file(self) -> None:
        name = str(self.list.value_of(self.list.currentItem()))
        chooser = QFileDialog(self, plain(name))
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.fileSelected.connect(lambda path: self.take_file(name, Path(path)))
        chooser.open()

    def look_in(self, folder: Path) -> None:
        """Look again, in this folder, too."""
        self._go(replace(self._wish, folders=(*self._wish.folders, folder)))

    def take_file(self, name: str, path: Path) -> None:
        """Look again, with this file for a medium, and in its folder for the others."""
        chosen = dict(self._wish.chosen) | {name: path}
        folders = tuple(dict.fromkeys((*self._wish.folders, path.parent)))
        self._go(replace(self._wish, chosen=tuple(chosen.items()), folders=folders))

    def _go(self, wish: "ScanWish") -> None:
        self.wished.emit(wish)
        self.accept()


def ask_for_rate(window: QWidget, name: str, rates: Sequence[str]) -> tuple[Sheet, ChoiceBox]:
    """The dialog that asks for the frame rate of a timeline that says none, and its field; to be opened."""
    box = ChoiceBox()
    for rate in rates:
        box.addItem(rate, rate)
    box.setCurrentIndex(max(0, box.findData("25")))
    sheet = Sheet(
        window,
        translate("Relink", "Frame rate of {0}").format(plain(name)),
        translate("Relink", "Frames a second of the timeline"),
        box,
        translate("Relink", "An EDL does not say it, and with a wrong one every time would be wrong. df: drop-frame."),
        translate("Relink", "Find cues"),
    )
    return sheet, box
