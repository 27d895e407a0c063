import os
from pathlib import Path

import pytest


@pytest.fixture
def read_bytes():
    """How many bytes a call had this process read by system calls (rchar of Linux)."""
    counter = Path(f"/proc/{os.getpid()}/io")
    if not counter.exists():
        pytest.skip("only Linux counts what a process reads")

    def count() -> int:
        return int(counter.read_text().split()[1])

    def measure(call, *arguments) -> int:
        before = count()
        call(*arguments)
        return count() - before

    return measure
