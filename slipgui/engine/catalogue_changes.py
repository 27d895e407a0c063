"""Changes of a catalogue that touch segments and database together: entering a batch of files, merging small segments."""

from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import uuid4

from slipgui.engine.catalogue_covers import CoverStore
from slipgui.engine.catalogue_database import CatalogueDatabase, CatalogueWriter, SegmentRow
from slipgui.engine.catalogue_track import CatalogueTrack, FileReport, FileStatus
from slipgui.engine.file_intake import Fingerprinted, Intake, Moved, Unchanged, Unusable
from slipgui.engine.merger import merge
from slipgui.engine.segment_store import SegmentStore
from slipgui.engine.segment_writer import lay_out

Batch = Sequence[tuple[Path, Intake]]
"""Files with what is to be done about them."""
ChooseSegments = Callable[[Sequence[int]], list[int]]
"""From the lengths of segments to the places of those to merge."""


def commit_batch(
    database: CatalogueDatabase, store: SegmentStore, covers: CoverStore, batch: Batch
) -> list[FileReport]:
    """Enter a batch in one transaction; one report for each of its files, in their order."""
    if not any(isinstance(intake, Fingerprinted | Moved) for _, intake in batch):
        return [_report(file, intake, _known_id(intake)) for file, intake in batch]
    written: list[str] = []
    try:
        with database.write() as writer:
            ids = {file: writer.id_of_file(file) or _known_id(intake) for file, intake in batch}
            tracks = _new_tracks(batch, ids, covers)
            ids |= {track.file: track.id for track, _ in tracks}
            _store_fingerprints(writer, store, tracks, written)
            for file, intake in batch:
                if isinstance(intake, Moved):
                    writer.move_track(intake.known.track.id, file, intake.state)
            emptied = writer.drop_empty_segments()
    except BaseException:
        store.delete(written)
        raise
    store.delete(emptied)
    return [_report(file, intake, ids[file]) for file, intake in batch]


def merge_segments(database: CatalogueDatabase, store: SegmentStore, choose: ChooseSegments) -> None:
    """Make one of the sound segments that ``choose`` (merger.py) chooses by their lengths; nothing where it chooses none."""
    if not _choose(database.manifest()[1], choose):
        return
    written: list[str] = []
    emptied: list[str] = []
    try:
        with database.write() as writer:
            emptied = _merge(writer, store, _choose(writer.manifest(), choose), written)
    except BaseException:
        store.delete(written)
        raise
    store.delete(emptied)


def _merge(writer: CatalogueWriter, store: SegmentStore, chosen: Sequence[SegmentRow], written: list[str]) -> list[str]:
    """Do it inside a transaction; names of the segments that are not needed any more."""
    damaged = [row.name for row in chosen if not store.is_sound(row.name)]
    if damaged or not chosen:
        writer.mark_damaged(damaged)
        return []
    contents = merge([store.segment(row.name) for row in chosen], [row.masked for row in chosen])
    written.append(store.write(contents))
    number = writer.add_segment(written[0], len(contents.tracks), sum(row.n_frames for row in chosen))
    for place, track in enumerate(contents.tracks):
        writer.place_track(track.track_id, number, place)
    return writer.drop_empty_segments()


def _choose(rows: Sequence[SegmentRow], choose: ChooseSegments) -> list[SegmentRow]:
    sound = [row for row in rows if not row.is_damaged]
    return [sound[place] for place in choose([row.n_frames for row in sound])]


def _new_tracks(
    batch: Batch, ids: dict[Path, str | None], covers: CoverStore
) -> list[tuple[CatalogueTrack, Fingerprinted]]:
    """The tracks that the batch's fingerprints make; their covers are kept."""
    return [
        (_track(ids[file] or str(uuid4()), file, intake, covers), intake)
        for file, intake in batch
        if isinstance(intake, Fingerprinted)
    ]


def _store_fingerprints(
    writer: CatalogueWriter,
    store: SegmentStore,
    tracks: Sequence[tuple[CatalogueTrack, Fingerprinted]],
    written: list[str],
) -> None:
    """Write the fingerprints as one segment and enter the tracks."""
    if not tracks:
        return
    contents = lay_out([(track.id, intake.fingerprint) for track, intake in tracks])
    written.append(store.write(contents))
    last = contents.tracks[-1]
    number = writer.add_segment(written[0], len(contents.tracks), last.first_frame + last.n_frames)
    for place, (track, intake) in enumerate(tracks):
        writer.put_track(track, intake.state, number, place)


def _track(track_id: str, file: Path, intake: Fingerprinted, covers: CoverStore) -> CatalogueTrack:
    tags = intake.tags
    # a name that is not UTF-8 holds lone surrogates, which neither SQLite nor JSON takes
    stem = file.stem.encode("utf-8", "replace").decode()
    return CatalogueTrack(
        id=track_id,
        file=file,
        title=(tags.title or "").strip() or stem,
        artist=tags.artist,
        album=tags.album,
        isrc=tags.isrc,
        label=tags.label,
        composer=tags.composer,
        publisher=tags.publisher,
        duration_s=intake.duration_s,
        hash_count=len(intake.fingerprint.rows),
        cover=covers.write(tags.cover) if tags.cover else None,
    )


def _known_id(intake: Intake) -> str | None:
    return intake.known.track.id if intake.known else None


def _report(file: Path, intake: Intake, track_id: str | None) -> FileReport:
    match intake:
        case Unchanged(known):
            return FileReport(file, FileStatus.UNCHANGED, track_id, known.track.duration_s, None)
        case Moved(known):
            is_same_file = known.track.file == file
            status = FileStatus.UNCHANGED if is_same_file else FileStatus.UPDATED
            return FileReport(file, status, track_id, known.track.duration_s, None)
        case Fingerprinted(known):
            status = FileStatus.UPDATED if known else FileStatus.ADDED
            return FileReport(file, status, track_id, intake.duration_s, None)
        case Unusable(error=error):
            return FileReport(file, FileStatus.FAILED, track_id, None, error)
