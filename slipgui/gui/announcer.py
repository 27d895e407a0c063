"""Tells a screen reader how clips ended: grouped, at most one sentence in three seconds."""

from collections import Counter

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from slipgui.gui.clip_rows import ENDED_STATES, RowState
from slipgui.gui.texts import ended_sentence

PAUSE_MS = 3000


class Announcer(QObject):
    """Gathers the ends of clips and says them.

    Parameters
    ----------
    window
        In whose name it speaks.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._ended: Counter[str] = Counter()
        self.last_sentence = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.say)

    def note(self, state: RowState) -> None:
        """A clip came to this end."""
        if state not in ENDED_STATES:
            return
        self._ended["identified" if state in (RowState.INTERNAL, RowState.EXTERNAL) else str(state)] += 1
        if not self._timer.isActive():
            self._timer.start()

    def say(self) -> None:
        """Say what was gathered."""
        if self._ended:
            self.tell(ended_sentence(self._ended))
            self._ended.clear()

    def tell(self, sentence: str) -> None:
        """Say a sentence at once."""
        self.last_sentence = sentence
        event = QAccessibleAnnouncementEvent(self._window, self.last_sentence)
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
        QAccessible.updateAccessibility(event)
