from email.parser import BytesParser
from email.policy import HTTP

import pytest

from slipgui.services.form_body import frame_file


@pytest.mark.parametrize(
    ("name", "part_type"),
    [
        ("clip.mp4", "video/mp4"),
        ("clip.MOV", "video/quicktime"),
        ("clip.avi", "video/x-msvideo"),
        ("clip.mpeg", "video/mpeg"),
        ("clip", "application/octet-stream"),
    ],
)
def test_frame_holds_one_file_part_of_the_right_type(name: str, part_type: str) -> None:
    frame = frame_file(name)
    body = b"Content-Type: " + frame.content_type.encode() + b"\r\n\r\n" + frame.head + b"\r\nbytes--\r\n" + frame.tail
    (part,) = BytesParser(policy=HTTP).parsebytes(body).iter_parts()
    assert part["Content-Disposition"].params == {"name": "file", "filename": name}
    assert part["Content-Type"] == part_type
    assert part.get_payload(decode=True) == b"\r\nbytes--\r\n"


def test_name_cannot_break_out_of_its_header() -> None:
    head = frame_file('a"; x="\r\nX-Injected: 1.mp4').head
    assert b"\r\nX-Injected" not in head
    assert b'filename="a%22; x=%22%0D%0AX-Injected: 1.mp4"' in head


def test_boundaries_are_random() -> None:
    assert frame_file("clip.mp4").content_type != frame_file("clip.mp4").content_type
