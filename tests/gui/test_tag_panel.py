"""Editing tags beside the list: one track, several, what the file says, what is refused, and taking it back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPixmap
from support.catalogue_lines import contents_of, track
from support.pictures import BLUE, RED, make_picture

from slipgui.gui.catalogue_page import CataloguePage


def said(track_id, of_user=None, **of_file):
    fields = ("title", "artist", "album", "isrc", "label", "composer", "publisher", "cover")
    return {"id": track_id, "of_file": dict.fromkeys(fields) | of_file, "of_user": of_user or {}}


ONE = said("1", {"artist": "Mine", "label": None}, title="Harbour", artist="File's", label="Tidewater")
TWO = said("2", title="Winters", artist="Mine")

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen platform has no window manager


@pytest.fixture
def page(qtbot, appearance, clock, tmp_path):
    for name, color in (("red", RED), ("blue", BLUE)):
        (tmp_path / f"{name}.png").write_bytes(make_picture(color, 64, 64))
    page = CataloguePage(clock)
    qtbot.addWidget(page)
    page.resize(1400, 900)
    page.show()
    page.set_contents(
        contents_of(track("/m/1.wav", id="1", cover=str(tmp_path / "red.png")), track("/m/2.wav", id="2"))
    )
    return page


@pytest.fixture
def wanted(page):
    wanted = []
    page.tags_wanted.connect(wanted.append)
    return wanted


def texts(page):
    return {name: field.edit.text() for name, field in page.tags.fields.items() if field.edit.text()}


def write(page, qtbot, name, text):
    edit = page.tags.fields[name].edit
    edit.selectAll()
    qtbot.keyClicks(edit, text) if text else qtbot.keyClick(edit, Qt.Key.Key_Delete)


def test_f2_asks_for_the_tags_of_the_selected_tracks(page, qtbot):
    page.view.select_files(["/m/1.wav"])
    page.view.setFocus()
    with qtbot.waitSignal(page.edit_requested, timeout=1000):
        qtbot.keyClick(page.view, Qt.Key.Key_F2)


def test_the_users_words_stand_and_the_files_are_told(page):
    page.edit_tags([ONE])
    assert texts(page) == {"title": "Harbour", "artist": "Mine"}
    notes = {name: field.note.text() for name, field in page.tags.fields.items() if field.note.isVisible()}
    assert notes == {"artist": "In the file: File's", "label": "In the file: Tidewater"}
    assert not page.tags.save_button.isEnabled()


def test_only_what_was_changed_is_wanted(page, qtbot, wanted):
    page.edit_tags([ONE])
    write(page, qtbot, "title", "Lights")
    page.tags.fields["artist"].back_button.click()
    write(page, qtbot, "album", "x")
    write(page, qtbot, "album", "")
    page.tags.save_button.click()
    assert wanted == [[(["1"], {"title": "Lights", "artist": None, "album": ""})]]
    assert page.tags.fields["artist"].edit.text() == "File's"


def test_several_tracks_share_what_is_written(page, qtbot, wanted):
    page.edit_tags([ONE, TWO])
    assert texts(page) == {"artist": "Mine"}
    assert page.tags.fields["title"].edit.placeholderText() == "Several"
    write(page, qtbot, "composer", "N. N.")
    qtbot.keyClick(page.tags.fields["composer"].edit, Qt.Key.Key_Return)
    assert wanted == [[(["1", "2"], {"composer": "N. N."})]]


def test_what_is_refused_is_said_at_its_field_and_nothing_is_lost(page, qtbot, wanted):
    page.edit_tags([ONE])
    write(page, qtbot, "isrc", "x")
    page.tags.save()
    assert page.tags_were_set(wanted[0], {"isrc": "“x” is no ISRC."}) == []
    field = page.tags.fields["isrc"]
    assert (field.problem.text(), field.problem.isVisible(), field.edit.text()) == ("“x” is no ISRC.", True, "x")
    write(page, qtbot, "isrc", "y")
    assert not field.problem.isVisible()


def test_after_saving_the_words_before_can_be_brought_back(page, qtbot, wanted):
    page.edit_tags([ONE, TWO])
    write(page, qtbot, "artist", "Both")
    write(page, qtbot, "label", "L")
    page.tags.save()
    undo = page.tags_were_set(wanted[0], {})
    assert undo == [(["1"], {"artist": "Mine", "label": ""}), (["2"], {"artist": None, "label": None})]
    assert not page.tags.isVisible()


def test_the_panel_follows_the_selection_until_something_is_to_be_saved(page, qtbot):
    page.edit_tags([ONE])
    with qtbot.waitSignal(page.edit_requested, timeout=1000):
        page.view.select_files(["/m/2.wav"])
    write(page, qtbot, "title", "x")
    with qtbot.assertNotEmitted(page.edit_requested):
        page.view.select_files(["/m/1.wav"])


def test_a_chosen_cover_is_shown_and_wanted(page, wanted, tmp_path):
    page.edit_tags([ONE])
    page.tags.cover.take([str(tmp_path / "blue.png")])
    assert colour_of(page.tags.cover._tile) == QColor(*BLUE)
    page.tags.save()
    assert wanted == [[(["1"], {"cover": str(tmp_path / "blue.png")})]]


def test_esc_closes_and_leads_back_to_the_list(page, qtbot):
    page.edit_tags([ONE])
    qtbot.keyClick(page.tags.fields["title"].edit, Qt.Key.Key_Escape)
    assert not page.tags.isVisible()


def test_a_track_with_a_cover_shows_it_in_the_list_and_one_without_its_tile(page, qtbot):
    def painted():
        picture = page.view.viewport().grab().toImage()
        return picture.pixelColor(16 + 12, 18) == QColor(*RED)

    qtbot.waitUntil(painted, timeout=5000)
    assert page.view.viewport().grab().toImage().pixelColor(16 + 12, 36 + 18) != QColor(*RED)


def colour_of(widget):
    picture = QPixmap(widget.size())
    widget.render(picture)
    return picture.toImage().pixelColor(36, 36)
