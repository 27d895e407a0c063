import errno
import multiprocessing
import os
import signal
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import UUID

import pytest
from support.systems import posix_signals
from support.tunes import RATE_HZ, make_tune

from slipgui.core.errors import (
    CatalogueError,
    ClipChangedError,
    ClipUnreadableError,
    InternalError,
    UnsupportedMediaError,
)
from slipgui.engine import merger
from slipgui.engine.catalogue import Catalogue
from slipgui.engine.catalogue_track import FileStatus, ProblemKind
from slipgui.engine.merger import MAX_SEGMENTS
from slipgui.engine.recogniser import recognise


@pytest.fixture
def home(tmp_path) -> Path:
    return tmp_path / "catalogue"


def add(catalogue, shelf, files, is_cancelled=lambda: False):
    reports = []
    summary = catalogue.add(
        files, decode=shelf.decode, read_tags=shelf.read_tags, on_file=reports.append, is_cancelled=is_cancelled
    )
    return {report.file.name: report for report in reports}, summary


def found_ids(catalogue, seed: int) -> list[str]:
    return [match.track_id for match in recognise(catalogue.index(), make_tune(seed, 12.0)[3 * RATE_HZ : 9 * RATE_HZ])]


def segment_folders(home: Path) -> list[Path]:
    return sorted((home / "segments").iterdir())


def test_a_new_catalogue_is_empty_and_sound(home):
    with Catalogue.open(home) as catalogue:
        assert catalogue.n_tracks == 0
        assert catalogue.tracks() == []
        assert catalogue.check() == []
        assert recognise(catalogue.index(), make_tune(1, 6.0)) == []


def test_added_files_are_found_after_opening_again(home, shelf):
    files = [shelf.put(f"{seed}.ogg", seed) for seed in (1, 2, 3)]
    with Catalogue.open(home) as catalogue:
        reports, summary = add(catalogue, shelf, files)
    assert {report.status for report in reports.values()} == {FileStatus.ADDED}
    assert (summary.n_added, summary.n_failed, summary.is_cancelled) == (3, 0, False)
    assert summary.audio_s == pytest.approx(36, abs=0.1)
    with Catalogue.open(home) as catalogue:
        assert found_ids(catalogue, 2) == [reports["2.ogg"].id]
        assert found_ids(catalogue, 9) == []


def test_a_track_carries_its_tags_and_a_uuid(home, shelf):
    tags = {
        "title": " Rain ",
        "artist": "Anna",
        "album": "Sky",
        "isrc": "DE-A01-20-00001",
        "label": "L",
        "composer": "C",
    }
    with Catalogue.open(home) as catalogue:
        add(catalogue, shelf, [shelf.put("a.ogg", 1, **tags)])
        (track,) = catalogue.tracks()
        assert catalogue.track(track.id) == track
        assert catalogue.track("nobody") is None
    assert UUID(track.id).version == 4
    assert (track.title, track.artist, track.album, track.isrc, track.label, track.composer) == (
        *("Rain", "Anna", "Sky", "DE-A01-20-00001", "L", "C"),
    )
    assert track.duration_s == pytest.approx(12, abs=0.01)
    assert track.hash_count > 100


def test_without_a_title_the_file_name_is_one(home, shelf):
    name = os.fsdecode(b"caf\xe9 song.ogg")
    with Catalogue.open(home) as catalogue:
        add(catalogue, shelf, [shelf.put("My Song.ogg", 1), shelf.put(name, 2)])
        titles = [track.title for track in sorted(catalogue.tracks(), key=lambda track: track.title)]
        assert {track.file.name for track in catalogue.tracks()} == {"My Song.ogg", name}
    assert titles == ["My Song", "caf? song"]


def test_unchanged_files_are_not_decoded_again(home, shelf):
    files = [shelf.put(f"{seed}.ogg", seed) for seed in (1, 2)]
    with Catalogue.open(home) as catalogue:
        first, _ = add(catalogue, shelf, files)
        before = catalogue.index()
        shelf.decoded.clear()
        second, summary = add(catalogue, shelf, [*files, *files])
        assert {name: report.id for name, report in second.items()} == {
            name: report.id for name, report in first.items()
        }
        assert summary.n_unchanged == 2
        assert shelf.decoded == []
        assert catalogue.index() is before


def test_a_touched_file_is_unchanged_and_remembered(home, shelf):
    file = shelf.put("1.ogg", 1)
    with Catalogue.open(home) as catalogue:
        add(catalogue, shelf, [file])
        os.utime(file, ns=(1, 1))
        assert [problem.kind for problem in catalogue.check()] == [ProblemKind.FILE_CHANGED]
        reports, _ = add(catalogue, shelf, [file])
        assert reports["1.ogg"].status is FileStatus.UNCHANGED
        assert shelf.decoded == ["1.ogg"]
        assert catalogue.check() == []


def test_changed_contents_replace_the_track_and_keep_its_id(home, shelf):
    file = shelf.put("1.ogg", 1)
    with Catalogue.open(home) as catalogue:
        first, _ = add(catalogue, shelf, [file, shelf.put("2.ogg", 2)])
        shelf.put("1.ogg", 11, title="New")
        second, _ = add(catalogue, shelf, [file])
        assert second["1.ogg"].status is FileStatus.UPDATED
        assert second["1.ogg"].id == first["1.ogg"].id
        assert found_ids(catalogue, 11) == [first["1.ogg"].id]
        assert found_ids(catalogue, 1) == []
        assert catalogue.n_tracks == catalogue.index().n_tracks == 2


def test_a_moved_file_keeps_its_track_without_decoding(home, shelf):
    file = shelf.put("old.ogg", 1)
    with Catalogue.open(home) as catalogue:
        first, _ = add(catalogue, shelf, [file])
        moved = file.rename(file.with_name("new.ogg"))
        second, _ = add(catalogue, shelf, [moved])
        assert (second["new.ogg"].status, second["new.ogg"].id) == (FileStatus.UPDATED, first["old.ogg"].id)
        assert [track.file for track in catalogue.tracks()] == [moved]
        assert shelf.decoded == ["old.ogg"]


def test_a_file_that_moved_while_its_segment_was_damaged_keeps_its_track(home, shelf):
    file = shelf.put("old.ogg", 1)
    with Catalogue.open(home) as catalogue:
        track_id = add(catalogue, shelf, [file])[0]["old.ogg"].id
        catalogue.set_tags({track_id: {"label": "Mine"}})
        (segment_folders(home)[0] / "postings.npy").write_bytes(b"")
        moved = file.rename(file.with_name("new.ogg"))
        reports, _ = add(catalogue, shelf, [moved])
        assert (reports["new.ogg"].status, reports["new.ogg"].id) == (FileStatus.UPDATED, track_id)
        assert [(track.file, track.label) for track in catalogue.tracks()] == [(moved, "Mine")]
        assert found_ids(catalogue, 1) == [track_id]
        assert catalogue.check() == []


def test_the_same_recording_twice_is_two_tracks(home, shelf):
    with Catalogue.open(home) as catalogue:
        reports, _ = add(catalogue, shelf, [shelf.put("a.ogg", 1), shelf.put("b.ogg", 1)])
        assert set(found_ids(catalogue, 1)) == {report.id for report in reports.values()}
        assert catalogue.n_tracks == 2


def test_a_bad_file_is_reported_and_the_others_go_on(home, shelf, tmp_path):
    broken, empty = shelf.folder / "broken.ogg", shelf.folder / "empty.ogg"
    broken.write_text("no json")
    empty.touch()
    loop = shelf.folder / "loop.ogg"
    loop.symlink_to(loop)
    files = [broken, empty, tmp_path / "gone.ogg", tmp_path, loop, Path("nul\0.ogg"), shelf.put("1.ogg", 1)]
    with Catalogue.open(home) as catalogue:
        reports, summary = add(catalogue, shelf, files)
        assert catalogue.n_tracks == 1
    errors = {name: report.error for name, report in reports.items() if report.error}
    assert isinstance(errors.pop("broken.ogg"), UnsupportedMediaError)
    assert {type(error) for error in errors.values()} == {ClipUnreadableError}
    assert {name: error.context["reason"] for name, error in errors.items()} == {
        "empty.ogg": "empty",
        "gone.ogg": "missing",
        tmp_path.name: "not_a_file",
        "loop.ogg": "missing",
        "nul\0.ogg": "missing",
    }
    assert (summary.n_added, summary.n_failed) == (1, 6)
    assert reports["broken.ogg"].id is None


def test_an_error_nobody_foresaw_is_a_report_too(home, shelf, never):
    def decode(path):
        raise ZeroDivisionError

    reports = []
    with Catalogue.open(home) as catalogue:
        file = shelf.put("1.ogg", 1)
        catalogue.add([file], decode=decode, read_tags=shelf.read_tags, on_file=reports.append, is_cancelled=never)
    assert isinstance(reports[0].error, InternalError)


def test_a_file_that_is_still_being_written_is_learned_when_it_rests(home, shelf, never):
    file, reports = shelf.put("1.ogg", 1), []

    def decode(path):
        samples = shelf.decode(path)
        path.write_text(path.read_text() + "\n")
        return samples

    with Catalogue.open(home) as catalogue:
        catalogue.add([file], decode=decode, read_tags=shelf.read_tags, on_file=reports.append, is_cancelled=never)
        assert isinstance(reports[0].error, ClipChangedError)
        assert catalogue.n_tracks == 0
        assert add(catalogue, shelf, [file])[0]["1.ogg"].status is FileStatus.ADDED


def test_silence_is_kept_and_told_by_check(home, shelf):
    with Catalogue.open(home) as catalogue:
        reports, _ = add(catalogue, shelf, [shelf.put("silence.ogg", -1), shelf.put("1.ogg", 1)])
        assert reports["silence.ogg"].status is FileStatus.ADDED
        assert [problem.kind for problem in catalogue.check()] == [ProblemKind.NOTHING_TO_FIND]
        assert found_ids(catalogue, 1) == [reports["1.ogg"].id]


def test_a_cancelled_add_keeps_what_was_done(home, shelf):
    files = [shelf.put(f"{seed:02}.ogg", seed) for seed in range(20)]
    with Catalogue.open(home) as catalogue:
        reports, summary = add(catalogue, shelf, files, is_cancelled=lambda: len(shelf.decoded) >= 3)
        assert summary.is_cancelled
        assert 3 <= len(reports) < 20
        assert catalogue.n_tracks == len(reports)
        _, summary = add(catalogue, shelf, files)
        assert (summary.n_unchanged, summary.n_added) == (len(reports), 20 - len(reports))


def test_removed_tracks_are_not_found_and_empty_segments_go(home, shelf):
    with Catalogue.open(home) as catalogue:
        first, _ = add(catalogue, shelf, [shelf.put("1.ogg", 1), shelf.put("2.ogg", 2)])
        ids = [first["1.ogg"].id, first["2.ogg"].id]
        assert catalogue.remove(["nobody", ids[0], ids[0]]) == [ids[0]]
        assert found_ids(catalogue, 1) == []
        assert found_ids(catalogue, 2) == [ids[1]]
        assert len(segment_folders(home)) == 1
        assert catalogue.remove(ids) == [ids[1]]
        assert segment_folders(home) == []
        assert catalogue.index().n_tracks == 0


def test_an_index_given_out_outlives_changes(home, shelf):
    with Catalogue.open(home) as catalogue:
        first, _ = add(catalogue, shelf, [shelf.put("1.ogg", 1)])
        old = catalogue.index()
        catalogue.remove([first["1.ogg"].id])
    matches = recognise(old, make_tune(1, 12.0)[RATE_HZ : 6 * RATE_HZ])
    assert [match.track_id for match in matches] == [first["1.ogg"].id]


def test_two_open_catalogues_see_each_others_changes(home, shelf):
    with Catalogue.open(home) as one, Catalogue.open(home) as other:
        assert other.index().n_tracks == 0
        reports, _ = add(one, shelf, [shelf.put("1.ogg", 1)])
        assert found_ids(other, 1) == [reports["1.ogg"].id]
        other.remove([reports["1.ogg"].id])
        assert found_ids(one, 1) == []


def test_many_small_segments_are_merged_without_decoding(home, shelf):
    with Catalogue.open(home) as catalogue:
        ids = {}
        for seed in range(MAX_SEGMENTS + 2):
            reports, _ = add(catalogue, shelf, [shelf.put(f"{seed}.ogg", seed)])
            ids[seed] = reports[f"{seed}.ogg"].id
            if seed == 4:
                catalogue.remove([ids[2]])
        assert len(segment_folders(home)) <= MAX_SEGMENTS
        assert len(shelf.decoded) == MAX_SEGMENTS + 2
        assert [found_ids(catalogue, seed) for seed in ids] == [[] if seed == 2 else [ids[seed]] for seed in ids]
        assert catalogue.check() == []
    with Catalogue.open(home) as catalogue:
        assert found_ids(catalogue, 0) == [ids[0]]


def test_a_large_catalogue_is_one_segment_once_nothing_more_is_added(home, shelf, monkeypatch):
    monkeypatch.setattr(merger, "_LARGE_FRAMES", 1)
    with Catalogue.open(home) as catalogue:
        ids = [add(catalogue, shelf, [shelf.put(f"{seed}.ogg", seed)])[0][f"{seed}.ogg"].id for seed in range(3)]
        assert len(segment_folders(home)) == 1
        assert [found_ids(catalogue, seed) for seed in range(3)] == [[track_id] for track_id in ids]
        assert catalogue.check() == []


def test_a_damaged_segment_is_set_aside_and_adding_again_mends_it(home, shelf):
    with Catalogue.open(home) as catalogue:
        first, _ = add(catalogue, shelf, [shelf.put("3.ogg", 3)])
        victim = segment_folders(home)[0]
        second, _ = add(catalogue, shelf, [shelf.put("4.ogg", 4)])
        data = bytearray((victim / "postings.npy").read_bytes())
        data[-3] ^= 0xFF
        (victim / "postings.npy").write_bytes(data)
        problems = catalogue.check()
        assert [(problem.kind, problem.path.name) for problem in problems] == [
            (ProblemKind.SEGMENT_DAMAGED, victim.name),
            (ProblemKind.NOT_SEARCHABLE, "3.ogg"),
        ]
        assert "postings.npy" in problems[0].detail
        assert found_ids(catalogue, 3) == []
        assert found_ids(catalogue, 4) == [second["4.ogg"].id]
        mended, _ = add(catalogue, shelf, [shelf.folder / "3.ogg", shelf.folder / "4.ogg"])
        assert mended["3.ogg"].status is FileStatus.UPDATED
        assert mended["4.ogg"].status is FileStatus.UNCHANGED
        assert found_ids(catalogue, 3) == [first["3.ogg"].id]
        assert catalogue.check() == []


def test_a_missing_segment_does_not_stop_the_others(home, shelf):
    with Catalogue.open(home) as catalogue:
        add(catalogue, shelf, [shelf.put("3.ogg", 3)])
        victim = segment_folders(home)[0]
        second, _ = add(catalogue, shelf, [shelf.put("4.ogg", 4)])
    (victim / "meta.json").unlink()
    with Catalogue.open(home) as catalogue:
        assert found_ids(catalogue, 4) == [second["4.ogg"].id]
        assert found_ids(catalogue, 3) == []
        kinds = [problem.kind for problem in catalogue.check()]
    assert kinds == [ProblemKind.SEGMENT_DAMAGED, ProblemKind.NOT_SEARCHABLE]


def test_a_damaged_segment_is_never_merged_into_a_sound_one(home, shelf):
    with Catalogue.open(home) as catalogue:
        for seed in range(MAX_SEGMENTS):
            add(catalogue, shelf, [shelf.put(f"{seed}.ogg", seed)])
        victim = segment_folders(home)[0]
        data = bytearray((victim / "bins.npy").read_bytes())
        data[-1] ^= 1
        (victim / "bins.npy").write_bytes(data)
        last, _ = add(catalogue, shelf, [shelf.put("last.ogg", 50)])
        assert found_ids(catalogue, 50) == [last["last.ogg"].id]
        assert [problem.kind for problem in catalogue.check()] == [
            ProblemKind.SEGMENT_DAMAGED,
            ProblemKind.NOT_SEARCHABLE,
        ]


def test_a_segment_that_vanished_before_a_merge_costs_nothing_else(home, shelf):
    with Catalogue.open(home) as catalogue:
        for seed in range(MAX_SEGMENTS):
            add(catalogue, shelf, [shelf.put(f"{seed}.ogg", seed)])
        (segment_folders(home)[0] / "meta.json").unlink()
    with Catalogue.open(home) as catalogue:
        last, summary = add(catalogue, shelf, [shelf.put("last.ogg", 50)])
        assert summary.n_added == 1
        assert found_ids(catalogue, 50) == [last["last.ogg"].id]
        assert [problem.kind for problem in catalogue.check()] == [
            ProblemKind.SEGMENT_DAMAGED,
            ProblemKind.NOT_SEARCHABLE,
        ]


def test_queries_go_on_in_one_thread_while_another_adds(home, shelf):
    files = [shelf.put(f"{seed}.ogg", seed) for seed in range(10)]
    n_seen = [0]
    with Catalogue.open(home) as catalogue, ThreadPoolExecutor(1) as pool:
        adding = pool.submit(lambda: [add(catalogue, shelf, [file]) for file in files])
        while not adding.done():
            n_seen.append(catalogue.index().n_tracks)
        adding.result()
        assert catalogue.index().n_tracks == 10
    assert n_seen == sorted(n_seen)


def test_check_tells_of_files_that_are_gone_or_changed(home, shelf):
    gone, changed = shelf.put("gone.ogg", 1), shelf.put("changed.ogg", 2)
    with Catalogue.open(home) as catalogue:
        add(catalogue, shelf, [gone, changed])
        gone.unlink()
        shelf.put("changed.ogg", 3, title="x")
        assert {(problem.kind, problem.path.name, problem.detail) for problem in catalogue.check()} == {
            (ProblemKind.FILE_GONE, "gone.ogg", os.strerror(errno.ENOENT)),
            (ProblemKind.FILE_CHANGED, "changed.ogg", "another size or time"),
        }


def test_other_parameters_are_refused(home):
    Catalogue.open(home).close()
    with sqlite3.connect(home / "catalogue.sqlite3") as connection:
        connection.execute("UPDATE state SET value = replace(value, '\"fan_out\": 5', '\"fan_out\": 9')")
    connection.close()
    with pytest.raises(CatalogueError) as raised:
        Catalogue.open(home)
    assert raised.value.context["parameter"] == "fan_out"


def test_a_folder_that_cannot_be_made_is_refused(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(CatalogueError):
        Catalogue.open(tmp_path / "file" / "catalogue")


def _die_between_segment_and_commit(home: Path, shelf, files) -> None:
    """Add files and be killed when their segment lies on the disk and the database does not know it."""
    from slipgui.engine.catalogue_database import CatalogueWriter

    CatalogueWriter.add_segment = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
    add(Catalogue.open(home), shelf, files)


def _die_while_writing(home: Path, shelf, files) -> None:
    from slipgui.engine import segment_writer

    segment_writer._write_meta = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
    add(Catalogue.open(home), shelf, files)


@posix_signals
@pytest.mark.parametrize("die", [_die_between_segment_and_commit, _die_while_writing])
def test_a_kill_at_any_moment_leaves_the_state_before(home, shelf, die):
    with Catalogue.open(home) as catalogue:
        first, _ = add(catalogue, shelf, [shelf.put("1.ogg", 1)])
    file = shelf.put("2.ogg", 2)
    child = multiprocessing.get_context("fork").Process(target=die, args=(home, shelf, [file]))
    child.start()
    child.join()
    assert child.exitcode == -signal.SIGKILL
    assert len(segment_folders(home)) == 2
    with Catalogue.open(home) as catalogue:
        assert len(segment_folders(home)) == 1
        assert [track.id for track in catalogue.tracks()] == [first["1.ogg"].id]
        assert catalogue.check() == []
        second, _ = add(catalogue, shelf, [file])
        assert second["2.ogg"].status is FileStatus.ADDED
        assert found_ids(catalogue, 2) == [second["2.ogg"].id]


def test_opening_never_sweeps_what_another_process_is_writing(home, shelf):
    with Catalogue.open(home) as writer:
        partial = home / "segments" / ".new-segment-x"
        with writer._database.write():
            partial.mkdir()
            Catalogue.open(home).close()
            assert partial.exists()
        Catalogue.open(home).close()
        assert not partial.exists()
