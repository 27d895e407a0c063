import io
import logging

import pytest

from slipgui.services.redaction import quiet_http_loggers, redact

SECRET = "sk/secret+key=="


@pytest.mark.parametrize(
    "text",
    [
        f"the key is {SECRET}.",
        "coded: sk%2Fsecret%2Bkey%3D%3D",
        f"Authorization: Bearer {SECRET}",
        "Authorization: bearer abcdef123456",
        "PUT https://b.s3.example/temp/k.mp4?X-Amz-Expires=1&X-Amz-Signature=abcdef123456 HTTP/1.1",
        '{"upload_url": "https:\\/\\/b.s3.example\\/k?sig=abcdef123456"}',
        "/temp/k.mp4?X-Amz-Credential=abcdef123456&x=1",
        "X-Amz-Security-Token%3Dabcdef123456",
        "<Error><SignatureProvided>abcdef123456</SignatureProvided><StringToSign>AWS4 abcdef123456</StringToSign></Error>",
        "<CanonicalRequest>PUT\nabcdef123456",
        "https://user:abcdef123456@proxy.example:3128",
    ],
)
def test_credentials_are_removed(text: str) -> None:
    shown = redact(text, (SECRET,))
    assert "abcdef123456" not in shown
    assert SECRET not in shown
    assert "%2Fsecret" not in shown
    assert "[removed]" in shown


@pytest.mark.parametrize("text", ["", "Track 3 of 4?", "https://api.example/api/v4/", "signature dish", "a bear"])
def test_innocent_text_stays(text: str) -> None:
    assert redact(text, ("", "abc")) == text


def test_http_loggers_show_no_query_and_no_headers() -> None:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        quiet_http_loggers()
        quiet_http_loggers()
        logging.getLogger("httpx").info(
            "HTTP Request: %s %s", "PUT", "https://b.example/k?X-Amz-Signature=abcdef123456"
        )
        logging.getLogger("httpcore.http11").debug(
            "receive_response_headers.complete return_value=(b'Location', b'abcdef123456')"
        )
    finally:
        root.removeHandler(handler)
        root.setLevel(before)
    assert stream.getvalue() == "HTTP Request: PUT https://b.example/k?[removed]\n"
    assert len(logging.getLogger("httpx").filters) == 1
