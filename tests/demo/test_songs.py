import numpy as np
import pytest

from slipgui.core.isrc import parse_isrc
from slipgui.demo.songs import SONGS, render_song


@pytest.fixture(scope="module")
def rendered():
    return {song.title: render_song(song) for song in SONGS}


def loudness(samples):
    """Level of every 50 ms: the rhythm of a song."""
    mono = samples.mean(axis=0)
    return np.sqrt(np.mean(mono[: len(mono) // 1102 * 1102].reshape(-1, 1102) ** 2, axis=1))


def pitches(samples):
    """Share of each of twelve pitch classes."""
    mono = samples.mean(axis=0)
    spectrum = np.abs(np.fft.rfft(mono)) ** 2
    hz = np.fft.rfftfreq(len(mono), 1 / 22_050)
    used = (hz > 80) & (hz < 2000)
    classes = np.round(12 * np.log2(hz[used] / 440)).astype(int) % 12
    return np.bincount(classes, spectrum[used], 12) / spectrum[used].sum()


def thinned(samples):
    """Mono at a quarter of the rate, so that long correlations are quick."""
    mono = samples.mean(axis=0)
    return mono[: len(mono) // 4 * 4].reshape(-1, 4).mean(axis=1)


def peak_correlation(one, other):
    """Largest correlation of two sounds over all shifts, 1.0 for the same sound."""
    a, b = thinned(one), thinned(other)
    n = 2**20
    product = np.fft.irfft(np.fft.rfft(a, n) * np.conj(np.fft.rfft(b, n)), n)
    return float(np.abs(product).max() / np.sqrt((a**2).sum() * (b**2).sum()))


def test_there_are_five_songs_with_their_own_titles_and_isrcs():
    assert len({song.title for song in SONGS}) == len({song.artist for song in SONGS}) == 5
    assert [song.isrc for song in SONGS] == [f"QZ-SLP-26-0000{n}" for n in range(1, 6)]
    assert all(parse_isrc(song.isrc) for song in SONGS)


def test_every_song_lasts_about_a_minute_and_does_not_clip(rendered):
    for samples in rendered.values():
        assert samples.shape[0] == 2
        assert 60 < samples.shape[1] / 22_050 < 75
        assert np.abs(samples).max() == pytest.approx(0.8, abs=0.001)
        assert np.isfinite(samples).all()


def test_every_song_is_music_throughout_not_noise_or_silence(rendered):
    for samples in rendered.values():
        levels = loudness(samples)[:-60]
        assert np.median(levels) > 0.05
        assert (levels > 0.005).mean() > 0.97
        assert pitches(samples).max() > 1.8 / 12  # a key, where noise spreads evenly


def test_songs_are_the_same_on_every_run(rendered):
    song = SONGS[2]
    np.testing.assert_array_equal(render_song(song), rendered[song.title])


def test_no_two_songs_sound_alike(rendered):
    titles = list(rendered)
    for n, one in enumerate(titles):
        for other in titles[n + 1 :]:
            assert peak_correlation(rendered[one], rendered[other]) < 0.2


def test_no_passage_of_a_song_comes_back_as_the_same_samples(rendered):
    for samples in rendered.values():
        mono, second = thinned(samples), 22_050 // 4
        passage = mono[20 * second : 26 * second]
        n = 2**19
        product = np.fft.irfft(np.fft.rfft(mono, n) * np.conj(np.fft.rfft(passage, n)), n)[: len(mono)]
        best = int(np.argmax(np.abs(product)))
        assert best == 20 * second
        product[best - second // 4 : best + second // 4] = 0
        assert np.abs(product).max() < 0.75 * (passage**2).sum()
