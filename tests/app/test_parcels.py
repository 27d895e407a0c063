"""What is handed over into a bucket: made one after the other, put there, and nothing left behind."""

import asyncio
import json
import threading
from datetime import UTC, datetime

import pytest
from support.clips import make_clip
from support.ranged_files import RangedBucket

from slipgui.app.hand_over import Parcel, hand_over_all, with_free_names
from slipgui.app.history import HistoryRow
from slipgui.app.parcels import ResultKind, result_parcels
from slipgui.app.paths import find_home
from slipgui.app.wiring import open_buckets
from slipgui.core.clip import ClipId
from slipgui.media.probe import probe


@pytest.fixture
def bucket(monkeypatch):
    with RangedBucket() as running:
        monkeypatch.delenv("AWS_PROFILE", raising=False)
        for name, value in running.environ().items():
            monkeypatch.setenv(name, value)
        yield running


def row(path):
    line = {"clip": str(path), "outcome": "not_identified", "track": None, "service": "local", "job_id": None}
    line |= {"id": path.name, "finished_at": "2026-11-22T00:00:00+00:00"}
    return HistoryRow(ClipId(path.name), path, datetime(2026, 11, 22, tzinfo=UTC), "not_found", line)


async def test_tables_and_sound_arrive_and_a_clip_that_is_gone_is_told(bucket, tmp_path):
    (tmp_path / "b").mkdir()
    clips = [make_clip(tmp_path / "a.mov", 2.0), make_clip(tmp_path / "b" / "a.mov", 3.0), tmp_path / "gone.mov"]
    parcels = result_parcels([row(clip) for clip in clips], list(ResultKind))
    told = []
    buckets = open_buckets(find_home(tmp_path / "home"), {})
    done = await hand_over_all(parcels, "s3://rushes/out/", buckets, tmp_path / "work", lambda *news: told.append(news))
    assert {one.address.rpartition("/")[2]: one.error and one.error.code for one in done} == {
        "results.csv": None,
        "results.json": None,
        "a.mp4": None,
        "a (2).mp4": None,
        "gone.mp4": "clip_unreadable",
    }
    assert [line["clip"] for line in json.loads(bucket.files["/rushes/out/results.json"])] == [
        str(one) for one in clips
    ]
    for name, length_s in (("a.mp4", 2.0), ("a (2).mp4", 3.0)):
        file = tmp_path / "fetched.mp4"
        file.write_bytes(bucket.files[f"/rushes/out/{name}"])
        assert probe(file).duration_s == pytest.approx(length_s, abs=0.1)
    assert [place for place, _ in told] == sorted(place for place, _ in told)
    assert (3, 1.0) in told
    assert list((tmp_path / "work").iterdir()) == []


async def test_a_stop_ends_what_is_being_made_and_leaves_nothing_here(bucket, tmp_path):
    began, tried = asyncio.Event(), asyncio.Event()
    loop, pause = asyncio.get_running_loop(), threading.Event()

    def make(file, is_cancelled):
        file.write_bytes(b"half")
        loop.call_soon_threadsafe(began.set)
        while not is_cancelled():
            pause.wait(0.01)
        loop.call_soon_threadsafe(tried.set)

    buckets = open_buckets(find_home(tmp_path / "home"), {})
    parcels = [Parcel("first.txt", lambda file, _: file.write_bytes(b"1")), Parcel("second.txt", make)]
    task = asyncio.create_task(hand_over_all(parcels, "s3://rushes/out/", buckets, tmp_path / "work", lambda *_: None))
    async with asyncio.timeout(60):
        await began.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await tried.wait()
    assert set(bucket.files) == {"/rushes/out/first.txt"}
    assert list((tmp_path / "work").iterdir()) == []


def test_names_are_told_apart_also_where_capitals_do_not_count():
    parcels = [Parcel(name, lambda file, _: None) for name in ("a.csv", "A.csv", "a.csv", "b")]
    assert [one.name for one in with_free_names(parcels)] == ["a.csv", "A (2).csv", "a (3).csv", "b"]
