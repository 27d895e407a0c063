import os
from pathlib import Path

import pytest

from slipgui.app.intake import MUSIC_SUFFIXES, Refusal, RefusalReason, collect


@pytest.fixture
def tree(tmp_path):
    for name in ("take10.mov", "take2.MOV", "notes.txt", ".hidden.mp4", "sub/夜の港.mxf", "sub/deeper/a.wav"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"x")
    return tmp_path


def test_a_folder_gives_its_clips_in_natural_order_files_before_folders(tree):
    names = [path.relative_to(tree).as_posix() for path in collect([tree]).paths]
    assert names == ["take2.MOV", "take10.mov", "sub/夜の港.mxf", "sub/deeper/a.wav"]


def test_a_clip_named_twice_is_taken_once_and_order_is_the_users(tree):
    named = [tree / "take10.mov", tree, tree / "take2.MOV"]
    assert [path.name for path in collect(named).paths] == ["take10.mov", "take2.MOV", "夜の港.mxf", "a.wav"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("cut.prproj", RefusalReason.PROJECT),
        ("cut.XML", RefusalReason.PROJECT),
        ("notes.txt", RefusalReason.NOT_MEDIA),
        ("gone.mov", RefusalReason.MISSING),
        ("empty", RefusalReason.EMPTY_FOLDER),
    ],
)
def test_what_is_no_clip_is_refused_with_its_reason(tmp_path, name, reason):
    if reason is RefusalReason.EMPTY_FOLDER:
        (tmp_path / name).mkdir()
    elif reason is not RefusalReason.MISSING:
        (tmp_path / name).write_bytes(b"x")
    assert collect([tmp_path / name]).refused == (Refusal(name, reason, tmp_path / name),)


def test_a_file_without_an_ending_is_worth_a_try(tmp_path):
    (tmp_path / "A003C014").write_bytes(b"x")
    assert [path.name for path in collect([tmp_path / "A003C014"]).paths] == ["A003C014"]


def test_a_loop_of_links_ends(tree):
    (tree / "sub" / "again").symlink_to(tree, target_is_directory=True)
    assert len(collect([tree]).paths) == 4


def test_a_dangling_link_and_a_hash_in_the_name_do_no_harm(tree):
    (tree / "dangling.mov").symlink_to(tree / "nowhere.mov")
    (tree / "take#3 %20 ü.mov").write_bytes(b"x")
    assert "take#3 %20 ü.mov" in [path.name for path in collect([tree]).paths]
    assert collect([tree / "dangling.mov"]).refused == (
        Refusal("dangling.mov", RefusalReason.MISSING, tree / "dangling.mov"),
    )


@pytest.mark.skipif(os.name != "posix", reason="names of arbitrary bytes exist on POSIX only")
def test_a_name_that_is_not_unicode_survives(tmp_path):
    raw = os.fsencode(tmp_path) + b"/caf\xe9.mov"
    Path(os.fsdecode(raw)).write_bytes(b"x")
    assert [os.fsencode(path) for path in collect([tmp_path]).paths] == [raw]


def test_a_music_folder_is_searched_for_sound(tree):
    assert [path.name for path in collect([tree], MUSIC_SUFFIXES).paths] == ["take2.MOV", "take10.mov", "a.wav"]
