"""A cue sheet as the words of a template: heading, header lines, table.  CSV, XLSX, PDF and the clipboard show these."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from slipgui.core.cue_sheet import CueLine, CueSheet, LineField, MusicOrigin, Usage, Vocals, Writer
from slipgui.core.cue_template import DurationForm, NameForm, Template
from slipgui.core.isrc import parse_isrc
from slipgui.core.iswc import format_iswc, parse_iswc
from slipgui.core.plain_text import plain_text
from slipgui.core.timecode import format_clock

BETWEEN = "; "
"""Several stretches, writers, publishers in one cell."""


@dataclass(frozen=True, slots=True)
class SheetTable:
    """All texts of a sheet; none has line breaks or control characters."""

    title: str
    """Preliminary, until the sheet is final."""
    header: tuple[tuple[str, str], ...]
    """Heading and value; values that are not known are empty."""
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """As many cells as headings."""


def make_table(sheet: CueSheet, template: Template) -> SheetTable:
    """The sheet in the words of a template."""
    return SheetTable(
        title=template.title if sheet.is_final else f"Preliminary {template.title}",
        header=tuple(
            (column.heading, plain_text(_header_cell(sheet, template, column.field))) for column in template.header
        ),
        headings=tuple(column.heading for column in template.columns),
        rows=tuple(
            tuple(plain_text(_cell(sheet, template, number, line, column.field)) for column in template.columns)
            for number, line in enumerate(sheet.music, start=1)
        ),
    )


def format_duration(length_s: Fraction, form: DurationForm) -> str:
    """A length, the nearest second or millisecond, halves upwards."""
    if form is DurationForm.MILLISECONDS:
        return format_clock(length_s)
    seconds = int(length_s + Fraction(1, 2))
    if form is DurationForm.MINUTES:
        return f"{seconds // 60:02}:{seconds % 60:02}"
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _header_cell(sheet: CueSheet, template: Template, field: str) -> str:
    if field == "programme_duration":
        return format_duration(sheet.seconds(sheet.duration_ticks), template.duration)
    if field == "music_duration":
        return format_duration(sheet.seconds(sheet.music_ticks), template.duration)
    return str(getattr(sheet.header, field))


def _cell(sheet: CueSheet, template: Template, number: int, line: CueLine, field: str) -> str:
    match field:
        case "sequence":
            return str(number)
        case "in":
            return BETWEEN.join(sheet.timebase.label(span.in_ticks) for span in line.spans)
        case "out":
            return BETWEEN.join(sheet.timebase.label(span.out_ticks) for span in line.spans)
        case "duration":
            return format_duration(sheet.seconds(line.length_ticks), template.duration)
        case "origins":
            return BETWEEN.join(f"{name}: {origin}".replace("_", " ") for name, origin in line.origins.items())
        case _:
            return _FIELD_WORDS[LineField(field)](line, template)


def _writers(line: CueLine, template: Template) -> str:
    return BETWEEN.join(_writer(writer, template) for writer in line.writers)


def _writer(writer: Writer, template: Template) -> str:
    names = [writer.first_name, writer.last_name]
    name = (
        " ".join(filter(None, names)) if template.names is NameForm.FIRST_LAST else ", ".join(filter(None, names[::-1]))
    )
    role = template.role_words.get(writer.role, writer.role.value) if writer.role else ""
    return _party(f"{name} ({role})" if role else name, writer.share_percent, writer.society, writer.ipi)


def _publishers(line: CueLine, _: Template) -> str:
    return BETWEEN.join(
        _party(publisher.name, publisher.share_percent, publisher.society, publisher.ipi)
        for publisher in line.publishers
    )


def _party(name: str, share_percent: Decimal | None, society: str, ipi: str) -> str:
    share = f"{share_percent.normalize():f} %" if share_percent is not None else ""
    return " ".join(filter(None, (name, share, society, ipi)))


def _usage(line: CueLine, template: Template) -> str:
    known = line.usage in set(Usage) and template.usage_words.get(Usage(line.usage))
    return known or line.usage


def _music_origin(line: CueLine, template: Template) -> str:
    origin: MusicOrigin | None = line.music_origin
    return template.music_origin_words.get(origin, origin.value) if origin else ""


def _vocals(line: CueLine, template: Template) -> str:
    vocals: Vocals | None = line.vocals
    return template.vocals_words.get(vocals, vocals.value) if vocals else ""


def _isrc(line: CueLine, _: Template) -> str:
    isrc = parse_isrc(line.isrc)
    return str(isrc) if isrc else line.isrc


def _iswc(line: CueLine, _: Template) -> str:
    iswc = parse_iswc(line.iswc)
    return format_iswc(iswc) if iswc else line.iswc


_FIELD_WORDS: dict[LineField, Callable[[CueLine, Template], str]] = {
    LineField.CUE_NUMBER: lambda line, _: line.cue_number,
    LineField.TITLE: lambda line, _: line.title,
    LineField.PERFORMER: lambda line, _: line.performer,
    LineField.WRITERS: _writers,
    LineField.PUBLISHERS: _publishers,
    LineField.USAGE: _usage,
    LineField.ISRC: _isrc,
    LineField.ISWC: _iswc,
    LineField.LABEL: lambda line, _: line.label,
    LineField.CATALOGUE_NUMBER: lambda line, _: line.catalogue_number,
    LineField.TRACK_NUMBER: lambda line, _: line.track_number,
    LineField.MUSIC_ORIGIN: _music_origin,
    LineField.VOCALS: _vocals,
    LineField.NOTES: lambda line, _: line.notes,
}
