"""A file that the system asks the running program to open, as the Finder does."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
from contextlib import suppress

PROGRAM = """
    import sys, threading
    from PySide6.QtCore import QCoreApplication, QUrl
    from PySide6.QtGui import QFileOpenEvent
    from slipgui.gui.start import main

    def ask():
        while not (application := QCoreApplication.instance()):
            threading.Event().wait(0.01)
        for address in (QUrl("slipgui:no-file"), QUrl.fromLocalFile(sys.argv[1])):
            QCoreApplication.postEvent(application, QFileOpenEvent(address))

    threading.Thread(target=ask, daemon=True).start()
    sys.exit(main(["--home", sys.argv[2], "--service", "local"]))
"""


def test_clip_that_the_system_asks_to_open_comes_into_the_queue(tmp_path):
    clip, home = tmp_path / "from the finder.mov", tmp_path / "home"
    clip.write_bytes(b"no film")
    command = [sys.executable, "-c", textwrap.dedent(PROGRAM), str(clip), str(home)]
    with subprocess.Popen(command, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}) as program:
        try:
            for _ in range(1_200):
                if is_known(home, clip.name) or program.poll() is not None:
                    break
                threading.Event().wait(0.1)
            assert is_known(home, clip.name)
        finally:
            program.send_signal(signal.SIGTERM)
            assert program.wait(120) == 0


def is_known(home, name):
    return any(name.encode() in content(file) for file in home.rglob("journal*"))


def content(file):
    with suppress(OSError):  # SQLite takes its files away when it likes
        return file.read_bytes()
    return b""
