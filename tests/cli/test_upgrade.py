"""What earlier versions left on the disk is all there in this one.  Each released version has its data folder in ``homes``.

To keep another one: “slip --home HOME catalogue add”, “identify”, “history correct”, “catalogue tags --import”, “cues --project” with the
song and the scene that ``make_demo(FOLDER, seed=1)`` makes, then ``tar -C HOME -cJf homes/VERSION.tar.xz .`` without caches and logs.
"""

import json
import tarfile
from pathlib import Path

import pytest

from slipgui.demo.media import make_demo

HOMES = sorted(Path(__file__).with_name("homes").glob("*.tar.xz"))


@pytest.fixture(params=HOMES, ids=lambda file: file.name.removesuffix(".tar.xz"))
def home(request, environ):
    folder = Path(environ["SLIPGUI_HOME"])
    with tarfile.open(request.param) as archive:
        archive.extractall(folder, filter="data")
    return folder


def test_history_of_an_earlier_version_is_kept_with_its_corrections(slip, home):
    (row,) = slip("history", "--json").lines
    assert row["outcome"] == "identified"
    assert row["track"]["isrc"] == "QZSLP2600003"
    assert "Tin Lantern Waltz (TV edit)" in json.dumps(row)


def test_catalogue_of_an_earlier_version_recognises_and_keeps_what_the_user_said(slip, home, tmp_path):
    clip = make_demo(tmp_path / "demo", seed=1).clip
    run = slip("identify", clip, "--again", "--json")
    (row,) = run.lines
    assert (run.code, row["outcome"], row["track"]["title"]) == (0, "identified", "Tin Lantern Waltz (master)")


def test_settings_of_an_earlier_version_are_kept_with_those_of_a_later_one(slip, home):
    before = json.loads((home / "settings.json").read_text(encoding="utf-8"))
    assert slip("history").code == 0
    assert json.loads((home / "settings.json").read_text(encoding="utf-8")) == before


def test_projects_of_an_earlier_version_are_opened(slip, home, tmp_path):
    run = slip("sheet", home / "scene.slipcues", "--export", tmp_path / "sheet.csv")
    assert run.code == 0, run.err
    assert "Tin Lantern Waltz" in (tmp_path / "sheet.csv").read_text(encoding="utf-8-sig")
