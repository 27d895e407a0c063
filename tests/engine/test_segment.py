import json
import shutil
from hashlib import sha256

import numpy as np
import pytest

from slipgui.core.errors import CatalogueError
from slipgui.engine.hashes import pack_rows, unpack_rows
from slipgui.engine.segment import MAX_BUCKET, META_FILE, N_TABLE_HASHES, Segment, SegmentTrack
from slipgui.engine.segment_writer import SegmentContents, lay_out, make_fingerprint, write_segment

FILES = ("postings.npy", "bases.npy", "offsets.npy", "times.npy", "bins.npy", "blocks.npy", META_FILE)


@pytest.fixture
def fingerprints(tunes):
    return [(str(number), make_fingerprint(tune)) for number, tune in enumerate(tunes[:3])]


@pytest.fixture
def folder(tmp_path, fingerprints):
    write_segment(tmp_path / "s", lay_out(fingerprints))
    return tmp_path / "s"


def test_every_row_written_is_read_back(folder, fingerprints):
    contents = lay_out(fingerprints)
    np.testing.assert_array_equal(Segment(folder).rows_between(0, N_TABLE_HASHES), contents.row_chunks[0])


def read(segment, *buckets):
    return map(np.concatenate, zip(*segment.read_buckets(*buckets), strict=True))


def test_a_look_up_gives_the_frames_of_exactly_that_hash(folder, fingerprints):
    hashes, frames = unpack_rows(lay_out(fingerprints).row_chunks[0])
    segment, wanted = Segment(folder), np.unique(hashes)[::7]
    start, n = segment.find_buckets(wanted)
    found, lookup = read(segment, wanted, start, n, np.arange(len(wanted), dtype=np.int32))
    for i, value in enumerate(wanted):
        assert sorted(found[lookup == i]) == sorted(frames[hashes == value])


def test_an_unknown_hash_finds_nothing(folder, fingerprints):
    hashes, _ = unpack_rows(lay_out(fingerprints).row_chunks[0])
    unknown = np.setdiff1d(np.arange(1000, 60_000), hashes)
    segment = Segment(folder)
    start, n = segment.find_buckets(unknown)
    chosen = np.flatnonzero(n)
    places = chosen.astype(np.int32)
    parts = segment.read_buckets(unknown[chosen], start[chosen], n[chosen], places)
    assert sum(len(frames) for frames, _ in parts) == 0


def test_peaks_come_back_to_a_64th_of_a_bin(folder, fingerprints):
    contents, segment = lay_out(fingerprints), Segment(folder)
    second = contents.tracks[1]
    frames, bins = segment.peaks_between(second.first_frame, second.first_frame + second.n_frames)
    np.testing.assert_array_equal(frames, fingerprints[1][1].peak_frames + second.first_frame)
    np.testing.assert_allclose(bins, fingerprints[1][1].peak_bins, atol=1 / 128)
    assert len(segment.peaks_between(50, 50)[0]) == len(segment.peaks_between(-9, -1)[0]) == 0


def test_a_bucket_keeps_its_first_postings_when_it_overflows(tmp_path):
    rows = np.concatenate(
        [(np.uint64(5) << np.uint64(27)) | np.arange(5000, dtype=np.uint64), [np.uint64(6) << np.uint64(27)]]
    )
    track = lay_out([("x", make_fingerprint(np.zeros(5000, np.float32)))]).tracks
    write_segment(tmp_path / "s", SegmentContents(track, 10**9, [rows], np.zeros(0, np.int64), np.zeros(0)))
    hashes, frames = unpack_rows(Segment(tmp_path / "s").rows_between(0, N_TABLE_HASHES))
    assert frames[hashes == 5].tolist() == list(range(MAX_BUCKET))
    assert frames[hashes == 6].tolist() == [0]


def test_a_track_without_peaks_can_be_stored(tmp_path):
    write_segment(tmp_path / "s", lay_out([("silence", make_fingerprint(np.zeros(0, np.float32)))]))
    segment = Segment(tmp_path / "s")
    assert segment.n_hashes == 0
    assert segment.verify() == []
    assert len(segment.peaks_between(0, 1000)[0]) == 0


def test_no_partial_folder_is_left(folder):
    assert [child.name for child in folder.parent.iterdir()] == ["s"]


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_refused(folder, name):
    (folder / name).unlink()
    with pytest.raises(CatalogueError):
        Segment(folder)


@pytest.mark.parametrize("name", FILES)
def test_a_cut_off_file_is_refused(folder, name):
    path = folder / name
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(CatalogueError):
        Segment(folder)


@pytest.mark.parametrize("name", FILES[:-1])
def test_a_flipped_bit_is_found_by_verify(folder, name):
    data = bytearray((folder / name).read_bytes())
    data[-1] ^= 1
    (folder / name).write_bytes(data)
    assert Segment(folder).verify() == [name]


def test_a_changed_description_is_refused(folder):
    path = folder / META_FILE
    path.write_text(path.read_text().replace('"shift": ', '"shift": 1'))
    with pytest.raises(CatalogueError, match="damaged"):
        Segment(folder)


def test_other_parameters_are_refused(folder):
    copy = folder.with_name("other")
    shutil.copytree(folder, copy)
    meta = json.loads((copy / META_FILE).read_text())
    meta["body"]["parameters"]["fan_out"] = 9
    meta["sha256"] = sha256(json.dumps(meta["body"], sort_keys=True).encode()).hexdigest()
    (copy / META_FILE).write_text(json.dumps(meta))
    with pytest.raises(CatalogueError) as raised:
        Segment(copy)
    assert raised.value.context["parameter"] == "fan_out"


def test_released_pages_can_be_read_again(folder):
    segment = Segment(folder)
    before = segment.rows_between(0, N_TABLE_HASHES)
    segment.release()
    np.testing.assert_array_equal(segment.rows_between(0, N_TABLE_HASHES), before)


@pytest.mark.parametrize("n_tracks", [1, 6])
def test_the_table_of_a_small_segment_is_smaller_than_its_postings(tunes, tmp_path, n_tracks):
    write_segment(tmp_path / "s", lay_out([(str(n), make_fingerprint(tunes[n])) for n in range(n_tracks)]))
    sizes = {path.stem: path.stat().st_size for path in (tmp_path / "s").glob("*.npy")}
    assert sizes["offsets"] + sizes["bases"] < max(sizes["postings"], 30_000)


def test_a_frame_beside_twelve_bits_of_a_hash_is_read_back(tmp_path):
    hashes, frames = np.array([4095, 4096, 50_000_000]), np.array([(1 << 20) - 201, 7, 0])
    rows = np.sort(pack_rows(hashes, frames))
    track = SegmentTrack("a", 0, (1 << 20) - 200, 3)
    write_segment(tmp_path / "s", SegmentContents([track], 3, [rows], np.zeros(0, np.int64), np.zeros(0)))
    segment = Segment(tmp_path / "s")
    assert segment.shift == 12
    start, n = segment.find_buckets(hashes)
    found, lookup = read(segment, hashes, start, n, np.arange(len(hashes), dtype=np.int32))
    np.testing.assert_array_equal(found[np.argsort(lookup)], frames)


def test_a_longer_segment_keeps_room_for_its_frames(tmp_path):
    track = SegmentTrack("a", 0, 1 << 22, 1)
    rows = pack_rows(np.array([4095]), np.array([(1 << 22) - 1]))
    write_segment(tmp_path / "s", SegmentContents([track], 1, [rows], np.zeros(0, np.int64), np.zeros(0)))
    assert Segment(tmp_path / "s").shift == 9
    np.testing.assert_array_equal(Segment(tmp_path / "s").rows_between(0, N_TABLE_HASHES), rows)
