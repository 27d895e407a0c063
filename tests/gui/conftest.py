"""Before Qt is loaded: no screen.  Tests that need one (``xvfb``) start a process of their own."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import pytest
from support.history_rows import filled_history
from support.queue_events import FakeClock
from support.wishes import Wishes

from slipgui.app.child_program import PREVIEW_COMMAND, program_command
from slipgui.app.paths import find_home


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


@pytest.fixture
def open_window(qtbot, appearance, wishes, clock):
    """Opens the main window; over ``wishes``, if no others are given."""
    from slipgui.gui.main_window import MainWindow

    def open_now(over=None, load=dict, save=lambda _: None, size=(1440, 900)):
        window = MainWindow(appearance, over or wishes, load, save, clock=clock)
        qtbot.addWidget(window)
        if size is not None:
            window.resize(*size)
        window.show()
        qtbot.waitExposed(window)
        return window

    return open_now


@pytest.fixture
def home(tmp_path):
    """Where state lives."""
    return find_home(tmp_path / "home")


@pytest.fixture
def preview_work(qapp, home):
    """The real child process that makes stills, waveforms and sound."""
    from slipgui.gui.preview_work import PreviewWork

    work = PreviewWork([*program_command(home), *PREVIEW_COMMAND])
    yield work
    work.close()


@pytest.fixture
def kept(tmp_path):
    """A history with examples, in a real journal."""
    with filled_history(tmp_path / "journal.sqlite3") as history:
        history.add_examples()
        yield history
