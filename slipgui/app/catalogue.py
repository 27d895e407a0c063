"""The user's catalogue: learn, list, forget and check music.  Blocking; call it in a thread."""

import threading
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from slipgui.app.intake import MUSIC_SUFFIXES, RefusalReason, collect
from slipgui.app.language import ENGLISH, Language
from slipgui.app.music_reader import read_music, read_music_tags
from slipgui.app.paths import Home
from slipgui.app.recognition_line import encode_error
from slipgui.app.tag_table import COVER, FIELDS, TagChange, accept_tag, encode_tag_table, read_tag_table
from slipgui.app.vanished import find_vanished
from slipgui.core.errors import CatalogueError, ClipUnreadableError
from slipgui.core.flow import Stage
from slipgui.core.ports import FileState

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
_MENDED_BY_LEARNING = ("not_searchable", "track_lost")
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
    language
        Of what is said to people.
    """

    def __init__(self, home: Home, language: Language = ENGLISH) -> None:
        self._home = home
        self._language = language
        self._stop = threading.Event()

    def add(
        self, paths: Sequence[Path], on_line: OnLine, on_progress: OnProgress = _ignore, *, is_anew: bool = False
    ) -> dict[str, Any]:
        """Learn files and folders of music; the summary that CLI.md promises.

        ``on_line`` hears of files when they are on the disk, some at a time, ``on_progress`` at once.  ``is_anew``: also files that did
        not change.
        """
        intake = collect(paths, MUSIC_SUFFIXES)
        for refusal in intake.refused:
            on_line(_failed_line(refusal.path or Path(refusal.name), _REASONS[refusal.reason]))
        return self._learn(intake.paths, len(intake.refused), on_line, on_progress, is_anew=is_anew)

    def rebuild(self, on_line: OnLine, on_progress: OnProgress = _ignore) -> dict[str, Any]:
        """Learn all tracks again from their files; what the user said of them stays, and so does a track whose file is gone."""
        with self._open() as catalogue:
            files = [track.file for track in catalogue.tracks()]
        return self._learn(files, 0, on_line, on_progress, is_anew=True)

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
        vanished, doubtful = (set[Path](), list[Path]()) if self._stop.is_set() else self.vanished_files(present)
        for folder in doubtful:
            on_line(_failed_line(folder, "volume_gone"))
        n_gone = self.forget_files(vanished, on_line)
        return {**summary, "failed": summary["failed"] + len(doubtful), "removed": n_gone}

    def learn(self, files: Sequence[Path], on_line: OnLine) -> None:
        """Learn files in worker processes, however few."""
        self._learn(files, 0, on_line, _ignore, is_isolated=True)

    def changed_files(self, files: Mapping[Path, FileState]) -> set[Path]:
        """Which of the files (absolute, without links) the catalogue does not know with this size and time."""
        with self._open() as catalogue:
            known = {file: catalogue.known_state(file) for file in files}
        return {
            file
            for file, state in files.items()
            if (was := known[file]) is None or (was.size_bytes, was.mtime_ns) != (state.size_bytes, state.mtime_ns)
        }

    def vanished_files(self, folders: Sequence[Path]) -> tuple[set[Path], list[Path]]:
        """Files of tracks that are gone from folders, and folders that look like the place of an unplugged volume."""
        with self._open() as catalogue:
            return find_vanished(folders, {track.file for track in catalogue.tracks()})

    def forget_files(self, files: Collection[Path], on_line: OnLine) -> int:
        """Forget the tracks of these files; ``on_line`` hears of each.  How many."""
        if not files:
            return 0
        with self._open() as catalogue:
            gone = [track for track in catalogue.tracks() if track.file in files]
            catalogue.remove([track.id for track in gone])
        for track in gone:
            line = {"file": str(track.file), "status": "removed", "id": track.id}
            on_line({**line, "duration_s": round(track.duration_s, 3), "error": None})
        return len(gone)

    def stop(self) -> None:
        """End an ``add`` soon; what was learnt is kept."""
        self._stop.set()

    @property
    def is_stopped(self) -> bool:
        """Whether ``stop`` was called."""
        return self._stop.is_set()

    def tracks(self) -> list[dict[str, Any]]:
        """One line a track, as CLI.md promises."""
        with self._open() as catalogue:
            return [_track_line(track, catalogue.cover_file(track)) for track in catalogue.tracks()]

    def cover_file(self, track_id: str) -> Path | None:
        """The small picture (JPEG) of a track, None where it has none."""
        if not self._home.catalogue_folder.exists():
            return None
        with self._open() as catalogue:
            track = catalogue.track(track_id)
            return catalogue.cover_file(track) if track is not None else None

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

    def damaged_files(self) -> list[Path]:
        """Files of tracks that no clip is recognised by for now, as a part of the catalogue is damaged; learning them again mends it."""
        if not self._home.catalogue_folder.exists():
            return []
        with self._open() as catalogue:
            return list(catalogue.damaged_files())

    def mend(self, on_line: OnLine, on_progress: OnProgress = _ignore) -> list[dict[str, Any]]:
        """Make damaged segments anew from their files, ``on_line`` hears of each; what is wrong afterwards, as ``check`` tells it."""
        problems = self.check()
        lost = [Path(problem["path"]) for problem in problems if problem["kind"] in _MENDED_BY_LEARNING]
        if lost:
            self._learn(lost, 0, on_line, on_progress)
        if not self.is_stopped:
            with self._open() as catalogue:
                catalogue.drop_set_aside()
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

    def said_tags(self, track_ids: Sequence[str]) -> list[dict[str, Any]]:
        """Of each track: id, what its file says and what the user says, by field of ``FIELDS`` and "cover"; unknown ids are left out."""
        with self._open() as catalogue:
            said = {track_id: catalogue.said_tags(track_id) for track_id in track_ids}
        return [{"id": key, "of_file": dict(s.of_file), "of_user": dict(s.of_user)} for key, s in said.items() if s]

    def set_tags(self, track_ids: Sequence[str], tags: Mapping[str, str | None]) -> dict[str, str]:
        """Let the user's words (fields of ``FIELDS``) stand over the files' tags; None takes the user's word on a field back.

        All are taken or none; gives by field why one cannot be taken.
        """
        accepted = {
            field: accept_tag(field, value, self._language) for field, value in tags.items() if value is not None
        }
        problems = {field: why for field, (_, why) in accepted.items() if why}
        problems |= {
            field: self._language.translate("Tags", "There is no such tag.") for field in tags if field not in FIELDS
        }
        if not problems:
            words = {field: value for field, (value, _) in accepted.items()}
            with self._open() as catalogue:
                if words:
                    catalogue.set_tags(dict.fromkeys(track_ids, words))
                catalogue.drop_user_tags(track_ids, [field for field, value in tags.items() if value is None])
        return problems

    def set_cover(self, track_ids: Sequence[str], picture: Path | None) -> str:
        """Let a picture stand over the files' covers; None takes the user's word back.  Why it cannot be taken, empty where it is."""
        small, problem = self._read_cover(picture) if picture is not None else (None, "")
        if problem:
            return problem
        with self._open() as catalogue:
            if small is None:
                catalogue.drop_user_tags(track_ids, [COVER])
            else:
                catalogue.set_cover(track_ids, small)
        return ""

    def _read_cover(self, picture: Path) -> tuple[bytes | None, str]:
        """A picture as it is kept, or a sentence why it cannot be."""
        from slipgui.media.cover import make_small

        try:
            small = make_small(picture.read_bytes())
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or str(error)
            return None, self._language.translate("Tags", "The picture cannot be read: {0}.").format(why)
        return small, "" if small else self._language.translate("Tags", "This is no picture that can be read.")

    def tag_table(self) -> tuple[bytes, int]:
        """The tags of all tracks as a CSV file, and how many tracks."""
        tracks = self.tracks()
        return encode_tag_table(tracks), len(tracks)

    def import_tags(self, path: Path, on_line: OnLine) -> dict[str, int]:
        """Take over what was changed in a table of tags; how many lines changed something, changed nothing, could not be taken."""
        counts = dict.fromkeys(("changed", "unchanged", "failed"), 0)
        with self._open() as catalogue:
            tracks = {track.id: _track_line(track, catalogue.cover_file(track)) for track in catalogue.tracks()}
            changes = list(read_tag_table(path, tracks))
            problems = {change.line: change.problem or self._take_cover(catalogue, change) for change in changes}
            wanted = {
                change.track_id: {field: value for field, value in change.tags.items() if field != COVER}
                for change in changes
                if change.tags and not problems[change.line]
            }
            done = set(catalogue.set_tags(wanted)) if wanted else set()
        for change in changes:
            problem = problems[change.line]
            status = "failed" if problem else "changed" if change.tags and change.track_id in done else "unchanged"
            counts[status] += 1
            on_line({"line": change.line, "id": change.track_id, "status": status, "problem": problem or None})
        return counts

    def _take_cover(self, catalogue: "Catalogue", change: TagChange) -> str:
        """Take the cover over that a line of a table names, if it names another; why it cannot be taken."""
        if COVER not in change.tags:
            return ""
        name = change.tags[COVER]
        small, problem = self._read_cover(Path(name)) if name is not None else (None, "")
        if not problem:
            catalogue.set_cover([change.track_id], small)
        return problem

    def _learn(
        self,
        files: Sequence[Path],
        n_refused: int,
        on_line: OnLine,
        on_progress: OnProgress,
        *,
        is_anew: bool = False,
        is_isolated: bool = False,
    ) -> dict[str, Any]:
        from slipgui.engine.catalogue_track import AddOptions

        with self._open() as catalogue:
            summary = catalogue.add(
                files,
                decode=read_music,
                read_tags=read_music_tags,
                on_file=lambda report: on_line(_file_line(report)),
                is_cancelled=self._stop.is_set,
                options=AddOptions(
                    is_isolated=is_isolated or len(files) >= _MANY_FILES, is_anew=is_anew, on_progress=on_progress
                ),
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
    other_path = str(problem.other_path) if problem.other_path else None
    return {**asdict(problem), "kind": str(problem.kind), "path": str(problem.path), "other_path": other_path}


def _track_line(track: "CatalogueTrack", cover: Path | None) -> dict[str, Any]:
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
        "cover": str(cover) if cover else None,
        "duration_s": round(track.duration_s, 3),
        "hash_count": track.hash_count,
    }
