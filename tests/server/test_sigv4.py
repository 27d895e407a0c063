from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest

from slipgui.server.sigv4 import Credentials, StoreRequest, make_credentials, presign_put, verify
from slipgui.server.store_errors import StoreRefusedError

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
CREDENTIALS = Credentials("AKIDEXAMPLE", "secret/with+odd=characters")
KIND = "video/mp4"


def request_for(url: str, **changes: Any) -> StoreRequest:
    parts = urlsplit(url)
    request = StoreRequest("PUT", parts.path, parts.query, {"host": parts.netloc, "content-type": KIND})
    return replace(request, **changes)


def presigned(url: str = "http://127.0.0.1:8765/temp/video-recognition/a_clip.mp4") -> str:
    return presign_put(CREDENTIALS, url, content_type=KIND, lifetime_s=600, now=NOW)


def refusal(request: StoreRequest, now: datetime = NOW) -> tuple[int, str]:
    with pytest.raises(StoreRefusedError) as caught:
        verify(request, CREDENTIALS, now)
    return caught.value.status, caught.value.code


@pytest.mark.parametrize("key", ["a_clip.mp4", "with blank.mp4", "日本.mp4", "+x~'!*.mp4", "%20b&c=d;e.mp4"])
def test_presigned_url_is_verified_whatever_its_key(key: str) -> None:
    verify(request_for(presigned(f"http://store/temp/{key}")), CREDENTIALS, NOW)


def test_parameters_may_come_in_any_order() -> None:
    request = request_for(presigned())
    turned = "&".join(reversed(request.raw_query.split("&")))
    verify(replace(request, raw_query=turned), CREDENTIALS, NOW)


def test_blanks_around_a_header_do_not_matter() -> None:
    headers = {"host": "127.0.0.1:8765", "content-type": f"  {KIND} "}
    verify(request_for(presigned(), headers=headers), CREDENTIALS, NOW)


@pytest.mark.parametrize(
    "changes",
    [
        {"method": "POST"},
        {"raw_path": "/temp/video-recognition/b_clip.mp4"},
        {"headers": {"host": "127.0.0.1:8765", "content-type": "video/quicktime"}},
        {"headers": {"host": "127.0.0.1:8765"}},
        {"headers": {"host": "elsewhere", "content-type": KIND}},
        {"headers": {"host": "127.0.0.1:8765", "content-type": f"{KIND},{KIND}"}},
    ],
)
def test_anything_signed_that_was_changed_does_not_match(changes: dict[str, Any]) -> None:
    assert refusal(request_for(presigned(), **changes)) == (403, "SignatureDoesNotMatch")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("X-Amz-Expires=600", "X-Amz-Expires=601", (403, "SignatureDoesNotMatch")),
        ("X-Amz-Expires=600", "X-Amz-Expires=0", (400, "AuthorizationQueryParametersError")),
        ("X-Amz-Expires=600", "X-Amz-Expires=604801", (400, "AuthorizationQueryParametersError")),
        ("X-Amz-Expires=600", "X-Amz-Expires=%C2%B2", (400, "AuthorizationQueryParametersError")),
        ("X-Amz-Date=20260101T12", "X-Amz-Date=20260101T13", (403, "SignatureDoesNotMatch")),
        ("X-Amz-Date=20260101T12", "X-Amz-Date=20260102T12", (400, "AuthorizationQueryParametersError")),
        ("X-Amz-Date=20260101T120000Z", "X-Amz-Date=20260101", (400, "AuthorizationQueryParametersError")),
        ("X-Amz-Algorithm=AWS4-HMAC-SHA256", "X-Amz-Algorithm=none", (400, "AuthorizationQueryParametersError")),
        ("AKIDEXAMPLE", "SOMEBODY", (403, "InvalidAccessKeyId")),
        ("AKIDEXAMPLE", "%FF", (403, "InvalidAccessKeyId")),
        ("us-east-1", "eu-west-1", (400, "AuthorizationQueryParametersError")),
        ("X-Amz-SignedHeaders=content-type%3Bhost", "X-Amz-SignedHeaders=content-type", (403, "AccessDenied")),
        ("X-Amz-SignedHeaders=content-type%3Bhost", "X-Amz-SignedHeaders=host", (403, "SignatureDoesNotMatch")),
        ("X-Amz-Signature=", "X-Amz-Signature=%C3%A9", (403, "SignatureDoesNotMatch")),
        ("X-Amz-Signature=", "X-Amz-Other=", (400, "AuthorizationQueryParametersError")),
    ],
)
def test_parameter_that_was_changed_is_refused(old: str, new: str, expected: tuple[int, str]) -> None:
    url = presigned()
    assert old in url
    assert refusal(request_for(url.replace(old, new))) == expected


@pytest.mark.parametrize("extra", ["&X-Amz-Expires=600", "&X-Amz-Signature=0", "&x=1&x=2"])
def test_repeated_parameter_is_refused(extra: str) -> None:
    request = request_for(presigned() + extra)
    assert refusal(request) == (400, "AuthorizationQueryParametersError")


def test_added_parameter_does_not_match() -> None:
    assert refusal(request_for(presigned() + "&x=1")) == (403, "SignatureDoesNotMatch")


@pytest.mark.parametrize("query", ["", "x=1", "&".join(f"x{i}=1" for i in range(1000))])
def test_request_without_signature_is_refused(query: str) -> None:
    assert refusal(request_for(presigned(), raw_query=query))[1] in (
        "AccessDenied",
        "AuthorizationQueryParametersError",
    )


def test_url_lives_to_its_last_second() -> None:
    request = request_for(presigned())
    verify(request, CREDENTIALS, NOW + timedelta(seconds=600))
    with pytest.raises(StoreRefusedError) as caught:
        verify(request, CREDENTIALS, NOW + timedelta(seconds=601))
    assert caught.value.message == "Request has expired"
    assert caught.value.extra["Expires"] == "2026-01-01T12:10:00Z"


def test_expired_url_with_a_wrong_signature_is_a_wrong_signature() -> None:
    request = request_for(presigned(), method="GET")
    assert refusal(request, NOW + timedelta(days=1)) == (403, "SignatureDoesNotMatch")


def test_signer_may_be_fifteen_minutes_ahead_and_not_more() -> None:
    request = request_for(presigned())
    verify(request, CREDENTIALS, NOW - timedelta(seconds=900))
    assert refusal(request, NOW - timedelta(seconds=901)) == (403, "RequestTimeTooSkewed")


def test_unsigned_amz_header_is_denied() -> None:
    headers = {"host": "127.0.0.1:8765", "content-type": KIND, "x-amz-acl": "public-read"}
    assert refusal(request_for(presigned(), headers=headers)) == (403, "AccessDenied")


def test_credentials_are_random_and_hide_their_secret() -> None:
    one, other = make_credentials(), make_credentials()
    assert one != other
    assert one.secret not in repr(one)


@pytest.mark.parametrize("key", ["a_clip.mp4", "with blank.mp4", "日本.mp4", "+x~'!*.mp4"])
def test_urls_that_boto3_signs_are_verified(key: str) -> None:
    boto3 = pytest.importorskip("boto3")
    config = pytest.importorskip("botocore.config").Config(signature_version="s3v4", s3={"addressing_style": "path"})
    client = boto3.client(
        "s3",
        endpoint_url="http://127.0.0.1:8765",
        region_name="us-east-1",
        aws_access_key_id=CREDENTIALS.access_key,
        aws_secret_access_key=CREDENTIALS.secret,
        config=config,
    )
    parameters = {"Bucket": "temp", "Key": key, "ContentType": KIND}
    url = client.generate_presigned_url("put_object", parameters, ExpiresIn=600)
    verify(request_for(url), CREDENTIALS, datetime.now(UTC))
    assert refusal(request_for(url, method="GET"), datetime.now(UTC)) == (403, "SignatureDoesNotMatch")
