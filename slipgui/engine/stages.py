"""The stages of one search, from cheap to dear.

======  ======================================================================================  =================
stage   what it does                                                                            verifies
======  ======================================================================================  =================
glance  the strongest peaks of the middle 14 s at speed 1, 120 000 hits                          best 4
second  the lower half of these at 42 speeds, 6 pitches, 12 tempi at once, 360 000 hits          best 12
quick   look up the whole query at speed 1, neighbour cells included, 500 000 hits               60 to 600
tempo   the same look-ups, 120 000 hits, drifting diagonals: tempo changed, pitch kept           best 8
probes  160 speeds (±0.2 … ±5.2 %), eight at a time with 300 000 hits; 6 pitches, 80 000 each    60 to 520
deep    three times as many landmarks at speed 1, 1.2 M hits                                     60 to 600
last    twice as many again (to 25 s), 3 M hits: of short clips, and where something scored 5    60 to 600
======  ======================================================================================  =================

A stage that finds a score of 8.8 (P(false) .008 %) ends the search; the glances (the first two) want 14, and no other place near that.

Of hundreds of candidates only the first 20 to 50 are judged as soon as they look like anything; those behind them must look clear at
first, and their scores are lowered: the true place of a short clip is often among them, but so are many strangers.  Those of the probes
are judged at the best of three speeds.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from slipgui.engine.index import Index
from slipgui.engine.matcher import Candidate, LookUps, make_look_ups, make_speed_look_ups, vote, vote_tempo
from slipgui.engine.probes import Change, played_at, probe_changes
from slipgui.engine.query import LandmarkSet, Query
from slipgui.engine.score import SURE_S
from slipgui.engine.verifier import Judge, Verdict


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of a search."""

    find: Callable[[], list[Candidate]]
    """Looks for candidates to verify."""
    enough_s: float = SURE_S
    """The engine score that ends the search after it."""
    most_rival: float = math.inf
    """No other place may have more than this part of that score."""
    worth_from_s: float = -math.inf
    """It is left out where nothing before it has reached this engine score."""
    n_first: int | None = None
    """So many candidates come first, all where None; those behind them must be clear."""
    speed_steps: tuple[float, ...] = ()
    """From the speeds of the candidates: what else to try."""


Stages = Callable[[Index, Query], Iterator[Stage]]
"""Gives one stage after the other."""

_MIN_PEAKS = 8


@dataclass(frozen=True, slots=True)
class _LookUp:
    """How landmarks are looked up (matcher.py)."""

    edge: float
    budget: int
    speed: float = 1.0
    pitch_ratio: float = 1.0


_GLANCE, _N_GLANCE = _LookUp(0.5, 120_000), 4
_GLANCE_ENOUGH_S, _GLANCE_RIVAL, _SAME_PLACE_FRAMES = 14.0, 0.7, 8
"""A glance may miss the best of several places that sound alike: it must be beyond doubt."""
_CHANGE_BUDGET, _N_CHANGES = 6_000, 12
_QUICK = _LookUp(0.2, 500_000)
_TEMPO_BUDGET, _N_TEMPO = 120_000, 8
_PROBE = _LookUp(0.5, 80_000)
_SPEED_BUDGET = 300_000
_DEEP, _LAST = _LookUp(0.3, 1_200_000), _LookUp(0.2, 3_000_000)
"""With half the hits the deep stage loses 2 of 160 clips of 10 s at −12 dB; with twice as many the quick one finds none of 960 more."""
_DOUBT_S = 5.0
"""One in seventy clips of 10 s without an answer gets so far."""
_SHORT_S = 7.0
"""Of shorter clips the other stages often find nothing at all, and the last one costs little."""
_DENSE_S = 25.0
"""Longer clips are searched in windows as well; a minute so dense would take half a gigabyte."""
_LEAST_FIRST, _MOST_FIRST, _FIRST_S = 20, 50, 150.0
"""Candidates of a stage that come first: 150 s of sound over the length of the clip …"""
_LEAST_VOTED, _MOST_VOTED, _VOTED_S2 = 60, 600, 6_000.0
"""… and all of them, 600 of 3 s, 240 of 5 s, 60 of 10 s: music in a short clip is seldom among the first, and a look at one is cheap."""
_LOOK_S, _CLEAR_LOOK_S = 6.0, 10.0
"""What is judged, by its first look (verifier.py): of the first candidates whatever may score 5, of those behind them what is clear.
Of 35 strangers there that would score 5.5 or more 8 look so, and all but one of the 10 true ones above 7."""
_BEHIND_S = 0.5
"""Taken off what comes from behind, for there are many."""
_N_VOTED_A_PROBE = 20
_SPEED_STEPS = (-0.00167, 0.00167)
"""Thirds of what a probe stands for."""
_PROMISING_RATIO = 35.0
"""A probe this clear is verified at once."""
_N_PROMISING = 2

SPEEDS = [1 + sign * 0.0025 * step for step in range(1, 22) for sign in (1, -1)]
"""±0.25 … ±5.25 %, nearest to 1 first."""
PROBE_SPEEDS = [1 + sign * (0.0045 + 0.005 * step) for step in range(10) for sign in (1, -1)]
"""Each stands for those within ±.25 %: 0.2 … 5.2 % away from 1, the nearest first."""
CLIP_FINE_SPEEDS = tuple(0.000625 * (step - 3.5) for step in range(8))
"""From the speed of a probe: where its peaks are looked up.  A quarter as far apart as those of programmes: with four and
twice the landmarks the true place of 16 missed clips was among the first thirty in 3, with eight in 9, for 1.2 times the time."""
_SEMITONES = [1.0, -1.0, 0.5, -0.5, 2.0, -2.0]
PITCH_RATIOS = [2 ** (-semitones / 12) for semitones in _SEMITONES]
"""Reference over query, in the order they are tried."""
CHANGES = [
    *(played_at(speed) for speed in SPEEDS),
    *(Change(1.0, pitch_ratio) for pitch_ratio in PITCH_RATIOS),
    *(Change(1 + sign * step / 100, 1.0) for step in range(1, 7) for sign in (1, -1)),
]
"""Speeds, pitches and tempi that are glanced at together."""


def search(index: Index, query: Query, stages: Stages) -> list[Verdict]:
    """All verdicts, best first, of the stages up to the one that is sure."""
    verdicts: list[Verdict] = []
    seen: dict[tuple[int, float, float], float] = {}
    if index.n_frames == 0 or len(query.quick.peaks) < _MIN_PEAKS:
        return []
    judge = Judge(index, query.levels, query.heard)
    for stage in stages(index, query):
        if (verdicts[0].score if verdicts else 0.0) < stage.worth_from_s:
            continue
        fresh = [
            candidate for candidate in stage.find() if candidate.log_likelihood_ratio > seen.get(_cell(candidate), -1)
        ]
        seen.update((_cell(candidate), candidate.log_likelihood_ratio) for candidate in fresh)
        n_first = len(fresh) if stage.n_first is None else stage.n_first
        verdicts += _verify(judge, fresh[:n_first], stage.speed_steps, _LOOK_S)
        behind = _verify(judge, fresh[n_first:], stage.speed_steps, _CLEAR_LOOK_S)
        verdicts += [replace(verdict, score=verdict.score - _BEHIND_S) for verdict in behind]
        verdicts.sort(key=lambda verdict: verdict.score, reverse=True)
        if _is_enough(verdicts, stage):
            break
    return verdicts


def _verify(
    judge: Judge, candidates: list[Candidate], speed_steps: tuple[float, ...], least_look_s: float
) -> list[Verdict]:
    if speed_steps:
        candidates = judge.at_best_speeds(candidates, speed_steps)
    return judge.verify(candidates, least_look_s)


def _is_enough(verdicts: list[Verdict], stage: Stage) -> bool:
    if not verdicts or verdicts[0].score < stage.enough_s:
        return False
    best, most_s = verdicts[0], stage.most_rival * verdicts[0].score
    return all(
        verdict.score < most_s or abs(verdict.candidate.diagonal - best.candidate.diagonal) < _SAME_PLACE_FRAMES
        for verdict in verdicts[1:]
    )


def every_stage(index: Index, query: Query) -> Iterator[Stage]:
    """All seven."""
    n_first, n_voted = _n_first(query), _n_voted(query)
    yield Stage(lambda: _best(_look_up(index, query, query.probe, _GLANCE, n_first)), _GLANCE_ENOUGH_S, _GLANCE_RIVAL)
    yield Stage(lambda: _glance_at_changes(index, query), _GLANCE_ENOUGH_S, _GLANCE_RIVAL)
    yield from steady_stages(index, query)
    yield from _probe_stages(index, query)
    yield Stage(lambda: _look_up(index, query, query.deep, _DEEP, n_voted), n_first=n_first)
    worth_from_s = _DOUBT_S if query.length_s > _SHORT_S else -math.inf
    yield Stage(
        lambda: _look_up(index, query, _last_set(query), _LAST, n_voted), worth_from_s=worth_from_s, n_first=n_first
    )


def _last_set(query: Query) -> LandmarkSet:
    return query.dense if query.length_s <= _DENSE_S else query.deep


def _glance_at_changes(index: Index, query: Query) -> list[Candidate]:
    return probe_changes(index, query.at_changes, CHANGES, _CHANGE_BUDGET, _N_CHANGES)


def steady_stages(index: Index, query: Query) -> Iterator[Stage]:
    """Quick and tempo: what a clip of some minutes can afford."""
    look_ups = make_look_ups(query.quick, 1.0, 1.0, _QUICK.edge)
    yield Stage(lambda: _vote(index, query, look_ups, _QUICK, _n_voted(query)), n_first=_n_first(query))
    yield Stage(lambda: vote_tempo(index, look_ups, _TEMPO_BUDGET, _N_TEMPO))


def _probe_stages(index: Index, query: Query) -> Iterator[Stage]:
    found: list[Candidate] = []
    for candidates in _probe(index, query):
        found += candidates
        if candidates and candidates[0].log_likelihood_ratio > _PROMISING_RATIO:
            yield Stage(partial(_first, candidates, _N_PROMISING), speed_steps=_SPEED_STEPS)
    found.sort(key=lambda candidate: candidate.log_likelihood_ratio, reverse=True)
    yield Stage(partial(_first, found, _n_voted(query)), n_first=_n_first(query), speed_steps=_SPEED_STEPS)


def _probe(index: Index, query: Query) -> Iterator[list[Candidate]]:
    """Candidates at one speed or pitch after the other."""
    for speed in PROBE_SPEEDS:
        look_ups = make_speed_look_ups(query.at_speeds, [speed + step for step in CLIP_FINE_SPEEDS])
        yield _vote(index, query, look_ups, _LookUp(0.5, _SPEED_BUDGET, speed, 1 / speed), _N_VOTED_A_PROBE)
    for pitch_ratio in PITCH_RATIOS:
        yield _look_up(index, query, query.probe, replace(_PROBE, pitch_ratio=pitch_ratio), _N_VOTED_A_PROBE)


def _n_first(query: Query) -> int:
    return int(min(max(_FIRST_S / query.length_s, _LEAST_FIRST), _MOST_FIRST))


def _n_voted(query: Query) -> int:
    return int(min(max(_VOTED_S2 / query.length_s**2, _LEAST_VOTED), _MOST_VOTED))


def _first(candidates: list[Candidate], n: int) -> list[Candidate]:
    return candidates[:n]


def _best(candidates: list[Candidate]) -> list[Candidate]:
    """The few best ones, and whatever else stands out: other recordings of the tune, other music beside it, other stretches of it."""
    return [
        candidate
        for place, candidate in enumerate(candidates)
        if place < _N_GLANCE or candidate.log_likelihood_ratio > _PROMISING_RATIO
    ]


def _look_up(index: Index, query: Query, landmark_set: LandmarkSet, how: _LookUp, n_wanted: int) -> list[Candidate]:
    return _vote(index, query, make_look_ups(landmark_set, how.speed, how.pitch_ratio, how.edge), how, n_wanted)


def _vote(index: Index, query: Query, look_ups: LookUps, how: _LookUp, n_wanted: int) -> list[Candidate]:
    """Candidates inside tracks that are still in the catalogue, best first."""
    middle = how.speed * query.n_frames / 2
    return [
        Candidate(diagonal, how.speed, how.pitch_ratio, ratio)
        for ratio, diagonal in vote(index, look_ups, how.budget, n_wanted)
        if index.track_at(diagonal + middle) is not None
    ]


def _cell(candidate: Candidate) -> tuple[int, float, float]:
    """Candidates of one cell are the same to the verifier."""
    return int(candidate.diagonal) // 4, round(candidate.speed, 3), round(candidate.pitch_ratio, 3)
