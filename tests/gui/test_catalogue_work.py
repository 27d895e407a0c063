"""The work behind the catalogue page, with a real catalogue, real files and the real child process."""

import asyncio
import shutil

import pytest
from support.pictures import RED, make_picture
from support.tunes import write_tune

from slipgui.app.paths import find_home
from slipgui.gui.bridge import Bridge
from slipgui.gui.catalogue_work import CatalogueWork


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    return find_home(tmp_path / "home")


@pytest.fixture
def music(tmp_path):
    folder = tmp_path / "Music"
    folder.mkdir()
    for seed in (1, 2):
        write_tune(folder / f"tune {seed}.wav", seed, 8.0)
    (folder / "broken.mp3").write_bytes(b"no music at all" * 100)
    (folder / "notes.txt").write_text("not music", encoding="utf-8")
    return folder


class Heard:
    """Notes all news of the work, in order."""

    def __init__(self, work):
        self.news = []
        names = ("contents", "expected", "file_done", "learnt", "refused", "removed", "checked", "damaged")
        for name in names:
            getattr(work, name).connect(lambda value, name=name: self.news.append((name, value)))
        work.rested.connect(lambda: self.news.append(("rested", None)))

    def all(self, name):
        return [value for heard, value in self.news if heard == name]


@pytest.fixture
def work(qapp, home):
    return CatalogueWork(home)


async def test_music_is_learned_read_checked_and_removed(work, music):
    heard = Heard(work)
    await work.read()
    assert heard.all("contents")[-1].rows == {}
    await work.learn([music])
    (expected,) = heard.all("expected")
    assert [row.title for row in expected] == ["broken", "tune 1", "tune 2"]
    reports = {line["file"]: line for line in heard.all("file_done")}
    assert reports.keys() == {row.file for row in expected}
    assert reports[str(music / "broken.mp3")]["error"]["title"]
    assert [(summary["added"], summary["failed"]) for summary in heard.all("learnt")] == [(2, 1)]
    assert heard.news[-1][0] == "rested"

    await work.read()
    contents = heard.all("contents")[-1]
    assert {row.title for row in contents.rows.values()} == {"tune 1", "tune 2"}
    assert contents.size_bytes > 10_000

    await work.check()
    assert heard.all("checked") == [[]]
    (music / "tune 1.wav").unlink()
    await work.check()
    ((problem,),) = heard.all("checked")[1:]
    assert problem["kind"] == "file_gone"

    await work.read()
    again = heard.all("contents")[-1].rows
    assert all(again[file] is row for file, row in contents.rows.items())
    row = contents.rows[str(music / "tune 1.wav")]
    await work.remove([(row.track_id, row.file), ("no such id", "/nowhere")])
    assert heard.all("removed") == [[row.file]]
    await work.read()
    assert len(heard.all("contents")[-1].rows) == 1


async def test_what_is_damaged_is_told_and_learned_again_by_itself(work, home, music):
    heard = Heard(work)
    await work.learn([music])
    assert await work.find_damage() == []
    assert heard.all("damaged") == []
    for file in home.catalogue_folder.rglob("postings.npy"):
        file.write_bytes(b"")
    await work.learn(await work.find_damage())
    assert heard.all("damaged") == [2]
    assert sorted(line["status"] for line in heard.all("file_done")[3:]) == ["updated", "updated"]
    await work.check()
    assert heard.all("checked") == [[]]


async def test_tags_leave_and_return_as_a_table_and_twins_are_found(work, music, tmp_path):
    table, heard, news = tmp_path / "tags.csv", Heard(work), []
    work.tags_exported.connect(lambda file, n: news.append((file, n)))
    work.tags_imported.connect(lambda lines: news.append([(line["line"], line["status"]) for line in lines]))
    work.same_sound.connect(news.append)
    shutil.copy(music / "tune 2.wav", music / "twin.wav")
    await work.learn([music])
    await work.export_tags(table)
    text = table.read_text(encoding="utf-8-sig").replace("tune 1,", "Harbour Lights,")
    table.write_text(text + "nobody,Title\n", encoding="utf-8")
    await work.import_tags(table)
    assert news[0] == (table, 3)
    assert sorted(status for _, status in news[1]) == ["changed", "failed", "unchanged", "unchanged"]
    titles = {row.title for row in heard.all("contents")[-1].rows.values()}
    assert titles == {"Harbour Lights", "tune 2", "twin"}
    await work.find_same_sound()
    ((pair,),) = news[2:]
    assert {pair["path"], pair["other_path"]} == {str(music / "tune 2.wav"), str(music / "twin.wav")}


async def test_what_is_no_music_is_refused_with_its_reason(work, tmp_path):
    heard = Heard(work)
    note = tmp_path / "notes.txt"
    note.touch()
    await work.learn([note])
    (intake,) = heard.all("refused")
    assert intake.refused[0].name == "notes.txt"
    assert heard.all("expected") == []
    assert heard.news[-1][0] == "rested"


async def test_two_readings_at_once_become_one_after_the_other(work):
    heard = Heard(work)
    await asyncio.gather(work.read(), work.read())
    assert 1 <= len(heard.all("contents")) <= 2


async def test_learning_can_be_stopped_and_closed_and_leaves_no_child(qapp, home, music):
    bridge = Bridge(home)
    heard, begun = Heard(bridge.catalogue), asyncio.Event()
    bridge.catalogue.expected.connect(lambda _: begun.set())
    bridge._start(bridge._learn([music]))
    await begun.wait()
    bridge.stop_learning()
    while bridge._tasks:
        await asyncio.sleep(0)
    assert heard.all("learnt") == []
    assert heard.news[-1][0] == "rested"
    begun.clear()
    bridge._start(bridge._learn([music]))
    await begun.wait()
    await bridge.detach()
    assert not bridge._tasks


async def test_a_watched_folder_is_kept_in_step_by_a_child_until_it_is_unwatched(qapp, home, music):
    bridge = Bridge(home)
    work, rested, vanished = bridge.catalogue, asyncio.Event(), asyncio.Event()
    heard = Heard(work)
    work.rested.connect(rested.set)
    work.vanished.connect(lambda _: vanished.set())
    bridge._start(work.keep_in_step())
    await work.set_watched(str(music), is_watched=True)
    assert heard.all("contents")[-1].watched == {str(music): True}
    await asyncio.wait_for(rested.wait(), 60)
    assert sorted(line["status"] for line in heard.all("file_done")) == ["added", "added", "failed"]
    assert len(heard.all("expected")[0]) == 3
    (music / "tune 1.wav").unlink()
    await asyncio.wait_for(vanished.wait(), 60)
    await work.read()
    contents = heard.all("contents")[-1]
    assert {row.title for row in contents.rows.values()} == {"tune 2"}
    await work.set_watched(str(music), is_watched=False)
    assert heard.all("contents")[-1].watched == {}
    await bridge.detach()
    assert not bridge._tasks


async def test_tags_are_read_set_and_refused(work, music):
    heard = Heard(work)
    work.tags_read.connect(lambda value: heard.news.append(("tags_read", value)))
    work.tags_set.connect(lambda _, problems: heard.news.append(("tags_set", problems)))
    (music / "cover.png").write_bytes(make_picture(RED))
    await work.learn([music])
    await work.read()
    rows = heard.all("contents")[-1].rows
    row = rows[str(music / "tune 1.wav")]
    assert row.cover.endswith(".jpg")
    await work.set_tags([([row.track_id], {"title": "Mine", "cover": str(music / "notes.txt")})])
    await work.set_tags([([row.track_id], {"title": "Mine"})])
    await work.read_tags([row.track_id])
    assert [sorted(problems) for problems in heard.all("tags_set")] == [["cover"], []]
    ((said,),) = heard.all("tags_read")
    assert (said["of_file"]["title"], said["of_user"]) == ("tune 1", {"title": "Mine"})
    assert heard.all("contents")[-1].rows[row.file].title == "Mine"
