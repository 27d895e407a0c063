"""A history with rows in it, for the tests and pictures of the window: a real journal, written as the queue writes it."""

import asyncio
import json
import os
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from slipgui.app.history import History
from slipgui.app.history_words import history_kind, search_text
from slipgui.app.journal_file import JournalFile

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
CLIPS: tuple[tuple[float, str, str | None, str | None, str | None, float | None, bool], ...] = (
    (
        1.3,
        "take#3_selects_B-cam.mov",
        "Slow Machinery (No Drums)",
        "Kites Over Kiruna",
        "Tidewater Library",
        61.0,
        True,
    ),
    (2.7, "kites_teaser_9x16_v02.mp4", "Northbound", "Kites Over Kiruna", "Tidewater Library", 97.7, True),
    (43.0, "EP103_RECUT_v2_DF2997.mov", "Belt Drive (Full)", "Kites Over Kiruna", "Tidewater Library", 96.5, True),
    (43.1, "EP103_v1_LOCK.mov", "Belt Drive (Full)", "Kites Over Kiruna", "Tidewater Library", 96.5, True),
    (48.7, "PROMO_AUTUMN_30s_v04.mov", "Paper Kites", "Juno Vale", "Northfield Records", 90.3, False),
    (189.2, "Doc_Lofoten_assembly_r6.mxf", "Slow Machinery", "Kites Over Kiruna", "Tidewater Library", 98.9, True),
    (189.6, "Doc_kites_scene_22_stems_MX.wav", None, None, None, None, True),
    (194.9, "風の谷_kites_BROLL_4K.mov", "Line and Wind", "Sam Adeyemi-Cole", None, 84.2, False),
    (425.5, "Archive_1991_reel_4.mpeg", "Runway Grass", "Kites Over Kiruna", "Tidewater Library", 88.0, True),
)
"""Hours ago, file, title, artist, label, score, whether it is of the own catalogue."""


def make_line(
    name: str, title: str | None, artist: str | None, label: str | None, score: float | None, is_internal: bool
) -> dict[str, Any]:
    track = {
        "id": None,
        "title": title,
        "artist": artist,
        "internal": is_internal,
        "isrc": "QZTW42100417",
        "score": score,
        "external_label": label,
    }
    return {
        "clip": f"/media/edit/{name}",
        "outcome": "identified" if title else "not_identified",
        "service": "audioverify",
        "track": track if title else None,
        "match": None,
        "route": "form",
        "sent": "sound",
        "sent_bytes": 812_000,
        "source_bytes": 2_310_000_000,
        "job_id": "7c1f0a52-7d5e-4a3c",
        "elapsed_s": 6.0,
        "error": None,
    }


class FilledHistory:
    """A history and what asks it, in one thread: what is asked for is done at once."""

    def __init__(self, runner: asyncio.Runner, file: JournalFile) -> None:
        self._runner, self._file = runner, file
        self.history = History(file)
        self._asked: list[Callable[[Any], Awaitable[object]]] = []
        self._is_working = False

    def ask(self, work: Callable[[Any], Awaitable[object]]) -> None:
        """Do it now, or after what is being done now."""
        self._asked.append(work)
        if self._is_working:
            return
        self._is_working = True
        while self._asked:
            self._runner.run(self._asked.pop(0)(SimpleNamespace(history=self.history)))  # type: ignore[arg-type]
        self._is_working = False

    def add(self, lines: list[tuple[datetime, dict[str, Any]]]) -> None:
        rows = [
            (
                f"id{n}-{at.timestamp()}", n, os.fsencode(line["clip"]), line["source_bytes"], at.isoformat(), at.isoformat(),
                json.dumps(line), history_kind(line), search_text(line), "https://api.example", '{"status": "SUCCESS"}',
            )
            for n, (at, line) in enumerate(lines)
        ]  # fmt: skip
        sql = (
            "INSERT INTO recognitions (id, position, run_id, path, source_bytes, added_at, finished_at, line, kind, search_text, service,"
            " raw_answer, stage) VALUES (?, ?, 'run', ?, ?, ?, ?, ?, ?, ?, ?, ?, 'finished')"
        )
        self._runner.run(self._file.write(sql, rows))

    def add_examples(self, now: datetime = NOW) -> None:
        self.add([(now - timedelta(hours=hours), make_line(*rest)) for hours, *rest in CLIPS])

    def change(self, sql: str, *values: object) -> None:
        self._runner.run(self._file.write(sql, [values]))

    def first(self, sql: str, *values: object) -> Any:
        return self._runner.run(self._file.read(sql, values))[0]


@contextmanager
def filled_history(file: Path) -> Iterator[FilledHistory]:
    """An empty history in a new journal."""
    with asyncio.Runner() as runner:
        journal = JournalFile(file)
        runner.run(journal.__aenter__())
        try:
            yield FilledHistory(runner, journal)
        finally:
            runner.run(journal.__aexit__(None, None, None))
