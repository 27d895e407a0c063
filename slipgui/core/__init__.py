"""The words and rules of Slipgui: plain values and pure functions, standard library only, no I/O, no clock, no event loop."""
