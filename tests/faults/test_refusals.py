"""Cases 22 to 35 of contracts/CONTRACTS.md, section 6: errors of the service, what they say and what is tried again."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from support.clips import make_clip
from support.fault_server import answer
from support.faulty_service import POLL, STORAGE, SUBMIT, UPLOAD_URL
from support.harness import rest, with_settings
from support.shown_row import row_of, words_of

from slipgui.core.events import RetryScheduled, StageChanged
from slipgui.core.flow import Stage

PRESIGNED = with_settings(direct_limit_bytes=0)
PAGE = "<html><body><h1>Not this way</h1></body></html>"
CALLS = [("POST", UPLOAD_URL), ("PUT", STORAGE), ("GET", POLL)]
"""What may be repeated without harm."""


async def refuse_submission(faults, clip, status, body):
    """The error of a clip whose form upload is answered like this, and what the window says of it."""
    faults.service.order("POST", SUBMIT, answer(status, body))
    async with faults.open() as bench:
        await bench.identify(clip)
    assert [request.method for request in faults.service.requests] == ["POST"]
    return bench.line(clip.name)["error"], words_of(row_of(bench))


@pytest.mark.parametrize("detail", ["Not today.", ["Not today.", "Nor tomorrow."]], ids=["text", "list"])
async def test_case_22_a_detail_is_shown_whether_text_or_list(faults, clip, detail):
    error, words = await refuse_submission(faults, clip, 400, {"detail": detail})
    assert (error["code"], error["title"]) == ("request_rejected", "AudioVerify refused this clip")
    assert error["detail"] == "It said: “Not today.”"
    assert "Not today." in words


@pytest.mark.parametrize(
    "told",
    [["Bad file.", "Worse."], {"type": {"codec": ["Bad file."]}}, "Bad file."],
    ids=["list", "nested", "text"],
)
async def test_case_23_the_first_message_of_a_field_is_shown_and_the_field_named(faults, clip, told):
    error, words = await refuse_submission(faults, clip, 400, {"file": told})
    assert error["detail"] == "It said: “Bad file.”"
    assert "field     file" in words


@pytest.mark.parametrize("status", [400, 200])
async def test_case_24_an_envelope_is_an_error_whatever_its_status(faults, clip, status):
    body = {"success": False, "error": {"code": "QUOTA_X", "message": "Too many today."}}
    error, words = await refuse_submission(faults, clip, status, body)
    assert (error["code"], error["detail"]) == ("request_rejected", "It said: “Too many today.”")
    assert "QUOTA_X" in words


async def test_case_25_what_cannot_be_analysed_is_told_and_not_sent_again(faults, clip):
    error, words = await refuse_submission(faults, clip, 422, {"detail": "Corrupt stream.", "error_code": "CORRUPT"})
    assert (error["code"], error["title"]) == ("media_rejected", "AudioVerify cannot analyse it")
    assert error["detail"] == "It said: “Corrupt stream.”"
    assert "CORRUPT" in words


@pytest.mark.parametrize("status", [401, 403])
@pytest.mark.parametrize("body", [b"", {"detail": "Invalid token."}], ids=["no body", "body"])
async def test_case_26_a_refused_key_is_told_once_and_nothing_else_is_sent(faults, clip, status, body):
    error, _ = await refuse_submission(faults, clip, status, body)
    assert (error["code"], error["http_status"], error["recovery"]) == ("authentication", status, "ask_user")
    assert (error["title"], error["detail"]) == (
        "Key refused",
        "AudioVerify did not accept the API key. The clip is kept.",
    )


@pytest.mark.parametrize("body", [{"detail": "Not found."}, PAGE], ids=["json", "html"])
async def test_case_27_a_job_nobody_knows_is_expired_and_no_markup_is_shown(faults, clip, body):
    faults.service.order("GET", POLL, answer(404, body), times=50)
    error = (await faults.identify(clip))["error"]
    assert (error["code"], error["title"], error["detail"]) == (
        "job_expired",
        "The answer has expired",
        "Results are kept about a day.",
    )
    assert "<" not in "".join(str(value) for value in error.values())


async def test_case_28_every_path_ends_with_its_slash_and_no_redirect_makes_a_get_of_a_post(faults, clip):
    await faults.identify(clip, PRESIGNED)
    api = [request.target for request in faults.service.requests if request.method != "PUT"]
    assert len(api) == 3
    assert all(target.endswith("/") for target in api)
    faults.service.order("POST", SUBMIT, answer(301, b"", {"Location": "/api/v4/elsewhere/"}))
    error = (await faults.identify(clip))["error"]
    assert (error["code"], error["title"]) == ("portal", "A log-in page answers")
    assert not faults.service.sent("GET", "elsewhere")


async def test_case_29_a_413_of_a_proxy_leads_to_the_presigned_put_and_is_remembered(faults, clip):
    faults.service.order("POST", SUBMIT, answer(413, "<html>413 Request Entity Too Large</html>"))
    other = rest(make_clip(faults.folder / "other.mp4", 1.2, picture_size=(32, 18), frame_rate=1))
    async with faults.open() as bench:
        await bench.identify(clip)
        await bench.identify(other)
    lines = [bench.line(path.name) for path in (clip, other)]
    assert [(line["outcome"], line["route"]) for line in lines] == [("identified", "presigned")] * 2
    submissions = [r.header("content-type") for r in faults.service.sent("POST", SUBMIT)]
    assert [str(kind).partition(";")[0] for kind in submissions] == ["multipart/form-data", *["application/json"] * 2]


async def test_case_29_a_storage_that_takes_no_such_size_either_says_so(faults, clip):
    faults.service.order("PUT", STORAGE, answer(413, PAGE))
    error = (await faults.identify(clip, PRESIGNED))["error"]
    assert (error["code"], error["title"]) == ("upload_too_large", "Too large for the storage")
    assert not faults.service.sent("POST", SUBMIT)


async def test_case_30_a_wrong_media_type_is_our_fault_and_not_repeated(faults, clip):
    error, _ = await refuse_submission(faults, clip, 415, {"detail": 'Unsupported media type "x" in request.'})
    assert (error["code"], error["recovery"]) == ("request_rejected", "give_up")
    assert error["hint"] == "Look at the details; the same again ends the same way."


async def waits_after_429(faults, clip, header, path=(("GET", POLL))):
    headers = {"Retry-After": header} if header is not None else {}
    faults.service.order(*path, answer(429, {"detail": "Request was throttled."}, headers))
    async with faults.open(PRESIGNED) as bench:
        await bench.identify(clip)
    assert bench.line(clip.name)["outcome"] == "identified"
    return bench.clock.waits_s


@pytest.mark.parametrize("path", [*CALLS, ("POST", SUBMIT)], ids=["upload-url", "put", "poll", "submit"])
async def test_case_31_a_wait_in_seconds_is_kept_by_every_call(faults, clip, path):
    assert max(await waits_after_429(faults, clip, "33", path)) >= 33


@pytest.mark.parametrize(("ahead_s", "least_s", "most_s"), [(90, 80, 90), (-9999, 1, 6), (99_999, 300, 300)])
async def test_case_32_a_wait_until_a_date_is_kept_and_clamped(faults, clip, ahead_s, least_s, most_s):
    date = format_datetime(datetime.now(UTC) + timedelta(seconds=ahead_s), usegmt=True)
    assert least_s <= max(await waits_after_429(faults, clip, date)) <= most_s


@pytest.mark.parametrize("header", [None, "-5", "1e9", "soon", "9" * 400])
async def test_case_33_a_wait_nobody_can_read_is_our_own_back_off(faults, clip, header):
    _, back_off_s, *_ = [wait_s for wait_s in await waits_after_429(faults, clip, header) if wait_s > 0.1]
    assert 0.5 <= back_off_s <= 2  # between the first poll and the second


async def test_case_34_twenty_clips_share_one_pause_and_keep_their_order(faults, clip):
    clips = []
    for number in range(20):
        path = faults.folder / f"{number:02}.mp4"
        extra = f"clip {number}".encode()
        path.write_bytes(clip.read_bytes() + (len(extra) + 8).to_bytes(4) + b"free" + extra)
        clips.append(rest(path))
    faults.service.order("POST", SUBMIT, answer(429, {"detail": "Throttled."}, {"Retry-After": "60"}))
    async with faults.open() as bench:
        ids = await bench.identify(*clips)
    assert {line["outcome"] for line in (bench.line(path.name) for path in clips)} == {"identified"}
    assert len(faults.service.sent("POST", SUBMIT)) == 21  # the refused one, and each clip once
    begun = [
        event.clip_id for event in bench.events if isinstance(event, StageChanged) and event.stage is Stage.PROBING
    ]
    assert begun == ids
    assert sum(isinstance(event, RetryScheduled) for event in bench.events) == 1  # the others never heard of it


@pytest.mark.parametrize("call", CALLS, ids=["upload-url", "put", "poll"])
@pytest.mark.parametrize(("status", "headers"), [(500, {}), (502, {}), (503, {"Retry-After": "7"}), (504, {})])
async def test_case_35_what_may_be_repeated_is_repeated_over_faults_of_the_service(faults, clip, call, status, headers):
    faults.service.order(*call, answer(status, PAGE, headers), times=2)
    async with faults.open(PRESIGNED) as bench:
        await bench.identify(clip)
    assert bench.line(clip.name)["outcome"] == "identified"
    assert len(faults.service.sent(*call)) == 3
    assert sum(wait_s >= 7 for wait_s in bench.clock.waits_s) >= (2 if headers else 0)


@pytest.mark.parametrize(("status", "n_submissions"), [(500, 1), (502, 1), (503, 2), (504, 1)])
async def test_case_35_a_submission_is_repeated_only_where_it_was_surely_not_taken(faults, clip, status, n_submissions):
    faults.service.order("POST", SUBMIT, answer(status, PAGE))
    line = await faults.identify(clip, PRESIGNED)
    assert len(faults.service.sent("POST", SUBMIT)) == n_submissions
    assert (line["outcome"] == "identified") == (n_submissions == 2)
    assert len(faults.service.sent("PUT")) == 1


async def test_case_35_a_service_that_stays_broken_is_told_as_such(faults, clip):
    faults.service.order("POST", UPLOAD_URL, answer(502, PAGE), times=9)
    error = (await faults.identify(clip, PRESIGNED))["error"]
    assert (error["code"], error["title"]) == ("service_unavailable", "AudioVerify is not working now")
    assert error["detail"] == "The fault is on its side; the clip is kept."
    assert len(faults.service.sent("POST", UPLOAD_URL)) == 4
    assert not faults.service.sent("PUT")
