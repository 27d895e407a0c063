"""The words of the cue page, and how a line of a sheet is told."""

from collections.abc import Callable
from decimal import Decimal
from enum import IntEnum

from slipgui.app.cue_sheet_wording import field_word
from slipgui.core.cue_sheet import CueLine, CueSheet, CueState, LineField, MusicOrigin, Usage, Vocals
from slipgui.core.isrc import format_isrc, parse_isrc
from slipgui.core.works import describe
from slipgui.gui.error_words import WINDOW_LANGUAGE
from slipgui.gui.texts import NOTHING, plain, score, translate


class CueColumn(IntEnum):
    """Columns of the table, in their order."""

    NUMBER = 0
    STATE = 1
    IN = 2
    OUT = 3
    LENGTH = 4
    TRACK = 5
    USE = 6
    ORIGIN = 7
    WRITERS = 8
    SCORE = 9
    PERFORMER = 10
    PUBLISHERS = 11
    ISRC = 12
    ISWC = 13
    LABEL = 14
    CATALOGUE_NUMBER = 15
    TRACK_NUMBER = 16
    VOCALS = 17
    CUE_NUMBER = 18
    NOTES = 19


COLUMN_FIELDS = {
    CueColumn.TRACK: LineField.TITLE,
    CueColumn.USE: LineField.USAGE,
    CueColumn.ORIGIN: LineField.MUSIC_ORIGIN,
    CueColumn.WRITERS: LineField.WRITERS,
    **{CueColumn[name]: LineField[name] for name in CueColumn.__members__ if CueColumn[name] > CueColumn.SCORE},
}
"""What is written in a column; the others are computed, or times."""


def column_title(column: CueColumn) -> str:
    """The word over a column."""
    return {
        CueColumn.NUMBER: translate("Cues", "#"),
        CueColumn.STATE: translate("Cues", "State"),
        CueColumn.IN: translate("Cues", "In"),
        CueColumn.OUT: translate("Cues", "Out"),
        CueColumn.LENGTH: translate("Cues", "Length"),
        CueColumn.TRACK: translate("Cues", "Track"),
        CueColumn.USE: translate("Cues", "Use"),
        CueColumn.ORIGIN: translate("Cues", "Origin"),
        CueColumn.WRITERS: translate("Cues", "Writers"),
        CueColumn.SCORE: translate("Cues", "Score"),
    }.get(column) or field_word(COLUMN_FIELDS[column], WINDOW_LANGUAGE)


def word(name: str) -> str:
    """The words on the page."""
    return {
        "timeline": translate("Cues", "Timeline of the programme"),
        "programme": translate("Cues", "Programme"),
        "timecode": translate("Cues", "Timecode"),
        "sound": translate("Cues", "Sound"),
        "music": translate("Cues", "Music"),
        "speech": translate("Cues", "Speech"),
        "rows": translate("Cues", "Cues of the programme"),
        "empty": translate("Cues", "Drop a programme to find every cue in it"),
        "empty_sentence": translate(
            "Cues", "It is listened to on this computer, against your catalogue. Your file stays untouched."
        ),
        "browse": translate("Cues", "Browse…"),
        "recent": translate("Cues", "Recent"),
        "more": translate("Cues", "Other programmes"),
        "version": translate("Cues", "Next version of it…"),
        "version_title": translate("Cues", "Choose the next version of the programme"),
        "in_steps": translate("Cues", "Ask AudioVerify in steps…"),
        "steps_question": translate(
            "Cues", "AudioVerify names one track for each job, so the programme is sent in steps."
        ),
        "works": translate("Cues", "List of works…"),
        "another": translate("Cues", "Another programme…"),
        "stop": translate("Cues", "Stop"),
        "scan_again": translate("Cues", "Scan again"),
        "export": translate("Cues", "Export"),
        "export_title": translate("Cues", "Export the cue sheet"),
        "open_title": translate("Cues", "Choose a programme"),
        "preliminary": translate("Cues", "Preliminary"),
        "final": translate("Cues", "Final"),
        "split": translate("Cues", "Split"),
        "add": translate("Cues", "Add cue"),
        "zoom_in": translate("Cues", "Look closer"),
        "zoom_out": translate("Cues", "Look wider"),
        "zoom": translate("Cues", "How close"),
        "fit": translate("Cues", "Show everything"),
        "play": translate("Cues", "Play from the playhead"),
        "pause": translate("Cues", "Pause"),
        "snaps": translate("Cues", "Borders snap to cuts, silence and cues; Alt: free"),
        "confirm": translate("Cues", "Confirm"),
        "reject": translate("Cues", "Not this"),
        "not_found": translate("Cues", "Not found"),
        "nothing_chosen": translate("Cues", "No cue chosen"),
        "add_writers": translate("Cues", "add"),
        "details": translate("Cues", "Details"),
        "close": translate("Cues", "Close the details"),
        "saved": translate("Cues", "All changes are saved"),
        "saving": translate("Cues", "Saving…"),
        "none_to_check": translate("Cues", "Nothing is left to check by ear"),
        "no_cue_there": translate("Cues", "No cue lies under the playhead"),
        "nothing_found": translate("Cues", "There is only silence in this programme"),
    }[name]


def step_line(step: str, share: float) -> str:
    """What is being done with the programme."""
    lead = {
        "preparing": translate("Cues", "Taking the sound out"),
        "uploading": translate("Cues", "Handing it to the local service"),
        "recognising": translate("Cues", "Listening"),
    }[step]
    return translate("Cues", "{0}: {1} %").format(lead, f"{share * 100:.0f}")


def cue_role(line: CueLine) -> str:
    """The name of a cue's colour in a theme."""
    if line.state is CueState.UNIDENTIFIED:
        return "not_found"
    if line.state is CueState.UNSURE:
        return "unsure"
    return "external" if line.music_origin is MusicOrigin.COMMERCIAL else "internal"


def cue_icon(line: CueLine) -> str:
    """The icon of a cue's state."""
    return f"state-{cue_role(line).replace('_', '-')}"


def cue_name(line: CueLine) -> str:
    """Title of a cue, or that it has none."""
    return plain(line.title) or word("not_found")


def state_word(line: CueLine) -> str:
    """How sure it is what plays."""
    return {
        CueState.IDENTIFIED: translate("Cues", "Identified"),
        CueState.UNSURE: translate("Cues", "Check by ear"),
        CueState.UNIDENTIFIED: translate("Cues", "Not found"),
    }[line.state]


def line_span(sheet: CueSheet, line: CueLine) -> tuple[float, float]:
    """When a line begins and ends, in seconds."""
    end_ticks = line.spans[-1].out_ticks if line.spans else line.start_ticks
    return float(sheet.seconds(line.start_ticks)), float(sheet.seconds(end_ticks))


def clock_text(seconds: float) -> str:
    """A length as ``02:06``, ``1:02:06``."""
    whole = round(seconds)
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes:02}:{rest:02}"


def usage_word(usage: str) -> str:
    """A usage in words; of one that nobody knows itself."""
    words = {
        Usage.BACKGROUND_INSTRUMENTAL: translate("Usage", "Background instrumental"),
        Usage.BACKGROUND_VOCAL: translate("Usage", "Background vocal"),
        Usage.VISUAL_INSTRUMENTAL: translate("Usage", "Visual instrumental"),
        Usage.VISUAL_VOCAL: translate("Usage", "Visual vocal"),
        Usage.FEATURE: translate("Usage", "Feature"),
        Usage.THEME: translate("Usage", "Theme"),
        Usage.THEME_OPEN: translate("Usage", "Theme open"),
        Usage.THEME_CLOSE: translate("Usage", "Theme close"),
        Usage.MAIN_TITLE: translate("Usage", "Main title"),
        Usage.END_TITLE: translate("Usage", "End title"),
        Usage.LOGO: translate("Usage", "Logo"),
    }
    return words[Usage(usage)] if usage in set(Usage) else plain(usage)


def usage_letters(usage: str) -> str:
    """A usage as short as a narrow column wants it: the letters of the US sheets."""
    letters = {
        Usage.BACKGROUND_INSTRUMENTAL: "BI",
        Usage.BACKGROUND_VOCAL: "BV",
        Usage.VISUAL_INSTRUMENTAL: "VI",
        Usage.VISUAL_VOCAL: "VV",
        Usage.FEATURE: "F",
        Usage.THEME: "T",
        Usage.THEME_OPEN: "TO",
        Usage.THEME_CLOSE: "TC",
        Usage.MAIN_TITLE: "MT",
        Usage.END_TITLE: "ET",
        Usage.LOGO: "EE",
    }
    return letters[Usage(usage)] if usage in set(Usage) else plain(usage) or NOTHING


def origin_word(origin: MusicOrigin | None) -> str:
    """What kind of music it is."""
    return (
        NOTHING
        if origin is None
        else {
            MusicOrigin.COMMERCIAL: translate("Cues", "Commercial"),
            MusicOrigin.LIBRARY: translate("Cues", "Library"),
            MusicOrigin.COMMISSIONED: translate("Cues", "Commission"),
        }[origin]
    )


def vocals_word(vocals: Vocals) -> str:
    """Which version of a track it is."""
    return {
        Vocals.VOCAL: translate("Cues", "Vocal"),
        Vocals.INSTRUMENTAL: translate("Cues", "Instrumental"),
    }[vocals]


def writers_named_percent(line: CueLine) -> Decimal | None:
    """How much of the writers' shares is named; None where no share is."""
    shares = [writer.share_percent for writer in line.writers if writer.share_percent is not None]
    return sum(shares, Decimal(0)) if shares else None


def shares_line(line: CueLine) -> str:
    """What is wrong with the shares; empty where nothing is."""
    total = writers_named_percent(line)
    if total is None or total == 100:
        return ""
    return translate("Cues", "{0} % of 100 % named").format(f"{total.normalize():f}")


def kept_line(line: CueLine) -> str:
    """That what was typed of a track is kept for other cues and later sheets."""
    isrc = parse_isrc(line.isrc)
    if isrc is None:
        return translate("Cues", "Kept in the list of works and reused in later sheets.")
    return translate("Cues", "Kept for ISRC {0} and reused in later sheets.").format(format_isrc(isrc))


def facts_lines(sheet: CueSheet) -> dict[str, str]:
    """What the bar tells of a sheet: cues, music, what is to check, not found, writers missing; by what they filter."""
    lines = sheet.lines
    n_unsure = sum(line.state is CueState.UNSURE for line in lines)
    n_unknown = sum(line.state is CueState.UNIDENTIFIED for line in lines)
    n_without = sum(line.is_music and not line.writers for line in lines)
    music = clock_text(float(sheet.seconds(sheet.music_ticks)))
    n_cues = len(lines)
    return {
        "cues": translate("Cues", "1 cue") if n_cues == 1 else translate("Cues", "{0} cues").format(n_cues),
        "music": translate("Cues", "{0} of music").format(music),
        "check": translate("Cues", "{0} to check").format(n_unsure) if n_unsure else "",
        "not_found": translate("Cues", "{0} not found").format(n_unknown) if n_unknown else "",
        "writers": translate("Cues", "Writers missing for {0}").format(n_without) if n_without else "",
    }


def rate_text(sheet: CueSheet) -> str:
    """Length and frame rate of the programme: ``45:12 · 29.97 DF``."""
    timebase = sheet.timebase
    length = clock_text(float(sheet.seconds(sheet.duration_ticks)))
    if timebase.rate is None:
        return length
    return f"{length} · {float(timebase.rate):.5g}{' DF' if timebase.is_drop else ''}"


def cell_text(sheet: CueSheet, place: int, column: CueColumn) -> str:
    """What stands in a cell."""
    line, label = sheet.lines[place], sheet.timebase.label
    tell: dict[CueColumn, Callable[[], str]] = {
        CueColumn.NUMBER: lambda: str(place + 1),
        CueColumn.STATE: lambda: state_word(line),
        CueColumn.IN: lambda: label(line.start_ticks) if line.spans else NOTHING,
        CueColumn.OUT: lambda: label(line.spans[-1].out_ticks) if line.spans else NOTHING,
        CueColumn.LENGTH: lambda: clock_text(float(sheet.seconds(line.length_ticks))),
        CueColumn.TRACK: lambda: " · ".join(part for part in (cue_name(line), plain(line.performer)) if part),
        CueColumn.USE: lambda: usage_letters(line.usage),
        CueColumn.ORIGIN: lambda: origin_word(line.music_origin),
        CueColumn.WRITERS: lambda: "; ".join(plain(writer.last_name) for writer in line.writers),
        CueColumn.SCORE: lambda: score(line.score) if line.score is not None else NOTHING,
        CueColumn.VOCALS: lambda: vocals_word(line.vocals) if line.vocals is not None else NOTHING,
    }
    return tell[column]() if column in tell else plain(describe(line.value(COLUMN_FIELDS[column]) or ""))


def row_sentence(sheet: CueSheet, place: int) -> str:
    """A line for those who hear it."""
    line = sheet.lines[place]
    times = translate("Cues", "{0} to {1}").format(
        cell_text(sheet, place, CueColumn.IN), cell_text(sheet, place, CueColumn.OUT)
    )
    return ", ".join(part for part in (cell_text(sheet, place, CueColumn.TRACK), state_word(line), times) if part)
