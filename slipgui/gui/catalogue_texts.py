"""The words of the catalogue page."""

from collections.abc import Mapping, Sequence
from typing import Any

from slipgui.gui.catalogue_folders import FolderLine, Totals, folder_name
from slipgui.gui.catalogue_rows import TrackColumn, TrackRow, TrackState
from slipgui.gui.error_words import explained_line
from slipgui.gui.learning_progress import LearningProgress
from slipgui.gui.texts import NOTHING, grouped, length, plain, size, time_left, translate


def n_tracks(count: int) -> str:
    """``1 track``, ``1,284 tracks``."""
    return (
        translate("Catalogue", "1 track") if count == 1 else translate("Catalogue", "{0} tracks").format(grouped(count))
    )


def n_files(count: int) -> str:
    """``1 file``, ``1,006 files``."""
    return (
        translate("Catalogue", "1 file") if count == 1 else translate("Catalogue", "{0} files").format(grouped(count))
    )


def long_length(duration_s: float) -> str:
    """The length of much music in one unit: ``71 h``, ``42 min``."""
    if duration_s < 5400:
        return translate("Catalogue", "{0} min").format(max(1, round(duration_s / 60)))
    return translate("Catalogue", "{0} h").format(grouped(round(duration_s / 3600)))


def page_facts(totals: Totals, size_bytes: int | None) -> str:
    """What the catalogue holds: ``1,284 tracks · 71 h · 38 MB index``, as far as it is known."""
    if not totals.n_ready:
        return ""
    parts = [n_tracks(totals.n_ready), long_length(totals.duration_s)]
    if size_bytes:
        parts.append(translate("Catalogue", "{0} index").format(size(size_bytes)))
    return " · ".join(parts)


# ------------------------------------------------------------------------------------------------------------- folders


def all_music_lines(totals: Totals) -> tuple[str, str]:
    """The first entry of the folders: name and what it holds."""
    line = n_tracks(totals.n_ready)
    if totals.n_ready:
        line = f"{line} · {long_length(totals.duration_s)}"
    return translate("Catalogue", "All music"), line


def folder_lines(line: FolderLine) -> tuple[str, str]:
    """An entry of the folders: name and what it holds."""
    if line.n_to_come:
        words = translate("Catalogue", "{0} of {1} learned").format(grouped(line.n_ready), grouped(line.n_tracks))
    elif line.n_ready or not line.n_failed:
        words = n_tracks(line.n_ready)
    else:
        words = failed_line(line.n_failed)
    if not line.is_connected:
        words = translate("Catalogue", "{0} · not connected").format(words)
    if line.hint:
        words = translate("Catalogue", "{0} · in {1}").format(words, plain(line.hint))
    return plain(folder_name(line.folder)), words


def failed_lines(n_failed: int) -> tuple[str, str]:
    """The last entry of the folders: what cannot be read."""
    return translate("Catalogue", "Cannot be read"), n_files(n_failed)


# ---------------------------------------------------------------------------------------------------------------- rows


def column_title(column: TrackColumn) -> str:
    """The word over a column."""
    return {
        TrackColumn.TITLE: translate("Catalogue", "Title"),
        TrackColumn.ARTIST: translate("Catalogue", "Artist"),
        TrackColumn.ALBUM: translate("Catalogue", "Album"),
        TrackColumn.ISRC: translate("Catalogue", "ISRC"),
        TrackColumn.LENGTH: translate("Catalogue", "Length"),
        TrackColumn.STATE: translate("Catalogue", "State"),
        TrackColumn.FILE: translate("Catalogue", "File"),
    }[column]


def state_word(state: TrackState) -> str:
    """The word for a state."""
    return {
        TrackState.READY: translate("Catalogue", "Ready"),
        TrackState.LEARNING: translate("Catalogue", "Learning"),
        TrackState.WAITING: translate("Catalogue", "Waiting"),
        TrackState.FAILED: translate("Catalogue", "Cannot be read"),
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
        name = translate("Catalogue", "{0} by {1}").format(name, plain(row.artist))
    if row.album:
        name = f"{name}, {plain(row.album)}"
    if row.duration_s is not None:
        name = f"{name}, {length(row.duration_s)}"
    words = f"{name}. {state_word(row.state)}"
    return f"{words}. {plain(row.why)}" if row.why else f"{words}."


def why_failed(line: Mapping[str, Any]) -> str:
    """Why a file cannot be read, of what ``slip catalogue add --json`` tells of it; empty where it was."""
    if not line.get("error"):
        return ""
    words = explained_line(line["error"], "local")
    return f"{words.title}. {words.hint} {words.detail}"  # what helps stands before what may be cut off


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
        translate("Catalogue", "No track fits “{0}”").format(plain(search))
        if search
        else translate("Catalogue", "No track")
    )


def order_word(column: TrackColumn | None) -> str:
    """How the list is ordered, for the menu: a column, or as the tracks were learned."""
    return translate("Catalogue", "As learned") if column is None else column_title(column)


# ------------------------------------------------------------------------------------------------------------ learning


def learning_line(progress: LearningProgress) -> str:
    """How far it is: ``212 of 1,006 files · 58 files a minute · about 14 min left``."""
    if not progress.n_files:
        return translate("Catalogue", "Looking for music files…")
    parts = [translate("Catalogue", "{0} of {1}").format(grouped(progress.n_done), n_files(progress.n_files))]
    rate, left_s = progress.files_per_minute, progress.left_s
    if rate is not None and left_s is not None:
        parts.append(translate("Catalogue", "{0} files a minute").format(grouped(max(1, round(rate)))))
        if progress.n_done < progress.n_files:
            parts.append(translate("Catalogue", "about {0}").format(time_left(left_s)))
    return " · ".join(parts)


def stopped_line(n_done: int, n_left: int) -> str:
    """After the user stopped it."""
    done = translate("Catalogue", "Stopped after {0}").format(n_files(n_done))
    return translate("Catalogue", "{0}; {1} not learned. What was learned stays.").format(done, grouped(n_left))


def removed_line(rows: int) -> str:
    """After tracks were removed."""
    return translate("Catalogue", "{0} removed from the catalogue. The files stay.").format(n_tracks(rows))


def watch_line(name: str, *, is_watched: bool) -> str:
    """After a folder was switched."""
    if is_watched:
        return translate("Catalogue", "“{0}” is kept in step while Slipgui is open.").format(plain(name))
    return translate("Catalogue", "“{0}” is not kept in step any more. Its tracks stay.").format(plain(name))


def tags_line(rows: int) -> str:
    """After tags were edited."""
    return translate("Catalogue", "Tags of {0} changed. The files stay as they are.").format(n_tracks(rows))


def tag_word(name: str) -> str:
    """The words of the panel that edits tags; a field's own name among them."""
    return {
        "title": translate("Catalogue", "Title"),
        "artist": translate("Catalogue", "Artist"),
        "album": translate("Catalogue", "Album"),
        "isrc": translate("Catalogue", "ISRC"),
        "label": translate("Catalogue", "Label"),
        "composer": translate("Catalogue", "Composer"),
        "publisher": translate("Catalogue", "Publisher"),
        "edit": translate("Catalogue", "Tags"),
        "close": translate("Catalogue", "Close"),
        "save": translate("Catalogue", "Save"),
        "note": translate("Catalogue", "Your words are kept here; the files stay as they are."),
        "as_in_file": translate("Catalogue", "As in the file"),
        "own": translate("Catalogue", "Changed by you"),
        "several": translate("Catalogue", "Several"),
        "choose": translate("Catalogue", "Choose a picture…"),
        "pictures": translate("Catalogue", "Pictures"),
    }[name]


def tag_note(of_file: str) -> str:
    """What the file says of a tag that the user changed."""
    if not of_file:
        return translate("Catalogue", "The file says nothing.")
    return translate("Catalogue", "In the file: {0}").format(plain(of_file))


def selection_line(n_selected: int, n_shown: int, n_rows: int, n_ready: int) -> str:
    """The left end of the status bar: what is selected, else what of all rows is shown, else how many tracks are known."""
    if n_selected:
        return translate("Catalogue", "{0} of {1} selected").format(grouped(n_selected), grouped(n_shown))
    if n_shown < n_rows:
        return translate("Catalogue", "{0} of {1} shown").format(grouped(n_shown), grouped(n_rows))
    return n_tracks(n_ready) if n_ready else ""


def failed_line(n_failed: int) -> str:
    """How many files cannot be read; empty when all could be."""
    return translate("Catalogue", "{0} cannot be read").format(n_files(n_failed)) if n_failed else ""


# --------------------------------------------------------------------------------------------------------------- check


def problem_words(kind: str, count: int) -> tuple[str, str]:
    """What a check found: a headline with the count, and a sentence with what helps."""
    tracks, files = n_tracks(count), n_files(count)
    words = {
        "segment_damaged": (
            translate("Catalogue", "Damaged parts of the catalogue: {0}").format(grouped(count)),
            translate("Catalogue", "Set aside. Your music is untouched; learning the tracks below again mends it."),
        ),
        "not_searchable": (
            translate("Catalogue", "Not found in clips for now: {0}").format(tracks),
            translate("Catalogue", "What was learned is damaged. Learning the music again mends it."),
        ),
        "file_gone": (
            translate("Catalogue", "Moved, deleted or not connected: {0}").format(files),
            translate("Catalogue", "Still found in clips. Connect the volume, or take the tracks out."),
        ),
        "file_changed": (
            translate("Catalogue", "Changed since learning: {0}").format(files),
            translate("Catalogue", "What was learned is still used. Learning the music again brings it up to date."),
        ),
        "nothing_to_find": (
            translate("Catalogue", "Too quiet or too short: {0}").format(tracks),
            translate("Catalogue", "Never found in a clip; taking the tracks out loses nothing."),
        ),
    }
    words |= {
        "database_set_aside": (
            translate("Catalogue", "The list of tracks was damaged"),
            translate(
                "Catalogue", "It was kept aside, and a copy made earlier took its place. Your music is untouched."
            ),
        ),
        "track_lost": (
            translate("Catalogue", "Lost with the damaged list: {0}").format(tracks),
            translate("Catalogue", "Learned after the copy was made. Learning the music again brings it back."),
        ),
        "duplicate": (
            translate("Catalogue", "The same file twice: {0}").format(tracks),
            translate(
                "Catalogue", "Nothing is broken; a clip is named by each of them. Taking the copies out loses nothing."
            ),
        ),
    }
    words["same_sound"] = (
        translate("Catalogue", "The same recording twice: {0}").format(tracks),
        translate(
            "Catalogue",
            "They sound like an earlier track. Nothing is broken; a clip is named by both, the nearer first.",
        ),
    )
    unknown = translate("Catalogue", "Another problem: {0}").format(files), translate("Catalogue", "The log says more.")
    return words.get(kind, unknown)


def sound_line(count: int) -> str:
    """When a check found nothing."""
    return translate("Catalogue", "The catalogue is sound: {0} checked.").format(n_tracks(count))


def damaged_line(count: int) -> str:
    """When a part of the catalogue is damaged and made anew."""
    sentence = translate("Catalogue", "A part of the catalogue is damaged. It is learned again from your files: {0}.")
    return sentence.format(n_tracks(count))


def name_of(problem: Mapping[str, Any]) -> str:
    """The file that a finding concerns."""
    if problem.get("other_path"):
        return plain(f"{problem['path']} = {problem['other_path']}")
    return plain(str(problem["path"]))


def exported_line(file_name: str, count: int) -> str:
    """When the tags were written as a table."""
    return translate("Catalogue", "{0}: tags of {1}").format(plain(file_name), n_tracks(count))


def imported_line(lines: Sequence[Mapping[str, Any]]) -> str:
    """What became of the lines of a table of tags."""
    n_changed = sum(line["status"] == "changed" for line in lines)
    said = tags_line(n_changed) if n_changed else translate("Catalogue", "No tag is another than before.")
    refused = [line for line in lines if line["status"] == "failed"]
    if not refused:
        return said
    sentence = translate("Catalogue", "Lines that are not taken: {0}. Line {1}: {2}")
    return f"{said} {sentence.format(grouped(len(refused)), refused[0]['line'], plain(refused[0]['problem']))}"


def word(name: str) -> str:
    """The words on a control of the page."""
    return {
        "catalogue": translate("Catalogue", "Catalogue"),
        "search": translate("Catalogue", "Title, artist, ISRC"),
        "search_name": translate("Catalogue", "Search the catalogue"),
        "check": translate("Catalogue", "Check"),
        "checking": translate("Catalogue", "Checking…"),
        "check_name": translate("Catalogue", "Check the catalogue"),
        "add_music": translate("Catalogue", "Add music…"),
        "add": translate("Catalogue", "Add"),
        "paste": translate("Catalogue", "Paste"),
        "folders": translate("Catalogue", "Folders"),
        "tracks": translate("Catalogue", "Tracks"),
        "learning": translate("Catalogue", "Learning your music"),
        "learning_note": translate(
            "Catalogue", "Learned tracks are found from now on. Files are only read; stopping or closing loses nothing."
        ),
        "stop": translate("Catalogue", "Stop"),
        "show_all": translate("Catalogue", "Show all"),
        "undo": translate("Catalogue", "Undo"),
        "done": translate("Catalogue", "Done"),
        "findings": translate("Catalogue", "What the check found"),
        "learn_again": translate("Catalogue", "Learn again"),
        "remove": translate("Catalogue", "Remove from the catalogue"),
        "show_in_folder": translate("Catalogue", "Show in folder"),
        "learn_all_again": translate("Catalogue", "Learn everything again"),
        "watch_folder": translate("Catalogue", "Watch a folder…"),
        "keep_in_step": translate("Catalogue", "Keep in step"),
        "keep_in_step_note": translate(
            "Catalogue", "New music in this folder is learned by itself, what is deleted there is forgotten."
        ),
        "watched": translate("Catalogue", "kept in step"),
        "export_tags": translate("Catalogue", "Export tags…"),
        "import_tags": translate("Catalogue", "Import tags…"),
        "tag_table": translate("Catalogue", "Table of tags (*.csv)"),
        "same_sound": translate("Catalogue", "Find recordings that are there twice"),
        "no_same_sound": translate("Catalogue", "No two tracks sound the same."),
        "edit_tags": translate("Catalogue", "Edit tags…"),
        "sort_by": translate("Catalogue", "Sort by"),
        "stays_here": translate("Catalogue", "Everything stays on this computer"),
        "empty": translate("Catalogue", "Add music to identify without a network"),
        "empty_lead": translate(
            "Catalogue", "Drop folders or files of music here. They are only read and stay where they are."
        ),
        "empty_formats": translate("Catalogue", "WAV · AIFF · FLAC · MP3 · M4A · OGG · MP4 · MOV and others"),
    }[name]
