"""``slip cues`` that is stopped in the middle, by a key, by force, in the client or in the service: what was heard is not heard again."""

import json
import os
import re
import signal
import subprocess
import sys

import numpy as np
import pytest
from support.clips import make_clip
from support.tunes import RATE_HZ, make_babble, make_tune

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of another kind")
N_MINUTES = 15


@pytest.fixture(scope="module")
def long_reel(tmp_path_factory):
    """Fifteen minutes of babble with a tune in the 2nd and in the 14th."""
    samples = np.tile(make_babble(5, 180 * RATE_HZ), N_MINUTES // 3)
    for seed, at_s in ((1, 70), (3, 800)):
        samples[at_s * RATE_HZ : (at_s + 25) * RATE_HZ] += make_tune(seed, 30.0)[: 25 * RATE_HZ]
    samples = np.asarray(0.4 * samples, np.float32)
    return make_clip(
        tmp_path_factory.mktemp("reel") / "long.m4a", samples=samples, sample_rate_hz=RATE_HZ, bit_rate=48_000
    )


@pytest.fixture
def home(tmp_path, learned):
    return tmp_path / "home"


@pytest.fixture
def begin(environ, long_reel):
    """Begins ``slip cues`` of the long reel."""
    running = []

    def start():
        command = [sys.executable, "-m", "slipgui.cli", "cues", str(long_reel), "--json", "-v", "-v"]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        running.append(subprocess.Popen(command, env=environ, **pipes))
        return running[-1]

    yield start
    for process in running:
        process.kill()
        process.communicate()


def wait_for_minutes(home, process):
    """Until three minutes of the reel were heard."""
    while len(list((home / "cache" / "programmes").glob("*/piece-?????"))) < 3:
        assert process.poll() is None


def known_minutes(home):
    """How many minutes each scan knew when it began."""
    logs = "".join(path.read_text() for path in (home / "logs").glob("*.log"))
    return sorted(int(found) for found in set(re.findall(r"(\d+) minutes of it are known", logs)))


def titles(output):
    lines = [json.loads(line) for line in output.splitlines()]
    return [line["track"]["title"] for line in lines if line["track"]]


@pytest.mark.parametrize("name", ["SIGINT", "SIGKILL"], ids=["ctrl+c", "kill -9"])
def test_a_client_that_was_stopped_goes_on_where_it_was(home, begin, name):
    first = begin()
    wait_for_minutes(home, first)
    first.send_signal(getattr(signal, name))
    first.communicate(timeout=30)
    second = begin()
    output, _ = second.communicate(timeout=100)
    assert (second.returncode, titles(output)) == (0, ["Harbour Lights", "Slow Machinery"])
    assert known_minutes(home)[-1] >= 3
    (result,) = (home / "cache" / "programmes").glob("*/*")
    assert result.name == "cues"


def test_a_service_that_dies_is_begun_again_and_goes_on(home, begin):
    client = begin()
    pid = next(int(found[1]) for line in client.stderr if (found := re.search(r"runs as process (\d+)", line)))
    wait_for_minutes(home, client)
    os.kill(pid, signal.SIGKILL)
    output, _ = client.communicate(timeout=100)
    assert (client.returncode, titles(output)) == (0, ["Harbour Lights", "Slow Machinery"])
    assert known_minutes(home)[-1] >= 3


def test_a_changed_catalogue_is_heard_anew(home, begin, slip, tmp_path):
    first = begin()
    wait_for_minutes(home, first)
    first.kill()
    first.communicate()
    (tmp_path / "more").mkdir()
    make_clip(tmp_path / "more" / "4.flac", samples=make_tune(4, 30.0), sample_rate_hz=RATE_HZ)
    slip("catalogue", "add", tmp_path / "more", "--quiet")
    second = begin()
    assert titles(second.communicate(timeout=100)[0]) == ["Harbour Lights", "Slow Machinery"]
    assert known_minutes(home) == [0]
