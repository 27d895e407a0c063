import csv

import pytest

from slipgui.app.tag_table import COVER, FIELDS, encode_tag_table, read_tag_table
from slipgui.core.errors import SettingsError

NOTHING = dict.fromkeys((*FIELDS, COVER))
TRACK = NOTHING | {"id": "a", "title": 'Rain; and "sun", over\nsea', "artist": "=1+1", "isrc": "odd one"}


@pytest.fixture
def table(tmp_path):
    return tmp_path / "tags.csv"


def read(table, *tracks):
    return list(read_tag_table(table, {track["id"]: track for track in tracks}))


def test_a_table_is_what_spreadsheets_open_rightly():
    data = encode_tag_table([TRACK])
    assert data.startswith(b"\xef\xbb\xbfid,title,artist,album,isrc,label,composer,publisher,cover\r\n")
    assert data.endswith(b"\r\n")


@pytest.mark.parametrize("text", ["=1+1", "+49", "-3", "@x", "'=x", "''@", "'tis", "\tx", "夜"])
def test_no_cell_is_a_formula_and_every_text_comes_back(table, text):
    track = TRACK | {"album": text}
    table.write_bytes(encode_tag_table([track]))
    with table.open(encoding="utf-8-sig", newline="") as file:
        cell = list(csv.reader(file))[1][3]
    assert cell[0] not in "=+-@\t\r"
    assert [(change.tags, change.problem) for change in read(table, track)] == [({}, "")]


def test_only_what_changed_is_taken_and_empty_means_nothing(table):
    table.write_bytes(
        encode_tag_table([TRACK | {"artist": " Anna \u202e B ", "isrc": "qz-tw4-26-00001", "label": "L"}])
    )
    (change,) = read(table, TRACK | {"album": "Old", "label": "L "})
    assert change.tags == {"artist": "Anna B", "album": None, "isrc": "QZTW42600001", "label": "L"}
    assert (change.line, change.track_id, change.problem) == (3, "a", "")


def test_another_cover_is_named_by_its_path_beside_the_table_or_whole(table):
    covered = TRACK | {"cover": "/covers/a.jpg"}
    for cell, wanted in (
        ("/covers/a.jpg", {}),
        ("", {"cover": None}),
        ("new.png", {"cover": str(table.parent / "new.png")}),
        ("/elsewhere/new.png", {"cover": "/elsewhere/new.png"}),
    ):
        table.write_text(f"id,cover\na,{cell}\n", encoding="utf-8")
        assert [change.tags for change in read(table, covered)] == [wanted]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_other_separators_columns_and_orders_will_do(table, delimiter):
    rows = [["Artist", "remark", "ID"], ["B", "x", "a"], [], ["C", "y", "nobody"]]
    table.write_text("\n".join(delimiter.join(row) for row in rows), encoding="utf-8")
    first, second = read(table, TRACK)
    assert (first.tags, first.problem) == ({"artist": "B"}, "")
    assert (second.line, second.tags, second.problem) == (4, {}, "No track of the catalogue has this id.")


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("a,New,QZTW4260000", "no ISRC"),
        ("a,,", "The title is empty."),
        (f"a,{'x' * 501},", "longer than 500"),
        (",New,", "The id is missing."),
        ("a,New,QZTW42600001\na,Newer,", "earlier line"),
    ],
)
def test_a_bad_line_changes_nothing_and_says_why(table, line, sentence):
    table.write_text(f"id,title,isrc\n{line}\n", encoding="utf-8")
    bad = read(table, TRACK)[-1]
    assert bad.tags == {}
    assert sentence in bad.problem


@pytest.mark.parametrize(
    "data", [b"", b"title,artist\nx,y\n", "id,title\na,ü\n".encode("latin-1"), b'id,title\na,"open', b"id,id\na,b\n"]
)
def test_what_is_no_table_of_tags_is_refused_whole(table, data):
    table.write_bytes(data)
    with pytest.raises(SettingsError):
        read(table, TRACK)


def test_a_table_that_is_not_there_is_told(table):
    with pytest.raises(SettingsError):
        read(table, TRACK)
