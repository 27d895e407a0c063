"""A list of sentences with an icon each, one of which is chosen by a click or a key."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QFrame, QListWidget, QListWidgetItem

from slipgui.gui.assets import icon_pixmap
from slipgui.gui.scroll_bars import name_scroll_bars
from slipgui.gui.theme import theme_of

_ICON_PX = 16
_SHEET = (
    "QListWidget {{ background: {ground}; {edge} }} QListWidget::item {{ padding: 4px 0; border-radius: 4px; }}"
    " QListWidget::item:hover {{ background: palette(mid); }}"
    " QListWidget::item:selected {{ background: palette(highlight); color: palette(highlighted-text); }}"
)


class SentenceList(QListWidget):
    """The list; its sentences wrap.

    Parameters
    ----------
    name
        For those who do not see it.
    has_frame
        Whether it is a field of its own, and not a part of what it lies on.
    """

    def __init__(self, name: str, *, has_frame: bool = False) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setIconSize(QSize(_ICON_PX, _ICON_PX))
        edge = "border: 1px solid palette(light); border-radius: 6px; padding: 3px;"
        ground = "palette(base)" if has_frame else "transparent"
        self.setStyleSheet(_SHEET.format(ground=ground, edge=edge if has_frame else ""))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        name_scroll_bars(self)

    def add(self, icon: str, role: str, sentence: str, value: object) -> None:
        """Put a sentence at the end.

        Parameters
        ----------
        icon
            Name of the icon.
        role
            Its colour.
        sentence
            Plain text.
        value
            What it stands for.
        """
        self.mark(QListWidgetItem(sentence, self), icon, role, value)

    def mark(self, item: QListWidgetItem, icon: str, role: str, value: object) -> None:
        """Give a sentence an icon, its colour, and what it stands for."""
        pixmap = icon_pixmap(icon, _ICON_PX, theme_of(QApplication.palette()).color(role), self.devicePixelRatioF())
        item.setIcon(QIcon(pixmap))
        item.setData(Qt.ItemDataRole.UserRole, value)

    @staticmethod
    def value_of(item: QListWidgetItem) -> object:
        """What a sentence stands for."""
        return item.data(Qt.ItemDataRole.UserRole)
