"""The demo: songs made on the spot are learnt, a clip with one of them is dropped on the window, the answer appears.

The clip goes through the window like any other: drag, drop, queue, local service.  Without a display the window ends by itself after its
picture was written.
"""

import asyncio
import sys
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from slipgui.app.child_program import learn_music, make_demo_material
from slipgui.app.paths import Home
from slipgui.app.recognition_line import dump_line, encode_report
from slipgui.core.errors import InternalError
from slipgui.core.events import Event, RecognitionFinished, Report
from slipgui.core.outcome import Identified
from slipgui.gui.bridge import Bridge
from slipgui.gui.main_window import MainWindow
from slipgui.gui.service_texts import service_name
from slipgui.gui.texts import translate
from slipgui.gui.window_state import FIRST_SIZE

_DEADLINE_S = 300.0
"""The clip lasts 15 s; a machine that takes longer than this for it will not come to an end."""
_PAINT_S = 0.5
"""What the window takes to show the last news: the list is refreshed at most twenty times a second."""


async def run_demo(folder: Path, home: Home, bridge: Bridge, window: MainWindow, *, is_unattended: bool) -> int:
    """Exit code: 0 when the song in the clip was named.

    Parameters
    ----------
    folder
        Where songs, clip and picture are written.
    home
        Whose catalogue learns the songs.
    bridge
        Tells how the clip does.
    window
        Where the clip is dropped.
    is_unattended
        Write ``demo.png`` at the end.
    """
    window.set_service(service_name("local"), translate("Demo", "Composing songs for the demo…"), True)
    material = await make_demo_material(Path(Path.cwd(), folder, "demo"))
    window.set_service(service_name("local"), translate("Demo", "Learning the songs…"), True)
    await learn_music(home, [Path(material["songs"])], lambda _: None)
    bridge.show_service()
    report = await _drop_and_wait(Path(material["clip"]), bridge, window)
    sys.stdout.write(dump_line(encode_report(report)) + "\n")
    sys.stdout.flush()
    window.queue_page.view.selectAll()
    window.show_details(True)
    if is_unattended:
        window.resize(FIRST_SIZE)  # the screen that is not there is smaller
        await asyncio.sleep(_PAINT_S)
        window.grab().save(str(folder / "demo.png"))
    outcome = report.outcome
    return 0 if isinstance(outcome, Identified) and outcome.track.title == material["title"] else 1


async def _drop_and_wait(clip: Path, bridge: Bridge, window: MainWindow) -> Report:
    """How the recognition of the dropped clip ended.

    Raises
    ------
    InternalError
        When the window does not take the clip.
    """
    ended: asyncio.Future[Report] = asyncio.get_running_loop().create_future()

    def on_event(event: Event) -> None:
        if isinstance(event, RecognitionFinished) and event.report.clip.path == clip and not ended.done():
            ended.set_result(event.report)

    bridge.news.connect(on_event)
    try:
        if not drop_files(window, [clip]):
            raise InternalError("the window refused the demo clip")
        async with asyncio.timeout(_DEADLINE_S):
            return await ended
    finally:
        bridge.news.disconnect(on_event)


def drop_files(window: MainWindow, paths: list[Path]) -> bool:
    """Let go of files over the middle of the window, as the end of a drag does; whether the window takes them."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    place, copy = QPointF(window.rect().center()), Qt.DropAction.CopyAction
    button, key = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(place.toPoint(), copy, mime, button, key)
    QApplication.sendEvent(window, enter)
    if not enter.isAccepted():
        return False
    drop = QDropEvent(place, copy, mime, button, key)
    QApplication.sendEvent(window, drop)
    return drop.isAccepted()
