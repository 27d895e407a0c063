"""The switch beside a folder: what it asks for, and how watched folders stand in the list."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from support.catalogue_lines import contents_of, track

from slipgui.gui.catalogue_folder_list import switch_place
from slipgui.gui.catalogue_page import CataloguePage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen platform has no window manager


@pytest.fixture
def page(qtbot, appearance, clock):
    page = CataloguePage(clock)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    return page


TRACKS = (track("/m/Tidewater/A/1.wav"), track("/m/Tidewater/B/2.wav"), track("/m/Other/3.wav"))


def fill(page, watched, *tracks):
    page.set_contents(replace(contents_of(*tracks), watched=watched))
    page._count()


def entry_words(page):
    return [(entry.name, entry.line) for entry in page.folders.list.entries[1:]]


def click_at(page, qtbot, row, place=None):
    view = page.folders.list
    rect = view.visualRect(view.model().index(row, 0))
    qtbot.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=place or switch_place(rect, view.layoutDirection()).center()
    )


def test_a_watched_folder_stands_for_all_below_it(page):
    fill(page, {}, *TRACKS)
    assert [name for name, _ in entry_words(page)] == ["A", "B", "Other"]
    page.folders.list.choose(page.folders.list.entries[1])
    fill(page, {"/m/Tidewater": True}, *TRACKS)
    assert entry_words(page) == [("Other", "1 track"), ("Tidewater", "2 tracks")]
    page.folders.list.choose(page.folders.list.entries[2])
    assert [row.file for row in page.model.shown_rows()] == ["/m/Tidewater/A/1.wav", "/m/Tidewater/B/2.wav"]


def test_a_folder_that_begins_to_be_watched_shows_its_subfolders_at_once(page):
    tracks = (track("/m/1.wav"), track("/m/sub/2.wav"))
    fill(page, {}, *tracks)
    page.folders.list.choose(page.folders.list.entries[1])
    assert page.model.rowCount() == 1
    fill(page, {"/m": True}, *tracks)
    assert page.model.rowCount() == 2


def test_a_volume_that_is_gone_is_told_and_a_watched_folder_without_music_is_listed(page):
    fill(page, {"/m/Tidewater": False, "/new": True}, *TRACKS)
    assert entry_words(page) == [
        ("new", "0 tracks"),
        ("Other", "1 track"),
        ("Tidewater", "2 tracks · not connected"),
    ]
    index = page.folders.list.model().index(3, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Tidewater, 2 tracks · not connected, kept in step"


def test_the_switch_is_clicked_without_choosing_the_folder(page, qtbot):
    fill(page, {"/m/Tidewater": True}, *TRACKS)
    asked = []
    page.watch_toggled.connect(lambda entry, is_watched: asked.append((entry.folder, is_watched)))
    click_at(page, qtbot, 1)
    click_at(page, qtbot, 2)
    click_at(page, qtbot, 0)
    assert asked == [("/m/Other", True), ("/m/Tidewater", False)]
    assert page.folders.list.entry.name == "All music"
    click_at(
        page, qtbot, 1, page.folders.list.visualRect(page.folders.list.model().index(1, 0)).topLeft() + QPoint(30, 20)
    )
    assert page.folders.list.entry.name == "Other"
    assert len(asked) == 2


def test_the_space_bar_switches_the_chosen_folder(page, qtbot):
    fill(page, {}, *TRACKS)
    asked = []
    page.watch_toggled.connect(lambda entry, is_watched: asked.append((entry.folder, is_watched)))
    qtbot.keyClick(page.folders.list, Qt.Key.Key_Space)
    page.folders.list.choose(page.folders.list.entries[3])
    qtbot.keyClick(page.folders.list, Qt.Key.Key_Space)
    assert asked == [("/m/Other", True)]
