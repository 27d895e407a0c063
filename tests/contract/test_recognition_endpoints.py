"""The three recognition endpoints, as documented, on the local service and on the toy service alike."""

import uuid

import httpx
import pytest
from support.contract import (
    BASE,
    FORM_LIMIT_BYTES,
    GOLDEN_TRACK,
    JSON_KIND,
    STOCK_TRACK,
    assert_json_error,
    poll_to_the_end,
)
from support.local_service import GOLDEN, STOCK


def submit_form(api: httpx.Client, content: bytes = GOLDEN, name: str = "clip.mp4", **data: str) -> httpx.Response:
    return api.post(BASE, files={"file": (name, content, "video/mp4")}, data=data)


def test_form_upload_is_answered_with_a_queued_job(api: httpx.Client) -> None:
    answer = submit_form(api)
    assert answer.status_code == 201
    assert answer.headers["content-type"].startswith(JSON_KIND)
    job = answer.json()
    assert job == {"job_id": str(uuid.UUID(job["job_id"])), "status": "queued", "track": None}


def test_job_goes_from_queued_over_processing_to_completed(api: httpx.Client) -> None:
    job_id = submit_form(api).json()["job_id"]
    seen, job = poll_to_the_end(api, job_id)
    assert all(step["track"] is None and step["job_id"] == job_id for step in seen)
    words = [step["status"] for step in seen]
    assert words == sorted(words, key=["queued", "processing"].index)
    assert job["job_id"] == job_id
    assert job["track"] == GOLDEN_TRACK


def test_external_track_has_no_id_and_a_label(api: httpx.Client) -> None:
    _, job = poll_to_the_end(api, submit_form(api, STOCK).json()["job_id"])
    assert job["track"] == STOCK_TRACK


def test_unknown_music_completes_with_a_null_track(api: httpx.Client) -> None:
    _, job = poll_to_the_end(api, submit_form(api, b"nobody knows this").json()["job_id"])
    assert job["track"] is None


def test_completed_job_can_be_read_again(api: httpx.Client) -> None:
    job_id = submit_form(api).json()["job_id"]
    _, job = poll_to_the_end(api, job_id)
    assert api.get(f"{BASE}{job_id}/").json() == job


def test_two_submissions_make_two_jobs(api: httpx.Client) -> None:
    assert submit_form(api).json()["job_id"] != submit_form(api).json()["job_id"]


@pytest.mark.parametrize("name", ["clip.mp4", "CLIP.MP4", "a.b.mov", "x.Avi", "x.mpeg", "Ünï çödé.mp4", 'quo"te.mp4'])
def test_accepted_file_names(api: httpx.Client, name: str) -> None:
    assert submit_form(api, name=name).status_code == 201


@pytest.mark.parametrize("name", ["clip.mpg", "clip.mkv", "clip", "clip.mp4.exe", ".mp4", "clip.m4v"])
def test_refused_file_names_are_a_matter_of_the_field_file(api: httpx.Client, name: str) -> None:
    assert assert_json_error(submit_form(api, name=name), 400)["file"]


def test_empty_file_is_refused(api: httpx.Client) -> None:
    assert assert_json_error(submit_form(api, b""), 400) == {"file": ["The submitted file is empty."]}


def test_file_of_exactly_the_limit_is_taken(api: httpx.Client) -> None:
    assert submit_form(api, bytes(FORM_LIMIT_BYTES)).status_code == 201


@pytest.mark.parametrize("n_more", [1, 5_000_000])
def test_file_over_the_limit_is_refused_in_words(api: httpx.Client, n_more: int) -> None:
    document = assert_json_error(submit_form(api, bytes(FORM_LIMIT_BYTES + n_more)), 400)
    assert "cannot exceed" in document["file"][0]


def test_file_and_storage_key_together_are_refused(api: httpx.Client) -> None:
    document = assert_json_error(submit_form(api, storage_key="video-recognition/x_clip.mp4"), 400)
    assert "exactly one" in str(document["detail"])


def test_neither_file_nor_storage_key_is_refused(api: httpx.Client) -> None:
    assert "exactly one" in str(assert_json_error(api.post(BASE, json={}), 400)["detail"])


def test_text_part_named_file_is_refused(api: httpx.Client) -> None:
    form = {"file": (None, b"only text")}
    assert assert_json_error(api.post(BASE, files=form), 400)["file"]


@pytest.mark.parametrize(
    "key", ["temp/video-recognition/x_clip.mp4", "x_clip.mp4", 5, None, ["video-recognition/a.mp4"]]
)
def test_storage_key_outside_the_namespace_is_refused(api: httpx.Client, key: object) -> None:
    assert assert_json_error(api.post(BASE, json={"storage_key": key}), 400)["storage_key"]


def test_storage_key_that_nothing_was_uploaded_to_is_refused(api: httpx.Client) -> None:
    key = api.post(BASE + "upload-url/", json={"filename": "clip.mp4"}).json()["storage_key"]
    assert assert_json_error(api.post(BASE, json={"storage_key": key}), 400)["storage_key"]


@pytest.mark.parametrize("path", [BASE, BASE + "upload-url/"])
def test_broken_json_is_refused_as_detail(api: httpx.Client, path: str) -> None:
    answer = api.post(path, content=b'{"a":', headers={"Content-Type": JSON_KIND})
    assert assert_json_error(answer, 400)["detail"].startswith("JSON parse error")


@pytest.mark.parametrize("path", [BASE, BASE + "upload-url/"])
def test_json_array_is_refused_as_non_field_error(api: httpx.Client, path: str) -> None:
    assert assert_json_error(api.post(path, json=[1]), 400)["non_field_errors"]


@pytest.mark.parametrize("path", [BASE, BASE + "upload-url/"])
@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded"])
def test_other_media_types_are_refused(api: httpx.Client, path: str, kind: str) -> None:
    answer = api.post(path, content=b"storage_key=video-recognition/x", headers={"Content-Type": kind})
    assert assert_json_error(answer, 415)["detail"] == f'Unsupported media type "{kind}" in request.'


@pytest.mark.parametrize(("method", "path"), [("GET", BASE), ("GET", BASE + "upload-url/"), ("PUT", BASE)])
def test_wrong_verbs_are_refused(api: httpx.Client, method: str, path: str) -> None:
    answer = api.request(method, path)
    assert assert_json_error(answer, 405) == {"detail": f'Method "{method}" not allowed.'}
    assert "POST" in answer.headers["allow"]


def test_verb_other_than_get_on_a_job_is_refused(api: httpx.Client) -> None:
    assert assert_json_error(api.delete(f"{BASE}{uuid.uuid4()}/"), 405)


@pytest.mark.parametrize("job_id", ["79250bba-346a-405c-a82a-b18e76340ace", "not-a-uuid", "%20", "0"])
def test_unknown_job_is_not_found(api: httpx.Client, job_id: str) -> None:
    assert assert_json_error(api.get(f"{BASE}{job_id}/"), 404) == {"detail": "Not found."}


def test_path_without_its_slash_is_never_redirected(api: httpx.Client) -> None:
    assert api.post(BASE.rstrip("/"), json={}).status_code == 404


@pytest.mark.parametrize(("method", "path"), [("POST", BASE), ("POST", BASE + "upload-url/"), ("GET", BASE + "x/")])
@pytest.mark.parametrize("authorization", [None, "Bearer wrong", "Bearer", "Basic abc", "Bearer schlüssel"])
def test_missing_or_wrong_key_is_refused(
    anonymous: httpx.Client, method: str, path: str, authorization: str | None
) -> None:
    headers = {} if authorization is None else {"Authorization": authorization.encode("latin-1")}
    answer = anonymous.request(method, path, headers=headers)  # type: ignore[arg-type]
    assert isinstance(assert_json_error(answer, 401)["detail"], str)
    assert answer.headers["www-authenticate"].startswith("Bearer")


def test_refusal_of_a_form_upload_without_key_arrives_although_the_body_is_on_its_way(anonymous: httpx.Client) -> None:
    answer = anonymous.post(BASE, files={"file": ("clip.mp4", bytes(8_000_000), "video/mp4")})
    assert assert_json_error(answer, 401)
