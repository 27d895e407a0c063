"""Clip and track one above the other and in turns, with real files; only the loudspeaker is one of the test."""

import base64
import shutil
import struct
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from support.clips import Sound, make_clip, silence, tone
from support.loudspeaker import Loudspeaker, pitch_hz
from support.pictures import RED, embed_picture, make_picture
from support.queue_events import FakeClock, added, finished, make_info, make_track, probed

from slipgui.app.catalogue import CatalogueDesk
from slipgui.core.clip import Clip, ClipId
from slipgui.core.errors import JobExpiredError
from slipgui.core.outcome import Failed, Identified, Match, NotIdentified
from slipgui.gui.ab_player import AbPlayer, PlayState, Stretch
from slipgui.gui.ab_sound import RATE_HZ, AbSound
from slipgui.gui.clip_rows import ClipRow
from slipgui.gui.details_panel import DetailsPanel
from slipgui.gui.match_words import why_mute
from slipgui.gui.sound_output import Silence
from slipgui.gui.theme import theme_named
from slipgui.gui.track_work import TrackWork

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager to tell

CLIP_HZ, TRACK_HZ = 300.0, 900.0


@pytest.fixture
def work(preview_work):
    return preview_work


@pytest.fixture
def files(tmp_path):
    """A clip whose seconds 4 to 8 are music, and a track whose seconds 1 to 5 they are."""
    sound = np.concatenate([silence(4.0), tone(4.0, CLIP_HZ), silence(2.0)])
    clip = make_clip(tmp_path / "clip.mov", 10.0, sounds=(Sound(sound),), timecode="01:00:00:00")
    track = make_clip(tmp_path / "track.wav", samples=np.concatenate([silence(1.0), tone(4.0, TRACK_HZ), silence(1.0)]))
    return clip, track


def row_of(clip, match, *, service="local", track=None):
    info = make_info(duration_s=10.0)
    row = ClipRow(replace(added("1"), clip=Clip(ClipId("1"), clip)), FakeClock())
    row.apply(probed("1", info))
    row.apply(finished("1", Identified(track or make_track(), match), service=service))
    return row


@pytest.fixture
def panel(qtbot, appearance, work):
    panel = DetailsPanel(work, TrackWork(lambda work: None))
    panel.resize(400, 900)
    qtbot.addWidget(panel)
    panel.show()
    return panel


def bars(lane):
    """By bar of a lane's waveform its colour and its height."""
    wave = lane._wave
    image = wave.grab().toImage().convertToFormat(image_format())
    found = []
    for x in range(0, wave.width() // 3 * 3, 3):
        colors = [image.pixelColor(x, y).name() for y in range(wave.height())]
        drawn = [color for color in colors if color in names()]
        found.append((drawn[len(drawn) // 2] if drawn else "", len(drawn)))
    return found


def image_format():
    from PySide6.QtGui import QImage

    return QImage.Format.Format_RGB32


def names():
    return {theme_named("dark").color(role).name() for role in ("span", "wave")}


def test_both_sounds_are_seen_with_the_match_between_brackets(qtbot, panel, files):
    clip, track = files
    panel.show_row(row_of(clip, Match(4.0, 8.0, 1.0, 1.0, 0.0, str(track))))
    match = panel.match
    qtbot.waitUntil(lambda: match._track.length_s > 0 and match._clip.length_s > 0, timeout=60_000)
    qtbot.waitUntil(lambda: not match._asked, timeout=60_000)
    span = theme_named("dark").color("span").name()
    for lane, begin, end in ((match._clip, 0.4, 0.8), (match._track, 1 / 6, 5 / 6)):
        drawn = bars(lane)
        inside = drawn[int(begin * len(drawn)) + 2 : int(end * len(drawn)) - 2]
        outside = drawn[: int(begin * len(drawn)) - 2]
        assert all(color == span and height > 20 for color, height in inside)
        assert all(color != span and height <= 4 for color, height in outside)
    words = match._clip._wave.accessibleName(), match._track._wave.accessibleName()
    assert words[0].endswith("match 01:00:04:00 – 01:00:08:00")
    assert words[1].endswith("match 0:01.0 – 0:05.0 of 0:06")


def test_another_clip_takes_what_it_had_away(qtbot, panel, files):
    clip, track = files
    panel.show_row(row_of(clip, Match(4.0, 8.0, 1.0, 1.0, 0.0, str(track))))
    row = row_of(clip, None)
    row.apply(finished("1", NotIdentified()))
    panel.show_row(row)
    assert not panel.match._track.isVisible()
    assert panel.match.player.loaded == (Stretch(clip, 0.0, 10.0), None)
    panel.show_row(None)
    assert not panel.match.isVisible()
    assert panel.match.player.loaded == (None, None)


@pytest.mark.parametrize("outcome", [None, NotIdentified(), Failed(JobExpiredError())])
def test_a_clip_without_an_answer_shows_its_own_sound(qtbot, panel, files, outcome):
    clip, _ = files
    row = ClipRow(replace(added("1"), clip=Clip(ClipId("1"), clip)), FakeClock())
    panel.show_row(row)
    assert not panel.match.isVisible()  # nobody has read it
    row.apply(probed("1", make_info(duration_s=10.0)))
    if outcome is not None:
        row.apply(finished("1", outcome, service="local"))
    panel.show_row(row)
    match = panel.match
    assert match.isVisible()
    qtbot.waitUntil(lambda: not match._asked, timeout=60_000)
    heights = [height for _, height in bars(match._clip)]
    middle, end = heights[len(heights) // 2 : int(0.75 * len(heights))], heights[int(0.85 * len(heights)) :]
    assert min(middle) > 20 > 4 >= max(end)
    assert not match._reason.isVisible()
    assert match._play.toolTip() in ("Play the clip", why_mute(PlayState.RESTING, Silence.NOT_INSTALLED))
    assert match._clip._wave.accessibleName() == "Waveform of this clip"


def test_a_clip_whose_sound_cannot_be_read_shows_none(qtbot, panel, tmp_path):
    (tmp_path / "clip.mov").write_bytes(b"no film")
    row = row_of(tmp_path / "clip.mov", None)
    row.apply(finished("1", NotIdentified()))
    panel.show_row(row)
    qtbot.waitUntil(lambda: not panel.match._asked, timeout=60_000)
    assert not panel.match.isVisible()
    panel.show_row(row)
    assert not panel.match.isVisible()


def test_what_was_asked_for_a_clip_that_is_left_is_not_made(panel, files, work, monkeypatch):
    clip, _ = files
    forgotten = []
    monkeypatch.setattr(work, "forget", lambda number: forgotten.append(number) or True)
    row = row_of(clip, None)
    row.apply(finished("1", NotIdentified()))
    panel.show_row(row)
    (asked,) = panel.match._asked
    panel.show_row(None)
    assert asked in forgotten


@pytest.mark.parametrize(
    ("file", "service", "why"),
    [
        ("missing.wav", "local", "not where it was"),
        (None, "local", "does not tell"),
        (None, "audioverify", "AudioVerify names the track"),
    ],
)
def test_what_cannot_be_compared_says_why(qtbot, panel, files, tmp_path, file, service, why):
    match = Match(4.0, 8.0, 1.0, 1.0, 0.0, str(tmp_path / file) if file else None)
    panel.show_row(row_of(files[0], match if service == "local" else None, service=service))
    qtbot.waitUntil(lambda: not panel.match._asked, timeout=60_000)
    assert why in panel.match._reason.text()
    assert not panel.match._track.isVisible()
    assert not panel.match.player.has_track


def test_the_cover_of_the_catalogue_stands_beside_the_answer(qtbot, panel, home, tmp_path, files):
    song = make_clip(tmp_path / "song.mp3", 8.0)
    tagged = embed_picture(song, tmp_path / "tagged.mp3", make_picture(RED))
    desk = CatalogueDesk(home)
    desk.add([tagged], lambda _: None)
    track = replace(make_track(), id=desk.tracks()[0]["id"])
    panel.show_row(row_of(files[0], None, track=track))

    def middle():
        return QColor(panel._answer.cover.grab().toImage().pixel(36, 36))

    qtbot.waitUntil(lambda: middle().red() > 180 and middle().green() < 60, timeout=60_000)
    panel.show_row(row_of(files[0], None))
    assert middle().green() >= 60


# ------------------------------------------------------------------------------------------------------------- playing


@pytest.fixture
def speaker():
    return Loudspeaker()


@pytest.fixture
def player(qapp, work, speaker):
    return AbPlayer(work, lambda: speaker)


def test_clip_and_track_sound_in_turns_at_the_same_beat(qtbot, player, speaker, files):
    clip, track = files
    player.load(Stretch(clip, 4.0, 4.0), Stretch(track, 1.0, 4.0))
    player.play_or_pause()
    assert player.state is PlayState.FETCHING
    qtbot.waitUntil(lambda: len(speaker.heard) > 4 * 9_600, timeout=60_000)
    before = len(speaker.heard) // 4
    place_s = player.position_s
    player.switch()
    assert player.position_s == place_s
    qtbot.waitUntil(lambda: len(speaker.heard) // 4 > before + 9_600, timeout=60_000)
    player.play_or_pause()
    assert player.state is PlayState.PAUSED
    assert speaker.is_stopped
    left, right = speaker.channel(0), speaker.channel(1)
    assert (left == right).all()
    assert pitch_hz(left[1_000:before]) == pytest.approx(CLIP_HZ, abs=12)
    assert pitch_hz(left[before + 480 :]) == pytest.approx(TRACK_HZ, abs=12)


def test_it_rests_at_the_end_and_begins_again_where_it_is_told_to(qtbot, player, speaker, files):
    speaker.most = 9_600
    player.load(Stretch(files[0], 4.0, 0.5), None)
    player.play_or_pause()
    qtbot.waitUntil(lambda: player.state is PlayState.RESTING and bool(speaker.heard), timeout=60_000)
    assert len(speaker.heard) == 4 * RATE_HZ // 2
    assert player.position_s == 0.0
    player.set_loops(True)
    player.play_or_pause()
    qtbot.waitUntil(lambda: len(speaker.heard) > 4 * RATE_HZ * 2, timeout=60_000)
    assert player.state is PlayState.PLAYING
    player.unload()


def test_a_loudspeaker_that_takes_nothing_at_first_is_waited_for(qtbot, player, speaker, files):
    speaker.most = 0
    moved = []
    player.moved.connect(moved.append)
    player.load(Stretch(files[0], 4.0, 0.5), None)
    player.play_or_pause()
    qtbot.waitUntil(lambda: len(moved) > 5, timeout=60_000)
    assert player.state is PlayState.PLAYING
    speaker.most = 9_600
    qtbot.waitUntil(lambda: player.state is PlayState.RESTING, timeout=60_000)
    assert len(speaker.heard) == 4 * RATE_HZ // 2


def test_a_loudspeaker_that_is_gone_is_told_and_looked_for_again_where_it_was(qtbot, player, speaker, files):
    player.load(Stretch(files[0], 4.0, 4.0), None)
    player.play_or_pause()
    qtbot.waitUntil(lambda: len(speaker.heard) > 4 * 9_600, timeout=60_000)
    speaker.most = 0
    place_s = player.position_s
    qtbot.waitUntil(lambda: player.state is PlayState.MUTE, timeout=60_000)
    assert speaker.is_stopped
    assert why_mute(player.state, player.silence).startswith("The loudspeaker takes no sound any more.")
    assert player.position_s == place_s
    speaker.most = 960
    player.play_or_pause()
    assert player.state is PlayState.PLAYING
    assert not why_mute(player.state, player.silence)
    qtbot.waitUntil(lambda: player.position_s > place_s, timeout=60_000)
    player.unload()


def test_it_plays_as_soon_as_what_plays_is_loaded_unless_that_is_not_wanted_any_more(qtbot, work, speaker, files):
    loading = [None] * 9
    player = AbPlayer(work, lambda: loading.pop() if loading else speaker)
    player.load(Stretch(files[0], 4.0, 4.0), None)
    player.play_or_pause()
    qtbot.waitUntil(lambda: len(loading) < 8, timeout=60_000)
    player.play_or_pause()
    assert player.state is PlayState.RESTING
    player.play_or_pause()
    assert player.state is PlayState.FETCHING
    qtbot.waitUntil(lambda: player.state is PlayState.PLAYING, timeout=60_000)
    assert not loading
    player.unload()


def test_where_nothing_can_be_heard_it_says_so(qtbot, panel, files):
    panel.match.player._open_sound = lambda: Silence.NO_DEVICE
    panel.show_row(row_of(files[0], None))
    panel.match.play_or_pause()
    qtbot.waitUntil(lambda: panel.match.player.state is PlayState.MUTE, timeout=60_000)
    assert "no loudspeaker" in panel.match._hint.text()
    assert "no loudspeaker" in panel.match._play.toolTip()
    assert "no loudspeaker" in panel.match._play.accessibleName()


def test_a_track_that_cannot_be_read_is_not_offered(qtbot, player, speaker, files, tmp_path):
    player.load(Stretch(files[0], 4.0, 2.0), Stretch(tmp_path / "gone.wav", 0.0, 2.0))
    player.switch()
    player.play_or_pause()
    qtbot.waitUntil(lambda: player.state is PlayState.PLAYING, timeout=60_000)
    assert not player.has_track
    assert player.sounding == 0
    player.unload()


def test_a_clip_that_is_gone_is_told_and_played_once_it_is_back(qtbot, player, speaker, files, tmp_path):
    player.load(Stretch(tmp_path / "gone.mov", 0.0, 1.0), None)
    player.play_or_pause()
    qtbot.waitUntil(lambda: player.state is PlayState.MUTE, timeout=60_000)
    assert why_mute(player.state, player.silence) == "The sound of this clip cannot be read now."
    shutil.copy(files[0], tmp_path / "gone.mov")
    player.play_or_pause()
    qtbot.waitUntil(lambda: player.state is PlayState.PLAYING, timeout=60_000)
    player.unload()
    assert player.state is PlayState.RESTING


def test_pressing_a_waveform_leads_there_within_the_match(qtbot, panel, files):
    clip, track = files
    panel.show_row(row_of(clip, Match(4.0, 8.0, 1.0, 1.0, 0.0, str(track))))
    match = panel.match
    qtbot.waitUntil(lambda: not match._asked, timeout=60_000)
    wave = match._clip._wave
    for share, expected_s in ((0.6, 2.0), (0.1, 0.0), (0.95, 4.0)):
        qtbot.mouseClick(wave, Qt.MouseButton.LeftButton, pos=QPoint(round(share * wave.width()), 20))
        assert match.player.position_s == pytest.approx(expected_s, abs=0.05)
    wave = match._track._wave
    qtbot.mouseClick(wave, Qt.MouseButton.LeftButton, pos=QPoint(wave.width() // 2, 20))
    assert match.player.position_s == pytest.approx(2.0, abs=0.05)
    assert match._time.text() == "01:00:06:00"


# ------------------------------------------------------------------------------------------------------- samples


def write(path, value, n_samples):
    path.write_bytes(struct.pack("<h", value) * n_samples)
    return path


def left_of(stereo):
    return np.frombuffer(stereo, np.int16)[0::2]


def test_a_switch_fades_and_keeps_the_place(tmp_path):
    with AbSound(write(tmp_path / "a", 1000, 2000), write(tmp_path / "b", -1000, 1000)) as sound:
        assert (left_of(sound.read(500)) == 1000).all()
        sound.sound(1)
        after = left_of(sound.read(1000))
        assert sound.place == 1500
        assert np.abs(np.diff(after)).max() <= 1000
        assert (after[:240] > -1000).all()
        assert (after[240:500] == -1000).all()
        assert not after[500:].any(), "behind its end the shorter one is silent"
        assert len(sound.read(1000)) == 4 * 500
        assert sound.read(1000) == b""


def test_a_loop_has_no_gap(tmp_path):
    with AbSound(write(tmp_path / "a", 7, 100), None) as sound:
        sound.loops = True
        sound.sound(1)
        assert (left_of(sound.read(1050)) == 7).all()
        assert sound.place == 50


def test_an_empty_sound_ends_at_once(tmp_path):
    with AbSound(write(tmp_path / "a", 0, 0), None) as sound:
        sound.loops = True
        assert sound.read(100) == b""


def test_the_documents_of_the_child_carry_peaks_as_text(qtbot, work, files):
    answers = []
    work.answered.connect(lambda _, document: answers.append(document))
    work.ask("waveform", path=str(files[0]))
    qtbot.waitUntil(lambda: bool(answers), timeout=60_000)
    assert len(base64.b64decode(answers[0]["peaks"])) == 600
