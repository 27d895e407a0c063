"""``make_appdir.py FROZEN DIST``: a folder that runs from wherever it lies, as tar.xz; an AppImage is made of it where its tool is."""

import subprocess
import sys
from pathlib import Path

from staging import NAME, ROOT, stage

from slipgui import __version__

APP_RUN = """#!/bin/sh
# Starts the window; called by the name slip, the command line.
here=$(dirname "$(readlink -f "$0")")
case $(basename "${ARGV0:-$0}") in
  slip) exec "$here/usr/bin/slip" "$@" ;;
  *) exec "$here/usr/bin/slipgui" "$@" ;;
esac
"""


def main() -> None:
    """Make it."""
    frozen, dist = map(Path, sys.argv[1:])
    root = ROOT / "build" / "appdir" / "Slipgui.AppDir"
    usr = stage(frozen, root)
    start = root / "AppRun"
    start.write_text(APP_RUN, encoding="utf-8")
    start.chmod(0o755)
    (root / f"{NAME}.desktop").symlink_to(f"usr/share/applications/{NAME}.desktop")
    (root / f"{NAME}.svg").symlink_to(f"usr/share/icons/hicolor/scalable/apps/{NAME}.svg")
    (root / ".DirIcon").symlink_to(f"usr/share/icons/hicolor/256x256/apps/{NAME}.png")
    for file in (usr / "lib").rglob("*"):
        if file.is_symlink() and not file.exists():
            file.unlink()
    dist.mkdir(exist_ok=True)
    archive = dist / f"Slipgui-{__version__}-x86_64.AppDir.tar.xz"
    subprocess.run(["tar", "-C", root.parent, "--owner=0", "--group=0", "-cJf", archive, root.name], check=True)
    sys.stdout.write(f"{archive}: {archive.stat().st_size / 1e6:.1f} MB\n")


if __name__ == "__main__":
    main()
