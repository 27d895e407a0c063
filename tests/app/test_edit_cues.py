"""Media of a timeline found again: by name, duration and timecode."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from support.clips import Sound, make_clip

from slipgui.app.edit_cues import find_edit_cues, relink
from slipgui.app.wording import explain
from slipgui.core.edit import Edit, MediaUse
from slipgui.core.errors import SettingsError
from slipgui.core.timebase import Timebase

PAL = Fraction(25)
HOUR_S = Fraction(3600)


def edit(*uses):
    return Edit("cut", Timebase(PAL), Fraction(60), uses)


def use(name="a.wav", source_s=0, length_s=4, *, hint="", media_start_s=None):
    return MediaUse(name, hint, Fraction(source_s), media_start_s, Fraction(10), Fraction(length_s))


@pytest.fixture
def wav(tmp_path):
    def make(name, seconds):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return make_clip(path, seconds, samples=np.zeros(round(seconds * 8000), np.float32), sample_rate_hz=8000)

    return make


def test_a_file_is_found_at_any_depth_whatever_its_case(tmp_path, wav):
    path = wav("day 1/sound/A.WAV", 10.0)
    (stretch,) = relink(edit(use(source_s=2)), [tmp_path]).sounds
    assert (stretch.path, stretch.begin_s, stretch.length_s, stretch.at_s) == (path, 2.0, 4.0, 10.0)


def test_of_files_of_one_name_the_one_that_holds_the_stretch_is_taken(tmp_path, wav):
    wav("1/a.wav", 3.0)
    whole = wav("2/a.wav", 10.0)
    (stretch,) = relink(edit(use(source_s=5)), [tmp_path]).sounds
    assert stretch.path == whole


def test_where_the_timeline_says_is_looked_first(tmp_path, wav):
    wav("near/a.wav", 10.0)
    said = wav("elsewhere/a.wav", 10.0)
    (stretch,) = relink(edit(use(hint=said.as_uri())), [tmp_path / "near"]).sounds
    assert stretch.path == said


def test_a_clip_name_without_ending_finds_its_file(tmp_path, wav):
    path = wav("scene 4.wav", 10.0)
    (stretch,) = relink(edit(use("SCENE 4")), [tmp_path]).sounds
    assert stretch.path == path


def test_source_timecode_counts_from_the_files_own_and_late_sound_is_put_right(tmp_path):
    sound = Sound(samples=np.zeros(8 * 8000, np.float32), sample_rate_hz=8000, delay_s=0.5)
    path = make_clip(
        tmp_path / "a.mov",
        8.0,
        sounds=(sound,),
        codec="pcm_s16le",
        frame_rate=PAL,
        timecode="01:00:00:00",
        picture_size=(16, 16),
    )
    first, later = relink(edit(use("a.mov", HOUR_S), use("a.mov", HOUR_S + 3)), [tmp_path]).sounds
    assert (first.path, first.begin_s, first.length_s, first.at_s) == (path, 0.0, 3.5, 10.5)
    assert (later.begin_s, later.length_s, later.at_s) == (2.5, 4.0, 10.0)


def test_a_start_that_only_the_timeline_knows_counts_too(tmp_path, wav):
    wav("a.wav", 10.0)
    (stretch,) = relink(edit(use(source_s=HOUR_S + 1, media_start_s=HOUR_S)), [tmp_path]).sounds
    assert stretch.begin_s == 1.0


def test_what_is_missing_too_short_silent_or_no_media_is_named_once(tmp_path, wav):
    wav("a.wav", 3.0)
    (tmp_path / "b.wav").write_bytes(b"no media")
    (tmp_path / "loop").symlink_to(tmp_path)
    linked = relink(edit(use(), use(source_s=1), use("b.wav"), use("c.wav")), [tmp_path, tmp_path / "none"])
    assert (linked.sounds, linked.missing) == ((), ("a.wav", "b.wav", "c.wav"))


def test_a_renamed_file_is_found_by_the_timecode_that_it_alone_holds(tmp_path):
    def film(name, timecode):
        sound = Sound(samples=np.zeros(8 * 8000, np.float32), sample_rate_hz=8000)
        return make_clip(
            tmp_path / name,
            8.0,
            sounds=(sound,),
            codec="pcm_s16le",
            frame_rate=PAL,
            timecode=timecode,
            picture_size=(16, 16),
        )

    film("other.mov", "02:00:00:00")
    renamed = film("A001_C002.mov", "01:00:00:00")
    linked = relink(edit(use("scene.mov", HOUR_S + 2)), [tmp_path])
    assert (linked.sounds[0].path, linked.sounds[0].begin_s) == (renamed, 2.0)
    assert linked.found == {"scene.mov": renamed}
    film("twin.mov", "01:00:00:00")
    assert relink(edit(use("scene.mov", HOUR_S + 2)), [tmp_path]).missing == ("scene.mov",)


def test_a_file_that_a_person_chose_is_taken_where_it_holds_the_stretch(tmp_path, wav):
    short, whole = wav("x.wav", 3.0), wav("y.wav", 10.0)
    assert relink(edit(use()), [], {"a.wav": short}).missing == ("a.wav",)
    assert relink(edit(use()), [], {"a.wav": whole}).sounds[0].path == whole


@pytest.mark.parametrize(
    ("uses", "title", "detail"),
    [
        (
            [use(), use("b.wav")],
            "The setting --media cannot be used",
            "“cut.xml”: none of its media was found (a.wav, b.wav); choose their folder (--media).",
        ),
        ([], "This file cannot be used", "“cut.xml”: nothing sounds on it at its own speed."),
    ],
)
async def test_a_timeline_without_sound_is_told_from_one_whose_media_are_missing(tmp_path, uses, title, detail):
    linked = relink(replace(edit(*uses), n_retimed=1), [tmp_path])
    with pytest.raises(SettingsError) as refused:
        await find_edit_cues(tmp_path / "cut.xml", linked, None, None, None)
    told = explain(refused.value)
    assert (told.title, told.detail) == (title, detail)
