"""Cue sheets for people and societies: CSV, XLSX, the page that becomes a PDF, text to paste, DDEX-style flat records."""

import csv
import io
from fractions import Fraction
from html import escape
from typing import TYPE_CHECKING

from slipgui.core.cue_sheet import CueSheet
from slipgui.core.cue_template import Paper, Template
from slipgui.core.isrc import parse_isrc
from slipgui.core.iswc import parse_iswc
from slipgui.core.plain_text import plain_text
from slipgui.core.spreadsheet_text import guard
from slipgui.export.sheet_table import BETWEEN, SheetTable, make_table

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_MAX_CELL = 32_767
"""Characters that an XLSX cell holds."""
_WIDEST_COLUMN = 48
_POINTS = 6.5
"""Body of the printed table."""
_ROW_GROUNDS, _HEAD_GROUND = ("#ffffff", "#f0f0f0"), "#d8d8d8"
"""In place of lines, which cost Qt three times as much."""
_COLUMN_WEIGHTS = {
    "sequence": 2, "title": 6, "performer": 5, "writers": 8, "publishers": 6, "in": 5, "out": 5, "isrc": 7, "iswc": 7, "label": 5,
    "music_origin": 5, "catalogue_number": 4, "usage": 4, "duration": 4, "notes": 5,
}  # fmt: skip
"""How wide columns of the printed table are, against 3 of the others."""


def encode_csv(sheet: CueSheet, template: Template) -> bytes:
    """The table alone, a row a cue: UTF-8 with a mark, CRLF, no cell that a spreadsheet computes."""
    table = make_table(sheet, template)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(table.headings)
    writer.writerows([guard(cell) for cell in row] for row in table.rows)
    return text.getvalue().encode("utf-8-sig")


def encode_clipboard(sheet: CueSheet, template: Template) -> str:
    """The table with tabs and line feeds, as spreadsheets paste it."""
    table = make_table(sheet, template)
    rows = [table.headings, *([guard(cell) for cell in row] for row in table.rows)]
    return "".join("\t".join(row) + "\n" for row in rows)


def encode_xlsx(sheet: CueSheet, template: Template) -> bytes:
    """Title, header and table in one worksheet; every cell but the sequence number is text, none is a formula or link."""
    from xlsxwriter.workbook import Workbook  # 0.1 s

    table = make_table(sheet, template)
    content = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(content, {"in_memory": True, **plain}) as book:
        page = book.add_worksheet("Cue sheet")
        page.set_landscape()
        page.set_paper(1 if template.paper is Paper.LETTER else 9)
        page.fit_to_pages(1, 0)
        first_row = _write_header(book, page, table)
        _write_rows(book, page, table, first_row)
    return content.getvalue()


def _write_header(book: "Workbook", page: "Worksheet", table: SheetTable) -> int:
    """The row that the table begins in."""
    page.write_string(0, 0, table.title, book.add_format({"bold": True, "font_size": 14}))
    bold = book.add_format({"bold": True})
    known = [(heading, value) for heading, value in table.header if value]
    for row, (heading, value) in enumerate(known, start=2):
        page.write_string(row, 0, heading, bold)
        page.write_string(row, 2, value[:_MAX_CELL])
    return len(known) + 3


def _write_rows(book: "Workbook", page: "Worksheet", table: SheetTable, first_row: int) -> None:
    bold = book.add_format({"bold": True, "bottom": 1})
    body = book.add_format({"text_wrap": True, "valign": "top"})
    for column, heading in enumerate(table.headings):
        page.write_string(first_row, column, heading, bold)
        width = max([len(heading), *(len(row[column]) for row in table.rows)])
        page.set_column(column, column, min(width, _WIDEST_COLUMN) + 1)
    for row, cells in enumerate(table.rows, start=first_row + 1):
        for column, cell in enumerate(cells):
            page.write_string(row, column, cell[:_MAX_CELL], body)
    page.freeze_panes(first_row + 1, 0)
    page.repeat_rows(first_row)


def encode_page(sheet: CueSheet, template: Template) -> str:
    """The sheet as an HTML page whose texts are all escaped; printing makes a PDF of it."""
    table = make_table(sheet, template)
    known = [(escape(heading), escape(value)) for heading, value in table.header if value]
    facts = "".join(f"<tr><td><b>{heading}</b>&nbsp;&nbsp;</td><td>{value}</td></tr>" for heading, value in known)
    weights = [_COLUMN_WEIGHTS.get(column.field, 3) for column in template.columns]
    widths = [f"width='{1000 * weight // sum(weights) / 10}%'" for weight in weights]
    head = "".join(
        f"<th align='left' {width}>{escape(name)}</th>" for width, name in zip(widths, table.headings, strict=True)
    )
    rows = "".join(
        f"<tr bgcolor='{_ROW_GROUNDS[number % 2]}'>{''.join(f'<td>{_broken(cell)}</td>' for cell in row)}</tr>"
        for number, row in enumerate(table.rows)
    )
    return (
        f"<html><head><title>{escape(table.title)}</title><style>body, td, th {{ font-size: {_POINTS}pt; }}</style></head>"
        f"<body><h2>{escape(table.title)}</h2><table cellspacing='0'>{facts}</table><p></p>"
        f"<table border='0' cellspacing='0' cellpadding='3' width='100%'>"
        f"<thead><tr bgcolor='{_HEAD_GROUND}'>{head}</tr></thead>{rows}</table></body></html>"
    )


def _broken(cell: str) -> str:
    """The cell with several stretches or parties below one another."""
    return escape(cell).replace(escape(BETWEEN), "<br>")


def encode_cu01(sheet: CueSheet, _: Template) -> bytes:
    """One record a stretch of music, after the first eight cells of DDEX's CU01.02; cells between tabs, lines end with CRLF.

    Record type, block, resource, start since the programme's first moment, length, ISRC, ISWC, title.  It is no whole DSR message: that
    has records of sender, release and sums around these.
    """
    records = [
        (
            "CU01.02",
            "1",
            "1",
            f"T{_iso_length(sheet.seconds(span.in_ticks))}",
            f"PT{_iso_length(sheet.seconds(max(0, span.out_ticks - span.in_ticks)))}",
            isrc.code if (isrc := parse_isrc(line.isrc)) else "",
            parse_iswc(line.iswc) or "",
            plain_text(line.title).replace("|", "/"),
        )
        for line in sheet.music
        for span in line.spans
    ]
    return "".join("\t".join(record) + "\r\n" for record in records).encode("utf-8")


def _iso_length(length_s: Fraction) -> str:
    """A length as ISO 8601 writes it after its letters, to the millisecond: ``1H2M3.5S``."""
    seconds, milliseconds = divmod(round(length_s * 1000), 1000)
    hours, minutes, seconds = seconds // 3600, seconds // 60 % 60, seconds % 60
    fraction = f".{milliseconds:03}".rstrip("0") if milliseconds else ""
    return (f"{hours}H" if hours else "") + (f"{minutes}M" if hours or minutes else "") + f"{seconds}{fraction}S"
