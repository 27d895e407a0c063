import numpy as np
import pytest
from support.clips import make_clip
from support.tunes import RATE_HZ, make_tune, play_faster

from slipgui.engine.duplicates import find_duplicates
from slipgui.engine.index import Index
from slipgui.engine.segment import Segment
from slipgui.engine.segment_writer import lay_out, make_fingerprint, write_segment
from slipgui.media.decode import decode_samples


@pytest.fixture
def find(tmp_path):
    def find(**tracks) -> dict[frozenset, float]:
        """Pairs found and how long they are the same; every track is a segment of its own."""
        for name, samples in tracks.items():
            write_segment(tmp_path / name, lay_out([(name, make_fingerprint(samples))]))
        index = Index([Segment(tmp_path / name) for name in tracks])
        found = list(find_duplicates(index))
        assert len({frozenset((pair.track_id, pair.other_id)) for pair in found}) == len(found)
        return {(pair.track_id, pair.other_id): pair.shared_s for pair in found}

    return find


def test_a_recording_and_its_compressed_copy_are_one(find, tmp_path):
    tune = make_tune(1, 40.0)
    copy = make_clip(tmp_path / "copy.m4a", samples=np.repeat(tune, 4), sample_rate_hz=44_100, bit_rate=48_000)
    found = find(first=tune, other=make_tune(2, 40.0), copy=decode_samples(copy, RATE_HZ))
    assert found == {("copy", "first"): pytest.approx(40, abs=1)}


def test_a_part_cut_anywhere_is_the_same_recording(find):
    tune = make_tune(3, 60.0)
    found = find(part=tune[RATE_HZ * 11 + 77 : RATE_HZ * 41], whole=tune)
    assert found == {("whole", "part"): pytest.approx(30, abs=1)}


def test_another_speed_a_mix_and_a_short_quotation_are_other_recordings(find):
    tune, other = make_tune(4, 40.0), make_tune(5, 40.0)
    quotation = np.concatenate([other[: 15 * RATE_HZ], tune[: 10 * RATE_HZ], other[15 * RATE_HZ :]])
    mix = 0.5 * tune + 0.5 * make_tune(6, 40.0)
    assert find(tune=tune, faster=play_faster(tune, 1.04), mix=mix, quoting=quotation) == {}


def test_a_loop_is_no_duplicate_of_itself_and_silence_of_nothing(find):
    bar = make_tune(7, 4.0)
    assert find(loop=np.tile(bar, 8), silence=np.zeros(20 * RATE_HZ, np.float32)) == {}
    assert find() == {}
