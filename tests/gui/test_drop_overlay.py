"""The window as a drop target, with Qt's own events; real drags between programs are in tests/e2e/test_real_drags.py."""

import threading
from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractAnimation, QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QFont, QFontMetricsF
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow
from pytestqt.qtbot import QtBot
from support.drags import Drag, mime_of

from slipgui.app.intake import Intake, collect
from slipgui.gui.drop_overlay import DropOverlay
from slipgui.gui.drop_sheet import TARGET_PADDING_PX, _accepted_places
from slipgui.gui.drop_words import CountedDrop, DropSubject, Verdict, drop_words
from slipgui.gui.drops import DroppedItems
from slipgui.gui.language import LANGUAGES, read_phrases, use_phrases
from slipgui.gui.theme import TITLE, scaled_font

COPY, MOVE = Qt.DropAction.CopyAction, Qt.DropAction.MoveAction
NO_BUTTON, NO_KEY = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager to tell


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    window = QMainWindow()
    window.resize(900, 600)
    window.menuBar().addMenu("File")
    window.setCentralWidget(QLineEdit())
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def overlay(window: QMainWindow) -> DropOverlay:
    return DropOverlay(window, collect)


def enter(window: QMainWindow, mime: QMimeData, actions: Qt.DropAction = COPY) -> QDragEnterEvent:
    event = QDragEnterEvent(QPoint(50, 50), actions, mime, NO_BUTTON, NO_KEY)
    QApplication.sendEvent(window.windowHandle(), event)
    return event


def move(window: QMainWindow, mime: QMimeData, actions: Qt.DropAction = COPY) -> QDragMoveEvent:
    event = QDragMoveEvent(QPoint(60, 60), actions, mime, NO_BUTTON, NO_KEY)
    QApplication.sendEvent(window.windowHandle(), event)
    return event


def drop(window: QMainWindow, mime: QMimeData, actions: Qt.DropAction = COPY) -> QDropEvent:
    event = QDropEvent(QPointF(60, 60), actions, mime, NO_BUTTON, NO_KEY, QEvent.Type.Drop)
    QApplication.sendEvent(window.windowHandle(), event)
    return event


def test_every_answer_is_copy_even_where_move_was_proposed(
    qtbot: QtBot, window: QMainWindow, overlay: DropOverlay, tmp_path: Path
) -> None:
    clip = tmp_path / "a.mov"
    clip.touch()
    mime = mime_of([clip])
    for send in (enter, move):
        event = send(window, mime, COPY | MOVE)
        assert event.isAccepted()
        assert event.dropAction() == COPY
    event.setDropAction(MOVE)
    QApplication.sendEvent(window.windowHandle(), event)
    assert event.dropAction() == COPY
    with qtbot.waitSignal(overlay.dropped) as caught:
        assert drop(window, mime, COPY | MOVE).dropAction() == COPY
    assert caught.args == [DroppedItems((clip,), ())]
    assert not overlay.isVisible()


def test_it_covers_the_window_below_the_menus_and_follows_its_size(
    window: QMainWindow, overlay: DropOverlay, tmp_path: Path
) -> None:
    enter(window, mime_of([tmp_path]))
    assert overlay.geometry().top() == window.menuBar().height()
    window.resize(700, 500)
    assert (overlay.width(), overlay.geometry().bottom()) == (700, 499)


def test_a_move_alone_is_refused_and_taken_again_when_the_source_offers_a_copy(
    qtbot: QtBot, window: QMainWindow, overlay: DropOverlay, tmp_path: Path
) -> None:
    assert not enter(window, mime_of([tmp_path]), MOVE).isAccepted()
    assert overlay.words is not None
    assert overlay.words.verdict is Verdict.REFUSED
    assert move(window, mime_of([tmp_path]), COPY | MOVE).isAccepted()
    assert not move(window, mime_of([tmp_path]), MOVE).isAccepted()
    with qtbot.waitSignal(overlay.refused) as caught, qtbot.assertNotEmitted(overlay.dropped):
        assert not drop(window, mime_of([tmp_path]), MOVE).isAccepted()
    assert caught.args[0].startswith("This program only offers to move the file")


def test_a_refused_drag_leaves_its_reason_behind(
    qtbot: QtBot, window: QMainWindow, overlay: DropOverlay, tmp_path: Path
) -> None:
    note = tmp_path / "notes.txt"
    note.touch()
    assert enter(window, mime_of([note])).isAccepted()
    qtbot.waitUntil(lambda: overlay.words is not None and overlay.words.verdict is Verdict.REFUSED)
    assert not move(window, mime_of([note])).isAccepted()
    with qtbot.waitSignal(overlay.refused) as caught:
        QApplication.sendEvent(window.windowHandle(), QDragLeaveEvent())
    assert "notes.txt" in caught.args[0]
    assert overlay.words is None


def test_a_welcome_drag_that_leaves_says_nothing(
    qtbot: QtBot, window: QMainWindow, overlay: DropOverlay, tmp_path: Path
) -> None:
    enter(window, mime_of([tmp_path / "a.mov"]))
    with qtbot.assertNotEmitted(overlay.refused), qtbot.assertNotEmitted(overlay.dropped):
        QApplication.sendEvent(window.windowHandle(), QDragLeaveEvent())
    assert not overlay.isVisible()


def test_a_drop_taken_in_part_hands_on_what_was_left_and_says_nothing_itself(
    qtbot: QtBot, window: QMainWindow, overlay: DropOverlay
) -> None:
    mime = QMimeData()
    mime.setData("text/uri-list", b"file:///v/a.mov\nhttps://review.example/v")
    enter(window, mime)
    with qtbot.assertNotEmitted(overlay.refused), qtbot.waitSignal(overlay.dropped) as caught:
        drop(window, mime)
    assert [refusal.name for refusal in caught.args[0].refused] == ["https://review.example/v"]


def test_an_answer_for_an_earlier_drag_is_not_shown(qtbot: QtBot, window: QMainWindow, tmp_path: Path) -> None:
    is_free = threading.Event()
    asked: list[Sequence[Path]] = []

    def slow_first(paths: Sequence[Path]) -> Intake:
        asked.append(paths)
        if len(asked) == 1:
            assert is_free.wait(10)
            return Intake(tuple(Path(f"/{number}.mov") for number in range(99)), ())
        return Intake(tuple(paths), ())

    overlay = DropOverlay(window, slow_first)
    enter(window, mime_of([tmp_path / "slow.mov"]))
    qtbot.waitUntil(lambda: len(asked) == 1)
    QApplication.sendEvent(window.windowHandle(), QDragLeaveEvent())
    enter(window, mime_of([tmp_path / "a.mov"]))
    qtbot.waitUntil(lambda: overlay.words is not None and overlay.words.headline == "Let go to add 1 clip")
    is_free.set()
    qtbot.waitUntil(lambda: overlay.words is not None and overlay.words.facts.endswith("bytes"))
    assert overlay.words is not None
    assert overlay.words.headline == "Let go to add 1 clip"


def test_while_a_slow_share_is_counted_the_drop_is_taken(qtbot: QtBot, window: QMainWindow, tmp_path: Path) -> None:
    is_free = threading.Event()

    def stuck(paths: Sequence[Path]) -> Intake:
        assert is_free.wait(10)
        return Intake((), ())

    overlay = DropOverlay(window, stuck)
    enter(window, mime_of([tmp_path / "a.mov"]))
    assert overlay.words is not None
    assert overlay.words.sentence == "counting…"
    with qtbot.waitSignal(overlay.dropped):
        drop(window, mime_of([tmp_path / "a.mov"]))
    is_free.set()


def test_every_state_can_be_painted_in_a_small_window(
    qtbot: QtBot, window: QMainWindow, overlay: DropOverlay, tmp_path: Path
) -> None:
    window.resize(360, 240)
    overlay.set_destination("Sound goes to AudioVerify", "cloud")
    note, clip = tmp_path / "notes.txt", tmp_path / "a.mov"
    note.touch()
    clip.touch()
    for paths in ((clip,), (clip, note), (note,)):
        enter(window, mime_of(paths))
        qtbot.waitUntil(lambda: overlay.words is not None and overlay.words.sentence != "counting…")
        assert not overlay.grab().isNull()
        QApplication.sendEvent(window.windowHandle(), QDragLeaveEvent())


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_the_second_target_finds_every_cue_and_everywhere_else_clips_are_added(
    qtbot: QtBot, window: QMainWindow, overlay: DropOverlay, tmp_path: Path, direction: Qt.LayoutDirection
) -> None:
    clip = tmp_path / "a.mov"
    clip.touch()
    overlay.setLayoutDirection(direction)
    for is_over_second in (True, False):
        drag = Drag(window, clip)
        qtbot.waitUntil(lambda: not overlay.other_target.isEmpty(), timeout=20_000)
        target = overlay.other_target
        assert overlay.rect().contains(target.toRect())
        is_trailing = target.center().x() > overlay.width() / 2
        assert is_trailing is (direction is Qt.LayoutDirection.LeftToRight)
        drag.move_to(overlay.pos() + target.center().toPoint())
        if not is_over_second:
            drag.move_to(QPoint(20, 300))
        with qtbot.waitSignal(overlay.dropped_on_other if is_over_second else overlay.dropped) as caught:
            assert drag.let_go()
        assert caught.args == [DroppedItems((clip,), ())]
        assert overlay.other_target.isEmpty()


def test_the_target_under_the_pointer_is_filled(
    qtbot: QtBot, window: QMainWindow, overlay: DropOverlay, tmp_path: Path
) -> None:
    clip = tmp_path / "a.mov"
    clip.touch()
    drag = Drag(window, clip)
    qtbot.waitUntil(lambda: not overlay.other_target.isEmpty(), timeout=20_000)
    qtbot.waitUntil(lambda: overlay._fade.state() is QAbstractAnimation.State.Stopped, timeout=20_000)
    place = overlay.other_target.center().toPoint()
    corner = overlay.other_target.topLeft().toPoint() + QPoint(14, 14)
    before = overlay.grab().toImage().pixelColor(corner)
    drag.move_to(overlay.pos() + place)
    assert overlay.grab().toImage().pixelColor(corner) != before
    drag.leave()


def test_music_and_what_is_partly_refused_have_one_target(
    qtbot: QtBot, window: QMainWindow, overlay: DropOverlay, tmp_path: Path
) -> None:
    clip, note = tmp_path / "a.mov", tmp_path / "notes.txt"
    clip.touch()
    note.touch()
    drag = Drag(window, clip, note)
    qtbot.waitUntil(lambda: overlay.words is not None and overlay.words.verdict is Verdict.PARTLY, timeout=20_000)
    assert overlay.other_target.isEmpty()
    drag.leave()
    overlay.set_subject(DropSubject.MUSIC, collect)
    drag = Drag(window, clip)
    qtbot.waitUntil(lambda: overlay.words is not None and bool(overlay.words.facts), timeout=20_000)
    assert overlay.other_target.isEmpty()
    drag.leave()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_two_targets_are_not_cut_off(overlay: DropOverlay, language: str) -> None:
    overlay.resize(720, 400)  # as in the smallest window
    use_phrases(read_phrases(language))
    try:
        for n_clips in (0, 1, 2_026):
            clips = tuple(Path(f"/v/{number}.mov") for number in range(n_clips))
            counted = CountedDrop(Intake(clips, ()), 0, n_clips, 1) if clips else None
            words = drop_words(DroppedItems((Path("/v/0.mov"),), ()), counted)
            assert words.other is not None
            _, first, _ = _accepted_places(overlay, words, ("", ""))
            metrics = QFontMetricsF(scaled_font(QApplication.font(), TITLE, QFont.Weight.DemiBold))
            widths = [metrics.horizontalAdvance(headline) for headline in (words.headline, words.other[0])]
            assert max(widths) <= first.width() - 2 * TARGET_PADDING_PX, words
    finally:
        use_phrases({})
