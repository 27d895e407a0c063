"""The catalogue without a track: what it is for, where to drop music, what else brings some."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from slipgui.gui.action_button import ActionButton
from slipgui.gui.catalogue_texts import word
from slipgui.gui.empty_page import DropTarget
from slipgui.gui.labels import IconLabel, TextLabel
from slipgui.gui.scroll_bars import scroll_down_only
from slipgui.gui.theme import CAPTION, DISPLAY, GAP_CONTROLS, LEAD, PAGE_PADDING

_WIDTH_PX = 640
_ICON_PX = 48


class CatalogueEmpty(QScrollArea):
    """The drop area; scrolls where the window is small."""

    add_requested = Signal()
    paste_requested = Signal()
    watch_requested = Signal()
    """A folder is to be chosen and kept in step."""

    def __init__(self) -> None:
        super().__init__()
        scroll_down_only(self)
        self.setAccessibleName(word("empty"))
        target = self._make_target()
        target.setMaximumWidth(_WIDTH_PX)
        page = QWidget()
        page.setBackgroundRole(page.palette().ColorRole.Base)
        outer = QHBoxLayout(page)
        outer.setContentsMargins(PAGE_PADDING, PAGE_PADDING, PAGE_PADDING, PAGE_PADDING + 52)
        outer.addStretch(1)
        outer.addWidget(target, 100, Qt.AlignmentFlag.AlignVCenter)
        outer.addStretch(1)
        self.setWidget(page)

    def _make_target(self) -> QWidget:
        target = DropTarget()
        lines = QVBoxLayout(target)
        lines.setContentsMargins(24, 44, 24, 36)
        lines.setSpacing(0)
        lines.addWidget(IconLabel("catalogue", _ICON_PX, "accent_text"), 0, Qt.AlignmentFlag.AlignHCenter)
        lines.addSpacing(16)
        lines.addWidget(_centred(TextLabel(word("empty"), factor=DISPLAY, weight=QFont.Weight.DemiBold)))
        lines.addSpacing(8)
        lines.addWidget(_centred(TextLabel(word("empty_lead"), role="text_2", factor=LEAD)))
        lines.addSpacing(24)
        self.add_button = ActionButton(word("add_music"), "add", kind="primary")
        self.add_button.clicked.connect(self.add_requested)
        paste = ActionButton(word("paste"), "paste", key="Ctrl+V")
        paste.clicked.connect(self.paste_requested)
        watch = ActionButton(word("watch_folder"), "watch")
        watch.setToolTip(word("keep_in_step_note"))
        watch.clicked.connect(self.watch_requested)
        buttons = QHBoxLayout()
        buttons.setSpacing(GAP_CONTROLS)
        buttons.addStretch(1)
        buttons.addWidget(self.add_button)
        buttons.addWidget(paste)
        buttons.addWidget(watch)
        buttons.addStretch(1)
        lines.addLayout(buttons)
        lines.addSpacing(16)
        lines.addWidget(_centred(TextLabel(word("empty_formats"), role="text_3", factor=CAPTION)))
        return target


def _centred(label: TextLabel) -> TextLabel:
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return label
