import numpy as np
import pytest
from support.tunes import make_noise, make_tune

from slipgui.engine.parameters import HOP_SAMPLES, N_BINS, SAMPLE_RATE_HZ, WINDOW_SAMPLES
from slipgui.engine.spectrogram import (
    BLOCK_FRAMES,
    box_mean,
    count_frames,
    iterate_blocks,
    make_spectrogram,
    running_maximum,
)


@pytest.mark.parametrize("n_samples", [0, 1, WINDOW_SAMPLES, 5000, 50_001])
def test_count_of_frames_is_that_of_the_spectrogram(n_samples):
    spectrogram = make_spectrogram(make_noise(1, n_samples))
    assert spectrogram.whitened.shape == (count_frames(n_samples), N_BINS)
    assert spectrogram.whitened.dtype == spectrogram.log_magnitude.dtype == np.float32


def test_silence_is_flat():
    spectrogram = make_spectrogram(np.zeros(30_000, np.float32))
    assert np.abs(spectrogram.whitened).max() < 1e-3


def test_a_tone_lies_in_its_bin():
    bin_number = 100
    time = np.arange(20_000) / SAMPLE_RATE_HZ
    tone = np.sin(2 * np.pi * bin_number * SAMPLE_RATE_HZ / WINDOW_SAMPLES * time).astype(np.float32)
    assert (make_spectrogram(tone).log_magnitude.argmax(axis=1) == bin_number).all()


def test_level_does_not_change_the_whitened_part():
    noise = make_noise(3, 60_000)
    difference = np.abs(make_spectrogram(noise).whitened - make_spectrogram(noise / 8).whitened)
    assert difference.mean() < 0.01
    assert np.quantile(difference, 0.99) < 0.1


def test_not_a_number_and_infinity_stay_where_they_are():
    tune = make_tune(3, 6.0)
    broken = tune.copy()
    broken[5000:5003] = (np.nan, np.inf, -np.inf)
    whole, hurt = make_spectrogram(tune).whitened, make_spectrogram(broken).whitened
    assert np.isfinite(hurt).all()
    first_clean_frame = 5003 // HOP_SAMPLES + 40
    np.testing.assert_allclose(hurt[first_clean_frame:], whole[first_clean_frame:], atol=2e-3)


@pytest.mark.parametrize("width", [1, 5, 7, 31, 33])
@pytest.mark.parametrize("n", [3, 6, 7, 8, 77])
def test_box_mean_is_the_mean_over_what_is_there(n, width):
    values, half = make_noise(2, n * 9).reshape(9, n) - 3, width // 2
    slow = np.array([values[:, max(0, i - half) : i + half + 1].mean(axis=1) for i in range(n)]).T
    np.testing.assert_allclose(box_mean(values, width), slow, atol=2e-6)


@pytest.mark.parametrize("n_samples", [3000, 9000, 16_000, 60_000])
def test_the_whitened_part_is_the_level_above_its_surroundings(n_samples):
    spectrogram = make_spectrogram(make_noise(5, n_samples))
    level = spectrogram.log_magnitude
    for frame in {0, len(level) // 3, len(level) - 1}:
        for bin_number in (0, 200, N_BINS - 1):
            around = level[max(0, frame - 32) : frame + 33, max(0, bin_number - 15) : bin_number + 16]
            rows_mean = around.mean(axis=1)  # every row has as many bins: the mean of means
            expected = level[frame, bin_number] - rows_mean.mean()
            assert spectrogram.whitened[frame, bin_number] == pytest.approx(expected, abs=1e-3)


@pytest.mark.parametrize("reach", [1, 3, 4, 7, 10])
def test_running_maximum_is_the_greatest_in_reach(reach):
    values = make_noise(3, 60 * 5).reshape(60, 5)
    slow = np.array([values[max(0, i - reach) : i + reach + 1].max(axis=0) for i in range(60)])
    np.testing.assert_array_equal(running_maximum(values, reach, axis=0), slow)
    np.testing.assert_array_equal(running_maximum(values.T.copy(), reach, axis=1), slow.T)


def test_blocks_together_are_the_whole():
    noise = make_noise(4, (2 * BLOCK_FRAMES + 300) * HOP_SAMPLES)
    whole = make_spectrogram(noise).whitened
    blocks = list(iterate_blocks(noise))
    assert len(blocks) == 3
    joined = np.concatenate([block.spectrogram.whitened[block.inner] for block in blocks])
    np.testing.assert_allclose(joined, whole, atol=5e-3)


def test_a_range_of_blocks_begins_and_ends_where_asked():
    noise = make_noise(4, 1000 * HOP_SAMPLES)
    (block,) = iterate_blocks(noise, 200, 700)
    assert block.first_frame + block.inner.start == 200
    assert block.first_frame + block.inner.stop == 700
