"""Words of the contract suite: the running service, its documents, and how answers are checked."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import httpx

BASE = "/api/v4/video-recognition/"
JSON_KIND = "application/json"
FORM_LIMIT_BYTES = 200_000
OBJECT_LIMIT_BYTES = 300_000
GOLDEN_TRACK = {
    "id": "11111111-1111-1111-1111-111111111111",
    "title": "Golden Hour",
    "artist": "The Coast",
    "internal": True,
    "isrc": "USRC12345678",
    "score": 96.5,
    "external_label": None,
}
STOCK_TRACK = {
    "id": None,
    "title": "Some Stock Track",
    "artist": "A Stock Artist",
    "internal": False,
    "isrc": "SE5Q52400123",
    "score": 100.0,
    "external_label": "Epidemic Sound",
}


@dataclass(frozen=True)
class Served:
    """A running service."""

    url: str
    token: str
    advance: Callable[[float], None]
    """Moves its clock, in seconds."""


def poll_to_the_end(api: httpx.Client, job_id: str) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Documents seen on the way, and the completed one."""
    seen: list[dict[str, Any]] = []
    end_s = time.monotonic() + 10
    while time.monotonic() < end_s:
        answer = api.get(f"{BASE}{job_id}/")
        assert answer.status_code == 200
        if answer.json()["status"] == "completed":
            return seen, answer.json()
        seen.append(answer.json())
    raise AssertionError("never completed")


def assert_json_error(answer: httpx.Response, status: int) -> dict[str, Any]:
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith(JSON_KIND)
    document: dict[str, Any] = answer.json()
    return document
