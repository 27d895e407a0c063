"""Where files are put into a bucket of the user's: which of them, into which folder, and how far it is."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from slipgui.app.hand_over import HandedOver
from slipgui.core.errors import SlipError
from slipgui.gui.action_button import ActionButton
from slipgui.gui.bucket_tree import BucketTree
from slipgui.gui.bucket_work import BucketWork
from slipgui.gui.check_box import CheckBox
from slipgui.gui.error_words import explained, whole
from slipgui.gui.labels import TextLabel
from slipgui.gui.share_bar import ShareBar
from slipgui.gui.sheet import closing_line
from slipgui.gui.texts import plain, translate
from slipgui.gui.theme import CAPTION, GAP_CONTROLS, GAP_FIELDS, PAGE_PADDING

if TYPE_CHECKING:
    from slipgui.app.hand_over import Parcel
    from slipgui.app.wiring import Application

    GetParcels = Callable[[Application], Awaitable[list[Parcel]]]

_SIZE_PX = (640, 600)
_FIELD_HEIGHT_PX = 30
_BAR_PX = 6


class Choice(NamedTuple):
    """Something that can be handed over."""

    key: str
    words: str
    is_wanted: bool
    """Before the user chose."""


class HandOverDialog(QDialog):
    """The dialog; it is gone when it was closed, and closes when all is handed over.

    Parameters
    ----------
    window
        It stands over it.
    work
        Reads levels and puts files there.
    choices
        What can be handed over.
    get_parcels
        Makes parcels of the keys that were chosen.
    """

    ended = Signal(int, str)
    """How many files are in which folder now."""
    settings_wanted = Signal(str)
    """Which section of the settings."""

    def __init__(
        self,
        window: QWidget,
        work: BucketWork,
        choices: Sequence[Choice],
        get_parcels: "Callable[[list[str]], GetParcels]",
    ) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(translate("Buckets", "Put into a bucket"))
        self.resize(*_SIZE_PX)
        self._work, self._get_parcels = work, get_parcels
        self._is_working = False
        self.boxes = {choice.key: CheckBox(choice.words) for choice in choices}
        self.buckets = BucketTree(work, translate("Buckets", "Folders of buckets"))
        self.folder = QLineEdit(work.last_folder)
        self.folder.setFixedHeight(_FIELD_HEIGHT_PX)
        self.folder.setPlaceholderText("s3://bucket/folder/")
        self.folder.setAccessibleName(translate("Buckets", "Folder"))
        self.state = TextLabel(
            translate("Buckets", "A file of the same name there is replaced."), role="text_2", factor=CAPTION
        )
        self.bar = ShareBar(_BAR_PX, "uploading")
        self.bar.hide()
        self.primary = ActionButton(translate("Buckets", "Put there"), kind="primary")
        self._lay_out()
        for choice in choices:
            self.boxes[choice.key].setChecked(choice.is_wanted)
            self.boxes[choice.key].toggled.connect(self._enable)
        self.buckets.selection_changed.connect(self._take_folder)
        self.buckets.settings_button.clicked.connect(self._leave_for_settings)
        self.folder.textChanged.connect(self._enable)
        self.primary.clicked.connect(self._begin)
        work.handing.connect(self._tell_progress)
        work.handed_over.connect(self._tell_end)
        work.not_handed_over.connect(self._tell_error)
        work.rested.connect(self._tell_rest)
        self._enable()

    def _lay_out(self) -> None:
        boxes = QHBoxLayout()
        boxes.setSpacing(GAP_FIELDS)
        for box in self.boxes.values():
            boxes.addWidget(box)
        boxes.addStretch(1)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(PAGE_PADDING, PAGE_PADDING, PAGE_PADDING, PAGE_PADDING)
        lines.setSpacing(GAP_CONTROLS)
        lines.addLayout(boxes)
        lines.addSpacing(GAP_CONTROLS)
        lines.addWidget(self.buckets, 1)
        lines.addWidget(TextLabel(translate("Buckets", "Folder")))
        lines.addWidget(self.folder)
        lines.addWidget(self.bar)
        lines.addWidget(self.state)
        lines.addLayout(closing_line(self, self.primary))

    @property
    def address(self) -> str:
        """The folder that is written, with the slash at its end; "" where it is none."""
        text = self.folder.text().strip()
        bucket = text[len("s3://") :].partition("/")[0]
        return f"{text.rstrip('/')}/" if text.lower().startswith("s3://") and bucket else ""

    def _leave_for_settings(self) -> None:
        self.reject()  # it stands before all other windows
        self.settings_wanted.emit("buckets")

    def _take_folder(self) -> None:
        for address in self.buckets.selected:
            self.folder.setText(address[: address.rindex("/") + 1])

    def _wanted(self) -> list[str]:
        return [key for key, box in self.boxes.items() if box.isChecked()]

    def _enable(self) -> None:
        self.primary.setEnabled(bool(self.address and self._wanted()) and not self._is_working)

    def _begin(self) -> None:
        self._is_working = True
        for widget in (*self.boxes.values(), self.buckets, self.folder):
            widget.setEnabled(False)
        self.bar.set_share(0.0)
        self.bar.show()
        self._say(translate("Buckets", "Making the files…"))
        self._enable()
        self._work.hand_over(self.address, self._get_parcels(self._wanted()))

    def _tell_progress(self, name: str, place: int, n_files: int, share: float) -> None:
        self.bar.set_share((place + share) / n_files)
        self._say(translate("Buckets", "{0} ({1} of {2})").format(plain(name), place + 1, n_files))

    def _tell_end(self, done: list[HandedOver]) -> None:
        if not self._is_working:
            return
        failed = [one for one in done if one.error is not None]
        if failed:
            first = failed[0]
            assert first.error is not None
            self._rest(f"{plain(first.file.name)}: {whole(explained(first.error))}", is_error=True)
            return
        self._is_working = False
        self.ended.emit(len(done), self.address)
        self.accept()

    def _tell_error(self, error: SlipError) -> None:
        self._rest(whole(explained(error)), is_error=True)

    def _tell_rest(self) -> None:
        """It was stopped, or something unforeseen ended it, which the window tells."""
        self._rest(translate("Buckets", "Stopped. What was there before it stays."))

    def _rest(self, words: str, *, is_error: bool = False) -> None:
        if not self._is_working:
            return
        self._is_working = False
        for widget in (*self.boxes.values(), self.buckets, self.folder):
            widget.setEnabled(True)
        self.bar.hide()
        self._say(words, is_error=is_error)
        self._enable()

    def _say(self, words: str, *, is_error: bool = False) -> None:
        self.state.set_role("s_failed" if is_error else "text_2")
        self.state.set_text(words)

    def reject(self) -> None:
        """Stop what is handed over; else close."""
        if self._is_working:
            self._say(translate("Buckets", "Stopping…"))
            self._work.stop()
        else:
            super().reject()
