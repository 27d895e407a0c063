"""A running local service and clients for it."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from support.local_service import LocalService, running_local_service


@pytest.fixture
def service(tmp_path: Path) -> Iterator[LocalService]:
    with running_local_service(tmp_path / "uploads") as running:
        yield running


@pytest.fixture
def api(service: LocalService) -> Iterator[httpx.Client]:
    """A client with the key."""
    headers = {"Authorization": f"Bearer {service.token}"}
    with httpx.Client(base_url=service.url, headers=headers, trust_env=False) as client:
        yield client
