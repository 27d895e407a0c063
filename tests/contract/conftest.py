"""The two services that the contract is held against."""

from collections.abc import Iterator

import httpx
import pytest
from support.contract import FORM_LIMIT_BYTES, GOLDEN_TRACK, OBJECT_LIMIT_BYTES, STOCK_TRACK, Served
from support.local_service import GOLDEN, STOCK, running_local_service
from support.toy_service import ToyService

from slipgui.server.limits import Limits


@pytest.fixture(scope="module", params=["local", "toy"])
def served(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    if request.param == "local":
        limits = Limits(form_file_bytes=FORM_LIMIT_BYTES, object_bytes=OBJECT_LIMIT_BYTES)
        with running_local_service(tmp_path_factory.mktemp("uploads"), limits) as local:
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
