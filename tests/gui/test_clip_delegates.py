from dataclasses import replace

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QFontMetricsF
from support.queue_events import added, finished, make_track, stage

from slipgui.core.clip import ClipId
from slipgui.core.errors import ClipUnreadableError, UploadRefusedError
from slipgui.core.events import ClipRemoved, PrepareProgress, UploadProgress
from slipgui.core.flow import Stage
from slipgui.core.outcome import Failed, Identified
from slipgui.gui.clip_table_model import ClipTableModel, Column
from slipgui.gui.clip_table_view import ClipTableView
from slipgui.gui.row_look import Cell, RowLook, elide_middle, first_that_fits

ID = ClipId("a")


@pytest.fixture
def metrics(qapp):
    return QFontMetricsF(QFont())


@pytest.fixture
def view(qtbot, appearance, clock):
    model = ClipTableModel(clock)
    view = ClipTableView(model)
    view.model_ = model
    qtbot.addWidget(view)
    view.resize(1240, 400)
    return view


def painted(view, *events):
    """The picture of the first row after these events."""
    for event in (added("a"), *events):
        view.model_.apply(event)
    view.model_.flush()
    view.show()
    return view.viewport().grab(view.visualRect(view.model_.index(0, Column.STATE))).toImage()


def share_of_line(image, y, color):
    """How much of a line of pixels wears a colour, of the 212 px of the column."""
    return sum(image.pixelColor(x, y) == color for x in range(image.width())) / 212


def bar_line(view):
    return view._look.bar_top_px + 3


@pytest.mark.parametrize(
    "name",
    [
        "Reel 03 — Rooftop argument, night, alt take with music (do not use).mxf",
        "夜の港_予告編_A_60s_v03_もっと長い名前のファイル.mov",
    ],
)
def test_long_name_is_cut_in_the_middle_and_keeps_its_last_thirteen_characters(metrics, name):
    cut = elide_middle(name, metrics, metrics.horizontalAdvance(name) * 0.6)
    assert "…" in cut
    assert cut.endswith(name[-13:])
    assert name.startswith(cut.partition("…")[0])


def test_name_that_fits_is_left_alone(metrics):
    assert elide_middle("a_v03.mov", metrics, 500) == "a_v03.mov"


def test_name_without_room_for_its_tail_keeps_the_end_of_it(metrics):
    cut = elide_middle("EP104_v07_LOCK_422HQ.mov", metrics, 60)
    assert metrics.horizontalAdvance(cut) <= 60
    assert cut.endswith("mov")


def test_first_wording_that_fits_is_taken(metrics):
    long, short = "0.6 of 1.0 MB · 412 kB/s · 1 s left", "1 s left"
    assert first_that_fits((long, short), metrics, 1000) == long
    assert first_that_fits((long, short), metrics, metrics.horizontalAdvance(short) + 1) == short


def test_rows_grow_with_the_font(qapp):
    small, large = QFont(), QFont()
    small.setPixelSize(13)
    large.setPixelSize(26)
    assert RowLook(small).row_height_px == 56
    assert RowLook(large).row_height_px >= 80


def test_upload_fills_its_segment_to_its_share(view, appearance):
    image = painted(view, stage("a", Stage.UPLOADING), UploadProgress(ID, 0, 100), UploadProgress(ID, 60, 100))
    y = bar_line(view)
    assert share_of_line(image, y, appearance.theme.state("uploading")) == pytest.approx(0.5 * 0.6, abs=0.02)
    assert share_of_line(image, y, appearance.theme.color("text_3")) == pytest.approx(0.2, abs=0.02)


def test_preparing_has_nothing_done_before_it(view, appearance):
    image = painted(view, stage("a", Stage.PREPARING), PrepareProgress(ID, 50.0, 100.0))
    y = bar_line(view)
    assert share_of_line(image, y, appearance.theme.state("preparing")) == pytest.approx(0.1, abs=0.02)
    assert share_of_line(image, y, appearance.theme.color("text_3")) == 0


def test_recognising_shows_dots_over_its_whole_segment(view, appearance):
    image = painted(view, stage("a", Stage.POLLING))
    y = bar_line(view)
    assert share_of_line(image, y, appearance.theme.state("recognising")) == pytest.approx(0.3 * 5 / 8, abs=0.04)
    assert share_of_line(image, y, appearance.theme.color("text_3")) == pytest.approx(0.7, abs=0.03)


def test_ended_clip_has_no_bar(view, appearance):
    image = painted(view, finished("a"))
    assert share_of_line(image, bar_line(view), appearance.theme.color("line_strong")) == 0


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_selected_row_wears_the_ground_and_edge_of_the_theme(view, appearance, theme):
    appearance.choose(theme)
    painted(view, finished("a"))
    view.selectRow(0)
    view.activateWindow()
    image = view.viewport().grab().toImage()
    appearance.choose("dark")
    from slipgui.gui.theme import theme_named

    assert image.pixelColor(1, 20) == theme_named(theme).color("focus")
    assert image.pixelColor(8, 20) in (theme_named(theme).color("select"), theme_named(theme).color("select_idle"))


def test_score_bar_is_as_long_as_the_score(view, appearance):
    painted(view, finished("a"))
    rect = view.visualRect(view.model_.index(0, Column.SCORE))
    image = view.viewport().grab(rect).toImage()
    green = sum(image.pixelColor(x, 56 // 2 + 11) == appearance.theme.state("internal") for x in range(image.width()))
    assert green == pytest.approx(72 * 0.982, abs=4)


def shown_row(view, column, *events, clip_id="a"):
    for event in (added(clip_id), *events):
        view.model_.apply(event)
    view.model_.flush()
    view.show()
    return view.viewport().grab(view.visualRect(view.model_.index(0, column))).toImage()


def colors_of(image):
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(2, image.height() - 2)}


def test_a_score_of_nothing_paints_no_bar(view, appearance):
    image = shown_row(view, Column.SCORE, finished("a", Identified(make_track(score=0.0), None)))
    assert appearance.theme.state("unsure").name() not in colors_of(image)


def test_a_failure_runs_over_the_empty_columns(view, appearance):
    image = shown_row(view, Column.ISRC, finished("a", Failed(ClipUnreadableError("", reason="not_media"))))
    assert len(colors_of(image)) == 1  # short enough for its own column
    view.resize(990, 400)
    view.model_.apply(ClipRemoved(ClipId("a")))
    error = UploadRefusedError("x", service="storage")
    image = shown_row(view, Column.ISRC, finished("a", Failed(error)))
    column = view.visualRect(view.model_.index(0, Column.TRACK)).width() - 16
    is_long = QFontMetricsF(view._look.body).horizontalAdvance("The storage refused the upload") > column
    assert (len(colors_of(image)) > 1) is is_long
    assert is_long


def test_the_stand_in_of_a_selected_row_follows_the_window(view, appearance):
    shown_row(view, Column.CLIP)
    view.selectRow(0)
    painter_cell = Cell(None, QRect(), appearance.theme, view._look, True, False, is_active=False)
    assert painter_cell.color("line_strong") == appearance.theme.color("line_strong")
    assert replace(painter_cell, is_active=True).color("line_strong") == appearance.theme.color("track_select")
