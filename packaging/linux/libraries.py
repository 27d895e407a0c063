"""What the libraries of a frozen folder need, and which package of this Debian has it."""

import re
import subprocess
from collections.abc import Iterable
from functools import cache
from pathlib import Path

DEBIAN_LIBRARIES = Path("/usr/lib/x86_64-linux-gnu")


def libraries_in(folder: Path) -> list[Path]:
    """The libraries of a folder, and the program that loads them."""
    return [file for file in folder.rglob("*") if file.is_file() and (".so" in file.name or file.name == "slipgui")]


def needed_by(libraries: Iterable[Path]) -> set[str]:
    """The names of the libraries that some others name as needed."""
    told = subprocess.run(["readelf", "-dW", *libraries], capture_output=True, text=True, check=False).stdout
    return set(re.findall(r"\(NEEDED\).*\[(.+)\]", told))


def package_of(library: str) -> str:
    """The installed package with a library of this name; empty where none has it."""
    return _packages().get(library, "")


@cache
def _packages() -> dict[str, str]:
    """Installed packages by the names of their libraries: one question for all, as each reads the lists of all packages."""
    told = subprocess.run(
        ["dpkg-query", "-S", "*/x86_64-linux-gnu/*.so*"], capture_output=True, text=True, check=False
    ).stdout
    found = re.findall(r"^([^:\s]+)\S*: \S*/x86_64-linux-gnu/([^/\s]+)$", told, re.MULTILINE)
    return {library: package for package, library in reversed(found)}


def remove_unneeded(program: Path) -> None:
    """Remove the loose libraries of a frozen folder that nothing in it needs any more, but the Python that the program loads by itself."""
    internal = program / "_internal"
    while True:
        needed = needed_by(libraries_in(program))
        loose = [file for file in (*internal.glob("lib*.so*"), *internal.glob("*.libs/*.so*")) if not file.is_symlink()]
        unneeded = [file for file in loose if file.name not in needed and not file.name.startswith("libpython")]
        if not unneeded:
            return
        for file in unneeded:
            file.unlink()


def remove_dead_links(folder: Path) -> None:
    """Remove the links that lead nowhere."""
    for file in folder.rglob("*"):
        if file.is_symlink() and not file.exists():
            file.unlink()
