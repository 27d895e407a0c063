"""The life of jobs and of their files, over real sockets."""

from pathlib import Path
from typing import Any

import httpx
import pytest
from support.local_service import CRASH, GOLDEN, SILENT_FILM, LocalService, running_local_service, until

from slipgui.server.jobs import N_WORKERS
from slipgui.server.limits import Limits

BASE = "/api/v4/video-recognition/"


def submit(api: httpx.Client, content: bytes = GOLDEN) -> str:
    answer = api.post(BASE, files={"file": ("clip.mp4", content)})
    assert answer.status_code == 201
    return str(answer.json()["job_id"])


def job(api: httpx.Client, job_id: str) -> dict[str, Any]:
    document: dict[str, Any] = api.get(f"{BASE}{job_id}/").json()
    return document


def ended(api: httpx.Client, job_id: str) -> dict[str, Any]:
    until(lambda: job(api, job_id)["status"] in ("completed", "failed"))
    return job(api, job_id)


def upload(api: httpx.Client, service: LocalService, content: bytes = GOLDEN) -> str:
    grant = api.post(BASE + "upload-url/", json={"filename": "clip.mp4"}).json()
    headers = {"Content-Type": grant["content_type"]}
    assert httpx.put(grant["upload_url"], content=content, headers=headers, trust_env=False).status_code == 200
    return str(grant["storage_key"])


def test_recognition_gets_exactly_the_bytes_that_were_uploaded(service: LocalService, api: httpx.Client) -> None:
    content = GOLDEN + bytes(range(256)) * 20_000
    ended(api, submit(api, content))
    assert service.recognised == [content]


def test_two_jobs_are_processed_while_others_are_queued(service: LocalService, api: httpx.Client) -> None:
    service.gate.clear()
    ids = [submit(api) for _ in range(4)]
    until(lambda: job(api, ids[1])["status"] == "processing")
    assert [job(api, job_id)["status"] for job_id in ids] == ["processing", "processing", "queued", "queued"]
    service.gate.set()
    assert [ended(api, job_id)["status"] for job_id in ids] == ["completed"] * 4


def test_polls_are_answered_while_recognition_is_busy(service: LocalService, api: httpx.Client) -> None:
    service.gate.clear()
    ids = [submit(api) for _ in range(3)]
    assert all(api.get(f"{BASE}{job_id}/").status_code == 200 for job_id in ids for _ in range(10))


def test_file_of_a_form_upload_is_removed_when_its_job_has_ended(service: LocalService, api: httpx.Client) -> None:
    service.gate.clear()
    job_id = submit(api)
    assert service.files() == [".mp4"]
    service.gate.set()
    ended(api, job_id)
    until(lambda: service.files() == [])


@pytest.mark.parametrize("content", [GOLDEN, SILENT_FILM, CRASH])
def test_object_is_removed_when_its_job_has_ended_whatever_its_end(
    service: LocalService, api: httpx.Client, content: bytes
) -> None:
    key = upload(api, service, content)
    assert service.files() == [".mp4"]
    ended(api, api.post(BASE, json={"storage_key": key}).json()["job_id"])
    until(lambda: service.files() == [])
    assert api.post(BASE, json={"storage_key": key}).status_code == 400


def test_one_object_can_be_submitted_twice_while_it_lives(service: LocalService, api: httpx.Client) -> None:
    key = upload(api, service)
    service.gate.clear()
    ids = [str(api.post(BASE, json={"storage_key": key}).json()["job_id"]) for _ in range(2)]
    service.gate.set()
    assert [ended(api, job_id)["track"]["title"] for job_id in ids] == ["Golden Hour"] * 2
    until(lambda: service.files() == [])


def test_empty_object_is_refused_at_its_submission(service: LocalService, api: httpx.Client) -> None:
    key = upload(api, service, b"")
    assert api.post(BASE, json={"storage_key": key}).json() == {"storage_key": ["The uploaded file is empty."]}


def test_file_that_cannot_be_analysed_fails_and_never_passes_for_unknown_music(
    service: LocalService, api: httpx.Client
) -> None:
    document = ended(api, submit(api, SILENT_FILM))
    assert document["status"] == "failed"
    assert (document["detail"], document["error_code"]) == ("No audio stream found.", "NO_AUDIO")


def test_bug_in_the_recognition_fails_the_job_and_nothing_else(service: LocalService, api: httpx.Client) -> None:
    document = ended(api, submit(api, CRASH))
    assert (document["status"], document["error_code"]) == ("failed", "INTERNAL")
    assert ended(api, submit(api))["status"] == "completed"


def test_result_is_kept_for_a_day_and_then_unknown(service: LocalService, api: httpx.Client) -> None:
    job_id = submit(api)
    ended(api, job_id)
    service.advance(86_400)
    assert job(api, job_id)["status"] == "completed"
    service.advance(1)
    assert api.get(f"{BASE}{job_id}/").status_code == 404


def test_job_that_has_not_ended_never_expires(service: LocalService, api: httpx.Client) -> None:
    service.gate.clear()
    job_id = submit(api)
    service.advance(1e6)
    assert job(api, job_id)["status"] in ("queued", "processing")


def test_broken_form_upload_leaves_no_file_and_no_job(service: LocalService, api: httpx.Client) -> None:
    def broken() -> Any:
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.mp4"\r\n\r\n' + bytes(3_000_000)
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        api.post(BASE, content=broken(), headers={"Content-Type": "multipart/form-data; boundary=x"})
    until(lambda: service.files() == [])
    assert service.recognised == []


def test_shutdown_removes_uploads_and_does_not_wait_for_recognitions(tmp_path: Path) -> None:
    with running_local_service(tmp_path) as service, httpx.Client(base_url=service.url, trust_env=False) as api:
        api.headers["Authorization"] = f"Bearer {service.token}"
        service.gate.clear()
        ids = [submit(api) for _ in range(4)]
        until(lambda: job(api, ids[0])["status"] == "processing")
    assert list(tmp_path.iterdir()) == []
    assert len(service.recognised) <= N_WORKERS


def test_json_body_over_its_limit_is_refused(tmp_path: Path) -> None:
    with (
        running_local_service(tmp_path, Limits(json_bytes=100)) as service,
        httpx.Client(base_url=service.url, trust_env=False) as api,
    ):
        key = {"Authorization": f"Bearer {service.token}"}
        answer = api.post(BASE, json={"storage_key": "x" * 300_000}, headers=key)
    assert answer.status_code == 413
    assert answer.json() == {"detail": "Request body is too large."}


def test_upload_url_takes_no_form(api: httpx.Client) -> None:
    assert api.post(BASE + "upload-url/", files={"filename": (None, "clip.mp4")}).status_code == 415


def test_unknown_path_is_a_json_404(api: httpx.Client) -> None:
    answer = api.get("/somewhere")
    assert (answer.status_code, answer.json()) == (404, {"detail": "Not found."})
