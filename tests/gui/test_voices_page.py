"""The voices page over real work: the library, the cutting, and a pyannoteAI on loopback that follows its OpenAPI document."""

import asyncio
import json
from contextlib import suppress

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit
from support.clips import Sound, make_clip, noise
from support.direct_work import DirectWork
from support.fault_server import answer
from support.faulty_pyannote import KEY, STORE, VOICEPRINT, FaultyPyannote
from support.pyannote_contract import EmulatedJob
from support.ranged_files import RangedBucket
from support.wishes import Wishes

from slipgui.app.child_program import PREVIEW_COMMAND, program_command
from slipgui.app.voice_library import VoiceLibrary, VoiceOrigin
from slipgui.app.voiceprint import VoiceOrder
from slipgui.core.voice import VOICE_MAX_S, SpeakerOptions, TimeRange
from slipgui.gui.bucket_dialog import BucketDialog
from slipgui.gui.bucket_work import BucketWork
from slipgui.gui.preview_work import PreviewWork
from slipgui.gui.sheet import Sheet
from slipgui.gui.speaker_options import SpeakerOptionsFields
from slipgui.gui.stretch_picker import StretchPicker
from slipgui.gui.voice_room import VoiceRoom
from slipgui.gui.voice_work import VoiceWork

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager to tell
RATE_HZ = 16_000
SOON_MS = 20_000


@pytest.fixture
def service(monkeypatch, memory_keyring):
    with FaultyPyannote() as running:
        running.contract.n_polls_before_done = 0
        monkeypatch.setenv("SLIPGUI_PYANNOTE_URL", running.url)
        monkeypatch.setenv("SLIPGUI_PYANNOTE_KEY", KEY)
        yield running


@pytest.fixture
def previews(home, qapp):
    work = PreviewWork([*program_command(home), *PREVIEW_COMMAND])
    yield work
    work.close()


@pytest.fixture
def speech(tmp_path):
    return make_clip(tmp_path / "Lex – take 3.wav", samples=noise(41.0, RATE_HZ), sample_rate_hz=RATE_HZ)


@pytest.fixture
def window(open_window, home, previews):
    work = VoiceWork(home, DirectWork().ask)
    return open_window(Wishes(previews=previews, voices=work))


@pytest.fixture
def page(window):
    window.show_room("voices")
    return window.rooms.voices.page


def texts(widget):
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def sheet_of(window):
    return next(sheet for sheet in window.findChildren(Sheet) if sheet.isVisible())


def keep(home, *labels):
    library = VoiceLibrary(home)
    return [
        library.add(VoiceOrigin(label, f"/m/{label}.wav", TimeRange(1.0, 9.0)), f"print of {label}") for label in labels
    ]


def test_a_stretch_of_a_dropped_clip_becomes_a_voice(qtbot, window, page, service, speech, home):
    window.rooms.voices._take_clip(speech)
    card = page.new_voice
    qtbot.waitUntil(card.picker.isVisible, timeout=SOON_MS)
    assert "longer than 30 s" in texts(card)
    assert card.picker.range == TimeRange(0.0, VOICE_MAX_S)
    assert not card.make.isEnabled()  # nobody said who it is
    card.picker.choose(10.0, 22.5)
    qtbot.keyClicks(card.label, "Lex")
    qtbot.mouseClick(card.make, Qt.MouseButton.LeftButton)
    (voice,) = VoiceLibrary(home).voices()
    assert (voice.label, voice.source, voice.range) == ("Lex", str(speech), TimeRange(10.0, 22.5))
    assert [one.label for one in page.view.selected_voices()] == ["Lex"]
    assert "Lex – take 3.wav · 12.5 s" in texts(page)
    assert "“Lex” is kept." in window.toast.text
    assert not card.label.text()


@pytest.mark.parametrize(
    ("status", "sentence"),
    [(402, "The account is used up"), (401, "Key refused"), (400, "pyannoteAI refused this clip")],
)
def test_a_refusal_is_told_and_the_clip_stays(qtbot, page, window, service, speech, home, status, sentence):
    service.order("POST", VOICEPRINT, answer(status, {"requestId": "r", "message": "No."}), times=9)
    window.rooms.voices._take_clip(speech)
    card = page.new_voice
    qtbot.waitUntil(card.picker.isVisible, timeout=SOON_MS)
    qtbot.keyClicks(card.label, "Lex")
    card.make.click()
    assert sentence in texts(card)
    assert (card.source, card.label.text(), card.make.isEnabled()) == (str(speech), "Lex", True)
    assert VoiceLibrary(home).voices() == []


def test_of_several_sound_tracks_one_is_chosen(qtbot, page, window, service, tmp_path, home):
    clip = make_clip(tmp_path / "two.mov", 4.0, sounds=(Sound(), Sound()))
    window.rooms.voices._take_clip(clip)
    card = page.new_voice
    qtbot.waitUntil(card.picker.isVisible, timeout=SOON_MS)
    qtbot.keyClicks(card.label, "Lex")
    card.make.click()
    assert "The clip has 2 sound tracks" in texts(card)
    assert "--track" not in texts(card)
    card.track.setCurrentIndex(1)
    card.make.click()
    assert [voice.label for voice in VoiceLibrary(home).voices()] == ["Lex"]


def test_voices_are_searched_renamed_removed_and_brought_back(qtbot, window, page, memory_keyring, home):
    keep(home, "Anna", "Ben", "Carla")
    window.rooms.voices.enter()
    assert page.model.rowCount() == 3
    qtbot.keyClicks(page.search, "carl")
    assert page.model.rowCount() == 1
    page.search.clear()
    page.select_ids([VoiceLibrary(home).find("Ben").id])
    window.menus.actions["correct"].trigger()
    sheet = sheet_of(window)
    sheet.findChild(QLineEdit).setText("Benjamin")
    sheet.accept()
    assert [voice.label for voice in VoiceLibrary(home).voices()] == ["Anna", "Benjamin", "Carla"]

    page.view.selectAll()
    window.menus.actions["remove"].trigger()
    assert VoiceLibrary(home).voices() == []
    window.menus.actions["undo"].trigger()
    back = VoiceLibrary(home)
    assert [one.voiceprint for one in back.voiceprints(back.voices())] == [
        "print of Anna",
        "print of Ben",
        "print of Carla",
    ]
    assert page.model.rowCount() == 3


def test_a_label_that_is_taken_is_refused_with_its_sentence(window, page, memory_keyring, home):
    keep(home, "Anna", "Ben")
    window.rooms.voices.enter()
    page.select_ids([VoiceLibrary(home).find("Ben").id])
    window.menus.actions["correct"].trigger()
    sheet = sheet_of(window)
    sheet.findChild(QLineEdit).setText("Anna")
    sheet.accept()
    assert "There is a voice “Anna” already" in window.toast.text
    assert [voice.label for voice in VoiceLibrary(home).voices()] == ["Anna", "Ben"]


def test_an_export_warns_of_personal_data_and_comes_back(window, page, memory_keyring, home, tmp_path):
    keep(home, "Anna")
    window.rooms.voices.enter()
    page.export_requested.emit()
    sheet = sheet_of(window)
    assert "personal data" in texts(sheet)
    sheet.findChild(QLineEdit).setText(str(tmp_path / "voices.json"))
    sheet.accept()
    assert json.loads((tmp_path / "voices.json").read_text(encoding="utf-8"))["voices"][0]["label"] == "Anna"
    VoiceLibrary(home).remove(VoiceLibrary(home).voices())
    window.rooms.voices._work.take_in(tmp_path / "voices.json")
    assert page.model.rowCount() == 1
    assert "1 new, 0 known already" in window.toast.text


def test_who_speaks_is_shown_on_the_time_line_in_the_table_and_as_files(window, page, service, speech, home, tmp_path):
    keep(home, "Anna", "Ben")
    service.contract.identification = [
        {"diarizationSpeaker": "SPEAKER_00", "match": "Anna", "start": 0.5, "end": 4.0},
        {"diarizationSpeaker": "SPEAKER_01", "match": None, "start": 5.0, "end": 11.2},
    ]
    window.rooms.voices.enter()
    card = page.speakers
    card.show_clip(speech)
    page.view.clearSelection()
    assert card.search_button.isEnabled()
    card.search_button.click()
    assert [tuple(card.model.index(row, column).data() for column in range(3)) for row in range(2)] == [
        ("0:00.5", "0:04.0", "Anna"),
        ("0:05.0", "0:11.2", "Unknown voice 2"),
    ]
    assert "Anna, 0:00 to 0:04" in card.timeline.accessibleDescription()
    (submission,) = service.contract.submissions
    assert sorted(one["label"] for one in submission["voiceprints"]) == ["Anna", "Ben"]
    for name, beginning in (("who.csv", "\ufeffstart_s"), ("who.rttm", "SPEAKER ")):
        window.menus.actions["export"].trigger()
        chooser = window.findChild(QFileDialog)
        chooser.fileSelected.emit(str(tmp_path / name))
        chooser.close()
        chooser.setParent(None)
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(beginning)


def test_how_voices_are_looked_for_is_chosen_with_the_keys_told_and_sent(qtbot, window, page, service, speech, home):
    keep(home, "Anna")
    window.rooms.voices.enter()
    card = page.speakers
    card.show_clip(speech)
    assert card.options_line.isHidden()
    card.options_button.setFocus()
    qtbot.keyClick(card.options_button, Qt.Key.Key_Space)
    sheet = sheet_of(window)
    fields = sheet.findChild(SpeakerOptionsFields)
    qtbot.keyClicks(fields.least, "4")
    qtbot.keyClicks(fields.most, "2")
    assert not sheet.primary.isEnabled()
    assert "At least 4 speakers cannot be at most 2." in texts(sheet)
    assert "cannot be at most 2" in fields.most.accessibleDescription()
    fields.least.clear()
    qtbot.keyClicks(fields.least, "x2")
    qtbot.keyClicks(fields.threshold, "101")
    assert "A match is sure from 0 to 100." in texts(sheet)
    qtbot.keyClick(fields.threshold, Qt.Key.Key_Backspace)
    qtbot.keyClick(fields.shares_voices, Qt.Key.Key_Space)
    qtbot.keyClick(fields.threshold, Qt.Key.Key_Return)
    line = "Speakers: 2 · Match 10 and above · A voice may be several speakers"
    assert card.options_line.isVisible()
    assert (card.options_line.text(), card.options_button.accessibleDescription()) == (line, line)
    card.search_button.click()
    (asked,) = service.contract.submissions
    assert (asked["numSpeakers"], asked["matching"]) == (2, {"threshold": 10.0, "exclusive": False})

    card.options_button.click()  # what was chosen stands there, and can be taken back
    again = next(each for each in window.findChildren(SpeakerOptionsFields) if each.isVisible())
    assert again.options == card.options
    for field in (again.least, again.most, again.threshold):
        field.clear()
    again.shares_voices.click()
    again.window().accept()
    assert card.options_line.isHidden()
    card.search_button.click()
    assert "numSpeakers" not in service.contract.submissions[1]


def test_in_another_language_voices_are_looked_for_as_was_chosen(window, page, speech):
    room, card = window.rooms.voices, page.speakers
    card.show_clip(speech)
    card.confidence.click()
    card.show_options(SpeakerOptions(2, 5, 40.0, shares_voices=True))
    said_anew = VoiceRoom(room._around, room._bring, former=room)
    anew = said_anew.page.speakers
    assert anew.options == card.options
    assert not anew.options_line.isHidden()
    assert anew.confidence.isChecked()
    said_anew.page.deleteLater()


def test_without_a_key_the_page_asks_for_one_and_keeps_it(window, page, memory_keyring, monkeypatch):
    monkeypatch.delenv("SLIPGUI_PYANNOTE_KEY", raising=False)
    window.rooms.voices.enter()
    assert "It needs a key" in texts(page)
    window.rooms.voices._work.enter_key("a-key")
    assert memory_keyring.kept["slipgui", "pyannote"] == "a-key"
    assert "It needs a key" not in texts(page)


def test_a_locked_keyring_is_told_where_a_key_may_be_in_it(window, page, memory_keyring, monkeypatch):
    monkeypatch.delenv("SLIPGUI_PYANNOTE_KEY", raising=False)
    memory_keyring.kept["slipgui", "pyannote"] = "a-key"
    memory_keyring.is_locked = True
    window.rooms.voices.enter()
    assert "The system keyring is locked." in texts(page)
    assert "It needs a key" not in texts(page)
    memory_keyring.is_locked = False
    window.rooms.voices.enter()
    assert "keyring is locked" not in texts(page)


def test_a_link_is_taken_from_the_clipboard_and_nothing_else(qapp, window, page):
    qapp.clipboard().setText("https://media.example/voice.wav")
    page.new_voice.link_requested.emit()
    sheet = sheet_of(window)
    assert sheet.primary.isEnabled()
    sheet.accept()
    assert page.new_voice.source == "https://media.example/voice.wav"
    qapp.clipboard().setText("no link")
    page.new_voice.link_requested.emit()
    assert not sheet_of(window).primary.isEnabled()


@pytest.fixture
def far(monkeypatch):
    """A bucket that is read here and there."""
    with RangedBucket() as bucket:
        for name, value in bucket.environ().items():
            monkeypatch.setenv(name, value)
        yield bucket


def write(qtbot, field, text):
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)


def test_of_a_file_elsewhere_the_written_stretch_becomes_a_voice_and_little_else_is_fetched(
    qtbot, window, page, service, speech, home, far, tmp_path
):
    day = make_clip(tmp_path / "day.wav", samples=noise(600.0, RATE_HZ), sample_rate_hz=RATE_HZ)
    far.files["/rushes/day.wav"] = day.read_bytes()
    window.rooms.voices._take_clip(speech)
    card = page.new_voice
    fields = card.stretch_fields
    qtbot.waitUntil(card.picker.isVisible, timeout=SOON_MS)
    assert not fields.isVisible()  # there the waveform has the stretch
    card.show_source("s3://rushes/day.wav")
    assert (fields.isVisible(), card.picker.isVisible()) == (True, False)
    assert (fields.from_field.accessibleName(), fields.to_field.accessibleName()) == (
        "Where the stretch begins",
        "Where the stretch ends",
    )
    qtbot.keyClicks(card.label, "Lex")
    write(qtbot, fields.from_field, "5:00,5")
    assert not card.make.isEnabled()
    write(qtbot, fields.to_field, "310.5")
    qtbot.keyClick(fields.to_field, Qt.Key.Key_Return)
    (voice,) = VoiceLibrary(home).voices()
    assert (voice.label, voice.source, voice.range) == ("Lex", "s3://rushes/day.wav", TimeRange(300.5, 310.5))
    assert far.sent_bytes < 8_000_000 < len(far.files["/rushes/day.wav"])
    (put,) = service.sent("PUT", STORE)
    assert len(put.body) - 44 == 10 * RATE_HZ * 2
    card.show_source("s3://rushes/other.wav")
    assert fields.texts == ("", "")


@pytest.mark.parametrize(
    ("begin", "end", "sentence"),
    [
        ("soon", "0:10", "“soon” is no time"),
        ("0:05", "0:10:", "“0:10:” is no time"),
        ("0:05", "", "Say where the stretch ends, too."),
        ("0:10", "0:10", "must end after it begins"),
        ("0:10", "0:09.9", "must end after it begins"),
        ("1:00:00", "1:00:30.1", "30.1 s: a stretch may be 30 s long."),
    ],
)
def test_a_stretch_that_cannot_be_is_told_while_it_is_written(qtbot, page, service, begin, end, sentence):
    card = page.new_voice
    card.show_source("https://media.example/day.wav")
    qtbot.keyClicks(card.label, "Lex")
    assert card.make.isEnabled()
    write(qtbot, card.stretch_fields.from_field, begin)
    write(qtbot, card.stretch_fields.to_field, end)
    assert sentence in texts(card)
    assert sentence in card.stretch_fields.to_field.accessibleDescription()
    assert not card.make.isEnabled()
    qtbot.keyClick(card.stretch_fields.to_field, Qt.Key.Key_Return)
    assert service.requests == []
    for field in (card.stretch_fields.from_field, card.stretch_fields.to_field):
        field.clear()
    assert card.make.isEnabled()


def test_a_stretch_is_held_against_the_length_of_the_file_once_that_is_known(
    qtbot, page, window, service, speech, home, far
):
    far.files["/rushes/day.wav"] = speech.read_bytes()
    card = page.new_voice
    card.show_source("s3://rushes/day.wav")
    qtbot.keyClicks(card.label, "Lex")
    card.make.click()  # the whole file: 41 s
    assert "Too long for a voiceprint" in texts(card.progress)
    write(qtbot, card.stretch_fields.from_field, "0:30")
    write(qtbot, card.stretch_fields.to_field, "0:42")
    assert "The file ends at 0:41." in texts(card)
    assert not card.make.isEnabled()
    write(qtbot, card.stretch_fields.to_field, "0:40")
    card.make.click()
    assert [voice.range for voice in VoiceLibrary(home).voices()] == [TimeRange(30.0, 40.0)]
    assert service.contract.submissions[0]["url"].startswith("media://")


def test_what_nobody_foresaw_leaves_the_card_to_be_tried_again(qtbot, open_window, previews, service, speech, home):
    direct, unforeseen = DirectWork(), [OSError(5, "Input/output error")]

    class Work(VoiceWork):
        def step(self, step, share):
            if unforeseen:
                raise unforeseen.pop()
            super().step(step, share)

    def ask(work):
        with suppress(OSError):  # the window tells it, as the bridge does
            direct.ask(work)

    window = open_window(Wishes(previews=previews, voices=Work(home, ask)))
    window.show_room("voices")
    card = window.rooms.voices.page.new_voice
    window.rooms.voices._take_clip(speech)
    qtbot.waitUntil(card.picker.isVisible, timeout=SOON_MS)
    qtbot.keyClicks(card.label, "Lex")
    card.make.click()
    assert (card.make.isEnabled(), card.browse.isEnabled(), card.progress.isVisible()) == (True, True, False)
    card.make.click()
    assert [voice.label for voice in VoiceLibrary(home).voices()] == ["Lex"]


def test_a_file_of_a_bucket_is_chosen(window, page, home, monkeypatch):
    with RangedBucket() as bucket:
        for name, value in bucket.environ().items():
            monkeypatch.setenv(name, value)
        bucket.files["/rushes/voice 1.wav"] = b"x"
        window.rooms.voices._around.wishes.buckets = BucketWork(home, DirectWork().ask)
        page.new_voice.from_bucket.click()
        dialog = window.findChild(BucketDialog)
        rushes = dialog.buckets.tree.topLevelItem(0)
        rushes.setExpanded(True)
        rushes.child(0).setSelected(True)
        dialog.primary.click()
    assert page.new_voice.source == "s3://rushes/voice 1.wav"


@pytest.fixture
def picker(qtbot, appearance):
    picker = StretchPicker("Stretch that is used", 0.5, VOICE_MAX_S)
    picker.resize(600, 44)
    qtbot.addWidget(picker)
    picker.show()
    picker.show_sound(bytes(100), 2.0, 60.0)  # ten points a second
    return picker


def drag(qtbot, picker, from_x, to_x):
    qtbot.mousePress(picker, Qt.MouseButton.LeftButton, pos=QPoint(from_x, 20))
    qtbot.mouseMove(picker, QPoint(to_x, 20))
    qtbot.mouseRelease(picker, Qt.MouseButton.LeftButton, pos=QPoint(to_x, 20))


def test_a_stretch_is_drawn_moved_and_its_borders_are_drawn(qtbot, picker):
    assert picker.range == TimeRange(2.0, 32.0)
    drag(qtbot, picker, 400, 500)
    assert picker.range == TimeRange(42.0, 52.0)
    drag(qtbot, picker, 450, 350)
    assert picker.range == TimeRange(32.0, 42.0)
    drag(qtbot, picker, 400, 420)
    assert picker.range == TimeRange(32.0, 44.0)
    drag(qtbot, picker, 300, 0)  # the beginning is never more than 30 s before the end
    assert picker.range == TimeRange(14.0, 44.0)


def test_a_stretch_never_leaves_the_sound_nor_its_limit(qtbot, picker):
    picker.choose(-10.0, 500.0)
    assert picker.range == TimeRange(2.0, 32.0)
    picker.choose(61.9, 99.0)
    assert picker.range == TimeRange(61.5, 62.0)
    picker.choose(10.0, 20.0)
    for _ in range(3):
        qtbot.keyClick(picker, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(picker, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert (picker.range.from_s, round(picker.range.to_s, 3)) == (13.0, 22.9)


def test_a_short_clip_is_used_whole(picker):
    picker.show_sound(bytes(10), 0.0, 12.0)
    assert picker.is_all


async def test_what_an_earlier_run_ordered_is_fetched_beside_the_work_at_hand_which_can_still_be_stopped(
    qapp, service, speech, home
):
    clips = [VoiceOrder(str(speech), label, TimeRange(0.0, 9.0), None) for label in ("Ordered", "At hand")]
    service.contract.n_polls_before_done = 10**6
    tasks, told = [], []
    for is_earlier_run in (True, False):
        work = VoiceWork(home, lambda asked: tasks.append(asyncio.ensure_future(asked(None))))
        work.fetched.connect(lambda made: told.append(made.voice.label))
        work.stopped.connect(lambda: told.append("stopped"))
        work.read()
        work.make(clips[0 if is_earlier_run else 1])
        await until(lambda n=1 if is_earlier_run else 2: len(VoiceLibrary(home).pending()) == n)
        if is_earlier_run:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
    (earlier, at_hand) = service.contract.jobs.values()
    assert told.pop() == "stopped"
    earlier.n_polls = 10**6
    await until(lambda: told == ["Ordered"])
    assert work.is_working
    work.stop()
    await until(lambda: told == ["Ordered", "stopped"])
    await asyncio.gather(*tasks, return_exceptions=True)
    assert not work.is_working
    assert [one.job_id for one in VoiceLibrary(home).pending()] == [at_hand.id]


async def test_what_an_earlier_run_ordered_is_fetched_as_soon_as_the_keyring_is_unlocked(
    qapp, service, home, memory_keyring, monkeypatch
):
    monkeypatch.delenv("SLIPGUI_PYANNOTE_KEY")
    memory_keyring.kept["slipgui", "pyannote"] = KEY
    memory_keyring.is_locked = True
    service.contract.jobs["job-1"] = EmulatedJob("job-1", {"voiceprint": "aGVsbG8"})
    VoiceLibrary(home).note_job("job-1", VoiceOrigin("Ordered", "/gone.wav", None))
    tasks, told = [], []
    work = VoiceWork(home, lambda asked: tasks.append(asyncio.ensure_future(asked(None))))
    work.fetched.connect(lambda made: told.append(made.voice.label))
    work.key_read.connect(lambda *key: told.append(key))
    work.read()
    await until(lambda: told == [(False, True)])
    memory_keyring.is_locked = False
    work.read()
    work.read()
    await until(lambda: "Ordered" in told)
    await asyncio.gather(*tasks)
    assert sorted(map(str, told)) == ["(False, True)", "(True, False)", "(True, False)", "Ordered"]
    assert [voice.label for voice in VoiceLibrary(home).voices()] == ["Ordered"]


async def test_what_an_earlier_run_ordered_is_fetched_once_however_often_the_library_is_read_at_once(
    qapp, service, home
):
    service.contract.jobs["job-1"] = EmulatedJob("job-1", {"voiceprint": "aGVsbG8"})
    VoiceLibrary(home).note_job("job-1", VoiceOrigin("Ordered", "/gone.wav", None))
    tasks, told = [], []
    work = VoiceWork(home, lambda asked: tasks.append(asyncio.ensure_future(asked(None))))
    work.fetched.connect(lambda made: told.append(made.voice.label))
    for _ in range(4):  # the start, the page, the settings
        work.read()
    await asyncio.gather(*tasks)
    VoiceLibrary(home).remove(VoiceLibrary(home).voices())
    work.read()
    await asyncio.gather(*tasks)
    assert told == ["Ordered"]
    assert VoiceLibrary(home).voices() == []


async def test_in_another_language_the_work_at_hand_goes_on_can_be_stopped_and_no_second_one_begun(
    qapp, open_window, previews, service, speech, home
):
    tasks = []
    work = VoiceWork(home, lambda asked: tasks.append(asyncio.ensure_future(asked(None))))
    window = open_window(Wishes(previews=previews, voices=work))
    window.show_room("voices")
    room = window.rooms.voices
    room._take_clip(speech)
    service.contract.n_polls_before_done = 10**6
    room._make(VoiceOrder(str(speech), "Lex", TimeRange(0.0, 9.0), None))
    await until(lambda: service.contract.jobs)
    said_anew = VoiceRoom(room._around, room._bring, former=room)
    card = said_anew.page.new_voice
    assert not card._body.isEnabled()
    assert not card.progress.stop.isHidden()
    card.progress.stop.click()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert card._body.isEnabled()
    assert card.progress.stop.isHidden()
    said_anew.page.deleteLater()


async def until(is_so):
    async with asyncio.timeout(30):
        while not is_so():
            await asyncio.sleep(0.02)
