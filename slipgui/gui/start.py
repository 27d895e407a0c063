"""``slipgui``: reads the command line, then opens the window.  Nothing heavy is loaded before it is painted."""

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from slipgui import __version__

HAS_X = sys.platform.startswith("linux")


def main(arguments: Sequence[str]) -> int:
    """Exit code of the program."""
    options = argument_parser().parse_args(arguments)
    has_display = not HAS_X or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    if not has_display:
        if options.demo is None:
            sys.stderr.write("slipgui: there is no display here; “slip identify” does the same without a window.\n")
            return 1
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ.setdefault("QT_API", "pyside6")
    if options.demo_outcomes:
        from slipgui.gui.application import show_outcomes

        return show_outcomes()
    from slipgui.app.paths import find_home
    from slipgui.gui.single_instance import hand_over, take_window_lock

    home = find_home(options.home)
    lock = take_window_lock(home)
    if lock is None and options.demo is None:
        if hand_over(home, options.paths):
            return 0
        sys.stderr.write("slipgui: it runs already, but does not answer; end it, then start it again.\n")
        return 1
    gc.disable()  # nothing that a start makes is garbage; collector.py sees to what comes later
    from slipgui.gui.application import run

    try:
        return run(options, is_unattended=options.demo is not None and not has_display)
    finally:
        if lock is not None:
            lock.close()


def argument_parser() -> argparse.ArgumentParser:
    """What the command line of the window takes."""
    parser = argparse.ArgumentParser(prog="slipgui", description="Tells which music is in a video.")
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="clips and folders to begin with")
    parser.add_argument("--home", type=Path, metavar="DIR", help="keep all state below DIR")
    parser.add_argument("--service", choices=("local", "audioverify"), help="which service recognises")
    parser.add_argument("--api-url", metavar="URL", help="address of AudioVerify")
    parser.add_argument("--profile", metavar="NAME", help="which account at AudioVerify is asked")
    parser.add_argument("--send", choices=("auto", "sound", "original"), help="what is uploaded")
    parser.add_argument(
        "--direct-limit", dest="direct_limit_bytes", metavar="BYTES", help="form upload up to here, presigned PUT above"
    )
    parser.add_argument(
        "--demo", type=Path, metavar="DIR", help="make a few songs and a clip below DIR and identify it"
    )
    parser.add_argument(
        "--demo-outcomes", action="store_true", help="show every state and error as it looks; nothing is sent or kept"
    )
    parser.add_argument("--version", action="version", version=f"slipgui {__version__}")
    parser.add_argument("-v", "--verbose", action="count", default=0, help="say more on standard error")
    return parser
