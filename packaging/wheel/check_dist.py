"""``check_dist.py DIST``: says what is wrong with the wheel and the sdist in DIST; ends with 1 where something is.

They hold what git tracks and nothing else, the sdist makes the same wheel, and the metadata says what pyproject.toml says.
"""

import email
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[2]
EXTRAS = {"nle", "preview", "s3", "studio"}
SDIST_FOLDERS = ("slipgui", "resources", "tests", "packaging")


def main() -> int:
    """Exit code."""
    dist = Path(sys.argv[1])
    wheels, sdists = sorted(dist.glob("*.whl")), sorted(dist.glob("*.tar.gz"))
    if len(wheels) != 1 or len(sdists) != 1:
        sys.stderr.write(f"{dist} should hold one wheel and one sdist\n")
        return 1
    problems = [*wheel_problems(wheels[0]), *sdist_problems(sdists[0])]
    for problem in problems:
        sys.stderr.write(problem + "\n")
    if not problems:
        sys.stdout.write(f"{wheels[0].name} and {sdists[0].name} are whole\n")
    return 1 if problems else 0


def wheel_problems(wheel: Path) -> list[str]:
    """What is wrong with a wheel, a sentence each."""
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if not name.endswith("/")}
        information = next(name.split("/")[0] for name in names if name.endswith(".dist-info/METADATA"))
        metadata = archive.read(f"{information}/METADATA").decode()
        entry_points = set(archive.read(f"{information}/entry_points.txt").decode().splitlines())
    held = {name for name in names if not name.startswith(information)}
    wanted = {file if file.startswith("slipgui/") else f"slipgui/{file}" for file in _files(("slipgui", "resources"))}
    problems = [*_differences(wheel.name, held, wanted), *metadata_problems(metadata)]
    if f"{information}/licenses/LICENSE" not in names:
        problems.append(f"{wheel.name} has no licence text")
    for line in ("slip = slipgui.__main__:run_command_line", "slipgui = slipgui.__main__:run_window"):
        if line not in entry_points:
            problems.append(f"{wheel.name} lacks the program “{line}”")
    return problems


def sdist_problems(sdist: Path) -> list[str]:
    """What is wrong with a source distribution, a sentence each."""
    with tarfile.open(sdist) as archive:
        names = {member.name.partition("/")[2] for member in archive if member.isfile()}
    beside = {
        "PKG-INFO",
        "pyproject.toml",
        ".gitignore",
        "README.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "LICENSE",
        "Makefile",
    }
    return _differences(sdist.name, names, {*_files(SDIST_FOLDERS), *beside})


def metadata_problems(metadata: str) -> list[str]:
    """Where a METADATA file says something else than pyproject.toml or the program."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    told = email.message_from_string(metadata)
    pairs = {
        "Name": project["name"],
        "Version": version(),
        "Summary": project["description"],
        "License-Expression": project["license"],
        "Requires-Python": project["requires-python"],
        "Description-Content-Type": "text/markdown",
    }
    problems = [f"METADATA says {key}: {told[key]}, not {value}" for key, value in pairs.items() if told[key] != value]
    missing = EXTRAS - set(told.get_all("Provides-Extra", []))
    return problems + [f"METADATA lacks the extra {extra}" for extra in sorted(missing)]


def version() -> str:
    """The version of the program, read without importing it."""
    lines = (ROOT / "slipgui" / "__init__.py").read_text(encoding="utf-8").splitlines()
    return next(line.split('"')[1] for line in lines if line.startswith("__version__"))


def _files(folders: Iterable[str]) -> set[str]:
    files = (file for folder in folders for file in (ROOT / folder).rglob("*"))
    return {file.relative_to(ROOT).as_posix() for file in files if file.is_file() and "__pycache__" not in file.parts}


def _differences(archive: str, held: set[str], wanted: set[str]) -> list[str]:
    problems = [f"{archive} lacks {name}" for name in sorted(wanted - held)]
    return problems + [f"{archive} holds {name}, which does not belong there" for name in sorted(held - wanted)]


if __name__ == "__main__":
    sys.exit(main())
