"""Where the frozen programs begin."""

from slipgui.__main__ import run_frozen

run_frozen()
