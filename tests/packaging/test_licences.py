"""What is shipped with the program, and whether it may be."""

import re
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

import pytest
from support.packaging_programs import ROOT, program

licences = program("packaging/licences.py")
audit = program("packaging/audit.py")


class Made:
    """A distribution with this metadata and these files."""

    def __init__(self, metadata, files=()):
        self.name, self.metadata, self.files = "made", Metadata(metadata), [Path(file) for file in files]


class Metadata(dict):
    def get_all(self, key):
        return [value for name, value in self.items() if name == key]


@pytest.mark.parametrize(
    ("metadata", "licence"),
    [
        ({"License-Expression": "MIT"}, "MIT"),
        ({"License": "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only"}, "GPL-3.0-only"),
        ({"License": "whole\ntext", "Classifier": "License :: OSI Approved :: Apache Software License"}, "Apache-2.0"),
        ({"License": "UNKNOWN", "Classifier": "License :: OSI Approved :: BSD License"}, "BSD-3-Clause"),
    ],
)
def test_licence_is_read_from_what_a_distribution_says(metadata, licence):
    assert licences.licence_of(Made(metadata)) == licence
    assert licences.problems_of(Made(metadata)) == []


@pytest.mark.parametrize(
    "metadata", [{}, {"License-Expression": "GPL-2.0-only"}, {"License-Expression": "MIT AND SSPL-1.0"}]
)
def test_what_may_not_be_part_of_a_gpl_3_work_is_told(metadata):
    assert licences.problems_of(Made(metadata))


def test_a_library_in_a_wheel_that_nobody_wrote_down_is_told():
    (problem,) = licences.problems_of(
        Made({"License-Expression": "MIT"}, ["made.libs/libnew-1.so", "made.libs/libx264-1.so"])
    )
    assert "libnew-1.so" in problem


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="libraries of wheels lie elsewhere there")
def test_notices_tell_of_what_is_shipped_and_of_nothing_else(tmp_path):
    staging = program("packaging/linux/staging.py")
    files = [Path(str(file.locate())) for file in distribution("av").files if "av.libs" in file.parts]
    for file in files:
        (tmp_path / file.name).touch()
    next(tmp_path.glob("libdav1d*")).unlink()  # a package that needs no copy of its own
    kept = [file for file in files if staging.is_there(tmp_path, file.name)]
    command = [sys.executable, licences.__file__, "--notices"]
    told = subprocess.run(command, input="\n".join(map(str, kept)), capture_output=True, text=True, check=True).stdout
    (holds,) = re.findall("^Holds: .*", told, re.MULTILINE)
    assert re.search(r"^av \d+", told, re.MULTILINE)
    assert all(name in holds for name in ("FFmpeg, with its GPL parts", "Opus", "LAME"))
    assert not [
        name for name in ("dav1d", "x264", "x265", "SVT-AV1") if name in holds
    ]  # the encoders are replaced by nothing
    assert "numpy" not in told
    assert staging.is_there(tmp_path, "")  # a module in the archive


def test_the_lock_holds_every_requirement_with_digests():
    lock = (ROOT / "packaging" / "requirements.txt").read_text(encoding="utf-8")
    pins = re.split(r"\n(?=\S)", lock.strip())
    assert all("--hash=sha256:" in pin for pin in pins)
    locked = {re.sub("[-_.]+", "-", pin.partition("==")[0]).lower() for pin in pins}
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    required = project.partition("dependencies = [")[2].partition("\ntest = [")[0]
    names = {re.sub("[-_.]+", "-", name).lower() for name in re.findall(r'^\s+"([\w.-]+)[>=<]', required, re.MULTILINE)}
    assert len(names) > 20
    assert names <= locked


def test_an_audit_that_saw_nothing_does_not_end_well():
    unseen = [{"name": "av", "skip_reason": "not found"}]
    lines, code = audit.verdict(unseen)
    assert code == 2
    assert "cannot be reached" in lines[-1]


def test_an_audit_tells_weaknesses():
    weak = {"name": "av", "version": "1", "vulns": [{"id": "CVE-1", "fix_versions": ["2"]}]}
    lines, code = audit.verdict([weak, {"name": "numpy", "version": "2", "vulns": []}])
    assert code == 1
    assert "CVE-1" in lines[0]
    assert audit.verdict([{"name": "av", "version": "2", "vulns": []}])[1] == 0
