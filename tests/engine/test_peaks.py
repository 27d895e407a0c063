import numpy as np
from support.tunes import RATE_HZ, make_noise, make_tune

from slipgui.engine.parameters import HOP_SAMPLES, PARAMETERS
from slipgui.engine.peaks import find_peaks, find_reference_peaks, strongest
from slipgui.engine.spectrogram import BLOCK_FRAMES, make_spectrogram


def test_silence_has_no_peaks():
    assert len(find_reference_peaks(np.zeros(20 * RATE_HZ, np.float32))) == 0


def test_a_steady_tone_has_hardly_any():
    tone = 0.3 * np.sin(2 * np.pi * 440 * np.arange(20 * RATE_HZ) / RATE_HZ).astype(np.float32)
    assert len(find_reference_peaks(tone)) < 5 * 20


def test_every_peak_is_the_greatest_in_its_reach():
    spectrogram = make_spectrogram(make_tune(1, 8.0))
    x, peaks = spectrogram.whitened, find_peaks(spectrogram, 10, 7)
    for t, f in zip(np.rint(peaks.time_frames).astype(int), np.rint(peaks.frequency_bins).astype(int), strict=True):
        around = x[max(0, t - 6) : t + 7, f - 8 : f + 9]
        assert around.max() <= x[max(0, t - 1) : t + 2, f - 1 : f + 2].max()
        assert around.max() > PARAMETERS.peak_floor


def test_parabolic_frequency_is_finer_than_a_bin():
    frequency_bins, click = 123.3, np.hanning(3000)
    samples = np.zeros(8 * RATE_HZ, np.float32)
    samples[30_000:33_000] = click * np.sin(2 * np.pi * frequency_bins / 1024 * np.arange(3000))
    peaks = find_peaks(make_spectrogram(samples), 10, 7)
    assert np.abs(peaks.frequency_bins[peaks.salience.argmax()] - frequency_bins) < 0.2


def test_strongest_keeps_the_most_salient_of_each_block():
    peaks = find_peaks(make_spectrogram(make_noise(5, 10 * RATE_HZ)), 5, 4)
    kept = strongest(peaks, 10)
    block = peaks.time_frames.astype(int) // PARAMETERS.salience_block_frames
    for number in np.unique(block):
        inside = peaks.salience[block == number]
        chosen = peaks.salience[(block == number) & kept]
        assert len(chosen) == min(20, len(inside))
        assert sorted(chosen) == sorted(inside)[-len(chosen) :]


def test_reference_peaks_come_in_order_of_time_and_at_most_28_a_second():
    peaks = find_reference_peaks(make_noise(6, 30 * RATE_HZ))
    assert (np.diff(peaks.time_frames) >= 0).all()
    assert len(peaks) <= 28 * 31


def test_the_seam_between_two_blocks_is_not_heard():
    tune = make_tune(2, 70.0)
    seam = BLOCK_FRAMES
    part = find_peaks(make_spectrogram(tune[(seam - 500) * HOP_SAMPLES :][: 1000 * HOP_SAMPLES]), 10, 7)
    whole = find_reference_peaks(tune)
    near = whole.select(np.abs(whole.time_frames - seam) < 60)
    found = [
        ((np.abs(part.time_frames - t + seam - 500) < 0.1) & (np.abs(part.frequency_bins - f) < 0.1)).sum()
        for t, f in zip(near.time_frames, near.frequency_bins, strict=True)
    ]
    assert len(found) > 50
    assert set(found) == {1}
