"""How long a page of a history of 100,000 recognitions takes, in the journal's thread: one JSON line."""

import asyncio
import json
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from support.harness import open_journal

from slipgui.app.history import History, HistoryQuery
from slipgui.app.history_words import HistoryKind, history_kind, search_text
from slipgui.app.journal import PendingClip
from slipgui.app.journal_file import JournalFile
from slipgui.core.clip import Clip, ClipId

N_ROWS = 100_000
N_ROUNDS = 9
PAGE_ROWS = 200


def make_line(number: int, dice: random.Random) -> dict[str, object]:
    track = {
        "id": f"{number:032x}", "title": f"Track {dice.randrange(20_000)} {dice.choice(['Harbour', 'Night', 'Coast'])}",
        "artist": f"Artist {dice.randrange(3_000)}", "internal": number % 3 == 0, "isrc": f"QZTW4{number:07}", "score": 90.0,
        "external_label": f"Label {number % 200}",
    }  # fmt: skip
    return {
        "clip": f"/media/series/EP{number % 400:03}_v{number % 9}_LOCK_422HQ.mov", "outcome": "identified", "service": "audioverify",
        "track": track, "match": None, "route": "form", "sent": "sound", "sent_bytes": 1, "source_bytes": 1, "job_id": f"{number:036}",
        "elapsed_s": 1.0, "error": None,
    }  # fmt: skip


async def fill(home: Path) -> None:
    """Write the rows as the queue writes them, but many in one commit."""
    dice = random.Random(1)
    async with open_journal(home) as (journal, _):
        ids = [ClipId(f"{number:032x}") for number in range(N_ROWS)]
        lines = [make_line(number, dice) for number in range(N_ROWS)]
        await journal.add(
            [PendingClip(Clip(i, Path(str(line["clip"]))), 1) for i, line in zip(ids, lines, strict=True)]
        )
    moment = "2026-{:02}-{:02}T12:00:00.{:06}+00:00"
    rows = [
        (moment.format(n // 9000 + 1, n // 400 % 28 + 1, n), json.dumps(line), history_kind(line), search_text(line), i)
        for n, (i, line) in enumerate(zip(ids, lines, strict=True))
    ]
    async with JournalFile(home / "journal.sqlite3") as file:
        await file.write(
            "UPDATE recognitions SET stage = 'finished', finished_at = ?, line = ?, kind = ?, search_text = ? WHERE id = ?",
            rows,
        )


async def measure(home: Path) -> dict[str, float]:
    """Milliseconds of CPU, medians: the first page of a new search, and the page after it."""
    told: dict[str, float] = {}
    async with JournalFile(home / "journal.sqlite3") as file:
        for name, query in {
            "all": HistoryQuery(),
            "external": HistoryQuery(kind=HistoryKind.EXTERNAL),
            "rare word": HistoryQuery("QZTW40012345"),
            "frequent word": HistoryQuery("lock"),
            "two words": HistoryQuery("harbour artist 12"),
        }.items():
            first, second = [], []
            for _ in range(N_ROUNDS):
                history = History(file)  # knows no answer yet
                for times, offset in ((first, 0), (second, PAGE_ROWS)):
                    start_s = time.process_time()
                    await history.page(query, offset, PAGE_ROWS)
                    times.append(1000 * (time.process_time() - start_s))
            told[f"{name}, first page"] = round(statistics.median(first), 1)
            told[f"{name}, next page"] = round(statistics.median(second), 1)
    return told


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        asyncio.run(fill(Path(name)))
        sys.stdout.write(json.dumps(asyncio.run(measure(Path(name)))) + "\n")


if __name__ == "__main__":
    main()
