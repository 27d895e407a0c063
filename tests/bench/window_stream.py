"""Gaps of the event loop while 2,000 clips come and their news stream in: in ``slipgui``'s window, or in a ``plain`` table of Qt."""

import json
import os
import sys
import time
from collections.abc import Callable, Sequence

from event_loop import Ticker
from PySide6.QtCore import QAbstractTableModel, QEventLoop, QModelIndex, Qt, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView
from support.queue_events import added, finished, probed, stage
from support.wishes import Wishes

from slipgui.core.clip import ClipId
from slipgui.core.events import Event, OrderChanged, UploadProgress
from slipgui.core.flow import Stage
from slipgui.gui.application import _make_application
from slipgui.gui.collector import Collector
from slipgui.gui.main_window import MainWindow
from slipgui.gui.theme import Appearance

N_CLIPS = 2000
N_AT_ONCE = 50
"""The queue lets the event loop turn after so many new clips."""
NEWS_PER_TICK = 10
TICK_MS = 5
AFTER_START_MS = 500
"""Until then the window makes what its first picture can do without."""
N_COLUMNS = 6


class Plain(QAbstractTableModel):
    """As many cells, each with a text."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[str] = []

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return N_COLUMNS

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return self.rows[index.row()] if role == Qt.ItemDataRole.DisplayRole else None

    def come(self, names: list[str]) -> None:
        first = len(self.rows)
        self.beginInsertRows(QModelIndex(), first, first + len(names) - 1)
        self.rows += names
        self.endInsertRows()

    def change(self, place: int, text: str) -> None:
        self.rows[place] = text
        self.dataChanged.emit(self.index(place, 0), self.index(place, N_COLUMNS - 1))


def news_of(n: int) -> list[Event]:
    """Six news of a clip, from its coming to its end."""
    name = f"c{n}"
    steps = (Stage.PREPARING, Stage.UPLOADING)
    told: list[Event] = [probed(name), *(stage(name, step) for step in steps)]
    return [*told, UploadProgress(ClipId(name), 500, 1000), stage(name, Stage.POLLING), finished(name)]


class Stream:
    """Lets clips come and tells of them, to whatever shows them; ends the program when all is told."""

    def __init__(self, come: Callable[[Sequence[int]], object], tell: Callable[[Event], object]) -> None:
        self._come, self._tell = come, tell
        self._news = [event for n in range(N_CLIPS) for event in news_of(n)]
        self._n_come = self._n_told = 0
        self._timer = QTimer()
        self._timer.timeout.connect(self._step)

    def begin(self) -> None:
        self._timer.start(TICK_MS)

    def _step(self) -> None:
        if self._n_come < N_CLIPS:
            self._come(range(self._n_come, self._n_come + N_AT_ONCE))
            self._n_come += N_AT_ONCE
            return
        for event in self._news[self._n_told : self._n_told + NEWS_PER_TICK]:
            self._tell(event)
        self._n_told += NEWS_PER_TICK
        if self._n_told % (len(self._news) // 6) == 0:
            self._tell(OrderChanged(tuple(ClipId(f"c{n}") for n in reversed(range(N_CLIPS)))))
        if self._n_told >= len(self._news):
            self._timer.stop()
            QTimer.singleShot(300, QApplication.quit)


def make_plain() -> tuple[QMainWindow, Stream]:
    window, model, table = QMainWindow(), Plain(), QTableView()
    table.setModel(model)
    window.setCentralWidget(table)

    def tell(event: Event) -> None:
        if not isinstance(event, OrderChanged):
            model.change(int(event.clip_id[1:]), type(event).__name__)

    return window, Stream(lambda places: model.come([f"clip {n}.mov" for n in places]), tell)


def make_slipgui(application: QApplication) -> tuple[QMainWindow, Stream]:
    Collector(application)
    window = MainWindow(Appearance(application, "dark"), Wishes(), dict, lambda _: None)
    Collector.spare_what_is_there()  # as the program does once all is loaded

    def come(places: Sequence[int]) -> None:
        for n in places:
            window.on_event(added(f"c{n}", f"clip {n}.mov"))

    return window, Stream(come, window.on_event)


def main(kind: str) -> None:
    application = _make_application()
    window, stream = make_plain() if kind == "plain" else make_slipgui(application)
    window.resize(1440, 900)
    window.show()
    wait = QEventLoop()
    QTimer.singleShot(AFTER_START_MS, wait.quit)
    wait.exec()
    ticker, cpu_s = Ticker(), time.process_time()
    ticker.start()
    stream.begin()
    application.exec()
    result = ticker.stop() | {"cpu_s": time.process_time() - cpu_s}
    sys.stdout.write(json.dumps(result) + "\n")
    sys.stdout.flush()
    os._exit(0)


main(sys.argv[1])
