"""The history: found again, put right, deleted, proven, handed on."""

import csv
import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from support.harness import open_journal

from slipgui.app.evidence import encode_evidence
from slipgui.app.history import HistoryQuery
from slipgui.app.history_table import COLUMNS, encode_csv
from slipgui.app.history_words import HistoryKind
from slipgui.app.journal import Checkpoint, PendingClip
from slipgui.core.clip import Clip, ClipId


def track(title, *, artist=None, internal=True, isrc=None, label=None):
    return {
        "id": None, "title": title, "artist": artist, "internal": internal, "isrc": isrc, "score": 91.5, "external_label": label,
    }  # fmt: skip


def line(clip, outcome, found=None):
    return {
        "clip": clip, "outcome": outcome, "service": "audioverify", "track": found, "match": None, "route": "form", "sent": "sound",
        "sent_bytes": 5, "source_bytes": 13, "job_id": "job-1", "elapsed_s": 1.5, "error": None,
    }  # fmt: skip


LINES = {
    "harbour": line(
        "/media/ep1/Straße 7.mov", "identified", track("Harbour Lights", artist="Mira Okafor", isrc="QZTW42100417")
    ),
    "outside": line("/media/夜景.mov", "identified", track("=SUM(A1)", internal=False, label="Tidewater")),
    "nothing": line("/media/talk.mov", "not_identified"),
    "broken": line("/media/broken.mov", "failed"),
}


@pytest.fixture
async def history(tmp_path):
    async with open_journal(tmp_path) as (journal, found):
        await journal.add([PendingClip(Clip(ClipId(name), Path(text["clip"])), 13) for name, text in LINES.items()])
        for name, text in LINES.items():
            await journal.save(ClipId(name), Checkpoint(service="https://api", content_hash="sha256:ab"))
            await journal.finish(ClipId(name), text, '{"status": "completed"}')
        yield found


async def ids(history, text="", kind=HistoryKind.ALL, **more):
    page = await history.page(HistoryQuery(text, kind, **more), 0, 99)
    assert page.n_rows == len(page.rows)
    return [row.id for row in page.rows]


async def test_answers_of_one_service_and_those_that_nobody_confirmed_are_found_alone(history):
    assert await ids(history, service="audioverify") == await ids(history)
    assert await ids(history, service="local") == []
    assert sorted(await ids(history, is_unconfirmed=True)) == ["harbour", "nothing", "outside"]
    await history.confirm(ClipId("harbour"), "mira")
    await history.correct(ClipId("nothing"), {"title": "Own"})
    assert await ids(history, is_unconfirmed=True) == ["outside"]
    assert await ids(history, "tidewater", service="audioverify", is_unconfirmed=True) == ["outside"]
    await history.confirm(ClipId("harbour"), None)
    assert sorted(await ids(history, is_unconfirmed=True)) == ["harbour", "outside"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["broken", "nothing", "outside", "harbour"]),
        ("LIGHTS okafor", ["harbour"]),
        ("strasse", ["harbour"]),
        ("qz-tw4-21", ["harbour"]),
        ("qztw421", ["harbour"]),
        ("夜", ["outside"]),
        ("tidewater", ["outside"]),
        ("okafor tidewater", []),
        ("media", []),
        ("%", []),
        ("\ud800", []),
    ],
)
async def test_all_words_are_looked_for_in_title_artist_isrc_label_and_file_name(history, text, expected):
    assert await ids(history, text) == expected


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (HistoryKind.IDENTIFIED, ["outside", "harbour"]),
        (HistoryKind.EXTERNAL, ["outside"]),
        (HistoryKind.NOT_FOUND, ["nothing"]),
        (HistoryKind.FAILED, ["broken"]),
        (HistoryKind.CORRECTED, []),
    ],
)
async def test_kinds(history, kind, expected):
    assert await ids(history, kind=kind) == expected


async def test_times(history):
    now = datetime.now(UTC)
    assert len(await ids(history, since=now - timedelta(minutes=1), until=now + timedelta(minutes=1))) == 4
    assert await ids(history, until=now - timedelta(minutes=1)) == []
    assert await ids(history, since=now + timedelta(minutes=1)) == []


async def test_pages_follow_each_other_and_hear_of_what_was_written_meanwhile(history):
    query = HistoryQuery()
    first, second = await history.page(query, 0, 3), await history.page(query, 3, 3)
    assert [row.id for row in (*first.rows, *second.rows)] == ["broken", "nothing", "outside", "harbour"]
    assert (first.n_rows, second.n_rows) == (4, 4)
    await history.delete([ClipId("broken")])
    assert (await history.page(query, 0, 3)).n_rows == 3


async def test_a_correction_stands_beside_what_the_service_said(history):
    await history.correct(ClipId("harbour"), {"title": "Harbour Lights (60s)", "label": "Own"})
    await history.correct(ClipId("harbour"), {"artist": None})
    (row,) = (await history.page(HistoryQuery("60s", HistoryKind.CORRECTED), 0, 9)).rows
    assert row.line["track"] == LINES["harbour"]["track"]
    by_hand = row.line["corrected_track"]
    assert (by_hand["title"], by_hand["external_label"], by_hand["artist"]) == ("Harbour Lights (60s)", "Own", None)
    assert await ids(history, "okafor") == ["harbour"]  # the service's words are still found
    await history.correct(ClipId("harbour"), {})
    assert await ids(history, kind=HistoryKind.CORRECTED) == await ids(history, "60s") == []


async def test_a_track_that_nobody_found_is_named_by_hand(history):
    await history.correct(ClipId("nothing"), {"title": "Own song"})
    assert await ids(history, "own song", HistoryKind.IDENTIFIED) == ["nothing"]
    assert await ids(history, kind=HistoryKind.NOT_FOUND) == []


async def test_only_the_words_of_a_track_can_be_corrected(history):
    with pytest.raises(ValueError, match="score"):
        await history.correct(ClipId("harbour"), {"score": "100"})


async def test_deleting_is_undone(history):
    await history.delete([ClipId("harbour"), ClipId("broken")])
    assert await ids(history) == ["nothing", "outside"]
    assert await history.evidence(ClipId("harbour")) is None
    await history.restore([ClipId("harbour")])
    assert await ids(history) == ["nothing", "outside", "harbour"]


async def test_the_evidence_tells_everything_that_is_kept(history):
    await history.confirm(ClipId("harbour"), "Ada")
    document = encode_evidence(await history.evidence(ClipId("harbour")))
    assert document["file_hash"] == {"method": "sha256", "value": "ab"}
    expected = {
        "clip": "/media/ep1/Straße 7.mov", "source_bytes": 13, "sound_hash": None, "service": "audioverify", "job_id": "job-1",
        "service_address": "https://api", "outcome": "identified", "score": 91.5, "track": LINES["harbour"]["track"], "confirmed_by": "Ada",
        "answer": {"status": "completed"}, "possibly_submitted_twice": False, "answered_from_history": None, "error": None,
    }  # fmt: skip
    assert document.items() >= expected.items()
    assert json.loads(json.dumps(document)) == document


async def test_the_table_opens_in_spreadsheets_and_computes_nothing(history):
    await history.correct(ClipId("nothing"), {"title": "@home"})
    table = encode_csv((await history.page(HistoryQuery(), 0, 9)).rows)
    assert table.startswith(b"\xef\xbb\xbf")
    assert table.count(b"\r\n") == 5
    rows = list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"), newline="")))
    assert tuple(rows[0]) == COLUMNS
    by_clip = {row["clip"]: row for row in rows}
    assert by_clip["/media/夜景.mov"]["title"] == "'=SUM(A1)"
    assert by_clip["/media/talk.mov"]["title"] == "'@home"
    assert (by_clip["/media/talk.mov"]["corrected"], by_clip["/media/talk.mov"]["recognised_title"]) == ("yes", "")
    harbour = by_clip["/media/ep1/Straße 7.mov"]
    assert (harbour["origin"], harbour["score"], harbour["isrc"]) == ("internal", "91.5", "QZTW42100417")
