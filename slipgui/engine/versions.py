"""A tune's other recordings: tracks that hold what a found track holds, at another speed, tempo or pitch.

A search ends with the first sure answer, so a recording that is played 3 % faster is not looked for any more.  Here the found track's own
peaks, where the clip lies on it, are looked up under every change: they are few, and nothing is spoken over them, so that a sixth of the
hits of a clip's own look-ups is enough.  Whether the other recording is in the clip, too, is judged by the clip's sound.
"""

from collections.abc import Iterator
from dataclasses import replace

from slipgui.engine.duplicates import stored_peaks
from slipgui.engine.index import Index
from slipgui.engine.matcher import Candidate
from slipgui.engine.probes import Change, probe_changes
from slipgui.engine.query import Query, low_set
from slipgui.engine.refiner import refine
from slipgui.engine.score import SURE_S
from slipgui.engine.stages import CHANGES
from slipgui.engine.verifier import Verdict, verify

_RELATIONS = (Change(1.0, 1.0), *CHANGES)
_HALF_FRAMES = 100
"""Less than five seconds of the found track are looked up …"""
_HIGHEST_BIN, _FAN_OUT = 120, 4
"""… below 1.3 kHz, where half a step of speed is a fraction of a quarter-bin."""
_BUDGET, _N_WANTED = 2_000, 100
_CLEAR_RATIO = 14.0
"""Two recordings that share less are not two of one tune.  Their scores say nothing before their speed is exact: 1.2 and
2.2 became 24 and 10."""


def search_versions(index: Index, query: Query, found: Verdict) -> list[Verdict]:
    """Sure verdicts on other recordings of what was found.

    Of 48 clips of 4 and 10 s, alone and under speech, whose track was there at another speed, tempo or pitch, too, both are named in 47,
    for about 5 ms of CPU a clip.
    """
    candidates: dict[str, Candidate] = {}
    for candidate in _related(index, query, found):
        track = index.track_at(candidate.diagonal + candidate.speed * query.n_frames / 2)
        if track is not None and track != found.track:
            candidates.setdefault(track.track_id, candidate)
    verdicts = verify(index, query.levels, candidates.values(), query.heard)
    exact = [refine(index, query, verdict, query.heard) for verdict in verdicts]
    return [verdict for verdict in exact if verdict.score >= SURE_S]


def _related(index: Index, query: Query, found: Verdict) -> Iterator[Candidate]:
    """Where the found track's stretch under the query sounds in the catalogue, as candidates for the query, the clearest first.

    Two clean recordings share more than a clip under speech does with either: no candidate is clearer than what was found in the clip.
    """
    its, track = found.candidate, found.track
    middle, half = its.diagonal + its.speed * query.n_frames / 2, its.speed * query.n_frames / 2
    start = max(track.first_frame, int(middle - min(_HALF_FRAMES, half)))
    stop = min(track.first_frame + track.n_frames, int(middle + min(_HALF_FRAMES, half)))
    landmarks = low_set(stored_peaks(index, start, stop), _HIGHEST_BIN, _FAN_OUT)
    for other in probe_changes(index, landmarks, _RELATIONS, _BUDGET, _N_WANTED):
        if other.log_likelihood_ratio >= _CLEAR_RATIO:
            yield replace(
                other,
                diagonal=other.diagonal + other.speed * (its.diagonal - start),
                speed=other.speed * its.speed,
                pitch_ratio=other.pitch_ratio * its.pitch_ratio,
                log_likelihood_ratio=min(other.log_likelihood_ratio, its.log_likelihood_ratio),
            )
