"""Readers of music files that worker processes can be told by name; a file's text says what happens to who reads it."""

import os
import threading
from pathlib import Path

import numpy as np
from support.tunes import Samples, make_tune

from slipgui.core.errors import UnsupportedMediaError
from slipgui.core.tags import Tags


def decode(path: Path) -> Samples:
    """A tune of the seed the file names, or what it says: "crash" ends the process, "hang" never ends, "bad" and "odd" raise."""
    word = path.read_text()
    if word == "crash":
        os.abort()
    if word == "hang":
        threading.Event().wait()
    if word == "bad":
        raise UnsupportedMediaError("not a tune", size_bytes=3)
    if word == "odd":
        raise ZeroDivisionError
    samples: Samples = make_tune(int(word), 6.0) if int(word) else np.zeros(9, np.float32)
    return samples


def read_tags(path: Path) -> Tags:
    """A title that tells which process read it."""
    return Tags(str(os.getpid()), None, None, None, None, None, 6.0)
