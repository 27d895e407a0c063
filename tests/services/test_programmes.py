"""The extension for programmes on the wire, and its documents."""

import json

import pytest
from support.fault_server import FaultServer, answer

from slipgui.core.errors import ContractError, JobExpiredError
from slipgui.core.programme import ProgrammeState
from slipgui.services.programmes import LocalRecognitionService, decode_programme

ID = "7b2c1e8a-0f4d-4a2b-9c11-7f5a2d9e3c10"
CUE = {
    "in_s": 1.5,
    "out_s": 9.25,
    "status": "identified",
    "track": {"id": ID, "title": "T", "artist": "A", "internal": True, "isrc": None, "score": 90, "external_label": None},
    "match": {
        "query_start_s": 1.5, "query_stop_s": 9.25, "reference_start_s": 3.0, "speed": 1.0, "pitch_semitones": 0.0, "file": "/a",
    },
}  # fmt: skip
DOCUMENT = {"programme_id": ID, "status": "processing", "progress": 0.25, "cues": [CUE]}


def body(**changes):
    return json.dumps(DOCUMENT | changes).encode()


def test_a_programme_is_read_with_its_cues():
    programme = decode_programme(body())
    assert (programme.state, programme.progress, programme.reason) == (ProgrammeState.PROCESSING, 0.25, None)
    (cue,) = programme.cues
    assert (cue.in_s, cue.out_s, cue.track.title, cue.match.file) == (1.5, 9.25, "T", "/a")
    (unknown,) = decode_programme(body(cues=[{"in_s": 0, "out_s": 1, "track": None, "match": None}])).cues
    assert (unknown.track, unknown.match) == (None, None)
    assert decode_programme(body(status="failed", detail="No.")).reason == "No."
    assert decode_programme(body(progress=7)).progress == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"programme_id": "1"},
        {"status": "dancing"},
        {"progress": "half"},
        {"cues": None},
        {"cues": [{"in_s": 3, "out_s": 2}]},
        {"cues": [{"in_s": -1, "out_s": 2}]},
        {"cues": [{"out_s": 2}]},
    ],
)
def test_documents_that_are_no_programme_are_refused(changes):
    with pytest.raises(ContractError):
        decode_programme(body(**changes))


async def test_the_calls_go_to_the_path_of_the_extension_with_the_key(server: FaultServer, api_key: str) -> None:
    server.script(
        answer(201, DOCUMENT), answer(200, DOCUMENT), answer(200, DOCUMENT | {"status": "cancelled"}), answer(404, {})
    )
    async with LocalRecognitionService(name="local", base_url=server.url, api_key=api_key) as service:
        assert (await service.submit_programme("video-recognition/a.mp4")).programme_id == ID
        await service.get_programme(ID)
        assert (await service.cancel_programme(ID)).state is ProgrammeState.CANCELLED
        with pytest.raises(JobExpiredError):
            await service.get_programme(ID)
        with pytest.raises(ContractError):
            await service.get_programme("../other")
    lines = [(request.method, request.request_line.split()[1]) for request in server.requests]
    assert lines[:3] == [
        ("POST", "/local/v1/programmes/"),
        ("GET", f"/local/v1/programmes/{ID}/"),
        ("DELETE", f"/local/v1/programmes/{ID}/"),
    ]
    for request in server.requests:
        headers = {name.lower(): value for name, value in request.headers}
        assert headers["authorization"] == f"Bearer {api_key}"
