"""Timelines of every kind: the same cut, read to the same stretches in record time."""

import gc
from fractions import Fraction

import opentimelineio
import pytest
from support.edits import DIALOGUE, EDL, MUSIC, START_FRAME, USES, make_timeline, write_edit

from slipgui.app.edit_file import is_edit, read_edit
from slipgui.core.edit import media_name, media_path
from slipgui.core.errors import SettingsError

PAL = Fraction(25)


@pytest.mark.parametrize("ending", ["edl", "xml", "fcpxml", "otio", "aaf"])
def test_every_kind_tells_what_sounds_when(tmp_path, ending):
    edit = read_edit(write_edit(tmp_path / f"cut.{ending}"), PAL if ending == "edl" else None)
    assert [(use.source_s, use.record_s, use.length_s) for use in edit.uses] == [use[1:] for use in USES]
    assert [use.name.casefold() for use in edit.uses] == [name.casefold() for name, *_ in USES]
    assert edit.duration_s == 40
    assert edit.timebase.rate == PAL
    assert edit.timebase.label(0) == "10:00:00:00"


def test_an_edl_says_no_rate_so_it_is_asked_for(tmp_path):
    edl = write_edit(tmp_path / "cut.edl")
    with pytest.raises(SettingsError) as refused:
        read_edit(edl, None)
    assert refused.value.context["key"] == "--frame-rate"


def test_drop_frame_is_the_sequences_own(tmp_path):
    path = tmp_path / "cut.edl"
    path.write_text(EDL.replace("NON-DROP", "DROP").replace(":00 ", ";00 ").replace(":00\n", ";00\n"), encoding="utf-8")
    edit = read_edit(path, Fraction(30_000, 1001))
    assert (edit.timebase.is_drop, edit.timebase.label(0)) == (True, "10:00:00;00")


def test_both_sides_of_a_stereo_sound_count_once_and_pictures_not_beside_sound(tmp_path):
    timeline = make_timeline()
    timeline.tracks.append(timeline.tracks[0].deepcopy())
    timeline.tracks.append(make_timeline("Video").tracks[0].deepcopy())
    opentimelineio.adapters.write_to_file(timeline, str(tmp_path / "cut.otio"))
    assert len(read_edit(tmp_path / "cut.otio", None).uses) == 3


def test_what_plays_at_another_speed_or_not_at_all_is_left_out(tmp_path):
    timeline = make_timeline()
    timeline.tracks[0][0].effects.append(opentimelineio.schema.LinearTimeWarp(time_scalar=2.0))
    timeline.tracks[0][1].enabled = False
    opentimelineio.adapters.write_to_file(timeline, str(tmp_path / "cut.otio"))
    edit = read_edit(tmp_path / "cut.otio", None)
    assert ([use.name for use in edit.uses], edit.n_retimed) == ([DIALOGUE], 1)


def test_a_nested_sequence_sounds_where_it_is_used(tmp_path):
    inner = make_timeline().tracks[0].deepcopy()
    stack = opentimelineio.schema.Stack(children=[inner])
    outer = opentimelineio.schema.Track("A1", kind="Audio")
    pause = opentimelineio.opentime.RationalTime(100, 25)
    outer.append(opentimelineio.schema.Gap(duration=pause))
    outer.append(stack)
    timeline = opentimelineio.schema.Timeline("cut")
    timeline.tracks.append(outer)
    timeline.global_start_time = opentimelineio.opentime.RationalTime(START_FRAME, 25)
    opentimelineio.adapters.write_to_file(timeline, str(tmp_path / "cut.otio"))
    assert [use.record_s for use in read_edit(tmp_path / "cut.otio", None).uses] == [4, 14, 34]


@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # the AAF library leaves a damaged file open
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.edl", "hello"), ("a.xml", "<a>"), ("a.xml", "<html/>"), ("a.fcpxml", "<fcpxml version='1.8'/>"), ("a.otio", "{}"),
        ("a.otio", ""), ("a.aaf", "no"), ("none.xml", None),
    ],
)  # fmt: skip
def test_what_is_no_timeline_is_refused_in_a_sentence(tmp_path, name, content):
    if content is not None:
        (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError) as refused:
        read_edit(tmp_path / name, PAL)
    assert refused.value.context["why"]
    del refused
    gc.collect()


@pytest.mark.parametrize(
    ("hint", "name", "path"),
    [
        ("file://localhost/D%3a/media/a%20b.mov", "a b.mov", None),
        ("file:///Volumes/Edit/a%23b.mov", "a#b.mov", "/Volumes/Edit/a#b.mov"),
        ("file://SERVER/share/a.mov", "a.mov", None),
        ("S:\\media\\a.mov", "a.mov", None),
        ("\\\\SERVER\\share\\a.mov", "a.mov", None),
        ("/mnt/a.mov", "a.mov", "/mnt/a.mov"),
        ("a.mov", "a.mov", None),
        ("http://example.org/x/a.mov", "a.mov", None),
        ("", "", None),
    ],
)
def test_media_are_known_by_name_however_they_are_spelt(hint, name, path):
    assert media_name(hint) == name
    assert (str(media_path(hint)) if media_path(hint) else None) == path


def test_timelines_are_known_by_their_ending(tmp_path):
    assert is_edit(tmp_path / "CUT.EDL")
    assert not is_edit(tmp_path / "cut.mov")
    assert MUSIC.endswith(".wav")
