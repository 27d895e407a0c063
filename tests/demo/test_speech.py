import numpy as np
import pytest

from slipgui.demo.speech import make_speech

RATE_HZ = 22_050


@pytest.fixture(scope="module")
def speech():
    return make_speech(15.0, RATE_HZ, seed=4)


def test_speech_has_the_wanted_length_and_level(speech):
    assert speech.dtype == np.float32
    assert len(speech) == 15 * RATE_HZ
    assert np.sqrt(np.mean(speech**2)) == pytest.approx(0.1, abs=0.001)


def test_same_seed_gives_the_same_speech_and_another_seed_another(speech):
    np.testing.assert_array_equal(make_speech(15.0, RATE_HZ, seed=4), speech)
    assert abs(np.corrcoef(make_speech(15.0, RATE_HZ, seed=5), speech)[0, 1]) < 0.1


def test_speech_has_syllables_and_pauses(speech):
    levels = np.sqrt(np.mean(speech[: len(speech) // 441 * 441].reshape(-1, 441) ** 2, axis=1))  # every 20 ms
    silent = levels < 0.005
    pauses = np.diff(np.flatnonzero(np.diff(silent.astype(int))))
    assert 0.05 < silent.mean() < 0.5
    assert pauses.max() * 0.02 > 0.25
    rhythm = np.abs(np.fft.rfft(levels - levels.mean()))
    hz = np.fft.rfftfreq(len(levels), 0.02)
    assert (
        rhythm[(hz > 2) & (hz < 8)].sum() > rhythm[(hz > 10) & (hz < 16)].sum()
    )  # syllables come 2 to 8 times a second


def test_voice_lies_low_and_its_formants_above_it(speech):
    spectrum = np.abs(np.fft.rfft(speech)) ** 2
    hz = np.fft.rfftfreq(len(speech), 1 / RATE_HZ)
    share = {
        low: spectrum[(hz >= low) & (hz < low * 2)].sum() / spectrum.sum() for low in (25, 100, 200, 400, 800, 4000)
    }
    assert share[25] < 0.02
    assert share[200] + share[400] > 0.3
    assert share[4000] > 0.0005  # the hisses
