"""What was seen in watched folders, in the journal: a file that was there before is not new after a restart."""

import os
from collections.abc import Mapping
from pathlib import Path

from slipgui.app.journal_file import JournalFile

FileMark = tuple[int, int]
"""Size in bytes and time of the last change in nanoseconds: another mark is another file."""


class SeenFiles:
    """The memory of the watched folders.

    Parameters
    ----------
    file
        The journal.
    """

    def __init__(self, file: JournalFile) -> None:
        self._file = file

    async def new_below(self, folder: Path, marks: Mapping[Path, FileMark]) -> dict[Path, FileMark] | None:
        """Those of the files below a folder that were not seen as they are; None where it was never looked at."""
        inside = os.fsencode(os.path.join(folder, ""))  # noqa: PTH118 - a separator at its end
        after = inside[:-1] + bytes([inside[-1] + 1])

        def work() -> dict[Path, FileMark] | None:
            if not self._file.query("SELECT 1 FROM watched_folders WHERE path = ?", (os.fsencode(folder),)):
                return None
            sql = "SELECT path, size_bytes, mtime_ns FROM seen_files WHERE path >= ? AND path < ?"
            known = {
                path: (size_bytes, mtime_ns) for path, size_bytes, mtime_ns in self._file.query(sql, (inside, after))
            }
            return {path: mark for path, mark in marks.items() if known.get(os.fsencode(path)) != mark}

        return await self._file.run(work)

    async def remember(self, folder: Path, marks: Mapping[Path, FileMark]) -> None:
        """Note that a folder was looked at, and what of it is not new any more."""

        def work() -> None:
            rows = [(os.fsencode(path), size_bytes, mtime_ns) for path, (size_bytes, mtime_ns) in marks.items()]
            with self._file.transaction() as transaction:
                transaction.execute("INSERT OR IGNORE INTO watched_folders VALUES (?)", (os.fsencode(folder),))
                transaction.executemany("INSERT OR REPLACE INTO seen_files VALUES (?, ?, ?)", rows)

        await self._file.run(work)

    async def forget_folder(self, folder: Path) -> None:
        """A folder is not watched any more: what is in it when it is watched again is not new."""
        await self._file.write("DELETE FROM watched_folders WHERE path = ?", [(os.fsencode(folder),)])
