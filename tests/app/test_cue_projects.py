"""Projects on the disk."""

import os

import pytest
from support.cue_projects import make_project

from slipgui.app.cue_projects import load_project, recent_projects, save_project
from slipgui.app.cue_sheet_document import DocumentError, decode_sheet
from slipgui.app.paths import find_home


@pytest.mark.parametrize("name", ["HARBOUR.mxf", "夜明け.mov", os.fsdecode(b"caf\xe9.mov")])
def test_a_project_is_what_was_saved_and_a_cue_sheet_for_others(tmp_path, name):
    home = find_home(tmp_path)
    project = make_project(home, tmp_path / name)
    save_project(project)
    assert load_project(project.file) == project
    assert decode_sheet(project.file.read_bytes()) == project.sheet
    assert recent_projects(home) == [project.file]


def test_programmes_of_one_name_have_projects_of_their_own(tmp_path):
    home = find_home(tmp_path)
    files = {make_project(home, tmp_path / folder / "cut.mov").file for folder in ("a", "b")}
    assert len(files) == 2
    assert recent_projects(home) == []


def test_the_last_saved_comes_first(tmp_path):
    home = find_home(tmp_path)
    first, second = (make_project(home, tmp_path / name) for name in ("a.mov", "b.mov"))
    for age_s, project in ((0, second), (100, first)):
        save_project(project)
        os.utime(project.file, (1e9 - age_s, 1e9 - age_s))
    assert recent_projects(home) == [second.file, first.file]


@pytest.mark.parametrize("content", [b"", b"[]", b'{"kind": "slipgui.cue_sheet", "version": 99}', b"\xff\xfe"])
def test_what_is_no_project_is_told(tmp_path, content):
    file = tmp_path / "x.slipgui.json"
    file.write_bytes(content)
    with pytest.raises(DocumentError):
        load_project(file)


def test_a_cue_sheet_without_its_programme_is_no_project(tmp_path):
    from slipgui.app.cue_sheet_document import encode_sheet

    project = make_project(find_home(tmp_path), tmp_path / "a.mov")
    file = tmp_path / "sheet.json"
    file.write_bytes(encode_sheet(project.sheet))
    with pytest.raises(DocumentError, match="without a programme"):
        load_project(file)
