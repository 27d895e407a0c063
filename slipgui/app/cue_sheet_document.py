"""A cue sheet as a JSON document: what ``--export sheet.json`` writes and a project is (README, "Cue sheets").

Times are ticks of the document's own timebase, exact, beside timecodes and seconds for the reader's comfort, which are passed over when it
is read again.
"""

import json
from dataclasses import asdict
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from fractions import Fraction
from typing import Any, TypeVar

from slipgui.app.recognition_line import decode_match, encode_match
from slipgui.core.cue_sheet import (
    HEADER_FIELDS,
    CueLine,
    CueSheet,
    CueState,
    FieldOrigin,
    LineField,
    MusicOrigin,
    Publisher,
    SheetHeader,
    Span,
    Vocals,
    Writer,
    WriterRole,
)
from slipgui.core.timebase import Timebase

KIND, VERSION = "slipgui.cue_sheet", 1
_TEXT_FIELDS = tuple(
    name for name in LineField
    if name not in (LineField.WRITERS, LineField.PUBLISHERS, LineField.MUSIC_ORIGIN, LineField.VOCALS)
)  # fmt: skip
_MOST_TICKS = 2**40
"""A programme of 34 years."""
Word = TypeVar("Word", bound=StrEnum)


class DocumentError(ValueError):
    """A document is no cue sheet that this version reads."""


def encode_sheet(sheet: CueSheet) -> bytes:
    """The document of a sheet as a file holds it."""
    return (json.dumps(sheet_document(sheet), indent=1, ensure_ascii=False) + "\n").encode("utf-8", "replace")


def sheet_document(sheet: CueSheet) -> dict[str, Any]:
    """The document of a sheet."""
    timebase = sheet.timebase
    return {
        "kind": KIND,
        "version": VERSION,
        "final": sheet.is_final,
        "header": asdict(sheet.header),
        "timebase": {
            "rate": [timebase.rate.numerator, timebase.rate.denominator] if timebase.rate else None,
            "first_frame": timebase.first_frame,
            "drop_frame": timebase.is_drop,
            "start_timecode": timebase.label(0),
        },
        "duration_ticks": sheet.duration_ticks,
        "duration_s": round(float(sheet.seconds(sheet.duration_ticks)), 3),
        "music_s": round(float(sheet.seconds(sheet.music_ticks)), 3),
        "lines": [_encode_line(sheet, line) for line in sheet.lines],
    }


def decode_document(document: Any) -> CueSheet:
    """The sheet of a document; members that this version does not know are passed over.

    Raises
    ------
    DocumentError
        When it is none, is damaged, or was written by a newer version.
    """
    if not isinstance(document, dict) or document.get("kind") != KIND:
        raise DocumentError("it is no cue sheet of Slipgui")
    if document.get("version") != VERSION:
        raise DocumentError("it was written by another version of Slipgui")
    try:
        return _decode_sheet(document)
    except (KeyError, TypeError, ValueError, ZeroDivisionError, AttributeError, InvalidOperation) as cause:
        raise DocumentError("it is damaged") from cause


def _encode_line(sheet: CueSheet, line: CueLine) -> dict[str, Any]:
    return {
        "spans": [
            {
                "in_ticks": span.in_ticks,
                "out_ticks": span.out_ticks,
                "in_tc": sheet.timebase.label(span.in_ticks),
                "out_tc": sheet.timebase.label(span.out_ticks),
                "in_s": round(float(sheet.seconds(span.in_ticks)), 3),
                "out_s": round(float(sheet.seconds(span.out_ticks)), 3),
            }
            for span in line.spans
        ],
        "state": line.state.value,
        **{name.value: line.value(name) for name in _TEXT_FIELDS},
        "writers": [_encode_party(asdict(writer)) for writer in line.writers],
        "publishers": [_encode_party(asdict(publisher)) for publisher in line.publishers],
        "music_origin": line.music_origin,
        "vocals": line.vocals,
        "score": line.score,
        "track_id": line.track_id,
        "match": encode_match(line.match) if line.match else None,
        "origins": {name.value: origin.value for name, origin in line.origins.items()},
    }


def _encode_party(members: dict[str, Any]) -> dict[str, Any]:
    share = members["share_percent"]
    return members | {"share_percent": None if share is None else f"{share.normalize():f}"}


def _decode_sheet(document: dict[str, Any]) -> CueSheet:
    timebase, header = document["timebase"], document["header"]
    rate = Fraction(*timebase["rate"]) if timebase["rate"] else None
    if rate is not None and rate <= 0:
        raise DocumentError("it is damaged")
    return CueSheet(
        header=SheetHeader(**{name: _text(header.get(name, "")) for name in HEADER_FIELDS}),
        timebase=Timebase(rate, _whole(timebase["first_frame"]), bool(timebase["drop_frame"])),
        duration_ticks=_whole(document["duration_ticks"]),
        lines=tuple(_decode_line(line) for line in document["lines"]),
        is_final=bool(document["final"]),
    )


def _decode_line(line: dict[str, Any]) -> CueLine:
    texts = {name.value: _text(line.get(name.value, "")) for name in _TEXT_FIELDS}
    score, track_id, match = (line.get(name) for name in ("score", "track_id", "match"))
    return CueLine(
        spans=tuple(Span(_whole(span["in_ticks"]), _whole(span["out_ticks"])) for span in line["spans"]),
        state=CueState(line["state"]),
        **texts,
        writers=tuple(_decode_writer(writer) for writer in line.get("writers", [])),
        publishers=tuple(_decode_publisher(publisher) for publisher in line.get("publishers", [])),
        music_origin=_word(MusicOrigin, line.get("music_origin")),
        vocals=_word(Vocals, line.get("vocals")),
        score=None if score is None else float(score),
        track_id=None if track_id is None else _text(track_id),
        match=None if match is None else decode_match(match),
        origins={LineField(name): FieldOrigin(origin) for name, origin in line.get("origins", {}).items()},
    )


def _decode_writer(members: dict[str, Any]) -> Writer:
    return Writer(
        _text(members["last_name"]),
        _text(members.get("first_name", "")),
        _word(WriterRole, members.get("role")),
        _share(members.get("share_percent")),
        _text(members.get("society", "")),
        _text(members.get("ipi", "")),
    )


def _decode_publisher(members: dict[str, Any]) -> Publisher:
    society, ipi = _text(members.get("society", "")), _text(members.get("ipi", ""))
    return Publisher(_text(members["name"]), _share(members.get("share_percent")), society, ipi)


def _word(kind: type[Word], value: Any) -> Word | None:
    return None if value is None else kind(value)


def _share(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise DocumentError("it is damaged")
    return value


def _whole(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > _MOST_TICKS:
        raise DocumentError("it is damaged")
    return value
