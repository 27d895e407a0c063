import os
import sqlite3
import subprocess
import sys
import textwrap
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from support.harness import open_journal

from slipgui.app.history import HistoryQuery
from slipgui.app.journal import Checkpoint, ServiceLimits
from slipgui.app.journal_file import JournalFile
from slipgui.core.clip import Clip, ClipId
from slipgui.core.errors import JournalError
from slipgui.core.flow import Stage
from slipgui.core.upload_plan import Payload, Route


@pytest.fixture
def make_journal(tmp_path):
    @asynccontextmanager
    async def make():
        async with open_journal(tmp_path) as (journal, _):
            yield journal

    return make


def clips(*names):
    return [(Clip(ClipId(name), Path(f"/clips/{name}")), 10 * i) for i, name in enumerate(names)]


async def test_what_did_not_end_is_taken_over_in_order_by_the_next_run(make_journal):
    reached = Checkpoint(Stage.POLLING, "local", Route.PRESIGNED, Payload.SOUND, 7, "video-recognition/k", "job-1")
    async with make_journal() as journal:
        await journal.add(clips("c", "a", "b"))
        await journal.save(ClipId("a"), reached)
        await journal.finish(ClipId("b"), {"clip": "/clips/b", "outcome": "not_identified"}, None)
    async with make_journal() as journal:
        taken = await journal.adopt_pending()
    assert [(item.clip.id, item.source_bytes) for item in taken] == [("c", 0), ("a", 10)]
    assert taken[1].checkpoint == reached


async def test_a_program_that_still_runs_keeps_its_clips(make_journal):
    async with make_journal() as first, make_journal() as second:
        await first.add(clips("a"))
        assert await second.adopt_pending() == []
        assert [item.clip.id for item in await second.pending()] == ["a"]


async def test_clips_of_a_killed_program_are_taken_over(make_journal, tmp_path):
    code = textwrap.dedent(f"""
        import asyncio, os, signal
        from pathlib import Path
        from slipgui.core.clip import Clip, ClipId
        from support.harness import open_journal
        async def main():
            async with open_journal(Path({str(tmp_path)!r})) as (journal, _):
                await journal.add([(Clip(ClipId("x"), Path("/x.mov")), 5)])
                os.kill(os.getpid(), signal.SIGKILL)
        asyncio.run(main())
    """)
    assert (
        subprocess.run(
            [sys.executable, "-c", code], check=False, env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
        ).returncode
        == -9
    )
    async with make_journal() as journal:
        assert [item.clip.id for item in await journal.adopt_pending()] == ["x"]
        assert await journal.adopt_pending() == []  # they are ours now


async def test_a_clip_tried_again_is_pending_again(make_journal):
    async with make_journal() as journal:
        await journal.add(clips("a"))
        await journal.finish(ClipId("a"), {"clip": "a", "outcome": "failed"}, None)
        await journal.save(ClipId("a"), Checkpoint())
        assert len(await journal.pending()) == 1


async def test_what_a_service_refuses_is_remembered_for_that_service(make_journal):
    async with make_journal() as journal:
        await journal.save_limits("https://a", ServiceLimits(is_sound_refused=True, form_limit_bytes=5))
    async with make_journal() as journal:
        assert await journal.limits("https://a") == ServiceLimits(is_sound_refused=True, form_limit_bytes=5)
        assert await journal.limits("https://b") == ServiceLimits()


@pytest.mark.parametrize("content", [b"this is no database, however long it is" * 50, None])
async def test_a_damaged_or_newer_journal_is_set_aside_and_the_program_starts(make_journal, tmp_path, content):
    file = tmp_path / "journal.sqlite3"
    if content is None:
        with sqlite3.connect(file) as connection:
            connection.execute("PRAGMA user_version = 99")
        connection.close()
    else:
        file.write_bytes(content)
    async with JournalFile(file) as journal_file:
        assert journal_file.set_aside is not None
        assert journal_file.set_aside.exists()
    async with make_journal() as journal:
        await journal.add(clips("a"))


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="needs a file that may not be opened")
async def test_a_journal_that_cannot_be_opened_is_an_error_and_stays_untouched(make_journal, tmp_path):
    (tmp_path / "journal.sqlite3").mkdir()
    with pytest.raises(JournalError):
        async with make_journal():
            pass
    assert (tmp_path / "journal.sqlite3").is_dir()


async def test_file_names_of_any_bytes_come_back_as_they_were(tmp_path):
    path = Path(os.fsdecode(b"/clips/caf\xe9 \xe5\xa4\x9c.mov"))
    async with open_journal(tmp_path) as (journal, history):
        await journal.add([(Clip(ClipId("a"), path), 1)])
        await journal.finish(ClipId("a"), {"clip": str(path), "outcome": "failed"}, None)
        (row,) = (await history.page(HistoryQuery("夜"), 0, 1)).rows
        assert (row.line["clip"], row.path) == (str(path), path)
        await journal.save(ClipId("a"), Checkpoint())
        assert (await journal.pending())[0].clip.path == path


async def test_two_thousand_clips_are_added_in_one_commit(make_journal):
    async with make_journal() as journal:
        await journal.add(clips(*(f"{i}.mov" for i in range(2000))))
        assert [item.clip.id for item in await journal.pending()] == [f"{i}.mov" for i in range(2000)]
