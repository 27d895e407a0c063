"""Stills in the rows, made of real files by the real child process."""

import os
import shutil
import signal
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from support.clips import make_clip
from support.history_rows import NOW, make_line
from support.queue_events import added, finished
from support.systems import posix_signals
from support.wishes import Wishes

from slipgui.app.media_facts import encode_info
from slipgui.app.previews import Previews
from slipgui.core.clip import Clip
from slipgui.core.events import ClipAdded, ClipRemoved
from slipgui.gui.history_texts import HistoryColumn
from slipgui.gui.history_work import HistoryWork
from slipgui.gui.preview_work import PreviewWork
from slipgui.gui.row_posters import poster_key
from slipgui.gui.row_texts import facts

BOX = {"width": 64, "height": 36}


@pytest.fixture
def work(preview_work):
    return preview_work


def ask(qtbot, work, kind, **values):
    answers = []
    work.answered.connect(lambda number, document: answers.append((number, document)))
    number = work.ask(kind, **values)
    qtbot.waitUntil(lambda: any(n == number for n, _ in answers), timeout=60_000)
    return dict(answers)[number]


@posix_signals
def test_a_child_that_falls_costs_its_request_only(qtbot, work, tmp_path):
    clip = make_clip(tmp_path / "clip.mp4", 2.0)
    assert ask(qtbot, work, "poster", path=str(clip), **BOX)["picture"]
    first, answers = work.process_id, {}
    work.answered.connect(answers.__setitem__)
    os.kill(first, signal.SIGSTOP)
    falls = work.ask("poster", path=str(clip), **BOX)
    stays = work.ask("waveform", path=str(clip))
    os.kill(first, signal.SIGKILL)
    qtbot.waitUntil(lambda: len(answers) == 2, timeout=60_000)
    assert answers[falls] == {"failed": "ended"}
    assert answers[stays]["length_s"] == pytest.approx(2.0, abs=0.1)
    assert work.process_id != first


def test_a_child_that_cannot_begin_is_an_answer_too(qtbot, qapp):
    work = PreviewWork(["/nowhere/slip"])
    assert ask(qtbot, work, "poster", path="x", **BOX) == {"failed": "ended"}


def test_what_is_not_begun_can_be_forgotten(qtbot, work, tmp_path):
    clip = make_clip(tmp_path / "clip.mp4", 1.0)
    answers = {}
    work.answered.connect(answers.__setitem__)
    at_work = work.ask("poster", path=str(clip), **BOX)
    waiting = work.ask("poster", path=str(clip), width=10, height=10)
    assert work.forget(waiting)
    assert not work.forget(at_work)
    last = work.ask("poster", path=str(tmp_path / "missing.mp4"), **BOX)
    qtbot.waitUntil(lambda: last in answers, timeout=60_000)
    assert waiting not in answers
    assert "failed" in answers[last]


def test_the_window_shows_stills_of_the_clips_in_view(qtbot, open_window, work, tmp_path):
    window = open_window(Wishes(previews=work))
    film = make_clip(tmp_path / "film.mp4", 2.0, picture_size=(640, 360))
    asked = []
    real_ask = work.ask
    work.ask = lambda kind, **values: asked.append(values["path"]) or real_ask(kind, **values)
    for number in range(60):
        path = tmp_path / f"clip{number}.mp4"
        shutil.copy(film, path)
        window.on_event(ClipAdded(str(number), Clip(str(number), path), path.stat().st_size))
    window.model.flush()
    view = window.queue_page.view
    n_visible = len(view.visible_places())
    assert 5 < n_visible < 30
    posters = view._look.posters
    shown = window.model.shown_rows()
    qtbot.waitUntil(lambda: posters.picture(poster_key(shown[n_visible - 1])) is not None, timeout=60_000)
    assert asked == [str(row.path) for row in shown[:n_visible]]
    picture = view.grab().toImage()
    colors = {QColor(picture.pixel(x, 28 + 56 // 2)).lightness() // 16 for x in range(20, 76)}
    assert len(colors) > 3, "a still has more shades than the ground of a row"
    asked.clear()
    view.scrollToBottom()
    qtbot.waitUntil(lambda: posters.picture(poster_key(shown[-1])) is not None, timeout=60_000)
    assert str(shown[30].path) not in asked, "rows that flew by are not asked for"


def test_a_clip_of_an_earlier_run_tells_its_facts_again(qtbot, open_window, work, tmp_path):
    window = open_window(Wishes(previews=work))
    film = make_clip(tmp_path / "film.mov", 3.0, timecode="10:00:00:00")
    song = make_clip(tmp_path / "song.wav", 2.0)
    for clip_id, path in (("1", film), ("2", song), ("3", film)):
        window.on_event(ClipAdded(clip_id, Clip(clip_id, path), path.stat().st_size))
        if clip_id != "3":
            event = finished(clip_id)
            report = replace(event.report, clip=Clip(clip_id, path), source_bytes=path.stat().st_size)
            window.on_event(replace(event, report=report))
    window.model.flush()
    rows = [window.model.row_of(clip_id) for clip_id in "123"]
    qtbot.waitUntil(lambda: rows[1].info is not None, timeout=60_000)
    assert facts(rows[0]) == "10:00:00:00 · 00:03 · 25 fps"
    assert facts(rows[1]) == "00:02 · sound only"
    assert rows[2].info is None, "one that has not ended is looked into when its turn comes"
    brought = ClipAdded("1", Clip("1", film), film.stat().st_size)
    ended = replace(finished("1"), report=rows[0].report)
    for event in (ClipRemoved("1"), brought, ended):
        window.on_event(event)
    window.model.flush()
    qtbot.waitUntil(lambda: window.model.row_of("1").info is not None, timeout=60_000)
    posters = window.queue_page.view._look.posters
    posters._kept.popitem(last=False)  # as for want of room
    posters.tell(next(reversed(posters._kept)), {"info": encode_info(rows[1].info)})
    assert posters._infos.keys() == posters._kept.keys()


def test_what_is_kept_is_bounded_and_found_again(home, tmp_path):
    clips = [make_clip(tmp_path / f"{name}.wav", 2.0) for name in "abc"]
    previews = Previews(home, max_bytes=450_000)

    def excerpt(clip):
        return Path(
            previews.answer(
                {"n": 1, "kind": "excerpt", "path": str(clip), "begin_s": 0.0, "length_s": 2.0, "speed": 1.0}
            )["file"]
        )

    kept = [excerpt(clip) for clip in clips]
    for age, file in enumerate(kept):
        os.utime(file, (1_000_000 + age, 1_000_000 + age))
    assert excerpt(clips[0]) == kept[0]  # used again: now it is the youngest
    (home.preview_folder / "left.part").write_bytes(b"x")
    previews.sweep()
    assert [file.exists() for file in kept] == [True, False, True]
    assert not list(home.preview_folder.glob("*.part"))


def test_a_changed_file_has_another_still(home, tmp_path):
    clip = make_clip(tmp_path / "clip.mp4", 1.0)
    previews = Previews(home)
    request = {"n": 1, "kind": "poster", "path": str(clip), **BOX}
    first = previews.answer(request)
    assert previews.answer(request)["picture"] == first["picture"]
    make_clip(clip, 3.0, picture_size=(64, 128))
    assert previews.answer(request)["picture"] != first["picture"]


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
def test_a_name_that_is_no_text_is_a_name(qtbot, work, tmp_path):
    clip = make_clip(tmp_path / "clip.mp4", 1.0)
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.mp4"))
    clip.rename(odd)
    assert ask(qtbot, work, "poster", path=str(odd), **BOX)["picture"]


def test_added_clips_without_files_keep_their_place_holder(qtbot, open_window, work):
    window = open_window(Wishes(previews=work))
    answers = []
    work.answered.connect(lambda number, document: answers.append(document))
    window.on_event(added("1"))
    window.model.flush()
    qtbot.waitUntil(lambda: len(answers) == 1, timeout=60_000)
    assert "failed" in answers[0]
    assert window.queue_page.view._look.posters.picture(poster_key(window.model.shown_rows()[0])) is None


def test_a_file_that_was_away_gets_its_still_when_it_is_back(qtbot, open_window, work, tmp_path):
    window = open_window(Wishes(previews=work))
    film = make_clip(tmp_path / "film.mp4", 2.0)
    path = tmp_path / "disk" / "clip.mp4"
    window.on_event(ClipAdded("1", Clip("1", path), film.stat().st_size))
    window.on_event(finished("1"))
    window.model.flush()
    posters = window.queue_page.view._look.posters
    qtbot.waitUntil(lambda: posters._again.isActive(), timeout=60_000)
    path.parent.mkdir()
    shutil.copy(film, path)
    posters._again.start(0)  # as twenty seconds later
    key = poster_key(window.model.shown_rows()[0])
    qtbot.waitUntil(lambda: posters.picture((str(path), key[1])) is not None, timeout=60_000)
    assert not posters._again.isActive()


def test_a_file_that_is_no_picture_is_not_asked_about_again(qtbot, open_window, work, tmp_path):
    window = open_window(Wishes(previews=work))
    path = tmp_path / "text.mp4"
    path.write_bytes(b"no film at all" * 100)
    answers = []
    work.answered.connect(lambda number, document: answers.append(document))
    window.on_event(ClipAdded("1", Clip("1", path), path.stat().st_size))
    window.model.flush()
    qtbot.waitUntil(lambda: len(answers) == 1, timeout=60_000)
    posters = window.queue_page.view._look.posters
    assert answers[0]["picture"] is None
    assert not posters._again.isActive()
    assert posters.picture((str(path), path.stat().st_size)) is None


def test_the_history_shows_stills_of_what_is_in_view(qtbot, open_window, work, kept, tmp_path):
    film = make_clip(tmp_path / "film.mp4", 2.0, picture_size=(640, 360))
    line = make_line("film.mp4", None, None, None, None, False)
    kept.add([(NOW, line | {"clip": str(film), "source_bytes": film.stat().st_size})])
    window = open_window(Wishes(HistoryWork(kept.ask), previews=work))
    window.show_room("history")
    view = window.rooms.history.page.view
    qtbot.waitUntil(lambda: view._look.posters.picture((str(film), film.stat().st_size)) is not None, timeout=60_000)
    picture = view.grab().toImage()
    top = view.rowViewportPosition(1) + view.rowHeight(1) // 2
    left = view.columnViewportPosition(HistoryColumn.CLIP)
    colors = {
        QColor(picture.pixel(x, top + view.horizontalHeader().height())).lightness() // 16
        for x in range(left + 2, left + 50)
    }
    assert len(colors) > 3, "a still has more shades than the ground of a row"
