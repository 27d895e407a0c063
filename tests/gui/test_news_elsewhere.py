"""What is told to who looks elsewhere: tray and dock."""

import ctypes
import os
import shutil
import subprocess
import sys
import textwrap
from datetime import timedelta

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSystemTrayIcon
from support.history_rows import NOW, make_line
from support.queue_events import added, finished
from support.wishes import Wishes

from slipgui.core.events import BatchFinished, PauseReason, QueuePaused
from slipgui.core.outcome import BatchSummary
from slipgui.gui.history_work import HistoryWork
from slipgui.gui.language import speak
from slipgui.gui.launcher_signal import launcher_message
from slipgui.gui.main_window import MainWindow
from slipgui.gui.tray import Tray, add_tray
from slipgui.gui.windows_taskbar import Taskbar
from slipgui.gui.work_progress import WorkProgress, add_work_progress


@pytest.fixture
def window(qtbot, appearance, kept):
    window = MainWindow(appearance, Wishes(HistoryWork(kept.ask)), dict, lambda _: None)
    qtbot.addWidget(window)
    return window


@pytest.mark.qt_log_ignore("systemTrayWindowChanged", "raise")
def test_tray_brings_the_window_back_and_quits(window, qtbot):
    tray = Tray(window, HistoryWork(lambda _: None))
    assert not window.isVisible()
    tray.menu.actions()[0].trigger()
    assert window.isVisible()
    tray.menu.actions()[-1].trigger()
    assert window._wishes.asked == [("quit",)]


@pytest.fixture
def tray(window):
    return Tray(window, window._wishes.history)


def entry(menu, word):
    return next(action for action in menu.actions() if word in action.text())


quiet = pytest.mark.qt_log_ignore("systemTrayWindowChanged", "raise")


@quiet
def test_tray_leads_to_the_five_latest_answers_in_the_history(window, tray):
    texts = [action.text() for action in tray.recent.actions()]
    assert len(texts) == 5
    assert texts[0].startswith("Slow Machinery (No Drums) — Kites Over Kiruna")
    tray.recent.actions()[4].trigger()
    assert window.room is window.rooms.history
    [row] = window.rooms.history.page.selected_rows()
    assert row.line["track"]["title"] == "Paper Kites"


@quiet
def test_tray_leads_to_the_row_in_the_queue_while_it_is_there(window, tray, kept, qtbot):
    window.on_event(added("new"))
    line = make_line("new.mov", "Rhythm & Blues", None, None, 98.0, True)
    kept.add([(NOW + timedelta(days=2), line)])
    kept.first("UPDATE recognitions SET id = 'new' WHERE path = CAST('/media/edit/new.mov' AS BLOB) RETURNING id")
    window.on_event(finished("new"))
    qtbot.waitUntil(lambda: tray.recent.actions()[0].text() == "Rhythm && Blues QZ-TW4-21-00417", timeout=20_000)
    window.show_room("catalogue")
    tray.recent.actions()[0].trigger()
    assert window.room is window.rooms.queue
    assert [row.clip_id for row in window.queue_page.selected_rows()] == ["new"]


@quiet
def test_tray_has_no_answers_before_the_first(window, qapp):
    tray = Tray(window, HistoryWork(lambda _: None))
    assert not entry(tray.menu, "Recent answers").isEnabled()


@quiet
@pytest.mark.parametrize("page", ["queue", "history", "catalogue"])
def test_tray_pauses_the_queue_whatever_page_is_shown(window, tray, page):
    window.show_room(page)
    entry(tray.menu, "Pause all").trigger()
    assert window._wishes.asked[-1] == ("pause all",)
    window.on_event(QueuePaused(PauseReason.USER))
    entry(tray.menu, "Go on").trigger()
    assert window._wishes.asked[-1] == ("unpause all",)


@quiet
def test_tray_speaks_the_language_that_is_chosen_later(window, tray, qapp):
    try:
        speak(qapp, "de")
        window.speak_anew()
        assert entry(tray.menu, "öffnen").isEnabled()
        assert entry(tray.menu, "Alle anhalten")
    finally:
        speak(qapp, "en")


def test_without_a_tray_there_is_no_icon_and_no_error(window, monkeypatch):
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: False)
    assert add_tray(window, window._wishes.history) is None


def test_the_end_of_a_batch_is_told_once_while_nobody_looks(window):
    told = []
    window.notified.connect(told.append)
    window.on_event(BatchFinished(BatchSummary(n_internal=1)))
    assert told == ["1 of 1 clip identified"]


def test_desktop_is_told_how_much_of_the_queue_is_done_and_only_when_that_changes(window):
    told = []
    progress = WorkProgress(window, lambda *now: told.append(now))
    for name in "ab":
        window.on_event(added(name))
    window.on_event(finished("a"))
    progress.tell()
    progress.tell()
    window.on_event(finished("b"))
    progress.tell()
    assert told == [(0.5, 1), (None, 0)]


def test_dock_of_macos_shows_how_many_clips_are_left(window, monkeypatch):
    badges = []
    monkeypatch.setattr(QGuiApplication, "setBadgeNumber", lambda _, number: badges.append(number))
    progress = add_work_progress(window, "darwin")
    window.on_event(added("a"))
    progress.tell()
    window.on_event(finished("a"))
    progress.tell()
    assert badges == [1, 0]


def test_taskbar_of_windows_is_asked_by_the_places_of_its_methods():
    """A stand-in for the shell's object with the table of methods as Windows documents it; Windows itself is not tried."""
    called = []

    def slot(name, *arguments):
        return ctypes.CFUNCTYPE(ctypes.c_long, ctypes.c_void_p, *arguments)(
            lambda _, *given: called.append((name, *given)) or 0
        )

    unused = [
        "QueryInterface",
        "AddRef",
        "Release",
        "HrInit",
        "AddTab",
        "DeleteTab",
        "ActivateTab",
        "SetActiveAlt",
        "MarkFullscreenWindow",
    ]
    number, window_id = ctypes.c_ulonglong, ctypes.c_void_p
    slots = [
        *(slot(name) for name in unused),
        slot("SetProgressValue", window_id, number, number),
        slot("SetProgressState", window_id, ctypes.c_int),
    ]
    table = (ctypes.c_void_p * len(slots))(*(ctypes.cast(one, ctypes.c_void_p) for one in slots))
    shell = ctypes.c_void_p(ctypes.addressof(table))
    taskbar = Taskbar(ctypes.cast(ctypes.byref(shell), ctypes.c_void_p), ctypes.CFUNCTYPE)
    taskbar.show(0x1_0000_0002, 0.25)
    taskbar.show(0x1_0000_0002, None)
    assert called == [
        ("HrInit",),
        ("SetProgressValue", 0x1_0000_0002, 250, 1000),
        ("SetProgressState", 0x1_0000_0002, 0),
    ]


@pytest.mark.skipif(
    shutil.which("dbus-run-session") is None or shutil.which("dbus-monitor") is None, reason="needs a message bus"
)
def test_the_signal_on_the_bus_has_the_types_that_docks_read():
    program = """
        import subprocess, sys
        from PySide6.QtCore import QCoreApplication
        from PySide6.QtDBus import QDBusConnection
        from PySide6.QtGui import QGuiApplication
        from slipgui.gui.launcher_signal import launcher_message
        app = QCoreApplication([])
        QGuiApplication.setDesktopFileName("slipgui")
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
