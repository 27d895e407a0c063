"""Clips that lie elsewhere, as the window takes them: written and pasted."""

import pytest
from PySide6.QtWidgets import QLineEdit

from slipgui.gui.sheet import Sheet

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager to tell


def test_an_address_that_is_written_becomes_a_clip(open_window, wishes) -> None:
    window = open_window()
    window.menus.actions["add_address"].trigger()
    sheet = next(sheet for sheet in window.findChildren(Sheet) if sheet.isVisible())
    field = sheet.findChild(QLineEdit)
    field.setText("rushes/a.mov")
    assert not sheet.primary.isEnabled()
    field.setText(" s3://rushes/a.mov ")
    sheet.accept()
    assert ("addresses", ["s3://rushes/a.mov"]) in wishes.asked


def test_an_address_that_is_pasted_becomes_a_clip(qapp, open_window, wishes) -> None:
    qapp.clipboard().setText("https://media.example/cut.mov?sig=1")
    open_window().menus.actions["paste"].trigger()
    assert wishes.asked == [("addresses", ["https://media.example/cut.mov?sig=1"])]
