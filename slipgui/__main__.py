"""The two programs: ``slipgui`` opens the window, ``slip`` is the command line.  Qt is loaded for the window only."""

import sys


def run_window() -> None:
    """Run ``slipgui``."""
    if getattr(sys, "frozen", False):  # the catalogue's workers begin as this very program
        from multiprocessing import freeze_support

        freeze_support()
    if sys.argv[1:2] == ["--command-line"]:  # a frozen program starts its own local service this way
        del sys.argv[1]
        run_command_line()
        return
    if sys.argv[1:2] == ["--print-page"]:  # a child of either program
        from slipgui.gui.page_printer import main as print_page

        sys.exit(print_page(sys.argv[2]))
    from slipgui.gui.start import main

    sys.exit(main(sys.argv[1:]))


def run_command_line() -> None:
    """Run ``slip``."""
    from slipgui.cli.main import main

    main()


if __name__ == "__main__":
    run_window()
