"""Dropped and pasted addresses: every spelling seen in the field becomes the right path, or a refusal that says why."""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl

from slipgui.app.intake import Refusal, RefusalReason
from slipgui.gui.drops import PORTAL_FORMATS, DroppedItems, Place, parse_items, paths_from_mime

HERE = Place(frozenset({"", "localhost", "127.0.0.1", "edit01"}), is_windows=False, home="/home/ann")
WINDOWS = Place(frozenset({"", "localhost", "edit01"}), is_windows=True, home="C:\\Users\\ann")


@pytest.mark.parametrize(
    ("line", "path"),
    [
        (b"file:///v/a.mp4", "/v/a.mp4"),
        (b"file:/v/a.mp4", "/v/a.mp4"),
        (b"FILE:///v/a.mp4", "/v/a.mp4"),
        (b"file://localhost/v/a.mp4", "/v/a.mp4"),
        (b"file://LOCALHOST/v/a.mp4", "/v/a.mp4"),
        (b"file://edit01/v/a.mp4", "/v/a.mp4"),
        (b"file://edit01.studio.example/v/a.mp4", "/v/a.mp4"),
        (b"file:////v/a.mp4", "/v/a.mp4"),
        (b"file:///v/take#3.mov", "/v/take#3.mov"),
        (b"file:///v/take%233.mov", "/v/take#3.mov"),
        (b"file:///v/what?.mov", "/v/what?.mov"),
        (b"file:///v/100%25.mov", "/v/100%.mov"),
        (b"file:///v/100%.mov", "/v/100%.mov"),
        (b"file:///v/a%20b.mov", "/v/a b.mov"),
        (b"file:///v/a b.mov", "/v/a b.mov"),
        (b"file:///v/G%C3%BCrtel.mov", "/v/Gürtel.mov"),
        ("file:///v/Gürtel.mov".encode(), "/v/Gürtel.mov"),
        ("file:///v/夜の港_予告編.mov".encode(), "/v/夜の港_予告編.mov"),
        (b"file:///v/%E5%A4%9C.mov", "/v/夜.mov"),
        (b"file:///v/folder/", "/v/folder"),
        (b"file:///v/a.mp4\0", "/v/a.mp4"),
        (b"file:///v/a.mp4%00", "/v/a.mp4"),
        (b"/v/a.mp4", "/v/a.mp4"),
    ],
)
def test_file_urls_become_the_path_they_mean(line: bytes, path: str) -> None:
    assert parse_items([line], "", HERE) == DroppedItems((Path(path),), ())


def test_bytes_that_are_no_utf8_stay_the_name_on_disk() -> None:
    (path,) = parse_items([b"file:///v/caf%E9.mov"], "", HERE).paths
    assert os.fsencode(path) == b"/v/caf\xe9.mov"


@pytest.mark.parametrize(
    ("line", "name", "reason"),
    [
        (b"https://review.example/v/8812", "https://review.example/v/8812", RefusalReason.LINK),
        (b"https://u:pw@review.example/v?sig=secret#x", "https://review.example/v", RefusalReason.LINK),
        (b"smb://nas/vol/a.mov", "smb://nas/vol/a.mov", RefusalReason.LINK),
        (b"sftp://nas/vol/a.mov", "sftp://nas/vol/a.mov", RefusalReason.LINK),
        (b"trash:///a.mov", "trash:/a.mov", RefusalReason.LINK),
        (b"http://[broken", "http:…", RefusalReason.LINK),
        (b"file://nas07/vol/a.mov", "//nas07/vol/a.mov", RefusalReason.MISSING),
        (b"file:///v/a%00b.mov", "/v/a\ufffdb.mov", RefusalReason.MISSING),
        (b"a.mov", "a.mov", RefusalReason.MISSING),
    ],
)
def test_what_is_no_file_of_this_computer_is_refused_with_its_reason(
    line: bytes, name: str, reason: RefusalReason
) -> None:
    assert parse_items([line], "", HERE) == DroppedItems((), (Refusal(name, reason),))


def test_a_data_url_is_named_short() -> None:
    (refusal,) = parse_items([b"data:image/png;base64," + b"A" * 100_000], "", HERE).refused
    assert len(refusal.name) < 60


@pytest.mark.parametrize("end", [b"\r\n", b"\n"])
def test_comments_and_empty_lines_are_no_entries_and_each_path_comes_once(end: bytes) -> None:
    lines = end.join([b"# two clips", b"file:///v/b.mov", b"", b"file:///v/a.mov", b"file:///v/b.mov", b"\0"])
    assert parse_items(lines.splitlines(), "", HERE).paths == (Path("/v/b.mov"), Path("/v/a.mov"))


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("/v/a.mov", ["/v/a.mov"]),
        ("  /v/a.mov \n", ["/v/a.mov"]),
        ("/v/a.mov\n/v/b c.mov\r\n/v/夜.mov", ["/v/a.mov", "/v/b c.mov", "/v/夜.mov"]),
        ('"/v/a b.mov"', ["/v/a b.mov"]),
        ("'/v/a b.mov' '/v/c.mov'", ["/v/a b.mov", "/v/c.mov"]),
        ("file:///v/a%20b.mov", ["/v/a b.mov"]),
        ("x-special/nautilus-clipboard\ncopy\nfile:///v/a.mov", ["/v/a.mov"]),
        ("~/a.mov", ["/home/ann/a.mov"]),
        ("/v/a.mov\0", ["/v/a.mov"]),
        ("what a lovely day", []),
        ("10:30 call Ann", []),
        ("", []),
    ],
)
def test_text_is_read_line_by_line_as_paths(text: str, paths: list[str]) -> None:
    found = parse_items([], text, HERE)
    assert [str(path) for path in found.paths] == paths


def test_a_link_to_a_page_in_the_text_is_refused_as_a_link() -> None:
    assert parse_items([], "https://a.example/x", HERE).refused[0].reason is RefusalReason.LINK


@pytest.mark.parametrize(
    "address", ["https://a.example/x.MOV?sig=a%2Fb", "s3://rushes/day 1/x", "http://127.0.0.1:9000/x.mp4"]
)
def test_a_link_to_a_clip_is_taken_byte_for_byte(address: str) -> None:
    assert parse_items([], address, HERE) == DroppedItems((), (), addresses=(address,))
    assert parse_items([address.encode()], "", HERE).addresses == (address,)


def test_the_text_is_not_read_where_the_url_list_holds_something() -> None:
    assert parse_items([b"file:///v/a.mov"], "/v/other.mov", HERE).paths == (Path("/v/a.mov"),)


def test_a_list_of_comments_falls_back_to_the_text() -> None:
    assert parse_items([b"# nothing"], "/v/a.mov", HERE).paths == (Path("/v/a.mov"),)


@pytest.mark.parametrize(
    ("line", "path"),
    [
        (b"file:///C:/v/a%20b.mov", "C:/v/a b.mov"),
        (b"file:///C|/v/a.mov", "C:/v/a.mov"),
        (b"file://localhost/C:/v/a.mov", "C:/v/a.mov"),
        (b"file://SERVER/share/a.mov", r"\\SERVER\share\a.mov"),
        (b"C:\\v\\a.mov", "C:\\v\\a.mov"),
    ],
)
def test_windows_spellings_keep_drive_and_server(line: bytes, path: str) -> None:
    assert parse_items([line], "", WINDOWS).paths == (Path(path),)


def test_quoted_windows_paths_are_read_from_text() -> None:
    found = parse_items([], '"C:\\v\\a b.mov"\n"\\\\nas\\v\\b.mov"', WINDOWS)
    assert [str(path) for path in found.paths] == ["C:\\v\\a b.mov", "\\\\nas\\v\\b.mov"]


def test_mime_data_with_qt_urls_keeps_every_name(tmp_path: Path) -> None:
    names = ["a b.mov", "take#3.mov", "100%.mov", "夜の港.mov", "Gürtel?.mov"]
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in names])
    assert paths_from_mime(mime).paths == tuple(tmp_path / name for name in names)


def test_mime_data_with_a_raw_hash_keeps_the_name() -> None:
    mime = QMimeData()
    mime.setData("text/uri-list", b"file:///v/take#3.mov\n")
    assert paths_from_mime(mime).paths == (Path("/v/take#3.mov"),)


def test_mime_data_with_text_alone_is_read() -> None:
    mime = QMimeData()
    mime.setText("/v/a.mov\n/v/b.mov")
    assert paths_from_mime(mime).paths == (Path("/v/a.mov"), Path("/v/b.mov"))


@pytest.mark.parametrize("portal", PORTAL_FORMATS)
def test_a_sandboxed_program_whose_files_are_not_here_is_named(portal: str, tmp_path: Path) -> None:
    here = tmp_path / "here.mov"
    here.touch()
    mime = QMimeData()
    mime.setData("text/uri-list", f"{here.as_uri()}\nfile:///run/user/1000/doc/7f/gone.mov".encode())
    mime.setData(portal, b"key")
    assert paths_from_mime(mime) == DroppedItems((here,), (), n_protected=1)


def test_a_portal_drag_without_any_path_is_named_too() -> None:
    mime = QMimeData()
    mime.setData(PORTAL_FORMATS[0], b"key")
    assert paths_from_mime(mime).n_protected == 1


def test_mime_data_without_files_is_empty() -> None:
    mime = QMimeData()
    mime.setData("image/png", b"\x89PNG")
    assert paths_from_mime(mime).is_empty
