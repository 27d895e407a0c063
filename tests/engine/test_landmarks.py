import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from slipgui.engine.landmarks import make_landmarks
from slipgui.engine.peaks import Peaks


def make_peaks(seed: int, n: int) -> Peaks:
    random = np.random.default_rng(seed)
    time = np.sort(random.uniform(0, n / 2, n)).astype(np.float32)
    return Peaks(time, random.uniform(8, 500, n).astype(np.float32), np.zeros(n, np.float32))


@given(st.integers(0, 1000), st.integers(0, 120), st.integers(1, 8))
def test_landmarks_are_the_next_peaks_in_reach(seed, n, fan_out):
    peaks = make_peaks(seed, n)
    landmarks = make_landmarks(peaks, fan_out)
    found: dict[int, list[int]] = {}
    for anchor, target in zip(landmarks.anchor.tolist(), landmarks.target.tolist(), strict=True):
        found.setdefault(anchor, []).append(target)
    t, f = peaks.time_frames, peaks.frequency_bins
    for anchor in range(n):
        reachable = [
            k
            for k in range(anchor + 1, n)
            if 1.5 <= t[k] - t[anchor] < np.float32(31.4) and abs(f[k] - f[anchor]) < 99.5
        ]
        assert sorted(found.get(anchor, [])) == reachable[:fan_out]


def test_no_peaks_no_landmarks():
    assert len(make_landmarks(make_peaks(0, 0), 5).anchor) == 0
