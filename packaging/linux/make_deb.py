"""``make_deb.py FROZEN DIST``: the Debian package out of the frozen folder.

Libraries that Debian has are left to Debian, which mends them; what the rest needs of Debian becomes Depends.
"""

import os
import subprocess
import sys
from pathlib import Path

from libraries import libraries_in, needed_by, package_of, remove_dead_links, remove_unneeded
from staging import ROOT, stage, write_notices

from slipgui import __version__

KEPT = ("libpython",)
"""Libraries of this Debian that the next one has no more."""
LEAST = {"libc6": "2.36", "libstdc++6": "12"}
"""Versions of the Debian that the program is built on, where older ones may lack something."""
ASKED_FOR_AT_RUN = {"libdbus-1-3", "ca-certificates", "fonts-inter | fonts-noto-core | fonts-dejavu-core"}
"""What no library tells that it needs."""
CONTROL = """Package: slipgui
Version: {version}
Architecture: amd64
Section: sound
Priority: optional
Installed-Size: {size_kib}
Depends: {depends}
Maintainer: The Slipgui developers <noreply@slipgui.invalid>
Homepage: https://github.com/slipgui/slipgui
Description: tells which music is in a video
 Drop clips on the window; each row ends with the track, with "not found", or
 with an error that says what to do. Works without a network over your own
 music, or asks AudioVerify with a partner key. With the command line "slip".
"""


def main() -> None:
    """Make it."""
    frozen, dist = map(Path, sys.argv[1:])
    root = ROOT / "build" / "deb"
    usr = stage(frozen, root)
    program = usr / "lib" / "slipgui"
    leave_to_debian(program)
    write_notices(program)
    depends = sorted({*packages_needed(program), *ASKED_FOR_AT_RUN})
    (root / "DEBIAN").mkdir()
    control = CONTROL.format(
        version=__version__, size_kib=_size_kib(usr), depends=", ".join(map(_with_version, depends))
    )
    (root / "DEBIAN" / "control").write_text(control, encoding="utf-8")
    for folder, _, files in os.walk(root):
        Path(folder).chmod(0o755)
        for name in files:
            file = Path(folder, name)
            if not file.is_symlink():
                file.chmod(0o755 if file.stat().st_mode & 0o100 and "_internal" not in file.parts else 0o644)
    dist.mkdir(exist_ok=True)
    package = dist / f"slipgui_{__version__}_amd64.deb"
    subprocess.run(["dpkg-deb", "--root-owner-group", "-Zxz", "-z6", "--build", root, package], check=True)
    sys.stdout.write(
        f"{package}: {package.stat().st_size / 1e6:.1f} MB, installed {_size_kib(usr) / 1000 * 1.024:.1f} MB\n"
    )


def leave_to_debian(program: Path) -> None:
    """Remove the libraries that Debian has, what they alone needed, and links that lead nowhere."""
    for library in (program / "_internal").glob("lib*.so*"):
        if not library.is_symlink() and not library.name.startswith(KEPT) and package_of(library.name):
            library.unlink()
    remove_unneeded(program)
    remove_dead_links(program)


def packages_needed(folder: Path) -> set[str]:
    """Debian's packages with the libraries that those in a folder need and do not find there."""
    libraries = libraries_in(folder)
    here = {file.name for file in libraries}
    missing = needed_by(libraries) - here
    packages = {name: package_of(name) for name in missing}
    unknown = sorted(name for name, package in packages.items() if not package)
    if unknown:
        sys.exit(f"no Debian package has {', '.join(unknown)}")
    return set(packages.values())


def _with_version(package: str) -> str:
    return f"{package} (>= {LEAST[package]})" if package in LEAST else package


def _size_kib(folder: Path) -> int:
    return sum(file.lstat().st_size for file in folder.rglob("*") if not file.is_dir()) // 1024


if __name__ == "__main__":
    main()
