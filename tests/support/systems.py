"""What only some systems can be asked for."""

import os

import pytest

posix_signals = pytest.mark.skipif(os.name == "nt", reason="SIGKILL, SIGINT to a child, fork, FIFOs: not on Windows")
