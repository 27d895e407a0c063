"""What is odd about an answer that was understood all the same (contracts/CONTRACTS.md, sections 4 and 6, cases 12 and 14)."""

import json
from enum import StrEnum


class AnswerRemark(StrEnum):
    """What a person should know before they trust an answer."""

    SEVERAL_TRACKS = "several_tracks"
    """It names several tracks; the first was taken."""
    UNCLEAR_ORIGIN = "unclear_origin"
    """It does not say whether the track is of the service's catalogue; it was taken for one of others."""


def answer_remarks(raw_answer: str | None) -> list[AnswerRemark]:
    """The remarks about what a service said, in its own words; none where those cannot be read."""
    try:
        document = json.loads(raw_answer or "null")
    except (ValueError, RecursionError):
        return []
    track = document.get("track") if isinstance(document, dict) else None
    remarks = []
    if isinstance(track, list):
        remarks += [AnswerRemark.SEVERAL_TRACKS] if len(track) > 1 else []
        track = track[0] if track else None
    if isinstance(track, dict) and not isinstance(track.get("internal"), bool):
        remarks.append(AnswerRemark.UNCLEAR_ORIGIN)
    return remarks
