"""The stages of one search, from cheap to dear.

======  ======================================================================================  =================
stage   what it does                                                                            verifies
======  ======================================================================================  =================
quick   look up the query at speed 1, neighbour cells included, 1 M hits                         best 12
tempo   the same look-ups, 120 000 hits, drifting diagonals: tempo changed, pitch kept           best 8
deep    three times as many landmarks at speed 1, 2.5 M hits                                     best 24
probes  42 speeds (±0.25 … ±5.25 %) and 6 pitches, 120 000 hits each, on the middle 14 s         best 24
======  ======================================================================================  =================

A stage that finds a score of 8.8 (P(false) .02 %) ends the search.
"""

from collections.abc import Callable, Iterator

from slipgui.engine.index import Index
from slipgui.engine.matcher import Candidate, LookUps, make_look_ups, vote, vote_tempo
from slipgui.engine.query import Query
from slipgui.engine.score import SURE_S
from slipgui.engine.verifier import Verdict, verify

Stages = Callable[[Index, Query], Iterator[list[Candidate]]]
"""Gives the candidates of one stage after the other; a stage begins only when its candidates are asked for."""

_MIN_PEAKS = 8
_QUICK_EDGE, _QUICK_BUDGET, _N_QUICK = 0.2, 1_000_000, 12
_TEMPO_BUDGET, _N_TEMPO = 120_000, 8
_DEEP_EDGE, _DEEP_BUDGET, _N_DEEP = 0.25, 2_500_000, 24
_PROBE_EDGE, _PROBE_BUDGET, _N_A_PROBE, _N_PROBES = 0.5, 120_000, 6, 24
_N_VOTED = 40
_PROMISING_RATIO = 45.0
"""A probe this clear is verified at once."""
_N_PROMISING = 2

SPEEDS = [1 + sign * 0.0025 * step for step in range(1, 22) for sign in (1, -1)]
"""±0.25 … ±5.25 %, nearest to 1 first."""
_SEMITONES = [1.0, -1.0, 0.5, -0.5, 2.0, -2.0]
PROBES = [(speed, 1 / speed) for speed in SPEEDS] + [(1.0, 2 ** (-semitones / 12)) for semitones in _SEMITONES]
"""(speed, pitch ratio) tried, likeliest first within each kind."""


def search(index: Index, query: Query, stages: Stages) -> list[Verdict]:
    """All verdicts, best first, of the stages up to the one that is sure."""
    verdicts: list[Verdict] = []
    seen: set[tuple[int, float, float]] = set()
    if index.n_frames == 0 or len(query.quick.peaks) < _MIN_PEAKS:
        return []
    for candidates in stages(index, query):
        fresh = [candidate for candidate in candidates if _cell(candidate) not in seen]
        seen.update(map(_cell, fresh))
        verdicts += verify(index, query.levels, fresh)
        verdicts.sort(key=lambda verdict: verdict.score, reverse=True)
        if verdicts and verdicts[0].score >= SURE_S:
            break
    return verdicts


def every_stage(index: Index, query: Query) -> Iterator[list[Candidate]]:
    """All four."""
    yield from steady_stages(index, query)
    look_ups = make_look_ups(query.deep, 1.0, 1.0, _DEEP_EDGE)
    yield _vote(index, query, look_ups, (1.0, 1.0), _DEEP_BUDGET)[:_N_DEEP]
    yield from _probe_stage(index, query)


def steady_stages(index: Index, query: Query) -> Iterator[list[Candidate]]:
    """Quick and tempo: what a clip of some minutes can afford."""
    look_ups = make_look_ups(query.quick, 1.0, 1.0, _QUICK_EDGE)
    yield _vote(index, query, look_ups, (1.0, 1.0), _QUICK_BUDGET)[:_N_QUICK]
    yield vote_tempo(index, look_ups, _TEMPO_BUDGET, _N_TEMPO)


def _probe_stage(index: Index, query: Query) -> Iterator[list[Candidate]]:
    found: list[Candidate] = []
    for probe in PROBES:
        look_ups = make_look_ups(query.probe, *probe, _PROBE_EDGE)
        candidates = _vote(index, query, look_ups, probe, _PROBE_BUDGET)[:_N_A_PROBE]
        if candidates and candidates[0].log_likelihood_ratio > _PROMISING_RATIO:
            yield candidates[:_N_PROMISING]
        found += candidates
    yield sorted(found, key=lambda candidate: candidate.log_likelihood_ratio, reverse=True)[:_N_PROBES]


def _vote(index: Index, query: Query, look_ups: LookUps, probe: tuple[float, float], budget: int) -> list[Candidate]:
    """Candidates inside tracks that are still in the catalogue, best first."""
    speed, pitch_ratio = probe
    middle = speed * query.n_frames / 2
    return [
        Candidate(diagonal, speed, pitch_ratio, ratio)
        for ratio, diagonal in vote(index, look_ups, budget, _N_VOTED)
        if index.track_at(diagonal + middle) is not None
    ]


def _cell(candidate: Candidate) -> tuple[int, float, float]:
    """Candidates of one cell are the same to the verifier."""
    return int(candidate.diagonal) // 4, round(candidate.speed, 3), round(candidate.pitch_ratio, 3)
