"""Whether anything moves by itself in the window: a drop target that fades in, dots that wander (look/LOOK.md, section 5).

Qt keeps it as one of its effects, so that its own menus and boxes follow.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from slipgui.core.settings import Settings


def has_motion() -> bool:
    """Whether something may move by itself now."""
    return QApplication.isEffectEnabled(Qt.UIEffect.UI_General)


class Motion(QObject):
    """Lets things move once it is known that neither the user nor the desktop minds."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._is_reduced = True
        self._is_desktop_still = False
        self._apply()

    def follow(self, settings: "Settings") -> None:
        """Do as the user wants."""
        self._is_reduced = settings.reduce_motion
        self._apply()

    def follow_desktop(self, is_still: bool) -> None:
        """Do as the desktop wants."""
        self._is_desktop_still = is_still
        self._apply()

    def _apply(self) -> None:
        QApplication.setEffectEnabled(Qt.UIEffect.UI_General, not (self._is_reduced or self._is_desktop_still))
