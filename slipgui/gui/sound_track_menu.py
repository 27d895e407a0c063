"""The menu of a clip's sound tracks, of which one can be recognised alone."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from slipgui.gui.clip_rows import ClipRow
from slipgui.gui.pop_up import on_trigger
from slipgui.gui.texts import translate


def sound_track_menu(parent: QWidget, row: ClipRow, choose: Callable[[int | None], object]) -> QMenu:
    """A fresh menu that goes away by itself.

    Parameters
    ----------
    parent
        Owner.
    row
        The clip.
    choose
        Takes the position of the track, None for all that sound.
    """
    from slipgui.gui.details_words import sound_track_line  # not needed for the first picture

    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    choices = QActionGroup(menu)
    tracks = [(place, sound_track_line(row, place)) for place in range(row.n_sound_tracks)]
    for place, text in ((None, translate("Details", "All that sound")), *tracks):
        action = menu.addAction(text.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(place == row.audio_stream)
        action.triggered.connect(on_trigger(partial(choose, place)))
        choices.addAction(action)
    return menu
