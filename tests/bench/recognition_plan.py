"""What the recognition benchmark asks: its goals, the rows of its table, and the clips of one round."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from clip_conditions import NEGATIVES

LENGTHS_S = (3.0, 5.0, 10.0, 15.0, 30.0)
N_ROUNDS = 50
"""Of a full run: each goal gets at least 200 clips after 40."""
LEAST_N = 200
"""Fewer clips than this do not settle a goal."""

NEAR_S = 0.05
"""A position this near is right."""

PLAIN = ("clean", "aac48", "fade", "xfade", "white0", "babble0", "phone", "duck")
CHANGED = ("speed+1", "speed-1", "speed+2", "speed-2", "speed+4", "speed-4", "speed+5", "speed-5", "tempo+6", "tempo-6",
           "pitch+1", "pitch-1", "pitch+2", "pitch-2")  # fmt: skip
CHANGED_UNDER_SPEECH = ("sp0speed+2", "sp0speed-2", "sp0speed+4", "sp0speed-4")
PLACED = (
    *PLAIN,
    "sp+6",
    "sp0",
    "sp-6",
    "sp-12",
    *(name for name in CHANGED if name.startswith("speed")),
    *CHANGED_UNDER_SPEECH,
)
"""Conditions in which the true position is known to a millisecond."""


@dataclass(frozen=True)
class Row:
    """A row of the table: clips that are counted together."""

    title: str
    conditions: tuple[str, ...]
    lengths_s: tuple[float, ...] = ()
    """Only clips of these lengths; all where empty."""
    goal: float | None = None
    """Least share that is to be recognised."""

    def holds(self, condition: str, length_s: float) -> bool:
        return condition in self.conditions and (not self.lengths_s or length_s in self.lengths_s)


GOALS = (
    Row("clean, AAC 48k, fades, crossfade, noise, phone, ducking", PLAIN, goal=0.99),
    Row("speech at +6 and 0 dB, from 3 s on", ("sp+6", "sp0"), goal=1.0),
    Row("speech at −6 dB, 5 s", ("sp-6",), (5.0,), 0.97),
    Row("speech at −6 dB, 3 s", ("sp-6",), (3.0,), 0.90),
    Row("speech at −12 dB, 10 s", ("sp-12",), (10.0,), 0.90),
    Row("speech at −12 dB, 5 s", ("sp-12",), (5.0,), 0.75),
    Row("speed up to ±5 %, tempo up to ±6 %, pitch ±1, ±2 semitones", CHANGED, goal=0.98),
    Row("speech at 0 dB and speed up to ±5 %", CHANGED_UNDER_SPEECH, goal=0.97),
)
BESIDE = (
    Row("recorded dialogue at 0 dB", ("dialogue0",)),
    Row("recorded dialogue at −6 dB", ("dialogue-6",)),
    Row("recorded dialogue at −12 dB", ("dialogue-12",)),
    Row("sound effects at 0 dB", ("effects0",)),
    Row("sound effects at −6 dB", ("effects-6",)),
    Row("applause at 0 dB", ("applause0",)),
    Row("two tracks at once (either is right)", ("two",)),
    Row("sting: 3 s of music in 10 s of dialogue", ("sting",)),
    Row("clip longer than the track", ("longer",)),
    Row("track cut in the middle", ("edited",)),
    Row("5.1, music on any channel, dialogue at 0 dB", ("surround",)),
    Row("eight mono tracks, music on any one", ("mono8",)),
)
"""Without a number to reach."""
FALSE = Row("clips without music of the catalogue", NEGATIVES, goal=0.005)
"""The greatest share that may be named."""

_MOSTLY_SHORT_S = (
    3.0, 5.0, 3.0, 10.0, 5.0, 15.0, 3.0, 10.0, 5.0, 30.0,
    3.0, 5.0, 3.0, 10.0, 5.0, 15.0, 3.0, 10.0, 5.0, 10.0,
)  # fmt: skip
_ROUND = (
    *((condition, LENGTHS_S, 1) for condition in PLAIN),
    *((condition, (3.0,), 1) for condition in ("sp+6", "sp0")),
    *((condition, LENGTHS_S, 2) for condition in ("sp+6", "sp0")),
    ("sp-6", (5.0,), 5), ("sp-6", (3.0,), 5), ("sp-6", (10.0, 15.0, 30.0), 1),
    ("sp-12", (10.0,), 5), ("sp-12", (5.0,), 5), ("sp-12", (3.0, 15.0, 30.0), 1),
    *((condition, LENGTHS_S, 1) for condition in CHANGED),
    ("sp0speed+2", LENGTHS_S, 1), ("sp0speed-2", LENGTHS_S, 1), ("sp0speed+4", LENGTHS_S, 2), ("sp0speed-4", LENGTHS_S, 2),
    *((condition, LENGTHS_S[:3], 1) for condition in ("dialogue0", "dialogue-6", "dialogue-12", "effects0", "effects-6", "applause0")),
    ("two", LENGTHS_S, 1), ("sting", (10.0,), 1), ("longer", (60.0,), 1), ("edited", (10.0, 15.0, 30.0), 1),
    ("surround", LENGTHS_S[:3], 1), ("mono8", LENGTHS_S[:3], 1),
    ("neg_unknown", _MOSTLY_SHORT_S, 8), ("neg_unknown_sp0", _MOSTLY_SHORT_S, 8),
    ("neg_unknown_white0", _MOSTLY_SHORT_S, 1), ("neg_unknown_effects0", _MOSTLY_SHORT_S, 1), ("neg_speech", _MOSTLY_SHORT_S, 2),
    ("neg_dialogue", _MOSTLY_SHORT_S, 2), ("neg_effects", _MOSTLY_SHORT_S, 2), ("neg_applause", _MOSTLY_SHORT_S, 1),
    ("neg_tones", _MOSTLY_SHORT_S, 2), ("neg_silence", _MOSTLY_SHORT_S, 1),
)  # fmt: skip
"""Condition, lengths that take turns, clips in each round."""

_COST_CONDITIONS = (*PLAIN, "sp+6", "sp0", "sp-6", "sp-12", *CHANGED, *CHANGED_UNDER_SPEECH)
_COST_NEGATIVES = ("neg_unknown", "neg_unknown_sp0", "neg_speech", "neg_dialogue", "neg_effects")
COST_LENGTH_S = 10.0
_N_COST_NEGATIVES = 6
_COST_FROM = 100_000
"""Their rounds have other numbers, so other clips."""


@dataclass(frozen=True)
class Job:
    """One clip to be made and recognised."""

    number: int
    """Of its round."""
    condition: str
    length_s: float
    n: int
    """Which one of the round."""


def round_jobs(number: int) -> Iterator[Job]:
    """The clips of a round; all kinds of negatives, every condition, the lengths in turn; mixed, so that it may end anywhere."""
    jobs: list[Job] = []
    for place, (condition, lengths_s, n_clips) in enumerate(_ROUND):
        for n in range(n_clips):
            length_s = lengths_s[(number + place + n) % len(lengths_s)]
            jobs.append(Job(number, condition, length_s, len(jobs)))
    return iter(_mixed(jobs, number))


def cost_jobs(number: int) -> Iterator[Job]:
    """The clips of 10 s by which the cost is measured: each condition with a goal once, six of each negative that has sound."""
    number += _COST_FROM
    jobs = [Job(number, condition, COST_LENGTH_S, 0) for condition in _COST_CONDITIONS]
    jobs += [Job(number, name, COST_LENGTH_S, n) for name in _COST_NEGATIVES for n in range(_N_COST_NEGATIVES)]
    return iter(_mixed(jobs, number))


def _mixed(jobs: list[Job], number: int) -> list[Job]:
    return [jobs[place] for place in np.random.default_rng(number).permutation(len(jobs))]
