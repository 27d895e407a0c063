"""Where in the clip and where in the track: from what was found of one track to its match."""

import math
from dataclasses import dataclass, replace
from itertools import pairwise

from slipgui.core.outcome import Match, Run
from slipgui.engine.arrays import Float32s
from slipgui.engine.extent import Extent, SoundBlock, SoundBlocks, find_extent, sound_blocks
from slipgui.engine.index import Index, IndexTrack
from slipgui.engine.matcher import Candidate
from slipgui.engine.parameters import FRAME_S, FRAMES_PER_S, HOP_SAMPLES
from slipgui.engine.query import Query
from slipgui.engine.refiner import refine
from slipgui.engine.repeats import find_repeats
from slipgui.engine.spectrogram import count_frames
from slipgui.engine.verifier import Verdict, verify

_SAME_PLACE_FRAMES = 8
_LEAST_RUN_FRAMES = round(FRAMES_PER_S)
_MOST_OVERLAP = 0.25
_MOST_TRIED = 12
_MOST_RIVALS = 60
_CLEARLY_S = 0.3


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict of one look; its diagonal counts from the look's first frame."""

    verdict: Verdict
    """What was found."""
    query: Query
    """What was searched …"""
    start_frame: int
    """… and where in the clip it begins."""
    allowance: float
    """Added to the scores of verdicts on this look (score.py)."""

    @property
    def score(self) -> float:
        """Engine score, what was searched allowed for."""
        return self.verdict.score + self.allowance


@dataclass(frozen=True, slots=True)
class Placed:
    """A track and where it lies in the clip."""

    score: float
    """Engine score, what was searched allowed for."""
    match: Match
    """For people."""
    track: IndexTrack
    """The track."""
    candidate: Candidate
    """The line of its main run; frames of the clip."""

    def line_from(self, start_frame: int) -> Candidate:
        """The same in frames from one of the clip on."""
        return replace(self.candidate, diagonal=self.candidate.diagonal + self.candidate.speed * start_frame)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch of the clip and the line along which it agrees with the track; frames of the clip."""

    extent: Extent
    candidate: Candidate
    score: float
    track: IndexTrack

    def reference_frame(self, frame: float) -> float:
        return self.candidate.diagonal + self.candidate.speed * frame


def place(index: Index, samples: Float32s, findings: list[Finding]) -> Placed:
    """Where one track lies.

    Parameters
    ----------
    index
        Where it was found.
    samples
        The whole clip.
    findings
        All of this track, the best first.
    """
    main, repeats_frames = _settle(index, findings[0], _follow(index, samples, findings[0]))
    runs = [main]
    n_frames = count_frames(len(samples))
    for finding in findings[1:_MOST_TRIED]:
        if _uncovered_frames(runs, n_frames) < (1 - _MOST_OVERLAP) * _LEAST_RUN_FRAMES:
            break  # music in a loop agrees at many places: none of them has room left in the clip
        if all(_is_elsewhere(finding, run) for run in runs):
            other = _follow(index, samples, finding)
            if other.extent.stop_frame - other.extent.start_frame >= _LEAST_RUN_FRAMES and all(
                _overlap(other.extent, run.extent) < _MOST_OVERLAP for run in runs
            ):
                runs.append(other)
    runs = _part(runs)
    spans = [_span(samples, run) for run in runs]
    span = next(span for span, run in zip(spans, runs, strict=True) if run.candidate == main.candidate)
    match = Match(
        query_start_s=span.query_start_s,
        query_stop_s=span.query_stop_s,
        reference_start_s=span.reference_start_s,
        speed=round(main.candidate.speed, 4),
        pitch_semitones=round(-12 * math.log2(main.candidate.pitch_ratio), 2) + 0.0,
        file=None,
        repeats_s=_repeats_s(repeats_frames, span.reference_start_s),
        runs=tuple(spans) if len(spans) > 1 else (),
    )
    return Placed(main.score, match, main.track, main.candidate)


def _follow(index: Index, samples: Float32s, finding: Finding) -> _Stretch:
    """A finding with its speed made exact and its ends found in the whole clip."""
    query, n_frames = finding.query, count_frames(len(samples))
    refined = refine(index, query, finding.verdict, query.heard)
    candidate = Candidate(
        refined.candidate.diagonal - refined.candidate.speed * finding.start_frame,
        refined.candidate.speed,
        refined.candidate.pitch_ratio,
        refined.candidate.log_likelihood_ratio,
    )
    score = refined.score + finding.allowance
    found = Extent(finding.start_frame, finding.start_frame + query.n_frames)
    blocks = _whole(query) if query.n_frames == n_frames else sound_blocks(samples)
    extent = find_extent(index, blocks, n_frames, Verdict(score, refined.track, candidate), found)
    return _Stretch(extent, candidate, score, refined.track)


def _settle(index: Index, finding: Finding, found: _Stretch) -> tuple[_Stretch, list[float]]:
    """The stretch where the clip agrees best among all places of the track that sound the same, and how far the others are from it."""
    start, stop = found.reference_frame(found.extent.start_frame), found.reference_frame(found.extent.stop_frame)
    places = [0.0, *find_repeats(index, found.track, start, stop)]
    speed, query = found.candidate.speed, finding.query
    at_query = found.candidate.diagonal + speed * finding.start_frame
    rivals = [replace(found.candidate, diagonal=at_query + place) for place in places[1 : _MOST_RIVALS + 1]]
    better = verify(index, query.levels, rivals, query.heard, least_s=found.score - finding.allowance)
    verdicts = [verdict for verdict in better if verdict.track == found.track]
    if not verdicts or verdicts[0].score + finding.allowance < found.score + _CLEARLY_S:
        return found, places[1:]
    moved = min(places, key=lambda place: abs(at_query + place - verdicts[0].candidate.diagonal))
    candidate = replace(found.candidate, diagonal=found.candidate.diagonal + moved)
    score = verdicts[0].score + finding.allowance
    settled = replace(found, candidate=candidate, score=score)
    return settled, sorted(place - moved for place in places if place != moved)


def _whole(query: Query) -> SoundBlocks:
    """A query that is the whole clip has its levels and peaks already."""
    return lambda start_frame, stop_frame: [SoundBlock(0, slice(0, query.n_frames), query.levels, query.heard)]


def _is_elsewhere(finding: Finding, run: _Stretch) -> bool:
    candidate, middle = finding.verdict.candidate, finding.query.n_frames / 2
    there = candidate.diagonal + candidate.speed * middle
    return abs(there - run.reference_frame(finding.start_frame + middle)) > _SAME_PLACE_FRAMES


def _uncovered_frames(runs: list[_Stretch], n_frames: int) -> float:
    """Frames of the clip that no run covers."""
    covered, reached = 0.0, 0.0
    for run in sorted(runs, key=lambda run: run.extent.start_frame):
        covered += max(0.0, run.extent.stop_frame - max(reached, run.extent.start_frame))
        reached = max(reached, run.extent.stop_frame)
    return n_frames - covered


def _overlap(extent: Extent, other: Extent) -> float:
    """How much of ``extent`` lies inside the other, 0 to 1."""
    shared = min(extent.stop_frame, other.stop_frame) - max(extent.start_frame, other.start_frame)
    return max(0.0, shared) / max(1.0, extent.stop_frame - extent.start_frame)


def _part(runs: list[_Stretch]) -> list[_Stretch]:
    """The runs in the order of the clip; two that overlap meet in the middle: at a cut one note may go on as another begins."""
    runs = sorted(runs, key=lambda run: run.extent.start_frame)
    for i, (one, other) in enumerate(pairwise(runs)):
        if other.extent.start_frame < one.extent.stop_frame:
            middle = (other.extent.start_frame + one.extent.stop_frame) / 2
            runs[i] = replace(runs[i], extent=replace(runs[i].extent, stop_frame=middle))
            runs[i + 1] = replace(other, extent=replace(other.extent, start_frame=middle))
    return runs


def _span(samples: Float32s, run: _Stretch) -> Run:
    start_frame = run.extent.start_frame
    return Run(
        query_start_s=round(start_frame * FRAME_S, 3),
        query_stop_s=round(_stop_s(samples, run.extent), 3),
        reference_start_s=round(max(0.0, run.reference_frame(start_frame) - run.track.first_frame) * FRAME_S, 3),
    )


def _repeats_s(repeats_frames: list[float], reference_start_s: float) -> tuple[float, ...]:
    places_s = [round(reference_start_s + distance * FRAME_S, 3) for distance in repeats_frames]
    return tuple(place_s for place_s in places_s if place_s >= 0)


def _stop_s(samples: Float32s, extent: Extent) -> float:
    """End of the extent in seconds; a frame is a window of 93 ms, so the last one reaches to the end of the clip."""
    clip_s = len(samples) / HOP_SAMPLES * FRAME_S
    return clip_s if extent.stop_frame >= count_frames(len(samples)) - 1 else min(clip_s, extent.stop_frame * FRAME_S)
