"""The two programs: ``slipgui`` opens the window, ``slip`` is the command line.  Qt is loaded for the window only."""

import os
import sys
from pathlib import Path


def run_window() -> None:
    """Run ``slipgui``."""
    from slipgui.gui.start import main

    sys.exit(main(sys.argv[1:]))


def run_command_line() -> None:
    """Run ``slip``."""
    from slipgui.cli.main import main

    main()


def run_frozen() -> None:
    """Run the installed program, frozen with its own Python: ``slip`` or ``slipgui`` by its name, or one of our modules.

    Our children are begun by ``sys.executable -m MODULE`` everywhere; here that is this very program.
    """
    from multiprocessing import freeze_support

    _free_library_path()
    freeze_support()  # does not come back in a worker process of the engine
    if sys.argv[1:2] == ["-m"] and sys.argv[2].split(".")[0] == "slipgui":
        from runpy import run_module

        module = sys.argv[2]
        del sys.argv[1:3]
        run_module(module, run_name="__main__", alter_sys=True)
    elif Path(sys.argv[0]).stem.lower() == "slip":
        run_command_line()
    else:
        run_window()


def _free_library_path() -> None:
    """Other programs that we begin shall not find the libraries of ours; the freezer keeps what was set before.

    Children of our own do: without the word to the freezer they would take the path to them as given.
    """
    os.environ["PYINSTALLER_RESET_ENVIRONMENT"] = "1"
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    if before is not None:
        os.environ["LD_LIBRARY_PATH"] = before
    elif getattr(sys, "frozen", False):
        os.environ.pop("LD_LIBRARY_PATH", None)


if __name__ == "__main__":
    run_window()
