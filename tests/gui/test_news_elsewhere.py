"""What is told to who looks elsewhere: tray and dock."""

import os
import shutil
import subprocess
import sys
import textwrap

import pytest
from support.queue_events import added, finished
from support.wishes import Wishes

from slipgui.core.events import BatchFinished
from slipgui.core.outcome import BatchSummary
from slipgui.gui.launcher_progress import LauncherProgress, launcher_message
from slipgui.gui.main_window import MainWindow
from slipgui.gui.tray import Tray


@pytest.fixture
def window(qtbot, appearance):
    window = MainWindow(appearance, Wishes(), dict, lambda _: None)
    qtbot.addWidget(window)
    return window


@pytest.mark.qt_log_ignore("systemTrayWindowChanged", "raise")
def test_tray_brings_the_window_back_and_quits(window, qtbot):
    tray = Tray(window)
    assert not window.isVisible()
    tray.menu.actions()[0].trigger()
    assert window.isVisible()
    tray.menu.actions()[-1].trigger()
    assert window._wishes.asked == [("quit",)]


def test_the_end_of_a_batch_is_told_once_while_nobody_looks(window):
    told = []
    window.notified.connect(told.append)
    window.on_event(BatchFinished(BatchSummary(n_internal=1)))
    assert told == ["1 of 1 clip identified"]


class Bus:
    """Keeps what is sent."""

    def __init__(self):
        self.shares = []

    def send(self, message):
        self.shares.append(message.arguments()[1])


def test_dock_shows_how_much_of_the_queue_is_done(window):
    bus = Bus()
    progress = LauncherProgress(window, bus)
    for name in "ab":
        window.on_event(added(name))
    window.on_event(finished("a"))
    progress.tell()
    progress.tell()
    window.on_event(finished("b"))
    progress.tell()
    assert bus.shares == [{"progress": 0.5, "progress-visible": True}, {"progress": 0.0, "progress-visible": False}]


@pytest.mark.skipif(
    shutil.which("dbus-run-session") is None or shutil.which("dbus-monitor") is None, reason="needs a message bus"
)
def test_the_signal_on_the_bus_has_the_types_that_docks_read():
    program = """
        import subprocess, sys
        from PySide6.QtCore import QCoreApplication
        from PySide6.QtDBus import QDBusConnection
        from slipgui.gui.launcher_progress import launcher_message
        app = QCoreApplication([])
        watch = subprocess.Popen(["dbus-monitor", "interface='com.canonical.Unity.LauncherEntry'"], stdout=subprocess.PIPE, text=True)
        watch.stdout.readline()
        QDBusConnection.sessionBus().send(launcher_message(0.25))
        lines = []
        while not any("progress-visible" in line for line in lines):
            lines.append(watch.stdout.readline())
        print("".join(lines), watch.stdout.readline())
        watch.kill()
    """
    run = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-c", textwrap.dedent(program)],
        capture_output=True, text=True, timeout=60, check=False, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert 'string "application://slipgui.desktop"' in run.stdout, run.stderr
    assert "double 0.25" in run.stdout
    assert "boolean true" in run.stdout


def test_message_without_work_takes_the_progress_away():
    assert launcher_message(None).arguments()[1]["progress-visible"] is False
