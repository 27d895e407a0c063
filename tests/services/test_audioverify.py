"""The five calls on the wire."""

import asyncio
import gzip
import io
import json
import logging
import time
import traceback
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from email.parser import BytesParser
from email.policy import HTTP
from hashlib import sha256
from pathlib import Path

import pytest
from support.fault_server import (
    FaultServer,
    Reaction,
    answer,
    close_after,
    drip,
    early,
    raw,
    reset_after,
    response,
    silence,
    stall_after,
)
from support.quickest import CANCEL_S, quickest_s

from slipgui import __version__
from slipgui.core import errors
from slipgui.core.errors import ServiceError, SettingsError
from slipgui.core.job import JobStatus, UploadTicket
from slipgui.core.ports import RecognitionService
from slipgui.services.audioverify import AudioVerifyService

JOB_ID = "7b2c1e8a-0f4d-4a2b-9c11-7f5a2d9e3c10"
JOB_PATH = f"/api/v4/video-recognition/{JOB_ID}/"
QUEUED = {"job_id": JOB_ID, "status": "queued", "track": None}
TRACK = {"id": None, "title": "T", "artist": "A", "internal": False, "isrc": None, "score": 9, "external_label": None}
STORED = answer(200, b"", {"ETag": '"0"', "Content-Type": ""})
MakeFile = Callable[..., Path]
Ask = Callable[[AudioVerifyService], Awaitable[object]]
SMALL_CALLS: list[Ask] = [
    lambda service: service.get_job(JOB_ID),
    lambda service: service.request_upload("clip.mp4"),
    lambda service: service.submit_key("video-recognition/8f_clip.mp4"),
]


def ignore(_sent: int, _total: int) -> None:
    """Progress that nobody looks at."""


async def failure(call: Awaitable[object]) -> ServiceError:
    with pytest.raises(ServiceError) as raised:
        await call
    return raised.value


def test_service_fills_the_port_of_core() -> None:
    service: RecognitionService = AudioVerifyService(name="local", base_url="http://127.0.0.1:1", api_key="k")
    assert service.name == "local"


@pytest.mark.parametrize("base_url", ["", "ftp://x", "api.example", "https://"])
def test_address_that_is_none_is_refused(base_url: str) -> None:
    with pytest.raises(SettingsError):
        AudioVerifyService(name="audioverify", base_url=base_url, api_key="k")


def test_key_with_a_line_break_is_refused() -> None:
    with pytest.raises(SettingsError):
        AudioVerifyService(name="audioverify", base_url="https://x.example", api_key="a\nb")


async def test_calls_outside_the_context_are_our_own_mistake() -> None:
    with pytest.raises(RuntimeError):
        await AudioVerifyService(name="audioverify", base_url="http://127.0.0.1:1", api_key="k").get_job(JOB_ID)


async def test_job_is_asked_for_at_its_path_with_the_key(
    service: AudioVerifyService, server: FaultServer, api_key: str
) -> None:
    server.script(answer(200, {"job_id": JOB_ID, "status": "completed", "track": TRACK}))
    job = await service.get_job(JOB_ID)
    assert job.status is JobStatus.COMPLETED
    request = server.requests[0]
    assert request.request_line == f"GET {JOB_PATH} HTTP/1.1"
    assert request.all_headers("Authorization") == [f"Bearer {api_key}"]
    assert request.header("User-Agent") == f"slipgui/{__version__}"
    assert request.header("Accept") == "application/json"


async def test_stored_object_is_submitted_unchanged(service: AudioVerifyService, server: FaultServer) -> None:
    server.script(answer(201, QUEUED))
    job = await service.submit_key("temp/elsewhere/ü x.mp4")
    assert (job.job_id, job.status) == (JOB_ID, JobStatus.RUNNING)
    request = server.requests[0]
    assert request.request_line == "POST /api/v4/video-recognition/ HTTP/1.1"
    assert json.loads(request.body) == {"storage_key": "temp/elsewhere/ü x.mp4"}
    assert request.header("Content-Type") == "application/json"


async def test_upload_is_asked_for_with_the_neutral_name(service: AudioVerifyService, server: FaultServer) -> None:
    url = f"{server.url}/temp/k?X-Amz-Signature=0"
    server.script(
        answer(
            201,
            {"upload_url": url, "storage_key": "video-recognition/k", "expires_in": 600, "content_type": "video/mp4"},
        )
    )
    ticket = await service.request_upload("clip.mp4")
    assert (ticket.upload_url, ticket.storage_key) == (url, "video-recognition/k")
    request = server.requests[0]
    assert request.request_line == "POST /api/v4/video-recognition/upload-url/ HTTP/1.1"
    assert json.loads(request.body) == {"filename": "clip.mp4"}


@pytest.mark.parametrize("url", ["http://bucket.example/k", "file:///etc/passwd", "https://u:p@b.example/k"])
async def test_upload_url_to_a_wrong_place_is_refused(
    service: AudioVerifyService, server: FaultServer, url: str
) -> None:
    server.script(answer(201, {"upload_url": url, "storage_key": "k", "expires_in": 600, "content_type": "video/mp4"}))
    assert type(await failure(service.request_upload("clip.mp4"))) is errors.ContractError


@pytest.mark.parametrize("n_bytes", [0, 1, 262_144, 262_145, 1_500_000])
async def test_form_has_one_file_part_of_neutral_name_and_exact_length(
    service: AudioVerifyService, server: FaultServer, make_file: MakeFile, api_key: str, n_bytes: int
) -> None:
    bodies: list[bytes] = []

    def keep(exchange: object) -> None:
        request = exchange.request  # type: ignore[attr-defined]
        exchange.read_body()  # type: ignore[attr-defined]
        bodies.append(request.body)
        exchange.send(response(201, QUEUED))  # type: ignore[attr-defined]

    server.script(keep)
    path = make_file(n_bytes)
    assert (await service.submit_form(path, "clip.mp4", ignore)).job_id == JOB_ID
    request = server.requests[0]
    assert request.request_line == "POST /api/v4/video-recognition/ HTTP/1.1"
    assert request.all_headers("Authorization") == [f"Bearer {api_key}"]
    assert request.header("Transfer-Encoding") is None
    assert request.all_headers("Content-Length") == [str(request.n_body_bytes)]
    assert b"Secret Production" not in bodies[0]
    if n_bytes <= 1:
        head = f"Content-Type: {request.header('Content-Type')}\r\n\r\n".encode()
        (part,) = BytesParser(policy=HTTP).parsebytes(head + bodies[0]).iter_parts()
        assert part["Content-Disposition"].params == {"name": "file", "filename": "clip.mp4"}
        assert part["Content-Type"] == "video/mp4"
        assert part.get_payload(decode=True) == path.read_bytes()
    assert request.n_body_bytes - n_bytes < 300


@pytest.mark.parametrize("content_type", ["video/mp4", "application/octet-stream", "Video/MP4; Codecs=x"])
async def test_put_carries_the_exact_type_and_length_and_no_key(
    service: AudioVerifyService, server: FaultServer, make_file: MakeFile, ticket: UploadTicket, content_type: str
) -> None:
    server.script(STORED)
    path = make_file(600_000)
    await service.put_object(replace(ticket, content_type=content_type), path, ignore)
    request = server.requests[0]
    assert request.method == "PUT"
    assert request.all_headers("Content-Type") == [content_type]
    assert request.all_headers("Content-Length") == ["600000"]
    assert request.header("Authorization") is None
    assert request.header("Transfer-Encoding") is None
    assert request.body_sha256 == sha256(path.read_bytes()).hexdigest()


async def test_presigned_url_travels_byte_for_byte(
    service: AudioVerifyService, server: FaultServer, make_file: MakeFile, ticket: UploadTicket
) -> None:
    server.script(STORED)
    target = (
        "/temp/a%20b%2fc+d~e'(f)!*,;:@&=$/clip.mp4"
        "?X-Amz-Credential=AK%2F2026%2fus&X-Amz-SignedHeaders=content-type%3Bhost&x=a+b%20c~'&y=&z"
    )
    await service.put_object(replace(ticket, upload_url=server.url + target), make_file(10), ignore)
    assert server.requests[0].target == target


@pytest.mark.parametrize(
    "reaction",
    [answer(200, b"<html>Log in</html>", {"Content-Type": "text/html", "ETag": '"0"'}), answer(200), answer(204)],
)
async def test_put_answered_by_somebody_else_is_not_stored(
    service: AudioVerifyService, server: FaultServer, make_file: MakeFile, ticket: UploadTicket, reaction: Reaction
) -> None:
    server.script(reaction)
    error = await failure(service.put_object(ticket, make_file(10), ignore))
    assert type(error) is errors.PortalError
    assert error.service == "storage"


@pytest.mark.parametrize("status", [307, 308])
async def test_put_follows_a_repeating_redirect_with_the_whole_body_and_no_key(
    service: AudioVerifyService, server: FaultServer, make_file: MakeFile, ticket: UploadTicket, status: int
) -> None:
    path = make_file(700_000)
    told: list[int] = []
    with FaultServer() as regional:
        regional.script(STORED)
        server.script(answer(status, b"", {"Location": f"{regional.url}/k?X-Amz-Signature=1"}))
        await service.put_object(ticket, path, lambda sent, _total: told.append(sent))
        request = regional.requests[0]
    assert (request.method, request.target) == ("PUT", "/k?X-Amz-Signature=1")
    assert request.body_sha256 == sha256(path.read_bytes()).hexdigest()
    assert request.header("Authorization") is None
    assert request.header("Content-Type") == "video/mp4"
    assert told == sorted(set(told))


async def test_put_follows_two_redirects_at_most(
    service: AudioVerifyService, server: FaultServer, make_file: MakeFile, ticket: UploadTicket
) -> None:
    server.script(answer(307, b"", {"Location": "/again"}))
    error = await failure(service.put_object(ticket, make_file(10), ignore))
    assert type(error) is errors.PortalError
    assert [request.target for request in server.requests][1:] == ["/again", "/again"]


@pytest.mark.parametrize(
    "location",
    ["http://169.254.169.254/latest", "file:///etc/passwd", "http://bucket.example/k", "https://u:p@b.example/k"],
)
async def test_put_is_not_led_to_a_wrong_place(
    service: AudioVerifyService, server: FaultServer, make_file: MakeFile, ticket: UploadTicket, location: str
) -> None:
    server.script(answer(307, b"", {"Location": location}))
    assert type(await failure(service.put_object(ticket, make_file(10), ignore))) is errors.PortalError
    assert len(server.requests) == 1


@pytest.mark.parametrize("status", [301, 302, 303])
async def test_put_follows_no_other_redirect(
    service: AudioVerifyService, server: FaultServer, make_file: MakeFile, ticket: UploadTicket, status: int
) -> None:
    server.script(answer(status, b"", {"Location": "/other"}))
    assert type(await failure(service.put_object(ticket, make_file(10), ignore))) is errors.PortalError
    assert len(server.requests) == 1


@pytest.mark.parametrize("url", ["", "https://[::1/k", "http://127.0.0.1:port/k", "ftp://127.0.0.1/k"])
async def test_ticket_without_a_usable_address_is_refused(
    service: AudioVerifyService, make_file: MakeFile, ticket: UploadTicket, url: str
) -> None:
    error = await failure(service.put_object(replace(ticket, upload_url=url), make_file(10), ignore))
    assert type(error) is errors.ContractError


async def test_service_on_this_computer_may_not_be_imitated_by_a_remote_one(
    make_file: MakeFile, ticket: UploadTicket
) -> None:
    async with AudioVerifyService(name="audioverify", base_url="https://api.example", api_key="k") as remote:
        error = await failure(remote.put_object(ticket, make_file(10), ignore))
    assert type(error) is errors.ContractError


@pytest.mark.parametrize("call", SMALL_CALLS)
@pytest.mark.parametrize("status", [301, 302, 307, 308])
async def test_api_redirect_is_not_followed_and_the_key_stays_here(
    service: AudioVerifyService, server: FaultServer, call: Ask, status: int
) -> None:
    with FaultServer() as other:
        other.script(answer(200, QUEUED))
        server.script(answer(status, b"", {"Location": f"{other.url}/steal"}))
        error = await failure(call(service))
        assert other.requests == []
    assert type(error) is errors.PortalError
    assert error.context["target_host"] == "127.0.0.1"


async def test_form_redirect_is_not_followed(
    service: AudioVerifyService, server: FaultServer, make_file: MakeFile
) -> None:
    server.script(answer(307, b"", {"Location": "/elsewhere"}))
    assert type(await failure(service.submit_form(make_file(10), "clip.mp4", ignore))) is errors.PortalError
    assert len(server.requests) == 1


@pytest.mark.parametrize("job_id", ["../../x", "", JOB_ID + "/../y", "7b2c1e8a"])
async def test_id_that_is_no_uuid_reaches_no_server(
    service: AudioVerifyService, server: FaultServer, job_id: str
) -> None:
    assert type(await failure(service.get_job(job_id))) is errors.ContractError
    assert server.requests == []


async def test_answer_about_another_job_is_refused(service: AudioVerifyService, server: FaultServer) -> None:
    server.script(answer(200, {**QUEUED, "job_id": "8" + JOB_ID[1:]}))
    error = await failure(service.get_job(JOB_ID))
    assert type(error) is errors.ContractError
    assert error.context["why"] == "foreign_job"


@pytest.mark.parametrize("status", [200, 201, 202])
@pytest.mark.parametrize("headers", [{}, {"Content-Type": "text/plain"}, {"Content-Type": ""}])
async def test_submission_is_taken_with_any_success_and_any_plain_type(
    service: AudioVerifyService, server: FaultServer, status: int, headers: dict[str, str]
) -> None:
    server.script(answer(status, QUEUED, headers))
    assert (await service.submit_key("video-recognition/k")).job_id == JOB_ID


BROKEN_ANSWERS: list[Reaction] = [
    answer(201, b""),
    answer(201, b'{"job_id": "', {"Content-Type": "application/json"}),
    answer(201, {"job_id": "../../x", "status": "queued"}),
    answer(201, {"wrong": "schema"}),
    answer(204),
    raw(b"HTTP/1.1 201 Created\r\nContent-Length: 500\r\n\r\n{}"),
    raw(b"HTTP/1.1 201 Created\r\nContent-Length: 5\r\nContent-Encoding: br\r\n\r\nabcde"),
    raw(b"HTTP/1.1 201 Created\r\nContent-Length: 5\r\nContent-Encoding: gzip\r\n\r\nabcde"),
    answer(201, b" " * (1 << 20) + json.dumps(QUEUED).encode()),
    close_after(None),
    raw(b"\x15\x03\x03\x00\x02\x02\x16 nonsense\r\n\r\n"),
]


@pytest.mark.parametrize("reaction", BROKEN_ANSWERS)
async def test_submission_with_an_unreadable_answer_is_lost_not_failed(
    service: AudioVerifyService, server: FaultServer, make_file: MakeFile, reaction: Reaction
) -> None:
    server.script(reaction)
    assert type(await failure(service.submit_key("video-recognition/k"))) is errors.SubmissionLostError
    assert type(await failure(service.submit_form(make_file(10), "clip.mp4", ignore))) is errors.SubmissionLostError
    assert len(server.requests) == 2


@pytest.mark.parametrize("reaction", BROKEN_ANSWERS)
async def test_poll_with_an_unreadable_answer_may_be_repeated(
    service: AudioVerifyService, server: FaultServer, reaction: Reaction
) -> None:
    server.script(reaction)
    for call in (service.get_job(JOB_ID), service.request_upload("clip.mp4")):
        error = await failure(call)
        assert isinstance(error, errors.ContractError | errors.ConnectionFailedError)
        assert error.recovery is errors.Recovery.RETRY


@pytest.mark.parametrize("reaction", [silence, drip(0.02)])
async def test_silent_or_dripping_peer_is_left_in_time(
    quick_service: AudioVerifyService,
    server: FaultServer,
    make_file: MakeFile,
    ticket: UploadTicket,
    reaction: Reaction,
) -> None:
    server.script(reaction)
    path = make_file(10)
    kinds = await asyncio.gather(
        failure(quick_service.get_job(JOB_ID)),
        failure(quick_service.request_upload("clip.mp4")),
        failure(quick_service.submit_key("video-recognition/k")),
        failure(quick_service.submit_form(path, "clip.mp4", ignore)),
        failure(quick_service.put_object(ticket, path, ignore)),
    )
    assert [type(error) for error in kinds] == [
        errors.ServiceTimeoutError, errors.ServiceTimeoutError, errors.SubmissionLostError,
        errors.SubmissionLostError, errors.ServiceTimeoutError,
    ]  # fmt: skip


async def test_refused_connection_is_offline_for_every_call(make_file: MakeFile, ticket: UploadTicket) -> None:
    with FaultServer() as closed:
        url = closed.url
    path = make_file(10)
    async with AudioVerifyService(name="audioverify", base_url=url, api_key="k") as service:
        put = service.put_object(replace(ticket, upload_url=url + "/k"), path, ignore)
        for call in (*(ask(service) for ask in SMALL_CALLS), service.submit_form(path, "clip.mp4", ignore), put):
            error = await failure(call)
            assert type(error) is errors.OfflineError
            assert error.context["reason"] == "refused"


async def test_unknown_host_is_offline() -> None:
    async with AudioVerifyService(name="audioverify", base_url="https://slipgui.invalid", api_key="k") as service:
        error = await failure(service.get_job(JOB_ID))
    assert type(error) is errors.OfflineError
    assert error.context["host"] == "slipgui.invalid"


@pytest.mark.parametrize("reaction", [reset_after(500_000), close_after(500_000)])
async def test_upload_cut_in_the_middle_failed_and_made_no_job(
    service: AudioVerifyService, server: FaultServer, make_file: MakeFile, ticket: UploadTicket, reaction: Reaction
) -> None:
    server.script(reaction)
    large, small = make_file(40_000_000), make_file(4_000_000, "small.mp4")
    assert type(await failure(service.put_object(ticket, large, ignore))) is errors.ConnectionFailedError
    error = await failure(service.submit_form(large, "clip.mp4", ignore))
    assert type(error) is errors.UploadTooLargeError
    assert (error.context["is_guess"], error.context["size_bytes"]) == (True, 40_000_000)
    # the kernel may take all of a small body before the cut is seen: then nobody knows whether it arrived
    error = await failure(service.submit_form(small, "clip.mp4", ignore))
    assert type(error) in (errors.ConnectionFailedError, errors.SubmissionLostError)


async def test_peer_that_stops_reading_is_found_by_the_write_timeout(
    quick_service: AudioVerifyService, server: FaultServer, make_file: MakeFile, ticket: UploadTicket
) -> None:
    server.script(stall_after(100_000))
    path = make_file(40_000_000)
    for call in (quick_service.put_object(ticket, path, ignore), quick_service.submit_form(path, "clip.mp4", ignore)):
        error = await failure(call)
        assert type(error) is errors.ServiceTimeoutError
        assert error.context["phase"] == "write"


@pytest.mark.parametrize("drains", [True, False])
async def test_refusal_before_the_body_is_read_reaches_the_user(
    service: AudioVerifyService, server: FaultServer, make_file: MakeFile, ticket: UploadTicket, drains: bool
) -> None:
    path = make_file(40_000_000)
    server.script(early(413, "<html>413</html>", after_bytes=300_000, drains=drains))
    assert type(await failure(service.submit_form(path, "clip.mp4", ignore))) is errors.UploadTooLargeError
    expired = "<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>"
    server.script(early(403, expired, after_bytes=300_000, drains=drains))
    assert type(await failure(service.put_object(ticket, path, ignore))) is errors.UploadExpiredError
    assert all(request.n_body_bytes < 40_000_000 for request in server.requests)


async def test_success_before_the_body_was_sent_is_believed_by_nobody(
    service: AudioVerifyService, server: FaultServer, make_file: MakeFile
) -> None:
    server.script(early(201, QUEUED, after_bytes=300_000, drains=True))
    assert type(await failure(service.submit_form(make_file(40_000_000), "clip.mp4", ignore))) is errors.PortalError


async def test_error_page_beyond_all_limits_still_tells_by_its_status(
    service: AudioVerifyService, server: FaultServer
) -> None:
    server.script(answer(503, b"<html>" + b"x" * 3_000_000))
    error = await failure(service.get_job(JOB_ID))
    assert type(error) is errors.ServiceUnavailableError
    server.script(raw(b"HTTP/1.1 429 Slow\r\nRetry-After: 7\r\nContent-Length: 999\r\n\r\n{"))
    error = await failure(service.get_job(JOB_ID))
    assert type(error) is errors.RateLimitedError
    assert error.context["retry_after_s"] == 7.0


async def test_compressed_answer_is_read_and_a_bomb_is_not_inflated(
    service: AudioVerifyService, server: FaultServer
) -> None:
    server.script(answer(200, gzip.compress(json.dumps(QUEUED).encode()), {"Content-Encoding": "gzip"}))
    assert (await service.get_job(JOB_ID)).job_id == JOB_ID
    server.script(answer(200, gzip.compress(b"\0" * 100_000_000, 1), {"Content-Encoding": "gzip"}))
    error = await failure(service.get_job(JOB_ID))
    assert type(error) is errors.ContractError
    assert error.context["why"] == "cut, damaged or too large"


async def test_only_a_service_of_this_computer_may_name_a_file(
    service: AudioVerifyService, server: FaultServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    match = {
        "query_start_s": 0, "query_stop_s": 9, "reference_start_s": 1, "speed": 1, "pitch_semitones": 0, "file": "/music/a.flac",
    }  # fmt: skip
    server.script(answer(200, {"job_id": JOB_ID, "status": "completed", "track": TRACK, "match": match}))
    here = await service.get_job(JOB_ID)
    monkeypatch.setenv("http_proxy", server.url)  # so that the same server answers for another computer
    async with AudioVerifyService(name="audioverify", base_url="http://api.example", api_key="k") as remote:
        there = await remote.get_job(JOB_ID)
    assert here.match
    assert here.match.file == "/music/a.flac"
    assert there.match == replace(here.match, file=None)


@pytest.mark.parametrize("call", SMALL_CALLS)
async def test_cancelled_small_call_leaves_at_once(service: AudioVerifyService, server: FaultServer, call: Ask) -> None:
    server.script(silence)

    async def cancelled_s() -> float:
        task = asyncio.ensure_future(call(service))
        await asyncio.to_thread(server.arrived.acquire, timeout=20)
        began_s = time.monotonic()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return time.monotonic() - began_s

    assert await quickest_s(cancelled_s) < CANCEL_S
    server.script(answer(200, QUEUED))
    assert (await service.get_job(JOB_ID)).job_id == JOB_ID


@pytest.fixture
def everything_logged() -> Iterator[io.StringIO]:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield stream
    root.removeHandler(handler)
    root.setLevel(before)


async def test_no_key_and_no_presigned_query_in_logs_errors_and_reprs(
    service: AudioVerifyService,
    server: FaultServer,
    make_file: MakeFile,
    ticket: UploadTicket,
    api_key: str,
    everything_logged: io.StringIO,
) -> None:
    path = make_file(10)
    echo = (
        f"<Error><Code>SignatureDoesNotMatch</Code><Message>{api_key} {ticket.upload_url}</Message>"
        "<StringToSign>topsecretsignature</StringToSign></Error>"
    )
    calls: list[tuple[Reaction, Ask]] = [
        (answer(400, {"detail": f"bad key {api_key}"}, {"X-Request-Id": api_key}), SMALL_CALLS[0]),
        (answer(200, {"job_id": api_key, "status": ticket.upload_url}), SMALL_CALLS[0]),
        (answer(302, b"", {"Location": ticket.upload_url}), SMALL_CALLS[0]),
        (close_after(None), SMALL_CALLS[2]),
        (answer(403, echo), lambda s: s.put_object(ticket, path, ignore)),
        (reset_after(0), lambda s: s.put_object(ticket, path, ignore)),
        (
            answer(307, b"", {"Location": "http://192.168.0.1/k?X-Amz-Signature=topsecretsignature"}),
            lambda s: s.put_object(ticket, path, ignore),
        ),
        (answer(401, {"detail": f"Bearer {api_key}"}), lambda s: s.submit_form(path, "clip.mp4", ignore)),
    ]
    shown = [repr(service), repr(ticket)]
    for reaction, call in calls:
        server.script(reaction)
        error = await failure(call(service))
        shown += [
            *traceback.format_exception(error),
            repr(error),
            repr(error.context),
            str(error.body),
            str(error.request_id),
        ]
    server.script(answer(200, {**QUEUED, "echo": f"Bearer {api_key} {ticket.upload_url}"}))
    shown.append(repr(await service.get_job(JOB_ID)))
    text = "\n".join(shown) + everything_logged.getvalue()
    assert "HTTP Request: PUT" in text
    assert api_key not in text
    assert "topsecretsignature" not in text
