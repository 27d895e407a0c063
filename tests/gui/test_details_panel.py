"""The details panel: which form for which clip, what its buttons ask for, and text from outside that stays text."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from support.queue_events import FakeClock, added, finished, make_track, not_found, probed, stage
from support.wishes import NoPreviews

from slipgui.core.clip import ClipId
from slipgui.core.errors import (
    AuthenticationError,
    ClipUnreadableError,
    ConnectionFailedError,
    JobFailedError,
    MediaRejectedError,
    NoAudioError,
    SlipError,
)
from slipgui.core.events import Event, UploadProgress
from slipgui.core.flow import Stage
from slipgui.core.outcome import Alternative, Failed, Identified, Match, NotIdentified, Origin
from slipgui.gui.action_button import ActionButton
from slipgui.gui.clip_rows import ClipRow
from slipgui.gui.details_panel import DetailsPanel
from slipgui.gui.details_parts import FoldedText
from slipgui.gui.row_texts import cure_of
from slipgui.gui.theme import Appearance
from slipgui.gui.track_work import TrackWork

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager to tell


@pytest.fixture
def panel(qtbot: QtBot, appearance: Appearance) -> DetailsPanel:
    panel = DetailsPanel(NoPreviews(), TrackWork(lambda work: None))
    panel.resize(400, 760)
    qtbot.addWidget(panel)
    panel.show()
    return panel


def row_of(*events: Event, clip_id: str = "1") -> ClipRow:
    row = ClipRow(added(clip_id), FakeClock())
    row.apply(probed(clip_id))
    for event in events:
        row.apply(event)
    return row


def texts(panel: DetailsPanel) -> str:
    return "\n".join(label.text() for label in panel.findChildren(QLabel) if label.isVisible())


def buttons(panel: DetailsPanel) -> list[str]:
    return [button.text() for button in panel.findChildren(ActionButton) if button.isVisible() and button.text()]


def press(qtbot: QtBot, panel: DetailsPanel, word: str) -> None:
    (button,) = (b for b in panel.findChildren(ActionButton) if b.isVisible() and word in (b.text(), b.toolTip()))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def folded(panel: DetailsPanel, heading: str) -> FoldedText:
    return next(part for part in panel.findChildren(FoldedText) if heading in buttons_in(part))


def buttons_in(part: FoldedText) -> list[str]:
    return [button.text() for button in part.findChildren(ActionButton)]


def test_an_answer_shows_track_facts_and_what_was_sent(panel: DetailsPanel) -> None:
    panel.show_row(row_of(finished("1", service="local")))
    for words in ("Harbour Lights (60s Edit)", "Mira Okafor", "QZ-TW4-21-00417", "Strong", "What was sent"):
        assert words in texts(panel)
    assert "What happened" not in texts(panel)


def test_copy_gives_title_artist_label_and_isrc(qtbot: QtBot, panel: DetailsPanel) -> None:
    panel.show_row(row_of(finished("1")))
    with qtbot.waitSignal(panel.copy_requested) as caught:
        press(qtbot, panel, "Copy")
    assert caught.args == ["Harbour Lights (60s Edit) — Mira Okafor (Tidewater Library) QZ-TW4-21-00417"]


def test_an_answer_without_score_has_no_ring(panel: DetailsPanel) -> None:
    panel.show_row(row_of(finished("1", Identified(make_track(score=None, origin=Origin.EXTERNAL), None))))
    assert "Strong" not in texts(panel)
    assert "Weak" not in texts(panel)


def test_further_tracks_are_listed_and_copied_one_by_one(qtbot: QtBot, panel: DetailsPanel) -> None:
    other = make_track(title="Harbour Lights (Piano)", score=71.0, isrc="QZ-TW4-21-00418")
    place = Match(12.0, 30.0, 0.0, 1.0, 0.0, None)
    found = Identified(make_track(), None, (Alternative(other, place), Alternative(make_track(title="Third"), None)))
    panel.show_row(row_of(finished("1", found, service="local")))
    shown = texts(panel)
    for words in ("Also in this clip", "Harbour Lights (Piano)", "01:00:12:00 – 01:00:30:00", "71.0", "Fair", "Third"):
        assert words in shown
    with qtbot.waitSignal(panel.copy_requested) as caught:
        (copy,) = (b for b in panel.findChildren(ActionButton) if b.accessibleName() == "Copy: Harbour Lights (Piano)")
        qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert caught.args == ["Harbour Lights (Piano) — Mira Okafor (Tidewater Library) QZ-TW4-21-00418"]
    many = Identified(make_track(), None, tuple(Alternative(other, None) for _ in range(9)))
    panel.show_row(row_of(finished("1", many, service="local")))
    assert "and 3 more" in texts(panel)
    panel.show_row(row_of(finished("1")))
    assert "Also in this clip" not in texts(panel)


def test_not_found_asks_to_try_again(qtbot: QtBot, panel: DetailsPanel) -> None:
    panel.show_row(row_of(not_found("1")))
    assert "Not found" in texts(panel)
    with qtbot.waitSignal(panel.retry_requested) as caught:
        press(qtbot, panel, "Try again")
    assert caught.args == [["1"]]


def test_a_failure_shows_headline_stages_and_support(panel: DetailsPanel) -> None:
    panel.show_row(row_of(finished("1", Failed(ConnectionFailedError()), at=Stage.UPLOADING)))
    for words in ("The connection broke", "What happened", "Uploading", "not begun"):
        assert words in texts(panel)


def test_where_the_file_is_at_fault_its_folder_is_offered_first(qtbot: QtBot, panel: DetailsPanel) -> None:
    panel.show_row(row := row_of(finished("1", Failed(ClipUnreadableError()), at=Stage.PROBING)))
    assert buttons(panel).index("Show in folder") < buttons(panel).index("Try again")
    first, *_ = (
        button
        for button in panel.findChildren(ActionButton)
        if button.isVisible() and "Show in folder" in button.text()
    )
    with qtbot.waitSignal(panel.cure_requested) as caught:
        qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert caught.args == [row.clip_id]


@pytest.mark.parametrize(("error", "is_open"), [(JobFailedError(), True), (ConnectionFailedError(), False)])
def test_support_details_are_open_where_trying_again_does_not_help(
    panel: DetailsPanel, error: JobFailedError, is_open: bool
) -> None:
    panel.show_row(row_of(finished("1", Failed(error))))
    assert folded(panel, "Details for support").is_open is is_open


def test_support_details_stay_as_the_user_left_them(qtbot: QtBot, panel: DetailsPanel) -> None:
    row = row_of(finished("1", Failed(ConnectionFailedError())))
    panel.show_row(row)
    press(qtbot, panel, "Details for support")
    panel.show_row(row)
    assert folded(panel, "Details for support").is_open


def test_the_raw_answer_opens_and_is_copied_whole(qtbot: QtBot, panel: DetailsPanel) -> None:
    event = finished("1")
    document = "\n".join(f'"line {number}": "夜"' for number in range(100))
    panel.show_row(row_of(replace(event, report=replace(event.report, raw_answer=document))))
    raw = folded(panel, "Raw answer")
    assert not raw.is_open
    press(qtbot, panel, "Raw answer")
    assert raw.findChild(QPlainTextEdit).toPlainText() == document
    with qtbot.waitSignal(panel.copy_requested) as caught:
        (copy,) = (button for button in raw.findChildren(ActionButton) if button.text() == "Copy")
        qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert caught.args == [document]


def test_a_clip_at_work_shows_its_stage_and_offers_nothing_yet(panel: DetailsPanel) -> None:
    progress = UploadProgress(ClipId("1"), 620_000, 1_000_000)
    panel.show_row(row_of(stage("1", Stage.UPLOADING), progress))
    assert "62 % · 0.6 of 1.0 MB" in texts(panel)
    assert buttons(panel) == []


def test_the_same_clip_shown_again_takes_its_news(panel: DetailsPanel) -> None:
    row = row_of(stage("1", Stage.UPLOADING))
    panel.show_row(row)
    row.apply(finished("1"))
    panel.show_row(row)
    assert "Harbour Lights (60s Edit)" in texts(panel)
    assert "What happens" not in texts(panel)


def test_several_clips_show_their_states_and_what_can_be_done_to_all(qtbot: QtBot, panel: DetailsPanel) -> None:
    rows = [
        row_of(finished("1"), clip_id="1"),
        row_of(not_found("2"), clip_id="2"),
        row_of(finished("3", Failed(NoAudioError())), clip_id="3"),
    ]
    panel.show_selection(rows)
    for words in ("3 clips selected", "In catalogue", "Not found", "Failed"):
        assert words in texts(panel)
    with qtbot.waitSignal(panel.retry_requested) as caught:
        press(qtbot, panel, "Try 2 clips again")
    assert caught.args == [["2", "3"]]
    with qtbot.waitSignal(panel.copy_requested) as caught:
        press(qtbot, panel, "Copy 1 answer")
    assert caught.args[0].startswith("Harbour Lights")


def test_one_of_a_selection_is_shown_as_one(panel: DetailsPanel) -> None:
    panel.show_selection([row_of(finished("1"))])
    assert panel.row is not None
    panel.show_selection([])
    assert panel.row is None
    assert "No clip selected" in texts(panel)


def test_closing_is_asked_for(qtbot: QtBot, panel: DetailsPanel) -> None:
    with qtbot.waitSignal(panel.close_requested):
        press(qtbot, panel, "Close the details")


def test_markup_from_a_service_is_shown_as_text_and_does_not_widen_the_panel(panel: DetailsPanel) -> None:
    hostile = make_track(title="<h1>x</h1>" + "W" * 5000, artist="<img src=x>" * 400, label="l" * 3000)
    panel.resize(320, 600)
    panel.show_row(row_of(finished("1", Identified(hostile, None))))
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in panel.findChildren(QLabel))
    assert "<h1>x</h1>" in texts(panel)
    area = panel._scroll
    assert area.widget().width() <= area.viewport().width()


def test_every_control_has_a_name(panel: DetailsPanel) -> None:
    panel.show_row(row_of(finished("1", Failed(JobFailedError()))))
    for button in panel.findChildren(ActionButton):
        assert not button.isVisible() or button.text() or button.accessibleName()
    for view in panel.findChildren(QPlainTextEdit):
        assert view.accessibleName()
        assert not view.acceptDrops()


@pytest.mark.parametrize("name", ["dark", "light"])
def test_it_can_be_painted_in_both_themes(panel: DetailsPanel, appearance: Appearance, name: str) -> None:
    appearance.choose(name)
    for row in (row_of(finished("1")), row_of(not_found("1")), row_of(stage("1", Stage.POLLING)), row_of()):
        panel.show_row(row)
        assert not panel.grab().isNull()
    appearance.choose("dark")


@pytest.mark.parametrize(
    ("error", "offered"),
    [
        (NoAudioError(), ["Choose another file…", "Try again", "Show in folder"]),
        (ClipUnreadableError(), ["Show in folder", "Try again"]),
        (ConnectionFailedError(), ["Try again", "Show in folder"]),
        (MediaRejectedError(), ["Send the whole file", "Try again", "Show in folder"]),
        (AuthenticationError(), ["Enter key…", "Try again", "Show in folder"]),
    ],
)
def test_the_first_button_is_the_link_of_the_row(panel: DetailsPanel, error: SlipError, offered: list[str]) -> None:
    panel.show_row(row := row_of(finished("1", Failed(error))))
    assert [word for word in buttons(panel) if word in offered] == offered
    (first,) = (b for b in panel.findChildren(ActionButton) if b.isVisible() and b.text() == offered[0])
    assert (first.kind == "primary") is (cure_of(row) is not None)


def test_not_found_in_an_empty_catalogue_asks_for_music(qtbot: QtBot, panel: DetailsPanel) -> None:
    row = row_of()
    row.n_tracks = 0
    row.apply(finished("1", NotIdentified(), service="local"))
    panel.show_row(row)
    with qtbot.waitSignal(panel.cure_requested) as caught:
        press(qtbot, panel, "Add music…")
    assert caught.args == ["1"]


def test_who_knows_the_track_of_a_clip_without_answer_may_name_it(qtbot: QtBot, panel: DetailsPanel) -> None:
    panel.show_row(row_of(finished("1", NotIdentified())))
    with qtbot.waitSignal(panel.name_requested) as caught:
        press(qtbot, panel, "Name it yourself…")
    assert caught.args == ["1"]
    panel.show_row(row_of(finished("1")))
    assert "Name it yourself…" not in buttons(panel)


@pytest.mark.parametrize(
    ("outcome", "service", "words", "who"),
    [
        (NotIdentified(), "audioverify", "Identify here", "local"),
        (NotIdentified(), "local", "Ask AudioVerify", "audioverify"),
        (Failed(JobFailedError("no", service="audioverify")), "audioverify", "Identify here", "local"),
        (Failed(NoAudioError()), "audioverify", None, None),
        (Failed(ConnectionFailedError("no")), "local", None, None),
    ],
)
def test_the_other_service_is_one_click_away_where_it_may_help(
    qtbot: QtBot, panel: DetailsPanel, outcome, service, words, who
) -> None:
    panel.show_row(row_of(finished("1", outcome, service=service)))
    assert [word for word in buttons(panel) if word in ("Identify here", "Ask AudioVerify")] == (
        [words] if words else []
    )
    if words:
        with qtbot.waitSignal(panel.elsewhere_requested) as caught:
            press(qtbot, panel, words)
        assert caught.args == ["1", who]


def test_answer_is_copied_in_the_form_that_is_wanted(qtbot: QtBot, panel: DetailsPanel) -> None:
    panel.show_row(row_of(finished("1", Identified(make_track(artist=None), None))))
    actions = {action.text(): action for action in panel._answer.copy_menu().actions()}
    assert list(actions) == ["ISRC", "Title", "Title and artist", "Cells of a spreadsheet"]
    for name, text in (
        ("ISRC", "QZ-TW4-21-00417"),
        ("Title and artist", "Harbour Lights (60s Edit)"),
        ("Cells of a spreadsheet", "Harbour Lights (60s Edit)\t\tTidewater Library\tQZ-TW4-21-00417"),
    ):
        with qtbot.waitSignal(panel.copy_requested) as caught:
            actions[name].trigger()
        assert caught.args == [text]


def test_tab_stops_nowhere_where_nothing_is_seen(panel: DetailsPanel) -> None:
    panel.show_row(row_of(finished("1")))
    stops = [w for w in panel.findChildren(QWidget) if w.isVisible() and w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert all(isinstance(widget, ActionButton) for widget in stops)
