"""The folder of segments: writing, opening, deleting and sweeping them."""

import logging
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from uuid import uuid4

from slipgui.core.errors import CatalogueError
from slipgui.engine.catalogue_database import CatalogueDatabase, SegmentRow
from slipgui.engine.index import Index
from slipgui.engine.segment import Segment
from slipgui.engine.segment_writer import PARTIAL_PREFIX, SegmentContents, write_segment

_PREFIX = "segment-"
_MOST_ATTEMPTS = 3

_log = logging.getLogger(__name__)


class SegmentStore:
    """Segments below ``folder``.  Which of them count is said by the database."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._open: dict[str, Segment] = {}

    def write(self, contents: SegmentContents) -> str:
        """Write a new segment; its name.  Only inside a write transaction of the database, else ``sweep`` may take it for a leftover.

        Raises
        ------
        CatalogueError
            When it cannot be written; nothing is left of it.
        """
        name = f"{_PREFIX}{uuid4().hex}"
        try:
            write_segment(self.folder / name, contents)
        except OSError as cause:
            self.delete([name, f"{PARTIAL_PREFIX}{name}"])
            raise CatalogueError("a segment cannot be written", why=str(cause.strerror)) from cause
        return name

    def segment(self, name: str) -> Segment:
        """The open segment of that name; ``CatalogueError`` where it is damaged."""
        segment = self._open.get(name)
        if segment is None:  # two threads may both open it: no harm
            segment = self._open[name] = Segment(self.folder / name)
        return segment

    def can_open(self, name: str) -> bool:
        """Whether it opens now: its description and the sizes of its files are right."""
        try:
            Segment(self.folder / name)
        except CatalogueError as error:
            _log.info("segment %s cannot be opened: %s %s", name, error, error.context)
            return False
        return True

    def is_sound(self, name: str) -> bool:
        """Whether everything that was written of the segment can be read back; reads all of it."""
        try:
            return not self.segment(name).verify()
        except (CatalogueError, OSError):
            return False

    def open_index(self, database: CatalogueDatabase) -> tuple[int, Index]:
        """The generation of the catalogue and its index; segments that cannot be opened are set aside and told to the log."""
        for _ in range(_MOST_ATTEMPTS):  # a merge may take the folders away while we open them
            generation, rows = database.manifest()
            usable, failed = self._try_open([row for row in rows if not row.is_damaged])
            if database.generation() == generation:
                break
        for name, error in failed.items():
            _log.warning("segment %s is set aside: %s %s", name, error, error.context)
        self._open = {row.name: segment for row, segment in usable}
        return generation, Index([segment for _, segment in usable], [row.masked for row, _ in usable])

    def delete(self, names: Iterable[str]) -> None:
        """Delete folders; what another process holds open on Windows stays and is swept later."""
        for name in names:
            self._open.pop(name, None)
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def sweep(self, database: CatalogueDatabase) -> None:
        """Delete folders that no manifest names: left by a killed process.  Nothing is done while somebody writes."""
        with database.hold_off_writers() as is_quiet:
            if is_quiet:
                known = {row.name for row in database.manifest()[1]}
                names = {child.name for child in self.folder.iterdir()} - known
                self.delete(name for name in names if name.startswith((_PREFIX, PARTIAL_PREFIX)))

    def _try_open(
        self, rows: Sequence[SegmentRow]
    ) -> tuple[list[tuple[SegmentRow, Segment]], dict[str, CatalogueError]]:
        usable, failed = [], {}
        for row in rows:
            try:
                usable.append((row, self.segment(row.name)))
            except CatalogueError as error:
                failed[row.name] = error
        return usable, failed
