"""A window that agrees with a track, followed as far as the track is heard: what is doubtful in 10 s may be sure over the whole of it."""

from collections.abc import Iterable, Sequence

from slipgui.engine.index import Index
from slipgui.engine.matcher import Candidate
from slipgui.engine.parameters import FRAMES_PER_S
from slipgui.engine.programme_borders import find_borders
from slipgui.engine.programme_cues import Found, is_covered, is_heard_throughout, join_hits
from slipgui.engine.programme_sound import KeptSound
from slipgui.engine.programme_windows import Hit, make_hit
from slipgui.engine.refiner import refine
from slipgui.engine.score import SURE_S
from slipgui.engine.verifier import Verdict

_SURE_THROUGHOUT_S = 9.5
"""A window that is not sure is of a cue where the whole stretch that the track is heard over is.  That stretch is chosen for it, so more
is asked than of a window."""
_LEAST_FRAMES = round(5 * FRAMES_PER_S)
"""Shorter stretches are not heard out."""


def follow_doubtful(index: Index, sound: KeptSound, hits: Iterable[Hit], cues: Sequence[Found]) -> list[Found]:
    """Cues of which no window is sure, where there is none yet.

    Parameters
    ----------
    index
        What is known.
    sound
        The programme, heard throughout.
    hits
        Of its windows, at speed 1.
    cues
        What is known already.
    """
    doubtful = [diagonal.best for diagonal in join_hits(hits) if diagonal.score < SURE_S]
    followed = [follow(index, sound, hit) for hit in doubtful if not is_covered(hit.start_frame, hit.stop_frame, cues)]
    return [cue for cue in followed if cue is not None]


def follow(index: Index, sound: KeptSound, hit: Hit) -> Found | None:
    """The cue of a hit: its ends, its speed once more over its whole length, its ends again; None where it is not sure."""
    borders = find_borders(index, sound, hit, hit.start_frame, hit.stop_frame)
    if borders is None:
        return None
    refined = _refined(index, sound, hit, int(borders.start_frame), int(borders.stop_frame))
    if hit.score < SURE_S and (
        refined.score < _SURE_THROUGHOUT_S or refined.stop_frame - refined.start_frame < _LEAST_FRAMES
    ):
        return None
    again = find_borders(index, sound, refined, refined.start_frame, refined.stop_frame)
    cue = Found(refined, refined.score, again) if again else Found(hit, hit.score, borders)
    return cue if is_heard_throughout(index, sound, cue) else None


def _refined(index: Index, sound: KeptSound, hit: Hit, start: int, stop: int) -> Hit:
    query = sound.query(start, stop)
    local = Candidate(hit.diagonal + hit.speed * start, hit.speed, hit.pitch_ratio, hit.log_likelihood_ratio)
    refined = refine(index, query, Verdict(hit.score, hit.track, local), query.heard)
    return make_hit(refined, start, stop)
