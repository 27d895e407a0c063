"""The whole local service as a child process over a real catalogue, the way the application starts it."""

import json
import os
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
from support.tunes import RATE_HZ, Samples, make_tune

from slipgui.core.tags import Tags
from slipgui.engine.catalogue import Catalogue

BASE = "/api/v4/video-recognition/"
HANG = b"hang"
SCRIPT = """
import sys, threading
from pathlib import Path
import numpy as np
from slipgui.core.errors import UnsupportedMediaError
from slipgui.server.serve import ServiceFolders, SoundReading, serve

def decode(path):
    content = path.read_bytes()
    if content == b"hang":
        threading.Event().wait()
    if len(content) % 4:
        raise UnsupportedMediaError
    return np.frombuffer(content, np.float32)

reading = SoundReading(decode, lambda path: (0.0, iter([decode(path)])))
folders = ServiceFolders(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[2]) / "programmes")
serve(folders=folders, reading=reading, host="127.0.0.1", port=0, until_stdin_closes=True)
"""


@contextmanager
def served(tmp_path: Path, **environment: str) -> Iterator[tuple[subprocess.Popen[str], httpx.Client]]:
    """The process, and a client with its token."""
    command = [sys.executable, "-W", "error", "-c", SCRIPT, str(tmp_path / "catalogue"), str(tmp_path / "uploads")]
    pipe, surroundings = subprocess.PIPE, {**os.environ, **environment}
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True, env=surroundings) as process:
        try:
            assert process.stdout is not None
            line = json.loads(process.stdout.readline())
            headers = {"Authorization": f"Bearer {line['token']}"}
            with httpx.Client(base_url=line["url"], headers=headers, trust_env=False) as client:
                yield process, client
        finally:
            process.kill()


def identify(api: httpx.Client, samples: Samples) -> dict[str, Any]:
    """The ended job of a form upload."""
    answer = api.post(BASE, files={"file": ("clip.mp4", samples.tobytes())})
    assert answer.status_code == 201
    return ended(api, answer.json()["job_id"])


def ended(api: httpx.Client, job_id: str) -> dict[str, Any]:
    end_s = time.monotonic() + 30
    while time.monotonic() < end_s:
        job: dict[str, Any] = api.get(f"{BASE}{job_id}/").json()
        if job["status"] not in ("queued", "processing"):
            return job
    raise AssertionError("never ended")


def add_tune(tmp_path: Path, seed: int, cover: bytes | None = None) -> None:
    """What ``slip catalogue add`` does in another process."""
    file = tmp_path / f"tune-{seed}.ogg"
    make_tune(seed, 12.0).tofile(file)
    with Catalogue.open(tmp_path / "catalogue") as catalogue:
        catalogue.add(
            [file],
            decode=lambda path: np.fromfile(path, np.float32),
            read_tags=lambda _: Tags(*[None] * 6, 12.0, cover=cover),
            on_file=lambda _: None,
            is_cancelled=lambda: False,
        )


def test_clips_are_identified_by_both_routes_and_what_is_added_meanwhile_is_known_at_once(tmp_path: Path) -> None:
    add_tune(tmp_path, 1)
    passage = make_tune(1, 12.0)[2 * RATE_HZ : 10 * RATE_HZ]
    other = make_tune(2, 12.0)[: 8 * RATE_HZ]
    with served(tmp_path) as (process, api):
        job = identify(api, passage)
        assert (job["status"], job["track"]["title"]) == ("completed", "tune-1")
        assert job["match"]["file"] == str(tmp_path / "tune-1.ogg")

        grant = api.post(BASE + "upload-url/", json={"filename": "clip.mov"}).json()
        kind = {"Content-Type": grant["content_type"]}
        assert httpx.put(grant["upload_url"], content=passage.tobytes(), headers=kind, trust_env=False).is_success
        by_key = api.post(BASE, json={"storage_key": grant["storage_key"]}).json()["job_id"]
        assert ended(api, by_key)["track"] == job["track"]

        assert identify(api, other)["track"] is None
        add_tune(tmp_path, 2)
        assert identify(api, other)["track"]["title"] == "tune-2"

        broken = api.post(BASE, files={"file": ("clip.mp4", b"odd")}).json()["job_id"]
        assert ended(api, broken)["status"] == "failed"

        output, errors = process.communicate(timeout=20)
        assert (process.returncode, output, errors) == (0, "", "")


def test_the_cover_of_a_named_track_is_served(tmp_path: Path) -> None:
    add_tune(tmp_path, 1, b"jpeg")
    add_tune(tmp_path, 2)
    with served(tmp_path) as (_, api):
        ids = {seed: identify(api, make_tune(seed, 12.0)[: 8 * RATE_HZ])["track"]["id"] for seed in (1, 2)}
        answer = api.get(f"/local/v1/tracks/{ids[1]}/cover/")
        assert (answer.status_code, answer.headers["Content-Type"], answer.content) == (200, "image/jpeg", b"jpeg")
        assert api.get(f"/local/v1/tracks/{ids[2]}/cover/").status_code == 404
        assert api.get(f"/local/v1/tracks/{uuid.uuid4()}/cover/").status_code == 404
        address = str(api.base_url.join(f"/local/v1/tracks/{ids[1]}/cover/"))
        assert httpx.get(address, trust_env=False).status_code == 401


@pytest.mark.parametrize(
    "damage", [lambda data: data[: len(data) // 2], lambda data: b"garbage" * len(data), lambda _: b""]
)
def test_a_service_over_a_damaged_catalogue_starts_and_answers(
    tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    add_tune(tmp_path, 1)
    database = tmp_path / "catalogue" / "catalogue.sqlite3"
    database.write_bytes(damage(database.read_bytes()))
    with served(tmp_path) as (_, api):
        assert identify(api, make_tune(1, 12.0)[: 8 * RATE_HZ])["track"]["title"] == "tune-1"


def test_decoder_that_hangs_does_not_keep_the_service_alive(tmp_path: Path) -> None:
    with served(tmp_path) as (process, api):
        job_id = api.post(BASE, files={"file": ("clip.mp4", HANG)}).json()["job_id"]
        while api.get(f"{BASE}{job_id}/").json()["status"] == "queued":
            pass
        _, errors = process.communicate(timeout=20)
        assert (process.returncode, errors) == (0, "")
    assert list((tmp_path / "uploads").iterdir()) == []


def test_token_is_another_at_each_start_unless_the_environment_names_one(tmp_path: Path) -> None:
    tokens = []
    for environment in ({}, {}, {"SLIPGUI_LOCAL_TOKEN": "studio-token"}):
        with served(tmp_path, **environment) as (_, api):
            tokens.append(api.headers["Authorization"])
    assert len(set(tokens)) == 3
    assert tokens[2] == "Bearer studio-token"
    assert len(tokens[0]) > 40


@pytest.mark.parametrize("token", ["", "two words", "schlüssel", "line\nbreak"])
def test_unusable_token_is_an_error_and_never_shown(tmp_path: Path, token: str) -> None:
    command = [sys.executable, "-c", SCRIPT, str(tmp_path / "catalogue"), str(tmp_path / "uploads")]
    surroundings = {**os.environ, "SLIPGUI_LOCAL_TOKEN": token}
    done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False, timeout=30)
    assert done.returncode == 1
    assert "SettingsError" in done.stderr
    assert not token or token not in done.stderr
