import subprocess
import sys


def test_core_loads_no_library_and_no_event_loop():
    code = (
        "import sys, importlib, pkgutil, slipgui.core;"
        "[importlib.import_module(m.name) for m in pkgutil.iter_modules(slipgui.core.__path__, 'slipgui.core.')];"
        "print([m for m in ('PySide6', 'asyncio', 'numpy', 'httpx', 'av', 'sqlite3', 'msgspec') if m in sys.modules])"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert loaded.strip() == "[]"
