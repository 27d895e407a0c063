"""Before Qt is loaded: no screen.  Tests that need one (``xvfb``) start a process of their own."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import pytest
from support.queue_events import FakeClock
from support.wishes import Wishes


@pytest.fixture(scope="session")
def appearance(qapp):
    """The colours of the application, dark."""
    from slipgui.gui.theme import Appearance

    appearance = Appearance(qapp, "dark")
    appearance.dress()
    return appearance


@pytest.fixture
def clock():
    """A monotonic clock that moves when told."""
    return FakeClock()


@pytest.fixture
def wishes():
    """Stands for the application: notes what the window asks for."""
    return Wishes()
