"""A damaged database costs no track: it is set aside, its copy takes its place, and what was learned since is learned again."""

import sqlite3

import pytest
from support.damage import damage_page
from support.tunes import RATE_HZ, make_tune

from slipgui.core.errors import CatalogueError
from slipgui.engine.catalogue import Catalogue
from slipgui.engine.catalogue_copy import set_aside_files
from slipgui.engine.catalogue_track import ProblemKind
from slipgui.engine.recogniser import recognise


def cut(path):
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def overwrite(path):
    path.write_bytes(b"not a database " * (path.stat().st_size // 15))


def overwrite_pages(path):
    data = bytearray(path.read_bytes())
    data[8192:] = b"\xa5" * (len(data) - 8192)
    path.write_bytes(data)


def empty(path):
    path.write_bytes(b"")


def delete(path):
    path.unlink()


def make_foreign(path):
    path.unlink()
    connection = sqlite3.connect(path)
    connection.executescript("CREATE TABLE notes (text); PRAGMA user_version = 3")
    connection.close()


@pytest.fixture
def home(tmp_path):
    return tmp_path / "catalogue"


def add(catalogue, shelf, *files):
    ids = {}
    catalogue.add(
        files,
        decode=shelf.decode,
        read_tags=shelf.read_tags,
        on_file=lambda report: ids.update({report.file.name: report.id}),
        is_cancelled=lambda: False,
    )
    return ids


def found(catalogue, seed):
    return [match.track_id for match in recognise(catalogue.index(), make_tune(seed, 12.0)[3 * RATE_HZ : 9 * RATE_HZ])]


@pytest.mark.parametrize("harm", [cut, overwrite, overwrite_pages, empty, delete, make_foreign])
def test_a_damaged_database_is_set_aside_and_its_copy_answers(home, shelf, harm):
    with Catalogue.open(home) as catalogue:
        ids = add(catalogue, shelf, shelf.put("1.ogg", 1, artist="A"), shelf.put("2.ogg", 2))
        catalogue.set_tags({ids["1.ogg"]: {"title": "Mine"}})
    harm(home / "catalogue.sqlite3")
    with Catalogue.open(home) as catalogue:
        assert {track.id: track.title for track in catalogue.tracks()} == {ids["1.ogg"]: "Mine", ids["2.ogg"]: "2"}
        assert found(catalogue, 1) == [ids["1.ogg"]]
        assert add(catalogue, shelf, *shelf.folder.iterdir()) == ids
        assert len(shelf.decoded) == 2
    assert len(set_aside_files(home)) == (0 if harm is delete else 1)


@pytest.mark.parametrize("harm", [cut, overwrite])
def test_without_a_copy_it_begins_anew_and_learns_again(home, shelf, harm):
    with Catalogue.open(home) as catalogue:
        add(catalogue, shelf, shelf.put("1.ogg", 1))
    harm(home / "catalogue.sqlite3")
    (home / "catalogue.copy.sqlite3").write_bytes(b"damaged too" * 1000)
    with Catalogue.open(home) as catalogue:
        assert catalogue.tracks() == []
        ids = add(catalogue, shelf, shelf.folder / "1.ogg")
        assert found(catalogue, 1) == [ids["1.ogg"]]


def test_what_was_learned_after_the_copy_is_read_from_the_damaged_database_and_offered(home, shelf):
    first = [shelf.put(f"{seed}.ogg", seed) for seed in (1, 2)]
    with Catalogue.open(home) as catalogue:
        add(catalogue, shelf, *first)
    copy = (home / "catalogue.copy.sqlite3").read_bytes()
    late = shelf.put("3.ogg", 3)
    with Catalogue.open(home) as catalogue:
        add(catalogue, shelf, late)
    (home / "catalogue.copy.sqlite3").write_bytes(copy)
    damage_page(home / "catalogue.sqlite3", "tracks_by_contents")
    with Catalogue.open(home) as catalogue:
        assert catalogue.n_tracks == 2
        problems = {problem.kind: problem.path for problem in catalogue.check()}
        assert problems == {
            ProblemKind.DATABASE_SET_ASIDE: set_aside_files(home)[0],
            ProblemKind.TRACK_LOST: late,
        }
        add(catalogue, shelf, late)
        assert catalogue.check() == []
        assert found(catalogue, 3) == [catalogue.tracks()[2].id]
        catalogue.drop_set_aside()
    assert set_aside_files(home) == []


def test_a_catalogue_of_a_newer_program_is_refused_and_left_as_it_is(home, shelf):
    with Catalogue.open(home) as catalogue:
        add(catalogue, shelf, shelf.put("1.ogg", 1))
    connection = sqlite3.connect(home / "catalogue.sqlite3")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = {file: file.read_bytes() for file in home.rglob("*") if file.is_file()}
    with pytest.raises(CatalogueError) as raised:
        Catalogue.open(home)
    assert raised.value.context["found"] == 99
    after = {file: file.read_bytes() for file in home.rglob("*") if file.is_file()}
    assert {file: data for file, data in after.items() if file in before} == before
