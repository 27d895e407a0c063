import random
from pathlib import Path

import httpx
import pytest

from slipgui.server.answers import RequestRefusedError
from slipgui.server.uploads import FormParts

BOUNDARY = b"XyZ"
LIMIT_BYTES = 1000


def form(*parts: tuple[str, bytes]) -> bytes:
    """A multipart body; each part is the text of its disposition after ``form-data; `` and its content."""
    body = b"".join(
        b"--" + BOUNDARY + b"\r\nContent-Disposition: form-data; " + head.encode() + b"\r\n\r\n" + content + b"\r\n"
        for head, content in parts
    )
    return body + b"--" + BOUNDARY + b"--\r\n"


def take(body: bytes, *cuts: int) -> tuple[bytes, str]:
    """Content and ending of the file in a body that arrives in pieces."""
    parts = FormParts(BOUNDARY, LIMIT_BYTES)
    content = b""
    for start, stop in zip((0, *cuts), (*cuts, len(body)), strict=True):
        content += b"".join(parts.feed(body[start:stop]))
    return content, parts.finish()


def refusal(body: bytes) -> dict[str, object]:
    with pytest.raises(RequestRefusedError) as caught:
        take(body)
    assert caught.value.status == 400
    return dict(caught.value.document)


def test_file_comes_out_whole_wherever_the_body_is_cut() -> None:
    content = b"\r\n--Xy\r\n--XyZ\0 almost a boundary \r\n-" * 5
    body = form(('name="note"', b"hello"), ('name="file"; filename="a.MOV"', content.replace(b"--XyZ", b"--Xyz")))
    chance = random.Random(4)
    for cut in range(1, len(body)):
        more = sorted({cut, chance.randrange(1, len(body))})
        assert take(body, *more) == (content.replace(b"--XyZ", b"--Xyz"), ".mov")


def test_file_of_the_limit_is_taken_and_one_byte_more_is_not() -> None:
    head = 'name="file"; filename="a.mp4"'
    assert len(take(form((head, bytes(LIMIT_BYTES))))[0]) == LIMIT_BYTES
    assert "cannot exceed" in str(refusal(form((head, bytes(LIMIT_BYTES + 1))))["file"])


def test_refused_ending_is_known_before_the_content() -> None:
    parts = FormParts(BOUNDARY, LIMIT_BYTES)
    with pytest.raises(RequestRefusedError):
        parts.feed(form(('name="file"; filename="a.mkv"', b"")).partition(b"\r\n\r\n")[0] + b"\r\n\r\n")


def test_two_files_are_not_exactly_one() -> None:
    head = 'name="file"; filename="a.mp4"'
    assert "exactly one" in str(refusal(form((head, b"x"), (head, b"y"))))


def test_storage_key_in_a_form_is_not_a_submission() -> None:
    assert "exactly one" in str(refusal(form(('name="storage_key"', b"video-recognition/x"))))


def test_unchosen_file_of_a_browser_form_is_no_file() -> None:
    assert "exactly one" in str(refusal(form(('name="file"; filename=""', b""))))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"no form at all",
        form(('name="file"; filename="a.mp4"', b"x"))[:-6],
        b"--XyZ\r\nContent-Disposition: form-data; name=file\r\nbad header\r\n\r\nx\r\n--XyZ--\r\n",
        b"--XyZ\r\n" + b"A: b\r\n" * 100 + b"\r\nx\r\n--XyZ--\r\n",
        b"--XyZ\r\nA: " + b"b" * 100_000 + b"\r\n\r\nx\r\n--XyZ--\r\n",
    ],
)
def test_malformed_form_is_refused_in_the_frameworks_words(body: bytes) -> None:
    assert str(refusal(body)["detail"]).startswith("Multipart form parse error - ")


@pytest.mark.parametrize(
    "kind", ["multipart/form-data", "multipart/form-data; boundary=", f"multipart/form-data; boundary={'x' * 201}"]
)
def test_form_without_a_usable_boundary_is_refused(api: httpx.Client, kind: str) -> None:
    answer = api.post("/api/v4/video-recognition/", content=b"--x", headers={"Content-Type": kind})
    assert answer.status_code == 400
    assert answer.json()["detail"].startswith("Multipart form parse error - ")


def test_names_outside_ascii_are_taken(tmp_path: Path) -> None:
    head = 'name="file"; filename="Schlußszene 日本.mp4"'
    assert take(form((head, b"x"))) == (b"x", ".mp4")
