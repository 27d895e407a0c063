"""The user's catalogue: learn, list, forget and check music.  Blocking; call it in a thread."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from slipgui.app.intake import MUSIC_SUFFIXES, RefusalReason, collect
from slipgui.app.music_reader import read_music, read_music_tags
from slipgui.app.paths import Home
from slipgui.app.recognition_line import encode_error
from slipgui.app.tag_table import FIELDS, accept_tag, read_tag_table, write_tag_table
from slipgui.app.vanished import find_vanished
from slipgui.core.errors import CatalogueError, ClipUnreadableError
from slipgui.core.flow import Stage

if TYPE_CHECKING:
    from slipgui.engine.catalogue import Catalogue
    from slipgui.engine.catalogue_track import AddProgress as AddProgress  # the command line takes it from here
    from slipgui.engine.catalogue_track import CatalogueProblem, CatalogueTrack, FileReport

OnLine = Callable[[dict[str, Any]], None]
"""Hears of each file: the line that CLI.md promises."""
OnProgress = Callable[["AddProgress"], None]
"""Hears how far it is."""
_REASONS = {
    RefusalReason.LINK: "not_media",
    RefusalReason.PROJECT: "not_media",
    RefusalReason.NOT_MEDIA: "not_media",
    RefusalReason.MISSING: "missing",
    RefusalReason.EMPTY_FOLDER: "directory",
    RefusalReason.UNREADABLE: "permission",
}
_MANY_FILES = 4
"""From here on worker processes are begun: each takes half a second to come up."""


def _ignore(_: object) -> None:
    """Hear nothing."""


class CatalogueDesk:
    """What a person does with the catalogue of one home.

    Parameters
    ----------
    home
        Whose catalogue.
    """

    def __init__(self, home: Home) -> None:
        self._home = home
        self._stop = threading.Event()

    def add(self, paths: Sequence[Path], on_line: OnLine, on_progress: OnProgress = _ignore) -> dict[str, Any]:
        """Learn files and folders of music; the summary that CLI.md promises.

        ``on_line`` hears of files when they are on the disk, some at a time, ``on_progress`` at once.
        """
        intake = collect(paths, MUSIC_SUFFIXES)
        for refusal in intake.refused:
            on_line(_failed_line(refusal.path or Path(refusal.name), _REASONS[refusal.reason]))
        return self._learn(intake.paths, len(intake.refused), on_line, on_progress)

    def sync(self, folders: Sequence[Path], on_line: OnLine, on_progress: OnProgress = _ignore) -> dict[str, Any]:
        """Keep the catalogue in step with folders: ``add``, then forget tracks whose files vanished from them.

        A folder that is not there, or that is empty as the place of an unplugged volume is, loses nothing.  Lines and summary are those of
        ``add``, with the status "removed".
        """
        present = [folder for folder in folders if folder.is_dir()]
        missing = [folder for folder in folders if not folder.is_dir()]
        for folder in missing:
            on_line(_failed_line(folder.absolute(), "missing"))
        summary = self._learn(collect(present, MUSIC_SUFFIXES).paths, len(missing), on_line, on_progress)
        with self._open() as catalogue:
            tracks = [] if self._stop.is_set() else catalogue.tracks()
            vanished, doubtful = find_vanished(present, {track.file for track in tracks})
            gone = [track for track in tracks if track.file in vanished]
            catalogue.remove([track.id for track in gone])
        for folder in doubtful:
            on_line(_failed_line(folder, "volume_gone"))
        for track in gone:
            line = {"file": str(track.file), "status": "removed", "id": track.id}
            on_line({**line, "duration_s": round(track.duration_s, 3), "error": None})
        return {**summary, "failed": summary["failed"] + len(doubtful), "removed": len(gone)}

    def stop(self) -> None:
        """End an ``add`` soon; what was learnt is kept."""
        self._stop.set()

    def tracks(self) -> list[dict[str, Any]]:
        """One line a track, as CLI.md promises."""
        with self._open() as catalogue:
            return [_track_line(track) for track in catalogue.tracks()]

    def n_tracks(self) -> int:
        """How many tracks it holds; 0 where there is no catalogue yet."""
        if not self._home.catalogue_folder.exists():
            return 0
        with self._open() as catalogue:
            return int(catalogue.n_tracks)

    def remove(self, ids: Sequence[str]) -> list[str]:
        """Forget tracks; the ids that were there."""
        with self._open() as catalogue:
            return list(catalogue.remove(ids))

    def check(self) -> list[dict[str, Any]]:
        """What is wrong with the catalogue, and copies of one file, which are not; empty when all is well."""
        with self._open() as catalogue:
            return [_problem_line(problem) for problem in catalogue.check()]

    def mend(self, on_line: OnLine, on_progress: OnProgress = _ignore) -> list[dict[str, Any]]:
        """Make damaged segments anew from their files, ``on_line`` hears of each; what is wrong afterwards, as ``check`` tells it."""
        problems = self.check()
        lost = [Path(problem["path"]) for problem in problems if problem["kind"] == "not_searchable"]
        if not lost:
            return problems
        self._learn(lost, 0, on_line, on_progress)
        return self.check()

    def duplicates(self, on_line: OnLine) -> None:
        """Tell of each two tracks that sound the same over most of the shorter one: seconds for hundreds of tracks."""
        from slipgui.engine.duplicates import find_duplicates

        with self._open() as catalogue:
            files = {track.id: str(track.file) for track in catalogue.tracks()}
            for found in find_duplicates(catalogue.index(), self._stop.is_set):
                pair = {"id": found.track_id, "other_id": found.other_id}
                names = {"file": files.get(found.track_id), "other_file": files.get(found.other_id)}
                on_line({**pair, **names, "shared_s": round(found.shared_s, 1)})

    def set_tags(self, track_id: str, tags: Mapping[str, str]) -> dict[str, str]:
        """Let the user's words (fields of ``tag_table.FIELDS``) stand over the file's tags; by field why one cannot be taken.

        All are taken or none.
        """
        accepted = {field: accept_tag(field, value) for field, value in tags.items()}
        problems = {field: why for field, (_, why) in accepted.items() if why}
        problems |= {field: "There is no such tag." for field in tags if field not in FIELDS}
        if not problems:
            with self._open() as catalogue:
                catalogue.set_tags({track_id: {field: value for field, (value, _) in accepted.items()}})
        return problems

    def export_tags(self, path: Path) -> int:
        """Write the tags of all tracks as CSV; how many tracks."""
        return write_tag_table(path, self.tracks())

    def import_tags(self, path: Path, on_line: OnLine) -> dict[str, int]:
        """Take over what was changed in a table of tags; how many lines changed something, changed nothing, could not be taken."""
        with self._open() as catalogue:
            tracks = {track.id: _track_line(track) for track in catalogue.tracks()}
            changes = list(read_tag_table(path, tracks))
            wanted = {change.track_id: change.tags for change in changes if change.tags}
            done = set(catalogue.set_tags(wanted)) if wanted else set()
        counts = dict.fromkeys(("changed", "unchanged", "failed"), 0)
        for change in changes:
            is_changed = bool(change.tags) and change.track_id in done
            status = "failed" if change.problem else "changed" if is_changed else "unchanged"
            counts[status] += 1
            problem = change.problem or None
            on_line({"line": change.line, "id": change.track_id, "status": status, "problem": problem})
        return counts

    def _learn(self, files: Sequence[Path], n_refused: int, on_line: OnLine, on_progress: OnProgress) -> dict[str, Any]:
        from slipgui.engine.catalogue_track import AddOptions

        with self._open() as catalogue:
            summary = catalogue.add(
                files,
                decode=read_music,
                read_tags=read_music_tags,
                on_file=lambda report: on_line(_file_line(report)),
                is_cancelled=self._stop.is_set,
                options=AddOptions(is_isolated=len(files) >= _MANY_FILES, on_progress=on_progress),
            )
        counts = {key: getattr(summary, f"n_{key}") for key in ("added", "unchanged", "updated", "failed")}
        counts["failed"] += n_refused
        return {**counts, "audio_s": round(summary.audio_s, 3), "elapsed_s": round(summary.elapsed_s, 3)}

    @contextmanager
    def _open(self) -> Iterator["Catalogue"]:
        from slipgui.engine.catalogue import Catalogue

        try:
            self._home.catalogue_folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as cause:
            raise CatalogueError(f"its folder cannot be made: {cause.strerror}") from cause
        with Catalogue.open(self._home.catalogue_folder) as catalogue:
            yield catalogue


def _file_line(report: "FileReport") -> dict[str, Any]:
    return {
        "file": str(report.file),
        "status": str(report.status),
        "id": report.id,
        "duration_s": round(report.duration_s, 3) if report.duration_s is not None else None,
        "error": encode_error(report.error, Stage.PREPARING) if report.error else None,
    }


def _failed_line(path: Path, reason: str) -> dict[str, Any]:
    error = encode_error(ClipUnreadableError("cannot be used", reason=reason), Stage.PROBING)
    return {"file": str(path), "status": "failed", "id": None, "duration_s": None, "error": error}


def _problem_line(problem: "CatalogueProblem") -> dict[str, Any]:
    return {**asdict(problem), "kind": str(problem.kind), "path": str(problem.path)}


def _track_line(track: "CatalogueTrack") -> dict[str, Any]:
    return {
        "id": track.id,
        "file": str(track.file),
        "title": track.title,
        "artist": track.artist,
        "album": track.album,
        "isrc": track.isrc,
        "label": track.label,
        "composer": track.composer,
        "publisher": track.publisher,
        "duration_s": round(track.duration_s, 3),
        "hash_count": track.hash_count,
    }
