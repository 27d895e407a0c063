"""Another language at once: the window says everything anew and keeps clips, page, search, selection and sizes."""

import asyncio

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtTest import QTest
from support.catalogue_lines import contents_of, track, waiting
from support.drawn_texts import drawn_texts
from support.pseudo_language import foreign_words, pseudo_phrases
from support.queue_events import added, finished, stage
from support.wishes import Wishes

from slipgui.core.events import BatchFinished, PauseReason, QueuePaused
from slipgui.core.flow import Stage
from slipgui.core.outcome import BatchSummary
from slipgui.gui.bridge import Bridge
from slipgui.gui.clip_table_model import RowFilter
from slipgui.gui.history_work import HistoryWork
from slipgui.gui.language import speak, use_phrases
from slipgui.gui.log_window import LogWindow
from slipgui.gui.news import show_news
from slipgui.gui.support_work import SupportWork

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen platform has no window manager


@pytest.fixture(autouse=True)
def english(qapp):
    """English again at the end."""
    before = QLocale()
    yield
    speak(qapp, "en")
    QLocale.setDefault(before)


@pytest.fixture
def window(open_window, kept):
    """A queue with four clips."""
    window = open_window(Wishes(HistoryWork(kept.ask)))
    for event in (*map(added, "abcd"), stage("a", Stage.UPLOADING), finished("b"), finished("c")):
        window.on_event(event)
    window.model.flush()
    return window


def in_german(window, qapp):
    speak(qapp, "de")
    window.speak_anew()
    qapp.processEvents()


def words(widget):
    return {text.text for text in drawn_texts(widget)}


def test_a_choice_in_the_menu_is_said_at_once_and_remembered(open_window, home, appearance, qtbot):
    bridge = Bridge(home)
    window = open_window(bridge)
    show_news(bridge, window, appearance)
    window.set_service("AudioVerify", "Ready", True)
    german = next(action for action in window.menus.choices["language"] if action.data() == "de")
    with qtbot.waitSignal(window.spoken_anew):
        german.trigger()
    assert [action.text() for action in window.menuBar().actions()][:2] == ["&Datei", "&Bearbeiten"]
    assert {"Warteschlange", "Verlauf", "Katalog"} <= words(window.sidebar)
    assert any("Clips hierher" in text or "Musik" in text for text in words(window.empty_page))
    assert german.isChecked()
    assert '"language": "de"' in home.settings_file.read_text()


def test_clips_selection_search_and_filter_stay(window, qapp):
    window.queue_page.set_filter(RowFilter.IDENTIFIED)
    window.queue_page.search.setText("c")
    window.queue_page.view.select_ids(["c"])
    in_german(window, qapp)
    page = window.queue_page
    assert page.isVisible()
    assert (page.search.text(), page.view.selected_ids(), window.model.row_filter) == ("c", ["c"], RowFilter.IDENTIFIED)
    assert page.chips.chip(RowFilter.IDENTIFIED).isChecked()
    assert "Im Katalog" in words(page.view)
    assert window.sidebar.items["queue"].accessibleName() == "Warteschlange, 4 Clips"


def test_news_go_on_and_keys_work_after_it(window, qapp, qtbot):
    in_german(window, qapp)
    window.on_event(finished("d"))
    window.model.flush()
    assert window.model.count(RowFilter.IDENTIFIED) == 3
    window.activateWindow()
    window.queue_page.view.setFocus()
    window.queue_page.view.select_ids(["a"])
    window.menus.actions["remove"].trigger()
    assert window._wishes.asked[-1] == ("remove", ["a"])
    assert window.toast.text == "1 Clip aus der Warteschlange entfernt"
    window.undo()
    assert window._wishes.asked[-1] == ("restore", ["a"])


def test_scroll_details_and_sizes_stay(open_window, qapp, qtbot):
    window = open_window(size=(1240, 500))
    for n in range(40):
        window.on_event(added(f"clip {n}"))
    window.model.flush()
    window.show_details(True)
    window.details.setSizes([700, 450])
    window.details.splitterMoved.emit(0, 0)
    window.menus.actions["sidebar"].trigger()
    qapp.processEvents()
    view = window.queue_page.view
    view.verticalScrollBar().setValue(777)
    before = (window.details.panel_width, window.sidebar.is_narrow, window.size())
    in_german(window, qapp)
    qtbot.waitUntil(lambda: window.queue_page.view.verticalScrollBar().value() == 777)
    assert window.queue_page.view is not view
    assert (window.details.panel_width, window.sidebar.is_narrow, window.size()) == before
    assert window.details.panel.isVisible()


def test_a_pause_is_still_told_and_can_be_ended(window, qapp):
    window.on_event(QueuePaused(PauseReason.USER))
    window.on_event(BatchFinished(BatchSummary(n_internal=2)))
    in_german(window, qapp)
    assert window.banner.isVisible()
    assert window.banner.buttons[0].text() == "Fortsetzen"
    assert window.queue_page.pause_button.accessibleName() == "Fortsetzen"
    window.menus.actions["pause_all"].trigger()
    assert window._wishes.asked[-1] == ("unpause all",)


def test_the_history_keeps_search_and_selection(window, qapp, qtbot):
    window.show_room("history")
    page = window.rooms.history.page
    qtbot.waitUntil(lambda: page.model.row_at(1) is not None)
    page.search.setText("juno")
    page.ask()
    qtbot.waitUntil(lambda: 0 < page.model.n_found < page.n_all and page.model.row_at(1) is not None)
    page.view.select_places([1])
    chosen = [row.id for row in page.selected_rows()]
    in_german(window, qapp)
    page = window.rooms.history.page
    qtbot.waitUntil(lambda: [row.id for row in page.selected_rows()] == chosen)
    assert page.isVisible()
    assert page.search.text() == "juno"
    assert window.sidebar.chosen_item.text() == "Verlauf"


def test_the_catalogue_keeps_tracks_folder_and_what_is_learned(window, qapp):
    window.show_catalogue()
    page = window.catalogue_page
    page.set_contents(contents_of(track("/m/a/one.wav", title="One"), track("/m/b/two.wav", title="Two")))
    page._count()
    page.begin_learning()
    page.expect(waiting("/m/b/three.wav"))
    page._count()
    page.folders.list.choose(next(entry for entry in page.folders.list.entries if entry.folder == "/m/b"))
    page.view.select_files(["/m/b/two.wav"])
    in_german(window, qapp)
    page = window.catalogue_page
    assert next(row.title for row in page.model.shown_rows()) == "Two"
    assert [row.file for row in page.selected_rows()] == ["/m/b/two.wav"]
    assert page.folders.list.entry.folder == "/m/b"
    assert page.card.isVisible()
    assert "Alle Musik" in {entry.name for entry in page.folders.list.entries}


def test_tags_that_are_being_edited_are_not_lost(window, qapp):
    window.show_catalogue()
    page = window.catalogue_page
    page.set_contents(contents_of(track("/m/a/one.wav", title="One")))
    page._count()
    page.view.select_files(["/m/a/one.wav"])
    page.edit_tags([{"id": page.selected_rows()[0].track_id, "of_file": {"title": "One"}, "of_user": {}}])
    page.tags.fields["title"].edit.clear()
    QTest.keyClicks(page.tags.fields["title"].edit, "Uno")
    in_german(window, qapp)
    tags = window.catalogue_page.tags
    assert tags.isVisible()
    assert tags.fields["title"].edit.text() == "Uno"
    assert tags.is_changed
    tags.save_button.click()
    assert window._wishes.asked[-1] == ("set tags", [(tags.ids, {"title": "Uno"})])


def test_a_correction_that_is_being_written_is_not_lost(window, qapp, qtbot):
    window.show_room("history")
    page = window.rooms.history.page
    qtbot.waitUntil(lambda: page.model.row_at(1) is not None)
    page.view.select_places([1])
    (row,) = page.selected_rows()
    window.menus.actions["correct"].trigger()
    window.rooms.history.details.panel.form.fields["title"].setText("What it really is")
    in_german(window, qapp)
    qtbot.waitUntil(
        lambda: window.rooms.history.draft is not None and window.rooms.history.details.panel.row is not None
    )
    qtbot.waitUntil(lambda: not window.rooms.history.details.panel.form.isHidden())
    panel = window.rooms.history.details.panel
    assert panel.row.id == row.id
    assert panel.form.fields["title"].text() == "What it really is"


def test_the_log_is_said_anew(open_window, home, qapp):
    home.logs.mkdir(parents=True)
    window = open_window(Wishes(support=SupportWork(home, lambda work: asyncio.run(work))))
    window.menus.actions["log"].trigger()
    in_german(window, qapp)
    (log,) = (one for one in window.findChildren(LogWindow) if one.isVisible())
    assert log.windowTitle() == "Protokoll"


def test_windows_of_their_own_follow(window, qapp):
    window.menus.actions["mini_window"].trigger()
    former = window.drops.mini
    in_german(window, qapp)
    assert window.drops.mini is not former
    assert window.drops.mini.isVisible()
    assert window.drops.mini.accessibleName().startswith("Clips hier")


def test_nothing_in_the_former_language_is_left_on_any_page(window, qapp):
    """Said in a language that nobody speaks: what was forgotten is still English."""
    for name in ("history", "catalogue", "queue"):
        window.show_room(name)
    window.show_details(True)
    try:
        use_phrases(pseudo_phrases())
        window.speak_anew()
        qapp.processEvents()
        known = frozenset(("Slipgui", "AudioVerify", "ISRC", "English", "Deutsch"))
        for part in (window.sidebar, window.queue_page.chips, window.status_line):
            for text in words(part):
                assert not foreign_words(text, known), text
        for action in window.menus.actions.values():
            assert not foreign_words(action.text().replace("&", ""), known), action.text()
    finally:
        use_phrases({})
