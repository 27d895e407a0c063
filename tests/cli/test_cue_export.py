"""``slip cues --export`` end to end: a programme of a minute becomes sheets and markers, without a window."""

import csv
import json
from fractions import Fraction

import numpy as np
import opentimelineio
import pypdf
import pytest
from support.clips import Sound, make_clip
from support.edits import DIALOGUE, MUSIC, START_FRAME, write_edit
from support.tunes import RATE_HZ, make_babble, make_tune

from slipgui.app.cue_project import load_project

FILM = Fraction(24_000, 1001)
FILES = ("a.csv", "a.xlsx", "a.pdf", "a.json", "a.cu01", "a.edl", "a.txt", "a.xml", "a.fcpxml", "a.otio")


@pytest.fixture(scope="session")
def samples():
    """A minute of babble with tune 1 from 20 to 40 s."""
    mixed = make_babble(5, 60 * RATE_HZ)
    mixed[20 * RATE_HZ : 40 * RATE_HZ] += make_tune(1, 30.0)[2 * RATE_HZ : 22 * RATE_HZ]
    return np.asarray(0.4 * mixed, np.float32)


@pytest.fixture(scope="session")
def programme(studio, samples):
    """A clip of 23.976 frames a second that begins at ten o'clock."""
    sound = Sound(samples=samples, sample_rate_hz=RATE_HZ)
    return make_clip(
        studio / "programme.mov", 60.0, sounds=(sound,), codec="pcm_s16le", frame_rate=FILM, timecode="10:00:00:00",
        picture_size=(16, 16),
    )  # fmt: skip


@pytest.mark.usefixtures("learned")
def test_a_programme_becomes_every_kind_of_file_in_its_own_time(slip, programme, tmp_path):
    works = tmp_path / "works.csv"
    works.write_text(
        "isrc,title,party,name,role,share_percent,society\nQZTW42600001,Harbour Lights,writer,Mira Okafor,composer,90,PRS\n",
        encoding="utf-8",
    )
    (tmp_path / "header.json").write_text('{"title": "Harbour Watch", "year": 2026}', encoding="utf-8")
    exports = [argument for name in FILES for argument in ("--export", tmp_path / "out" / name)]
    run = slip("cues", programme, "--json", *exports, "--template", "uk", "--works", works, "--header", "header.json")
    assert run.code == 0, run.err
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(FILES)
    (cue,) = (line for line in run.lines if line["track"])
    with (tmp_path / "out" / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["Title"], row["In"], row["Out"]) == ("Harbour Lights", cue["in_tc"], cue["out_tc"])
    assert row["Composers / authors / arrangers"] == "Okafor, Mira (C) 90 % PRS"
    for name, adapter in (("a.xml", "fcp_xml"), ("a.otio", "otio_json")):
        timeline = opentimelineio.adapters.read_from_file(str(tmp_path / "out" / name), adapter)
        starts = [marker.marked_range.start_time.value for marker in timeline.tracks.markers]
        assert starts == [round(line["in_s"] * FILM) for line in run.lines]
        assert timeline.name == "Harbour Watch"
    assert f"        {cue['in_tc']} " in (tmp_path / "out" / "a.edl").read_text(encoding="utf-8")
    document = json.loads((tmp_path / "out" / "a.json").read_bytes())
    assert document["header"]["year"] == "2026"
    text = "".join("".join(pypdf.PdfReader(tmp_path / "out" / "a.pdf").pages[0].extract_text().split()))
    assert "PreliminaryMusicCueSheet" in text
    assert "HarbourLights" in text
    assert "cue sheet: Cue 1: Writers: shares add up to 90 %, not to 100 %" in run.err
    assert "cue sheet: Production company missing" in run.err


@pytest.mark.usefixtures("learned")
def test_sound_alone_has_markers_in_the_rate_that_is_said(slip, tmp_path, samples):
    sound = make_clip(tmp_path / "mix.wav", samples=samples, sample_rate_hz=RATE_HZ)
    refused = slip("cues", sound, "--export", "a.edl")
    assert (refused.code, refused.out) == (2, "")
    assert "--frame-rate" in refused.err
    run = slip(
        "cues",
        sound,
        "--json",
        "--quiet",
        "--export",
        "a.edl",
        "--frame-rate",
        "29.97df",
        "--start-timecode",
        "01:00:00;00",
    )
    assert (run.code, run.err) == (0, "")
    edl = (tmp_path / "a.edl").read_text(encoding="utf-8")
    assert "FCM: DROP FRAME" in edl
    assert [line["in_tc"] in edl for line in run.lines] == [True] * len(run.lines)


@pytest.mark.usefixtures("learned")
def test_a_project_keeps_what_was_typed_and_delivers_without_listening(slip, programme, tmp_path):
    project = tmp_path / "ep.slipcues"
    assert slip("cues", programme, "--quiet", "--project", project).code == 0
    document = json.loads(project.read_bytes())
    (music,) = (line for line in document["lines"] if line["title"])
    music["usage"], music["origins"]["usage"] = "theme", "typed"
    document["header"]["director"] = "Ann Lee"
    music["spans"][0]["in_ticks"] += 100
    project.write_text(json.dumps(document), encoding="utf-8")
    again = slip("cues", programme, "--project", project)
    assert (again.code, "since the project before: Moved: Harbour Lights" in again.err) == (0, True)
    kept = json.loads(project.read_bytes())
    (music,) = (line for line in kept["lines"] if line["title"])
    assert (music["usage"], kept["header"]["director"]) == ("theme", "Ann Lee")
    recut = slip("cues", programme, "--since", project, "--project", "ep2.slipcues")
    assert (recut.code, "since the project before:" in recut.err) == (0, False)  # nothing moved
    assert json.loads((tmp_path / "ep2.slipcues").read_bytes())["header"]["director"] == "Ann Lee"
    works = tmp_path / "home" / "works.csv"
    works.write_text(
        "isrc,title,label,iswc\nQZTW42600001,,Tidewater,T0345246801\n", encoding="utf-8"
    )  # as the window keeps it
    sheet = slip("sheet", project, "--export", "a.csv", "--export", "a.edl", "--final")
    assert (sheet.code, sheet.out) == (0, "")
    table = (tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    assert (",T," in table, "Tidewater" in table) == (True, True)
    assert json.loads(project.read_bytes()) == kept


def test_a_damaged_project_is_refused_and_never_written_over(slip, programme, tmp_path):
    (tmp_path / "ep.slipcues").write_text("{", encoding="utf-8")
    for command in (("cues", programme, "--project", "ep.slipcues"), ("sheet", "ep.slipcues", "--export", "a.csv")):
        refused = slip(*command)
        assert (refused.code, refused.out) == (2, "")
        assert "ep.slipcues" in refused.err
    assert (tmp_path / "ep.slipcues").read_text(encoding="utf-8") == "{"


@pytest.mark.parametrize(
    "wrong",
    [
        ("--export", "a.doc"), ("--export", "a.csv", "--export", "a.csv"), ("--template", "klingon"), ("--works", "none.csv"),
        ("--header", "none.json"), ("--frame-rate", "26"), ("--start-timecode", "ten"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_what_cannot_be_done_is_refused_before_the_programme_is_touched(slip, wrong):
    run = slip("cues", "there is no such file.mov", *wrong)
    assert (run.code, run.out) == (2, "")
    assert wrong[0] in run.err
    assert "Traceback" not in run.err


def test_one_sheet_is_of_one_programme(slip):
    assert slip("cues", "a.mov", "b.mov", "--export", "a.csv").code == 2


@pytest.mark.usefixtures("learned")
@pytest.mark.parametrize("ending", ["edl", "xml", "fcpxml", "otio", "aaf"])
def test_a_timeline_of_every_kind_has_its_cues_in_record_time(slip, tmp_path, ending):
    media = tmp_path / "media"
    media.mkdir()
    babble = np.asarray(0.4 * make_babble(5, 20 * RATE_HZ), np.float32)
    make_clip(media / DIALOGUE, samples=babble, sample_rate_hz=RATE_HZ)
    make_clip(media / MUSIC, samples=np.asarray(0.4 * make_tune(1, 30.0), np.float32), sample_rate_hz=RATE_HZ)
    (tmp_path / "project").mkdir()
    cut = write_edit(tmp_path / "project" / f"cut.{ending}")
    rate = ("--frame-rate", "25") if ending == "edl" else ()
    missing = slip("cues", cut, *rate)
    assert (missing.code, missing.out) == (2, "")
    assert "--media" in missing.err
    run = slip("cues", cut, *rate, "--media", media, "--json", "--export", "back.xml")
    assert run.code == 0, run.err
    (cue,) = (line for line in run.lines if line["track"])
    assert (cue["clip"], cue["track"]["title"]) == (str(cut), "Harbour Lights")
    assert (cue["in_s"], cue["out_s"]) == (pytest.approx(10, abs=0.6), pytest.approx(30, abs=0.6))
    assert cue["in_tc"].startswith(("10:00:10:", "10:00:09:"))
    back = opentimelineio.adapters.read_from_file(str(tmp_path / "back.xml"), "fcp_xml")
    assert back.global_start_time.value == START_FRAME


@pytest.mark.usefixtures("learned")
def test_a_timeline_is_asked_of_audioverify_in_steps_and_its_project_can_be_heard(slip, tmp_path, toy):
    babble = np.asarray(0.4 * make_babble(5, 20 * RATE_HZ), np.float32)
    make_clip(tmp_path / DIALOGUE, samples=babble, sample_rate_hz=RATE_HZ)
    make_clip(tmp_path / MUSIC, samples=np.asarray(0.4 * make_tune(1, 30.0), np.float32), sample_rate_hz=RATE_HZ)
    cut, project = write_edit(tmp_path / "cut.otio"), tmp_path / "cut.slipcues"
    flags = ("--service", "audioverify", "--api-url", toy.url, "--project", project)
    run = slip("cues", cut, "--json", *flags, SLIPGUI_API_KEY=toy.token)
    assert run.code == 0, run.err
    assert "cut.otio: AudioVerify is asked in " in run.err
    (line,) = run.lines  # it names the same track everywhere
    assert (line["clip"], line["in_tc"], line["out_tc"]) == (str(cut), "10:00:00:00", "10:00:40:00")
    kept = load_project(project)
    assert [sound.path.name for sound in kept.sounds] == [DIALOGUE, MUSIC, DIALOGUE]
    assert kept.cuts_s == (0.0, 10.0, 30.0, 40.0)
