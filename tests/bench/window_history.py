"""Gaps of the event loop while the user walks through 100,000 rows: of ``slipgui``'s history page, or of a ``plain`` table of Qt.

Walks: page by page down, to the end and back, and, in the window alone, a search typed letter by letter.
"""

import asyncio
import json
import os
import sys
import tempfile
from pathlib import Path

import qasync
from event_loop import Ticker
from history_pages import N_ROWS, fill
from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

from slipgui.app.paths import find_home
from slipgui.app.wiring import open_application
from slipgui.gui.application import _make_application, open_window

N_COLUMNS = 6
N_STEPS = 150
STEP_S = 0.02
SEARCH = "harbour artist 12"
REST_S = 0.3


class Plain(QAbstractTableModel):
    """As many cells, each with a text."""

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else N_ROWS

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return N_COLUMNS

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return f"Cell {index.row()} {index.column()}" if role == Qt.ItemDataRole.DisplayRole else None


async def walk(view: QTableView) -> None:
    bar = view.verticalScrollBar()
    for step in range(N_STEPS):
        bar.setValue(bar.value() + bar.pageStep())
        if step % 50 == 49:
            bar.setValue(bar.maximum() if bar.value() < bar.maximum() else 0)
        await asyncio.sleep(STEP_S)


async def plain() -> dict[str, float]:
    window, view = QMainWindow(), QTableView()
    view.setModel(Plain(view))
    window.setCentralWidget(view)
    window.resize(1440, 900)
    window.show()
    await asyncio.sleep(REST_S)
    ticker = Ticker()
    ticker.start()
    await walk(view)
    return ticker.stop()


async def slipgui(folder: Path) -> dict[str, float]:
    home = find_home(folder)
    home.data.mkdir(parents=True, exist_ok=True)
    await fill(home.data)
    bridge, window, _ = open_window(home)
    window.resize(1440, 900)
    async with open_application(home, {"service": "local"}, bridge.publish) as application:
        bridge.attach(application)
        window.show_room("history")
        page = window.rooms.history.page
        while not page.model.n_found:
            await asyncio.sleep(REST_S)
        ticker = Ticker()
        ticker.start()
        await walk(page.view)
        for n in range(len(SEARCH)):
            page.search.setText(SEARCH[: n + 1])
            await asyncio.sleep(5 * STEP_S)
        await asyncio.sleep(REST_S)
        gaps = ticker.stop()
        await bridge.detach()
    return gaps


def main() -> None:
    application = _make_application()
    with (
        tempfile.TemporaryDirectory() as name,
        asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(QApplication.instance())) as runner,
    ):
        result = runner.run(plain() if sys.argv[1] == "plain" else slipgui(Path(name)))
    assert application
    sys.stdout.write(json.dumps(result) + "\n")
    sys.stdout.flush()
    os._exit(0)


main()
