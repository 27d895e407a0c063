"""``make_appdir.py FROZEN DIST``: a folder that runs from wherever it lies, as tar.xz; an AppImage is made of it where its tool is.

Libraries that belong to a system, because its drivers or its other libraries share them, are taken from there. Copies for a system that
lacks them lie apart, each in a folder of its own, and AppRun leads to those alone that are missing; so do a font and where to find it.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from libraries import DEBIAN_LIBRARIES, libraries_in, needed_by, package_of, remove_dead_links, remove_unneeded
from staging import NAME, ROOT, stage, write_notices

from slipgui import __version__

SYSTEMS_OWN = re.compile(
    r"lib(EGL|GL|GLX|GLdispatch|X11|X11-xcb|xcb|wayland-client|wayland-cursor|stdc\+\+|gcc_s|fontconfig|freetype|expat|z|uuid"
    r"|com_err|gpg-error|p11-kit)\.so\.\d+$"
)
"""Of the list of linuxdeploy and pkg2appimage what is needed here; some of these PyInstaller leaves out as well."""
OF_SERVICES = ("libcups.so.2", "libpulse.so.0")
"""Spoken with services of the desktop: where they are missing nothing can be printed or heard anyway, and the rest does without them."""
C_LIBRARY = re.compile(r"(ld-linux-x86-64|lib(c|m|mvec|dl|pthread|rt|resolv))\.so\.\d+$")
"""Every system has it; one older than this Debian's cannot run what was built here."""
FONTS = Path("/usr/share/fonts/opentype/inter")
WEIGHTS = ("Regular", "Medium", "SemiBold", "Bold")
FONT_SETTINGS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">.</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
"""
APP_RUN = """#!/bin/sh
# Starts the window; called by the name slip, the command line.  What this system lacks comes from here.
here=$(dirname "$(readlink -f "$0")")
for spare in "$here"/usr/lib/spare/*; do
  library=${spare##*/}
  for folder in /usr/lib/x86_64-linux-gnu /lib/x86_64-linux-gnu /usr/lib64 /lib64; do
    [ -e "$folder/$library" ] && continue 2
  done
  LD_LIBRARY_PATH=${LD_LIBRARY_PATH:+$LD_LIBRARY_PATH:}$spare
done
[ -z "${LD_LIBRARY_PATH:-}" ] || export LD_LIBRARY_PATH
[ -e /etc/fonts/fonts.conf ] || export FONTCONFIG_FILE="$here/usr/share/fonts/inter/fonts.conf"
case $(basename "${ARGV0:-$0}") in
  slip) exec "$here/usr/lib/slipgui/slip" "$@" ;;
  *) exec "$here/usr/lib/slipgui/slipgui" "$@" ;;
esac
"""


def main() -> None:
    """Make it."""
    frozen, dist = map(Path, sys.argv[1:])
    root = ROOT / "build" / "appdir" / "Slipgui.AppDir"
    usr = stage(frozen, root)
    program = usr / "lib" / "slipgui"
    added = [*set_apart(program, usr / "lib" / "spare"), *add_font(usr / "share" / "fonts")]
    write_notices(program, added)
    start = root / "AppRun"
    start.write_text(APP_RUN, encoding="utf-8")
    start.chmod(0o755)
    for name in ("slipgui", "slip"):
        (usr / "bin" / name).unlink()
        (usr / "bin" / name).symlink_to("../../AppRun")
    (root / f"{NAME}.desktop").symlink_to(f"usr/share/applications/{NAME}.desktop")
    (root / f"{NAME}.svg").symlink_to(f"usr/share/icons/hicolor/scalable/apps/{NAME}.svg")
    (root / ".DirIcon").symlink_to(f"usr/share/icons/hicolor/256x256/apps/{NAME}.png")
    remove_dead_links(usr / "lib")
    dist.mkdir(exist_ok=True)
    archive = dist / f"Slipgui-{__version__}-x86_64.AppDir.tar.xz"
    subprocess.run(["tar", "-C", root.parent, "--owner=0", "--group=0", "-cJf", archive, root.name], check=True)
    size_mb = sum(file.lstat().st_size for file in root.rglob("*") if not file.is_dir()) / 1e6
    sys.stdout.write(f"{archive}: {archive.stat().st_size / 1e6:.1f} MB, unpacked {size_mb:.1f} MB\n")


def set_apart(program: Path, spare: Path) -> list[Path]:
    """Leave in the program what a system does not have of itself, put spare copies of the rest beside; the files of this system."""
    internal = program / "_internal"
    for library in internal.glob("lib*.so*"):
        is_elsewhere = SYSTEMS_OWN.match(library.name) or C_LIBRARY.match(library.name) or library.name in OF_SERVICES
        if is_elsewhere and not library.is_symlink():
            library.unlink()
    remove_unneeded(program)
    here = {file.name for file in libraries_in(program)}
    added: list[Path] = []
    ahead = needed_by(libraries_in(program))
    while ahead:
        name = ahead.pop()
        if name not in here and name not in OF_SERVICES and not C_LIBRARY.match(name):
            here.add(name)
            added.append(_copy_of_system(name, spare / name if SYSTEMS_OWN.match(name) else internal))
            ahead |= needed_by(added[-1:])
    return added


def _copy_of_system(name: str, folder: Path) -> Path:
    if not package_of(name):
        sys.exit(f"no Debian package has {name}")
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(DEBIAN_LIBRARIES / name, folder / name)
    return DEBIAN_LIBRARIES / name


def add_font(fonts: Path) -> list[Path]:
    """Add a font with a file that says where it is; the files of this system."""
    folder = fonts / "inter"
    folder.mkdir(parents=True)
    added = [FONTS / f"Inter-{weight}.otf" for weight in WEIGHTS]
    for file in added:
        shutil.copy(file, folder)
    (folder / "fonts.conf").write_text(FONT_SETTINGS, encoding="utf-8")
    return added


if __name__ == "__main__":
    main()
