import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication
from support.queue_events import added, finished, stage

from slipgui.core.clip import ClipId
from slipgui.core.errors import OfflineError
from slipgui.core.events import ClipRemoved
from slipgui.core.flow import Stage
from slipgui.core.outcome import Failed
from slipgui.core.settings import Settings
from slipgui.gui.clip_delegates import hover_buttons, link_rect
from slipgui.gui.clip_table_model import ClipTableModel, Column
from slipgui.gui.clip_table_view import CLOCK_MS, DOTS_MS, ClipTableView, column_widths


@pytest.fixture
def view(qtbot, appearance, clock):
    model = ClipTableModel(clock)
    view = ClipTableView(model)
    view.model_ = model
    qtbot.addWidget(view)
    view.resize(1240, 500)
    for n in range(4):
        model.apply(added(f"c{n}"))
    model.apply(finished("c1"))
    model.apply(finished("c2", Failed(OfflineError())))
    model.flush()
    view.show()
    qtbot.waitExposed(view)
    return view


def cell(view, row, column):
    return view.visualRect(view.model_.index(row, column))


@pytest.mark.parametrize(
    ("width", "gone"),
    [
        (1240, set()),
        (980, set()),
        (979, {Column.ISRC}),
        (900, {Column.ISRC}),
        (899, {Column.ISRC, Column.SENT}),
        (600, {Column.ISRC, Column.SENT}),
    ],
)
def test_columns_leave_in_their_order(width, gone):
    assert set(Column) - column_widths(width).keys() == gone


@pytest.mark.parametrize("width", [664, 840, 900, 979, 980, 1240, 2400])
def test_columns_fill_the_list_exactly(width):
    assert sum(column_widths(width).values()) == width


def test_columns_of_the_mock_up_have_their_widths():
    widths = column_widths(1240)
    assert [widths[column] - 16 for column in (Column.SENT, Column.STATE, Column.ISRC, Column.SCORE)] == [
        138,
        212,
        112,
        72,
    ]
    assert column_widths(840)[Column.STATE] - 16 == 170


def test_large_font_sends_columns_away_earlier():
    assert Column.ISRC not in column_widths(1240, scale=2.0)


def test_head_and_rows_have_the_heights_of_the_mock_up(view):
    assert view.horizontalHeader().height() == 28
    assert view.rowHeight(0) == 56


def test_letters_do_not_jump_to_names(view, qtbot):
    view.setFocus()
    view.select_only(0)  # whatever keys another test left down
    qtbot.keyClicks(view, "e")
    assert view.selected_ids() == ["c0"]


def test_arrows_move_and_shift_extends(view, qtbot):
    view.setFocus()
    view.selectRow(0)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.selected_ids() == ["c1"]
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert view.selected_ids() == ["c1", "c2"]


def test_focus_frame_shows_for_the_keyboard_and_not_for_the_mouse(view, qtbot):
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=cell(view, 0, Column.CLIP).center())
    assert view._look.focused_row == -1
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view._look.focused_row == 1


def test_tab_leaves_the_list(view):
    assert not view.tabKeyNavigation()


def test_pointer_lights_the_whole_row_and_leaves_no_trace(view, qtbot):
    qtbot.mouseMove(view.viewport(), cell(view, 1, Column.SENT).center())
    assert view._look.hovered_row == 1
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    assert view._look.hovered_row == -1


def test_copy_button_of_a_row_answers_without_selecting(view, qtbot):
    buttons = hover_buttons(view.model_.row_of("c1"), cell(view, 1, Column.ISRC), is_mirrored=False)
    assert list(buttons) == ["copy", "play", "more"]
    with qtbot.waitSignal(view.button_pressed) as caught:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=buttons["copy"].center())
    assert caught.args == ["copy", "c1"]
    assert view.selected_ids() == []


def test_cure_in_a_failed_row_is_a_link(view, qtbot):
    rect = link_rect(view.model_.row_of("c2"), cell(view, 2, Column.TRACK), view._look, is_mirrored=False)
    with qtbot.waitSignal(view.button_pressed) as caught:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert caught.args == ["cure", "c2"]


def test_clip_without_answer_has_nothing_to_copy(view):
    assert list(hover_buttons(view.model_.row_of("c0"), cell(view, 0, Column.ISRC), is_mirrored=False)) == ["more"]


def test_context_menu_comes_by_key(view, qtbot):
    view.setFocus()
    view.selectRow(1)
    with qtbot.waitSignal(view.menu_requested):
        qtbot.keyClick(view, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    with qtbot.waitSignal(view.menu_requested) as caught:
        qtbot.keyClick(view, Qt.Key.Key_Menu)
    assert isinstance(caught.args[0], QPoint)


def test_selection_survives_by_id(view):
    view.select_ids(["c1", "c3", "ghost"])
    assert view.selected_ids() == ["c1", "c3"]


def test_thousands_of_selected_rows_are_told_once(qtbot, view):
    for n in range(4, 2000):
        view.model_.apply(added(f"c{n}"))
    view.model_.flush()
    told = []
    view.selectionModel().selectionChanged.connect(lambda *_: told.append(1))
    wanted = [f"c{n}" for n in range(2000) if n % 5]
    view.select_ids(wanted)
    assert len(told) == 1  # each time the window looks at all that is selected
    assert view.selected_ids() == wanted


def test_clock_sleeps_while_nothing_is_at_work(view):
    view._tick()
    assert not view._ticker.isActive()


def test_dots_wake_the_fast_clock_and_an_upload_the_slow_one(view, qtbot, moving):
    view.model_.apply(stage("c0", Stage.UPLOADING))
    view.model_.flush()
    assert view._ticker.interval() == CLOCK_MS
    view.model_.apply(stage("c0", Stage.POLLING))
    view.model_.flush()
    view._tick()
    assert view._ticker.interval() == DOTS_MS
    view.hide()
    assert not view._ticker.isActive()


def test_dots_move_for_rows_in_view_only(view, qtbot, moving):
    for n in range(4, 60):
        view.model_.apply(added(f"c{n}"))
    view.model_.apply(stage("c59", Stage.POLLING))
    view.model_.flush()
    before = view._look.dots_offset_px
    view._tick()
    assert view._look.dots_offset_px == before
    view.scrollToBottom()
    view._tick()
    assert view._look.dots_offset_px > before


def test_dots_stand_still_and_the_seconds_go_on_where_motion_is_reduced(view, moving):
    moving.follow(Settings(reduce_motion=True))
    view.model_.apply(stage("c0", Stage.POLLING))
    view.model_.flush()
    before = view._look.dots_offset_px
    view._tick()
    assert view._look.dots_offset_px == before
    assert view._ticker.isActive()
    assert view._ticker.interval() == CLOCK_MS


@pytest.fixture
def long(view):
    for n in range(4, 60):
        view.model_.apply(added(f"c{n}"))
    view.model_.flush()
    view.setFocus()
    return view


CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.NoModifier, CTRL])
def test_home_and_end_go_to_the_first_and_the_last_row(long, qtbot, modifier):
    long.setCurrentIndex(long.model_.index(20, Column.SCORE))
    qtbot.keyClick(long, Qt.Key.Key_End, modifier)
    assert long.selected_ids() == ["c59"]
    assert long.currentIndex().column() == Column.CLIP
    qtbot.keyClick(long, Qt.Key.Key_Home, modifier)
    assert long.selected_ids() == ["c0"]


@pytest.mark.parametrize("modifier", [SHIFT, SHIFT | CTRL])
def test_shift_with_home_and_end_extends_to_the_end(long, qtbot, modifier):
    long.select_ids(["c57"])
    qtbot.keyClick(long, Qt.Key.Key_End, modifier)
    assert long.selected_ids() == ["c57", "c58", "c59"]
    qtbot.keyClick(long, Qt.Key.Key_X)  # lets go of the modifiers
    long.select_ids(["c2"])
    qtbot.keyClick(long, Qt.Key.Key_Home, modifier)
    assert long.selected_ids() == ["c0", "c1", "c2"]


def test_left_and_right_do_nothing_and_the_list_never_moves_sideways(long, qtbot):
    long.select_ids(["c3"])
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Left):
        qtbot.keyClick(long, key)
    assert (long.selected_ids(), long.currentIndex().column()) == (["c3"], Column.CLIP)
    long.horizontalScrollBar().setRange(0, 50)
    long.horizontalScrollBar().setValue(20)
    assert long.horizontalScrollBar().value() == 0


def test_context_menu_by_key_opens_at_the_clip(view, qtbot):
    view.setFocus()
    view.setCurrentIndex(view.model_.index(1, Column.SCORE))
    with qtbot.waitSignal(view.menu_requested) as caught:
        qtbot.keyClick(view, Qt.Key.Key_Menu)
    assert caught.args[0] == view.viewport().mapToGlobal(cell(view, 1, Column.CLIP).bottomLeft())


@pytest.mark.parametrize(("key", "clip"), [("Down", "c0"), ("Up", "c0"), ("End", "c3"), ("Home", "c0")])
def test_the_first_movement_selects_the_row_with_the_frame(view, qtbot, key, clip):
    view.setFocus()
    view.clearSelection()
    qtbot.keyClick(view, Qt.Key[f"Key_{key}"])
    assert view.selected_ids() == [clip]


@pytest.mark.parametrize(("gone", "then"), [(("c1", "c2"), "c3"), (("c3",), "c2"), (("c0",), "c1")])
def test_after_a_removal_the_row_now_at_that_place_is_selected(view, gone, then):
    view.select_ids(list(gone))
    view.expect_removal()
    for clip_id in gone:
        view.model_.apply(ClipRemoved(ClipId(clip_id)))
        view.model_.flush()
    assert view.selected_ids() == [then]


def test_columns_give_way_to_the_scroll_bar(long, qtbot):
    assert long.verticalScrollBar().isVisible()
    qtbot.waitUntil(lambda: sum(long.columnWidth(column) for column in Column) == long.viewport().width())


def test_clips_just_brought_are_scrolled_to(long, qtbot):
    long.follow_new_rows()
    for n in range(60, 90):
        long.model_.apply(added(f"c{n}"))
    long.model_.flush()
    assert cell(long, 60, Column.CLIP).top() == 0
    long.scrollToTop()
    long.model_.apply(added("late"))
    long.model_.flush()
    assert long.verticalScrollBar().value() == 0


class Painted(QObject):
    """Notes what of a widget is painted."""

    def __init__(self, widget):
        super().__init__(widget)
        self.rects = []
        widget.installEventFilter(self)

    def eventFilter(self, _, event):
        if event.type() == QEvent.Type.Paint:
            self.rects.append(QRect(event.rect()))
        return False


def test_only_rows_that_changed_are_painted_again(view, qtbot):
    view.model_.apply(stage("c3", Stage.UPLOADING))  # it leaves the line now, not while it is looked at
    view.model_.flush()
    QApplication.processEvents()
    painted = Painted(view.viewport())
    view.model_.apply(finished("c3"))
    view.model_.flush()
    qtbot.waitUntil(lambda: bool(painted.rects))
    row = cell(view, 3, Column.CLIP)
    assert all(row.top() <= rect.top() and rect.bottom() <= row.bottom() for rect in painted.rects)
    assert painted.rects[0].width() == view.viewport().width()
