"""The user's own catalogue: files in, an index out.

::

    <folder>/catalogue.sqlite3        tracks, tags, manifest of segments      (catalogue_database.py)
    <folder>/catalogue.copy.sqlite3   the same a little earlier               (catalogue_copy.py)
    <folder>/segments/segment-<hex>/  fingerprints, immutable                 (segment.py)
    <folder>/covers/<hex>.jpg         small pictures                          (catalogue_covers.py)

What is reported is on the disk.  A process killed at any moment leaves the state before or after a commit, and perhaps a folder that no
manifest names: it is swept away when the catalogue is next opened.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Self

from slipgui.core.errors import CatalogueError
from slipgui.engine.catalogue_changes import commit_batch, merge_segments
from slipgui.engine.catalogue_check import find_copies, find_segment_problems, find_track_problems
from slipgui.engine.catalogue_copy import drop_set_aside, find_set_aside, has_copy, open_database, write_copy
from slipgui.engine.catalogue_covers import CoverStore
from slipgui.engine.catalogue_database import CatalogueDatabase
from slipgui.engine.catalogue_track import (
    AddOptions,
    AddProgress,
    AddSummary,
    CatalogueProblem,
    CatalogueTrack,
    FileReport,
    FileState,
    FileStatus,
    SaidTags,
)
from slipgui.engine.file_intake import FileIntake, Fingerprinted, Intake, take_all
from slipgui.engine.fingerprinting import Decode, FingerprintWorkers, Learn, ReadTags, count_cores, learn_file
from slipgui.engine.index import Index
from slipgui.engine.merger import choose_at_end, choose_segments
from slipgui.engine.segment_store import SegmentStore

SEGMENTS_FOLDER = "segments"
COVERS_FOLDER = "covers"
_BATCH_FILES = 64
_BATCH_S = 10.0
"""A batch is committed when it has so many files or is so old: that much work can be lost, and news is that late."""
_COPY_EVERY_S = 600.0
"""While music is added the database is copied so often."""


class Catalogue:
    """The catalogue below one folder; methods may be called from several threads, several processes may have it open."""

    def __init__(self, folder: Path, database: CatalogueDatabase) -> None:
        """Use ``open``."""
        self._folder = folder
        self._store = SegmentStore(folder / SEGMENTS_FOLDER)
        self._covers = CoverStore(folder / COVERS_FOLDER)
        self._database = database
        self._copied_generation = database.generation() if has_copy(folder) else 0
        self._copied_s = time.monotonic()
        self._index_lock = Lock()
        self._index: Index | None = None
        self._generation = -1

    @classmethod
    def open(cls, folder: Path) -> Self:
        """The catalogue below ``folder``, made where there is none; a damaged database is set aside and its copy used.

        Raises
        ------
        CatalogueError
            When it cannot be used, is of another version, or was made with other parameters.
        """
        try:
            (folder / SEGMENTS_FOLDER).mkdir(parents=True, exist_ok=True)
        except OSError as cause:
            raise CatalogueError("the catalogue's folder cannot be made", why=str(cause.strerror)) from cause
        catalogue = cls(folder, open_database(folder))
        catalogue._store.sweep(catalogue._database)
        return catalogue

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the database; indices that were given out stay usable."""
        self._index = None
        self._keep_copy()
        self._database.close()

    @property
    def n_tracks(self) -> int:
        """How many tracks it has."""
        return self._database.count_tracks()

    def tracks(self) -> list[CatalogueTrack]:
        """All tracks in the order they were added."""
        return [stored.track for stored in self._database.tracks()]

    def track(self, track_id: str) -> CatalogueTrack | None:
        """The track with this id, None where there is none."""
        stored = self._database.track(track_id)
        return stored.track if stored else None

    def said_tags(self, track_id: str) -> SaidTags | None:
        """Who says what of a track; None where there is no such track."""
        return self._database.said_tags(track_id)

    def cover_file(self, track: CatalogueTrack) -> Path | None:
        """Where the track's picture lies, None where it has none."""
        return self._covers.folder / track.cover if track.cover else None

    def known_state(self, file: Path) -> FileState | None:
        """How the file (absolute, without links) was when it was fingerprinted; None where that cannot be searched."""
        stored = self._database.track_of_file(file)
        return stored.state if stored is not None and stored.is_searchable else None

    def index(self) -> Index:
        """What can be searched now; the same object until the catalogue changes, so it may be called before every query."""
        with self._index_lock:
            if self._index is None or self._generation != self._database.generation():
                self._generation, self._index = self._store.open_index(self._database)
            return self._index

    def add(
        self,
        files: Sequence[Path],
        *,
        decode: Decode,
        read_tags: ReadTags,
        on_file: Callable[[FileReport], None],
        is_cancelled: Callable[[], bool],
        options: AddOptions = AddOptions(),  # noqa: B008  frozen
    ) -> AddSummary:
        """Fingerprint the files that are new or changed; the others cost a look at their size and time.

        Blocking, with a thread or a process for each core.  Files are reported in this thread when they are on the disk, in the order
        they are done.  After a cancel the files under way are finished and committed.

        Parameters
        ----------
        files
            Paths; links are resolved, a file named twice is taken once.
        decode
            Gives the samples of a file.
        read_tags
            Gives its tags.
        on_file
            Called once for each file that is done.
        is_cancelled
            Asked before each file.
        options
            Worker processes (``decode`` and ``read_tags`` must then be picklable), and who hears of progress.

        Raises
        ------
        CatalogueError
            When the catalogue cannot be written; what was reported stays.
        """
        begin_s, n_of = time.monotonic(), Counter[FileStatus]()
        self._set_aside_broken()
        distinct = list(dict.fromkeys(_absolute(file) for file in files))
        audio_s, n_taken, batch, batch_begin_s = 0.0, 0, list[tuple[Path, Intake]](), begin_s
        with _learning(decode, read_tags, is_isolated=options.is_isolated) as learn:
            intake = FileIntake(self._database, learn, is_anew=options.is_anew)
            for file, taken in take_all(intake, distinct, count_cores(), is_cancelled):
                batch.append((file, taken))
                n_taken += 1
                audio_s += taken.duration_s if isinstance(taken, Fingerprinted) else 0.0
                options.on_progress(AddProgress(n_taken, len(distinct), audio_s, time.monotonic() - begin_s))
                if len(batch) >= _BATCH_FILES or time.monotonic() - batch_begin_s >= _BATCH_S:
                    n_of.update(self._commit(batch, on_file))
                    batch, batch_begin_s = [], time.monotonic()
            n_of.update(self._commit(batch, on_file, is_last=not is_cancelled()))
        return AddSummary(
            n_added=n_of[FileStatus.ADDED],
            n_unchanged=n_of[FileStatus.UNCHANGED],
            n_updated=n_of[FileStatus.UPDATED],
            n_failed=n_of[FileStatus.FAILED],
            audio_s=audio_s,
            elapsed_s=time.monotonic() - begin_s,
            is_cancelled=n_of.total() < len(distinct),
        )

    def remove(self, ids: Sequence[str]) -> list[str]:
        """Take tracks out; they are not found from now on.  Gives the ids that were there."""
        with self._database.write() as writer:
            removed = [track_id for track_id in dict.fromkeys(ids) if writer.remove_track(track_id)]
            dropped = writer.drop_empty_segments()
        self._store.delete(dropped)
        return removed

    def set_tags(self, changes: Mapping[str, Mapping[str, str | None]]) -> list[str]:
        """Let the user's word stand over what the files say, also when they are added again.

        Parameters
        ----------
        changes
            By track id, then by field (``TAG_FIELDS``); only what changes.  None = nothing; a title is never None.

        Returns
        -------
        list of str
            The ids that were there.
        """
        with self._database.write() as writer:
            return [track_id for track_id, tags in changes.items() if writer.put_user_tags(track_id, tags)]

    def set_cover(self, ids: Sequence[str], picture: bytes | None) -> list[str]:
        """Let a picture (a small JPEG), or none, stand over what the files have.  Gives the ids that were there."""
        with self._database.write() as writer:
            name = self._covers.write(picture) if picture else None
            return [track_id for track_id in ids if writer.put_user_tags(track_id, {"cover": name})]

    def drop_user_tags(self, ids: Sequence[str], fields: Sequence[str]) -> list[str]:
        """Take the user's word on fields (``SAID_FIELDS``) back: what the files say stands again.  Gives the ids that were there."""
        with self._database.write() as writer:
            return [track_id for track_id in ids if writer.drop_user_tags(track_id, fields)]

    def damaged_files(self) -> list[Path]:
        """Files of the tracks that cannot be recognised because their segment is damaged: adding them again makes it anew.

        Only opens the segments, which is milliseconds; damage inside their files is found by ``check``.
        """
        self._set_aside_broken()
        return self._database.unsearchable_files()

    def drop_set_aside(self) -> None:
        """Delete damaged databases that were set aside: what ``check`` told of them is mended or not wanted."""
        drop_set_aside(self._folder)

    def check(self) -> list[CatalogueProblem]:
        """Everything that is wrong, and copies of one file, which are not; empty = fine.

        Reads all segments, looks at all files.  Damaged segments are set aside: adding their files again makes them anew.  Those that
        can be read again, after a disk came back, are searched again.
        """
        rows = self._database.manifest()[1]
        problems = find_segment_problems(self._store, rows)
        if any(row.is_damaged != (row.name in problems) for row in rows):
            with self._database.write() as writer:
                current = {row.name for row in writer.manifest()}  # others may have been merged away while we read
                problems = {name: problem for name, problem in problems.items() if name in current}
                writer.mark_damaged(problems)
                writer.mark_damaged((row.name for row in rows if row.name not in problems), is_damaged=False)
        with self._database.hold_off_writers() as is_quiet:
            if is_quiet:
                self._covers.sweep(self._database.covers())
        tracks = self._database.tracks()
        lost = find_set_aside(self._folder, tracks)
        return [*lost, *problems.values(), *find_track_problems(tracks), *find_copies(tracks)]

    def _keep_copy(self) -> None:
        """Copy the database when it changed since the last time."""
        with suppress(CatalogueError):
            generation = self._database.generation()
            if generation != self._copied_generation:
                write_copy(self._database, self._folder)
                self._copied_generation = generation
                self._copied_s = time.monotonic()

    def _set_aside_broken(self) -> None:
        """Set those segments aside that cannot even be opened, so that their files are not taken for known."""
        rows = [row for row in self._database.manifest()[1] if not row.is_damaged]
        if any(not self._store.can_open(row.name) for row in rows):
            with self._database.write() as writer:
                broken = [row.name for row in writer.manifest() if not self._store.can_open(row.name)]
                writer.mark_damaged(broken)

    def _commit(
        self, batch: Sequence[tuple[Path, Intake]], on_file: Callable[[FileReport], None], *, is_last: bool = False
    ) -> list[FileStatus]:
        """Write a batch, report it, and keep the segments few."""
        reports = commit_batch(self._database, self._store, self._covers, batch)
        for report in reports:
            on_file(report)
        merge_segments(self._database, self._store, choose_at_end if is_last else choose_segments)
        if time.monotonic() - self._copied_s >= _COPY_EVERY_S or not has_copy(self._folder):
            self._keep_copy()
        return [report.status for report in reports]


@contextmanager
def _learning(decode: Decode, read_tags: ReadTags, *, is_isolated: bool) -> Iterator[Learn]:
    """What learns one file."""
    if is_isolated:
        with FingerprintWorkers(decode, read_tags, count_cores()) as workers:
            yield workers.learn
    else:
        yield lambda file: learn_file(file, decode, read_tags)


def _absolute(file: Path) -> Path:
    """The file without links; where they run in a circle or the name is impossible, as it is: it will be reported as unreadable."""
    try:
        return file.resolve()
    except (OSError, RuntimeError, ValueError):
        return file.absolute()
