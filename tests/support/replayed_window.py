"""The real window, told what a queue told: what a person reads there of each clip."""

from pathlib import Path

from PySide6.QtWidgets import QApplication, QLabel
from support.harness import Bench

from slipgui.app.paths import find_home
from slipgui.core.clip import ClipId
from slipgui.core.events import ClipAdded, ClipRemoved, Event, QueueUnpaused, RecognitionFinished, ServiceResumed
from slipgui.gui.bridge import Bridge
from slipgui.gui.clip_table_model import Column
from slipgui.gui.main_window import MainWindow
from slipgui.gui.news import show_news
from slipgui.gui.theme import Appearance

MOST_READ = 3
"""Of a large queue so many clips are read: the others say the same."""


class ReplayedWindow:
    """One window for many queues: what the last one left in it is taken out before the next.

    Parameters
    ----------
    appearance
        The colours.
    home
        A folder of its own.
    """

    def __init__(self, appearance: Appearance, home: Path) -> None:
        self._bridge = Bridge(find_home(home))
        self._window = MainWindow(appearance, self._bridge, dict, lambda state: None)
        show_news(self._bridge, self._window, appearance)

    def read(self, bench: Bench) -> dict[ClipId, str]:
        """What stands in row and details of the clips that ended, after all that the queue told."""
        self._tell(*bench.events)
        known = {event.clip_id for event in bench.of_kind(ClipAdded)}
        ended = dict.fromkeys(e.clip_id for e in bench.of_kind(RecognitionFinished) if e.clip_id in known)
        texts = {clip_id: self._read_one(clip_id) for clip_id in list(ended)[:MOST_READ]}
        self._tell(*(ClipRemoved(clip_id) for clip_id in known))
        self._tell(ServiceResumed(), QueueUnpaused())
        return texts

    def close(self) -> None:
        """Let go of the window and its helper."""
        self._window.close()
        self._window.deleteLater()
        self._bridge.previews.close()

    def _tell(self, *events: Event) -> None:
        for event in events:
            self._bridge.publish(event)
        self._window.model.flush()
        QApplication.processEvents()

    def _read_one(self, clip_id: ClipId) -> str:
        window, model = self._window, self._window.model
        view = window.queue_page.view
        view.select_ids([clip_id])
        window.show_details(True)
        QApplication.processEvents()
        cells = [str(model.index_of(clip_id, column).data() or "") for column in Column]
        labels = window.details.findChildren(QLabel)
        panel = [label.text() for label in labels if label.isVisibleTo(window.details)]
        return "\n".join([*cells, *panel]).replace("\u200b", "")
