import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("asyncio", "av", "dataclasses", "httpx", "msgspec", "numpy", "qasync", "slipgui.app.wiring", "sqlite3")
OPEN = """
import sys
from pathlib import Path
from slipgui.app.paths import find_home
from slipgui.gui.application import open_window
kept = open_window(find_home(Path(sys.argv[1])))
"""
LOADED = f"print([name for name in {HEAVY} if name in sys.modules])"
TWO_PICTURES = """
window = kept[1]
first = window.grab().toImage()
window._make_the_rest()
print(window.size().toTuple(), window.menuBar().styleSheet() == "", first == window.grab().toImage())
"""


def run(code, home):
    environ = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "QT_QPA_PLATFORM": "offscreen"}
    ended = subprocess.run(
        [sys.executable, "-c", OPEN + code, str(home)], env=environ, capture_output=True, text=True, check=False
    )
    return ended.stdout.strip() or ended.stderr


def test_the_first_window_is_painted_before_anything_heavy_is_loaded(tmp_path):
    assert run(LOADED, tmp_path) == "[]"


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_the_first_picture_does_not_change_when_the_style_sheet_comes(tmp_path, theme):
    (tmp_path / "settings.json").write_text(json.dumps({"theme": theme}))
    assert run(TWO_PICTURES, tmp_path) == "(800, 800) True True"
