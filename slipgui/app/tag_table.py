"""Tags of the catalogue as a table in a CSV file: out to a spreadsheet, back with what was changed there.

UTF-8 with a byte order mark and CRLF, which every spreadsheet opens rightly; coming back it may be separated by semicolons or tabs.  A cell
that a spreadsheet would take for a formula gets an apostrophe in front, which is taken off again.  A cover stands there as the path of its
picture; another path, beside the table or whole, is another cover.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from slipgui.app.csv_table import read_csv_table
from slipgui.app.language import ENGLISH, Language
from slipgui.core.isrc import parse_isrc
from slipgui.core.plain_text import plain_text
from slipgui.core.spreadsheet_text import guard, unguard

FIELDS = ("title", "artist", "album", "isrc", "label", "composer", "publisher")
"""What may be changed."""
COVER = "cover"
"""The last column: a picture's path."""
_MAX_LENGTH = 500

Row = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class TagChange:
    """What a line of the table wants."""

    line: int
    """Counted from 1; the heading is line 1."""
    track_id: str
    """As the line names it."""
    tags: dict[str, str | None]
    """What is another than in the catalogue, ``COVER`` as well; empty = nothing."""
    problem: str
    """Why the line is not taken, a sentence; empty = it is."""


def encode_tag_table(tracks: Iterable[Row]) -> bytes:
    """The tags of tracks as a CSV file."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)  # its own line ends are CRLF
    columns = (*FIELDS, COVER)
    writer.writerow(("id", *columns))
    for track in tracks:
        writer.writerow([track["id"], *(guard(track[column] or "") for column in columns)])
    return ("\ufeff" + text.getvalue()).encode("utf-8")


def read_tag_table(path: Path, tracks: Mapping[str, Row]) -> Iterator[TagChange]:
    """What each line of a table wants.

    Parameters
    ----------
    path
        The table.
    tracks
        The catalogue's tracks by id.

    Raises
    ------
    SettingsError
        When it is no table of tags at all.
    """
    lines = read_csv_table(path, "--import", "id")
    seen: set[str] = set()
    for number, cells in lines:
        track_id = (cells.get("id") or "").strip()
        problem = _id_problem(track_id, tracks, seen)
        seen.add(track_id)
        tags: dict[str, str | None] = {}
        for field in () if problem else (field for field in FIELDS if field in cells):
            value = unguard(cells[field])
            if value == (tracks[track_id][field] or ""):  # also an odd ISRC that the file brought
                continue
            accepted, why = accept_tag(field, value)
            problem = problem or why
            if accepted != tracks[track_id][field]:
                tags[field] = accepted
        if not problem and COVER in cells and (value := unguard(cells[COVER])) != (tracks[track_id][COVER] or ""):
            tags[COVER] = str(path.absolute().parent / value) if value else None
        yield TagChange(number, track_id, {} if problem else tags, problem)


def _id_problem(track_id: str, tracks: Mapping[str, Row], seen: set[str]) -> str:
    if not track_id:
        return "The id is missing."
    if track_id not in tracks:
        return "No track of the catalogue has this id."
    return "This id stands in an earlier line already." if track_id in seen else ""


def accept_tag(field: str, value: str, language: Language = ENGLISH) -> tuple[str | None, str]:
    """The value as it is kept, None for nothing, and a sentence why it is not taken, empty where it is."""
    translate = language.translate
    clean = " ".join(plain_text(value).split())
    if len(clean) > _MAX_LENGTH:
        name = translate("Catalogue", field.capitalize())
        return None, translate("Tags", "{0}: longer than {1} characters.").format(name, _MAX_LENGTH)
    if field == "title" and not clean:
        return None, translate("Tags", "The title is empty.")
    if field == "isrc" and clean:
        isrc = parse_isrc(clean)
        why = translate("Tags", "“{0}” is no ISRC: two letters, three letters or digits, seven digits.")
        return (isrc.code, "") if isrc else (None, why.format(clean))
    return clean or None, ""
