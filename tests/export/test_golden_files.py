"""Every text format against a file that was looked at; run as a program it writes them anew, after a change that was meant."""

from fractions import Fraction
from pathlib import Path

import pytest
from support.sheets import make_sheet

from slipgui.app.cue_exports import encode_export, load_template

GOLDEN = Path(__file__).with_name("golden")
SHEETS = {
    "drop": make_sheet(),
    "pal": make_sheet(Fraction(25), "10:00:00:00"),
    "milliseconds": make_sheet(None, None),
}
FILES = sorted(
    {f"drop.{ending}" for ending in ("csv", "json", "cu01", "edl", "txt", "xml", "fcpxml", "otio")}
    | {f"pal.{ending}" for ending in ("edl", "txt", "xml", "fcpxml")}
    | {f"milliseconds.{ending}" for ending in ("csv", "cu01", "otio")}
)


def content(name: str) -> bytes:
    template = load_template("uk" if name.startswith("pal") else "us")
    return encode_export(SHEETS[Path(name).stem], template, Path(name))


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_byte_for_byte_what_was_looked_at(name):
    assert content(name) == (GOLDEN / name).read_bytes()


if __name__ == "__main__":
    for file_name in FILES:
        (GOLDEN / file_name).write_bytes(content(file_name))
