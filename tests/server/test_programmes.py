"""Programmes over real sockets: the extension beside the contract."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from support.local_service import GOLDEN_HOUR, MATCH, until
from support.running_app import running_app

from slipgui.core.errors import NoAudioError
from slipgui.core.programme import Cue
from slipgui.server.application import create_app
from slipgui.server.jobs import JobAnswer

PATH, TOKEN = "/local/v1/programmes/", "local-token"
CUES = [Cue(0.0, 3.25, None, None), Cue(3.25, 60.0, GOLDEN_HOUR, MATCH)]


class Studio:
    """A server whose programmes go on when they are told."""

    def __init__(self, storage: Path) -> None:
        self.storage = storage
        self.now = datetime(2026, 1, 1, tzinfo=UTC)
        self.gate = threading.Event()
        self.n_at_work = self.n_most = 0
        self.api = httpx.Client()

    def recognise(self, path: Path, on_progress: Any, is_cancelled: Any) -> list[Cue] | None:
        content = path.read_bytes()
        self.n_at_work += 1
        self.n_most = max(self.n_most, self.n_at_work)
        try:
            on_progress(0.5, tuple(CUES[1:]))
            while not self.gate.wait(0.01):
                if is_cancelled():
                    return None
            if content == b"silent film":
                raise NoAudioError
            return CUES
        finally:
            self.n_at_work -= 1

    def submit(self, content: bytes = b"sound") -> str:
        answer = self.api.post(PATH, files={"file": ("clip.mp4", content)})
        assert answer.status_code == 201
        assert answer.json() == {
            "programme_id": answer.json()["programme_id"],
            "status": "queued",
            "progress": 0,
            "cues": [],
        }
        return str(answer.json()["programme_id"])

    def get(self, programme_id: str) -> dict[str, Any]:
        document: dict[str, Any] = self.api.get(f"{PATH}{programme_id}/").json()
        return document

    def reaches(self, programme_id: str, status: str) -> dict[str, Any]:
        until(lambda: self.get(programme_id)["status"] == status)
        return self.get(programme_id)

    def uploads(self) -> list[Path]:
        return list(self.storage.rglob("form-*"))


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    studio = Studio(tmp_path / "uploads")
    app = create_app(
        recognise_file=lambda _: JobAnswer(None, None),
        recognise_programme=studio.recognise,
        storage=studio.storage,
        token=TOKEN,
        now=lambda: studio.now,
    )
    headers = {"Authorization": f"Bearer {TOKEN}"}
    with running_app(app) as url, httpx.Client(base_url=url, headers=headers, trust_env=False) as studio.api:
        yield studio
        studio.gate.set()


def test_a_programme_shows_progress_and_cues_so_far_and_then_all(studio: Studio) -> None:
    programme_id = studio.submit()
    until(lambda: studio.get(programme_id)["progress"] == 0.5)
    so_far = studio.get(programme_id)
    assert (so_far["status"], len(so_far["cues"])) == ("processing", 1)
    studio.gate.set()
    done = studio.reaches(programme_id, "completed")
    assert done["progress"] == 1
    assert [(cue["in_s"], cue["out_s"], cue["status"]) for cue in done["cues"]] == [
        (0, 3.25, "unidentified"),
        (3.25, 60, "identified"),
    ]
    assert done["cues"][1]["track"]["title"] == "Golden Hour"
    assert done["cues"][1]["match"]["reference_start_s"] == 61.28
    assert done["cues"][0]["track"] is done["cues"][0]["match"] is None


def test_an_object_of_a_presigned_put_is_taken_by_its_key(studio: Studio) -> None:
    grant = studio.api.post("/api/v4/video-recognition/upload-url/", json={"filename": "clip.mp4"}).json()
    headers = {"Content-Type": grant["content_type"]}
    assert httpx.put(grant["upload_url"], content=b"sound", headers=headers, trust_env=False).status_code == 200
    answer = studio.api.post(PATH, json={"storage_key": grant["storage_key"]})
    studio.gate.set()
    studio.reaches(answer.json()["programme_id"], "completed")
    assert (
        studio.api.post(PATH, json={"storage_key": grant["storage_key"]}).status_code == 400
    )  # gone with its programme
    assert studio.api.post(PATH, json={}).status_code == 400


def test_programmes_are_recognised_one_at_a_time(studio: Studio) -> None:
    first, second = studio.submit(), studio.submit()
    studio.reaches(first, "processing")
    assert studio.get(second)["status"] == "queued"
    studio.gate.set()
    studio.reaches(second, "completed")
    assert studio.n_most == 1


def test_cancelling_ends_a_programme_at_work_and_one_in_the_queue_and_removes_their_files(studio: Studio) -> None:
    first, second = studio.submit(), studio.submit()
    studio.reaches(first, "processing")
    assert studio.api.delete(f"{PATH}{second}/").json()["status"] == "cancelled"
    assert studio.api.delete(f"{PATH}{first}/").json()["status"] == "cancelled"
    until(lambda: not studio.uploads())
    assert studio.n_at_work == 0
    assert studio.get(first)["status"] == studio.get(second)["status"] == "cancelled"


def test_cancelling_what_is_over_changes_nothing(studio: Studio) -> None:
    studio.gate.set()
    programme_id = studio.submit()
    done = studio.reaches(programme_id, "completed")
    assert studio.api.delete(f"{PATH}{programme_id}/").json() == done


def test_a_file_that_cannot_be_analysed_fails_with_its_reason(studio: Studio) -> None:
    studio.gate.set()
    failed = studio.reaches(studio.submit(b"silent film"), "failed")
    assert (failed["detail"], failed["error_code"]) == ("No audio stream found.", "NO_AUDIO")


def test_results_are_kept_for_a_day(studio: Studio) -> None:
    studio.gate.set()
    programme_id = studio.submit()
    studio.reaches(programme_id, "completed")
    studio.now += timedelta(hours=23)
    assert studio.get(programme_id)["status"] == "completed"
    studio.now += timedelta(hours=2)
    assert studio.api.get(f"{PATH}{programme_id}/").status_code == 404


def test_strangers_are_refused_and_unknown_programmes_are_not_found(studio: Studio) -> None:
    stranger = {"Authorization": "Bearer wrong"}
    unknown = f"{PATH}7b2c1e8a-0f4d-4a2b-9c11-7f5a2d9e3c10/"
    for method, path in (("POST", PATH), ("GET", unknown), ("DELETE", unknown)):
        assert studio.api.request(method, path, headers=stranger).status_code == 401
    assert studio.api.get(unknown).status_code == studio.api.delete(unknown).status_code == 404
    assert studio.api.get(PATH).status_code == 405
