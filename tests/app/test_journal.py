import os
import sqlite3
import subprocess
import sys
import textwrap
from contextlib import asynccontextmanager, closing
from dataclasses import replace
from pathlib import Path

import pytest
from support.harness import open_journal

from slipgui.app import journal_schema
from slipgui.app.history import HistoryQuery
from slipgui.app.history_words import HistoryKind
from slipgui.app.journal import Checkpoint, Journal, PendingClip, ServiceLimits
from slipgui.app.journal_file import JournalFile
from slipgui.app.program_run import ProgramRun
from slipgui.core.clip import Clip, ClipId
from slipgui.core.errors import JournalError, JournalFullError
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
    return [PendingClip(Clip(ClipId(name), Path(f"/clips/{name}")), 10 * i) for i, name in enumerate(names)]


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


async def test_a_queue_that_rested_rests_in_the_next_run_and_in_no_other_program(make_journal):
    async with make_journal() as first:
        await first.add(clips("a"))
        await first.set_queue_paused(True)
        await first.set_queue_paused(True)
        async with make_journal() as beside:
            assert not await beside.adopt_pause()  # the first still runs
            await beside.add(clips("b"))
            assert [(item.clip.id, item.is_paused) for item in await beside.pending()] == [("a", True), ("b", False)]
    async with make_journal() as second:
        assert await second.adopt_pause()
        assert await second.adopt_pause()
    async with make_journal() as third:
        assert await third.adopt_pause()
        await third.set_queue_paused(False)
    async with make_journal() as last:
        assert not await last.adopt_pause()


async def test_clips_of_a_killed_program_are_taken_over(make_journal, tmp_path):
    code = textwrap.dedent(f"""
        import asyncio, os, signal
        from pathlib import Path
        from slipgui.app.journal import PendingClip
        from slipgui.core.clip import Clip, ClipId
        from support.harness import open_journal
        async def main():
            async with open_journal(Path({str(tmp_path)!r})) as (journal, _):
                await journal.add([PendingClip(Clip(ClipId("x"), Path("/x.mov")), 5)])
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


@pytest.mark.parametrize("content", [b"this is no database, however long it is" * 50, "newer", "half"])
async def test_a_damaged_or_newer_journal_is_set_aside_and_the_program_starts(make_journal, tmp_path, content):
    file = tmp_path / "journal.sqlite3"
    if content == "half":
        script = (Path(__file__).parent / "journals" / "schema-2.sql").read_text()
        with closing(sqlite3.connect(file)) as connection:
            connection.executescript(script.replace('{"clip"', '{"clip'))
    elif content == "newer":
        with sqlite3.connect(file) as connection:
            connection.execute("PRAGMA user_version = 99")
        connection.close()
    else:
        file.write_bytes(content)
    async with JournalFile(file) as journal_file:
        assert journal_file.set_aside is not None
        assert journal_file.set_aside.exists()
        assert journal_file.is_newer_aside == (content == "newer")
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
        await journal.add([PendingClip(Clip(ClipId("a"), path), 1)])
        await journal.finish(ClipId("a"), {"clip": str(path), "outcome": "failed"}, None)
        (row,) = (await history.page(HistoryQuery("夜"), 0, 1)).rows
        assert (row.line["clip"], row.path) == (str(path), path)
        await journal.save(ClipId("a"), Checkpoint())
        assert (await journal.pending())[0].clip.path == path


async def test_two_thousand_clips_are_added_in_one_commit(make_journal):
    async with make_journal() as journal:
        await journal.add(clips(*(f"{i}.mov" for i in range(2000))))
        assert [item.clip.id for item in await journal.pending()] == [f"{i}.mov" for i in range(2000)]


async def test_opening_and_adding_cost_no_more_where_the_history_is_long(tmp_path):
    n_steps = 0

    def count():
        nonlocal n_steps
        n_steps += 1

    async def cost_of(n_clips):
        nonlocal n_steps
        home = tmp_path / str(n_clips)
        async with open_journal(home) as (journal, _):
            await journal.add(clips(*(f"{i}.mov" for i in range(n_clips))))
            n_steps = 0
            await journal._file.run(lambda: journal._file._db().set_progress_handler(count, 1))
            await journal.add(clips("last"))
        with closing(sqlite3.connect(home / "journal.sqlite3", isolation_level=None)) as connection:
            connection.set_progress_handler(count, 1)
            journal_schema.ensure_schema(connection)
        return n_steps

    assert await cost_of(2000) < 2 * await cost_of(10)


async def test_the_order_is_the_users_and_adding_does_not_break_it(make_journal):
    async with make_journal() as journal:
        await journal.add(clips("a", "b", "c", "d"))
        await journal.reorder([ClipId("d"), ClipId("b"), ClipId("gone"), ClipId("a")])
        await journal.add(clips("e"))
    async with make_journal() as journal:
        assert [item.clip.id for item in await journal.pending()] == ["d", "b", "c", "a", "e"]


async def test_paused_clips_stay_paused_and_removed_ones_come_back_to_their_place(make_journal):
    async with make_journal() as journal:
        await journal.add(clips("a", "b", "c"))
        await journal.set_paused([ClipId("b")], True)
        await journal.set_removed([ClipId("a")], True)
        assert [(item.clip.id, item.is_paused) for item in await journal.pending()] == [("b", True), ("c", False)]
        await journal.set_removed([ClipId("a")], False)
        await journal.set_paused([ClipId("b")], False)
        assert [(item.clip.id, item.is_paused) for item in await journal.pending()] == [
            ("a", False),
            ("b", False),
            ("c", False),
        ]


async def test_an_answer_stays_in_the_history_when_its_clip_is_tried_again(tmp_path):
    line = {"clip": "/clips/a", "outcome": "not_identified", "track": None}
    async with open_journal(tmp_path) as (journal, history):
        await journal.add(clips("a"))
        await journal.finish(ClipId("a"), line, "first")
        await journal.save(ClipId("a"), Checkpoint())
        assert [item.clip.id for item in await journal.pending()] == ["a"]
        await journal.finish(ClipId("a"), line | {"outcome": "failed"}, None)
        rows = (await history.page(HistoryQuery(), 0, 9)).rows
        assert [row.kind for row in rows] == ["failed", "not_found"]
        assert rows[0].id == "a"


async def test_what_was_removed_or_deleted_is_gone_after_the_next_start(tmp_path):
    async with open_journal(tmp_path) as (journal, history):
        await journal.add(clips("waiting", "deleted", "kept"))
        for name in ("deleted", "kept"):
            await journal.finish(ClipId(name), {"clip": name, "outcome": "cancelled"}, None)
        await journal.set_removed([ClipId("waiting"), ClipId("kept")], True)
        await history.delete([ClipId("deleted")])
        await history.purge()
        await journal.set_removed([ClipId("waiting")], False)
        await history.restore([ClipId("deleted")])
        assert await journal.pending() == []
        assert [row.id for row in (await history.page(HistoryQuery(), 0, 9)).rows] == ["kept"]


DUMPS = {
    "schema-1a": 0.0,
    "schema-1b": 0.25,
    "schema-2": 0.25,
    "schema-3": 0.25,
    "schema-4": 0.25,
    "schema-5": 0.25,
    "schema-6": 0.25,
    "schema-7": 0.25,
    "schema-8": 0.25,
}
"""Journals of all earlier versions, with the offset of the sound of a clip in them."""


def test_journals_of_all_earlier_versions_are_tried():
    assert {int(dump[7]) for dump in DUMPS} == set(range(1, journal_schema.SCHEMA_VERSION))


def tables(connection):
    """Name, type and rules of every column, by table."""
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    return {name: {row[1:] for row in connection.execute(f"PRAGMA table_info({name})")} for name in names}


@pytest.mark.parametrize("dump", DUMPS)
def test_a_journal_of_an_earlier_version_becomes_what_a_new_one_is(dump):
    script = (Path(__file__).parent / "journals" / f"{dump}.sql").read_text()
    with closing(sqlite3.connect(":memory:")) as old, closing(sqlite3.connect(":memory:")) as new:
        old.executescript(script)
        for connection in (old, new):
            connection.isolation_level = None
            journal_schema.ensure_schema(connection)
        assert tables(old) == tables(new)
        indexes = "SELECT name FROM sqlite_schema WHERE type = 'index' ORDER BY name"
        assert old.execute(indexes).fetchall() == new.execute(indexes).fetchall()


@pytest.mark.parametrize(("dump", "offset_s"), DUMPS.items())
async def test_a_journal_of_an_earlier_version_is_taken_over_whole(tmp_path, dump, offset_s):
    script = (Path(__file__).parent / "journals" / f"{dump}.sql").read_text()
    with closing(sqlite3.connect(tmp_path / "journal.sqlite3")) as connection:
        connection.executescript(script)
    reached = Checkpoint(
        Stage.POLLING, "https://api", Route.PRESIGNED, Payload.SOUND, 7, "video-recognition/k", "job-1", offset_s
    )
    reached = replace(reached, profile="audioverify")  # there was one account
    async with open_journal(tmp_path) as (journal, history):
        assert [(item.clip.id, item.checkpoint) for item in await journal.adopt_pending()] == [
            ("waiting", Checkpoint()),
            ("polling", reached),
        ]
        (row,) = (await history.page(HistoryQuery("okafor qz-tw4 found.mov", HistoryKind.EXTERNAL), 0, 9)).rows
        assert row.line["track"]["title"] == "Harbour Lights"
        assert await journal.limits("https://api") == ServiceLimits(is_sound_refused=True, form_limit_bytes=5_000_000)
        assert await journal.ended(9) == []  # they left the window long ago
    async with JournalFile(tmp_path / "journal.sqlite3") as file:
        assert file.set_aside is None


async def test_a_migration_that_fails_half_way_leaves_the_old_journal(tmp_path, monkeypatch):
    script = (Path(__file__).parent / "journals" / "schema-2.sql").read_text()
    with closing(sqlite3.connect(tmp_path / "journal.sqlite3")) as connection:
        connection.executescript(script)
        before = list(connection.iterdump())
    monkeypatch.setattr(journal_schema, "search_text", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        await JournalFile(tmp_path / "journal.sqlite3").__aenter__()
    with closing(sqlite3.connect(tmp_path / "journal.sqlite3")) as connection:
        assert list(connection.iterdump()) == before


async def set_room(file, n_pages):
    await file.run(lambda: file.query(f"PRAGMA max_page_count = {n_pages}"))


async def test_a_full_disk_is_told_nothing_is_half_written_and_it_goes_on_when_there_is_room(tmp_path):
    file = JournalFile(tmp_path / "journal.sqlite3")
    with ProgramRun(tmp_path / "runs") as run:
        async with file:
            journal = Journal(file, run)
            await journal.add(clips("a"))
            await set_room(file, 1)  # as many pages as there are, and no more
            many = clips(*(f"{i}.mov" for i in range(2000)))
            with pytest.raises(JournalFullError):
                await journal.add(many)
            assert [item.clip.id for item in await journal.pending()] == ["a"]
            await set_room(file, 1 << 30)
            await journal.add(many)
            assert len(await journal.pending()) == 2001


@pytest.mark.skipif(sys.platform != "linux", reason="needs a limit for the size of files")
def test_a_quota_counts_as_a_full_disk(tmp_path):
    code = textwrap.dedent(f"""
        import asyncio, resource
        from pathlib import Path
        from slipgui.app.journal import PendingClip
        from slipgui.core.clip import Clip, ClipId
        from slipgui.core.errors import JournalFullError
        from support.harness import open_journal

        def clips(n_batch):
            return [PendingClip(Clip(ClipId(f"{{n_batch}} {{i}}"), Path("/a.mov")), 1) for i in range(1000)]

        async def main():
            async with open_journal(Path({str(tmp_path)!r})) as (journal, _):
                resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, resource.RLIM_INFINITY))
                n_batches = 0
                try:
                    while True:
                        await journal.add(clips(n_batches))
                        n_batches += 1
                except JournalFullError:
                    assert len(await journal.pending()) == n_batches * 1000
                resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
                await journal.add(clips(n_batches))
                assert len(await journal.pending()) == (n_batches + 1) * 1000
                print("well", n_batches)

        asyncio.run(main())
    """)
    environ = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code], check=False, env=environ, capture_output=True, text=True)
    assert done.stdout.startswith("well"), done.stderr
