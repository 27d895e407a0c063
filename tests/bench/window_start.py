"""CPU and memory until the window is painted: ``plain`` Qt with comparable widgets, or ``slipgui``.

Comparable: as many menus, entries with keys, aligned labels, buttons, fields; no application code, no style sheet, no icons.  Keys and
alignment alone make PySide build its ``Qt`` namespace, a tenth of what such a window costs.
"""

import json
import resource
import sys
import tempfile
import time
from pathlib import Path


def plain() -> object:
    from PySide6.QtCore import QStringListModel, Qt
    from PySide6.QtGui import QKeySequence
    from PySide6.QtWidgets import (
        QApplication,
        QHBoxLayout,
        QLabel,
        QLineEdit,
        QMainWindow,
        QPushButton,
        QSplitter,
        QTableView,
        QVBoxLayout,
        QWidget,
    )

    application = QApplication([])
    application.setStyle("fusion")
    window = QMainWindow()
    for name in ("File", "Edit", "Clip", "View", "Help"):
        menu = window.menuBar().addMenu(name)
        for i in range(6):
            menu.addAction(f"{name} {i}").setShortcut(QKeySequence(f"Ctrl+Alt+{name[0]}, {i}"))
    side, page, panel = QWidget(), QWidget(), QWidget()
    for holder in (side, page, panel):
        column = QVBoxLayout(holder)
        for i in range(4):
            label = QLabel(f"Label {i}")
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
            column.addWidget(QPushButton(f"Button {i}"))
        column.addWidget(QLineEdit())
    table = QTableView()
    table.setModel(QStringListModel([], table))
    page.layout().addWidget(table)
    splitter = QSplitter(Qt.Orientation.Horizontal)
    splitter.addWidget(page)
    splitter.addWidget(panel)
    body = QWidget()
    line = QHBoxLayout(body)
    line.addWidget(side)
    line.addWidget(splitter, 1)
    window.setCentralWidget(body)
    window.statusBar().showMessage("Ready")
    window.resize(1440, 900)
    window.show()
    application.processEvents()
    return window


def slipgui() -> object:
    import gc

    gc.disable()  # as slipgui/gui/start.py does
    from slipgui.app.paths import find_home
    from slipgui.gui.application import open_window

    return open_window(find_home(Path(tempfile.mkdtemp())))


def main() -> None:
    kept = {"plain": plain, "slipgui": slipgui}[sys.argv[1]]()
    used = resource.getrusage(resource.RUSAGE_SELF)
    rss_kb = int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 1024
    sys.stdout.write(
        json.dumps({"cpu_s": time.process_time(), "rss_mb": rss_kb / 1024, "peak_mb": used.ru_maxrss / 1024}) + "\n"
    )
    sys.stdout.flush()
    assert kept
    import os

    os._exit(0)


main()
