import asyncio
import zipfile

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QPlainTextEdit, QPushButton
from support.wishes import Wishes

from slipgui.gui.log_window import LogWindow
from slipgui.gui.support_work import SupportWork

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def home(home):
    home.logs.mkdir(parents=True)
    (home.logs / "slipgui.log").write_text("INFO first\nWARNING second\n", encoding="utf-8")
    return home


@pytest.fixture
def window(open_window, home):
    return open_window(Wishes(support=SupportWork(home, lambda work: asyncio.run(work))))


def button(widget, text):
    return next(one for one in widget.findChildren(QPushButton) if one.text() == text)


def test_log_is_shown_and_follows(window, home, qtbot):
    window.menus.actions["log"].trigger()
    log = window.findChild(LogWindow)
    qtbot.waitUntil(lambda: log.text.toPlainText() == "INFO first\nWARNING second")
    with (home.logs / "slipgui.log").open("a", encoding="utf-8") as file:
        file.write("ERROR third\n")
    qtbot.waitUntil(lambda: log.text.toPlainText().endswith("ERROR third"))
    button(log, "Copy all").click()
    assert QGuiApplication.clipboard().text().endswith("ERROR third")
    log.close()


def test_report_is_saved_with_what_the_user_says_and_the_message_leads_to_it(window, tmp_path):
    window.menus.actions["report"].trigger()
    box = next(dialog for dialog in window.findChildren(QDialog) if dialog.windowTitle() == "Report a problem")
    box.findChild(QPlainTextEdit).setPlainText("It stops.")
    button(box, "Save report…").click()
    chooser = window.findChild(QFileDialog)
    chooser.fileSelected.emit(str(tmp_path / "r.zip"))
    chooser.close()
    with zipfile.ZipFile(tmp_path / "r.zip") as archive:
        assert archive.read("note.txt") == b"It stops.\n"
    assert window.toast.text == "The report is saved as r.zip"
    assert not window.menus.actions["undo"].isEnabled()


def test_why_a_report_cannot_be_saved_is_said(window, tmp_path):
    window.help._work.write_report(tmp_path / "none" / "r.zip", "")
    assert window.toast.text.startswith("r.zip cannot be written: ")
