"""The history as a table that spreadsheets open (UTF-8 with a mark, CRLF, no cell that is taken for a formula), and as JSON."""

import csv
import io
from collections.abc import Iterable

from slipgui.app.history import HistoryRow
from slipgui.app.recognition_line import dump_line
from slipgui.core.spreadsheet_text import guard

COLUMNS = (
    "finished_at", "clip", "outcome", "title", "artist", "isrc", "label", "origin", "score", "service", "job_id", "corrected",
    "confirmed_by", "recognised_title", "recognised_artist", "recognised_isrc", "error",
)  # fmt: skip


def encode_csv(rows: Iterable[HistoryRow]) -> bytes:
    """The table with a head; words of a person stand before those of the service, which follow in columns of their own."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([guard(cell) if isinstance(cell, str) else cell for cell in _cells(row)] for row in rows)
    return text.getvalue().encode("utf-8-sig", "replace")


def encode_json(rows: Iterable[HistoryRow]) -> bytes:
    """A list of recognition lines."""
    lines = ",\n".join(dump_line(row.line) for row in rows)
    return f"[\n{lines}\n]\n".encode()


def _cells(row: HistoryRow) -> tuple[object, ...]:
    line = row.line
    own, by_hand = line["track"] or {}, line.get("corrected_track")
    track = by_hand or own
    origin = ("internal" if track["internal"] else "external") if track else None
    return (
        line["finished_at"],
        line["clip"],
        line["outcome"],
        *(track.get(name) for name in ("title", "artist", "isrc", "external_label")),
        origin,
        own.get("score"),
        line["service"],
        line["job_id"],
        "yes" if by_hand else None,
        line.get("confirmed_by"),
        *(own.get(name) for name in ("title", "artist", "isrc")),
        (line.get("error") or {}).get("title"),
    )
