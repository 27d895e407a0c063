"""The two services that the contract is held against."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from slipgui.server.limits import Limits
from support.local_service import GOLDEN, STOCK, running_local_service
from support.toy_service import ToyService

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


@pytest.fixture(params=["local", "toy"])
def served(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Served]:
    if request.param == "local":
        limits = Limits(form_file_bytes=FORM_LIMIT_BYTES, object_bytes=OBJECT_LIMIT_BYTES)
        with running_local_service(tmp_path / "uploads", limits) as local:
            yield Served(local.url, local.token, local.advance)
        return
    now_s = [1_767_225_600.0]

    def advance(seconds: float) -> None:
        now_s[0] += seconds

    with ToyService({GOLDEN: GOLDEN_TRACK, STOCK: STOCK_TRACK}, clock=lambda: now_s[0]) as toy:
        toy.n_polls_before_completed = 2
        toy.form_limit_bytes, toy.object_limit_bytes = FORM_LIMIT_BYTES, OBJECT_LIMIT_BYTES
        yield Served(toy.url, toy.token, advance)


@pytest.fixture
def api(served: Served) -> Iterator[httpx.Client]:
    """A client with the key."""
    headers = {"Authorization": f"Bearer {served.token}"}
    with httpx.Client(base_url=served.url, headers=headers, trust_env=False) as client:
        yield client


@pytest.fixture
def anonymous(served: Served) -> Iterator[httpx.Client]:
    """A client without a key."""
    with httpx.Client(base_url=served.url, trust_env=False) as client:
        yield client
