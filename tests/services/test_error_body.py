import pytest

from slipgui.services.error_body import NO_FACTS, ErrorFacts, read_error_body


@pytest.mark.parametrize(
    "body",
    [
        b"", b"   ", b"<html><h1>Error</h1></html>", b'{"detail": "cut', b"\xff\xfe\x00", b"[" * 100_000, b"{}", b"[]", b"null", b"17",
        b'{"detail": null, "file": []}', b'{"detail": "\\u202e \\u0000"}', b"<!DOCTYPE x><Error><Code>A</Code></Error>",
        b"<Error><Code>A", b'{"success": true, "status": "failed"}',
    ],
)  # fmt: skip
def test_body_without_words_tells_nothing(body: bytes) -> None:
    assert read_error_body(body) == NO_FACTS


@pytest.mark.parametrize(
    ("body", "facts"),
    [
        (b'"just text"', ErrorFacts(reason="just text")),
        (b'["first", "second"]', ErrorFacts(reason="first")),
        (b'{"detail": {"file": ["inner"]}}', ErrorFacts(reason="inner")),
        (b'{"file": [["a"], "b"], "other": ["c"]}', ErrorFacts(field="file", reason="a")),
        (b'{"code": "x", "message": "m"}', ErrorFacts(reason="m", code="x")),
        (b'{"success": false}', ErrorFacts(is_envelope=True)),
        (
            b'{"error": {"code": 17, "message": "m"}, "success": false}',
            ErrorFacts(reason="m", code="17", is_envelope=True),
        ),
        (b'{"errors": ["listed"], "name": ["n"]}', ErrorFacts(field="name", reason="n")),
        (b'\xef\xbb\xbf{"detail": "with mark"}', ErrorFacts(reason="with mark")),
        (b"<Error><Code>A&amp;B</Code><Message>m &lt;b&gt;</Message></Error>", ErrorFacts(reason="m <b>", code="A&B")),
    ],
)
def test_first_message_is_found_in_any_shape(body: bytes, facts: ErrorFacts) -> None:
    assert read_error_body(body) == facts


def test_deeply_wrapped_message_is_not_searched_for() -> None:
    assert read_error_body(b'{"file": ' + b"[" * 9 + b'"x"' + b"]" * 9 + b"}") == NO_FACTS


def test_reason_is_short() -> None:
    reason = read_error_body(b'{"detail": "' + b"a" * 9000 + b'"}').reason
    assert reason
    assert len(reason) == 500
