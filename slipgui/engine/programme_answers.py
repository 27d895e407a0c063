"""What a programme's cues are told as: seconds, tracks, scores for people."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from slipgui.core.outcome import Match
from slipgui.engine.parameters import FRAME_S
from slipgui.engine.programme_cues import Found
from slipgui.engine.recogniser import CatalogueMatch
from slipgui.engine.score import false_probability, score_for_people


@dataclass(frozen=True, slots=True)
class ProgrammeCue:
    """A stretch of a programme."""

    in_s: float
    """Where it begins, from the beginning of the sound."""
    out_s: float
    """Where it ends."""
    found: CatalogueMatch | None
    """What plays; None: there is sound, and it is not of the catalogue.  That says nothing about speech or music."""


def unidentified(start_frame: int, stop_frame: int) -> ProgrammeCue:
    """A stretch with sound that is of no track."""
    return ProgrammeCue(round(start_frame * FRAME_S, 3), round(stop_frame * FRAME_S, 3), None)


def answers(cues: Iterable[Found]) -> list[ProgrammeCue]:
    """The cues, each with its track."""
    return [_answer(cue) for cue in cues]


def _answer(cue: Found) -> ProgrammeCue:
    hit, start_s, stop_s = cue.best, cue.borders.start_frame * FRAME_S, cue.borders.stop_frame * FRAME_S
    reference = hit.diagonal + hit.speed * cue.borders.start_frame - hit.track.first_frame
    match = Match(
        query_start_s=round(start_s, 3),
        query_stop_s=round(stop_s, 3),
        reference_start_s=round(max(0.0, reference) * FRAME_S, 3),
        speed=round(hit.speed, 4),
        pitch_semitones=round(-12 * math.log2(hit.pitch_ratio), 2) + 0.0,
        file=None,
    )
    found = CatalogueMatch(hit.track.track_id, score_for_people(cue.score), match, false_probability(cue.score))
    return ProgrammeCue(match.query_start_s, match.query_stop_s, found)
