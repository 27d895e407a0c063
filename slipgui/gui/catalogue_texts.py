"""The words of the catalogue page."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QLocale

from slipgui.gui.catalogue_folders import FolderLine, Totals, folder_name
from slipgui.gui.catalogue_rows import TrackColumn, TrackRow, TrackState
from slipgui.gui.learning_progress import LearningProgress
from slipgui.gui.texts import NOTHING, length, plain, size, time_left, translate

_CONTEXT = "Catalogue"


def number(count: int) -> str:
    """A count with the grouping of the locale: ``1,284``."""
    return QLocale().toString(count)


def n_tracks(count: int) -> str:
    """``1 track``, ``1,284 tracks``."""
    return translate(_CONTEXT, "1 track") if count == 1 else translate(_CONTEXT, "{0} tracks").format(number(count))


def n_files(count: int) -> str:
    """``1 file``, ``1,006 files``."""
    return translate(_CONTEXT, "1 file") if count == 1 else translate(_CONTEXT, "{0} files").format(number(count))


def long_length(duration_s: float) -> str:
    """The length of much music in one unit: ``71 h``, ``42 min``."""
    if duration_s < 5400:
        return translate(_CONTEXT, "{0} min").format(max(1, round(duration_s / 60)))
    return translate(_CONTEXT, "{0} h").format(number(round(duration_s / 3600)))


def page_facts(totals: Totals, size_bytes: int | None) -> str:
    """What the catalogue holds: ``1,284 tracks · 71 h · 38 MB index``, as far as it is known."""
    if not totals.n_ready:
        return ""
    parts = [n_tracks(totals.n_ready), long_length(totals.duration_s)]
    if size_bytes:
        parts.append(translate(_CONTEXT, "{0} index").format(size(size_bytes)))
    return " · ".join(parts)


# ------------------------------------------------------------------------------------------------------------- folders


def all_music_lines(totals: Totals) -> tuple[str, str]:
    """The first entry of the folders: name and what it holds."""
    line = n_tracks(totals.n_ready)
    if totals.n_ready:
        line = f"{line} · {long_length(totals.duration_s)}"
    return translate(_CONTEXT, "All music"), line


def folder_lines(line: FolderLine) -> tuple[str, str]:
    """An entry of the folders: name and what it holds."""
    if line.n_to_come:
        words = translate(_CONTEXT, "{0} of {1} learned").format(number(line.n_ready), number(line.n_tracks))
    elif line.n_ready or not line.n_failed:
        words = n_tracks(line.n_ready)
    else:
        words = failed_line(line.n_failed)
    if not line.is_connected:
        words = translate(_CONTEXT, "{0} · not connected").format(words)
    if line.hint:
        words = translate(_CONTEXT, "{0} · in {1}").format(words, plain(line.hint))
    return plain(folder_name(line.folder)), words


def failed_lines(n_failed: int) -> tuple[str, str]:
    """The last entry of the folders: what cannot be read."""
    return translate(_CONTEXT, "Cannot be read"), n_files(n_failed)


# ---------------------------------------------------------------------------------------------------------------- rows


def column_title(column: TrackColumn) -> str:
    """The word over a column."""
    return {
        TrackColumn.TITLE: translate(_CONTEXT, "Title"),
        TrackColumn.ARTIST: translate(_CONTEXT, "Artist"),
        TrackColumn.ALBUM: translate(_CONTEXT, "Album"),
        TrackColumn.ISRC: translate(_CONTEXT, "ISRC"),
        TrackColumn.LENGTH: translate(_CONTEXT, "Length"),
        TrackColumn.STATE: translate(_CONTEXT, "State"),
        TrackColumn.FILE: translate(_CONTEXT, "File"),
    }[column]


def state_word(state: TrackState) -> str:
    """The word for a state."""
    return {
        TrackState.READY: translate(_CONTEXT, "Ready"),
        TrackState.LEARNING: translate(_CONTEXT, "Learning"),
        TrackState.WAITING: translate(_CONTEXT, "Waiting"),
        TrackState.FAILED: translate(_CONTEXT, "Cannot be read"),
    }[state]


def cell_text(row: TrackRow, column: TrackColumn) -> str:
    """What a cell says; a dash for an empty value."""
    match column:
        case TrackColumn.TITLE:
            text = plain(row.title)
        case TrackColumn.ARTIST:
            text = plain(row.artist)
        case TrackColumn.ALBUM:
            text = plain(row.album)
        case TrackColumn.ISRC:
            text = plain(row.isrc)
        case TrackColumn.LENGTH:
            text = length(row.duration_s) if row.duration_s is not None else ""
        case TrackColumn.STATE:
            text = state_word(row.state)
        case TrackColumn.FILE:
            text = plain(row.file)
    return text or NOTHING


def row_sentence(row: TrackRow) -> str:
    """What a screen reader says of a row."""
    name = plain(row.title)
    if row.artist:
        name = translate(_CONTEXT, "{0} by {1}").format(name, plain(row.artist))
    if row.album:
        name = f"{name}, {plain(row.album)}"
    if row.duration_s is not None:
        name = f"{name}, {length(row.duration_s)}"
    words = f"{name}. {state_word(row.state)}"
    return f"{words}. {plain(row.why)}" if row.why else f"{words}."


def tool_tip(row: TrackRow) -> str:
    """The full texts of a row; why it cannot be read."""
    lines = [plain(row.title), " · ".join(plain(part) for part in (row.artist, row.album) if part), plain(row.file)]
    return "\n".join(line for line in [plain(row.why), *lines] if line)


def title_text(row: TrackRow) -> str:
    """What "Copy title" puts on the clipboard: ``Title — Artist ISRC``."""
    text = plain(row.title)
    if row.artist:
        text = f"{text} — {plain(row.artist)}"
    return f"{text} {plain(row.isrc)}" if row.isrc else text


def nothing_shown(search: str) -> str:
    """What stands in the list when no track fits."""
    return (
        translate(_CONTEXT, "No track fits “{0}”").format(plain(search)) if search else translate(_CONTEXT, "No track")
    )


def order_word(column: TrackColumn | None) -> str:
    """How the list is ordered, for the menu: a column, or as the tracks were learned."""
    return translate(_CONTEXT, "As learned") if column is None else column_title(column)


# ------------------------------------------------------------------------------------------------------------ learning


def learning_line(progress: LearningProgress) -> str:
    """How far it is: ``212 of 1,006 files · 58 files a minute · about 14 min left``."""
    if not progress.n_files:
        return translate(_CONTEXT, "Looking for music files…")
    parts = [translate(_CONTEXT, "{0} of {1}").format(number(progress.n_done), n_files(progress.n_files))]
    rate, left_s = progress.files_per_minute, progress.left_s
    if rate is not None and left_s is not None:
        parts.append(translate(_CONTEXT, "{0} files a minute").format(number(max(1, round(rate)))))
        if progress.n_done < progress.n_files:
            parts.append(translate(_CONTEXT, "about {0}").format(time_left(left_s)))
    return " · ".join(parts)


def stopped_line(n_done: int, n_left: int) -> str:
    """After the user stopped it."""
    done = translate(_CONTEXT, "Stopped after {0}").format(n_files(n_done))
    return translate(_CONTEXT, "{0}; {1} not learned. What was learned stays.").format(done, number(n_left))


def removed_line(rows: int) -> str:
    """After tracks were removed."""
    return translate(_CONTEXT, "{0} removed from the catalogue. The files stay.").format(n_tracks(rows))


def watch_line(name: str, *, is_watched: bool) -> str:
    """After a folder was switched."""
    if is_watched:
        return translate(_CONTEXT, "“{0}” is kept in step while Slipgui is open.").format(plain(name))
    return translate(_CONTEXT, "“{0}” is not kept in step any more. Its tracks stay.").format(plain(name))


def tags_line(rows: int) -> str:
    """After tags were edited."""
    return translate(_CONTEXT, "Tags of {0} changed. The files stay as they are.").format(n_tracks(rows))


def tag_word(name: str) -> str:
    """The words of the panel that edits tags; a field's own name among them."""
    return {
        "title": translate(_CONTEXT, "Title"),
        "artist": translate(_CONTEXT, "Artist"),
        "album": translate(_CONTEXT, "Album"),
        "isrc": translate(_CONTEXT, "ISRC"),
        "label": translate(_CONTEXT, "Label"),
        "composer": translate(_CONTEXT, "Composer"),
        "publisher": translate(_CONTEXT, "Publisher"),
        "edit": translate(_CONTEXT, "Tags"),
        "close": translate(_CONTEXT, "Close"),
        "save": translate(_CONTEXT, "Save"),
        "note": translate(_CONTEXT, "Your words are kept here; the files stay as they are."),
        "as_in_file": translate(_CONTEXT, "As in the file"),
        "own": translate(_CONTEXT, "Changed by you"),
        "several": translate(_CONTEXT, "Several"),
        "choose": translate(_CONTEXT, "Choose a picture…"),
        "pictures": translate(_CONTEXT, "Pictures"),
    }[name]


def tag_note(of_file: str) -> str:
    """What the file says of a tag that the user changed."""
    if not of_file:
        return translate(_CONTEXT, "The file says nothing.")
    return translate(_CONTEXT, "In the file: {0}").format(plain(of_file))


def selection_line(n_selected: int, n_shown: int, n_rows: int, n_ready: int) -> str:
    """The left end of the status bar: what is selected, else what of all rows is shown, else how many tracks are known."""
    if n_selected:
        return translate(_CONTEXT, "{0} of {1} selected").format(number(n_selected), number(n_shown))
    if n_shown < n_rows:
        return translate(_CONTEXT, "{0} of {1} shown").format(number(n_shown), number(n_rows))
    return n_tracks(n_ready) if n_ready else ""


def failed_line(n_failed: int) -> str:
    """How many files cannot be read; empty when all could be."""
    return translate(_CONTEXT, "{0} cannot be read").format(n_files(n_failed)) if n_failed else ""


# --------------------------------------------------------------------------------------------------------------- check


def problem_words(kind: str, count: int) -> tuple[str, str]:
    """What a check found: a headline with the count, and a sentence with what helps."""
    tracks, files = n_tracks(count), n_files(count)
    words = {
        "segment_damaged": (
            translate(_CONTEXT, "Damaged parts of the catalogue: {0}").format(number(count)),
            translate(_CONTEXT, "Set aside. Your music is untouched; learning the tracks below again mends it."),
        ),
        "not_searchable": (
            translate(_CONTEXT, "Not found in clips for now: {0}").format(tracks),
            translate(_CONTEXT, "What was learned is damaged. Learning the music again mends it."),
        ),
        "file_gone": (
            translate(_CONTEXT, "Moved, deleted or not connected: {0}").format(files),
            translate(_CONTEXT, "Still found in clips. Connect the volume, or take the tracks out."),
        ),
        "file_changed": (
            translate(_CONTEXT, "Changed since learning: {0}").format(files),
            translate(_CONTEXT, "What was learned is still used. Learning the music again brings it up to date."),
        ),
        "nothing_to_find": (
            translate(_CONTEXT, "Too quiet or too short: {0}").format(tracks),
            translate(_CONTEXT, "Never found in a clip; taking the tracks out loses nothing."),
        ),
    }
    words |= {
        "database_set_aside": (
            translate(_CONTEXT, "The list of tracks was damaged"),
            translate(_CONTEXT, "It was kept aside, and a copy made earlier took its place. Your music is untouched."),
        ),
        "track_lost": (
            translate(_CONTEXT, "Lost with the damaged list: {0}").format(tracks),
            translate(_CONTEXT, "Learned after the copy was made. Learning the music again brings it back."),
        ),
        "duplicate": (
            translate(_CONTEXT, "The same file twice: {0}").format(tracks),
            translate(
                _CONTEXT, "Nothing is broken; a clip is named by one of them. Taking the copies out loses nothing."
            ),
        ),
    }
    unknown = translate(_CONTEXT, "Another problem: {0}").format(files), translate(_CONTEXT, "The log says more.")
    return words.get(kind, unknown)


def sound_line(count: int) -> str:
    """When a check found nothing."""
    return translate(_CONTEXT, "The catalogue is sound: {0} checked.").format(n_tracks(count))


def name_of(problem: Mapping[str, Any]) -> str:
    """The file that a finding concerns."""
    return plain(str(problem["path"]))


def word(name: str) -> str:
    """The words on a control of the page."""
    return {
        "catalogue": translate(_CONTEXT, "Catalogue"),
        "search": translate(_CONTEXT, "Title, artist, ISRC"),
        "search_name": translate(_CONTEXT, "Search the catalogue"),
        "check": translate(_CONTEXT, "Check"),
        "checking": translate(_CONTEXT, "Checking…"),
        "check_name": translate(_CONTEXT, "Check the catalogue"),
        "add_music": translate(_CONTEXT, "Add music…"),
        "add": translate(_CONTEXT, "Add"),
        "paste": translate(_CONTEXT, "Paste"),
        "folders": translate(_CONTEXT, "Folders"),
        "tracks": translate(_CONTEXT, "Tracks"),
        "learning": translate(_CONTEXT, "Learning your music"),
        "learning_note": translate(
            _CONTEXT, "Learned tracks are found from now on. Files are only read; stopping or closing loses nothing."
        ),
        "stop": translate(_CONTEXT, "Stop"),
        "show_all": translate(_CONTEXT, "Show all"),
        "undo": translate(_CONTEXT, "Undo"),
        "done": translate(_CONTEXT, "Done"),
        "findings": translate(_CONTEXT, "What the check found"),
        "learn_again": translate(_CONTEXT, "Learn again"),
        "remove": translate(_CONTEXT, "Remove from the catalogue"),
        "show_in_folder": translate(_CONTEXT, "Show in folder"),
        "learn_all_again": translate(_CONTEXT, "Learn everything again"),
        "watch_folder": translate(_CONTEXT, "Watch a folder…"),
        "keep_in_step": translate(_CONTEXT, "Keep in step"),
        "keep_in_step_note": translate(
            _CONTEXT, "New music in this folder is learned by itself, what is deleted there is forgotten."
        ),
        "watched": translate(_CONTEXT, "kept in step"),
        "edit_tags": translate(_CONTEXT, "Edit tags…"),
        "sort_by": translate(_CONTEXT, "Sort by"),
        "stays_here": translate(_CONTEXT, "Everything stays on this computer"),
        "empty": translate(_CONTEXT, "Add music to identify without a network"),
        "empty_lead": translate(
            _CONTEXT, "Drop folders or files of music here. They are only read and stay where they are."
        ),
        "empty_formats": translate(_CONTEXT, "WAV · AIFF · FLAC · MP3 · M4A · OGG · MP4 · MOV and others"),
    }[name]
