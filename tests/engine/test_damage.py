"""A damaged segment is never a crash: it is refused when opened, or searched without harm until ``check`` sets it aside."""

import random
import shutil

import pytest
from support.tunes import RATE_HZ, make_tune

from slipgui.core.errors import CatalogueError
from slipgui.engine.catalogue import Catalogue
from slipgui.engine.catalogue_track import FileStatus, ProblemKind
from slipgui.engine.index import Index
from slipgui.engine.recogniser import recognise
from slipgui.engine.segment import META_FILE, Segment
from slipgui.engine.segment_writer import lay_out, make_fingerprint, write_segment

FILES = ("postings.npy", "bases.npy", "offsets.npy", "times.npy", "bins.npy", "blocks.npy", META_FILE)


@pytest.fixture(scope="module")
def sound_segment(tmp_path_factory):
    folder = tmp_path_factory.mktemp("segment") / "s"
    write_segment(folder, lay_out([(str(seed), make_fingerprint(make_tune(seed, 20.0))) for seed in (1, 2)]))
    return folder


@pytest.fixture(scope="module")
def other_segment(tmp_path_factory):
    folder = tmp_path_factory.mktemp("segment") / "t"
    write_segment(folder, lay_out([("3", make_fingerprint(make_tune(3, 20.0)))]))
    return folder


def flip_some(data: bytearray, dice: random.Random) -> None:
    for _ in range(dice.choice([1, 5, 500])):
        data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)


def flip_head(data: bytearray, dice: random.Random) -> None:
    data[dice.randrange(min(128, len(data)))] ^= 1 << dice.randrange(8)


def overwrite(data: bytearray, dice: random.Random) -> None:
    start = dice.randrange(128, len(data) - 1) if len(data) > 200 else 0
    length = min(len(data) - start, 1_000_000)
    data[start : start + length] = dice.randbytes(length)


def cut(data: bytearray, dice: random.Random) -> None:
    del data[dice.randrange(len(data)) :]


def append(data: bytearray, dice: random.Random) -> None:
    data += dice.randbytes(dice.randrange(1, 99))


@pytest.mark.parametrize("harm", [flip_some, flip_head, overwrite, cut, append])
@pytest.mark.parametrize("name", FILES)
def test_no_damage_makes_recognition_crash_or_hides_other_segments(sound_segment, other_segment, tmp_path, name, harm):
    queries = [make_tune(seed, 20.0)[5 * RATE_HZ : 10 * RATE_HZ] for seed in (1, 3)]
    for seed in range(2):
        folder = tmp_path / f"{harm.__name__}-{seed}"
        shutil.copytree(sound_segment, folder)
        data = bytearray((folder / name).read_bytes())
        harm(data, random.Random(f"{seed} {name}"))
        (folder / name).write_bytes(data)
        segments = [Segment(other_segment)]
        try:
            segments.insert(0, Segment(folder))
        except CatalogueError:
            pass
        else:
            assert segments[0].verify() == [name]
        index = Index(segments)
        recognise(index, queries[0])
        assert [match.track_id for match in recognise(index, queries[1])[:1]] == ["3"]
        shutil.rmtree(folder)


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_vanished_is_mended_by_adding_again(shelf, tmp_path, name):
    """Without a check between: what cannot be opened is not taken for known."""
    home = tmp_path / "catalogue"
    files = [shelf.put("1.ogg", 1), shelf.put("2.ogg", 2)]
    with Catalogue.open(home) as catalogue:
        add(catalogue, shelf, files[:1])
        (victim,) = (home / "segments").iterdir()
        add(catalogue, shelf, files[1:])
    (victim / name).unlink()
    with Catalogue.open(home) as catalogue:
        reports = add(catalogue, shelf, files)
        assert [reports[file.name].status for file in files] == [FileStatus.UPDATED, FileStatus.UNCHANGED]
        assert catalogue.check() == []
        assert len(recognise(catalogue.index(), make_tune(1, 12.0)[3 * RATE_HZ : 9 * RATE_HZ])) == 1


def test_the_files_of_a_segment_that_does_not_open_are_told_until_they_are_learned_again(shelf, tmp_path):
    files = [shelf.put("1.ogg", 1), shelf.put("2.ogg", 2)]
    with Catalogue.open(tmp_path / "catalogue") as catalogue:
        add(catalogue, shelf, files[:1])
        (victim,) = (tmp_path / "catalogue" / "segments").iterdir()
        add(catalogue, shelf, files[1:])
        assert catalogue.damaged_files() == []
        (victim / "postings.npy").write_bytes(b"")
        assert catalogue.damaged_files() == files[:1]
        add(catalogue, shelf, files[:1])
        assert catalogue.damaged_files() == []


def test_a_segment_that_can_be_read_again_is_searched_again(shelf, tmp_path):
    home = tmp_path / "catalogue"
    with Catalogue.open(home) as catalogue:
        add(catalogue, shelf, [shelf.put("1.ogg", 1)])
        (folder,) = (home / "segments").iterdir()
        good = (folder / "bins.npy").read_bytes()
        (folder / "bins.npy").write_bytes(bytes(len(good)))
        assert [problem.kind for problem in catalogue.check()] == [
            ProblemKind.SEGMENT_DAMAGED,
            ProblemKind.NOT_SEARCHABLE,
        ]
        assert catalogue.index().n_tracks == 0
        (folder / "bins.npy").write_bytes(good)
        assert catalogue.check() == []
        assert catalogue.index().n_tracks == 1


def add(catalogue, shelf, files):
    reports = {}
    catalogue.add(
        files,
        decode=shelf.decode,
        read_tags=shelf.read_tags,
        on_file=lambda report: reports.update({report.file.name: report}),
        is_cancelled=lambda: False,
    )
    return reports
