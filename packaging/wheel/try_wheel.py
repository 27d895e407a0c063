"""``try_wheel.py WHEEL``: installs the wheel in a clean environment of every Python of this machine that it is made for, and uses it.

Every module is imported, “slip doctor” must find nothing wrong, and the demo must name its song.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

OLDEST = (3, 11)
IMPORT_ALL = """
import importlib, pkgutil, slipgui
for module in pkgutil.walk_packages(slipgui.__path__, "slipgui."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
"""
FOREIGN = re.compile("^(PYTHON|VIRTUAL_ENV|SLIPGUI_|QT_|DISPLAY|WAYLAND_DISPLAY)")


def main() -> int:
    """Exit code."""
    wheel = Path(sys.argv[1]).resolve()
    pythons = find_pythons()
    for version, python in pythons.items():
        with tempfile.TemporaryDirectory(prefix="slipgui-wheel-") as folder:
            try_wheel(wheel, python, Path(folder))
        sys.stdout.write(f"{wheel.name} works with Python {version}\n")
        sys.stdout.flush()
    return 0 if pythons else 1


def find_pythons() -> dict[str, Path]:
    """The newest Python of every minor version from ``OLDEST`` on, by its version."""
    places = [*Path("/usr/bin").glob("python3.*"), *Path("/usr/local/bin").glob("python3.*")]
    places += [*(Path.home() / ".pyenv" / "versions").glob("*/bin/python3"), Path(sys.executable)]
    found: dict[tuple[int, ...], Path] = {}
    for place in places:
        run = subprocess.run([place, "--version"], capture_output=True, text=True, check=False)
        numbers = re.fullmatch(r"Python (\d+)\.(\d+)\.(\d+)", run.stdout.strip())
        if run.returncode == 0 and numbers:
            found[tuple(map(int, numbers.groups()))] = place
    newest = {version[:2]: version for version in sorted(found) if version >= OLDEST}
    return {".".join(map(str, version)): found[version] for version in newest.values()}


def try_wheel(wheel: Path, python: Path, folder: Path) -> None:
    """Install the wheel below ``folder`` and use it; ``SystemExit`` where it does not work."""
    environ = {name: value for name, value in os.environ.items() if not FOREIGN.match(name)}
    environ |= {"HOME": str(folder), "QT_QPA_PLATFORM": "offscreen"}
    programs = folder / "venv" / ("Scripts" if sys.platform == "win32" else "bin")

    def run(*command: object) -> str:
        ended = subprocess.run(
            [*map(str, command)], cwd=folder, env=environ, capture_output=True, text=True, check=False
        )
        if ended.returncode != 0:
            sys.exit(
                f"{python}: {' '.join(map(str, command))} ended with {ended.returncode}\n{ended.stdout}{ended.stderr}"
            )
        return ended.stdout

    run(python, "-m", "venv", folder / "venv")
    run(
        programs / "python",
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        f"{wheel}[studio]",
    )
    run(programs / "python", "-c", IMPORT_ALL)
    run(programs / "slip", "--home", folder / "home", "doctor")
    del environ["QT_QPA_PLATFORM"]  # without a display the demo ends by itself
    answer = json.loads(run(programs / "slipgui", "--home", folder / "home", "--demo", folder).splitlines()[-1])
    if answer["outcome"] != "identified":
        sys.exit(f"{python}: the demo was {answer['outcome']}")


if __name__ == "__main__":
    sys.exit(main())
