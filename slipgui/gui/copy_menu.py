"""The menu of the forms in which answers can be copied."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from slipgui.core.outcome import Track
from slipgui.gui.pop_up import on_trigger


def copy_menu(parent: QWidget, tracks: Sequence[Track], copy: Callable[[str], object]) -> QMenu:
    """A fresh menu that goes away by itself.

    Parameters
    ----------
    parent
        Owner.
    tracks
        What is copied, a line each.
    copy
        Puts a text on the clipboard.
    """
    from slipgui.gui.details_words import copied_forms  # not needed for the first picture

    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for name, text in copied_forms(tracks).items():
        menu.addAction(name).triggered.connect(on_trigger(partial(copy, text)))
    return menu
