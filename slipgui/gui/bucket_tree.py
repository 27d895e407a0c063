"""What lies in S3 buckets, as a tree that is read level by level, and a search in what is open."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from slipgui.app.hand_over import Entry
from slipgui.core.errors import SlipError
from slipgui.core.queue_order import natural_key
from slipgui.gui.action_button import ActionButton
from slipgui.gui.bucket_work import BucketWork
from slipgui.gui.error_words import explained, whole
from slipgui.gui.labels import TextLabel
from slipgui.gui.scroll_bars import name_scroll_bars
from slipgui.gui.search_field import SearchField
from slipgui.gui.texts import plain, size, translate
from slipgui.gui.theme import CAPTION, GAP_CONTROLS

_NAME_PX = 460
_ADDRESS_ROLE = Qt.ItemDataRole.UserRole
_TOP = "s3://"
_TRAILING = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
_TREE = (
    "QTreeWidget { background: palette(base); border: 1px solid palette(light); border-radius: 6px; }"
    " QTreeWidget::item { min-height: 26px; padding: 0 8px 0 0; } QHeaderView { background: transparent; border: none; }"
    " QHeaderView::section { background: transparent; border: none; border-bottom: 1px solid palette(midlight);"
    " color: palette(placeholder-text); padding: 6px 8px; }"
)


class BucketTree(QWidget):
    """The tree; the buckets are read at once.

    Parameters
    ----------
    work
        Reads levels.
    name
        For those who do not see it.
    """

    selection_changed = Signal()

    def __init__(self, work: BucketWork, name: str) -> None:
        super().__init__()
        self._work = work
        self._reading: dict[str, QTreeWidgetItem | None] = {}
        self.search = SearchField()
        self.search.setPlaceholderText(translate("Buckets", "Search in what is open"))
        self.search.setAccessibleName(translate("Buckets", "Search in what is open"))
        self.tree = QTreeWidget()
        name_scroll_bars(self.tree)
        self.tree.setStyleSheet(_TREE)
        self.tree.setAccessibleName(name)
        self.tree.setHeaderLabels([translate("Buckets", "Name"), translate("Buckets", "Size")])
        self.tree.headerItem().setTextAlignment(1, _TRAILING)
        self.tree.setColumnWidth(0, _NAME_PX)
        self.tree.setTabKeyNavigation(False)
        self.place = TextLabel(role="text_2", factor=CAPTION)
        self.settings_button = ActionButton(translate("Buckets", "Choose another storage…"), kind="link")
        self.note = TextLabel(role="s_failed", factor=CAPTION)
        self.note.hide()
        below = QHBoxLayout()
        below.setSpacing(GAP_CONTROLS)
        below.addWidget(self.place, 1)
        below.addWidget(self.settings_button)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(GAP_CONTROLS)
        lines.addWidget(self.search)
        lines.addWidget(self.tree, 1)
        lines.addWidget(self.note)
        lines.addLayout(below)
        self.search.textChanged.connect(self._filter)
        self.search.left.connect(self.tree.setFocus)
        self.tree.itemExpanded.connect(self._expand)
        self.tree.itemSelectionChanged.connect(self.selection_changed)
        work.level_read.connect(self._show_level)
        work.not_read.connect(self._tell_error)
        work.storage_found.connect(self._show_storage)
        work.find_storage()
        self._read(_TOP, None)

    def let_choose_many(self) -> None:
        """Let more than one be selected."""
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    @property
    def selected(self) -> list[str]:
        """Addresses of what is selected; those of buckets and folders end with a slash."""
        addresses = [item.data(0, _ADDRESS_ROLE) for item in self.tree.selectedItems()]
        return [address for address in addresses if isinstance(address, str)]

    def _read(self, address: str, parent: QTreeWidgetItem | None) -> None:
        self._reading[address] = parent
        self._work.read(address)

    def _expand(self, item: QTreeWidgetItem) -> None:
        address = str(item.data(0, _ADDRESS_ROLE))
        first = item.child(0)
        is_new = item.childCount() == 1 and first is not None and first.data(0, _ADDRESS_ROLE) is None
        if is_new and address not in self._reading:
            self._read(address, item)

    def _show_level(self, address: str, entries: list[Entry]) -> None:
        if address not in self._reading:
            return
        parent = self._reading.pop(address)
        place = parent or self.tree.invisibleRootItem()
        place.takeChildren()
        for entry in sorted(entries, key=lambda one: (one.size_bytes is not None, natural_key(one.address))):
            item = QTreeWidgetItem([plain(entry.address[len(address) :].rstrip("/")), _size(entry)])
            item.setData(0, _ADDRESS_ROLE, entry.address)
            item.setTextAlignment(1, _TRAILING)
            place.addChild(item)
            if entry.size_bytes is None:
                item.addChild(QTreeWidgetItem([translate("Buckets", "Reading…")]))
        if not entries:
            place.addChild(QTreeWidgetItem([translate("Buckets", "Nothing here")]))
        self._filter(self.search.text())

    def _tell_error(self, address: str, error: SlipError) -> None:
        if address not in self._reading:
            return
        parent = self._reading.pop(address)
        if parent is not None:
            parent.setExpanded(False)
        self.note.set_text(whole(explained(error)))
        self.note.show()

    def _show_storage(self, profile: str, endpoint_url: str) -> None:
        if profile:
            told = translate("Buckets", "With the AWS profile “{0}”, at {1}").format(
                plain(profile), plain(endpoint_url)
            )
        else:
            told = translate("Buckets", "With the AWS keys of the environment, at {0}").format(plain(endpoint_url))
        self.place.set_text(told)

    def _filter(self, text: str) -> None:
        words = text.casefold()

        def fits(item: QTreeWidgetItem) -> bool:
            below = [fits(child) for place in range(item.childCount()) if (child := item.child(place)) is not None]
            is_shown = any(below) or words in item.text(0).casefold()
            item.setHidden(not is_shown)
            return is_shown

        for place in range(self.tree.topLevelItemCount()):
            top = self.tree.topLevelItem(place)
            if top is not None:
                fits(top)


def _size(entry: Entry) -> str:
    return size(entry.size_bytes) if entry.size_bytes is not None else ""
