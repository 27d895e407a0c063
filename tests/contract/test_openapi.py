"""The local service against the OpenAPI document of the contract, with made-up requests (schemathesis)."""

import warnings
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
import yaml
from support.local_service import TOKEN, running_local_service

with warnings.catch_warnings():
    # Imports of third-party packages warn of each other; none of it is ours to mend.
    warnings.simplefilter("ignore")
    import schemathesis
    from schemathesis import Case
    from schemathesis.specs.openapi.checks import positive_data_acceptance

DOCUMENT = Path(__file__).parent / "documents" / "audioverify.openapi.yaml"
RAW = yaml.safe_load(DOCUMENT.read_text(encoding="utf-8"))
del RAW["components"]["schemas"]["SubmitFileForm"]["not"]
schema = schemathesis.openapi.from_dict(RAW).include(tag="AudioVerify")


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_local_service(tmp_path_factory.mktemp("uploads")) as service:
        yield service.url


@schema.parametrize()
@hypothesis.settings(max_examples=30)
def test_x(case: Case, url: str) -> None:
    case.call_and_validate(base_url=url, headers={"Authorization": f"Bearer {TOKEN}"}, excluded_checks=[positive_data_acceptance])
