"""Menus that open below a button."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget


def pop_up(button: QWidget, menu: QMenu) -> None:
    """Open a menu below a button."""
    menu.popup(button.mapToGlobal(QPoint(0, button.height() + 2)))


def on_trigger(act: Callable[[], object]) -> Callable[..., None]:
    """A slot for an action that does this, whatever the signal carries."""
    return partial(_call, act)


def _call(act: Callable[[], object], _is_checked: bool = False) -> None:
    act()
