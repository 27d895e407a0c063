import json
import math
import os
from pathlib import Path

import pytest
from support.sheets import make_sheet

from slipgui.app.cue_project import CueProject, load_project, project_file, recent_projects, save_project
from slipgui.app.paths import find_home
from slipgui.core.errors import SettingsError

PROJECT = CueProject(Path("/reels/ep 104 夜.mov"), make_sheet())


def test_a_project_comes_back_exactly(tmp_path):
    save_project(tmp_path / "new" / "a.slipcues", PROJECT)
    assert load_project(tmp_path / "new" / "a.slipcues") == PROJECT


def test_a_project_is_a_sheet_that_names_its_clip(tmp_path):
    save_project(tmp_path / "a.slipcues", PROJECT)
    document = json.loads((tmp_path / "a.slipcues").read_bytes())
    assert (document["kind"], document["version"], document["clip"]) == ("slipgui.cue_sheet", 1, "/reels/ep 104 夜.mov")


@pytest.mark.parametrize(
    "content", [None, b"", b"{", b"[]", b"\xff\xfe", b'{"kind": "slipgui.cue_sheet", "version": 9}']
)
def test_what_is_no_project_is_refused_and_left_alone(tmp_path, content):
    file = tmp_path / "a.slipcues"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(SettingsError) as refused:
        load_project(file)
    assert refused.value.context["why"]
    assert not file.exists() or file.read_bytes() == content


@pytest.mark.parametrize("value", [5, "5", None, [None, "x", 10**400], {"a": 1}, float("nan"), float("inf"), 10**400])
@pytest.mark.parametrize("name", ["cuts_s", "sounds", "sound_start_s", "clip"])
def test_what_is_damaged_beside_the_sheet_never_costs_the_sheet(tmp_path, name, value):
    save_project(tmp_path / "a.slipcues", PROJECT)
    document = json.loads((tmp_path / "a.slipcues").read_bytes())
    (tmp_path / "a.slipcues").write_text(json.dumps(document | {name: value}))
    project = load_project(tmp_path / "a.slipcues")
    assert project.sheet == PROJECT.sheet
    assert (project.cuts_s, project.sounds) == ((), ())
    assert math.isfinite(project.sound_start_s)


def test_a_write_that_fails_leaves_the_former_project(tmp_path, monkeypatch):
    file = tmp_path / "a.slipcues"
    save_project(file, PROJECT)
    monkeypatch.setattr("os.fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(OSError, match="No space"):
        save_project(file, CueProject(Path("other"), make_sheet()))
    assert load_project(file) == PROJECT
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("name", ["夜明け.mov", os.fsdecode(b"caf\xe9.mov")])
def test_a_programme_of_any_name_comes_back_from_where_its_project_is_kept(tmp_path, name):
    home, project = find_home(tmp_path), CueProject(tmp_path / name, make_sheet(), 0.5)
    file = project_file(home, project.clip)
    save_project(file, project)
    assert load_project(file) == project
    assert recent_projects(home) == [file]


def test_programmes_of_one_name_have_projects_of_their_own_and_the_last_saved_comes_first(tmp_path):
    home = find_home(tmp_path)
    assert recent_projects(home) == []
    first, second = (project_file(home, tmp_path / folder / "cut.mov") for folder in ("a", "b"))
    for file, at_s in ((second, 1e9), (first, 2e9)):
        save_project(file, PROJECT)
        os.utime(file, (at_s, at_s))
    assert recent_projects(home) == [first, second]
