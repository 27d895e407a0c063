"""Runs a piece of Python in a fresh process and reads what it measured; beside it, what the process itself cost."""

import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).parents[2]


def measure(module: str, *arguments: str, **environ: str) -> dict[str, Any]:
    """The JSON object that ``python tests/bench/<module>.py <arguments>`` prints last."""
    base = {
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "tests"))),
    }
    command = [sys.executable, str(Path(__file__).with_name(f"{module}.py")), *arguments]
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}  # as users have it
    run = subprocess.run(command, env={**kept, **base, **environ}, capture_output=True, text=True, check=False)
    if run.returncode:
        sys.exit(f"{module}: {run.stderr[-2000:]}")
    result: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    return result


def medians(rounds: list[dict[str, Any]]) -> dict[str, float]:
    """The median of every number over the rounds."""
    return {key: median(one[key] for one in rounds) for key in rounds[0]}


def ratio(name: str, ours: float, theirs: float, goal: float) -> dict[str, Any]:
    """One row of the table: ours against theirs."""
    return {
        "what": name,
        "ours": round(ours, 3),
        "against": round(theirs, 3),
        "ratio": round(ours / theirs, 2),
        "goal": f"<= {goal}",
    }
