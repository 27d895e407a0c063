import os
import subprocess
import sys
from pathlib import Path

HEAVY = ("asyncio", "av", "dataclasses", "httpx", "msgspec", "numpy", "qasync", "slipgui.app.wiring", "sqlite3")
CODE = f"""
import sys
from pathlib import Path
from slipgui.app.paths import find_home
from slipgui.gui.application import open_window
kept = open_window(find_home(Path(sys.argv[1])))
print([name for name in {HEAVY} if name in sys.modules])
"""


def test_the_first_window_is_painted_before_anything_heavy_is_loaded(tmp_path):
    source = str(Path(__file__).parents[2])
    environ = {**os.environ, "PYTHONPATH": source, "QT_QPA_PLATFORM": "offscreen"}
    ended = subprocess.run(
        [sys.executable, "-c", CODE, str(tmp_path)], env=environ, capture_output=True, text=True, check=False
    )
    assert ended.stdout.strip() == "[]", ended.stderr
