"""Who speaks in clips, kept for the cue page."""

import os

import pytest

from slipgui.app.kept_speech import KeptSpeech, keep_speech, read_speech, relabel_speech
from slipgui.app.paths import find_home
from slipgui.core.edit import PlacedSound
from slipgui.core.voice import SpeechSegment

ANNA = SpeechSegment(1.0, 3.0, "Anna", "SPEAKER_00", 92.0)
STRANGER = SpeechSegment(5.0, 8.5, None, "SPEAKER_01", None)


@pytest.fixture
def clip(tmp_path):
    path = tmp_path / "scene\udce9.mov"
    path.write_bytes(b"sound")
    return path


@pytest.fixture
def home(tmp_path, clip):
    home = find_home(tmp_path / "home")
    keep_speech(home, clip, KeptSpeech((ANNA, STRANGER), 0.5))
    return home


def test_it_is_that_of_the_file_until_the_file_changes(home, clip):
    assert read_speech(home, clip) == [ANNA, STRANGER]
    clip.write_bytes(b"another sound")
    assert read_speech(home, clip) == []
    clip.unlink()
    assert read_speech(home, clip) == []


def test_nobody_else_may_read_it_and_what_is_damaged_is_nothing(home, clip):
    (file,) = (home.data / "speech").iterdir()
    assert os.name == "nt" or file.stat().st_mode & 0o077 == 0
    file.write_text('{"segments": [{"label": "Anna"}]}')
    assert read_speech(home, clip) == []


def test_a_voice_that_is_renamed_or_removed_is_so_wherever_it_speaks(home, clip):
    relabel_speech(home, "Anna", "Anna Berg")
    assert [one.label for one in read_speech(home, clip)] == ["Anna Berg", None]
    relabel_speech(home, "Anna Berg", None)
    assert [one.label for one in read_speech(home, clip)] == [None, None]
    (file,) = (home.data / "speech").iterdir()
    assert "Anna" not in file.read_text()


def test_a_timeline_is_spoken_in_where_it_uses_the_clip(home, clip, tmp_path):
    other = tmp_path / "other.wav"
    other.write_bytes(b"x")
    keep_speech(home, other, KeptSpeech((STRANGER,)))
    # its sound begins half a second late: what Anna says lasts from 0.5 to 2.5 s of the sound
    sounds = [PlacedSound(clip, 1.0, 4.5, 10.0), PlacedSound(other, 4.0, 6.0, 2.0)]
    found = read_speech(home, tmp_path / "cut.edl", sounds)
    assert [(one.start_s, one.end_s, one.label) for one in found] == [
        (3.0, 6.5, None),
        (10.0, 11.5, "Anna"),
        (13.5, 14.5, None),
    ]
    assert found[0].speaker != found[2].speaker
