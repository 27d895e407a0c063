"""Before Qt is loaded: no screen.  Tests that need one (``xvfb``) start a process of their own."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import keyring
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtTest import QTest
from support.asks import Asks
from support.cue_projects import make_project
from support.history_rows import filled_history
from support.memory_keyring import MemoryKeyring
from support.queue_events import FakeClock
from support.wishes import Wishes

from slipgui.app.child_program import PREVIEW_COMMAND, program_command
from slipgui.app.cue_project import project_file, save_project
from slipgui.app.paths import find_home
from slipgui.core.settings import Settings
from slipgui.gui.collector import Collector
from slipgui.gui.motion import Motion


@pytest.fixture(scope="session")
def collector(qapp):
    """As in the program: what Qt made ends in the thread it lives in."""
    return Collector(qapp)


@pytest.fixture(autouse=True)
def _no_key_stays_down(qapp):
    """Qt remembers Shift and Ctrl of the last event, and asks for them when a row is selected without one."""
    yield
    if QGuiApplication.keyboardModifiers() != Qt.KeyboardModifier.NoModifier:
        QTest.keyRelease(QWindow(), Qt.Key.Key_Shift)


@pytest.fixture(autouse=True)
def _no_widget_outlives_its_test(collector):
    """Between tests no loop runs that would delete what is to be deleted later; every change of the theme would dress it again."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    collector.collect()


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
def moving(qapp):
    """The motion of the window, where neither the user nor the desktop minds it."""
    motion = Motion(qapp)
    motion.follow(Settings())
    yield motion
    motion.follow(Settings(reduce_motion=True))
    motion.deleteLater()


@pytest.fixture
def memory_keyring(monkeypatch):
    """An open keyring that holds no key, and no key in the environment."""
    monkeypatch.delenv("SLIPGUI_API_KEY", raising=False)
    before, kept = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(kept)
    yield kept
    keyring.set_keyring(before)


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


@pytest.fixture
def cue_work(home):
    """The work on programmes, done at once."""
    from slipgui.gui.cue_work import CueWork

    asks = Asks()
    yield CueWork(home, asks)
    asks.loop.close()


@pytest.fixture
def cue_project(home, tmp_path):
    """The file of a project of seven cues."""
    project = make_project(tmp_path / "HARBOUR_v12.mov")
    file = project_file(home, project.clip)
    save_project(file, project)
    return file


@pytest.fixture
def cue_window(open_window, cue_work, cue_project):
    """The window with the cue page, over ``cue_work``."""
    window = open_window(Wishes(cues=cue_work))
    window.show_room("cues")
    return window


@pytest.fixture
def cue_room(cue_window, cue_work, cue_project):
    """The cue page with the project open."""
    cue_work.open(cue_project)
    return cue_window.rooms.cues
