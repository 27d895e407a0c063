"""What is known of the queue, whatever page shows it and whatever language is spoken: clips, holds, bytes, the last batch."""

from PySide6.QtCore import QObject, Signal

from slipgui.core.events import BatchFinished, Event, RecognitionFinished
from slipgui.core.outcome import BatchSummary
from slipgui.gui.announcer import Announcer
from slipgui.gui.bytes_sent import BytesSent
from slipgui.gui.clip_commands import show_in_folder
from slipgui.gui.clip_table_model import ClipTableModel
from slipgui.gui.queue_banner import QueueHolds
from slipgui.gui.surroundings import Surroundings


class QueueNews(QObject):
    """Takes the news of the queue.

    Parameters
    ----------
    around
        The window.
    check_by_ear_below
        Answers with a lower score are marked "Check by ear".
    """

    held = Signal()
    """What holds the queue is something else now."""
    settings_wanted = Signal(str)
    """The user wants to see this section of the settings."""
    batch_ended = Signal()
    """Nothing is waiting or at work any more."""

    def __init__(self, around: Surroundings, check_by_ear_below: float) -> None:
        super().__init__(around.window)
        self._around = around
        self.model = ClipTableModel(around.clock, check_by_ear_below, self)
        self.holds = QueueHolds(
            around.wishes,
            enter_key=self._enter_key,
            open_network=lambda: self.settings_wanted.emit("network"),
            reveal=show_in_folder,
            on_read=self.held.emit,
        )
        self.sent = BytesSent()
        self.announcer = Announcer(around.window)
        self.last_batch: BatchSummary | None = None

    def on_event(self, event: Event) -> None:
        """Take an event."""
        self.model.apply(event)
        relief = self.holds.relief(event)
        if self.holds.note(event):
            self.held.emit()
        if relief:  # the banner that told of the trouble is gone without a word
            self.announcer.tell(relief)
        if isinstance(event, BatchFinished):
            self.last_batch = event.summary
            self.batch_ended.emit()
        if isinstance(event, RecognitionFinished) and self.sent.add(event.report):
            row = self.model.row_of(event.clip_id)
            if row is not None:
                self.announcer.note(row.state)

    def _enter_key(self) -> None:
        from slipgui.gui.key_dialog import ask_for_key

        profile = self.holds.paused_profile
        ask_for_key(self._around.window, lambda key: self._around.wishes.enter_key(key, profile))
