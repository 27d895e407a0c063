"""Runs a piece of Python in a fresh process and reads what it measured; beside it, what the process itself cost."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).parents[2]
Row = dict[str, Any]
"""What was measured, ours, against what, their ratio, the goal."""


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


def ratio(name: str, ours: float, theirs: float, goal: float) -> Row:
    """Ours against theirs."""
    return {
        "what": name,
        "ours": round(ours, 3),
        "against": round(theirs, 3),
        "ratio": round(ours / theirs, 2),
        "goal": f"<= {goal}",
    }


def plain(what: str, ours: float | None, goal: str, *, against: float | None = None, digits: int = 1) -> Row:
    """Ours alone, or beside another figure that it is not divided by; None where it cannot be measured here."""
    told = [figure if figure is None else round(figure, digits) for figure in (ours, against)]
    return {"what": what, "ours": told[0], "against": told[1], "ratio": None, "goal": goal}


def report(rows: Sequence[Row], name: str) -> None:
    """Print the table, and write it as ``build/<name>.json``."""
    for row in rows:
        against = "" if row["against"] is None else f"  against {row['against']}"
        share = "" if row["ratio"] is None else f"  = {row['ratio']}×"
        goal = f"   (goal {row['goal']})" if row["goal"] else ""
        sys.stdout.write(f"{row['what']}: {row['ours']}{against}{share}{goal}\n")
    (ROOT / "build").mkdir(exist_ok=True)
    text = json.dumps(rows, indent=1, ensure_ascii=False) + "\n"
    (ROOT / "build" / f"{name}.json").write_text(text, encoding="utf-8")
