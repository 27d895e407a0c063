"""Clips that lie elsewhere, as the window takes them: written and pasted."""

import pytest
from PySide6.QtWidgets import QLineEdit
from support.queue_events import FakeClock

from slipgui.core.clip import Clip, ClipId
from slipgui.core.events import ClipAdded
from slipgui.gui.clip_rows import ClipRow
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


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("s3://rushes/day 1/EP100.mov", "EP100.mov"),
        ("https://media.example/EP%20100.mov?sig=1", "EP 100.mov"),
        ("https://media.example/", "clip.mka"),
        (None, "clip.mka"),
    ],
)
def test_a_clip_is_called_as_its_file_is_where_it_lies(tmp_path, address, name) -> None:
    clip = Clip(ClipId("a"), tmp_path / "clip.mka", address)
    assert ClipRow(ClipAdded(clip.id, clip, 0), FakeClock()).name == name
