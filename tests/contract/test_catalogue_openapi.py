"""The catalogue of the tests against the OpenAPI document of the contract: what passes here may stand in for the vendor elsewhere."""

import warnings
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
import yaml
from support.toy_catalogue import LICENCES, TRACK_ID, ToyCatalogue

with warnings.catch_warnings():
    # These packages warn about each other when they are imported; none of it is ours to mend.
    warnings.simplefilter("ignore")
    import requests
    import schemathesis
    from schemathesis.checks import not_a_server_error
    from schemathesis.specs.openapi import checks

DOCUMENT = yaml.safe_load(
    (Path(__file__).parent / "documents" / "audioverify.openapi.yaml").read_text(encoding="utf-8")
)
schema = schemathesis.openapi.from_dict(DOCUMENT).include(tag=["Tracks", "Licenses"])
CHECKS = [
    not_a_server_error,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.ignored_auth,
]


@pytest.fixture(scope="module")
def service() -> Iterator[ToyCatalogue]:
    with ToyCatalogue() as running:
        yield running


@schema.parametrize()
@hypothesis.settings(max_examples=30, derandomize=True, deadline=None, database=None)
def test_made_up_requests_get_documented_answers(case: schemathesis.Case, service: ToyCatalogue) -> None:
    case.call_and_validate(base_url=service.url, headers={"Authorization": f"Bearer {service.token}"}, checks=CHECKS)


def test_track_and_licence_satisfy_the_schema(service: ToyCatalogue) -> None:
    headers = {"Authorization": f"Bearer {service.token}"}
    with requests.Session() as session:
        session.trust_env = False
        track = session.get(f"{service.url}/api/v4/en/tracks/{TRACK_ID}/", headers=headers)
        order = {"track_id": TRACK_ID, "project_name": "Spring promo"}
        licence = session.post(service.url + LICENCES, json=order, headers=headers | {"X-User-ID": "user-1"})
    assert (track.status_code, licence.status_code) == (200, 200)
    schema["/api/v4/{language}/tracks/{id}/"]["GET"].validate_response(track)
    schema["/api/v1/licenses/generate"]["POST"].validate_response(licence)
