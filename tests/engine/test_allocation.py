"""In a process of its own: what is set there stays."""

import platform
import subprocess
import sys

import pytest

_COUNT_FAULTS = """
import resource, sys
import numpy as np
from slipgui.engine.allocation import keep_freed_memory
if sys.argv[1] == "kept":
    keep_freed_memory()
def faults():
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt
def work():
    together = [np.ones(3 << 18, np.int32) for _ in range(8)]  # from 4 MB on numpy asks for huge pages, which fault seldom
work()
before = faults()
for _ in range(20):
    work()
print(faults() - before)
"""


def faults(how: str) -> int:
    done = subprocess.run([sys.executable, "-c", _COUNT_FAULTS, how], capture_output=True, check=True, text=True)
    return int(done.stdout)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="elsewhere nothing changes")
def test_memory_that_was_given_back_is_not_asked_for_again():
    assert faults("kept") < 200 < faults("not kept")
