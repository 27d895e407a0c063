"""The local service against the OpenAPI document of the contract, with requests that schemathesis makes up: good, bad and odd ones."""

import warnings
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
import yaml
from support.local_service import GOLDEN, STOCK, LocalService, running_local_service

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
# schemathesis 4.32 cannot judge `not` beside binary members ("Unsupported type: 'Binary'").
del DOCUMENT["components"]["schemas"]["SubmitFileForm"]["not"]
schema = schemathesis.openapi.from_dict(DOCUMENT).include(tag="AudioVerify")
# Not positive_data_acceptance: a key that nobody uploaded to, and ".mpeg" as a whole file name, satisfy the schema and are rightly refused.
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
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalService]:
    with running_local_service(tmp_path_factory.mktemp("uploads")) as running:
        yield running


@schema.parametrize()
@hypothesis.settings(max_examples=30, derandomize=True, deadline=None, database=None)
def test_made_up_requests_get_documented_answers(case: schemathesis.Case, service: LocalService) -> None:
    headers = {"Authorization": f"Bearer {service.token}"}
    case.call_and_validate(base_url=service.url, headers=headers, checks=CHECKS)


@pytest.mark.parametrize("content", [GOLDEN, STOCK, b"unknown"])
def test_jobs_of_every_kind_satisfy_the_schema(service: LocalService, content: bytes) -> None:
    submit = schema["/api/v4/video-recognition/"]["POST"]
    poll = schema["/api/v4/video-recognition/{job_id}/"]["GET"]
    headers = {"Authorization": f"Bearer {service.token}"}
    with requests.Session() as session:
        session.trust_env = False
        url = service.url + "/api/v4/video-recognition/"
        files = {"file": ("clip.mp4", content)}
        service.gate.clear()
        answers = [session.post(url, files=files, headers=headers)]
        submit.validate_response(answers[0])
        job_url = f"{url}{answers[0].json()['job_id']}/"
        while answers[-1].json()["status"] != "completed":
            answers.append(session.get(job_url, headers=headers))
            poll.validate_response(answers[-1])
            service.gate.set()
    assert {answer.json()["status"] for answer in answers} >= {"queued", "completed"}
