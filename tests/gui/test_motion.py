"""Whether things move by themselves: as the user and the desktop want it."""

import os
import shutil
import subprocess
import sys
import textwrap

import pytest
from PySide6.QtCore import QAbstractAnimation
from support.drags import Drag

from slipgui.core.settings import Settings
from slipgui.gui.motion import Motion, has_motion


def test_nothing_moves_before_it_is_known_that_nobody_minds(moving):
    assert has_motion()
    Motion(moving)
    assert not has_motion()


def test_what_the_user_wants_and_what_the_desktop_wants_both_count(moving):
    moving.follow_desktop(True)
    moving.follow(Settings())
    assert not has_motion()
    moving.follow_desktop(False)
    assert has_motion()
    moving.follow(Settings(reduce_motion=True))
    assert not has_motion()


@pytest.mark.parametrize("is_reduced", [False, True])
@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_a_drop_target_fades_in_or_is_there_at_once(open_window, moving, tmp_path, is_reduced):
    moving.follow(Settings(reduce_motion=is_reduced))
    window = open_window()
    clip = tmp_path / "a.mov"
    clip.touch()
    overlay = window.drop_overlay
    drag = Drag(window, clip)
    assert overlay.isVisible()
    assert (overlay._fade.state() is QAbstractAnimation.State.Stopped) is is_reduced
    drag.leave()


@pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="needs a message bus")
def test_the_portal_of_a_desktop_is_asked_and_listened_to():
    """A portal of our own on a bus of its own, with the interface that desktops document; first still, then moving again."""
    program = """
        from PySide6.QtCore import ClassInfo, QCoreApplication, QObject, Slot
        from PySide6.QtDBus import QDBusAbstractAdaptor, QDBusConnection, QDBusMessage, QDBusVariant
        from slipgui.gui.desktop_motion import PortalMotion

        PATH, SETTINGS = "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Settings"
        app = QCoreApplication([])

        @ClassInfo({"D-Bus Interface": SETTINGS})
        class Portal(QDBusAbstractAdaptor):
            @Slot(str, str, result="QDBusVariant")
            def Read(self, namespace, key):
                return QDBusVariant(QDBusVariant(False if key == "enable-animations" else "unknown"))

        bus = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, "portal")
        desktop = QObject()
        portal = Portal(desktop)
        assert bus.registerObject(PATH, desktop) and bus.registerService("org.freedesktop.portal.Desktop")

        told = []

        def tell(is_still):
            told.append(is_still)
            print("still" if is_still else "moving", flush=True)
            if is_still:
                change = QDBusMessage.createSignal(PATH, SETTINGS, "SettingChanged")
                change.setArguments(["org.gnome.desktop.interface", "enable-animations", QDBusVariant(True)])
                bus.send(change)
            elif True in told:
                app.quit()

        motion = PortalMotion(tell, app)
        app.exec()
    """
    run = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-c", textwrap.dedent(program)],
        capture_output=True, text=True, timeout=120, check=False, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    told = run.stdout.split()
    assert "still" in told, run.stderr
    assert told[-1] == "moving"
