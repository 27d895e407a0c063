"""Upload-url, the presigned PUT and the submission by storage key, on the local service and on the toy service alike."""

import hashlib
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import httpx
import pytest
from support.contract import BASE, GOLDEN_TRACK, OBJECT_LIMIT_BYTES, Served, assert_json_error, poll_to_the_end
from support.local_service import GOLDEN, STOCK

UPLOAD_URL = BASE + "upload-url/"


@pytest.fixture
def grant(api: httpx.Client) -> dict[str, Any]:
    document: dict[str, Any] = api.post(UPLOAD_URL, json={"filename": "clip.mp4"}).json()
    return document


def put(client: httpx.Client, grant: dict[str, Any], content: bytes = GOLDEN, **headers: str) -> httpx.Response:
    kind = {"Content-Type": grant["content_type"]}
    return client.put(grant["upload_url"], content=content, headers=kind | headers)


def assert_store_error(answer: httpx.Response, status: int, code: str) -> ElementTree.Element:
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/xml"
    root = ElementTree.fromstring(answer.content)
    assert root.tag == "Error"
    assert root.findtext("Code") == code
    assert root.findtext("Message")
    assert root.findtext("RequestId")
    assert root.findtext("HostId")
    return root


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("clip.mp4", "video/mp4"),
        ("A.MOV", "video/quicktime"),
        ("a.avi", "video/x-msvideo"),
        ("a.mpeg", "video/mpeg"),
    ],
)
def test_upload_url_names_key_lifetime_and_content_type(api: httpx.Client, name: str, kind: str) -> None:
    answer = api.post(UPLOAD_URL, json={"filename": name})
    assert answer.status_code == 201
    grant = answer.json()
    assert sorted(grant) == ["content_type", "expires_in", "storage_key", "upload_url"]
    assert grant["content_type"] == kind
    assert grant["expires_in"] == 600
    assert grant["storage_key"].startswith("video-recognition/")
    parts = urlsplit(grant["upload_url"])
    assert parts.path == f"/temp/{grant['storage_key']}"
    assert parse_qs(parts.query)["X-Amz-Expires"] == ["600"]
    assert parse_qs(parts.query)["X-Amz-SignedHeaders"] == ["content-type;host"]


@pytest.mark.parametrize("name", ["clip.mpg", "clip", "", ".mp4", 7, None, "clip.mp4 "])
def test_unusable_file_names_are_refused(api: httpx.Client, name: object) -> None:
    assert assert_json_error(api.post(UPLOAD_URL, json={"filename": name}), 400)["filename"]


def test_missing_file_name_is_refused(api: httpx.Client) -> None:
    assert assert_json_error(api.post(UPLOAD_URL, json={}), 400) == {"filename": ["This field is required."]}


def test_every_grant_has_its_own_key(api: httpx.Client, grant: dict[str, Any]) -> None:
    assert api.post(UPLOAD_URL, json={"filename": "clip.mp4"}).json()["storage_key"] != grant["storage_key"]


def test_uploaded_object_is_recognised_by_its_storage_key(
    api: httpx.Client, anonymous: httpx.Client, grant: dict[str, Any]
) -> None:
    stored = put(anonymous, grant)
    assert stored.status_code == 200
    assert stored.content == b""
    assert stored.headers["etag"] == f'"{hashlib.md5(GOLDEN).hexdigest()}"'
    submitted = api.post(BASE, json={"storage_key": grant["storage_key"]})
    assert submitted.status_code == 201
    assert submitted.json()["status"] == "queued"
    _, job = poll_to_the_end(api, submitted.json()["job_id"])
    assert job["track"] == GOLDEN_TRACK


def test_second_put_replaces_the_first(api: httpx.Client, anonymous: httpx.Client, grant: dict[str, Any]) -> None:
    assert put(anonymous, grant, STOCK).status_code == 200
    assert put(anonymous, grant, GOLDEN).status_code == 200
    _, job = poll_to_the_end(api, api.post(BASE, json={"storage_key": grant["storage_key"]}).json()["job_id"])
    assert job["track"] == GOLDEN_TRACK


def test_put_with_another_content_type_does_not_match_its_signature(
    anonymous: httpx.Client, grant: dict[str, Any]
) -> None:
    answer = put(anonymous, grant, **{"Content-Type": "application/octet-stream"})
    assert_store_error(answer, 403, "SignatureDoesNotMatch")


def test_put_without_content_type_does_not_match_its_signature(anonymous: httpx.Client, grant: dict[str, Any]) -> None:
    assert_store_error(anonymous.put(grant["upload_url"], content=GOLDEN), 403, "SignatureDoesNotMatch")


def test_put_to_another_key_does_not_match_its_signature(anonymous: httpx.Client, grant: dict[str, Any]) -> None:
    grant["upload_url"] = grant["upload_url"].replace("_clip.mp4", "_clap.mp4")
    assert_store_error(put(anonymous, grant), 403, "SignatureDoesNotMatch")


def test_put_with_a_longer_lifetime_than_granted_does_not_match_its_signature(
    anonymous: httpx.Client, grant: dict[str, Any]
) -> None:
    grant["upload_url"] = grant["upload_url"].replace("X-Amz-Expires=600", "X-Amz-Expires=6000")
    assert_store_error(put(anonymous, grant), 403, "SignatureDoesNotMatch")


def test_put_without_signature_is_denied(anonymous: httpx.Client, grant: dict[str, Any]) -> None:
    grant["upload_url"] = grant["upload_url"].partition("?")[0]
    assert_store_error(put(anonymous, grant), 403, "AccessDenied")


def test_url_works_until_its_last_second_and_not_after(
    served: Served, anonymous: httpx.Client, grant: dict[str, Any]
) -> None:
    served.advance(600)
    assert put(anonymous, grant).status_code == 200
    served.advance(1)
    root = assert_store_error(put(anonymous, grant), 403, "AccessDenied")
    assert root.findtext("Message") == "Request has expired"


def test_bearer_token_on_the_put_is_refused(api: httpx.Client, grant: dict[str, Any]) -> None:
    root = assert_store_error(put(api, grant), 400, "InvalidArgument")
    assert root.findtext("ArgumentName") == "Authorization"


def test_chunked_put_is_refused(anonymous: httpx.Client, grant: dict[str, Any]) -> None:
    headers = {"Content-Type": grant["content_type"]}
    answer = anonymous.put(grant["upload_url"], content=iter([GOLDEN, GOLDEN]), headers=headers)
    assert_store_error(answer, 501, "NotImplemented")


def test_put_without_length_is_refused(anonymous: httpx.Client, grant: dict[str, Any]) -> None:
    request = anonymous.build_request("PUT", grant["upload_url"], headers={"Content-Type": grant["content_type"]})
    del request.headers["content-length"]
    assert_store_error(anonymous.send(request), 411, "MissingContentLength")


def test_object_of_exactly_the_limit_is_stored_and_one_byte_more_is_not(
    anonymous: httpx.Client, grant: dict[str, Any]
) -> None:
    assert put(anonymous, grant, bytes(OBJECT_LIMIT_BYTES)).status_code == 200
    assert_store_error(put(anonymous, grant, bytes(OBJECT_LIMIT_BYTES + 1)), 400, "EntityTooLarge")


def test_other_verbs_than_put_are_refused(anonymous: httpx.Client, grant: dict[str, Any]) -> None:
    assert_store_error(anonymous.get(grant["upload_url"]), 405, "MethodNotAllowed")


def test_refused_upload_is_not_stored(api: httpx.Client, anonymous: httpx.Client, grant: dict[str, Any]) -> None:
    put(anonymous, grant, **{"Content-Type": "video/quicktime"})
    assert assert_json_error(api.post(BASE, json={"storage_key": grant["storage_key"]}), 400)["storage_key"]
