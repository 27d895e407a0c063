"""``slip catalogue sync | tags | check --mend | duplicates`` over real files."""

import asyncio
import csv
import shutil
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from support.clips import make_clip
from support.tunes import RATE_HZ, make_tune

from slipgui.app.catalogue import CatalogueDesk
from slipgui.app.local_service import LocalService
from slipgui.app.paths import find_home
from slipgui.core.job import JobStatus


@pytest.fixture
def music(studio, tmp_path):
    return Path(shutil.copytree(studio / "music", tmp_path / "music"))


def statuses(run):
    return {Path(line["file"]).name: line["status"] for line in run.lines if "file" in line}


def test_sync_keeps_step_with_a_folder_and_an_unplugged_volume_loses_nothing(slip, music, tmp_path):
    assert statuses(slip("catalogue", "sync", music, "--json")) == dict.fromkeys(
        ("1.flac", "2.flac", "3.flac"), "added"
    )
    (music / "1.flac").unlink()
    (music / "2.flac").rename(music / "moved.flac")
    run = slip("catalogue", "sync", music, "--json")
    assert run.code == 0
    assert statuses(run) == {"moved.flac": "updated", "3.flac": "unchanged", "1.flac": "removed"}
    assert run.lines[-1]["summary"]["removed"] == 1
    away = music.rename(tmp_path / "away")
    assert slip("catalogue", "sync", music, "--json").code == 1
    music.mkdir()  # the place where the volume belongs
    empty = slip("catalogue", "sync", music, "--json")
    assert (empty.code, empty.lines[0]["status"]) == (1, "failed")
    assert "volume" in empty.lines[0]["error"]["hint"]
    assert len(slip("catalogue", "list", "--json").lines) == 2
    music.rmdir()
    away.rename(music)
    assert set(statuses(slip("catalogue", "sync", music, "--json")).values()) == {"unchanged"}


def test_tags_go_out_as_a_table_and_come_back_changed(slip, music, tmp_path):
    table = tmp_path / "tags.csv"
    slip("catalogue", "add", music, "--quiet")
    assert slip("catalogue", "tags", "--export", table, "--json").lines == [{"summary": {"tracks": 3}}]
    assert slip("catalogue", "tags", "--export", "-").out.encode() == table.read_bytes().replace(b"\r\n", b"\n")
    assert not Path(tmp_path, "-").exists()
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[0] |= {"label": "Own", "publisher": "=Mine", "artist": ""}
    rows[1] |= {"isrc": "nonsense"}
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    run = slip("catalogue", "tags", "--import", table, "--json")
    assert run.code == 1
    assert [line["status"] for line in run.lines[:-1]] == ["changed", "failed", "unchanged"]
    assert "nonsense" in run.lines[1]["problem"]
    assert run.lines[-1] == {"summary": {"changed": 1, "unchanged": 1, "failed": 1}}
    make_clip(music / Path("1.flac"), samples=make_tune(8, 20.0), sample_rate_hz=RATE_HZ, tags={"artist": "File"})
    slip("catalogue", "add", music, "--quiet")
    track = next(line for line in slip("catalogue", "list", "--json").lines if line["id"] == rows[0]["id"])
    assert (track["label"], track["publisher"], track["artist"]) == ("Own", "=Mine", None)
    assert slip("catalogue", "tags", "--import", tmp_path / "nowhere.csv").code == 2
    assert slip("catalogue", "tags").code == 2


def test_check_mends_what_is_damaged_and_says_what_it_cannot(slip, environ, music):
    slip("catalogue", "add", music, "--quiet")
    (segment,) = Path(environ["SLIPGUI_HOME"], "catalogue", "segments").iterdir()
    data = bytearray((segment / "bins.npy").read_bytes())
    data[-9] ^= 4
    (segment / "bins.npy").write_bytes(data)
    found = slip("catalogue", "check", "--json")
    assert found.code == 1
    assert [line["kind"] for line in found.lines] == ["segment_damaged", *["not_searchable"] * 3]
    about_segment, about_track = slip("catalogue", "check").out.split("\n", 2)[:2], found.lines[1]
    assert about_segment == [str(segment), "    segment damaged: bins.npy"]
    words = f"not searchable: its segment is damaged ({about_track['track_id']})"
    assert f"{about_track['path']}\n    {words}\n" in slip("catalogue", "check").out
    away = (music / "1.flac").rename(music.parent / "1.flac")
    mended = slip("catalogue", "check", "--mend", "--json")
    assert mended.code == 1
    assert statuses(mended) == {"1.flac": "failed", "2.flac": "updated", "3.flac": "updated"}
    assert [line["kind"] for line in mended.lines[3:]] == ["segment_damaged", "not_searchable", "file_gone"]
    away.rename(music / "1.flac")
    assert slip("catalogue", "check", "--mend", "--quiet").code == 0
    assert slip("catalogue", "check", "--json").lines == []


def test_a_damaged_part_is_told_with_its_cure_before_any_clip_is_not_identified(slip, environ, music, studio):
    slip("catalogue", "add", music, "--quiet")
    clip = studio / "clips" / "scene 2.mp4"
    for file in Path(environ["SLIPGUI_HOME"], "catalogue", "segments").rglob("postings.npy"):
        file.write_bytes(b"")
    blind = slip("identify", clip, "--json")
    assert (blind.code, [line["outcome"] for line in blind.lines]) == (3, ["not_identified"])
    assert "3 tracks are not recognised" in blind.err
    assert "3 tracks are not recognised" in slip("cues", clip).err
    catalogue = next(line for line in slip("doctor", "--json").lines if line["check"] == "catalogue")
    assert (catalogue["ok"], "--mend" in catalogue["hint"]) == (False, True)
    assert slip("catalogue", "check", "--mend", "--quiet").code == 0
    seeing = slip("identify", clip, "--json")
    assert (seeing.code, seeing.err) == (0, "")


@pytest.mark.usefixtures("learned")
@pytest.mark.parametrize(
    ("change", "cure"),
    [
        ("PRAGMA user_version = 99", "Install the newer Slipgui again."),
        ("UPDATE state SET value = '{}' WHERE key = 'parameters'", "Move the folder of the catalogue away"),
    ],
    ids=["newer", "other parameters"],
)
def test_a_catalogue_of_another_version_is_told_with_what_helps(slip, environ, studio, change, cure):
    with closing(sqlite3.connect(Path(environ["SLIPGUI_HOME"], "catalogue", "catalogue.sqlite3"))) as database:
        database.execute(change)
        database.commit()
    for command in (["catalogue", "check"], ["identify", studio / "clips" / "scene 2.mp4"]):
        run = slip(*command)
        assert run.code == 1
        assert cure in run.err


def test_duplicates_are_told_by_bytes_and_by_sound_and_are_no_failure(slip, music):
    shutil.copy(music / "1.flac", music / "copy.flac")
    make_clip(music / "softer.wav", samples=0.5 * make_tune(1, 30.0), sample_rate_hz=RATE_HZ)
    slip("catalogue", "add", music, "--quiet")
    check = slip("catalogue", "check", "--json")
    assert (check.code, [line["kind"] for line in check.lines]) == (0, ["duplicate"])
    assert {Path(check.lines[0][name]).name for name in ("path", "other_path")} == {"1.flac", "copy.flac"}
    run = slip("catalogue", "duplicates", "--json")
    assert run.code == 0
    pairs = [{Path(line["file"]).name, Path(line["other_file"]).name} for line in run.lines]
    assert len(pairs) == 3
    assert set.union(*pairs) == {"1.flac", "copy.flac", "softer.wav"}


async def test_answers_stay_right_while_the_catalogue_changes_under_a_running_service(studio, tmp_path):
    """Two tracks stay; others are added, changed, removed, merged meanwhile."""
    home = find_home(tmp_path / "home")
    desk = CatalogueDesk(home)
    ids: dict[str, str] = {}
    desk.add([studio / "music"], lambda line: ids.update({Path(line["file"]).name: line["id"]}))
    guests = tmp_path / "guests"
    guests.mkdir()
    is_over, n_rounds = threading.Event(), [0]

    def change() -> None:
        while not is_over.is_set():
            n_rounds[0] += 1
            seed = 40 + n_rounds[0] % 5
            make_clip(guests / f"{seed}.wav", samples=make_tune(n_rounds[0] + 50, 6.0), sample_rate_hz=RATE_HZ)
            lines: list = []
            desk.add([guests], lines.append)
            assert [line for line in lines if line["error"]] == []
            if n_rounds[0] % 4 == 0:
                desk.remove([lines[0]["id"]])

    async with LocalService(home) as service:
        changing = asyncio.create_task(asyncio.to_thread(change))
        try:
            n_asked = 0
            while n_asked < 12 or n_rounds[0] < 12:
                assert not changing.done()
                clip = studio / "clips" / "scene 2.mp4"
                job = await service.submit_form(clip, clip.name, lambda *_: None)
                while job.status is JobStatus.RUNNING:
                    job = await service.get_job(job.job_id)
                n_asked += 1
                assert (job.status, job.track and job.track.id) == (JobStatus.COMPLETED, ids["2.flac"])
        finally:
            is_over.set()
            await changing
    assert desk.check() == []
