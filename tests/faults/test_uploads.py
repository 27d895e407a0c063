"""Cases 47 to 59 of contracts/CONTRACTS.md, section 6: tickets, the storage, files that change, sizes, names, sound."""

import errno
import json
import os
import time
from hashlib import sha256
from pathlib import Path

import pytest
from support.clips import make_clip
from support.fault_server import answer
from support.faulty_service import POLL, STORAGE, SUBMIT, UPLOAD_URL, polled
from support.harness import TRACK, rest, with_settings

from slipgui.core.events import StageChanged
from slipgui.core.flow import Stage
from slipgui.core.upload_plan import OBJECT_MAX_BYTES, SendMode

PRESIGNED = with_settings(direct_limit_bytes=0)
WHOLE = with_settings(direct_limit_bytes=0, send=SendMode.ORIGINAL)
XML = {"Content-Type": "application/xml"}


def s3_error(code, message="Refused."):
    return f"<?xml version='1.0'?><Error><Code>{code}</Code><Message>{message}</Message></Error>"


def changed_ticket(faults, **changes):
    """Answers with a good ticket in which members are changed, or left out where ``...``."""

    def react(exchange):
        exchange.read_body()
        body = faults.service.contract_answer(exchange).partition(b"\r\n\r\n")[2]
        ticket = json.loads(body) | changes
        answer(201, {name: value for name, value in ticket.items() if value is not ...})(exchange)

    return react


# ------------------------------------------------------------------------------------------------------- the ticket


@pytest.mark.parametrize("member", ["upload_url", "storage_key", "expires_in", "content_type"])
async def test_case_47_a_ticket_without_a_member_sends_nothing(faults, clip, member):
    faults.service.order("POST", UPLOAD_URL, changed_ticket(faults, **{member: ...}), times=9)
    error = (await faults.identify(clip, PRESIGNED))["error"]
    assert (error["code"], error["title"]) == ("contract", "An answer nobody can read")
    assert len(faults.service.sent("POST", UPLOAD_URL)) == 4
    assert not faults.service.sent("PUT")


@pytest.mark.parametrize(("expires_in", "is_taken"), [("600", True), (0, False), (-1, False), (None, False)])
async def test_case_47_a_lifetime_is_read_from_text_and_must_be_one(faults, clip, expires_in, is_taken):
    faults.service.order("POST", UPLOAD_URL, changed_ticket(faults, expires_in=expires_in), times=9)
    line = await faults.identify(clip, PRESIGNED)
    assert (line["outcome"] == "identified") == is_taken
    assert bool(faults.service.sent("PUT")) == is_taken


@pytest.mark.parametrize("key", ["temp/video-recognition/x_clip.mp4", "elsewhere/x.mp4"])
async def test_case_48_a_storage_key_goes_back_as_it_came_and_the_refusal_is_shown(faults, clip, key):
    faults.service.order("POST", UPLOAD_URL, changed_ticket(faults, storage_key=key))
    error = (await faults.identify(clip, PRESIGNED))["error"]
    assert (error["code"], error["detail"]) == (
        "request_rejected",
        "It said: “Must start with `video-recognition/`.”",
    )
    (submission,) = faults.service.sent("POST", SUBMIT)
    assert json.loads(submission.body) == {"storage_key": key}


@pytest.mark.parametrize("kind", ["application/octet-stream", "Video/MP4; Codecs=x"])
async def test_case_49_the_content_type_goes_out_exactly_as_it_came(faults, clip, kind):
    faults.service.order("POST", UPLOAD_URL, changed_ticket(faults, content_type=kind))
    faults.service.order("PUT", STORAGE, answer(200, b"", {"ETag": '"0"'}))
    faults.service.order("POST", SUBMIT, answer(201, {"job_id": TRACK["id"], "status": "queued", "track": None}))
    faults.service.order("GET", POLL, polled(track=TRACK))
    assert (await faults.identify(clip, PRESIGNED))["outcome"] == "identified"
    assert faults.service.sent("PUT")[0].all_headers("content-type") == [kind]


# ------------------------------------------------------------------------------------------------------- the storage


async def test_case_50_a_url_that_ran_out_is_replaced_by_exactly_one_new_one(faults, clip):
    expired = answer(403, s3_error("AccessDenied", "Request has expired"), XML)
    faults.service.order("PUT", STORAGE, expired)
    assert (await faults.identify(clip, PRESIGNED))["outcome"] == "identified"
    first, second = faults.service.sent("PUT")
    assert first.target != second.target
    faults.service.order("PUT", STORAGE, expired, expired)
    error = (await faults.identify(clip, PRESIGNED))["error"]
    assert (error["code"], error["title"]) == ("upload_expired", "The upload link ran out")
    assert len(faults.service.sent("PUT")) == 4
    assert len(faults.service.sent("POST", SUBMIT)) == 1


async def test_case_50_a_signature_that_does_not_match_gets_one_new_url_and_is_reported(faults, clip):
    mismatch = answer(403, s3_error("SignatureDoesNotMatch"), XML)
    faults.service.order("PUT", STORAGE, mismatch)
    assert (await faults.identify(clip, PRESIGNED))["outcome"] == "identified"
    faults.service.order("PUT", STORAGE, mismatch, mismatch, mismatch)
    error = (await faults.identify(clip, PRESIGNED))["error"]
    assert (error["code"], error["title"]) == ("upload_refused", "The storage refused the upload")
    assert error["detail"] == "It answered SignatureDoesNotMatch. Nothing was submitted."
    assert "proxy that changes headers" in error["hint"]
    assert len(faults.service.sent("PUT")) == 4  # two for each of the two clips
    assert len(faults.service.sent("POST", SUBMIT)) == 1


async def test_case_51_a_put_has_one_length_one_type_and_no_key(faults, clip):
    await faults.identify(clip, PRESIGNED)
    (put,) = faults.service.sent("PUT")
    assert put.all_headers("content-length") == [str(clip.stat().st_size)]
    assert put.all_headers("content-type") == ["video/mp4"]
    for name in ("authorization", "transfer-encoding", "expect", "cookie"):
        assert not put.all_headers(name)
    assert put.body_sha256 == sha256(clip.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("status", "code"), [(400, "InvalidArgument"), (411, "MissingContentLength"), (501, "NotImplemented")]
)
async def test_case_51_what_cannot_occur_is_reported_and_not_repeated(faults, clip, status, code):
    faults.service.order("PUT", STORAGE, answer(status, s3_error(code), XML))
    error = (await faults.identify(clip, PRESIGNED))["error"]
    assert (error["code"], error["detail"]) == ("upload_refused", f"It answered {code}. Nothing was submitted.")
    assert len(faults.service.sent("PUT")) == 1


async def test_case_52_a_storage_that_asks_to_slow_down_gets_the_same_url_again(faults, clip):
    slow = answer(503, s3_error("SlowDown", "Reduce your request rate."), XML)
    faults.service.order("PUT", STORAGE, slow, slow)
    assert (await faults.identify(clip, PRESIGNED))["outcome"] == "identified"
    assert len({request.target for request in faults.service.sent("PUT")}) == 1
    assert len(faults.service.sent("PUT")) == 3


async def test_case_53_a_put_that_ends_after_the_life_of_its_url_is_taken(faults, clip):
    faults.service.contract.url_lifetime_s = 60
    async with faults.open(PRESIGNED) as bench:
        bench.clock.now_s = time.monotonic()

        def end_late(exchange):
            exchange.read_body()
            bench.clock.now_s += 600
            exchange.send(faults.service.contract_answer(exchange))

        faults.service.order("PUT", STORAGE, end_late)
        await bench.identify(clip)
    assert bench.line(clip.name)["outcome"] == "identified"
    assert len(faults.service.sent("PUT")) == 1


async def test_case_54_a_put_is_led_on_once_with_its_whole_body(faults, clip):
    def lead_on(exchange):
        location = exchange.request.target.replace("/temp/", "/temp/../temp/")
        answer(307, b"", {"Location": faults.service.url + location})(exchange)

    faults.service.order("PUT", STORAGE, lead_on, answer(200, b"", {"ETag": '"0"'}))
    faults.service.order("POST", SUBMIT, answer(201, {"job_id": TRACK["id"], "status": "queued", "track": None}))
    faults.service.order("GET", POLL, polled(track=TRACK))
    assert (await faults.identify(clip, PRESIGNED))["outcome"] == "identified"
    first, second = faults.service.sent("PUT", "")
    assert first.body == second.body == clip.read_bytes()
    assert second.header("authorization") is None


@pytest.mark.parametrize(
    "body",
    [
        "<Error><Code>Acc",
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Error><Code>&b;</Code></Error>',
        '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><Error><Code>C</Code><Message>&f;</Message></Error>',
        "<html><h1>Forbidden</h1></html>",
        "",
    ],
    ids=["cut", "entities", "file", "html", "empty"],
)
async def test_case_55_an_error_of_the_storage_nobody_can_read_is_told_in_general_words(faults, clip, body):
    faults.service.order("PUT", STORAGE, answer(403, body, XML))
    error = (await faults.identify(clip, PRESIGNED))["error"]
    assert (error["code"], error["http_status"]) == ("upload_refused", 403)
    assert error["detail"] == "It gave no reason it could be read. Nothing was submitted."
    assert "root:" not in json.dumps(error)


# ------------------------------------------------------------------------------------------------------- the file


@pytest.mark.parametrize(
    ("how", "code", "title"),
    [
        ("grows", "clip_changed", "The file changed while it was read"),
        ("shrinks", "clip_changed", "The file changed while it was read"),
        ("vanishes", "clip_gone", "The file is not there any more"),
    ],
)
@pytest.mark.parametrize("route", [SUBMIT, STORAGE], ids=["form", "put"])
async def test_case_56_a_file_that_changes_on_its_way_leaves_no_job(faults, large_clip, how, code, title, route):
    path = faults.folder / "cut_v3.mov"
    path.write_bytes(large_clip.read_bytes() + bytes(1000))  # what is cut off is nothing that a decoder needs
    rest(path)

    def meddle(exchange):
        exchange.read_body(300_000)
        if how == "vanishes":
            path.unlink(missing_ok=True)
        else:
            os.truncate(path, path.stat().st_size + (1000 if how == "grows" else -10))
            rest(path)
        exchange.read_body()

    faults.service.order("PUT" if route == STORAGE else "POST", route, meddle, times=20)
    error = (await faults.identify(path, WHOLE if route == STORAGE else with_settings(send=SendMode.ORIGINAL)))["error"]
    assert (error["code"], error["title"]) == (code, title)
    assert "nothing was submitted" in error["detail"]
    assert not faults.service.contract.jobs
    for request in faults.service.sent("PUT") + faults.service.sent("POST", SUBMIT):
        assert request.n_body_bytes < int(request.header("content-length"))


@pytest.mark.parametrize("call", ["open", "read"])
@pytest.mark.parametrize("route", [SUBMIT, STORAGE], ids=["form", "put"])
async def test_case_56_a_file_that_another_program_locks_leaves_no_job(faults, large_clip, monkeypatch, call, route):
    path = faults.folder / "cut_v4.mov"
    path.write_bytes(large_clip.read_bytes())
    rest(path)
    is_locked, opened, real_open, real_read = False, set(), os.open, os.read

    def open_locked(name, *how, **more):
        if is_locked and call == "open" and Path(os.fspath(name)) == path:
            raise PermissionError(errno.EACCES, "locked by another program")  # as Windows says it
        descriptor = real_open(name, *how, **more)
        if Path(os.fspath(name)) == path:
            opened.add(descriptor)
        return descriptor

    def read_locked(descriptor, n_bytes):
        if is_locked and call == "read" and descriptor in opened:
            raise PermissionError(errno.EACCES, "locked by another program")
        return real_read(descriptor, n_bytes)

    def on_event(event):
        nonlocal is_locked
        is_locked = is_locked or (isinstance(event, StageChanged) and event.stage is Stage.UPLOADING)

    monkeypatch.setattr(os, "open", open_locked)
    monkeypatch.setattr(os, "read", read_locked)
    async with faults.open(
        WHOLE if route == STORAGE else with_settings(send=SendMode.ORIGINAL), on_event=on_event
    ) as bench:
        await bench.identify(path)
    error = bench.line(path.name)["error"]
    assert (error["code"], error["title"]) == ("clip_gone", "The file cannot be read any more")
    assert error["detail"] == "Another program locks it, or its rights changed; nothing was submitted."
    assert not faults.service.contract.jobs


@pytest.mark.parametrize(
    ("size_bytes", "route"),
    [(100_000_000, "form"), (100_000_001, "presigned"), (104_857_600, "presigned"), (104_857_601, "presigned")],
)
async def test_case_57_a_hundred_million_bytes_go_by_form_and_one_more_by_put(faults, clip, size_bytes, route):
    path = faults.folder / "long.mp4"
    path.write_bytes(clip.read_bytes())
    os.truncate(path, size_bytes)
    rest(path)
    job = answer(201, {"job_id": TRACK["id"], "status": "queued", "track": None})
    faults.service.order("PUT", STORAGE, answer(200, b"", {"ETag": '"0"'}))
    faults.service.order("POST", SUBMIT, job)
    faults.service.order("GET", POLL, polled(track=TRACK))
    line = await faults.identify(path, with_settings(direct_limit_bytes=100_000_000, send=SendMode.ORIGINAL))
    assert (line["outcome"], line["route"], line["sent_bytes"]) == ("identified", route, size_bytes)


async def test_case_57_nothing_and_more_than_one_put_holds_are_refused_here(faults, clip):
    empty, endless = faults.folder / "empty.mp4", faults.folder / "endless.mp4"
    empty.touch()
    endless.write_bytes(clip.read_bytes())
    os.truncate(endless, OBJECT_MAX_BYTES + 1)
    async with faults.open(WHOLE) as bench:
        await bench.identify(rest(empty), rest(endless))
    nothing, too_much = (bench.line(path.name)["error"] for path in (empty, endless))
    assert (nothing["code"], nothing["title"]) == ("clip_unreadable", "The file is empty")
    assert (too_much["code"], too_much["title"]) == ("clip_limit", "Too large for this service")
    assert too_much["detail"] == "5,000,000,001 bytes is over the limit of 5,000,000,000 bytes. Nothing was sent."
    assert faults.service.requests == []


@pytest.mark.parametrize(
    "name",
    [
        "SCENE.MP4",
        "no ending",
        "harbour.mp4.exe",
        "夜の港 – “cut”.mov",
        'harbour "it\'s"; filename=x.mp4',
        "a\nb\r\n\r\nX: y.mp4",
        "q" * 251 + ".mp4",
    ],
    ids=["capitals", "no ending", "two endings", "unicode", "quotes", "line breaks", "255"],
)
async def test_case_58_a_neutral_name_is_sent_and_the_own_one_shown(faults, clip, name):
    path = faults.folder / name
    path.write_bytes(clip.read_bytes())
    line = await faults.identify(rest(path))
    assert (line["outcome"], line["clip"]) == ("identified", str(path))
    (form,) = faults.service.sent("POST", SUBMIT)
    head = form.body.partition(b"\r\n\r\n")[0].decode()
    assert f'filename="clip{".mov" if name.endswith("mov") else ".mp4"}"' in head
    assert name.partition(".")[0] not in head


async def test_case_59_silent_films_and_damaged_files_stay_here_and_sound_alone_goes(faults, clip):
    mute = rest(make_clip(faults.folder / "mute.mp4", 1.0, sounds=()))
    sound = rest(make_clip(faults.folder / "sound.mp4", 1.0, picture=None))
    damaged = faults.folder / "damaged.mp4"
    damaged.write_bytes(clip.read_bytes()[:500])
    async with faults.open() as bench:
        await bench.identify(mute, rest(damaged), sound)
    assert bench.line("mute.mp4")["error"]["title"] == "This clip has no sound"
    assert bench.line("damaged.mp4")["error"]["title"] == "Not a playable media file"
    assert bench.line("sound.mp4")["outcome"] == "identified"
    assert len(faults.service.sent("POST")) == 1


async def test_case_59_the_verdict_of_the_service_on_the_sound_is_shown(faults, clip):
    faults.service.order("POST", SUBMIT, answer(422, {"detail": "No audio stream.", "error_code": "NO_AUDIO"}))
    error = (await faults.identify(clip))["error"]
    assert (error["code"], error["detail"]) == ("media_rejected", "It said: “No audio stream.”")
