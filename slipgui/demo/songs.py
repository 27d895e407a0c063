"""Five original songs, written as scores and synthesised; the same samples on every run.

A score says key, chords, rhythm and colours; the melody is composed from a seed: two motifs, repeated and varied, on notes of the chord at
the strong beats.  Notes come a few milliseconds early or late, so that no two bars are the same samples: a passage has one place.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from slipgui.demo import instruments
from slipgui.demo.instruments import SAMPLE_RATE_HZ, Instrument

Stereo = NDArray[np.float32]

ALBUM = "Demo reel"
LABEL = "Slip Demo Recordings"
_LENGTH_S = 66.0
_JITTER_S = 0.005
_MAJOR = (0, 2, 4, 5, 7, 9, 11)
_MINOR = (0, 2, 3, 5, 7, 8, 10)
_DORIAN = (0, 2, 3, 5, 7, 9, 10)
_MIXOLYDIAN = (0, 2, 4, 5, 7, 9, 10)
_LYDIAN = (0, 2, 4, 6, 7, 9, 11)


@dataclass(frozen=True, slots=True)
class Score:
    """What is played."""

    seed: int
    """Of the melody and of all chance in the playing."""
    tempo_bpm: float
    """Quarter notes per minute."""
    root_midi: int
    """Key note of the chords, as MIDI number."""
    scale: tuple[int, ...]
    """Semitones above the key note."""
    chords: tuple[int, ...]
    """Degree of the scale for each bar, again from the start when done."""
    n_steps: int
    """Eighth notes per bar: 8 in common time, 6 in a waltz."""
    lead: Instrument
    """Plays the melody."""
    harmony: Instrument
    """Plays the chords."""
    bass: Instrument
    """Plays their roots."""
    drums: Mapping[str, str]
    """Drum to one sign per eighth: x loud, o soft, . silent."""
    bass_steps: str
    """When the bass plays, in the same signs."""
    chord_steps: str
    """When the harmony plays, in the same signs."""
    is_broken: bool
    """Whether the chord's notes come one after another."""
    swing: float = 0.0
    """How much of an eighth every second one comes late."""
    chord_size: int = 3
    """Notes in a chord."""


@dataclass(frozen=True, slots=True)
class Song:
    """One song and what its tags say."""

    title: str
    artist: str
    isrc: str
    score: Score


SONGS = (
    Song(
        "Paper Harbour",
        "The Slip Edits",
        "QZ-SLP-26-00001",
        Score(
            seed=11, tempo_bpm=92, root_midi=50, scale=_MAJOR, chords=(0, 4, 5, 3, 0, 4, 3, 4), n_steps=8,
            lead=instruments.electric_piano, harmony=instruments.pluck, bass=instruments.round_bass,
            drums={"kick": "x..ox...", "snare": "..x...x.", "hat": "oooooooo"},
            bass_steps="x..xx...", chord_steps="xoxoxoxo", is_broken=True,
        ),
    ),
    Song(
        "Night Tram to Nowhere",
        "Velvet Offset",
        "QZ-SLP-26-00002",
        Score(
            seed=23, tempo_bpm=118, root_midi=57, scale=_MINOR, chords=(0, 5, 2, 6), n_steps=8,
            lead=instruments.reed, harmony=instruments.pad, bass=instruments.synth_bass,
            drums={"kick": "x.x.x.x.", "snare": "..x...x.", "hat": ".x.x.x.x"},
            bass_steps="xxxxxxxx", chord_steps="x.......", is_broken=False,
        ),
    ),
    Song(
        "Tin Lantern Waltz",
        "Marrow & Reed",
        "QZ-SLP-26-00003",
        Score(
            seed=37, tempo_bpm=152, root_midi=55, scale=_MIXOLYDIAN, chords=(0, 0, 3, 0, 6, 3, 4, 4), n_steps=6,
            lead=instruments.bell, harmony=instruments.marimba, bass=instruments.round_bass,
            drums={"kick": "x.....", "block": "..x.x.", "hat": "....o."},
            bass_steps="x.....", chord_steps="..x.x.", is_broken=False,
        ),
    ),
    Song(
        "Copper Static",
        "Longitude Nine",
        "QZ-SLP-26-00004",
        Score(
            seed=41, tempo_bpm=140, root_midi=52, scale=_DORIAN, chords=(0, 0, 3, 6, 0, 0, 2, 3), n_steps=8,
            lead=instruments.saw_lead, harmony=instruments.electric_piano, bass=instruments.synth_bass,
            drums={"kick": "x..x.x..", "snare": "..x....x", "hat": "xoxoxoxo"},
            bass_steps="x.xx.x.x", chord_steps=".x..x.x.", is_broken=False,
        ),
    ),
    Song(
        "Slow Weather",
        "Ines Halloway Quartet",
        "QZ-SLP-26-00005",
        Score(
            seed=59, tempo_bpm=74, root_midi=58, scale=_LYDIAN, chords=(0, 4, 5, 1, 3, 0, 1, 4), n_steps=8,
            lead=instruments.marimba, harmony=instruments.electric_piano, bass=instruments.round_bass,
            drums={"brush": "x.oxx.ox", "kick": "o...o..."},
            bass_steps="x.x.x.x.", chord_steps="x..o.x..", is_broken=False, swing=0.3, chord_size=4,
        ),
    ),
)  # fmt: skip


def render_song(song: Song) -> Stereo:
    """The song, two rows of float32 at ``SAMPLE_RATE_HZ``, peak 0.8, about 66 s; one second of CPU at most."""
    return _Player(song.score).play()


@dataclass(frozen=True, slots=True)
class _MelodyNote:
    """A note of a motif, in eighths and degrees above the chord's root."""

    step: int
    n_steps: int
    degree: int


class _Player:
    """Plays one score into one buffer."""

    def __init__(self, score: Score) -> None:
        self._score = score
        self._rng = np.random.default_rng(score.seed)
        self._step_s = 30.0 / score.tempo_bpm
        bar_s = self._step_s * score.n_steps
        self._n_bars = round(_LENGTH_S / bar_s)
        self._bar_s = bar_s
        self._mix = np.zeros((2, int((self._n_bars * bar_s + 2.5) * SAMPLE_RATE_HZ)))
        self._notes: dict[tuple[Instrument, float, float], NDArray[np.float64]] = {}
        self._drums = {
            "kick": instruments.kick(),
            "snare": instruments.snare(self._rng),
            "brush": instruments.brush(self._rng),
            "hat": instruments.hat(self._rng),
            "block": instruments.block(self._rng),
        }

    def play(self) -> Stereo:
        """The whole song."""
        motifs = [self._compose() for _ in range(4)]
        for bar in range(self._n_bars):
            chord = self._score.chords[bar % len(self._score.chords)]
            self._play_harmony(bar, chord)
            self._play_bass(bar, chord)
            is_tutti = 4 <= bar < self._n_bars - 2
            if is_tutti:
                self._play_drums(bar)
            if 2 <= bar < self._n_bars - 1:
                # A A B A in eights; each repeat a little different
                pair = 1 if (bar // 8) % 4 == 2 else 0
                self._play_melody(bar, chord, self._varied(motifs[2 * pair + bar % 2]))
        return self._mastered()

    def _compose(self) -> list[_MelodyNote]:
        """A motif of one bar."""
        notes, step, degree = [], 0, int(self._rng.choice((0, 2, 4)))
        while step < self._score.n_steps:
            n_steps = int(min(self._rng.choice((1, 1, 2, 2, 3)), self._score.n_steps - step))
            if self._rng.random() < 0.85:
                notes.append(_MelodyNote(step, n_steps, degree))
            step += n_steps
            degree = int(np.clip(degree + self._rng.choice((-2, -1, -1, 1, 1, 2)), -2, 8))
            if step % 4 == 0:
                degree -= degree % 2  # strong beats: notes of the chord
        return notes

    def _varied(self, motif: Sequence[_MelodyNote]) -> list[_MelodyNote]:
        """The motif with some notes left out or moved to a neighbour."""
        varied = []
        for note in motif:
            chance = self._rng.random()
            if chance < 0.1:
                continue
            moved = note.degree + int(self._rng.choice((-1, 1))) if chance < 0.35 and note.step % 4 else note.degree
            varied.append(_MelodyNote(note.step, note.n_steps, moved))
        return varied

    def _play_melody(self, bar: int, chord: int, notes: Sequence[_MelodyNote]) -> None:
        for note in notes:
            hz = self._pitch_hz(chord % 7 + note.degree, octave=1)
            self._place(self._score.lead, hz, note.n_steps, (bar, note.step), gain=0.34, pan=0.2)

    def _play_harmony(self, bar: int, chord: int) -> None:
        hits = [step for step, sign in enumerate(self._score.chord_steps) if sign != "."]
        for count, step in enumerate(hits):
            n_steps = (hits[count + 1] if count + 1 < len(hits) else self._score.n_steps) - step
            order = (0, 2, 1, 2) if self._score.chord_size == 3 else (0, 2, 3, 1)
            voices = [order[count % 4]] if self._score.is_broken else range(self._score.chord_size)
            for voice in voices:
                hz = self._pitch_hz(chord % 7 + 2 * voice)
                gain = 0.3 if self._score.is_broken else 0.17
                self._place(self._score.harmony, hz, n_steps, (bar, step), gain=gain, pan=-0.5 + 0.3 * voice)

    def _play_bass(self, bar: int, chord: int) -> None:
        hits = [step for step, sign in enumerate(self._score.bass_steps) if sign != "."]
        for count, step in enumerate(hits):
            n_steps = (hits[count + 1] if count + 1 < len(hits) else self._score.n_steps) - step
            is_fifth = count == len(hits) - 1 and len(hits) > 1 and bar % 2
            hz = self._pitch_hz(chord % 7 + (4 if is_fifth else 0), octave=-2)
            self._place(self._score.bass, hz * (2 if hz < 45 else 1), n_steps, (bar, step), gain=0.42, pan=0.0)

    def _play_drums(self, bar: int) -> None:
        for name, signs in self._score.drums.items():
            for step, sign in enumerate(signs):
                if sign != ".":
                    gain = (0.5 if sign == "x" else 0.25) * (0.5 if name in ("hat", "block", "brush") else 0.9)
                    self._add(self._drums[name], self._moment_s(bar, step), gain, 0.3 if name == "hat" else 0.0)

    def _pitch_hz(self, degree: int, octave: int = 0) -> float:
        octaves, step = divmod(degree, 7)
        midi = self._score.root_midi + self._score.scale[step] + 12 * (octaves + octave)
        return float(440.0 * 2 ** ((midi - 69) / 12))

    def _place(
        self, instrument: Instrument, hz: float, n_steps: int, at: tuple[int, int], *, gain: float, pan: float
    ) -> None:
        seconds = 0.95 * n_steps * self._step_s
        key = (instrument, hz, seconds)
        if key not in self._notes:
            self._notes[key] = instrument(hz, seconds)
        self._add(self._notes[key], self._moment_s(*at), gain * self._rng.uniform(0.8, 1.0), pan)

    def _moment_s(self, bar: int, step: int) -> float:
        late = self._score.swing * (step % 2)
        return bar * self._bar_s + (step + late) * self._step_s + 0.02 + self._rng.uniform(-_JITTER_S, _JITTER_S)

    def _add(self, samples: NDArray[np.float64], moment_s: float, gain: float, pan: float) -> None:
        start = int(moment_s * SAMPLE_RATE_HZ)
        part = samples[: self._mix.shape[1] - start]
        self._mix[0, start : start + len(part)] += gain * (1 - pan) / 1.5 * part
        self._mix[1, start : start + len(part)] += gain * (1 + pan) / 1.5 * part

    def _mastered(self) -> Stereo:
        """The mix in a small room, gently compressed, its end faded."""
        wet = self._mix.copy()
        for delay_s, gain in ((0.031, 0.16), (0.047, 0.13), (0.083, 0.1), (0.131, 0.07), (0.211, 0.045)):
            n_samples = int(delay_s * SAMPLE_RATE_HZ)
            wet[:, n_samples:] += gain * self._mix[::-1, :-n_samples]  # each echo from the other side
        wet = np.tanh(0.9 * wet / np.quantile(np.abs(wet[0, ::16]), 0.995))
        n_fade = int(2.5 * SAMPLE_RATE_HZ)
        wet[:, -n_fade:] *= np.linspace(1.0, 0.0, n_fade)
        mastered: Stereo = (0.8 * wet / np.abs(wet).max()).astype(np.float32)
        return mastered
