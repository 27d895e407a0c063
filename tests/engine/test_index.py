import pickle

import numpy as np
import pytest

from slipgui.core.errors import CatalogueError
from slipgui.engine.hashes import unpack_rows
from slipgui.engine.index import Index
from slipgui.engine.parameters import PARAMETERS
from slipgui.engine.segment import N_TABLE_HASHES, Segment
from slipgui.engine.segment_writer import lay_out, make_fingerprint, write_segment


def all_hashes(index: Index) -> np.ndarray:
    return np.concatenate([unpack_rows(segment.rows_between(0, N_TABLE_HASHES))[0] for segment in index.segments])


def test_two_segments_answer_as_one(index, tunes, tmp_path):
    write_segment(tmp_path / "s", lay_out([(str(n), make_fingerprint(tune)) for n, tune in enumerate(tunes)]))
    single = Index([Segment(tmp_path / "s")])
    hashes = np.unique(all_hashes(single))[::11]
    a, b = index.find_hits(hashes, 10**9), single.find_hits(hashes, 10**9)
    assert sorted(zip(a.frame, a.lookup, strict=True)) == sorted(zip(b.frame, b.lookup, strict=True))
    assert single.n_frames == index.n_frames


def test_every_track_is_found_at_its_frames(index, tunes):
    assert index.n_tracks == len(tunes)
    first = 0
    for number in range(len(tunes)):
        track = index.track_at(first)
        assert track is not None
        assert (track.track_id, track.first_frame) == (str(number), first)
        assert index.track_at(first + track.n_frames - 1) == track
        frames, _ = index.peaks_between(first, first + track.n_frames)
        assert len(frames) > 100
        assert first <= frames[0] <= frames[-1] < first + track.n_frames
        first += track.n_frames + PARAMETERS.track_gap_frames


def test_more_music_than_frames_can_count_is_refused(index, monkeypatch):
    monkeypatch.setattr("slipgui.engine.index.MAX_INDEX_FRAMES", index.n_frames)
    assert Index(index.segments).n_tracks == index.n_tracks
    monkeypatch.setattr("slipgui.engine.index.MAX_INDEX_FRAMES", index.n_frames - 1)
    with pytest.raises(CatalogueError, match="too long"):
        Index(index.segments)


def test_outside_all_tracks_there_is_none(index):
    assert index.track_at(-1) is None
    assert index.track_at(index.n_frames) is None


def test_masked_tracks_are_not_there(index):
    masked = Index(index.segments, [{1, 3}, set()])
    assert masked.n_tracks == index.n_tracks - 2
    track = index.track_at(0)
    assert masked.track_at(0) == track
    assert masked.track_at(track.n_frames + PARAMETERS.track_gap_frames + 5) is None


def test_another_process_opens_the_same_index(index):
    masked = Index(index.segments, [{1, 3}, set()])
    pickled = pickle.dumps(masked)
    assert len(pickled) < 1000
    assert pickle.loads(pickled).tracks == masked.tracks


def test_the_rarest_buckets_are_read_first(index):
    hashes = np.unique(all_hashes(index))
    everything = index.find_hits(hashes, 10**9)
    some = index.find_hits(hashes, len(everything) // 2)
    assert 0 < len(some) < len(everything)
    size = np.bincount(everything.lookup, minlength=len(hashes))
    assert size[np.unique(some.lookup)].max() <= size[np.setdiff1d(everything.lookup, some.lookup)].min() + 40


@pytest.mark.parametrize("budget", [1, 50, 400, 2000])
def test_the_budget_is_kept_but_for_single_postings(index, budget):
    hashes = np.unique(all_hashes(index))[:500]
    assert len(index.find_hits(hashes, budget)) <= max(2 * budget, 3 * len(hashes))


def test_an_empty_index_finds_nothing():
    empty = Index([])
    assert empty.n_tracks == empty.n_frames == 0
    assert len(empty.find_hits(np.array([1, 2]), 100)) == 0
    assert empty.track_at(0) is None
    assert len(empty.peaks_between(0, 100)[0]) == 0


@pytest.mark.parametrize("n_lookups", [0, 1])
def test_few_look_ups_are_no_trouble(index, n_lookups):
    assert len(index.find_hits(np.zeros(n_lookups, np.int64), 100).lookup) >= 0


def test_more_hits_than_are_read_at_once_are_all_there(index):
    hashes = np.unique(all_hashes(index))
    once = index.find_hits(hashes, 10**9)
    n_copies = 100_000 // len(once) + 1
    many = index.find_hits(np.tile(hashes, n_copies), 10**9)
    for copy in (0, n_copies - 1):
        mine = many.lookup // len(hashes) == copy
        pairs = zip(many.frame[mine], many.lookup[mine] % len(hashes), strict=True)
        assert sorted(pairs) == sorted(zip(once.frame, once.lookup, strict=True))
    addends = np.arange(len(hashes) * n_copies, dtype=np.int32)
    sums = index.find_sums(np.tile(hashes, n_copies), addends, 10**9)
    np.testing.assert_array_equal(np.sort(sums), np.sort(many.frame + many.lookup))
