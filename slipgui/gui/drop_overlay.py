"""The whole window as a place to drop: says what a release would do, takes copies only, and answers why where it does not.

In the main window, after its widgets are made, one line mounts it::

    self.drop_overlay = DropOverlay(self, collect)

with ``dropped`` connected to whatever adds clips and ``refused`` to ``Toast.show_message``.  A refused drag ends with a message that stays.
"""

from PySide6.QtCore import (
    QAbstractAnimation,
    QEasingCurve,
    QEvent,
    QObject,
    QPointF,
    QRectF,
    Qt,
    QVariantAnimation,
    Signal,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWindow,
)
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from slipgui.gui.drop_counting import Collect, DropCounter
from slipgui.gui.drop_sheet import draw_sheet, other_target
from slipgui.gui.drop_words import CountedDrop, DropSubject, DropWords, Verdict, drop_words, move_only_words
from slipgui.gui.drops import DroppedItems, paths_from_mime
from slipgui.gui.motion import has_motion
from slipgui.gui.theme import theme_of

_FADE_MS = 200
_WATCHED = frozenset(
    (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.DragLeave, QEvent.Type.Drop,
     QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.WinIdChange)
)  # fmt: skip
FRAME_ROLES = {Verdict.ACCEPTED: "focus", Verdict.PARTLY: "s_external", Verdict.REFUSED: "s_failed"}
"""Colours of what a release would do."""


class DropOverlay(QWidget):
    """Watches the drags over a window and covers it while one is there.

    Parameters
    ----------
    window
        The window that becomes the target, all of it; no widget in it hears of drags from other programs.
    collect
        Finds the clips among paths; called in a worker thread.
    """

    dropped = Signal(object)
    """``DroppedItems`` of a release that brings something."""
    dropped_on_other = Signal(object)
    """``DroppedItems`` of a release on the second target."""
    refused = Signal(str)
    """Why a drag that has just ended was not taken, in one line.  What of a release is not taken is told by whoever adds the rest."""

    def __init__(self, window: QWidget, collect: Collect) -> None:
        super().__init__(window)
        self._window = window
        # The native window hears every movement of a drag; a widget hears nothing more once it has refused, and a text field under the
        # pointer would take a path as text.
        self._handle: QWindow | None = None
        self._items: DroppedItems | None = None
        self._counted: CountedDrop | None = None
        self._words: DropWords | None = None
        self._is_move_only = False
        self._is_over_other = False
        self._subject = DropSubject.CLIPS
        self._destination = self._other_destination = ("", "")
        self._counter = DropCounter(collect, self)
        self._counter.counted.connect(self._take_count)
        self._fade = QVariantAnimation(self, startValue=0.0, endValue=1.0)
        self._fade.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._fade.valueChanged.connect(lambda _: self.update())
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        self._follow_window(QEvent.Type.Show)

    @property
    def words(self) -> DropWords | None:
        """What it says now, None while nothing is dragged here."""
        return self._words

    @property
    def other_target(self) -> QRectF:
        """Where the second target is; empty while there is none."""
        return other_target(self, self._words, self._destination) if self._words is not None else QRectF()

    def set_destination(self, text: str, icon: str, other: tuple[str, str] | None = None) -> None:
        """Where the sound of what is dropped will go, in words with an icon; ``other``: of what is dropped on the second target."""
        self._destination = (text, icon)
        self._other_destination = other or self._destination

    def set_subject(self, subject: DropSubject, collect: Collect) -> None:
        """What a release brings from now on, and what finds it among paths."""
        self._subject = subject
        self._counter.set_collect(collect)

    # -------------------------------------------------------------------------------------------------- drag events

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the drag events of the window; every other event goes its way."""
        kind = event.type()
        if kind not in _WATCHED:
            return False
        if isinstance(event, QDropEvent) and event.source() is not None:
            return False  # rows of this window on their way to another place in it
        if isinstance(event, QDragEnterEvent):
            return self._enter(event)
        if isinstance(event, QDragMoveEvent):
            return self._answer(event)
        if isinstance(event, QDropEvent):
            return self._drop(event)
        if kind == QEvent.Type.DragLeave:
            self._leave()
            return True
        if watched is self._window:
            self._follow_window(kind)
        return False

    def _follow_window(self, kind: QEvent.Type) -> None:
        if kind == QEvent.Type.Resize and self.isVisible():
            self._place()
        handle = self._window.windowHandle()
        if handle is not None and handle is not self._handle:
            self._handle = handle
            handle.installEventFilter(self)

    def _enter(self, event: QDragEnterEvent) -> bool:
        if event.source() is not None:  # a drag of this program itself
            event.ignore()
            return True
        self._items = paths_from_mime(event.mimeData())
        self._counted = None
        self._is_move_only = not _offers_copy(event)
        if self._items.paths:
            self._counter.ask(self._items.paths)
        self._appear()
        return self._answer(event)

    def _answer(self, event: QDropEvent) -> bool:
        """Accept as a copy, or ignore; what a source may do afterwards hangs on this."""
        if self._items is None:
            event.ignore()
            return True
        # a source may offer other actions with another modifier key
        if self._is_move_only == _offers_copy(event):
            self._is_move_only = not self._is_move_only
            self._reword()
        self._follow_pointer(event.position())
        if self._words is not None and self._words.verdict is not Verdict.REFUSED:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()
        return True

    def _follow_pointer(self, place: QPointF) -> None:
        """Mark the target under the pointer; outside of both it is the first."""
        words = self._words
        is_over = self._is_other_at(place - QPointF(self.pos()))
        if words is not None and is_over is not self._is_over_other:
            self._is_over_other = is_over
            self._announce(". ".join(words.other) if is_over and words.other is not None else words.in_one_line())
            self.update()

    def _is_other_at(self, place: QPointF) -> bool:
        return self.other_target.contains(place)

    def _drop(self, event: QDropEvent) -> bool:
        if self._items is None:
            event.ignore()
            return True
        self._answer(event)
        items, words, is_over_other = self._items, self._words, self._is_over_other
        self._end()
        if event.isAccepted():
            (self.dropped_on_other if is_over_other else self.dropped).emit(items)
        elif words is not None and words.verdict is Verdict.REFUSED:
            self.refused.emit(words.in_one_line())
        return True

    def _leave(self) -> None:
        """The drag went away, or was let go where it is not welcome: X11 tells the two no different."""
        words = self._words
        self._end()
        if words is not None and words.verdict is Verdict.REFUSED:
            self.refused.emit(words.in_one_line())

    def _end(self) -> None:
        self._counter.forget()
        self._items = self._counted = self._words = None
        self._is_over_other = False
        self._fade.stop()
        self.hide()

    # ------------------------------------------------------------------------------------------------------- contents

    def _take_count(self, counted: CountedDrop) -> None:
        if self._items is not None:
            self._counted = counted
            self._reword()

    def _reword(self) -> None:
        if self._items is None:
            return
        words = drop_words(self._items, self._counted, self._subject)
        if self._is_move_only:
            words = move_only_words(self._subject)
        if self._words is None or words.headline != self._words.headline:
            self._announce(words.in_one_line())
        self._words = words
        self.setAccessibleName(words.headline)
        self.setAccessibleDescription(words.in_one_line())
        self.update()

    def _announce(self, text: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._window, text))

    def _appear(self) -> None:
        self._reword()
        self._place()
        if not self.isVisible():
            self._fade.setDuration(_FADE_MS if has_motion() else 0)
            self._fade.start(QAbstractAnimation.DeletionPolicy.KeepWhenStopped)
        self.show()
        self.raise_()

    def _place(self) -> None:
        menus = self._window.menuBar() if isinstance(self._window, QMainWindow) else None
        top = menus.height() if menus is not None and menus.isVisible() else 0
        self.setGeometry(0, top, self._window.width(), self._window.height() - top)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what a release would do."""
        if self._words is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._fade.state() == QAbstractAnimation.State.Running:
            painter.setOpacity(float(self._fade.currentValue()))
        self.draw_words(painter, self._words)

    def draw_words(self, painter: QPainter, words: DropWords) -> None:
        """Draw scrim, frame and sheet."""
        theme = theme_of(QApplication.palette())
        painter.fillRect(self.rect(), theme.color("scrim"))
        painter.setPen(QPen(theme.color(FRAME_ROLES[words.verdict]), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(5, 5, -5, -5), 8, 8)
        destination = self._other_destination if self._is_over_other else self._destination
        draw_sheet(painter, self, words, destination, is_over_other=self._is_over_other)


def _offers_copy(event: QDropEvent) -> bool:
    return bool(event.possibleActions() & Qt.DropAction.CopyAction)
