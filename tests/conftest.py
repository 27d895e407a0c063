"""For all tests: examples are the same in every run, so that a red run can be seen again; loopback is the only network."""

from hypothesis import settings

settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")
