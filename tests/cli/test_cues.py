"""``slip cues`` end to end: a programme of three minutes, the real service, the lines of CLI.md."""

import json
import signal
import subprocess
import sys
from fractions import Fraction

import numpy as np
import pytest
from support.clips import Sound, make_clip
from support.harness import TRACK
from support.toy_catalogue import TRACK_ID, ToyCatalogue
from support.tunes import RATE_HZ, make_babble, make_tune

from slipgui.core.timecode import parse_timecode

CUE_MEMBERS = {"clip", "index", "in_s", "out_s", "in_tc", "out_tc", "track", "match", "score", "status"}
NTSC = Fraction(30_000, 1001)
DELAY_S = 0.5


def make_reel(file, length_s, parts, silence):
    """Babble with parts of tunes ``(seed, at, first, length)`` over it and a stretch of silence, in seconds; sound half a second late."""
    samples = make_babble(5, length_s * RATE_HZ)
    for seed, at_s, first_s, part_s in parts:
        part = make_tune(seed, 30.0)[first_s * RATE_HZ : (first_s + part_s) * RATE_HZ]
        samples[at_s * RATE_HZ : at_s * RATE_HZ + len(part)] += part
    samples[silence[0] * RATE_HZ : silence[1] * RATE_HZ] = 0
    samples = np.asarray(0.4 * samples, np.float32)
    sound = Sound(samples=samples, sample_rate_hz=RATE_HZ, delay_s=DELAY_S)
    return make_clip(
        file,
        length_s + DELAY_S,
        sounds=(sound,),
        codec="pcm_s16le",
        frame_rate=NTSC,
        timecode="01:00:00;00",
        picture_size=(16, 16),
    )


@pytest.fixture(scope="session")
def reel(studio):
    """Three minutes: tune 1 at 20 s, silence from 60 to 80 s, tune 3 at 120 s."""
    return make_reel(studio / "reel.mov", 180, [(1, 20, 2, 20), (3, 120, 0, 25)], (60, 80))


@pytest.fixture(scope="session")
def short_reel(studio):
    """Three quarters of a minute, for a service that is asked in steps: tune 1 at 5 s, silence from 25 to 30 s."""
    return make_reel(studio / "short reel.mov", 45, [(1, 5, 2, 15)], (25, 30))


@pytest.mark.usefixtures("learned")
def test_a_programme_becomes_cue_lines_in_the_clips_own_time_and_timecode(slip, reel):
    found = slip("cues", reel, "--json")
    assert (found.code, found.err) == (0, "")
    assert all(line.keys() == CUE_MEMBERS and line["clip"] == str(reel) for line in found.lines)
    assert [line["index"] for line in found.lines] == list(range(1, len(found.lines) + 1))
    assert [line["status"] for line in found.lines] == [
        "unidentified", "identified", "unidentified", "unidentified", "identified", "unidentified",
    ]  # fmt: skip
    harbour, slow = (line for line in found.lines if line["track"])
    assert (harbour["track"]["title"], slow["track"]["title"]) == ("Harbour Lights", "Slow Machinery")
    assert harbour["score"] == harbour["track"]["score"] >= 50
    assert harbour["in_s"] == pytest.approx(20 + DELAY_S, abs=0.6)
    assert harbour["out_s"] == pytest.approx(40 + DELAY_S, abs=0.6)
    assert harbour["match"]["query_start_s"] == pytest.approx(harbour["in_s"], abs=0.001)
    assert harbour["match"]["reference_start_s"] - harbour["in_s"] == pytest.approx(2 - 20 - DELAY_S, abs=0.05)
    assert slow["in_s"] == pytest.approx(120 + DELAY_S, abs=0.6)
    for line in found.lines:
        for moment in ("in", "out"):
            frame, is_drop = parse_timecode(line[f"{moment}_tc"], NTSC)
            assert is_drop
            assert frame == 107_892 + round(line[f"{moment}_s"] * NTSC)


def test_people_get_a_table_and_exit_codes_tell_the_rest(slip, studio, reel):
    nothing = slip("cues", studio / "stranger.mp4", "--json")
    assert nothing.code == 3
    assert [line["status"] for line in nothing.lines] == ["unidentified"]
    slip("catalogue", "add", studio / "music", "--quiet")
    table = slip("cues", reel)
    assert table.code == 0
    assert "01:00:2" in table.out
    assert "Harbour Lights — Artist 1" in table.out
    mixed = slip("cues", studio / "stranger.mp4", studio / "empty.mp4", "--json")
    assert mixed.code == 1
    assert len(mixed.lines) == 1
    assert "empty.mp4" in mixed.err
    assert slip("cues").code == slip("cues", reel, "--export", "a.doc").code == 2


def test_audioverify_is_asked_in_steps_and_what_was_not_covered_is_told(slip, short_reel, toy):
    toy.fail_next(1, 400, body={"detail": "not this one"}, method="POST")
    flags = ("--service", "audioverify", "--api-url", toy.url)
    run = slip("cues", short_reel, "--json", *flags, SLIPGUI_API_KEY=toy.token)
    assert run.code == 0, run.err
    assert {line["track"]["title"] for line in run.lines if line["track"]} == {TRACK["title"]}
    n_jobs = int(run.err.split("AudioVerify is asked in ")[1].split(" jobs")[0])
    assert 2 < n_jobs <= sum(request.method == "POST" for request in toy.requests) <= 2 * n_jobs
    assert run.err.count("was not listened to") == 1
    refused = slip("cues", short_reel, *flags, SLIPGUI_API_KEY="wrong-secret")
    assert (refused.code, refused.out, "wrong-secret" in refused.err) == (1, "", False)


def test_the_writers_of_audioverifys_own_tracks_come_into_the_sheet(slip, short_reel, tmp_path):
    with ToyCatalogue() as service:
        service.default_track = TRACK | {"id": TRACK_ID, "internal": True}
        flags = ("--service", "audioverify", "--api-url", service.url, "--export", tmp_path / "sheet.json")
        run = slip("cues", short_reel, "--json", *flags, SLIPGUI_API_KEY=service.token)
        assert run.code == 0, run.err
        asked = [path for path in service.paths("GET") if "/tracks/" in path]
    assert len(asked) == 1
    lines = [line for line in json.loads((tmp_path / "sheet.json").read_text())["lines"] if line["title"]]
    assert lines
    for line in lines:
        assert [(one["last_name"], one["share_percent"], one["society"], one["ipi"]) for one in line["writers"]] == [
            ("Doe", "50", "ASCAP", "00123456789"),
            ("Ode", "12.5", "", ""),
        ]
        assert [one["name"] for one in line["publishers"]] == ["Slipstream Publishing"]
        assert (line["label"], line["vocals"]) == ("Slipstream Originals", "instrumental")
        assert line["origins"]["writers"] == "recognised"


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT to a child there")
def test_an_interrupt_ends_with_130_and_leaves_nothing_behind(environ, tmp_path, reel):
    command = [sys.executable, "-m", "slipgui.cli", "cues", str(reel), str(reel), "--json", "-v", "-v"]
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        for line in process.stderr:
            if "local service runs" in line:
                break
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
    assert process.returncode == 130
    cache = tmp_path / "home" / "cache"
    left = [path for path in cache.rglob("*") if path.is_file() and path.suffix != ".lock"]
    assert all(path.is_relative_to(cache / "programmes") for path in left)
