"""Gaps of the event loop while 2,000 clips come and their news stream in: in ``slipgui``'s window, or in a ``plain`` table of Qt."""

import json
import os
import sys
import time

from event_loop import Ticker
from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, QTimer
from PySide6.QtWidgets import QMainWindow, QTableView
from support.queue_events import added, finished, probed, stage
from support.wishes import Wishes

from slipgui.core.clip import ClipId
from slipgui.core.events import OrderChanged, UploadProgress
from slipgui.core.flow import Stage
from slipgui.gui.application import _make_application
from slipgui.gui.main_window import MainWindow
from slipgui.gui.theme import Appearance

N_CLIPS = 2000
NEWS_PER_TICK = 10
TICK_MS = 5
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


def news_of(n: int) -> list[object]:
    """Six news of a clip, from its coming to its end."""
    name = f"c{n}"
    steps = (Stage.PREPARING, Stage.UPLOADING)
    told: list[object] = [probed(name), *(stage(name, step) for step in steps)]
    return [*told, UploadProgress(ClipId(name), 500, 1000), stage(name, Stage.POLLING), finished(name)]


def main(kind: str) -> None:
    application = _make_application()
    news = [event for n in range(N_CLIPS) for event in news_of(n)]
    names = [f"clip {n}.mov" for n in range(N_CLIPS)]
    if kind == "plain":
        window, model, table = QMainWindow(), Plain(), QTableView()
        table.setModel(model)
        window.setCentralWidget(table)
    else:
        window = MainWindow(Appearance(application, "dark"), Wishes(), dict, lambda _: None)
    window.resize(1440, 900)
    window.show()
    if kind != "plain":
        window._make_the_rest()
    application.processEvents()
    ticker, at = Ticker(), 0

    def tell() -> None:
        nonlocal at
        for event in news[at : at + NEWS_PER_TICK]:
            if kind == "plain":
                model.change(int(event.clip_id[1:]), type(event).__name__)
            else:
                window.on_event(event)
        at += NEWS_PER_TICK
        if kind != "plain" and at % 2000 == 0:
            window.on_event(OrderChanged(tuple(ClipId(f"c{n}") for n in reversed(range(N_CLIPS)))))
        if at >= len(news):
            QTimer.singleShot(300, application.quit)
            timer.stop()

    def begin() -> None:
        if kind == "plain":
            model.come(names)
        else:
            for n, name in enumerate(names):
                window.on_event(added(f"c{n}", name))
        timer.start(TICK_MS)

    timer = QTimer()
    timer.timeout.connect(tell)
    ticker.start()
    QTimer.singleShot(50, begin)
    cpu_s = time.process_time()
    application.exec()
    result = ticker.stop() | {"cpu_s": time.process_time() - cpu_s}
    sys.stdout.write(json.dumps(result) + "\n")
    sys.stdout.flush()
    os._exit(0)


main(sys.argv[1])
