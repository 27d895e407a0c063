"""Writers as text."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from slipgui.core.cue_sheet import Writer, WriterRole
from slipgui.gui.writer_lines import parse_writers, writer_lines

NAMES = st.text("abcdefghijk -'é", min_size=1).map(str.strip).filter(bool)
WRITERS = st.builds(
    Writer,
    NAMES,
    NAMES,
    st.none() | st.sampled_from(list(WriterRole)),
    st.none() | st.integers(0, 10000).map(lambda hundredths: Decimal(hundredths) / 100),
    st.sampled_from(["", "PRS", "GEMA"]),
)


@given(st.lists(WRITERS, max_size=4))
def test_what_is_shown_is_read_again(writers):
    assert parse_writers(writer_lines(writers)) == tuple(writers)


def test_parts_come_in_any_order_and_with_commas_as_spreadsheets_write_them():
    (writer,) = parse_writers("Nishikawa, Aoi; 33,3 %; ca; JASRAC; 00123")
    assert writer == Writer("Nishikawa", "Aoi", WriterRole.COMPOSER_AUTHOR, Decimal("33.3"), "JASRAC", "00123")
    assert parse_writers("Mira Okafor\n\n ; \n") == (Writer("Okafor", "Mira"),)
