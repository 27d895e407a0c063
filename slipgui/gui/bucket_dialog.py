"""Where clips are chosen in S3 buckets."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from slipgui.gui.action_button import ActionButton
from slipgui.gui.bucket_tree import BucketTree
from slipgui.gui.bucket_work import BucketWork
from slipgui.gui.sheet import closing_line
from slipgui.gui.texts import translate
from slipgui.gui.theme import GAP_CONTROLS, PAGE_PADDING

_SIZE_PX = (640, 480)


class BucketDialog(QDialog):
    """The dialog; it is gone when it was closed.

    Parameters
    ----------
    window
        It stands over it.
    work
        Reads levels.
    take
        Gets the addresses that were chosen.
    takes_one
        Whether one clip is wanted, not some.
    """

    settings_wanted = Signal(str)
    """Which section of the settings."""

    def __init__(
        self, window: QWidget, work: BucketWork, take: Callable[[list[str]], object], *, takes_one: bool = False
    ) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(translate("Buckets", "Clips in buckets"))
        self.resize(*_SIZE_PX)
        self._take = take
        self.buckets = BucketTree(work, translate("Buckets", "Clips in buckets"))
        if not takes_one:
            self.buckets.let_choose_many()
        self.primary = ActionButton(
            translate("Buckets", "Use this clip") if takes_one else translate("Buckets", "Add these clips"),
            kind="primary",
        )
        self.primary.setEnabled(False)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(PAGE_PADDING, PAGE_PADDING, PAGE_PADDING, PAGE_PADDING)
        lines.setSpacing(GAP_CONTROLS)
        lines.addWidget(self.buckets, 1)
        lines.addLayout(closing_line(self, self.primary))
        self.buckets.selection_changed.connect(lambda: self.primary.setEnabled(bool(self.chosen())))
        self.buckets.settings_button.clicked.connect(self._leave_for_settings)
        self.primary.clicked.connect(self._add)

    def chosen(self) -> list[str]:
        """Addresses of the objects that are selected."""
        return [address for address in self.buckets.selected if not address.endswith("/")]

    def _leave_for_settings(self) -> None:
        self.reject()  # it stands before all other windows
        self.settings_wanted.emit("buckets")

    def _add(self) -> None:
        self._take(self.chosen())
        self.accept()
