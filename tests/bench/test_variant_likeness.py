"""Made-up tracks of the benchmark's catalogue are recordings of their own: none sounds like a real one to the engine."""

import numpy as np
import pytest
from large_catalogue import VARIANT_PREFIX, all_tracks, make_variant
from support.tunes import make_tune
from variant_likeness import ALIKE_FROM, RealTracks

from slipgui.engine.parameters import FRAMES_PER_S
from slipgui.engine.peaks import Peaks, find_reference_peaks
from slipgui.engine.spectrogram import count_frames

LENGTH_S = 130.0


def scattered(seed):
    """Peaks anywhere: music without a beat."""
    random, n, n_frames = np.random.default_rng(seed), int(28 * LENGTH_S), int(LENGTH_S * FRAMES_PER_S)
    times, bins = np.sort(random.uniform(0, n_frames - 1, n)), random.uniform(8, 490, n)
    return Peaks(*(values.astype(np.float32) for values in (times, bins, random.random(n)))), n_frames


def changed(track, tempo, semitones):
    peaks, n_frames = track
    times, bins = peaks.time_frames * np.float32(tempo), peaks.frequency_bins * np.float32(2 ** (semitones / 12))
    inside = Peaks(times, bins, peaks.salience).select(bins < 500)
    return inside, int(n_frames * tempo)


@pytest.mark.parametrize(("tempo", "semitones"), [(1.0, 0), (0.9, 0), (1.12, 0), (1.0, 1), (1.02, -2)])
def test_a_track_that_a_clip_may_be_changed_into_is_alike(tempo, semitones):
    real = RealTracks([scattered(1), scattered(2)])
    assert real.likeness(changed(scattered(2), tempo, semitones)) > ALIKE_FROM


def test_ten_seconds_of_a_real_track_are_enough():
    (peaks, n_frames), (taken, _) = scattered(3), scattered(2)
    begin, end = 2000, 2000 + 10 * FRAMES_PER_S
    parts = (
        peaks.select(peaks.time_frames < begin),
        taken.select((taken.time_frames >= begin) & (taken.time_frames < end)),
    )
    assert RealTracks([scattered(1), scattered(2)]).likeness((parts[0], n_frames)) < ALIKE_FROM
    both = Peaks(
        *(
            np.concatenate([getattr(part, name) for part in parts])
            for name in ("time_frames", "frequency_bins", "salience")
        )
    )
    assert RealTracks([scattered(1), scattered(2)]).likeness((both, n_frames)) > ALIKE_FROM


def test_another_recording_and_another_pitch_are_not():
    real = RealTracks([scattered(1), scattered(2)])
    assert real.likeness(scattered(3)) < ALIKE_FROM
    assert real.likeness(changed(scattered(2), 1.0, 5)) < ALIKE_FROM


def test_variants_that_sound_like_a_parent_are_made_anew(capsys):
    samples = make_tune(1, LENGTH_S)  # notes on one grid: stretched by a quarter they meet again
    tracks = {"tune.ogg": (find_reference_peaks(samples), count_frames(len(samples)))}
    tracks |= {f"{seed}.ogg": scattered(seed) for seed in range(3)}
    real = RealTracks(list(tracks.values()))
    first_tries = [make_variant(list(tracks.values()), np.random.default_rng([1, place])) for place in range(4, 16)]
    n_alike = sum(real.likeness(variant) >= ALIKE_FROM for variant in first_tries)
    made = dict(all_tracks(tracks, 16, seed=1))
    assert n_alike > 0
    assert len(made) == 16
    assert all(real.likeness(made[name]) < ALIKE_FROM for name in made if name.startswith(VARIANT_PREFIX))
    n_told = int(capsys.readouterr().err.split()[0])
    assert n_told >= n_alike
