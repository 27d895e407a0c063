"""For all tests: examples are the same in every run, so that a red run can be seen again; loopback is the only network; English."""

import os
import signal

import pytest
from hypothesis import settings
from support.harness import TRACK
from support.toy_service import ToyService

settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")

# The window speaks as the desktop does, also in the programs that tests start.
for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
    os.environ.pop(name, None)
os.environ["LANG"] = "C.UTF-8"

# Whoever starts the tests in the background may ignore Ctrl+C; the programs that tests interrupt would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(optionalhook=True, wrapper=True)
def pytest_xdist_auto_num_workers():
    """Half as many workers again as there are cores: for a third of the time tests wait for polls, rates and programs."""
    n_cores = yield
    return n_cores + n_cores // 2


@pytest.fixture
def toy():
    """AudioVerify as the contract has it, which knows one track."""
    with ToyService() as service:
        service.default_track = TRACK
        yield service
