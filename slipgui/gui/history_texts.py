"""The words of the history."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import IntEnum
from pathlib import PurePath
from typing import Any

from PySide6.QtCore import QDate, QLocale, QTime

from slipgui.app.explanation import Explanation
from slipgui.app.history import HistoryRow
from slipgui.core.isrc import format_isrc, parse_isrc
from slipgui.gui.clip_rows import RowState
from slipgui.gui.error_words import explained_line
from slipgui.gui.row_texts import state_word
from slipgui.gui.service_texts import service_name
from slipgui.gui.texts import NOTHING, length, plain, score, score_word, translate


class HistoryColumn(IntEnum):
    """Columns, in their order."""

    TIME = 0
    CLIP = 1
    STATE = 2
    TRACK = 3
    CONFIRMED = 4
    SCORE = 5


def column_title(column: HistoryColumn) -> str:
    """The word over a column."""
    return {
        HistoryColumn.TIME: translate("History", "Time"),
        HistoryColumn.CLIP: translate("History", "Clip"),
        HistoryColumn.STATE: translate("History", "State"),
        HistoryColumn.TRACK: translate("History", "Track"),
        HistoryColumn.CONFIRMED: translate("History", "Confirmed"),
        HistoryColumn.SCORE: translate("History", "Score"),
    }[column]


def word(name: str) -> str:
    """The words on the page."""
    return {
        "history": translate("History", "History"),
        "search": translate("History", "Search the history"),
        "rows": translate("History", "Recognitions"),
        "export": translate("History", "Export…"),
        "details": translate("History", "Details"),
        "undo": translate("History", "Undo"),
        "kept_here": translate("History", "History is kept on this computer"),
        "empty": translate("History", "Answers you get are kept here"),
        "nothing": translate("History", "Nothing fits"),
        "quoted": translate("History", "“{0}”"),
        "show_all": translate("History", "Show all"),
        "not_yet": translate("History", "Not yet"),
        "you": translate("History", "You"),
        "corrected": translate("History", "Corrected"),
        "reading": translate("History", "Reading…"),
        "state": translate("History", "State"),
        "time": translate("History", "Time"),
        "service": translate("History", "Service"),
        "confirmed": translate("History", "Confirmed"),
        "unconfirmed": translate("History", "Not confirmed"),
        "export_title": translate("History", "Export the history"),
        "evidence_title": translate("History", "Save the evidence"),
        "csv": translate("History", "Table for a spreadsheet (*.csv)"),
        "json": translate("History", "JSON (*.json)"),
        "pdf": translate("History", "PDF (*.pdf)"),
        "close": translate("History", "Close the details"),
    }[name]


def kind_word(kind: str) -> str:
    """What a choice of the state filter is called."""
    return {
        "all": translate("History", "Any state"),
        "identified": translate("History", "Identified"),
        "external": translate("History", "External"),
        "not_found": translate("History", "Not found"),
        "failed": translate("History", "Failed"),
        "corrected": translate("History", "Corrected"),
    }[kind]


def service_word(service: str | None) -> str:
    """What a choice of the service filter is called."""
    return translate("History", "Any service") if service is None else service_name(service)


def period_word(n_days: int | None) -> str:
    """What a choice of the time filter is called."""
    if n_days is None:
        return translate("History", "Any time")
    return translate("History", "Today") if n_days == 1 else translate("History", "Last {0} days").format(n_days)


def day_title(day: date, today: date) -> str:
    """The head over the rows of a day: ``Today``, ``Wednesday 18 November``, with the year where it is another one."""
    if day == today:
        return translate("History", "Today")
    if day == today - timedelta(days=1):
        return translate("History", "Yesterday")
    pattern = (
        translate("History", "dddd d MMMM") if day.year == today.year else translate("History", "dddd d MMMM yyyy")
    )
    return QLocale().toString(QDate(day.year, day.month, day.day), pattern)


def clock_time(moment: datetime) -> str:
    """Hours and minutes in local time, as the locale writes them."""
    local = moment.astimezone()
    return QLocale().toString(QTime(local.hour, local.minute), "HH:mm")


def whole_time(moment: datetime) -> str:
    """Day and time in local time."""
    local = moment.astimezone()
    return (
        QLocale().toString(QDate(local.year, local.month, local.day), QLocale.FormatType.LongFormat)
        + f", {clock_time(moment)}"
    )


def file_name(row: HistoryRow) -> str:
    """Name of the clip's file."""
    return plain(PurePath(row.path).name)


def track_of(row: HistoryRow) -> dict[str, Any] | None:
    """The track that stands: as put right by hand, else as the service named it."""
    track: dict[str, Any] | None = row.line.get("corrected_track") or row.line.get("track")
    return track


def state_of(row: HistoryRow, check_by_ear_below: float) -> RowState:
    """The state of a row, as the queue would show it."""
    track = track_of(row)
    if track is None:
        words = {"not_identified": RowState.NOT_FOUND, "cancelled": RowState.CANCELLED}
        return words.get(str(row.line.get("outcome")), RowState.FAILED)
    value = track.get("score")
    if isinstance(value, int | float) and value < check_by_ear_below and not row.line.get("confirmed_by"):
        return RowState.UNSURE
    return RowState.INTERNAL if track.get("internal") else RowState.EXTERNAL


def track_lines(row: HistoryRow) -> tuple[str, str]:
    """Title over artist and label; the headline of what went wrong, or that nothing is known."""
    track = track_of(row)
    if track is not None:
        credits = (plain(str(track[name])) for name in ("artist", "external_label") if track.get(name))
        return plain(str(track.get("title") or NOTHING)), " · ".join(credits)
    why = failure(row)
    if why is not None:
        return why.title, ""
    if row.line.get("outcome") == "cancelled":
        return NOTHING, ""
    return translate("History", "No known track"), ""


def failure(row: HistoryRow) -> Explanation | None:
    """Why it failed; None where it did not."""
    error = row.line.get("error")
    return explained_line(error, row.line.get("service")) if isinstance(error, dict) else None


def isrc_text(row: HistoryRow) -> str:
    """The ISRC with its dashes; what is none as it was written."""
    track = track_of(row)
    text = str(track.get("isrc") or "") if track is not None else ""
    code = parse_isrc(text)
    return format_isrc(code) if code is not None else plain(text)


def answer_line(row: HistoryRow) -> str:
    """Title, artist, label and ISRC on one line, for the clipboard; empty without a track."""
    track = track_of(row)
    if track is None:
        return ""
    artist, label = (plain(str(track.get(name) or "")) for name in ("artist", "external_label"))
    title = plain(str(track.get("title") or ""))
    text = f"{title} — {artist}" if artist else title
    text += f" ({label})" if label else ""
    return " ".join(part for part in (text, isrc_text(row)) if part)


def confirmed_words(row: HistoryRow, me: str) -> tuple[str, str]:
    """Who says that the answer is right, and which icon stands before it; empty where there is nothing to confirm."""
    if row.line.get("corrected_track"):
        return word("corrected"), "undo"
    by = row.line.get("confirmed_by")
    if by:
        return (word("you") if by == me else plain(str(by))), "check"
    return (word("not_yet") if is_answer(row) else "", "")


def is_answer(row: HistoryRow) -> bool:
    """Whether there is something that can be right: a track, or that none was found."""
    return track_of(row) is not None or row.line.get("outcome") == "not_identified"


def score_text(row: HistoryRow) -> str:
    """The score with one decimal; empty where there is none."""
    track = row.line.get("track")
    value = track.get("score") if isinstance(track, dict) else None
    return score(float(value)) if isinstance(value, int | float) else ""


def cell_text(row: HistoryRow, column: HistoryColumn, check_by_ear_below: float, me: str) -> str:
    """What a cell says."""
    match column:
        case HistoryColumn.TIME:
            return clock_time(row.finished_at)
        case HistoryColumn.CLIP:
            return file_name(row)
        case HistoryColumn.STATE:
            return state_word(state_of(row, check_by_ear_below))
        case HistoryColumn.TRACK:
            return ", ".join(part for part in track_lines(row) if part)
        case HistoryColumn.CONFIRMED:
            return confirmed_words(row, me)[0]
        case HistoryColumn.SCORE:
            return score_text(row)


def row_sentence(row: HistoryRow, check_by_ear_below: float, me: str) -> str:
    """What a screen reader says of a row."""
    state = state_word(state_of(row, check_by_ear_below))
    title, credits = track_lines(row)
    value = row.line.get("track") or {}
    parts = [
        f"{file_name(row)}, {whole_time(row.finished_at)}",
        f"{state}: {title}" + (f", {credits}" if credits else ""),
        f"{score_text(row)}, {score_word(float(value['score']))}" if score_text(row) else "",
        confirmed_words(row, me)[0],
    ]
    return ". ".join(part for part in parts if part)


def found_line(n_found: int, n_all: int) -> str:
    """``41 of 3,208 answers``, or ``3,208 answers`` without a question."""
    locale = QLocale()
    if n_found == n_all:
        return (
            translate("History", "1 answer")
            if n_all == 1
            else translate("History", "{0} answers").format(locale.toString(n_all))
        )
    return translate("History", "{0} of {1} answers").format(locale.toString(n_found), locale.toString(n_all))


def selection_line(n_selected: int, n_rows: int) -> str:
    """``1 of 41 selected``."""
    return translate("Status", "{0} of {1} selected").format(n_selected, QLocale().toString(n_rows))


def deleted_line(count: int) -> str:
    """What a deletion did."""
    if count == 1:
        return translate("History", "1 answer removed from history")
    return translate("History", "{0} answers removed from history").format(QLocale().toString(count))


def exported_line(file: str, count: int) -> str:
    """What an export did."""
    name = plain(PurePath(file).name)
    if count == 1:
        return translate("History", "1 answer written to {0}").format(name)
    return translate("History", "{0} answers written to {1}").format(QLocale().toString(count), name)


def saved_line(file: str) -> str:
    """What saving the evidence did."""
    return translate("History", "Evidence written to {0}").format(plain(PurePath(file).name))


def not_written(file: str, reason: str) -> str:
    """Why a file could not be written."""
    return translate("History", "{0} cannot be written: {1}").format(plain(PurePath(file).name), plain(reason))


def facts_of(row: HistoryRow) -> Sequence[tuple[str, str]]:
    """Label and value of what is known beside the answer."""
    line = row.line
    service = "AudioVerify" if line.get("service") == "audioverify" else translate("History", "This computer")
    facts = [
        (translate("History", "Recognised"), whole_time(row.finished_at)),
        (translate("History", "Service"), service if line.get("service") else NOTHING),
        (translate("History", "Job"), plain(str(line.get("job_id") or NOTHING))),
        (translate("History", "File"), plain(str(row.path))),
    ]
    if part := line.get("part"):
        asked = f"{length(part['from_s'])} – {length(part['to_s'])}"
        facts.append((translate("History", "Asked about"), asked))
    if line.get("sound_track"):
        facts.append((translate("History", "Sound track"), str(line["sound_track"])))
    if line.get("possibly_submitted_twice"):
        facts.append((translate("History", "Note"), translate("History", "Maybe submitted twice")))
    return facts
