"""Which catalogue track is in a clip, and where.

A clip is searched in *looks*:

* up to 60 s: the whole clip with every stage; longer than 25 s and not sure yet: also its windows, for music that fills a part;
* longer: its windows; up to 3 minutes and not sure yet: also the whole clip at steady speed.

Windows are 20 s long: the clip is cut into equal spans (one for each 20 s, at most 5; from 10 minutes on one for each 2 minutes, at most
12), and the window with the greatest mass of peaks in each span is searched, the fullest first, until one is sure (score 8.8).  Every look
is one more chance to be wrong, and so is a short one: ``allowance`` (score.py) is added to the scores of each.

What is found and not sure has no name where another track, itself not clear enough to be named, has a part of the same passage, as two
tracks over one loop do: under loud speech either may be heard as the other.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

import numpy as np

from slipgui.core.outcome import Match
from slipgui.engine.arrays import Float32s
from slipgui.engine.beside import search_beside
from slipgui.engine.index import Index
from slipgui.engine.parameters import FRAME_S, FRAMES_PER_S, HOP_SAMPLES, WINDOW_SAMPLES
from slipgui.engine.peaks import find_peaks
from slipgui.engine.placing import Finding, Placed, place
from slipgui.engine.query import QUICK_REACH, Query
from slipgui.engine.ranking import is_partly_shared, rank
from slipgui.engine.score import ACCEPT_S, SURE_S, allowance, false_probability, score_for_people
from slipgui.engine.spectrogram import count_frames, iterate_blocks
from slipgui.engine.stages import Stages, every_stage, search, steady_stages
from slipgui.engine.verifier import Verdict
from slipgui.engine.versions import search_versions

_WINDOW_FRAMES = round(20 * FRAMES_PER_S)
_WINDOW_STEP_FRAMES = round(2.5 * FRAMES_PER_S)
_ONE_PIECE_FRAMES = round(60 * FRAMES_PER_S)
_WINDOWS_FROM_FRAMES = round(25 * FRAMES_PER_S)
_STEADY_FRAMES = round(180 * FRAMES_PER_S)
_LONG_SPAN_FRAMES = round(120 * FRAMES_PER_S)
_FEW_WINDOWS, _MOST_WINDOWS = 5, 12
_MOST_ANSWERS = 5
_RIVAL_S = 5.0
"""A track that holds the same passage may be the one in the clip from here on; one in twenty clips without an answer reaches 5.5."""


@dataclass(frozen=True, slots=True)
class CatalogueMatch:
    """A catalogue track that is in the clip."""

    track_id: str
    """The catalogue's UUID."""
    score: float
    """0 to 100, 50 the least that is answered; see score.py."""
    match: Match
    """Where; ``file`` is None: the catalogue knows it."""
    p_false: float
    """How often a clip without any catalogue track gets such a score."""


@dataclass(frozen=True, slots=True)
class _Look:
    """A stretch of the clip and how it is searched."""

    start_frame: int
    n_frames: int
    stages: Stages


def recognise(index: Index, samples: Float32s) -> list[CatalogueMatch]:
    """The catalogue's tracks in a clip, best first; empty = unknown, which is also the answer to silence, tones and speech.

    Parameters
    ----------
    index
        What is known.
    samples
        Mono float32 at 11 025 Hz, shape (n_samples,), full scale ±1, any length.
    """
    findings, worth_of_more = _find(index, samples)
    placed: dict[str, Placed] = {}
    if worth_of_more is not None:
        first = findings[0].verdict.track
        its = [finding for finding in findings if finding.verdict.track == first]
        placed[first.track_id] = place(index, samples, its)
        findings += _find_others(index, findings, placed[first.track_id], worth_of_more)
        findings.sort(key=_score, reverse=True)
    elif _is_ambiguous(index, findings):
        return []
    by_track: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.score >= ACCEPT_S:
            by_track.setdefault(finding.verdict.track.track_id, []).append(finding)
    for track_id, its in list(by_track.items())[:_MOST_ANSWERS]:
        placed[track_id] = placed.get(track_id) or place(index, samples, its)
    scores = [its.score for its in placed.values()]
    if len(placed) > 1:
        scores = rank(index, findings[0].query, findings[0].start_frame, list(placed.values()))
    best_first = sorted(zip(scores, placed.values(), strict=True), key=lambda pair: pair[0], reverse=True)
    return [
        CatalogueMatch(it.track.track_id, score_for_people(score), it.match, false_probability(score))
        for score, it in best_first
    ]


def _score(finding: Finding) -> float:
    return finding.score


def _find(index: Index, samples: Float32s) -> tuple[list[Finding], float | None]:
    """What was found, best first, and where that is sure, the allowance of one more look."""
    findings: list[Finding] = []
    for n_looks, look in enumerate(_looks(samples), start=1):
        query = Query(_cut(samples, look))
        worth = partial(allowance, query.length_s, index.n_frames * FRAME_S / 3600)
        mine = [
            Finding(verdict, query, look.start_frame, worth(n_looks)) for verdict in search(index, query, look.stages)
        ]
        findings = sorted(findings + mine, key=_score, reverse=True)
        if any(finding.score >= SURE_S for finding in mine):
            return findings, worth(n_looks + 1)
    return findings, None


def _is_ambiguous(index: Index, findings: list[Finding]) -> bool:
    """Whether a doubtful passage is of another track, too, that is not clear enough to be named beside it: either may be the wrong name."""
    if not findings or findings[0].score < ACCEPT_S:
        return False
    best = findings[0]
    return any(
        is_partly_shared(index, best.query, best.verdict, it.verdict)
        for it in findings
        if it.query is best.query and it.verdict.track != best.verdict.track and _RIVAL_S <= it.score < ACCEPT_S
    )


def _find_others(index: Index, findings: list[Finding], first: Placed, worth: float) -> list[Finding]:
    """Other recordings of the tune that was found, from where it agrees best among all places that sound alike, and what is beside them."""
    best = findings[0]
    query, start_frame = best.query, best.start_frame
    found = {it.verdict.track for it in findings if it.query is query and it.score >= ACCEPT_S}
    versions = search_versions(index, query, Verdict(first.score, first.track, first.line_from(start_frame)))
    others = versions + search_beside(index, query, found | {verdict.track for verdict in versions})
    return [Finding(verdict, query, start_frame, worth) for verdict in others]


def _looks(samples: Float32s) -> Iterator[_Look]:
    n_frames = count_frames(len(samples))
    if n_frames <= _ONE_PIECE_FRAMES:
        yield _Look(0, n_frames, every_stage)
    if n_frames > _WINDOWS_FROM_FRAMES:
        for start in choose_windows(samples):
            yield _Look(start, _WINDOW_FRAMES, every_stage)
    if _ONE_PIECE_FRAMES < n_frames <= _STEADY_FRAMES:
        yield _Look(0, n_frames, steady_stages)


def choose_windows(samples: Float32s) -> list[int]:
    """First frames of the windows of 20 s worth searching in a long clip, the fullest first; spans without a peak have none."""
    n_frames = count_frames(len(samples))
    mass = np.concatenate([[0.0], np.cumsum(_peak_mass(samples, n_frames))])
    n_spans = max(min(_FEW_WINDOWS, n_frames // _WINDOW_FRAMES), min(_MOST_WINDOWS, n_frames // _LONG_SPAN_FRAMES))
    last = n_frames - _WINDOW_FRAMES
    edges = np.linspace(0, last + 1, n_spans + 1).astype(np.int64)
    best = []
    for low, high in pairwise(edges):
        starts = np.unique(np.append(np.arange(low, high, _WINDOW_STEP_FRAMES), high - 1))
        window_mass = mass[starts + _WINDOW_FRAMES] - mass[starts]
        fullest = int(window_mass.argmax())
        if window_mass[fullest] > 0:
            best.append((float(window_mass[fullest]), int(starts[fullest])))
    return [start for _, start in sorted(best, reverse=True)]


def _peak_mass(samples: Float32s, n_frames: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Summed salience of the peaks of each frame, as far as above 0 (about −75 dBFS): many and loud ones weigh most."""
    mass = np.zeros(n_frames)
    for block in iterate_blocks(samples):
        peaks = find_peaks(block.spectrogram, *QUICK_REACH, block.inner)
        frame = np.clip(peaks.time_frames.astype(np.int64) + block.first_frame + block.inner.start, 0, n_frames - 1)
        mass += np.bincount(frame, weights=np.maximum(peaks.salience, 0), minlength=n_frames)
    return mass


def _cut(samples: Float32s, look: _Look) -> Float32s:
    start = look.start_frame * HOP_SAMPLES
    return samples[start : start + (look.n_frames - 1) * HOP_SAMPLES + WINDOW_SAMPLES]
