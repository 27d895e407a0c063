"""Cases 1 to 21 of contracts/CONTRACTS.md, section 6: what a job may say, and what is made of it."""

import pytest
from support.fault_server import answer
from support.faulty_service import POLL, SUBMIT, completed_text, polled, polled_bytes
from support.harness import TRACK, with_settings
from support.shown_row import row_of, words_of

from slipgui.gui.row_texts import score_line

SHORT = with_settings(answer_deadline_s=30.0)
EXTERNAL = TRACK | {"id": None, "internal": False}


async def show(faults, clip, settings=None):
    """The recognition line of a clip, its row, and all that the window says of it."""
    async with faults.open(settings) as bench:
        await bench.identify(clip)
    row = row_of(bench)
    return bench.line(clip.name), row, words_of(row)


def n_polls(faults):
    return len(faults.service.sent("GET", POLL))


async def test_case_01_internal_match_after_queued_and_processing(faults, clip):
    faults.service.contract.n_polls_before_completed = 2
    line, row, words = await show(faults, clip)
    assert (line["outcome"], line["track"]) == ("identified", TRACK)
    assert n_polls(faults) == 3
    assert "Golden Hour" in words
    assert row.track.id == TRACK["id"]


async def test_case_02_external_match_with_a_label_names_the_label(faults, clip):
    faults.service.order("GET", POLL, polled(track=EXTERNAL | {"external_label": "Rival Music"}))
    line, row, words = await show(faults, clip)
    assert (line["track"]["internal"], line["track"]["external_label"]) == (False, "Rival Music")
    assert "Label: Rival Music" in words
    assert row.track.id is None


async def test_case_03_external_match_without_a_label_shows_a_dash(faults, clip):
    faults.service.order("GET", POLL, polled(track=EXTERNAL))
    line, _, words = await show(faults, clip)
    assert (line["track"]["internal"], line["track"]["external_label"]) == (False, None)
    assert "Label: —" in words
    assert "None" not in words


async def test_case_04_no_track_is_not_found_and_no_error(faults, clip):
    faults.service.contract.default_track = None
    line, _, words = await show(faults, clip)
    assert (line["outcome"], line["error"]) == ("not_identified", None)
    assert "AudioVerify knows no track that sounds like this clip." in words


async def test_case_05_completed_on_the_first_poll_is_not_asked_again(faults, clip):
    line, _, _ = await show(faults, clip)
    assert line["outcome"] == "identified"
    assert n_polls(faults) == 1


async def test_case_06_a_status_that_goes_back_is_waited_for(faults, clip):
    faults.service.order("GET", POLL, polled(status="processing"), polled(status="queued"))
    line, _, _ = await show(faults, clip)
    assert line["outcome"] == "identified"
    assert n_polls(faults) == 3


async def test_case_07_an_unknown_status_is_asked_again_until_the_deadline(faults, clip):
    faults.service.order("GET", POLL, polled(status="reticulating"), times=100)
    async with faults.open(with_settings(answer_deadline_s=60.0)) as bench:
        await bench.identify(clip)
    error = bench.line(clip.name)["error"]
    assert (error["code"], error["title"], error["recovery"]) == ("job_expired", "The answer did not come", "retry")
    assert error["detail"] == "No answer within 1 minutes. The job may still end on its side."
    assert 60 <= sum(bench.clock.waits_s) < 70


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"detail": "No audio stream found."}, "No audio stream found."),
        ({"error": {"code": "X1", "message": "Decoder gave up."}}, "Decoder gave up."),
        ({"error": "Too short."}, "Too short."),
        ({}, "failed"),
    ],
)
async def test_case_08_a_failed_job_ends_with_the_words_of_the_service(faults, clip, more, said):
    faults.service.order("GET", POLL, polled(more, status="failed"))
    line, _, words = await show(faults, clip)
    assert (line["error"]["code"], n_polls(faults)) == ("job_failed", 1)
    assert (line["error"]["title"], line["error"]["detail"]) == (
        "AudioVerify could not analyse it",
        f"It said: “{said}”",
    )
    assert said in words


@pytest.mark.parametrize("status", ["COMPLETED", "  completed\t", "Completed \n"])
async def test_case_09_a_status_in_capitals_or_with_blanks_is_understood(faults, clip, status):
    faults.service.order("GET", POLL, polled(status=status, track=TRACK))
    assert (await faults.identify(clip))["outcome"] == "identified"
    assert n_polls(faults) == 1


@pytest.mark.parametrize("status", [..., None, 5], ids=["missing", "null", "number"])
async def test_case_10_a_job_without_a_status_is_asked_again_then_an_error(faults, clip, status):
    faults.service.order("GET", POLL, polled(status=status))
    assert (await faults.identify(clip))["outcome"] == "identified"
    faults.service.order("GET", POLL, polled(status=status), times=100)
    error = (await faults.identify(clip, SHORT))["error"]
    assert (error["code"], error["title"], error["stage"]) == ("contract", "An answer nobody can read", "polling")


async def test_case_11_a_track_of_a_job_at_work_is_not_believed(faults, clip):
    faults.service.order("GET", POLL, polled(status="processing", track=TRACK), polled(track=None))
    line, _, words = await show(faults, clip)
    assert line["outcome"] == "not_identified"
    assert "Golden Hour" not in words


async def test_case_12_of_a_list_of_tracks_the_first_is_taken(faults, clip):
    faults.service.order("GET", POLL, polled(track=[TRACK, TRACK | {"title": "Another"}]))
    line, _, words = await show(faults, clip)
    assert line["track"]["title"] == "Golden Hour"
    assert "The answer names several tracks; this is the first" in words


@pytest.mark.parametrize("track", ["Golden Hour", {}, 7, ["Golden Hour"]], ids=["text", "empty", "number", "texts"])
async def test_case_12_what_is_no_track_is_an_error_and_no_answer(faults, clip, track):
    faults.service.order("GET", POLL, polled(track=track), times=100)
    line, _, _ = await show(faults, clip, SHORT)
    assert (line["outcome"], line["error"]["code"]) == ("failed", "contract")


@pytest.mark.parametrize(
    ("score", "number", "said"),
    [
        (96, 96.0, "96.0"),
        (96.5, 96.5, "96.5"),
        ("96.50", 96.5, "96.5"),
        ("n/a", None, "—"),
        (None, None, "—"),
        (-1, -1.0, "-1.0"),
        (100, 100.0, "100"),
        (1e9, 1e9, "1000000000.0"),
    ],
)
async def test_case_13_a_score_is_a_number_or_a_dash(faults, clip, score, number, said):
    faults.service.order("GET", POLL, polled(track=TRACK | {"score": score}))
    line, row, _ = await show(faults, clip)
    assert line["track"]["score"] == number
    assert score_line(row).replace("−", "-").replace(",", "").partition(" ")[0] == said


async def test_case_13_a_score_that_is_no_number_in_json_breaks_the_answer_and_it_is_asked_again(faults, clip):
    faults.service.order(
        "GET", POLL, polled_bytes(completed_text(TRACK | {"score": 1234567.5}).replace("1234567.5", "NaN"))
    )
    assert (await faults.identify(clip))["track"]["score"] == 96.5
    assert n_polls(faults) == 2


@pytest.mark.parametrize("internal", ["true", 1, None, ...], ids=["text", "one", "null", "missing"])
async def test_case_14_what_is_not_surely_of_the_catalogue_is_external(faults, clip, internal):
    track = {name: value for name, value in (TRACK | {"internal": internal}).items() if value is not ...}
    faults.service.order("GET", POLL, polled(track=track))
    line, row, words = await show(faults, clip)
    assert (line["track"]["internal"], line["track"]["id"]) == (False, None)
    assert row.track.id is None
    assert "In catalogue" not in words
    assert "The answer does not say whether it is of the service's catalogue" in words


@pytest.mark.parametrize(
    ("isrc", "code", "said"),
    [
        ("usrc12345678", "USRC12345678", "US-RC1-23-45678"),
        ("US-RC1-23-45678", "USRC12345678", "US-RC1-23-45678"),
        ("USRC1234", "USRC1234", "USRC1234"),
        (None, None, "—"),
    ],
    ids=["lower case", "hyphens", "too short", "null"],
)
async def test_case_15_an_isrc_is_normalised_only_where_valid(faults, clip, isrc, code, said):
    faults.service.order("GET", POLL, polled(track=TRACK | {"isrc": isrc}))
    line, _, words = await show(faults, clip)
    assert line["track"]["isrc"] == code
    assert f"ISRC: {said}" in words


async def test_case_16_unknown_fields_at_every_level_are_ignored(faults, clip):
    track = TRACK | {"mood": {"deep": [1, {"x": None}]}}
    faults.service.order("GET", POLL, polled({"eta": 3, "tier": {"name": "own"}}, track=track))
    assert (await faults.identify(clip))["track"] == TRACK


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("<b>Bold</b><img src=x onerror=y>", "<b>Bold</b><img src=x onerror=y>"),
        ("Gold\u202een Ho\u0000ur\u2066", "Golden Hour"),
        ("x" * 100_000, "x" * 299 + "…"),
    ],
    ids=["markup", "bidi and NUL", "100 kB"],
)
async def test_case_17_a_hostile_title_is_plain_short_text(faults, clip, title, said):
    faults.service.order("GET", POLL, polled(track=TRACK | {"title": title}))
    line, _, words = await show(faults, clip)
    assert line["track"]["title"] == said
    assert not set(words) & set("\u202e\u2066\u0000")


async def test_case_18_an_answer_about_another_job_is_refused(faults, clip):
    foreign = "00000000-0000-0000-0000-000000000000"
    faults.service.order("GET", POLL, polled(job_id=foreign, track=TRACK | {"title": "Foreign"}))
    line, _, words = await show(faults, clip)
    assert line["track"]["title"] == "Golden Hour"
    assert n_polls(faults) == 2
    assert "Foreign" not in words


@pytest.mark.parametrize("job_id", ["../../x", "", "7", "7b2c1e8a-0f4d-4a2b-9c11-7f5a2d9e3c10/../x"])
async def test_case_19_an_id_that_is_no_uuid_becomes_no_request(faults, clip, job_id):
    document = {"job_id": job_id, "status": "queued", "track": None}
    faults.service.order("POST", SUBMIT, answer(201, document))
    line, _, _ = await show(faults, clip)
    assert (line["error"]["code"], line["error"]["title"]) == ("submission_lost", "Maybe submitted twice")
    assert [request.method for request in faults.service.requests] == ["POST"]


@pytest.mark.parametrize("status", [200, 202])
async def test_case_20_a_submission_taken_with_another_success_is_taken(faults, clip, status):
    def react(exchange):
        exchange.read_body()
        exchange.send(faults.service.contract_answer(exchange).replace(b"201", str(status).encode(), 1))

    faults.service.order("POST", SUBMIT, react)
    assert (await faults.identify(clip))["outcome"] == "identified"


async def test_case_21_a_submission_without_a_body_is_told_as_perhaps_made(faults, clip):
    faults.service.order("POST", SUBMIT, answer(201, b""))
    line, _, _ = await show(faults, clip)
    assert (line["error"]["code"], line["error"]["recovery"]) == ("submission_lost", "ask_user")
    assert line["error"]["detail"] == "The answer to the submission was lost; a job may exist already."
    assert len(faults.service.sent("POST")) == 1
