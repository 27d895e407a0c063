from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.sheets import PUBLISHERS, WRITERS

from slipgui.app.cue_sheet_wording import describe_works_problem
from slipgui.app.works_file import encode_works, parse_person, read_works
from slipgui.core.cue_sheet import MusicOrigin, Vocals, Writer, WriterRole
from slipgui.core.errors import SettingsError
from slipgui.core.works import Work

WORK = Work(
    "QZTW42600001", "Harbour Lights", "Mira Okafor", "T0345246801", "Tidewater", "TWL 12", "4",
    MusicOrigin.LIBRARY, Vocals.INSTRUMENTAL, WRITERS, PUBLISHERS,
)  # fmt: skip


@pytest.fixture
def read(tmp_path):
    def read_text(text):
        file = tmp_path / "works.csv"
        file.write_text(text, encoding="utf-8", newline="")
        works, problems = read_works(file)
        return works, [describe_works_problem(problem) for problem in problems]

    return read_text


def test_a_list_comes_back_as_it_was_written(read):
    bare = Work(title="=Formula", performer="-")
    assert read(encode_works([WORK, bare])) == ([WORK, bare], [])


def test_spreadsheets_may_separate_with_semicolons_and_write_shares_with_a_comma(read):
    text = "title;performer;party;name;role;share_percent\r\nRain;Ann;writer;Ann Lee;Composer;33,5 %\r\n"
    (work,), problems = read(text)
    assert work.writers == (Writer("Lee", "Ann", WriterRole.COMPOSER, Decimal("33.5")),)
    assert problems == []


@pytest.mark.parametrize(
    ("spelt", "role"),
    [("CA", WriterRole.COMPOSER_AUTHOR), ("ar", WriterRole.ARRANGER), ("author", WriterRole.AUTHOR)],
)
def test_roles_are_written_as_words_or_as_the_letters_of_societies(read, spelt, role):
    (work,), problems = read(f"title,party,name,role\r\nRain,writer,Ann Lee,{spelt}\r\n")
    assert ([writer.role for writer in work.writers], problems) == ([role], [])


def test_lines_of_one_recording_are_one_work_and_the_first_line_counts(read):
    text = (
        "isrc,title,label,party,name\nQZ-TW4-26-00001,Rain,Tidewater,writer,Ann Lee\n"
        "QZTW42600001,Rain,Other,publisher,Pier\nQZTW42600001,Snow,,writer,Bo Lund\n"
    )
    (work,), problems = read(text)
    assert ([writer.last_name for writer in work.writers], work.publishers[0].name) == (["Lee", "Lund"], "Pier")
    assert (work.title, work.label) == ("Rain", "Tidewater")
    assert problems == [
        "Line 3: Label “Other” contradicts an earlier line, which counts.",
        "Line 4: Title “Snow” contradicts an earlier line, which counts.",
    ]


def test_what_cannot_be_used_is_told_line_by_line_and_the_rest_is_taken(read):
    text = (
        "isrc,iswc,title,music_origin,party,name,role,share_percent\n"
        "12,T1,Rain,stock,singer,Ann Lee,boss,120\n,,,,writer,Nobody,,\n"
    )
    (work,), problems = read(text)
    assert work == Work(title="Rain")
    assert problems == [
        "Line 2: ISRC “12” cannot be used.", "Line 2: ISWC “T1” cannot be used.",
        "Line 2: Origin of the music “stock” cannot be used.", "Line 2: Share “120” cannot be used.",
        "Line 2: Writer or publisher “singer” cannot be used.", "Line 3: neither ISRC nor title.",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", 'title\n"open'])
def test_a_file_of_another_kind_is_refused(read, text):
    with pytest.raises(SettingsError):
        read(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ann Lee", ("Lee", "Ann")),
        ("Lee, Ann Mary", ("Lee", "Ann Mary")),
        ("Cher", ("Cher", "")),
        ("A B Cee", ("Cee", "A B")),
    ],
)
def test_persons_are_read_in_either_order(text, names):
    assert parse_person(text) == names


@given(text=st.text(max_size=200))
def test_any_text_is_a_list_or_refused(tmp_path_factory, text):
    file = tmp_path_factory.mktemp("works") / "works.csv"
    file.write_bytes(("title,party,name,share_percent\n" + text).encode("utf-8", "replace"))
    try:
        works, _ = read_works(file)
    except SettingsError:
        return
    assert all(work.title or work.isrc for work in works)
