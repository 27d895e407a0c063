"""What is wrong with a catalogue: damaged segments, files that are gone or changed, tracks that can never be found."""

from collections.abc import Sequence

from slipgui.core.errors import CatalogueError
from slipgui.engine.catalogue_database import SegmentRow, StoredTrack
from slipgui.engine.catalogue_track import CatalogueProblem, ProblemKind
from slipgui.engine.segment import Segment
from slipgui.engine.segment_store import SegmentStore


def find_segment_problems(store: SegmentStore, rows: Sequence[SegmentRow]) -> dict[str, CatalogueProblem]:
    """The damaged segments by name.  Reads all of them, those set aside before too: about a second a gigabyte."""
    problems = {}
    for row in rows:
        detail = _damage(store, row)
        if detail:
            problems[row.name] = CatalogueProblem(ProblemKind.SEGMENT_DAMAGED, None, store.folder / row.name, detail)
    return problems


def find_track_problems(tracks: Sequence[StoredTrack]) -> list[CatalogueProblem]:
    """What is wrong with single tracks; a file is looked at, not read."""
    problems = []
    for stored in tracks:
        kinds = [(ProblemKind.NOT_SEARCHABLE, "its segment is damaged")] if not stored.is_searchable else []
        kinds += _file_problem(stored)
        if stored.track.hash_count == 0:
            kinds.append((ProblemKind.NOTHING_TO_FIND, f"{stored.track.duration_s:.1f} s without a landmark"))
        problems += [CatalogueProblem(kind, stored.track.id, stored.track.file, detail) for kind, detail in kinds]
    return problems


def find_copies(tracks: Sequence[StoredTrack]) -> list[CatalogueProblem]:
    """Tracks whose files hold the same bytes as an earlier one's."""
    first_of: dict[str, StoredTrack] = {}
    problems = []
    for stored in tracks:
        first = first_of.setdefault(stored.state.sha256, stored)
        if first is not stored:
            track, other = stored.track, first.track
            detail = f"the same contents as {other.file}"
            problems.append(CatalogueProblem(ProblemKind.DUPLICATE, track.id, track.file, detail, other.id, other.file))
    return problems


def _damage(store: SegmentStore, row: SegmentRow) -> str:
    """Which files of the segment are damaged, empty = none."""
    try:
        return ", ".join(Segment(store.folder / row.name).verify())
    except CatalogueError as error:
        file = error.context.get("file")
        return f"{error} ({file})" if file else str(error)
    except OSError as error:
        return str(error.strerror)


def _file_problem(stored: StoredTrack) -> list[tuple[ProblemKind, str]]:
    try:
        status = stored.track.file.stat()
    except (OSError, ValueError) as error:
        return [(ProblemKind.FILE_GONE, getattr(error, "strerror", None) or str(error))]
    if (status.st_size, status.st_mtime_ns) != (stored.state.size_bytes, stored.state.mtime_ns):
        return [(ProblemKind.FILE_CHANGED, "another size or time")]
    return []
