"""Cue sheets read back: by the csv module, openpyxl, an HTML parser, pypdf."""

import csv
import io
from dataclasses import replace
from html.parser import HTMLParser

import openpyxl
import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.sheets import LINE, make_sheet, one_line_sheet

from slipgui.app.cue_exports import OWN_TEMPLATES, encode_export, load_template
from slipgui.core.cue_sheet import CueLine, Span
from slipgui.core.timebase import programme_timebase
from slipgui.export.sheet_files import encode_clipboard, encode_csv, encode_cu01, encode_page, encode_xlsx

US, UK, EUROPEAN = (load_template(name) for name in OWN_TEMPLATES)


def rows(sheet, template=US):
    return list(csv.DictReader(io.StringIO(encode_csv(sheet, template).decode("utf-8-sig"), newline="")))


def test_a_line_in_the_words_of_the_american_layout():
    assert rows(one_line_sheet()) == [
        {
            "No.": "1",
            "Cue no.": "",
            "Title": "Harbour Lights",
            "Performer": "Mira Okafor",
            "Writers": "Mira Okafor (C) 50 % PRS 00123456789; Jon Lind (A) 50 % GEMA",
            "Publishers": "Tidewater Publishing Ltd 100 % PRS 00987654321",
            "Usage": "BI",
            "In": "01:00:59;28; 01:09:59;29",
            "Out": "01:01:20;00; 01:10:20;00",
            "Length": "00:40",
            "ISRC": "QZ-TW4-26-00001",
            "ISWC": "T-034.524.680-1",
            "Label": "Tidewater Library",
            "Catalog no.": "TWL 12",
            "Origin": "Library",
        }
    ]


def test_british_and_european_layouts_turn_names_and_have_their_own_words():
    (british,), (european,) = rows(one_line_sheet(), UK), rows(one_line_sheet(), EUROPEAN)
    assert british["Composers / authors / arrangers"].startswith("Okafor, Mira (C)")
    assert (british["Usage"], british["Origin"], british["Duration"]) == ("Background", "L", "00:00:40")
    assert (european["Usage"], european["Origin"]) == ("Background", "Library")


def test_without_frames_times_are_milliseconds():
    sheet = one_line_sheet(CueLine((Span(1500, 61_750),), title="x"), programme_timebase(None, None))
    (row,) = rows(sheet)
    assert (row["In"], row["Out"], row["Length"]) == ("00:00:01.500", "00:01:01.750", "01:00")


@given(text=st.text(min_size=1, max_size=30))
def test_no_cell_is_a_formula_and_the_table_keeps_its_shape(text):
    sheet = one_line_sheet(replace(LINE, title=text, performer=text, label=text, usage=text, isrc=text))
    content = encode_csv(sheet, US)
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == content.count(b"\n") == 2
    for cell in list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))[1]:
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))
    pasted = encode_clipboard(sheet, US).split("\n")
    assert [line.count("\t") for line in pasted] == [14, 14, 0]


def test_xlsx_holds_texts_alone():
    book = openpyxl.load_workbook(io.BytesIO(encode_xlsx(make_sheet(), US)))
    cells = [cell for row in book.active.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)
    texts = [cell.value for cell in cells]
    assert texts[0] == "Preliminary Music Cue Sheet"
    assert {"Harbour Watch", "Pier Films", "12:01", "00:40"} <= set(texts)
    assert any(text.startswith("=HYPERLINK") for text in texts)


def test_a_final_sheet_is_preliminary_no_more():
    final = openpyxl.load_workbook(io.BytesIO(encode_xlsx(replace(make_sheet(), is_final=True), US)))
    assert final.active["A1"].value == "Music Cue Sheet"


def test_a_page_holds_our_own_markup_alone():
    class Reader(HTMLParser):
        tags, text = set(), ""

        def handle_starttag(self, tag, attributes):
            self.tags.add(tag)

        def handle_data(self, data):
            self.text += data

    reader = Reader()
    reader.feed(encode_page(make_sheet(), US))
    assert reader.tags == {
        "html",
        "head",
        "title",
        "style",
        "body",
        "h2",
        "table",
        "tr",
        "td",
        "p",
        "thead",
        "th",
        "b",
        "br",
    }
    assert "<b>&amp;]]>" in reader.text


@pytest.mark.parametrize("name", OWN_TEMPLATES)
def test_a_pdf_has_title_header_and_all_rows_and_repeats_the_head(tmp_path, name):
    line = replace(LINE, title="Long Night")
    sheet = replace(one_line_sheet(), lines=(*[line] * 70, replace(LINE, title="夜の港 Übermut")))
    content = encode_export(sheet, load_template(name), tmp_path / "sheet.pdf")
    document = pypdf.PdfReader(io.BytesIO(content))
    pages = ["".join(page.extract_text().split()) for page in document.pages]
    assert document.metadata.title == "Preliminary Music Cue Sheet"
    assert "PreliminaryMusicCueSheet" in pages[0]
    assert "PierFilms" in pages[0]
    assert len(pages) >= 2
    assert all("Publishers" in page for page in pages)
    assert "".join(pages).count("LongNight") == 70
    assert "夜の港Übermut" in "".join(pages)


def test_flat_records_are_a_line_a_stretch():
    records = [line.split("\t") for line in encode_cu01(make_sheet(), US).decode().split("\r\n")[:-1]]
    assert records[0] == ["CU01.02", "1", "1", "T59.993S", "PT20.02S", "QZTW42600001", "T0345246801", "Harbour Lights"]
    assert records[1][3] == "T9M59.966S"
    assert {len(record) for record in records} == {8}
    assert "|" not in records[2][7]
