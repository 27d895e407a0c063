"""Jobs of a sound that is asked in steps, kept until its cues are there: what a stop or a crash left is not paid twice.

All block.
"""

import json
import os
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from slipgui.core.steps import Stretch

_KEPT_S = 7 * 24 * 3600.0
"""A service forgets its jobs sooner."""


class StepJobs:
    """The jobs of one sound.

    Parameters
    ----------
    folder
        Where they are kept, a file a sound.
    account
        Who pays for them: those of another one are others.
    levels_db
        What the sound is known by, wherever its file lies.
    """

    def __init__(self, folder: Path, account: str, levels_db: Iterable[float]) -> None:
        mark = sha256(repr((account, [round(level, 3) for level in levels_db])).encode()).hexdigest()[:32]
        self._file = folder / f"{mark}.jsonl"
        _sweep(folder)
        self._ids = _read(self._file)

    def n_known(self, steps: Sequence[Stretch]) -> int:
        """How many of these steps were asked before."""
        return sum(self.id_of(step) is not None for step in steps)

    def id_of(self, step: Stretch) -> str | None:
        """The job that asks for a step, if there is one."""
        return self._ids.get((step.begin_s, step.end_s))

    def keep(self, step: Stretch, job_id: str) -> None:
        """Keep the job of a step; it is on the disk afterwards.  It raises ``OSError`` when it cannot be written."""
        self._write(step, job_id)

    def drop(self, step: Stretch) -> None:
        """Forget the job of a step, which brought nothing: it is asked anew the next time.  It raises ``OSError`` as ``keep`` does."""
        self._write(step, None)

    def _write(self, step: Stretch, job_id: str | None) -> None:
        _put(self._ids, step.begin_s, step.end_s, job_id)
        self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with self._file.open("a", encoding="utf-8") as file:
            # a line feed first: what a crash left half may stand before it
            file.write("\n" + json.dumps([step.begin_s, step.end_s, job_id]) + "\n")
            file.flush()
            os.fsync(file.fileno())

    def forget(self) -> None:
        """Keep none of them any longer: the cues are there.  A file that cannot be removed goes when it is old."""
        self._ids.clear()
        with suppress(OSError):
            self._file.unlink()


def _sweep(folder: Path) -> None:
    oldest_s = time.time() - _KEPT_S
    for file in folder.glob("*.jsonl"):
        with suppress(OSError):  # another program looks, too
            if file.stat().st_mtime < oldest_s:
                file.unlink()


def _read(file: Path) -> dict[tuple[float, float], str]:
    """What is kept there; a line that a crash left half is passed over."""
    ids: dict[tuple[float, float], str] = {}
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except OSError:
        return ids
    for line in lines:
        try:
            begin_s, end_s, job_id = json.loads(line)
            _put(ids, float(begin_s), float(end_s), job_id if job_id is None else str(job_id))
        except (ValueError, TypeError):
            continue
    return ids


def _put(ids: dict[tuple[float, float], str], begin_s: float, end_s: float, job_id: str | None) -> None:
    if job_id is None:
        ids.pop((begin_s, end_s), None)
    else:
        ids[begin_s, end_s] = job_id
