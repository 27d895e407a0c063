"""Writers and publishers as text."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from slipgui.core.cue_sheet import Publisher, Writer, WriterRole
from slipgui.gui.party_lines import in_cell, parse_publishers, parse_writers, publisher_lines, writer_lines

NAMES = st.text("abcdefghijk -'é", min_size=1).map(str.strip).filter(bool)
SHARES = st.none() | st.integers(0, 10000).map(lambda hundredths: Decimal(hundredths) / 100)
SOCIETIES, NUMBERS = st.sampled_from(["", "PRS", "GEMA"]), st.sampled_from(["", "00123456789"])
WRITERS = st.builds(Writer, NAMES, NAMES, st.none() | st.sampled_from(list(WriterRole)), SHARES, SOCIETIES, NUMBERS)
PUBLISHERS = st.builds(Publisher, NAMES, SHARES, SOCIETIES, NUMBERS)


@given(st.lists(WRITERS, max_size=4), st.lists(PUBLISHERS, max_size=3))
def test_what_is_shown_is_read_again_from_lines_and_cells(writers, publishers):
    assert parse_writers(writer_lines(writers)) == tuple(writers)
    assert parse_writers(in_cell(writer_lines(writers))) == tuple(writers)
    assert parse_publishers(in_cell(publisher_lines(publishers))) == tuple(publishers)


def test_parts_come_in_any_order_and_with_commas_as_spreadsheets_write_them():
    (writer,) = parse_writers("Nishikawa, Aoi; 33,3 %; ca; JASRAC; 00123")
    assert writer == Writer("Nishikawa", "Aoi", WriterRole.COMPOSER_AUTHOR, Decimal("33.3"), "JASRAC", "00123")
    assert parse_writers("Mira Okafor\n\n ; \n") == (Writer("Okafor", "Mira"),)
    assert parse_publishers("Tidewater; 00987654321; 100") == (Publisher("Tidewater", Decimal(100), "", "00987654321"),)
