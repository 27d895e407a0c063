"""The words on the screen: numbers, the page, the menus.  The words of a row stand in ``row_texts``.

Every text goes through ``translate`` at the moment it is shown.  Whatever comes from a file, a tag or a service passes
``plain`` first and is set as plain text.
"""

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale

from slipgui.core.plain_text import plain_text
from slipgui.gui import language

if TYPE_CHECKING:
    from datetime import datetime
    from fractions import Fraction

    from slipgui.app.explanation import Cure
    from slipgui.core.outcome import BatchSummary

plain = plain_text
translate = language.translate

NOTHING = "—"
"""An empty value."""
# ------------------------------------------------------------------------------------------------------------ numbers


def decimal(number: float, n_decimals: int) -> str:
    """A number with the decimal sign of the locale, without grouping."""
    return f"{number:.{n_decimals}f}".replace(".", QLocale().decimalPoint())


def grouped(count: int) -> str:
    """A count with the grouping of the locale: ``1,284``."""
    return QLocale().toString(count)


def size(size_bytes: float) -> str:
    """A size as on disks, decimal: ``3.9 MB``, ``5.82 GB``."""
    factor, n_decimals, pattern = _unit(size_bytes)
    return pattern.format(decimal(size_bytes / factor, n_decimals))


def share_of_size(part_bytes: int, whole_bytes: int) -> str:
    """How much of a whole, in the unit of the whole: ``0.6 of 1.0 MB``."""
    factor, n_decimals, _ = _unit(whole_bytes)
    part, whole = decimal(part_bytes / factor, n_decimals), size(whole_bytes)
    if part_bytes != whole_bytes and part == decimal(whole_bytes / factor, n_decimals):
        factor, _ = _finer_unit(whole_bytes)
        part, whole = decimal(part_bytes / factor, 0), two_sizes(part_bytes, whole_bytes)[1]
    return translate("Numbers", "{0} of {1}").format(part, whole)


def two_sizes(first_bytes: int, second_bytes: int) -> tuple[str, str]:
    """Two sizes that are told side by side: in a finer unit where they would read alike and are not."""
    if first_bytes == second_bytes or size(first_bytes) != size(second_bytes):
        return size(first_bytes), size(second_bytes)
    factor, pattern = _finer_unit(first_bytes)
    return pattern.format(decimal(first_bytes / factor, 0)), pattern.format(decimal(second_bytes / factor, 0))


def _finer_unit(size_bytes: float) -> tuple[float, str]:
    if size_bytes >= 999_500_000:
        return 1e6, translate("Numbers", "{0} MB")
    if size_bytes >= 99_500:
        return 1e3, translate("Numbers", "{0} kB")
    return 1.0, translate("Numbers", "{0} bytes")


def _unit(size_bytes: float) -> tuple[float, int, str]:
    """Divisor, number of decimals and pattern for a size; three figures at most where it can be."""
    if size_bytes >= 999_500_000:
        n_decimals = 2 if size_bytes < 9_995_000_000 else 1 if size_bytes < 99_950_000_000 else 0
        return 1e9, n_decimals, translate("Numbers", "{0} GB")
    if size_bytes >= 99_500:
        return 1e6, 1 if size_bytes < 99_950_000 else 0, translate("Numbers", "{0} MB")
    if size_bytes >= 1000:
        return 1e3, 0, translate("Numbers", "{0} kB")
    return 1.0, 0, translate("Numbers", "1 byte") if size_bytes == 1 else translate("Numbers", "{0} bytes")


def byte_rate(bytes_per_s: float) -> str:
    """A transfer rate: ``412 kB/s``, ``3.4 MB/s``."""
    if bytes_per_s >= 999_500:
        return translate("Numbers", "{0} MB/s").format(decimal(bytes_per_s / 1e6, 1 if bytes_per_s < 99_950_000 else 0))
    return translate("Numbers", "{0} kB/s").format(decimal(bytes_per_s / 1e3, 0))


def frame_rate(rate: "Fraction", *, is_drop_frame: bool) -> str:
    """Frames per second in the trade's spelling: ``25 fps``, ``23.976 fps``, ``29.97 DF``; always with a point."""
    number = f"{float(rate):.3f}".rstrip("0").rstrip(".")
    return f"{number} DF" if is_drop_frame else f"{number} fps"


def length(duration_s: float) -> str:
    """The length of a clip: ``04:00``, ``1:29:58``."""
    hours, rest_s = divmod(round(duration_s), 3600)
    minutes, seconds = divmod(rest_s, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes:02d}:{seconds:02d}"


def clip_length(duration_s: float) -> str:
    """The length of a clip, to a tenth where it is shorter than a second: ``04:00``, ``0.5 s``."""
    if duration_s >= 0.95:
        return length(duration_s)
    return translate("Numbers", "{0} s").format(decimal(max(0.1, duration_s), 1))


def clock(duration_s: float) -> str:
    """Time that runs: ``0:08``, ``1:02:03``."""
    hours, rest_s = divmod(int(duration_s), 3600)
    minutes, seconds = divmod(rest_s, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"


def short_day(moment: "datetime") -> str:
    """A day in local time: ``12 Nov``."""
    local = moment.astimezone()
    return QLocale().toString(QDate(local.year, local.month, local.day), translate("Numbers", "d MMM"))


def time_left(left_s: float) -> str:
    """Time to go in one unit: ``6 s left``, ``4 min left``."""
    if left_s < 90:
        return translate("Numbers", "{0} s left").format(max(1, round(left_s)))
    if left_s < 5400:
        return translate("Numbers", "{0} min left").format(round(left_s / 60))
    return translate("Numbers", "{0} h left").format(round(left_s / 3600))


def time_taken(duration_s: float) -> str:
    """Time spent: ``0.4 s``, ``6 s``, ``2:05``."""
    if duration_s < 0.95:
        return translate("Numbers", "{0} s").format(decimal(max(0.1, duration_s), 1))
    return translate("Numbers", "{0} s").format(round(duration_s)) if duration_s < 90 else clock(duration_s)


def score(value: float) -> str:
    """A score with one decimal, rounded down so that none looks as if it reached a threshold; a full hundred without."""
    return "100" if 99.95 <= value <= 100 else decimal(math.floor(value * 10 + 1e-6) / 10, 1)


def score_word(value: float) -> str:
    """The band a score falls into."""
    if value >= 85:
        return translate("Score", "Strong")
    return translate("Score", "Fair") if value >= 60 else translate("Score", "Weak")


def spoken_score_word(value: float) -> str:
    """The same inside a sentence."""
    if value >= 85:
        return translate("Spoken", "strong")
    return translate("Spoken", "fair") if value >= 60 else translate("Spoken", "weak")


def spoken_cell(text: str, column: str) -> str:
    """What a screen reader says of a cell: that it is empty, too."""
    return text if text not in ("", NOTHING) else translate("Spoken", "{0}: empty").format(column)


def n_clips(count: int) -> str:
    """``1 clip``, ``64 clips``."""
    return translate("Page", "1 clip") if count == 1 else translate("Page", "{0} clips").format(count)


# --------------------------------------------------------------------------------------------------------------- page


def page_facts(n_clips_shown: int, duration_s: float) -> str:
    """How many clips and how long they are together: ``64 clips · 2:41:08``."""
    return f"{n_clips(n_clips_shown)} · {length(duration_s)}" if duration_s >= 1 else n_clips(n_clips_shown)


def column_title(column: str) -> str:
    """The word over a column."""
    return {
        "clip": translate("Columns", "Clip"),
        "sent": translate("Columns", "Sent"),
        "state": translate("Columns", "State"),
        "track": translate("Columns", "Track"),
        "isrc": translate("Columns", "ISRC"),
        "score": translate("Columns", "Score"),
    }[column]


def filter_word(name: str) -> str:
    """The word on a filter chip."""
    return {
        "all": translate("Filters", "All"),
        "working": translate("Filters", "Working"),
        "waiting": translate("Filters", "Waiting"),
        "identified": translate("Filters", "Identified"),
        "external": translate("Filters", "External"),
        "unsure": translate("Filters", "Check by ear"),
        "not_found": translate("Filters", "Not found"),
        "failed": translate("Filters", "Failed"),
    }[name]


def filter_sentence(name: str, count: int) -> str:
    """What a screen reader says of a filter chip: ``Failed, 1 clip``."""
    return f"{filter_word(name)}, {n_clips(count)}"


def nothing_shown(name: str, search: str) -> str:
    """What stands in the list when no clip fits filter and search."""
    if search:
        return translate("Page", "No clip fits “{0}”").format(plain(search))
    return {
        "working": translate("Page", "No clip is at work"),
        "waiting": translate("Page", "No clip is waiting"),
        "identified": translate("Page", "No clip is identified"),
        "external": translate("Page", "No clip is external"),
        "unsure": translate("Page", "No clip needs a check by ear"),
        "not_found": translate("Page", "Every clip was found"),
        "failed": translate("Page", "No clip is failed"),
    }.get(name, translate("Page", "No clips"))


def nothing_to_decide() -> str:
    """That no clip in the list wants a decision."""
    return translate("Page", "No clip in this list has to be decided")


def cure_label(cure: "Cure") -> str | None:
    """The words of a cure that the queue page can bring about; None for the others."""
    return {
        "retry": translate("Cures", "Try again"),
        "show_in_folder": translate("Cures", "Show in folder"),
        "choose_another": translate("Cures", "Choose another file…"),
        "add_music": translate("Cures", "Add music…"),
        "enter_key": control("enter_key"),
        "change_settings": translate("Cures", "Open settings…"),
        "send_sound": translate("Cures", "Send only the sound"),
        "send_original": translate("Cures", "Send the whole file"),
        "try_part": translate("Cures", "Try another part…"),
        "check_catalogue": translate("Cures", "Check the catalogue"),
        "find_cues": translate("Cures", "Find every cue"),
        "copy_details": translate("Cures", "Copy the details"),
    }.get(cure)


# --------------------------------------------------------------------------------------------------------- status bar


def no_clips() -> str:
    """What stands in place of the selection while there is nothing to select."""
    return translate("Status", "No clips")


def selection_line(n_selected: int, n_shown: int) -> str:
    """``1 of 64 selected``."""
    return translate("Status", "{0} of {1} selected").format(n_selected, n_shown)


def work_line(n_working: int, n_waiting: int, bytes_per_s: float) -> str:
    """``3 at work · 29 waiting · 412 kB/s``; empty while nothing goes on."""
    parts = []
    if n_working:
        parts.append(translate("Status", "{0} at work").format(n_working))
    if n_waiting:
        parts.append(translate("Status", "{0} waiting").format(n_waiting))
    if bytes_per_s > 0:
        parts.append(byte_rate(bytes_per_s))
    return " · ".join(parts)


def bytes_line(sent_bytes: int, source_bytes: int) -> str:
    """What left this computer: ``214 MB sent of 412 GB``."""
    if sent_bytes == 0:
        return translate("Status", "Nothing sent over the network")
    return translate("Status", "{0} sent of {1}").format(*two_sizes(sent_bytes, source_bytes))


def ended_sentence(ended: Mapping[str, int]) -> str:
    """How clips ended, for a screen reader: ``4 clips identified, 1 not found``."""
    words = {
        "identified": translate("Spoken", "{0} identified"),
        "unsure": translate("Spoken", "{0} to check by ear"),
        "not_found": translate("Spoken", "{0} not found"),
        "failed": translate("Spoken", "{0} failed"),
        "cancelled": translate("Spoken", "{0} cancelled"),
    }
    parts = [(word, ended[name]) for name, word in words.items() if ended.get(name)]
    return ", ".join(word.format(count if place else n_clips(count)) for place, (word, count) in enumerate(parts))


def removed_sentence(count: int) -> str:
    """What taking clips out of the queue did: ``3 clips removed from the queue``."""
    return translate("Page", "{0} removed from the queue").format(n_clips(count))


def batch_sentence(summary: "BatchSummary") -> str:
    """How a batch ended: ``24 of 26 clips identified, 1 not found, 1 failed``."""
    n_found = summary.n_internal + summary.n_external
    words = [translate("Page", "{0} of {1} identified").format(n_found, n_clips(summary.n_clips))]
    for count, text in (
        (summary.n_not_found, translate("Page", "{0} not found")),
        (summary.n_failed, translate("Page", "{0} failed")),
        (summary.n_cancelled, translate("Page", "{0} cancelled")),
    ):
        if count:
            words.append(text.format(count))
    return ", ".join(words)


# ---------------------------------------------------------------------------------------------------------- controls


def control(name: str) -> str:
    """The words on a control or menu entry."""
    return {
        "queue": translate("Controls", "Queue"),
        "history": translate("Controls", "History"),
        "cues": translate("Controls", "Cues"),
        "catalogue": translate("Controls", "Catalogue"),
        "voices": translate("Controls", "Voices"),
        "service_leads": translate("Controls", "Opens the catalogue"),
        "search": translate("Controls", "Search"),
        "search_name": translate("Controls", "Search the queue"),
        "clips": translate("Controls", "Clips"),
        "columns": translate("Controls", "Columns"),
        "filters": translate("Controls", "Filters"),
        "pages": translate("Controls", "Pages"),
        "service": translate("Controls", "Recognition service"),
        "details": translate("Controls", "Details"),
        "scroll_across": translate("Controls", "Scroll sideways"),
        "scroll_down": translate("Controls", "Scroll up and down"),
        "settings": translate("Controls", "Settings"),
        "status": translate("Controls", "Status"),
        "show_all": translate("Controls", "Show all"),
        "add": translate("Controls", "Add"),
        "pause_all": translate("Controls", "Pause all"),
        "go_on": translate("Controls", "Go on"),
        "try_again": translate("Controls", "Try again"),
        "enter_key": translate("Controls", "Enter key…"),
        "unlock": translate("Controls", "Unlock…"),
        "keyring": translate("Controls", "System keyring"),
        "keyring_waits": translate("Controls", "Password wanted"),
        "open_settings": translate("Controls", "Settings…"),
        "close": translate("Controls", "Close"),
        "undo": translate("Controls", "Undo"),
        "cancel": translate("Controls", "Cancel"),
    }[name]


def menu(name: str) -> str:
    """The words of a menu or of an action in it, with the letter to press underlined."""
    return menu_words()[name]


def menu_words() -> dict[str, str]:
    """The words of all menus and actions, by name."""
    return {
        "file": translate("Menu", "&File"),
        "edit": translate("Menu", "&Edit"),
        "clip": translate("Menu", "&Clip"),
        "queue": translate("Menu", "&Queue"),
        "view": translate("Menu", "&View"),
        "help": translate("Menu", "&Help"),
        "add_clips": translate("Menu", "&Add clips…"),
        "add_folder": translate("Menu", "Add &folder…"),
        "add_address": translate("Menu", "Add from an a&ddress…"),
        "buckets": translate("Menu", "Add from &buckets…"),
        "add_music": translate("Menu", "Add &music to the catalogue…"),
        "check_catalogue": translate("Menu", "Chec&k the catalogue"),
        "redo": translate("Menu", "Re&do"),
        "confirm": translate("Menu", "C&onfirm the answer"),
        "correct": translate("Menu", "Put right by &hand…"),
        "export": translate("Menu", "&Export the history…"),
        "evidence": translate("Menu", "Save e&vidence…"),
        "hand_over": translate("Menu", "P&ut into a bucket…"),
        "close": translate("Menu", "&Close the window"),
        "quit": translate("Menu", "&Quit"),
        "paste": translate("Menu", "&Paste clips or paths"),
        "copy_answer": translate("Menu", "&Copy answer"),
        "copy_as": translate("Menu", "Cop&y as…"),
        "copy_isrc": translate("Menu", "Copy &ISRC"),
        "select_all": translate("Menu", "Select &all"),
        "find": translate("Menu", "&Search"),
        "retry": translate("Menu", "&Try again"),
        "cancel": translate("Menu", "&Cancel"),
        "remove": translate("Menu", "&Remove"),
        "reveal": translate("Menu", "&Show in folder"),
        "undo": translate("Menu", "&Undo"),
        "part": translate("Menu", "Try an&other part…"),
        "export_tags": translate("Menu", "Export &tags of all tracks…"),
        "import_tags": translate("Menu", "&Import tags…"),
        "same_sound": translate("Menu", "&Find recordings that are there twice"),
        "sound_track": translate("Menu", "Another soun&d track…"),
        "send_sound": translate("Menu", "Send on&ly the sound"),
        "send_original": translate("Menu", "Send the w&hole file"),
        "ask_with": translate("Menu", "Ask w&ith"),
        "local": translate("Menu", "&This computer"),
        "fresh": translate("Menu", "Recognise &anew"),
        "play": translate("Menu", "Pla&y"),
        "switch_sound": translate("Menu", "Switch clip and trac&k"),
        "loop_match": translate("Menu", "Rep&eat"),
        "details": translate("Menu", "&Details"),
        "sidebar": translate("Menu", "&Sidebar"),
        "compact": translate("Menu", "Com&pact rows"),
        **_order_menu(),
        **_page_menu(),
        **_sheet_menu(),
        **_program_menu(),
    }


def _order_menu() -> dict[str, str]:
    """The words of what concerns the order of the queue."""
    return {
        "move_up": translate("Menu", "Move &up"),
        "move_down": translate("Menu", "Move do&wn"),
        "move_top": translate("Menu", "&Move to the top"),
        "pause": translate("Menu", "&Pause or go on"),
        "pause_all": translate("Menu", "Pause or go on with a&ll"),
        "stop_after": translate("Menu", "Stop after &this"),
        "send_now": translate("Menu", "Send &now"),
        "clear_finished": translate("Menu", "Remove what has &ended"),
        "sort_name": translate("Menu", "Sort by &name"),
        "sort_size": translate("Menu", "Sort by &size"),
        "sort_added": translate("Menu", "Sort &as added"),
    }


def _page_menu() -> dict[str, str]:
    """Those of the pages."""
    return {
        "page_queue": translate("Menu", "&Queue"),
        "page_history": translate("Menu", "&History"),
        "page_cues": translate("Menu", "C&ues"),
        "page_voices": translate("Menu", "&Voices"),
        "page_catalogue": translate("Menu", "Cata&logue"),
    }


def _sheet_menu() -> dict[str, str]:
    return {
        "reject": translate("Menu", "&Not this"),
        "next_check": translate("Menu", "Ne&xt to decide"),
        "previous_check": translate("Menu", "Pre&vious to decide"),
        "split_cue": translate("Menu", "S&plit at the playhead"),
        "join_cue": translate("Menu", "&Join with the next"),
        "set_in": translate("Menu", "&In at the playhead"),
        "set_out": translate("Menu", "&Out at the playhead"),
        "zoom_in": translate("Menu", "Loo&k closer"),
        "zoom_out": translate("Menu", "Look &wider"),
        "zoom_fit": translate("Menu", "Show &everything"),
        "programme": translate("Menu", "&Find every cue in it"),
        "print": translate("Menu", "&Print the cue sheet…"),
        "sheet_header": translate("Menu", "&Header of the cue sheet"),
        "sheet_check": translate("Menu", "What the sheet &lacks"),
        "works": translate("Menu", "List of &works…"),
    }


def _program_menu() -> dict[str, str]:
    """The words of what concerns the program itself."""
    return {
        "settings": translate("Menu", "Se&ttings…"),
        "guide": translate("Menu", "&User guide"),
        "palette": translate("Menu", "&Find a command…"),
        "log": translate("Menu", "&Log"),
        "mini_window": translate("Menu", "S&mall window to drop on"),
        "report": translate("Menu", "&Report a problem…"),
        "about": translate("Menu", "&About Slipgui"),
        "theme": translate("Menu", "&Theme"),
        "language": translate("Menu", "Lan&guage"),
        "system": translate("Menu", "As the &system"),
        "light": translate("Menu", "&Light"),
        "dark": translate("Menu", "&Dark"),
    }


def track_menu(name: str) -> str:
    """The words of those menu entries that say something else while the catalogue is shown."""
    words = {
        "clip": translate("Menu", "&Track"),
        "paste": translate("Menu", "&Paste music or paths"),
        "copy_answer": translate("Menu", "&Copy title and artist"),
        "retry": translate("Menu", "&Learn again"),
        "remove": translate("Menu", "&Remove from the catalogue"),
    }
    return words.get(name) or menu(name)


def cue_menu(name: str) -> str:
    """The words of those menu entries that say something else while cues are shown."""
    words = {
        "clip": translate("Menu", "&Cue"),
        "add_clips": translate("Menu", "Find the cue&s of a programme…"),
        "paste": translate("Menu", "&Paste a programme or its path"),
        "copy_answer": translate("Menu", "&Copy title and performer"),
        "play": translate("Menu", "Pla&y from the playhead"),
        "switch_sound": translate("Menu", "Switch programme and trac&k"),
        "confirm": translate("Menu", "&Confirm the cue"),
        "correct": translate("Menu", "Writ&e into the cell"),
        "remove": translate("Menu", "&Remove the cue"),
        "export": translate("Menu", "&Export the cue sheet…"),
    }
    return words.get(name) or menu(name)


def voice_menu(name: str) -> str:
    """The words of those menu entries that say something else while voices are shown."""
    words = {
        "clip": translate("Menu", "V&oice"),
        "add_clips": translate("Menu", "Ch&oose a clip for voices…"),
        "paste": translate("Menu", "&Paste a clip or its address"),
        "copy_answer": translate("Menu", "&Copy the name"),
        "correct": translate("Menu", "Rena&me…"),
        "remove": translate("Menu", "&Remove the voice"),
        "export": translate("Menu", "&Export who speaks…"),
    }
    return words.get(name) or menu(name)


def history_menu(name: str) -> str:
    """The words of those menu entries that say something else while the history is shown."""
    words = {
        "retry": translate("Menu", "&Recognise again"),
        "remove": translate("Menu", "Re&move from history"),
    }
    return words.get(name) or menu(name)


def dialog(name: str) -> str:
    """The titles of the file choosers and what the About window says."""
    return {
        "add_clips": translate("Dialogs", "Add clips"),
        "add_folder": translate("Dialogs", "Add a folder of clips"),
        "add_address": translate("Dialogs", "Add from an address"),
        "address": translate("Dialogs", "Address of a clip"),
        "address_note": translate(
            "Dialogs",
            "An https address that leads to the file itself, or s3://bucket/file with the AWS sign-in of this computer. "
            "Only the sound is fetched where the file allows it.",
        ),
        "add_music": translate("Dialogs", "Add music to the catalogue"),
        "about_title": translate("Dialogs", "About Slipgui"),
        "about": translate("Dialogs", "Tells which music is in a video."),
    }[name]
