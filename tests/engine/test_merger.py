import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slipgui.engine.index import Index
from slipgui.engine.merger import MAX_SEGMENTS, choose_at_end, choose_segments, merge
from slipgui.engine.recogniser import recognise
from slipgui.engine.segment import N_TABLE_HASHES, Segment
from slipgui.engine.segment_writer import lay_out, make_fingerprint, write_segment

RATE_HZ = 11_025


@pytest.fixture
def merged(index, tmp_path):
    """All six tracks but "1" and "4", in one segment."""
    write_segment(tmp_path / "m", merge(index.segments, [{1}, {0}]))
    return Segment(tmp_path / "m")


def test_a_merged_segment_is_as_if_written_at_once(merged, tunes, tmp_path):
    write_segment(tmp_path / "d", lay_out([(str(n), make_fingerprint(tunes[n])) for n in (0, 2, 3, 5)]))
    direct = Segment(tmp_path / "d")
    assert merged.tracks == direct.tracks
    assert merged.n_frames == direct.n_frames
    np.testing.assert_array_equal(merged.rows_between(0, N_TABLE_HASHES), direct.rows_between(0, N_TABLE_HASHES))
    for a, b in zip(merged.peaks_between(0, 10**6), direct.peaks_between(0, 10**6), strict=True):
        np.testing.assert_array_equal(a, b)


def test_kept_tracks_are_found_and_removed_ones_are_not(merged, tunes):
    index = Index([merged])
    for number, tune in enumerate(tunes):
        matches = recognise(index, tune[9 * RATE_HZ : 14 * RATE_HZ])
        assert [match.track_id for match in matches[:1]] == ([] if number in (1, 4) else [str(number)])


def test_few_segments_are_left_alone():
    assert choose_segments([5] * MAX_SEGMENTS) == []


def test_a_large_segment_is_not_rewritten_for_a_few_small_ones():
    assert choose_segments([1000, 5, 4, 6, 5, 5, 5, 5, 5]) == [1, 2, 3, 4, 5, 6, 7, 8]


def test_equal_segments_are_all_merged():
    assert choose_segments([7] * 9) == list(range(9))


def test_nothing_is_merged_beyond_what_a_segment_can_address():
    assert choose_segments([100_000_000] * 9) == []


@given(st.lists(st.integers(1, 10_000), min_size=MAX_SEGMENTS + 1, max_size=30))
def test_merging_always_makes_fewer(sizes):
    assert len(choose_segments(sizes)) >= 2


def test_a_large_catalogue_ends_up_in_one_segment():
    assert choose_at_end([75_000_000, 9_000_000, 600_000]) == [0, 1, 2]


def test_a_few_tracks_more_are_no_reason_to_rewrite_a_large_catalogue():
    assert choose_at_end([75_000_000, 600_000]) == []
    assert choose_at_end([75_000_000, 600_000, 9_000]) == []
    assert choose_at_end([75_000_000, 100_000, 9_000]) == [1, 2]


def test_a_small_catalogue_is_left_alone_at_the_end():
    assert choose_at_end([100_000, 90_000, 80_000]) == []
    assert choose_at_end([]) == []


def test_what_a_segment_cannot_address_stays_in_several():
    assert choose_at_end([100_000_000, 90_000_000, 20_000_000]) == [1, 2]


@pytest.mark.parametrize(("choose_now", "track_frames"), [(choose_segments, 1), (choose_at_end, 9000)])
def test_each_track_is_rewritten_only_a_few_times(choose_now, track_frames):
    sizes: list[int] = []
    n_rewritten = 0
    for _ in range(1000):
        sizes.append(track_frames)
        for choose in (choose_segments, choose_now):
            if chosen := choose(sizes):
                total = sum(sizes[place] for place in chosen)
                n_rewritten += total
                sizes = [size for place, size in enumerate(sizes) if place not in chosen] + [total]
        assert len(sizes) <= MAX_SEGMENTS
    assert n_rewritten < 40 * 1000 * track_frames
