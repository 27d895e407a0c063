"""Gaps of the event loop in a walk through 100,000 rows: of the ``history`` or ``catalogue`` page, or of a ``plain`` table of Qt.

Walks: page by page down, to the end and back, and, in the window alone, a search typed letter by letter; the catalogue is also read
and ordered.
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
from slipgui.engine.catalogue import Catalogue
from slipgui.engine.catalogue_database import DATABASE_FILE, CatalogueDatabase
from slipgui.engine.catalogue_track import CatalogueTrack, FileState
from slipgui.gui.application import _make_application, open_window
from slipgui.gui.catalogue_rows import TrackColumn

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


async def history(folder: Path) -> dict[str, float]:
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


def fill_catalogue(folder: Path) -> None:
    """So many tracks as the catalogue keeps them, without fingerprints."""
    with Catalogue.open(folder):
        pass
    database = CatalogueDatabase(folder / DATABASE_FILE)
    with database.write() as writer:
        segment = writer.add_segment("segment-0", N_ROWS, 1)
        for n in range(N_ROWS):
            tags = (
                f"Tune {n * 7919 % N_ROWS} Harbour",
                f"Artist {n % 3_000}",
                f"Album {n % 9_000}",
                f"QZTW4{n:07}",
                None,
                None,
                None,
            )
            track = CatalogueTrack(
                f"{n:032x}", Path(f"/m/{n % 900}/{n}.wav"), *tags, duration_s=200.0, hash_count=1, cover=None
            )
            writer.put_track(track, FileState(1, 1, f"{n:064x}"), segment, n)
    database.close()


async def catalogue(folder: Path) -> dict[str, float]:
    home = find_home(folder)
    fill_catalogue(home.catalogue_folder)
    bridge, window, _ = open_window(home)
    window.resize(1440, 900)
    page = window.catalogue_page
    bridge.catalogue.contents.connect(page.set_contents)
    await asyncio.sleep(REST_S)
    ticker = Ticker()
    ticker.start()
    window.show_room("catalogue")
    await bridge.catalogue.read()
    await walk(page.view)
    for n in range(len(SEARCH)):
        page.search.setText(SEARCH[: n + 1])
        await asyncio.sleep(5 * STEP_S)
    page.search.setText("")
    for column in (TrackColumn.TITLE, TrackColumn.FILE):
        page.set_order((column, False))
        await asyncio.sleep(REST_S)
    gaps = ticker.stop()
    assert page.model.n_rows == N_ROWS
    await bridge.detach()
    return gaps


def main() -> None:
    application = _make_application()
    with (
        tempfile.TemporaryDirectory() as name,
        asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(QApplication.instance())) as runner,
    ):
        ways = {"plain": lambda _: plain(), "history": history, "catalogue": catalogue}
        result = runner.run(ways[sys.argv[1]](Path(name)))
    assert application
    sys.stdout.write(json.dumps(result) + "\n")
    sys.stdout.flush()
    os._exit(0)


main()
