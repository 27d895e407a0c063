import pytest

from slipgui.app.language import format_size
from slipgui.app.wording import explain
from slipgui.core.errors import (
    AuthenticationError,
    ClipLimitError,
    ClipUnreadableError,
    DiskFullError,
    JobExpiredError,
    JobFailedError,
    LocalServiceError,
    PortalError,
    ProxyError,
    RateLimitedError,
    RequestRejectedError,
    ServiceError,
    ServiceUnavailableError,
    TlsError,
    error_kinds,
)


@pytest.mark.parametrize("kind", error_kinds(), ids=lambda kind: kind.code)
def test_every_error_has_headline_sentence_and_hint(kind):
    words = explain(kind())
    assert words.title, kind
    assert words.detail.endswith((".", "”")), words.detail
    assert words.hint.endswith("."), words.hint
    assert not words.title.endswith(".")
    for text in (words.title, words.detail, words.hint):
        assert not any(bad in text.lower() for bad in ("oops", "please", "unknown error", "none", "n/a")), text


@pytest.mark.parametrize(
    "kind", [kind for kind in error_kinds() if issubclass(kind, ServiceError)], ids=lambda k: k.code
)
def test_every_service_error_has_words_for_every_service(kind):
    for service in ("audioverify", "local", "storage"):
        assert explain(kind(service=service)).title


def test_sentences_name_what_a_person_needs():
    assert "5.00 GB" in explain(ClipLimitError(size_bytes=6e9, limit_bytes=5e9)).detail
    assert "2.0 MB" in explain(DiskFullError(need_bytes=2e6, free_bytes=1e3)).detail
    assert "“No audio.”" in explain(JobFailedError(reason="No audio.")).detail
    assert "“Nope”" in explain(RequestRejectedError(service="audioverify", reason="Nope")).detail
    assert "58 s" in explain(RateLimitedError(retry_after_s=58.0)).detail
    assert "10 minutes" in explain(JobExpiredError(waited_s=600.0)).detail
    assert "SLIPGUI_API_KEY" in explain(AuthenticationError()).hint
    assert (
        explain(ServiceUnavailableError(service="local", http_status=507)).title
        == "The service on this computer has no room"
    )
    assert "cannot be started: No space left" in explain(LocalServiceError(why="No space left on device")).detail


def test_each_unreadable_file_has_its_own_sentence():
    reasons = ("missing", "empty", "permission", "directory", "not_a_file", "not_media")
    assert len({explain(ClipUnreadableError(reason=reason)).detail for reason in reasons}) == len(reasons)


@pytest.mark.parametrize(
    ("size_bytes", "text"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (3_900_000, "3.9 MB"),
        (412e6, "412 MB"),
        (5.82e9, "5.82 GB"),
        (1500, "1.5 kB"),
    ],
)
def test_sizes_are_decimal_as_on_disks(size_bytes, text):
    assert format_size(size_bytes) == text


def test_proxy_login_page_and_inspected_connection_have_each_their_own_sentence_and_cure():
    errors = [
        ProxyError("x", http_status=407),
        ProxyError("x", http_status=502),
        PortalError("x", target_host="login.hotel.example"),
        TlsError("x", host="api.example", reason="self-signed certificate in certificate chain"),
    ]
    words = [explain(error) for error in errors]
    assert len({word.title for word in words}) == len({word.hint for word in words}) == 4
    assert "in the settings, under Network" in words[0].hint
    assert "login.hotel.example" in words[2].detail
    assert "self-signed certificate" in words[3].detail
    assert "ca_file" in words[3].hint
