import contextlib

import numpy as np
import pytest
from support.tunes import RATE_HZ, make_tune

from slipgui.engine.parameters import N_BINS
from slipgui.engine.peaks import Peaks
from slipgui.engine.programme_sound import KeptSound, cut_pieces
from slipgui.engine.spectrogram import BLOCK_FRAMES, count_frames, make_spectrogram


@pytest.mark.parametrize("seconds", [0.3, 59.0, 60.0, 61.5, 150.0])
def test_pieces_cover_every_frame_once(seconds):
    samples = np.zeros(int(seconds * RATE_HZ), np.float32)
    pieces = list(cut_pieces(samples[i : i + 7001] for i in range(0, len(samples), 7001)))
    assert [piece.begin for piece in pieces] == [BLOCK_FRAMES * number for number in range(len(pieces))]
    assert pieces[-1].begin + pieces[-1].n_frames == count_frames(len(samples))


def test_inner_frames_are_as_if_computed_in_one_piece():
    samples = make_tune(8, 130.0)
    whole = make_spectrogram(samples).whitened
    for piece in cut_pieces([samples]):
        part = make_spectrogram(piece.samples).whitened[piece.inner]
        assert np.abs(part - whole[piece.begin : piece.begin + len(part)]).max() < 0.01


def test_no_sound_gives_no_piece():
    assert list(cut_pieces([])) == []


def test_what_is_kept_is_given_back_across_pieces(tmp_path):
    random = np.random.default_rng(3)
    levels = random.integers(-40, 120, (2 * BLOCK_FRAMES, N_BINS)).astype(np.int8)
    with contextlib.closing(KeptSound(tmp_path)) as sound:
        sound.open()
        for number in range(2):
            part = levels[number * BLOCK_FRAMES : (number + 1) * BLOCK_FRAMES]
            time = np.arange(0, BLOCK_FRAMES, 10, dtype=np.float32)
            sound.append(Peaks(time, time, time), part, np.full(BLOCK_FRAMES, number, np.float32))
        low, high = BLOCK_FRAMES - 100, BLOCK_FRAMES + 100
        assert np.array_equal(sound.levels(low, high), levels[low:high])
        assert sound.peaks(low, high).time_frames.tolist() == list(range(0, 200, 10))
        assert sound.n_frames == 2 * BLOCK_FRAMES
        assert sound.power(low, high).tolist() == [0.0] * 100 + [1.0] * 100
