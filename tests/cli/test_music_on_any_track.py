"""Music on one track or channel of many, speech on others: named in clips and in programmes alike."""

import numpy as np
import pytest
from support.clips import Sound, make_clip, silence, tone
from support.tunes import RATE_HZ, make_babble, make_tune

LENGTH_S = 12


def babble(seed):
    return np.asarray(0.3 * make_babble(seed, LENGTH_S * RATE_HZ), np.float32)


@pytest.fixture(scope="module")
def music():
    return np.asarray(0.1 * make_tune(1, 30.0)[5 * RATE_HZ : (5 + LENGTH_S) * RATE_HZ], np.float32)


@pytest.fixture(scope="module")
def reels(tmp_path_factory, music):
    """The same music in seven guises; where there is speech it is 10 dB louder."""
    folder = tmp_path_factory.mktemp("reels")
    quiet, line_up = silence(LENGTH_S, RATE_HZ), tone(LENGTH_S, 1000.0, RATE_HZ)

    def make(name, *sounds):
        return make_clip(folder / name, LENGTH_S, sounds=[Sound(samples=s) for s in sounds], sample_rate_hz=RATE_HZ)

    surround = np.stack([babble(1), babble(2), babble(3), quiet, quiet, music])
    return [
        make("7-of-8.mov", babble(1), babble(2), line_up, quiet, quiet, babble(3), music, quiet),
        make("8-of-8.mov", babble(1), babble(2), line_up, quiet, quiet, quiet, quiet, music),
        make("pair.mov", music, -music),
        make("one-side.mov", np.stack([quiet, music])),
        make("turned.mov", np.stack([music, -music])),
        make("turned.mp4", np.stack([music, -music])),
        make("5.1.mov", surround),
    ]


@pytest.mark.usefixtures("learned")
def test_music_on_any_track_or_channel_is_named(slip, reels):
    found = slip("identify", *reels, "--service", "local", "--json")
    titles = {line["clip"].rpartition("/")[2]: line["track"] and line["track"]["title"] for line in found.lines}
    assert titles == {reel.name: "Harbour Lights" for reel in reels}
    for reel in (reels[0], reels[-1]):
        cues = slip("cues", reel, "--json").lines
        assert [cue["track"]["title"] for cue in cues if cue["track"]] == ["Harbour Lights"], reel.name


@pytest.mark.usefixtures("learned")
def test_one_sound_track_or_a_part_alone_is_recognised_where_it_is_wanted(slip, tmp_path):
    first, other = (0.3 * make_tune(seed, 30.0)[: LENGTH_S * RATE_HZ] for seed in (1, 3))
    late = np.concatenate([silence(LENGTH_S, RATE_HZ), np.asarray(other, np.float32)])
    sounds = [Sound(samples=np.asarray(first, np.float32)), Sound(samples=late)]
    clip = make_clip(tmp_path / "stems.mov", 2 * LENGTH_S, sounds=sounds, sample_rate_hz=RATE_HZ)

    def found(*wishes):
        run = slip("identify", clip, "--service", "local", "--json", *wishes)
        (line,) = run.lines
        return line["track"] and line["track"]["title"], line.get("sound_track"), line.get("part"), run.code

    assert found("--track", "1") == ("Harbour Lights", 1, None, 0)
    assert found("--track", "2") == ("Slow Machinery", 2, None, 0)
    assert found("--track", "2", "--to", "11") == (None, 2, {"from_s": 0.0, "to_s": 11.0}, 3)
    assert found("--from", "0:13", "--to", "23") == ("Slow Machinery", None, {"from_s": 13.0, "to_s": 23.0}, 0)
    missing = slip("identify", clip, "--service", "local", "--json", "--track", "3")
    assert (missing.code, missing.lines[0]["error"]["title"]) == (1, "There is no sound track 3")
    behind = slip("identify", clip, "--service", "local", "--json", "--from", "1:00", "--to", "1:10")
    assert (behind.code, behind.lines[0]["error"]["title"]) == (1, "This part has no sound")
    for wrong in (["--from", "3"], ["--from", "3", "--to", "3"], ["--track", "0"], ["--to", "soon"]):
        assert slip("identify", clip, *wrong).code == 2
