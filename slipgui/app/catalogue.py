"""The user's catalogue: learn, list, forget and check music.  Blocking; call it in a thread."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from slipgui.app.intake import MUSIC_SUFFIXES, collect
from slipgui.app.music_reader import read_music, read_music_tags
from slipgui.app.paths import Home
from slipgui.app.recognition_line import encode_error
from slipgui.core.errors import ClipUnreadableError
from slipgui.core.flow import Stage

if TYPE_CHECKING:
    from slipgui.engine.catalogue import Catalogue
    from slipgui.engine.catalogue_track import AddProgress as AddProgress  # the command line takes it from here
    from slipgui.engine.catalogue_track import AddSummary, CatalogueTrack, FileReport

OnLine = Callable[[dict[str, Any]], None]
"""Hears of each file: the line that CLI.md promises."""
OnProgress = Callable[["AddProgress"], None]
"""Hears how far it is."""
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
        files = collect(paths, MUSIC_SUFFIXES)
        missing = [path for path in paths if not path.exists()]
        for path in missing:
            on_line(_missing_line(path))
        with self._open() as catalogue:
            summary = self._learn(catalogue, files.paths, on_line, on_progress)
        counts = {key: getattr(summary, f"n_{key}") for key in ("added", "unchanged", "updated", "failed")}
        counts["failed"] += len(missing)
        return {**counts, "audio_s": round(summary.audio_s, 3), "elapsed_s": round(summary.elapsed_s, 3)}

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
        """What is wrong with the catalogue; empty when all is well."""
        with self._open() as catalogue:
            return [asdict(problem) for problem in catalogue.check()]

    def _learn(
        self, catalogue: "Catalogue", files: Sequence[Path], on_line: OnLine, on_progress: OnProgress
    ) -> "AddSummary":
        from slipgui.engine.catalogue_track import AddOptions

        return catalogue.add(
            files,
            decode=read_music,
            read_tags=read_music_tags,
            on_file=lambda report: on_line(_file_line(report)),
            is_cancelled=self._stop.is_set,
            options=AddOptions(is_isolated=len(files) >= _MANY_FILES, on_progress=on_progress),
        )

    @contextmanager
    def _open(self) -> Iterator["Catalogue"]:
        from slipgui.engine.catalogue import Catalogue

        self._home.catalogue_folder.mkdir(parents=True, exist_ok=True)
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


def _missing_line(path: Path) -> dict[str, Any]:
    error = encode_error(ClipUnreadableError("no such file", reason="missing"), Stage.PROBING)
    return {"file": str(path), "status": "failed", "id": None, "duration_s": None, "error": error}


def _track_line(track: "CatalogueTrack") -> dict[str, Any]:
    return {
        "id": track.id,
        "file": str(track.file),
        "title": track.title,
        "artist": track.artist,
        "album": track.album,
        "isrc": track.isrc,
        "duration_s": round(track.duration_s, 3),
        "hash_count": track.hash_count,
    }
