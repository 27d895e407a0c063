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


def test_music_on_any_track_or_channel_is_named(slip, studio, reels):
    slip("catalogue", "add", studio / "music", "--quiet")
    found = slip("identify", *reels, "--service", "local", "--json")
    titles = {line["clip"].rpartition("/")[2]: line["track"] and line["track"]["title"] for line in found.lines}
    assert titles == {reel.name: "Harbour Lights" for reel in reels}
    for reel in (reels[0], reels[-1]):
        cues = slip("cues", reel, "--json").lines
        assert [cue["track"]["title"] for cue in cues if cue["track"]] == ["Harbour Lights"], reel.name
