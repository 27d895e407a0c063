"""The files of the program where a Linux system looks for them, below any folder."""

import gzip
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from lighten import OPENBLAS, is_replaced

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
NAME = "io.github.slipgui.Slipgui"
SHIPPED = ROOT / "build" / "freeze" / "slipgui" / "shipped.json"
"""What was frozen: ``[name in the folder of libraries, file it is of]``; no name for a module in the archive."""
COMPLETIONS = {
    "bash": "bash-completion/completions/slip",
    "zsh": "zsh/vendor-completions/_slip",
    "fish": "fish/vendor_completions.d/slip.fish",
}


def stage(frozen: Path, root: Path) -> Path:
    """Lay out the frozen folder and all that belongs to it below ``root``; the folder ``usr`` there."""
    if root.exists():
        shutil.rmtree(root)
    usr = root / "usr"
    shutil.copytree(frozen, usr / "lib" / "slipgui", symlinks=True)
    (usr / "lib" / "slipgui" / "slip").symlink_to("slipgui")
    (usr / "bin").mkdir()
    for name in ("slipgui", "slip"):
        (usr / "bin" / name).symlink_to(f"../lib/slipgui/{name}")
    share = usr / "share"
    _copy(HERE / f"{NAME}.desktop", share / "applications")
    _copy(HERE / f"{NAME}.metainfo.xml", share / "metainfo")
    _copy(HERE / "slipgui-mime.xml", share / "mime" / "packages")
    _add_icons(share / "icons")
    _add_manual(share / "man" / "man1")
    _add_completions(usr / "lib" / "slipgui" / "slip", share)
    _add_papers(share / "doc" / "slipgui")
    return usr


def write_notices(program: Path, added: Iterable[Path] = ()) -> None:
    """Say who made what the program holds now, and the files of this system that were added to it."""
    internal = program / "_internal"
    kept = [file for name, file in json.loads(SHIPPED.read_text(encoding="utf-8")) if is_there(internal, name)]
    files = "\n".join([*kept, *map(str, [OPENBLAS, *added])])
    command = [sys.executable, ROOT / "packaging" / "licences.py", "--notices"]
    told = subprocess.run(command, input=files, capture_output=True, text=True, encoding="utf-8", check=True)
    (internal / "THIRD-PARTY-NOTICES.txt").write_text(told.stdout, encoding="utf-8")


def is_there(internal: Path, name: str) -> bool:
    """Whether what was frozen is still there, and is not a piece of ours in its place."""
    return not name or ((internal / name).exists() and not is_replaced(name))


def _copy(file: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(file, folder)


def _add_icons(icons: Path) -> None:
    drawn = ROOT / "build" / "icons"
    environ = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    subprocess.run([sys.executable, ROOT / "packaging" / "icons.py", drawn], check=True, env=environ)
    shutil.copytree(drawn / "hicolor", icons / "hicolor")
    scalable = icons / "hicolor" / "scalable" / "apps"
    scalable.mkdir(parents=True)
    shutil.copy(ROOT / "resources" / "icons" / "app-icon.svg", scalable / f"{NAME}.svg")


def _add_manual(folder: Path) -> None:
    subprocess.run([sys.executable, HERE / "man_pages.py", folder], check=True)
    for page in folder.glob("*.1"):
        _pack(page.read_bytes(), folder / f"{page.name}.gz")
        page.unlink()


def _add_completions(slip: Path, share: Path) -> None:
    for shell, place in COMPLETIONS.items():
        environ = os.environ | {"_SLIP_COMPLETE": f"{shell}_source"}
        told = subprocess.run([slip], env=environ, capture_output=True, check=True)
        (share / place).parent.mkdir(parents=True)
        (share / place).write_bytes(told.stdout)


def _add_papers(folder: Path) -> None:
    folder.mkdir(parents=True)
    _pack((ROOT / "CHANGELOG.md").read_bytes(), folder / "changelog.gz")
    (folder / "copyright").symlink_to("../../../lib/slipgui/_internal/THIRD-PARTY-NOTICES.txt")


def _pack(content: bytes, file: Path) -> None:
    file.write_bytes(gzip.compress(content, 9, mtime=0))
