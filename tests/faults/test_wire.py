"""Cases 36 to 46 of contracts/CONTRACTS.md, section 6: answers of somebody else, damaged ones, endless ones, and none."""

import asyncio
import gzip
import json
import socket
import tracemalloc
import zlib

import pytest
from support.certificates import make_certificate
from support.fault_server import FaultServer, answer, close_after, drip, early, raw, reset_after, silence, stall_after
from support.faulty_service import KEY, POLL, STORAGE, SUBMIT, UPLOAD_URL, completed_text, polled_bytes
from support.harness import TRACK, open_bench, with_settings

from slipgui.core.upload_plan import SendMode
from slipgui.services.http import JSON_BODY_MAX_BYTES, Timings

PRESIGNED = with_settings(direct_limit_bytes=0)
ORIGINAL = with_settings(send=SendMode.ORIGINAL)
SHORT = with_settings(answer_deadline_s=30.0)
QUICK = Timings(connect_s=2.0, read_s=0.3, write_s=0.3, call_s=0.4, answer_s=0.4)
LOGIN = "<!doctype html><title>Hotel WLAN</title><form>Room number</form>"
PORTAL = answer(200, LOGIN, {"Content-Type": "text/html"})


def sentence(error):
    return f"{error['title']}. {error['detail']} {error['hint']}"


async def answers_again(faults, clip, *reactions, timings=None):
    """The line of a clip whose first polls are answered like this; each of them has to be asked again."""
    faults.service.order("GET", POLL, *reactions)
    line = await faults.identify(clip, timings=timings)
    assert len(faults.service.sent("GET", POLL)) == 1 + len(reactions)
    assert line["outcome"] == "identified"
    return line


# ------------------------------------------------------------------------------------------- somebody else answers


async def test_case_36_a_log_in_page_is_not_believed_and_the_poll_is_repeated(faults, clip):
    await answers_again(faults, clip, PORTAL, answer(200, LOGIN))


@pytest.mark.parametrize(
    ("method", "path", "n_times"), [("POST", UPLOAD_URL, 4), ("POST", SUBMIT, 1), ("PUT", STORAGE, 3)]
)
async def test_case_36_a_log_in_page_in_place_of_the_service_is_named(faults, clip, method, path, n_times):
    faults.service.order(method, path, PORTAL, times=9)
    error = (await faults.identify(clip, PRESIGNED))["error"]
    assert error["code"] == "portal"
    assert sentence(error) == (
        "A log-in page answers. A network that wants a log-in first answered in place of the service. The clip is kept. "
        "Open a web page and log in; try again if it does not go on by itself."
    )
    asked = faults.service.sent(method, path)
    assert len(asked) == n_times
    assert "Room number" not in json.dumps(error)


@pytest.mark.parametrize(
    "reaction",
    [
        polled_bytes('{"job_id": "JOB", "status": "comp'),
        raw(b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n{"),
        raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"),
        raw(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
        raw(b"HTTP/1.1 2"),
        close_after(None),
    ],
    ids=["cut JSON", "longer by its length", "cut chunk", "empty", "cut head", "nothing"],
)
async def test_case_37_a_cut_answer_is_asked_for_again(faults, clip, reaction):
    await answers_again(faults, clip, reaction)


@pytest.mark.parametrize("kind", ["text/plain", ""], ids=["text", "none"])
async def test_case_38_json_under_another_name_is_read(faults, clip, kind):
    faults.service.order("GET", POLL, polled_bytes(completed_text(TRACK), headers={"Content-Type": kind}))
    assert (await faults.identify(clip))["track"] == TRACK
    assert len(faults.service.sent("GET")) == 1


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32-le"])
async def test_case_39_other_encodings_of_unicode_are_read(faults, clip, encoding):
    faults.service.order("GET", POLL, polled_bytes(completed_text(TRACK | {"title": "夜"}), encoding))
    assert (await faults.identify(clip))["track"]["title"] == "夜"


async def test_case_39_bytes_that_are_no_text_are_asked_for_again(faults, clip):
    await answers_again(faults, clip, answer(200, b'{"status": "\xff\xfe"}'), answer(200, b"\xfe\xff\xd8\x00"))


@pytest.mark.parametrize(
    "text",
    [
        '{"job_id": "JOB", "status": "completed", "status": "queued"}',
        '{"job_id": "JOB", "status": "completed", "track": {"title": "a", "score": NaN}}',
        '{"job_id": "JOB", "status": "completed", "track": {"title": "a", "score": -Infinity}}',
        '{"job_id": "JOB", "status": "completed", "track": ' + "[" * 200_000 + "]" * 200_000 + "}",
        "[" * 200_000,
    ],
    ids=["twice", "NaN", "Infinity", "200,000 deep", "open"],
)
async def test_case_40_json_with_a_trap_is_no_answer(faults, clip, text):
    faults.service.order("GET", POLL, polled_bytes(text), times=99)
    error = (await faults.identify(clip, SHORT))["error"]
    assert error["code"] == "contract"
    assert sentence(error) == (
        "An answer nobody can read. A log-in page or proxy may have answered instead. Try again."
    )


def gzip_of_a_gigabyte():
    """A thousandth of the gigabyte of zeros that it holds."""
    squeezer = zlib.compressobj(9, wbits=16 + zlib.MAX_WBITS)
    mega = bytes(1 << 20)
    head = squeezer.compress(mega) + squeezer.flush(zlib.Z_FULL_FLUSH)
    block = squeezer.compress(mega) + squeezer.flush(zlib.Z_FULL_FLUSH)  # stands for itself, as often as one likes
    return head + block * 1023


@pytest.mark.parametrize("kind", ["large", "gzip", "gzip, gzip"])
async def test_case_41_an_answer_beyond_the_limit_is_left_and_never_held(faults, clip, kind):
    bomb = b"" if kind == "large" else gzip_of_a_gigabyte()
    if kind == "gzip, gzip":
        bomb = gzip.compress(bomb)
        assert len(bomb) < 10_000
    n_sent = 0

    def react(exchange):
        nonlocal n_sent
        coding = "" if kind == "large" else f"Content-Encoding: {kind}\r\n"
        length = len(bomb) or 50_000_000
        exchange.send(f"HTTP/1.1 200 OK\r\n{coding}Content-Length: {length}\r\n\r\n".encode())
        exchange.send(bomb)
        while kind == "large" and n_sent < length:
            exchange.send(b" " * 100_000)
            n_sent += 100_000

    faults.service.order("GET", POLL, react)
    tracemalloc.start()
    line = await faults.identify(clip)
    held_bytes = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert line["outcome"] == "identified"
    assert held_bytes < len(bomb) * 2 + 12 * JSON_BODY_MAX_BYTES
    assert n_sent < 20_000_000


async def test_case_42_an_answer_that_drips_is_left_after_the_time_of_a_whole_call(faults, clip):
    await answers_again(faults, clip, drip(0.02), silence, timings=QUICK)


@pytest.mark.parametrize("reaction", [drip(0.02), silence], ids=["drips", "silent"])
async def test_case_42_an_upload_whose_answer_drips_is_made_again_where_that_is_safe(faults, clip, reaction):
    faults.service.order("PUT", STORAGE, reaction)
    assert (await faults.identify(clip, PRESIGNED, timings=QUICK))["outcome"] == "identified"
    faults.service.order("POST", SUBMIT, reaction)
    error = (await faults.identify(clip, timings=QUICK))["error"]
    assert (error["code"], error["title"]) == ("submission_lost", "Maybe submitted twice")


@pytest.mark.parametrize("status", [301, 302, 307, 308])
@pytest.mark.parametrize(
    ("method", "path"), [("POST", UPLOAD_URL), ("POST", SUBMIT), ("GET", POLL)], ids=["upload-url", "submit", "poll"]
)
async def test_case_43_no_call_of_the_api_follows_a_redirect_and_the_key_stays(faults, clip, status, method, path):
    with FaultServer() as other:
        other.script(answer(200, {}))
        faults.service.order(method, path, answer(status, b"", {"Location": f"{other.url}/x/"}), times=99)
        error = (await faults.identify(clip, with_settings(direct_limit_bytes=0, answer_deadline_s=30.0)))["error"]
        assert (error["code"], error["title"]) == ("portal", "A log-in page answers")
        assert other.requests == []


# ------------------------------------------------------------------------------------------- redirects of the storage


@pytest.mark.parametrize(
    "location",
    ["/temp/again", "file:///etc/passwd", "http://169.254.169.254/k", "https://user:secret@bucket.example/k"],
    ids=["loop", "file", "link-local", "user name"],
)
async def test_case_44_a_body_is_led_to_no_wrong_place_and_in_no_circle(faults, clip, location):
    faults.service.order("PUT", STORAGE, answer(307, b"", {"Location": location}), times=99)
    error = (await faults.identify(clip, PRESIGNED))["error"]
    assert error["code"] == "portal"
    assert len(faults.service.sent("PUT")) == (9 if location == "/temp/again" else 3)  # three tries
    assert not faults.service.sent("POST", SUBMIT)


# ------------------------------------------------------------------------------------------- no answer at all


async def fails_at(tmp_path, address, clip):
    """The error of a clip for a service at this address."""

    class Elsewhere:
        url, token = address, KEY

    async with open_bench(tmp_path / address.rpartition("/")[2].replace(":", "-"), Elsewhere(), timings=QUICK) as bench:
        await bench.identify(clip)
    return bench.line(clip.name)["error"]


async def test_case_45_no_service_no_name_no_trust_and_a_cut_line_are_told_apart(faults, clip, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    refused = await fails_at(tmp_path, f"http://127.0.0.1:{port}", clip)
    unknown = await fails_at(tmp_path, "http://no-such-host.invalid", clip)
    with FaultServer(make_certificate(tmp_path).server_context) as server:
        server.script(answer(200, {}))
        untrusted = await fails_at(tmp_path, server.url, clip)
        assert server.requests == []
    faults.service.order("PUT", STORAGE, reset_after(0), times=9)
    cut = (await faults.identify(clip, PRESIGNED))["error"]
    assert [error["code"] for error in (refused, unknown, untrusted, cut)] == [
        "offline",
        "offline",
        "tls",
        "connection_failed",
    ]
    assert sentence(refused) == (
        "No connection. 127.0.0.1 takes no connections at this address. The clip is kept. Check the network, then try again."
    )
    assert sentence(unknown) == (
        "No connection. The name no-such-host.invalid is not found. The clip is kept. Check the network, then try again."
    )
    assert untrusted["detail"].startswith(
        "The certificate of 127.0.0.1 was not accepted. Nothing was sent to it. The reason: "
    )
    assert "ca_file" in untrusted["hint"]
    assert untrusted["recovery"] == "ask_user"
    assert sentence(cut) == "The connection broke. The clip is kept; nothing is lost. Try again."
    assert len(faults.service.sent("PUT")) == 3
    assert not faults.service.sent("POST", SUBMIT)


async def test_case_45_a_put_that_is_reset_is_begun_anew_from_its_first_byte(faults, large_clip):
    faults.service.order("PUT", STORAGE, reset_after(3_000_000), close_after(5_000_000))
    line = await faults.identify(large_clip, with_settings(direct_limit_bytes=0, send=SendMode.ORIGINAL))
    assert (line["outcome"], line["sent_bytes"]) == ("identified", large_clip.stat().st_size)
    assert faults.service.sent("PUT")[2].body == large_clip.read_bytes()
    assert len(faults.service.sent("POST", UPLOAD_URL)) == 1


async def test_case_45_a_peer_that_stops_reading_is_given_up_in_time(faults, large_clip):
    faults.service.order("PUT", STORAGE, stall_after(100_000))
    settings = with_settings(direct_limit_bytes=0, send=SendMode.ORIGINAL)
    assert (await faults.identify(large_clip, settings, timings=QUICK))["outcome"] == "identified"
    assert len(faults.service.sent("PUT")) == 2


@pytest.mark.parametrize("drains", [False, True], ids=["closes at once", "drains"])
async def test_case_46_a_413_before_the_body_is_read_is_not_lost(faults, large_clip, drains):
    size_bytes = large_clip.stat().st_size
    faults.service.order("POST", SUBMIT, early(413, "<html>413</html>", after_bytes=300_000, drains=drains))
    async with faults.open(ORIGINAL) as bench:
        await bench.identify(large_clip)
    line = bench.line(large_clip.name)
    assert (line["outcome"], line["route"], line["sent_bytes"]) == ("identified", "presigned", size_bytes)
    form, _ = faults.service.sent("POST", SUBMIT)
    assert form.n_body_bytes < size_bytes


async def test_case_46_a_large_form_that_is_cut_without_a_word_goes_by_presigned_put(faults, large_clip):
    faults.service.order("POST", SUBMIT, reset_after(300_000))
    line = await faults.identify(large_clip, ORIGINAL)
    assert (line["outcome"], line["route"]) == ("identified", "presigned")


async def test_case_46_a_403_before_the_body_is_read_brings_a_new_url(faults, large_clip):
    expired = "<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>"
    faults.service.order("PUT", STORAGE, early(403, expired, after_bytes=300_000, drains=True))
    line = await faults.identify(large_clip, with_settings(direct_limit_bytes=0, send=SendMode.ORIGINAL))
    assert line["outcome"] == "identified"
    assert len(faults.service.sent("POST", UPLOAD_URL)) == 2
    assert faults.service.sent("PUT")[0].n_body_bytes < large_clip.stat().st_size


async def test_case_46_nothing_is_left_running(faults, large_clip):
    faults.service.order("POST", SUBMIT, early(413, b"", after_bytes=300_000, drains=True))
    before = asyncio.all_tasks()
    await faults.identify(large_clip, ORIGINAL)
    assert asyncio.all_tasks() == before
