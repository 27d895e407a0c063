"""``python -m slipgui.cli`` is ``slip``."""

from slipgui.cli.main import main

if __name__ == "__main__":
    main()
