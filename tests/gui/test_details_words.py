"""What the details say: true sentences, no secret, nothing from outside that reorders or floods a line."""

import pytest
from support.queue_events import FakeClock, added, finished, make_track, not_found, probed, stage

from slipgui.core.clip import ClipId
from slipgui.core.errors import ConnectionFailedError, NoAudioError, UploadRefusedError
from slipgui.core.events import Event, UploadPlanned, UploadProgress
from slipgui.core.flow import Stage
from slipgui.core.outcome import Cancelled, Failed, Identified, Match, NotIdentified
from slipgui.core.upload_plan import Payload, Route, UploadPlan
from slipgui.gui.clip_rows import ClipRow
from slipgui.gui.details_words import (
    answer_facts,
    sent_facts,
    steps,
    support_text,
    verdict_words,
    without_secrets,
    wrappable,
)

MATCH = Match(26.4, 73.4, 6.2, 1.0, 0.0, "/music/Harbour Lights.wav")


def row_of(*events: Event) -> ClipRow:
    row = ClipRow(added("1"), FakeClock())
    for event in events:
        row.apply(event)
    return row


def planned(size_bytes: int = 3_900_000) -> UploadPlanned:
    return UploadPlanned(ClipId("1"), UploadPlan(Route.FORM, Payload.SOUND, size_bytes))


def test_a_track_of_the_local_service_tells_where_clip_and_track_agree() -> None:
    row = row_of(probed("1"), finished("1", Identified(make_track(), MATCH), service="local"))
    assert answer_facts(row) == [
        ("Label", "Tidewater Library"),
        ("ISRC", "QZ-TW4-21-00417"),
        ("File", wrappable("/music/Harbour Lights.wav")),
    ]


def test_what_is_missing_is_a_dash_and_not_a_hole() -> None:
    row = row_of(finished("1", Identified(make_track(label=None, isrc=None), None)))
    assert answer_facts(row) == [("Label", "—"), ("ISRC", "—")]


def test_what_was_sent_names_bytes_and_receiver() -> None:
    facts = dict(sent_facts(row_of(finished("1", service="local"))))
    assert facts["Sent"] == "3.9 MB instead of 5.82 GB · sound only"
    assert facts["To"] == "This computer · network not used"
    assert dict(sent_facts(row_of(finished("1"))))["To"] == "AudioVerify"


def test_where_nothing_was_sent_no_receiver_is_named() -> None:
    facts = dict(sent_facts(row_of(finished("1", Failed(NoAudioError()), at=Stage.PROBING, sent_bytes=0))))
    assert facts["Sent"] == "Nothing"
    assert "To" not in facts


@pytest.mark.parametrize(
    ("service", "words", "searched"),
    [
        ("local", "No track in the catalogue of this computer", "The catalogue on this computer"),
        ("audioverify", "AudioVerify knows no track", "AudioVerify's catalogue and released music"),
    ],
)
def test_not_found_says_who_searched_and_where(service: str, words: str, searched: str) -> None:
    row = row_of(finished("1", NotIdentified(), service=service))
    assert verdict_words(row).headline == "Not found"
    assert verdict_words(row).sentence.startswith(words)
    assert dict(sent_facts(row))["Searched"] == searched


def test_a_failure_has_headline_and_hint_of_the_wording() -> None:
    words = verdict_words(row_of(finished("1", Failed(NoAudioError()), at=Stage.PROBING)))
    assert words.headline == "This clip has no sound"
    assert "nothing was sent" in words.sentence


def test_a_cancelled_clip_says_so() -> None:
    assert verdict_words(row_of(finished("1", Cancelled()))).headline == "Cancelled"


def test_stages_of_a_failure_stop_where_it_happened() -> None:
    row = row_of(planned(), finished("1", Failed(ConnectionFailedError()), at=Stage.UPLOADING, sent_bytes=1_950_000))
    prepared, uploading, recognising = steps(row)
    assert (prepared.word, prepared.note) == ("Prepared", "5.82 GB → 3.9 MB")
    assert (uploading.role, uploading.note[:12]) == ("s_failed", "50 % sent at")
    assert (recognising.note, recognising.is_begun) == ("not begun", False)


def test_stages_of_a_clip_at_work_show_the_present_one() -> None:
    row = row_of(planned(1_000_000), stage("1", Stage.UPLOADING), UploadProgress(ClipId("1"), 620_000, 1_000_000))
    assert [step.icon for step in steps(row)] == ["check", "state-uploading", "state-recognising"]
    assert steps(row)[1].note == "62 % · 0.6 of 1.0 MB"


@pytest.mark.parametrize("events", [(), (finished("1"),), (not_found("1"),)])
def test_other_clips_list_no_stages(events: tuple[Event, ...]) -> None:
    assert steps(row_of(*events)) == []


def test_support_gets_code_status_and_body_but_no_link_and_no_key() -> None:
    error = UploadRefusedError(
        "refused",
        service="storage",
        http_status=403,
        request_id="8H2K",
        body="Denied https://s3.example/b/k?X-Amz-Signature=5ec2e7&X-Amz-Credential=5ec2e7\nx-api-key: sl-5ec2e7",
        s3_code="AccessDenied",
    )
    text = support_text(row_of(finished("1", Failed(error), at=Stage.UPLOADING)))
    assert "5ec2e7" not in text
    for words in ("code      upload_refused", "status    403", "request   8H2K", "s3_code   AccessDenied", "UTC"):
        assert words in text


@pytest.mark.parametrize("events", [(), (finished("1"),), (not_found("1"),)])
def test_only_a_failure_has_details_for_support(events: tuple[Event, ...]) -> None:
    assert support_text(row_of(*events)) == ""


@pytest.mark.parametrize(
    "text",
    [
        "GET https://s3.example/b/k?X-Amz-Signature=5ec2e7",
        "Authorization: Bearer 5ec2e7abcdef",
        '{"api_key": "5ec2e7", "x": 1}',
        "api-key=5ec2e7",
        "token: 5ec2e7",
        "sent Bearer 5ec2e7abcdef",
    ],
)
def test_secrets_leave_no_trace(text: str) -> None:
    assert "5ec2e7" not in without_secrets(text)


def test_words_without_secrets_stay_as_they_are() -> None:
    text = '{"job_id": "7c1f", "status": "completed", "track": {"title": "Keys and Tokens"}}'
    assert without_secrets(text) == text


def test_endless_lines_are_cut_and_long_words_may_break() -> None:
    assert len(wrappable("a" * 100_000)) < 450
    assert "\u200b" in wrappable("a" * 50)
    assert wrappable("Harbour Lights") == "Harbour Lights"


def test_an_upload_that_never_began_is_not_said_to_be_sent() -> None:
    row = row_of(planned(), finished("1", Failed(ConnectionFailedError()), at=Stage.UPLOADING, sent_bytes=0))
    assert steps(row)[0].note == "5.82 GB → 3.9 MB"
    assert steps(row)[1].note.startswith("nothing sent at")


def test_all_sent_without_an_answer_is_told_as_that() -> None:
    row = row_of(planned(), finished("1", Failed(ConnectionFailedError()), at=Stage.UPLOADING))
    assert steps(row)[1].note.startswith("all sent, no answer at")


def test_an_upload_that_broke_off_tells_how_much_left() -> None:
    row = row_of(planned(), finished("1", Failed(ConnectionFailedError()), at=Stage.UPLOADING, sent_bytes=1_950_000))
    assert dict(sent_facts(row))["Sent"] == "1.9 MB of 3.9 MB, then it broke off"


@pytest.mark.parametrize(
    ("n_tracks", "words", "searched"),
    [(0, "The catalogue of this computer is empty", "0 tracks in"), (1, "No track", "1 track in"),
     (12, "No track", "12 tracks in your catalogue")],
)  # fmt: skip
def test_not_found_here_says_how_much_music_was_searched(n_tracks: int, words: str, searched: str) -> None:
    row = row_of()
    row.n_tracks = n_tracks
    row.apply(finished("1", NotIdentified(), service="local"))
    assert verdict_words(row).sentence.startswith(words)
    assert dict(sent_facts(row))["Searched"].startswith(searched)
