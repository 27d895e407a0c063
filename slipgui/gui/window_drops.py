"""Where clips and music can be dropped: the whole window, and the small one over all others."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from slipgui.gui.drop_overlay import DropOverlay
    from slipgui.gui.main_window import MainWindow
    from slipgui.gui.mini_window import MiniWindow


class WindowDrops(QObject):
    """The targets of a window; each is made when it is first needed.

    Parameters
    ----------
    window
        Takes what is dropped.
    takes
        What a drop on the page that is shown brings (a ``DropSubject``).
    """

    dropped = Signal(object)
    """``DroppedItems`` were let go over the window."""
    programmes_dropped = Signal(object)
    """``DroppedItems`` were let go where every cue of them is to be found."""

    def __init__(self, window: "MainWindow", takes: Callable[[], str]) -> None:
        super().__init__(window)
        self._window, self._takes = window, takes
        self._destination = ("", "")
        self._overlay: DropOverlay | None = None
        self._mini: MiniWindow | None = None

    @property
    def is_ready(self) -> bool:
        """Whether the window takes drops already."""
        return self._overlay is not None

    @property
    def overlay(self) -> "DropOverlay":
        """The whole window as a place to drop."""
        if self._overlay is None:
            from slipgui.app.intake import collect
            from slipgui.gui.drop_overlay import DropOverlay

            self._overlay = DropOverlay(self._window, collect)
            self._overlay.dropped.connect(self.dropped)
            self._overlay.dropped_on_other.connect(self.programmes_dropped)
            self._overlay.refused.connect(self._window.say)
            self.follow_page()
        return self._overlay

    def set_destination(self, name: str, icon: str) -> None:
        """Tell which service clips go to."""
        self._destination = (name, icon)
        self.follow_page()

    def follow_page(self) -> None:
        """Let drops bring what belongs to the page that is shown."""
        if self._overlay is None:
            return
        from slipgui.app.intake import MEDIA_SUFFIXES, MUSIC_SUFFIXES, collect
        from slipgui.gui.drop_words import DropSubject
        from slipgui.gui.service_texts import service_name

        subject = DropSubject(self._takes())
        suffixes = MUSIC_SUFFIXES if subject is DropSubject.MUSIC else MEDIA_SUFFIXES
        if subject is DropSubject.PROGRAMME:
            from slipgui.app.cue_project import PROGRAMME_SUFFIXES

            suffixes = PROGRAMME_SUFFIXES
        self._overlay.set_subject(subject, partial(collect, suffixes=suffixes))
        here = (service_name("local"), "local")
        if subject is DropSubject.CLIPS:
            self._overlay.set_destination(*self._destination, here)
        else:
            self._overlay.set_destination(*here)

    @property
    def mini(self) -> "MiniWindow":
        """The small window over all others."""
        if self._mini is None:
            from slipgui.gui.mini_window import make_mini_window

            self._mini = make_mini_window(self._window)
        return self._mini

    def toggle_mini(self) -> None:
        """Show the small window, or put it away."""
        self.mini.setVisible(not self.mini.isVisible())

    def speak_anew(self) -> None:
        """Say what the small window says in the language that is spoken now."""
        former, self._mini = self._mini, None
        if former is None:
            return
        if former.isVisible():
            self.mini.move(former.pos())
            self.mini.show()
        former.hide()
        former.deleteLater()
