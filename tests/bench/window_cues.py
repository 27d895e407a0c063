"""Gaps of the event loop on the ``cues`` of an hour, or on as much in a ``plain`` scene of Qt.

Scrolled, zoomed, walked through, a border dragged.  Of the cues also how long the first waveform takes from the opening of the project on,
and that of five minutes looked at closely.
"""

import asyncio
import json
import os
import sys
import tempfile
import time
import wave
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import qasync
from event_loop import Ticker
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QBrush, QPainter, QWheelEvent
from PySide6.QtWidgets import QApplication, QGraphicsScene, QGraphicsView, QMainWindow
from support.cue_projects import FILM_TV, make_line, make_project, make_sheet

from slipgui.app.cue_project import project_file, save_project
from slipgui.app.paths import find_home
from slipgui.app.wiring import open_application
from slipgui.core.cue_edit import Edge
from slipgui.gui.application import _make_application, open_window

HOUR_S, N_CUES, RATE_HZ = 3600, 150, 8000
IN_VIEW_S = 300.0
N_STEPS, N_ZOOMS = 150, 40
STEP_S = 0.02
REST_S = 0.3
PX_A_SECOND = 4


async def steps(number: int, do: Callable[[int], object]) -> None:
    for step in range(number):
        do(step)
        await asyncio.sleep(STEP_S)


def plain_scene() -> QGraphicsScene:
    scene = QGraphicsScene(0, 0, HOUR_S * PX_A_SECOND, 170)
    for x in range(0, HOUR_S * PX_A_SECOND, 3):
        reach = 4 + x * 7919 % 24
        scene.addLine(x, 90 - reach, x, 90 + reach)
    for n in range(N_CUES):
        scene.addRect(24 * n * PX_A_SECOND, 126, 20 * PX_A_SECOND, 40, brush=QBrush(Qt.GlobalColor.darkGreen))
        scene.addText(f"Title of cue {n}").setPos(24 * n * PX_A_SECOND, 130)
    return scene


async def plain() -> dict[str, float]:
    window, scene = QMainWindow(), plain_scene()
    view = QGraphicsView(scene)
    view.setRenderHint(QPainter.RenderHint.Antialiasing)
    window.setCentralWidget(view)
    window.resize(1440, 900)
    window.show()
    await asyncio.sleep(REST_S)
    bar, rect = view.horizontalScrollBar(), scene.addRect(0, 126, 80, 40)
    ticker = Ticker()
    ticker.start()
    await steps(N_STEPS, lambda step: bar.setValue(bar.value() + bar.pageStep() // 8))
    await steps(N_ZOOMS, lambda step: view.scale(1.25 if step % 8 < 4 else 0.8, 1.0))
    await steps(N_CUES, lambda step: bar.setValue(24 * step * PX_A_SECOND))
    await steps(N_ZOOMS, lambda step: rect.setRect(0, 126, 80 + step, 40))
    return ticker.stop()


def write_hour(path: Path) -> None:
    """An hour of noise that swells and fades."""
    noise = np.random.default_rng(1).normal(0, 6000, 60 * RATE_HZ)
    swell = np.sin(np.linspace(0, np.pi, len(noise)))
    minute = np.clip(noise * swell, -32_768, 32_767).astype("<i2").tobytes()
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        for _ in range(HOUR_S // 60):
            file.writeframes(minute)


async def cues(folder: Path) -> dict[str, float]:
    home, clip = find_home(folder), folder / "HARBOUR.wav"
    write_hour(clip)
    lines = tuple(make_line(FILM_TV, 24.0 * n, 24.0 * n + 20, n) for n in range(N_CUES))
    sheet = replace(make_sheet(1, duration_s=HOUR_S), lines=lines)
    file = project_file(home, clip)
    save_project(file, make_project(clip, sheet))
    bridge, window, _ = open_window(home)
    window.resize(1440, 900)
    async with open_application(home, {"service": "local"}, bridge.publish) as application:
        bridge.attach(application)
        window.show_room("cues")
        room = window.rooms.cues
        timeline = room.page.timeline
        window._wishes.cues.open(file)
        while room.document is None:
            await asyncio.sleep(STEP_S)
        first_s = await until(lambda: bool(timeline._peaks))
        timeline._view(timeline.scale.zoomed(HOUR_S / IN_VIEW_S, 0.0))
        closer_s = await until(lambda: len(timeline._peaks) > 1)
        gaps = await walk(room, timeline)
        await bridge.detach()
    return gaps | {"first_s": first_s, "closer_s": closer_s}


async def until(is_so: Callable[[], bool]) -> float:
    began_s = time.monotonic()
    while not is_so():
        await asyncio.sleep(STEP_S)
    return time.monotonic() - began_s


async def walk(room: object, timeline: object) -> dict[str, float]:
    document = room.document
    place = document.sheet.lines[-1].spans[0].out_ticks
    ticker = Ticker()
    ticker.start()
    await steps(N_STEPS, lambda step: wheel(timeline, -120))
    await steps(
        N_ZOOMS, lambda step: wheel(timeline, 120 if step % 8 < 4 else -120, Qt.KeyboardModifier.ControlModifier)
    )
    await steps(N_CUES, lambda step: (document.choose(step), timeline.show_line(step)))
    await steps(
        N_ZOOMS,
        lambda step: document.move_border(N_CUES - 1, Edge.OUT, place - step, is_one_with_last=step > 0),
    )
    return ticker.stop()


def wheel(timeline: object, turn: int, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    middle = QPointF(timeline.rect().center())
    event = QWheelEvent(
        middle, middle, QPoint(), QPoint(0, turn), Qt.MouseButton.NoButton, keys, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(timeline, event)


def main() -> None:
    application = _make_application()
    with (
        tempfile.TemporaryDirectory() as name,
        asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(QApplication.instance())) as runner,
    ):
        result = runner.run(plain() if sys.argv[1] == "plain" else cues(Path(name)))
    assert application
    sys.stdout.write(json.dumps(result) + "\n")
    sys.stdout.flush()
    os._exit(0)


main()
