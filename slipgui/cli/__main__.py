"""``python -m slipgui.cli`` is ``slip``."""

if __name__ == "__main__":  # worker processes load this module, too, and have no use for the command line
    from slipgui.cli.main import main

    main()
