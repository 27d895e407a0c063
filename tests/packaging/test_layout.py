"""The shape of the project itself."""

import ast
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from support.packaging_programs import program

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "slipgui").rglob("*.py")) + sorted((ROOT / "tests").rglob("*.py"))


def tracked():
    try:
        run = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    return run.stdout.splitlines()


def test_top_level_holds_what_the_customer_named_and_nothing_else():
    names = {line.split("/")[0] for line in tracked()}
    named = {"pyproject.toml", "slipgui", "resources", "tests", "packaging"}
    beside = {"README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile"}
    assert {name for name in names if not name.startswith(".")} == named | beside


def test_no_system_changes_the_ends_of_lines():
    files = tracked()
    told = subprocess.run(
        ["git", "check-attr", "--stdin", "text"],
        input="\n".join(files),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.count(": text: unset") == len(files)


@pytest.mark.parametrize("folder", ["packaging", "resources", "tests"])
def test_folders_that_are_no_packages_hold_no_init(folder):
    # packaging/__init__.py would shadow the library of that name and end every pytest run
    assert not (ROOT / folder / "__init__.py").exists()


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_and_functions_stay_small(module):
    text = module.read_text(encoding="utf-8")
    assert text.count("\n") <= 600
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 60, f"{node.name} is long"


def test_no_test_waits_by_the_clock():
    for module in (ROOT / "tests").rglob("test_*.py"):
        if module == Path(__file__):
            continue
        text = module.read_text(encoding="utf-8")
        assert "time.sleep(" not in text, module.name
        assert "qtbot.wait(" not in text, module.name


def test_the_wheel_holds_the_program_and_its_resources(tmp_path):
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        str(tmp_path),
        str(ROOT),
    ]
    subprocess.run(command, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    resources = ("themes/tokens.json", "icons/queue.svg", "translations/slipgui_de.ts")
    assert {"slipgui/__main__.py", *(f"slipgui/resources/{name}" for name in resources)} <= names
    assert program("packaging/wheel/check_dist.py").wheel_problems(wheel) == []


def test_a_wheel_that_lacks_or_holds_too_much_is_told(tmp_path):
    check_dist = program("packaging/wheel/check_dist.py")
    wheel = tmp_path / "slipgui-0.1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("slipgui/secret.pem", "")
        archive.writestr("slipgui-0.1.0.dist-info/METADATA", "Name: slipgui\nVersion: 0.0.1\n")
        archive.writestr("slipgui-0.1.0.dist-info/entry_points.txt", "")
    problems = "\n".join(check_dist.wheel_problems(wheel))
    assert "lacks slipgui/__main__.py" in problems
    assert "holds slipgui/secret.pem" in problems
    assert "Version: 0.0.1" in problems
    assert "no licence text" in problems
    assert "lacks the program “slip = " in problems
