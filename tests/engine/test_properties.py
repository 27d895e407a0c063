"""Rules of the engine that hold whatever the music: examples are drawn by hypothesis."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.tunes import RATE_HZ, make_noise

from slipgui.engine.hashes import MAX_DISTANCE_FRAMES, STEPS_PER_BIN, hash_landmarks, unpack_hashes
from slipgui.engine.index import Index
from slipgui.engine.landmarks import make_landmarks
from slipgui.engine.matcher import Candidate, find_windows, make_look_ups
from slipgui.engine.parameters import PARAMETERS
from slipgui.engine.peaks import Peaks
from slipgui.engine.query import LandmarkSet
from slipgui.engine.recogniser import recognise
from slipgui.engine.segment import Segment
from slipgui.engine.segment_writer import Fingerprint, lay_out, make_fingerprint, write_segment
from slipgui.engine.verifier import verify


def random_peaks(seed: int, n: int = 200) -> Peaks:
    random = np.random.default_rng(seed)
    times = np.sort(random.uniform(0, 400, n)).astype(np.float32)
    bins = random.uniform(PARAMETERS.lowest_bin + 12, PARAMETERS.highest_bin - 40, n).astype(np.float32)
    return Peaks(times, bins, np.zeros(n, np.float32))


@given(st.integers(0, 10**6), st.integers(1, 100_000))
def test_a_sound_moved_in_time_keeps_its_hashes(seed, shift_frames):
    peaks = random_peaks(seed)
    # whole frames over a range that float32 holds to 1/128
    peaks = Peaks(np.round(peaks.time_frames * 128) / np.float32(128), peaks.frequency_bins, peaks.salience)
    moved = Peaks(peaks.time_frames + np.float32(shift_frames), peaks.frequency_bins, peaks.salience)
    pairs = make_landmarks(peaks, 5)
    moved_pairs = make_landmarks(moved, 5)
    np.testing.assert_array_equal(pairs.anchor, moved_pairs.anchor)
    np.testing.assert_array_equal(hash_landmarks(peaks, pairs), hash_landmarks(moved, moved_pairs))


@given(st.integers(0, 10**6), st.floats(0.94, 1.06))
def test_probing_the_right_speed_looks_up_the_hashes_of_the_reference(seed, speed):
    reference = random_peaks(seed)
    query = Peaks(
        (reference.time_frames / np.float32(speed)).astype(np.float32),
        (reference.frequency_bins * np.float32(speed)).astype(np.float32),
        reference.salience,
    )
    pairs = make_landmarks(reference, 5)
    look_ups = make_look_ups(LandmarkSet(query, pairs), speed, 1 / speed, 0.4)
    wanted = hash_landmarks(reference, pairs)
    is_usable = unpack_hashes(wanted)[2] < MAX_DISTANCE_FRAMES
    assert np.isin(wanted[is_usable], look_ups.hashes).mean() > 0.98


@given(st.integers(0, 10**6), st.integers(-1000, 1000))
def test_windows_move_with_the_diagonals(seed, shift):
    random = np.random.default_rng(seed)
    diagonals = np.sort(np.concatenate([random.integers(2000, 90_000, 400), random.integers(5000, 5003, 9)]))
    ratios, starts = find_windows(diagonals.astype(np.int32), 3, 10, 4, 0.01)
    moved_ratios, moved_starts = find_windows((diagonals + shift).astype(np.int32), 3, 10, 4, 0.01)
    assert 4998 <= starts[0] <= 5002  # the window of three holds at least one of the crowded frames
    assert moved_starts[0] == starts[0] + shift
    assert moved_ratios[0] == pytest.approx(ratios[0])


@given(st.integers(4, 200), st.integers(0, 10**6))
def test_more_hits_in_a_window_are_never_worth_less(n_hits, seed):
    background = np.random.default_rng(seed).integers(0, 100_000, 500)

    def best_ratio(n: int) -> float:
        diagonals = np.sort(np.concatenate([background, np.full(n, 200_000)])).astype(np.int32)
        ratios, starts = find_windows(diagonals, 3, 20, 4, 0.01)
        return float(ratios[starts == 200_000][0])

    assert best_ratio(n_hits + 1) > best_ratio(n_hits)


@pytest.fixture(scope="module")
def fingerprints(tunes) -> list[tuple[str, Fingerprint]]:
    return [(str(number), make_fingerprint(tune)) for number, tune in enumerate(tunes)]


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(6)), cut=st.integers(1, 5))
def test_the_order_in_which_tracks_were_added_does_not_matter(tmp_path_factory, tunes, fingerprints, order, cut):
    folder = tmp_path_factory.mktemp("order")
    for name, part in (("a", order[:cut]), ("b", order[cut:])):
        write_segment(folder / name, lay_out([fingerprints[number] for number in part]))
    index = Index([Segment(folder / "a"), Segment(folder / "b")])
    clip = tunes[2][8 * RATE_HZ : 14 * RATE_HZ] + make_noise(1, 6 * RATE_HZ, 0.1)
    match = recognise(index, clip)[0]
    assert match.track_id == "2"
    assert match.match.reference_start_s == pytest.approx(8.0, abs=0.03)


_CLEAR = 0.3
"""So much above the rest the right place is the best of the three that the verifier chooses from."""


@given(st.integers(0, 10**6), st.floats(0.05, 1.0))
@settings(max_examples=25, deadline=None)
def test_louder_music_at_the_right_places_never_scores_less(index, seed, step):
    track = index.track_at(0)
    assert track is not None
    frames, bins = index.peaks_between(100, 400)
    places = (np.rint(frames - 100).astype(int), np.rint(bins).astype(int))
    levels = np.random.default_rng(seed).uniform(-1, 0.5, (300, 512)).astype(np.float32)
    candidate = Candidate(100.0, 1.0, 1.0, 20.0)
    silent = np.zeros((300, STEPS_PER_BIN * 512), np.bool_)

    def score(raised: float) -> float:
        raised_levels = levels.copy()
        raised_levels[places] += np.float32(raised)
        return verify(index, raised_levels, [candidate], silent)[0].score

    scores = [score(_CLEAR + step * k) for k in range(4)]
    assert scores == sorted(scores)


@pytest.fixture(scope="module")
def with_silence(tunes, tmp_path_factory) -> Index:
    """Tracks that are silent themselves for a while: digitally, at a constant level, and but for a faint hiss."""
    folder = tmp_path_factory.mktemp("silence")
    pauses = [np.zeros(12 * RATE_HZ), np.full(12 * RATE_HZ, 5e-5), make_noise(77, 12 * RATE_HZ, 1e-4)]
    tracks = [
        np.concatenate([tune[: 9 * RATE_HZ], pause, tune[9 * RATE_HZ :]])
        for tune, pause in zip(tunes, pauses, strict=False)
    ]
    named = [(str(number), make_fingerprint(track.astype(np.float32))) for number, track in enumerate(tracks)]
    write_segment(folder / "a", lay_out(named))
    return Index([Segment(folder / "a")])


@given(st.floats(0, 30), st.floats(-1e-4, 1e-4))
@settings(max_examples=20, deadline=None)
def test_silence_is_never_recognised(with_silence, duration_s, level):
    silence = np.full(int(duration_s * RATE_HZ), level, np.float32)
    assert recognise(with_silence, silence) == []


@given(st.integers(100, 10**6))
@settings(max_examples=5, deadline=None)
def test_hiss_is_never_recognised(with_silence, seed):
    assert recognise(with_silence, make_noise(seed, 6 * RATE_HZ, 1e-4)) == []
