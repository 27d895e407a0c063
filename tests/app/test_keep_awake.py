"""The computer stays awake while there is work, and not longer; whatever ends the program."""

import asyncio
import os
import signal
import subprocess
import sys

import pytest

from slipgui.app.keep_awake import AWAKE_AFTER_S, KeepAwake, keeping_command

posix = pytest.mark.skipif(os.name != "posix", reason="the child process is for Linux and macOS")


def stands_in(file):
    """A program that says that it runs, until its standard input is closed."""
    code = "import os, sys; open(sys.argv[1], 'w').write(str(os.getpid())); sys.stdin.read(); os.remove(sys.argv[1])"
    return [sys.executable, "-c", code, str(file)]


async def until(is_so):
    async with asyncio.timeout(20):
        while not is_so():
            await asyncio.sleep(0.01)


class Sleeper:
    def __init__(self):
        self.asked_s = []
        self.over = asyncio.Event()

    async def __call__(self, delay_s):
        self.asked_s.append(delay_s)
        await self.over.wait()


@posix
async def test_long_work_keeps_awake_until_it_is_done_and_again_with_the_next(tmp_path):
    file, sleep = tmp_path / "awake", Sleeper()
    keeper = KeepAwake(stands_in(file), sleep=sleep)
    keeper.note(True)
    keeper.note(True)
    await until(lambda: sleep.asked_s)
    assert not file.exists()
    sleep.over.set()
    await until(file.exists)
    keeper.note(False)
    await until(lambda: not file.exists())
    keeper.note(True)
    await until(file.exists)
    await keeper.close()
    assert not file.exists()
    assert sleep.asked_s == [AWAKE_AFTER_S] * 2


@posix
async def test_the_wish_can_change_while_there_is_work(tmp_path):
    file, sleep = tmp_path / "awake", Sleeper()
    sleep.over.set()
    keeper = KeepAwake(stands_in(file), sleep=sleep)
    keeper.want(False)
    keeper.note(True)
    assert not sleep.asked_s
    keeper.want(True)
    await until(file.exists)
    keeper.want(False)
    await until(lambda: not file.exists())
    await keeper.close()


async def test_short_work_starts_nothing(tmp_path):
    file, sleep = tmp_path / "awake", Sleeper()
    keeper = KeepAwake(stands_in(file), sleep=sleep)
    keeper.note(True)
    await until(lambda: sleep.asked_s)
    keeper.note(False)
    sleep.over.set()
    await keeper.close()
    assert not file.exists()


async def test_a_missing_program_is_no_failure(caplog):
    sleep = Sleeper()
    sleep.over.set()
    keeper = KeepAwake(["/no/such/program"], sleep=sleep)
    caplog.set_level("INFO")
    keeper.note(True)
    await until(lambda: "may sleep" in caplog.text)
    await keeper.close()


@posix
def test_a_killed_program_keeps_nobody_awake(tmp_path):
    file = tmp_path / "awake"
    code = (
        "import asyncio, sys\n"
        "from slipgui.app.keep_awake import KeepAwake\n"
        "async def main():\n"
        "    async def soon(_): pass\n"
        "    KeepAwake(sys.argv[1:], sleep=soon).note(True)\n"
        "    await asyncio.sleep(60)\n"
        "asyncio.run(main())\n"
    )
    program = subprocess.Popen([sys.executable, "-c", code, *stands_in(file)])
    asyncio.run(until(file.exists))
    program.send_signal(signal.SIGKILL)
    program.wait()
    asyncio.run(until(lambda: not file.exists()))


def test_each_platform_has_its_program():
    assert keeping_command("darwin")[0] == "caffeinate"
    assert (keeping_command("linux") or ["systemd-inhibit"])[0] == "systemd-inhibit"
    assert keeping_command("win32") is None
