"""``make screenshots``: pictures of every screen of support/screens.py, light and dark, 100 % and 200 %, in English and German.

An index page shows them all.  The drawing runs in processes of their own on an X server without a screen:
``--draw FOLDER THEME LANGUAGE [NAME…]`` is such a process.  ``--guide`` draws those of the user guide into ``resources/guide``.
"""

import argparse
import html
import os
import struct
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

KINDS = (
    ("dark", 1, "en"),
    ("light", 1, "en"),
    ("dark", 1, "de"),
    ("light", 1, "de"),
    ("dark", 1.5, "en"),
    ("light", 1.5, "en"),
    ("dark", 2, "en"),
    ("light", 2, "en"),
)
X_SCREEN = "3200x2000x24"
GUIDE = {
    "queue": "details-identified",
    "drop": "drop-accepted",
    "catalogue": "catalogue",
    "cues": "cues",
    "history": "history-details",
    "error": "details-refused",
}
"""The pictures of the user guide, and the screens they show."""


def draw(folder: Path, theme: str, language: str, names: Sequence[str]) -> None:
    """Write a picture of each screen, as ``NAME.png``."""
    from support.screens import SCREENS, Studio, finish, settle

    from slipgui.gui.application import _make_application
    from slipgui.gui.language import speak
    from slipgui.gui.theme import Appearance

    application = _make_application()
    if language != "en":  # which is spoken from the start
        speak(application, language)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, Studio(Appearance(application, theme), Path(scratch)) as studio:
        for name in names or SCREENS:
            shown = SCREENS[name](studio)
            finish()
            shown.grab().save(str(folder / f"{name}.png"))
            for window in application.topLevelWidgets():
                window.close()
                window.deleteLater()
            settle()


def draw_elsewhere(
    folder: Path, kind: tuple[str, float, str], environ: dict[str, str], names: Sequence[str] = ()
) -> None:
    """The same in a process of its own; ``kind`` is theme, scale and language."""
    theme, scale, language = kind
    command = [sys.executable, __file__, "--draw", str(folder), theme, language, *names]
    subprocess.run(command, env=environ | {"QT_SCALE_FACTOR": str(scale)}, check=True, timeout=600)


def _folder_name(kind: tuple[str, float, str]) -> str:
    theme, scale, language = kind
    return f"{theme}-{100 * scale:.0f}" + (f"-{language}" if language != "en" else "")


def draw_guide(environ: dict[str, str]) -> None:
    """Write the pictures of the user guide, in few colours: a fifth of the bytes."""
    from PySide6.QtGui import QImage

    for language in ("en", "de"):
        with tempfile.TemporaryDirectory() as scratch:
            draw_elsewhere(Path(scratch), ("light", 1, language), environ, tuple(GUIDE.values()))
            for name, screen in GUIDE.items():
                picture = QImage(f"{scratch}/{screen}.png").convertToFormat(QImage.Format.Format_RGB32)
                colours = Counter(struct.unpack(f"{picture.width() * picture.height()}I", picture.constBits()))
                table = [colour for colour, _ in colours.most_common(256)]
                few = picture.convertToFormat(QImage.Format.Format_Indexed8, table)
                few.save(str(ROOT / "resources" / "guide" / language / f"{name}.png"), quality=0)


def index_page(folder: Path, kinds: Sequence[str]) -> str:
    """All pictures as a page: a group for each page or part of the window, in it a line for each screen."""
    names = sorted({picture.stem for picture in folder.glob("*/*.png")})
    groups = {name: name.partition("-")[0] for name in names}
    first_of = {group: name for name, group in reversed(groups.items())}
    rows = [
        (f"<h1>{html.escape(groups[name])}</h1>" if first_of[groups[name]] == name else "")
        + f"<h2 id='{name}'>{html.escape(name)}</h2><div>"
        + "".join(
            f"<a href='{kind}/{name}.png'><img loading='lazy' src='{kind}/{name}.png' alt='{name}, {kind}'></a>"
            for kind in kinds
            if (folder / kind / f"{name}.png").exists()
        )
        + "</div>"
        for name in names
    ]
    links = "<br>".join(
        " · ".join(f"<a href='#{name}'>{html.escape(name)}</a>" for name in names if groups[name] == group)
        for group in first_of
    )
    style = "body{font:14px sans-serif;margin:24px}div{display:flex;flex-wrap:wrap;gap:12px}img{width:700px;border:1px solid #999}"
    head = f"<!doctype html><meta charset='utf-8'><title>Slipgui</title><style>{style}</style>"
    return f"{head}<h1>Slipgui</h1><p>{links}</p>{''.join(rows)}\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draw", nargs="+", metavar="WHAT", help="a folder, a theme, a language, and names of screens")
    parser.add_argument("--guide", action="store_true", help="draw the pictures of the user guide")
    options = parser.parse_args()
    if options.draw:
        draw(Path(options.draw[0]), options.draw[1], options.draw[2], options.draw[3:])
        sys.stdout.flush()
        os._exit(0)  # nothing is left to be done, and windows of Qt need not be taken apart in order
    from support.xserver import running_x_server

    folder = ROOT / "build" / "screenshots"
    with tempfile.TemporaryDirectory() as home, running_x_server(Path(home), X_SCREEN) as server:
        if options.guide:
            draw_guide(server.environment)
            return
        for kind in KINDS:
            draw_elsewhere(folder / _folder_name(kind), kind, server.environment)
    page = index_page(folder, [_folder_name(kind) for kind in KINDS])
    (folder / "index.html").write_text(page, encoding="utf-8")
    sys.stdout.write(f"{folder / 'index.html'}\n")


if __name__ == "__main__":
    main()
