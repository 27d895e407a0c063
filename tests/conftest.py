"""For all tests: examples are the same in every run, so that a red run can be seen again; loopback is the only network."""

import signal

from hypothesis import settings

settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")

# Whoever starts the tests in the background may ignore Ctrl+C; the programs that tests interrupt would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)
