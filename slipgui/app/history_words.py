"""What the history is searched and filtered by: words and kind of a recognition line."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import PurePath
from typing import Any

from slipgui.core.isrc import parse_isrc

CORRECTABLE = {"title": "title", "artist": "artist", "isrc": "isrc", "label": "external_label"}
"""What a person may put right, and the member of ``track`` that holds it."""


class HistoryKind(StrEnum):
    """Which recognitions of the history are wanted."""

    ALL = "all"
    IDENTIFIED = "identified"
    """A track was found, of either origin."""
    EXTERNAL = "external"
    """The track is somebody else's recording."""
    NOT_FOUND = "not_found"
    FAILED = "failed"
    CORRECTED = "corrected"
    """Put right by hand."""


def history_kind(line: Mapping[str, Any]) -> str:
    """What is stored of a line's outcome: "identified", "external", "not_found", "failed" or "cancelled"."""
    track = line.get("track")
    if track is None and line.get("corrected_track"):
        return HistoryKind.IDENTIFIED  # by a person
    if track is not None:
        return HistoryKind.IDENTIFIED if track.get("internal") else HistoryKind.EXTERNAL
    return HistoryKind.NOT_FOUND if line["outcome"] == "not_identified" else str(line["outcome"])


def corrected(line: dict[str, Any], corrections: Mapping[str, str | None]) -> dict[str, Any]:
    """The line with a ``corrected_track`` beside the track that the service named; as it is without corrections."""
    if not corrections:
        return line
    blank: dict[str, Any] = {"id": None, "internal": False, "score": None} | dict.fromkeys(CORRECTABLE.values())
    by_hand = {CORRECTABLE[name]: text for name, text in corrections.items()}
    return line | {"corrected_track": (line.get("track") or blank) | by_hand}


def search_text(line: Mapping[str, Any]) -> str:
    """Title, artist, ISRC (with dashes and without), label and file name, casefolded; of a corrected line both tracks."""
    tracks = [track for track in (line.get("track"), line.get("corrected_track")) if track]
    words = [track.get(name) for track in tracks for name in CORRECTABLE.values()]
    words += [str(isrc) for isrc in (parse_isrc(track.get("isrc")) for track in tracks) if isrc]
    words.append(PurePath(str(line["clip"])).name)
    return searchable("\n".join(str(word) for word in words if word))


def searchable(text: str) -> str:
    """Text as it is searched: without case, and only what can be stored."""
    return text.casefold().encode("utf-8", "replace").decode("utf-8")
