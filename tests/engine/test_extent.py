import numpy as np
import pytest
from support.tunes import RATE_HZ, make_noise

from slipgui.engine.extent import Extent, find_extent, sound_blocks
from slipgui.engine.matcher import Candidate
from slipgui.engine.parameters import FRAME_S
from slipgui.engine.spectrogram import count_frames
from slipgui.engine.verifier import Verdict


def extent_of(index, clip, verdict: Verdict, found: Extent) -> Extent:
    return find_extent(index, sound_blocks(clip), count_frames(len(clip)), verdict, found)


def verdict_at(index, number: int, diagonal_s: float) -> Verdict:
    track = index.track_at(index.segments[0].tracks[number].first_frame)
    return Verdict(12.0, track, Candidate(track.first_frame + diagonal_s / FRAME_S, 1.0, 1.0, 50.0))


def extent_s(extent: Extent) -> tuple[float, float]:
    return extent.start_frame * FRAME_S, extent.stop_frame * FRAME_S


def test_music_in_the_middle_of_noise_is_cut_out(index, tunes):
    noise = [make_noise(seed, 8 * RATE_HZ, 0.1) for seed in (1, 2)]
    clip = np.concatenate([noise[0], tunes[1][5 * RATE_HZ : 17 * RATE_HZ], noise[1]])
    found = extent_of(index, clip, verdict_at(index, 1, -3.0), Extent(10 / FRAME_S, 18 / FRAME_S))
    assert extent_s(found) == pytest.approx((8, 20), abs=1.0)


def test_music_to_the_very_ends_is_not_cut(index, tunes):
    clip = tunes[2][5 * RATE_HZ : 17 * RATE_HZ]
    found = extent_of(index, clip, verdict_at(index, 2, 5.0), Extent(0, 500))
    assert extent_s(found) == pytest.approx((0, 12), abs=0.1)


def test_a_clip_longer_than_the_track_ends_with_the_track(index, tunes):
    clip = np.concatenate([make_noise(1, 4 * RATE_HZ, 0.1), tunes[0], make_noise(2, 6 * RATE_HZ, 0.1)])
    found = extent_of(index, clip, verdict_at(index, 0, -4.0), Extent(10 / FRAME_S, 25 / FRAME_S))
    assert extent_s(found) == pytest.approx((4, 34), abs=1.0)
