"""The pyannoteAI of the tests against the OpenAPI document of the contract: what passes here may stand in for the vendor elsewhere."""

import warnings
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
import yaml
from support.faulty_pyannote import KEY, FaultyPyannote

with warnings.catch_warnings():
    # These packages warn about each other when they are imported; none of it is ours to mend.
    warnings.simplefilter("ignore")
    import requests
    import schemathesis
    from schemathesis.checks import not_a_server_error
    from schemathesis.specs.openapi import checks

DOCUMENT = yaml.safe_load((Path(__file__).parent / "documents" / "pyannote.openapi.yaml").read_text(encoding="utf-8"))
schema = schemathesis.openapi.from_dict(DOCUMENT).include(tag=["Jobs", "Media", "Test"])
CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
    checks.unsupported_method,
    checks.ignored_auth,
]


@pytest.fixture(scope="module")
def service() -> Iterator[FaultyPyannote]:
    with FaultyPyannote() as running:
        running.contract.left = 99
        yield running


@pytest.fixture(scope="module")
def session() -> Iterator[requests.Session]:
    with requests.Session() as session:
        session.trust_env = False
        session.headers["Authorization"] = f"Bearer {KEY}"
        yield session


@schema.parametrize()
@hypothesis.settings(max_examples=30, derandomize=True, deadline=None, database=None)
def test_made_up_requests_get_documented_answers(case: schemathesis.Case, service: FaultyPyannote) -> None:
    case.call_and_validate(base_url=service.url, headers={"Authorization": f"Bearer {KEY}"}, checks=CHECKS)


@pytest.mark.parametrize("kind", ["voiceprint", "identify", "lost media"])
@pytest.mark.parametrize("is_reset_epoch", [True, False])
def test_jobs_of_every_kind_satisfy_the_schema(
    service: FaultyPyannote, session: requests.Session, kind: str, *, is_reset_epoch: bool
) -> None:
    service.contract.is_reset_epoch = is_reset_epoch
    service.contract.n_polls_before_done = 2
    service.contract.identification = [{"diarizationSpeaker": "SPEAKER_00", "match": None, "start": 0.0, "end": 1.0}]
    key = {"url": "media://voices/a.wav"}
    granted = session.post(service.url + "/v1/media/input", json=key)
    schema["/v1/media/input"]["POST"].validate_response(granted)
    with requests.Session() as anonymous:
        anonymous.trust_env = False
        assert anonymous.put(granted.json()["url"], data=b"sound").status_code == 200
        assert anonymous.put(granted.json()["url"].replace("a.wav", "b.wav"), data=b"sound").status_code == 403
    document = {"url": "media://voices/lost.wav"} if kind == "lost media" else dict(key)
    if kind == "identify":
        document["voiceprints"] = [{"label": "Lex", "voiceprint": "QUJD"}]
    path = "/v1/identify" if kind == "identify" else "/v1/voiceprint"
    created = session.post(service.url + path, json=document)
    schema[path]["POST"].validate_response(created)
    statuses = []
    for _ in range(3):
        polled = session.get(f"{service.url}/v1/jobs/{created.json()['jobId']}")
        schema["/v1/jobs/{jobId}"]["GET"].validate_response(polled)
        statuses.append(polled.json()["status"])
    assert statuses == ["pending", "running", "failed" if kind == "lost media" else "succeeded"]
