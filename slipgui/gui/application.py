"""The program with a window: Qt, the event loop that serves both Qt and asyncio, and the order of start and end.

The only place that knows qasync.  Order: window, first paint, then the heavy libraries in a thread, then the application.
"""

import json
import logging
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from slipgui import __version__
from slipgui.app.paths import Home, find_home
from slipgui.gui.bridge import Bridge
from slipgui.gui.collector import Collector
from slipgui.gui.file_opening import FileOpeningApplication
from slipgui.gui.language import speak
from slipgui.gui.main_window import MainWindow
from slipgui.gui.theme import Appearance

if TYPE_CHECKING:
    import argparse

    from slipgui.core.errors import SlipError

_log = logging.getLogger(__name__)

_FALLBACK_FAMILIES = ("Inter", "Noto Sans", "DejaVu Sans")
_BODY_PX = 13
_CHECK_BY_EAR_BELOW = 75.0
"""As in core/settings.py, which the first picture does not wait for."""


def run(options: "argparse.Namespace", *, is_unattended: bool) -> int:
    """Open the window and return the exit code when it was closed.

    Parameters
    ----------
    options
        The command line, as slipgui/gui/start.py reads it.
    is_unattended
        Nobody looks: the demo ends the program when it is over.
    """
    home = find_home(options.home)
    bridge, window, appearance = open_window(home)
    from slipgui.app.logging_setup import set_up_logging
    from slipgui.gui.news import show_news

    set_up_logging(home, options.verbose)
    show_news(bridge, window, appearance)
    return _run_loop(_session(options, home, bridge, window, is_unattended=is_unattended))


def show_outcomes() -> int:
    """Open a window with every state and error, in a home of its own that goes with it; return the exit code."""
    import tempfile

    with tempfile.TemporaryDirectory(prefix="slipgui-outcomes-") as folder:
        bridge, window, appearance = open_window(find_home(Path(folder)))
        from slipgui.gui.demo_outcomes import outcome_events
        from slipgui.gui.news import show_news
        from slipgui.gui.texts import translate

        show_news(bridge, window, appearance)
        window.set_service("AudioVerify", translate("Demo", "Nothing here is real"), True)
        for event in outcome_events():
            window.on_event(event)
        return _run_loop(_closed(bridge, window))


async def _closed(bridge: Bridge, window: MainWindow) -> int:
    _end_on_signals(bridge)
    await bridge.closed.wait()
    window.close()
    await bridge.detach()
    return 0


def open_window(home: Home) -> tuple[Bridge, MainWindow, Appearance]:
    """The painted window of a home, before any heavy library is loaded; it hears no news yet."""
    application = _make_application()
    Collector(application)
    settings = _load_object(home.settings_file)  # all but these few is read with care when the application opens
    language = str(settings.get("language") or "system")
    speak(application, language)
    appearance = Appearance(application, str(settings.get("theme") or "system"))
    bridge = Bridge(home)
    window = MainWindow(
        appearance,
        bridge,
        load=lambda: _load_object(home.window_file),
        save=lambda state: _save_window(home, state),
        check_by_ear_below=_number(settings, "check_by_ear_below", _CHECK_BY_EAR_BELOW),
    )
    window.menus.show_choice("language", language)
    if isinstance(application, FileOpeningApplication):
        application.file_wanted.connect(lambda file: _take_from_elsewhere(window, [file]))
    window.show()
    application.processEvents()
    return bridge, window, appearance


def _make_application() -> QApplication:
    # the style by argument: for setStyle() PySide would make all names of QStyle, 10 ms of the start
    application = QApplication.instance() or FileOpeningApplication(["slipgui", "-style", "fusion"])
    assert isinstance(application, QApplication)
    application.setApplicationName("slipgui")
    application.setApplicationDisplayName("Slipgui")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("io.github.slipgui.Slipgui")  # the one in packaging/linux
    application.setQuitOnLastWindowClosed(False)  # quitting below main() would end the loop before the cleaning up
    if application.font().family() in ("Sans Serif", "Sans", ""):  # no desktop chose a font: a bare X server or none
        family = next((name for name in _FALLBACK_FAMILIES if QFontDatabase.hasFamily(name)), None)
        if family is not None:
            font = QFont(family)
            font.setPixelSize(_BODY_PX)
            application.setFont(font)
    return application


def _run_loop(session: Any) -> int:
    import asyncio

    import qasync

    with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(QApplication.instance())) as runner:
        return int(runner.run(session))


async def _session(
    options: "argparse.Namespace", home: Home, bridge: Bridge, window: MainWindow, *, is_unattended: bool
) -> int:
    """From the first paint to the end of the program."""
    import asyncio
    import importlib

    from slipgui.core.errors import SlipError
    from slipgui.gui.first_start import greet, is_first_start
    from slipgui.gui.tray import add_tray
    from slipgui.gui.work_progress import add_work_progress

    _end_on_signals(bridge)
    if options.demo is None:
        from slipgui.gui.single_instance import listen

        listen(home, lambda paths: _take_from_elsewhere(window, paths), bridge)
    wiring = await asyncio.to_thread(importlib.import_module, "slipgui.app.wiring")
    flags = {key: getattr(options, key) for key in ("service", "profile", "api_url", "send", "direct_limit_bytes")}
    if options.demo is None and not options.paths and is_first_start(home, flags):
        await greet(home, flags, bridge, window)
    try:
        async with wiring.open_application(home, flags, bridge.publish, waits_for_help=True) as application:
            add_tray(window, bridge.history)
            add_work_progress(window)
            Collector.spare_what_is_there()
            bridge.attach(application)
            bridge.show_service()
            bridge.resume()
            application.folder_watch.start()
            if options.demo is None:
                bridge.releases.begin()
            if options.paths:
                _take_paths(window, options.paths)
            code = 0
            if options.demo is not None:
                from slipgui.gui.demo_session import run_demo

                code = await run_demo(options.demo, home, bridge, window, is_unattended=is_unattended)
            if not is_unattended:
                await bridge.closed.wait()
            window.close()  # remembers itself; gone from the screen before the cleaning up
            await bridge.detach()
            return code
    except SlipError as error:
        _log.error("cannot start: %s", error)
        return await _show_failed_start(error, bridge, window)


def _take_from_elsewhere(window: MainWindow, paths: Sequence[Path]) -> None:
    """Show the window to who opened clips elsewhere, or started the program once more; clips wait until the application is there."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.raise_()
    window.activateWindow()
    if paths:
        _take_paths(window, paths)


def _take_paths(window: MainWindow, paths: Sequence[Path]) -> None:
    """Open the projects of cue sheets among what was named, the last one is shown; recognise the rest."""
    from slipgui.app.cue_project import ENDING

    projects = [path.absolute() for path in paths if path.suffix == ENDING]
    clips = [path for path in paths if path.suffix != ENDING]
    if clips:
        window.show_queue()
        window.rooms.queue.commands.add(clips)
    if projects:
        window.show_room("cues")
        window.rooms.cues.scan(projects)


async def _show_failed_start(error: "SlipError", bridge: Bridge, window: MainWindow) -> int:
    from slipgui.gui.error_words import explained, whole

    words = explained(error)
    window.set_service(words.title, words.detail, False)
    window.toast.show_message(whole(words))
    await bridge.closed.wait()
    return 1


def _end_on_signals(bridge: Bridge) -> None:
    """Ctrl+C and a polite kill close the window; Python only sees signals while Python runs, so a slow timer makes it."""
    import signal

    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: bridge.quit())
    timer = QTimer(bridge)
    timer.timeout.connect(lambda: None)
    timer.start(500)


def _load_object(file: Path) -> Mapping[str, Any]:
    with suppress(OSError, ValueError):
        document = json.loads(file.read_text(encoding="utf-8"))
        return document if isinstance(document, dict) else {}
    return {}


def _save_window(home: Home, state: Mapping[str, Any]) -> None:
    from slipgui.app.atomic_file import write_atomically

    with suppress(OSError):  # a full or read-only disk must not keep the window from closing
        write_atomically(home.window_file, json.dumps(dict(state)) + "\n")


def _number(remembered: Mapping[str, Any], key: str, default: float) -> float:
    value = remembered.get(key)
    return float(value) if isinstance(value, int | float) else default
