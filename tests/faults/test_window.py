"""Faults through the real window: dropped on it, met on the wire, told in its rows and details."""

import asyncio
import gzip
import os
import time
from contextlib import asynccontextmanager
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from support.fault_server import answer, early, reset_after, stall_after
from support.faulty_service import POLL, STORAGE, SUBMIT, UPLOAD_URL
from support.harness import rest, with_settings

from slipgui.app.paths import find_home
from slipgui.core.events import RecognitionFinished, RetryScheduled, ServicePaused
from slipgui.core.upload_plan import SendMode
from slipgui.gui.bridge import Bridge
from slipgui.gui.demo_session import drop_files
from slipgui.gui.main_window import MainWindow
from slipgui.gui.news import show_news
from slipgui.gui.sheet import Sheet

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager to tell
PRESIGNED = with_settings(direct_limit_bytes=0)
WHOLE = with_settings(send=SendMode.ORIGINAL)
EXPIRED = "<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>"


class Seen:
    """The window, and what a person reads in it."""

    def __init__(self, window, bench):
        self.window = window
        self.bench = bench
        self.retries = []
        """What the row said at each announced new try."""

    async def drop(self, *paths):
        assert drop_files(self.window, list(paths))
        await self.until(lambda: self.window.model.rowCount() == len(paths))

    async def until(self, is_so):
        async with asyncio.timeout(20):
            while not is_so():
                QApplication.processEvents()
                await asyncio.sleep(0.002)

    async def ended(self, n=1):
        """What stands in the row and beside it after the clips ended."""
        await self.until(lambda: sum(isinstance(e, RecognitionFinished) for e in self.bench.events) == n)
        return self.read()

    def read(self):
        window = self.window
        window.model.flush()
        window.queue_page.view.selectAll()
        window.show_details(True)
        QApplication.processEvents()
        model = window.model
        cells = [str(model.index(0, column).data() or "") for column in range(model.columnCount())]
        panel = [label.text() for label in window.details.findChildren(QLabel) if label.isVisible()]
        return "\n".join([*cells, *panel]).replace("\u200b", "")

    @property
    def outcomes(self):
        return [self.bench.line(name)["outcome"] for name in self.bench.reports]


@pytest.fixture
def open_window(faults, qtbot, appearance):
    """A window in front of a queue in front of the service that breaks."""

    @asynccontextmanager
    async def opened(settings=None, home=None, *, waits_for_help=False):
        bridge = Bridge(find_home(faults.folder / "window"))
        window = MainWindow(appearance, bridge, dict, lambda state: None)
        qtbot.addWidget(window)
        show_news(bridge, window, appearance)
        window.show()
        assert window.drop_overlay  # else made in the first idle moment
        seen = Seen(window, None)

        def on_event(event):
            bridge.publish(event)
            if isinstance(event, RetryScheduled):
                seen.retries.append(seen.read())

        async with faults.open(settings, home=home, on_event=on_event, waits_for_help=waits_for_help) as bench:
            seen.bench = bench
            bridge.attach(SimpleNamespace(queue=bench.queue, settings=bench.tools.settings))
            yield seen
            await bridge.detach()
        window.close()

    return opened


async def test_window_case_26_a_refused_key_asks_for_a_key(faults, open_window, clip):
    faults.service.order("POST", SUBMIT, answer(401, {"detail": "Invalid token."}))
    async with open_window() as seen:
        await seen.drop(clip)
        text = await seen.ended()
    assert "Key refused" in text
    assert "AudioVerify did not accept the API key. The clip is kept." in text
    assert faults.service.token not in text


@pytest.mark.parametrize(
    ("status", "fact"), [(401, "Key refused"), (403, "Key refused"), (402, "The account is used up")]
)
async def test_window_case_26_a_refused_key_pauses_the_queue_once_and_the_banner_leads_to_the_key(
    faults, open_window, clip, status, fact
):
    clips = [rest_copy(clip, faults.folder / f"{number}.mp4") for number in range(6)]
    faults.service.order("POST", SUBMIT, answer(status, {"detail": "Invalid token."}), times=99)
    async with open_window(waits_for_help=True) as seen:
        window = seen.window
        await seen.drop(*clips)
        await seen.until(lambda: window.banner.text.startswith(f"Paused: {fact}. 6 clips waiting, none failed."))
        assert window.banner.isVisible()
        assert len(seen.bench.of_kind(ServicePaused)) == 1
        assert len(faults.service.sent("POST", SUBMIT)) <= 3  # those that were on their way
        assert seen.outcomes == []
        if status != 402:
            window.banner.buttons[1].click()
            (sheet,) = window.findChildren(Sheet)
            assert (sheet.isVisible(), sheet.windowTitle()) == (True, "Key for AudioVerify")
            sheet.reject()
        faults.service.forget_orders()
        seen.bench.queue.resume_service()
        await seen.ended(6)
        assert not window.banner.isVisible()
        assert seen.outcomes == ["identified"] * 6


async def test_window_case_29_a_413_of_a_proxy_ends_with_the_track(faults, open_window, clip):
    faults.service.order("POST", SUBMIT, answer(413, "<html>413</html>"))
    async with open_window() as seen:
        await seen.drop(clip)
        text = await seen.ended()
    assert "Golden Hour" in text
    assert len(faults.service.sent("PUT")) == 1


async def test_window_case_36_a_log_in_page_is_named_and_none_of_it_shown(faults, open_window, clip):
    faults.service.order(
        "POST", UPLOAD_URL, answer(200, "<html><b>Room</b></html>", {"Content-Type": "text/html"}), times=9
    )
    async with open_window(PRESIGNED) as seen:
        await seen.drop(clip)
        text = await seen.ended()
    assert "A log-in page answers" in text
    assert "Open a web page and log in" in text
    assert len(seen.retries) == 3
    assert all("Try" in said for said in seen.retries)


async def test_window_case_41_a_bomb_is_left_and_the_next_answer_shown(faults, open_window, clip):
    bomb = gzip.compress(bytes(10**8), 9)
    faults.service.order("GET", POLL, answer(200, bomb, {"Content-Encoding": "gzip"}))
    async with open_window() as seen:
        await seen.drop(clip)
        assert "Golden Hour" in await seen.ended()
    assert len(faults.service.sent("GET")) == 2


async def test_window_case_45_a_line_that_is_cut_each_time_is_tried_thrice_and_told(faults, open_window, clip):
    faults.service.order("PUT", STORAGE, reset_after(0), times=9)
    async with open_window(PRESIGNED) as seen:
        await seen.drop(clip)
        text = await seen.ended()
    assert "The connection broke" in text
    assert "While uploading" in text or "nothing is lost" in text
    assert len(faults.service.sent("PUT")) == 3


async def test_window_case_46_an_early_413_ends_with_the_track(faults, open_window, large_clip):
    faults.service.order("POST", SUBMIT, early(413, "<html>413</html>", after_bytes=300_000, drains=True))
    async with open_window(WHOLE) as seen:
        await seen.drop(large_clip)
        assert "Golden Hour" in await seen.ended()
    assert seen.bench.line(large_clip.name)["route"] == "presigned"


async def test_window_case_50_a_link_that_runs_out_twice_is_told(faults, open_window, clip):
    faults.service.order("PUT", STORAGE, answer(403, EXPIRED), times=2)
    async with open_window(PRESIGNED) as seen:
        await seen.drop(clip)
        text = await seen.ended()
    assert "The upload link ran out" in text
    assert "Nothing was submitted." in text
    assert "X-Amz" not in text


async def test_window_case_52_a_slow_storage_shows_its_tries_and_then_the_track(faults, open_window, clip):
    faults.service.order("PUT", STORAGE, answer(503, "<Error><Code>SlowDown</Code></Error>"), times=2)
    async with open_window(PRESIGNED) as seen:
        await seen.drop(clip)
        assert "Golden Hour" in await seen.ended()
    assert len(seen.retries) == 2


async def test_window_case_56_a_file_that_vanishes_on_its_way_is_told_with_its_name(faults, open_window, large_clip):
    path = faults.folder / "EP104_lock.mov"
    path.write_bytes(large_clip.read_bytes())
    os.utime(path, (1, 1))

    def vanish(exchange):
        exchange.read_body(300_000)
        path.unlink(missing_ok=True)
        exchange.read_body()

    faults.service.order("POST", SUBMIT, vanish)
    async with open_window(WHOLE) as seen:
        await seen.drop(path)
        text = await seen.ended()
    assert "EP104_lock.mov" in text
    assert "The file is not there any more" in text
    assert not faults.service.contract.jobs


async def test_window_case_61_cancel_by_its_action_stops_a_stalled_upload_at_once(faults, open_window, large_clip):
    faults.service.order("POST", SUBMIT, stall_after(100_000))
    async with open_window(WHOLE) as seen:
        await seen.drop(large_clip)
        await seen.until(lambda: faults.service.sent("POST", SUBMIT))
        seen.window.queue_page.view.selectAll()
        began_s = time.monotonic()
        seen.window.menus.actions["cancel"].trigger()
        text = await seen.ended()
        assert time.monotonic() - began_s < 5.0  # far below the deadline of a stalled upload; the machine may be busy
    assert "You stopped it; the file is untouched." in text


async def test_window_case_62_a_window_closed_at_work_shows_the_answer_at_its_next_start(faults, open_window, clip):
    faults.service.contract.n_polls_before_completed = 10**6
    home = faults.home()
    async with open_window(home=home) as seen:
        await seen.drop(clip)
        await seen.until(lambda: faults.service.sent("GET", POLL))
    faults.service.contract.n_polls_before_completed = 0
    async with open_window(home=home) as seen:
        await seen.bench.queue.resume()
        assert "Golden Hour" in await seen.ended()
    assert len(faults.service.sent("POST")) == 1
    faults.service.contract.n_polls_before_completed = 10**6
    home = faults.home()
    other = rest_copy(clip, faults.folder / "other.mp4")
    async with open_window(home=home) as seen:
        await seen.drop(other)
        n_before = len(faults.service.sent("GET", POLL))
        await seen.until(lambda: len(faults.service.sent("GET", POLL)) > n_before)
    faults.service.contract.jobs.clear()
    async with open_window(home=home) as seen:
        await seen.bench.queue.resume()
        text = await seen.ended()
    assert "The answer has expired" in text
    assert "Results are kept about a day. Submit the clip again." in text


async def test_a_window_whose_queue_was_paused_says_so_at_its_next_start_and_goes_on_when_told(
    faults, open_window, clip
):
    faults.service.contract.n_polls_before_completed = 10**6
    home = faults.home()
    async with open_window(home=home) as seen:
        await seen.drop(clip)
        await seen.until(lambda: faults.service.sent("GET", POLL))
        seen.window.menus.actions["pause_all"].trigger()
        await seen.until(lambda: seen.window.banner.isVisible() and not seen.bench.queue.dispatcher._entries.n_at_work)
    faults.service.contract.n_polls_before_completed = 0
    async with open_window(home=home) as seen:
        await seen.bench.queue.resume()
        await seen.until(lambda: seen.window.banner.isVisible() and seen.window.model.rowCount() == 1)
        assert seen.window.banner.text.startswith("Paused by you. 1 clip waiting.")
        assert seen.outcomes == []
        (go_on,) = seen.window.banner.buttons
        go_on.click()
        assert "Golden Hour" in await seen.ended()
        assert not seen.window.banner.isVisible()


def rest_copy(source, target):
    target.write_bytes(source.read_bytes())
    return rest(target)
