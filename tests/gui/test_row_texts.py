from dataclasses import replace

import pytest
from support.queue_events import added, finished, make_info, make_track, not_found, probed, stage

from slipgui.app.explanation import Cure
from slipgui.core.clip import ClipId
from slipgui.core.errors import (
    ClipUnreadableError,
    JobFailedError,
    MediaRejectedError,
    NoAudioError,
    OfflineError,
    PrepareError,
    UploadExpiredError,
    error_kinds,
)
from slipgui.core.events import (
    FileSettled,
    PrepareProgress,
    RetryScheduled,
    UploadPlanned,
    UploadProgress,
    WaitingForFile,
)
from slipgui.core.flow import Stage
from slipgui.core.outcome import Failed, Identified, NotIdentified, Origin
from slipgui.core.upload_plan import Payload, Route, UploadPlan
from slipgui.core.voice import TimeRange
from slipgui.gui import row_texts
from slipgui.gui.clip_rows import ClipRow, RowState
from slipgui.gui.demo_outcomes import shown_kinds

ID = ClipId("a")


@pytest.fixture
def row(clock):
    return ClipRow(added("a"), clock)


def after(row, *events):
    for event in events:
        row.apply(event)
    return row


@pytest.mark.parametrize("state", RowState)
def test_every_state_has_a_word(state):
    assert row_texts.state_word(state)


@pytest.mark.parametrize("kind", error_kinds())
def test_every_error_has_a_headline_in_the_row_and_below_it_a_short_cure(row, kind):
    headline, below = row_texts.track_lines(after(row, finished("a", Failed(kind("boom")))))
    assert headline
    cures = (
        "Try again", "Show in folder", "Choose another file…",
        "Enter key…", "Open settings…", "Send only the sound", "Send the whole file", "Check the catalogue", "Copy the details",
    )  # fmt: skip
    assert below in cures or (below == "" and kind not in shown_kinds())
    assert "boom" not in headline


def test_facts_tell_timecode_length_and_rate(row):
    assert row_texts.facts(after(row, probed("a"))) == "01:00:00:00 · 04:00 · 25 fps"


def test_facts_of_sound_say_so(row):
    info = make_info(rate=None, timecode=None, has_picture=False)
    assert row_texts.facts(after(row, probed("a", info))) == "04:00 · sound only"


def test_facts_before_the_look_into_the_file_are_its_size(row):
    assert row_texts.facts(row) == "5.82 GB"


def test_bytes_are_told_before_during_and_after_sending(row):
    assert row_texts.sent_lines(row) == ("—", "of 5.82 GB")
    after(row, stage("a", Stage.PREPARING))
    assert row_texts.sent_lines(row) == ("—", "of 5.82 GB · sound")
    after(row, UploadPlanned(ID, UploadPlan(Route.FORM, Payload.SOUND, 3_900_000)))
    assert row_texts.sent_lines(row) == ("3.9 MB", "of 5.82 GB · sound")
    assert row_texts.sent_lines(after(row, finished("a"))) == ("3.9 MB", "of 5.82 GB · sound")


def test_a_clip_that_comes_back_is_still_known(row, clock):
    back = ClipRow(replace(added("a"), info=make_info()), clock)
    assert row_texts.facts(back) == row_texts.facts(after(row, probed("a")))


def test_whole_file_is_called_so(row):
    after(row, UploadPlanned(ID, UploadPlan(Route.FORM, Payload.ORIGINAL, 5_820_000_000)))
    assert row_texts.sent_lines(row) == ("5.82 GB", "whole file")


def test_failure_before_the_upload_says_that_the_bytes_stay_here(row):
    after(row, finished("a", Failed(NoAudioError()), at=Stage.PROBING, sent_bytes=0))
    assert row_texts.sent_lines(row) == ("—", "5.82 GB stay here")
    assert row_texts.second_lines(row) == ("Checked before upload",)


def test_of_a_known_answer_nothing_was_sent_also_where_it_is_that_nothing_was_found(row):
    event = finished("a", NotIdentified(), sent_bytes=0)
    after(row, replace(event, report=replace(event.report, known_since=event.report.finished_at)))
    assert row_texts.sent_lines(row) == ("Nothing", "known already")


def test_growing_file_has_no_final_size(row):
    after(row, WaitingForFile(ID, 3_200_000_000, 4.0))
    assert row_texts.facts(row) == "still growing · 3.20 GB so far"
    assert row_texts.sent_lines(row) == ("—", "size not final")
    assert row_texts.second_lines(row) == ("Last change 4 s ago",)


@pytest.mark.parametrize(
    ("position", "text"),
    [(1, "Next in line"), (2, "2nd in line"), (3, "3rd in line"), (4, "4th in line"), (11, "11th in line"),
     (12, "12th in line"), (13, "13th in line"), (21, "21st in line"), (111, "111th in line")],
)  # fmt: skip
def test_waiting_clip_tells_its_place_in_line(row, position, text):
    assert row_texts.second_lines(row, position) == (text,)


def test_upload_line_loses_whole_parts_where_there_is_no_room(row, clock):
    after(row, stage("a", Stage.UPLOADING))
    for step in range(5):
        after(row, UploadProgress(ID, step * 155_000, 1_000_000))
        clock.advance(0.375)
    assert row_texts.second_lines(row) == (
        "0.6 of 1.0 MB · 413 kB/s · 1 s left",
        "413 kB/s · 1 s left",
        "1 s left",
    )
    assert row_texts.progress_text(row) == "62 %"


def test_preparing_line(row, clock):
    after(row, stage("a", Stage.PROBING))
    assert row_texts.second_lines(row) == ("Looking into the file",)
    after(row, stage("a", Stage.PREPARING), PrepareProgress(ID, 0.0, 120.0))
    clock.advance(2)
    after(row, PrepareProgress(ID, 40.0, 120.0))
    assert row_texts.second_lines(row)[0] == "Taking the sound out · 4 s left"


def test_recognising_shows_time_and_never_per_cent(row, clock):
    after(row, stage("a", Stage.POLLING))
    clock.advance(8)
    assert row_texts.progress_text(row) == "0:08"
    assert row_texts.second_lines(row) == ("Usually under a minute",)
    clock.advance(52)
    assert row_texts.second_lines(row) == ("Taking longer than usual",)


def test_retry_counts_down_and_then_says_which_try_runs(row, clock):
    after(row, stage("a", Stage.UPLOADING), RetryScheduled(ID, 2, 3, 8.0, "offline"))
    assert row_texts.second_lines(row) == ("Try 2 of 3 in 0:08",)
    clock.advance(9)
    assert row_texts.second_lines(row) == ("Try 2 of 3",)


def test_answer_tells_title_artist_label_isrc_and_score(row):
    after(row, finished("a"))
    assert row_texts.track_lines(row) == ("Harbour Lights (60s Edit)", "Mira Okafor · Tidewater Library")
    assert row_texts.isrc(row) == "QZ-TW4-21-00417"
    assert row_texts.score_line(row) == "98.2 Strong"
    assert row_texts.second_lines(row) == ("Found in 6 s",)


def test_answer_without_score_shows_a_dash_and_no_answer_shows_nothing(row):
    assert row_texts.score_line(row) == ""
    assert row_texts.score_line(after(row, finished("a", Identified(make_track(score=None), None)))) == "—"


def test_malformed_isrc_is_shown_as_the_service_wrote_it(row):
    after(row, finished("a", Identified(make_track(isrc="QZ TW4\u202e"), None)))
    assert row_texts.isrc(row) == "QZ TW4"


def test_low_score_names_the_threshold(row):
    after(row, finished("a", Identified(make_track(score=61.0), None)))
    assert row_texts.second_lines(row) == ("In catalogue, score below 75", "Score below 75")
    after(row, finished("a", Identified(make_track(score=61.0, origin=Origin.EXTERNAL), None)))
    assert row_texts.second_lines(row)[0] == "External, score below 75"


def test_not_found_claims_nothing_about_music(row):
    after(row, not_found("a"))
    assert row_texts.track_lines(row) == ("No known track", "Try another part…")
    assert row_texts.second_lines(row) == ("Searched for 6 s",)


def test_of_a_part_that_was_tried_the_row_tells_how_much_it_was(row):
    event = finished("a", NotIdentified())
    after(row, replace(event, report=replace(event.report, part=TimeRange(4.0, 30.0))))
    assert row_texts.second_lines(row) == ("00:26 of it asked",)


def test_clip_that_ends_early_says_so(row):
    assert row_texts.second_lines(after(row, finished("a", is_incomplete=True))) == ("The file ends too early",)


@pytest.mark.parametrize(
    ("error", "cure"),
    [
        (OfflineError(), Cure.RETRY),
        (NoAudioError(), Cure.CHOOSE_ANOTHER),
        (ClipUnreadableError(), Cure.SHOW_IN_FOLDER),
        (PrepareError(), Cure.SEND_ORIGINAL),
        (JobFailedError(), Cure.TRY_PART),
    ],
)
def test_row_offers_only_cures_that_the_page_can_bring_about(row, error, cure):
    after(row, probed("a"), finished("a", Failed(error)))
    assert row_texts.cure_of(row) is cure


@pytest.mark.parametrize(
    ("error", "sent", "cure"),
    [
        (UploadExpiredError(), Payload.ORIGINAL, Cure.SEND_SOUND),
        (UploadExpiredError(), Payload.SOUND, Cure.TRY_PART),
        (MediaRejectedError(), Payload.SOUND, Cure.SEND_ORIGINAL),
        (MediaRejectedError(), Payload.ORIGINAL, Cure.TRY_PART),
        (PrepareError(), Payload.ORIGINAL, Cure.RETRY),
    ],
)
def test_what_was_sent_already_is_no_cure(row, error, sent, cure):
    event = finished("a", Failed(error))
    after(row, probed("a"), replace(event, report=replace(event.report, payload=sent)))
    assert row_texts.cure_of(row) is cure


def test_a_clip_without_an_answer_leads_to_another_part_a_long_one_to_its_cues_too_and_a_short_one_nowhere(row):
    after(row, probed("a"), finished("a", NotIdentified()))
    assert row_texts.track_lines(row) == ("No known track", "Try another part…")
    assert row_texts.may_hold_cues(row)
    row.info = replace(row.info, duration_s=59.0)
    assert row_texts.cure_of(row) is Cure.TRY_PART
    assert not row_texts.may_hold_cues(row)
    row.info = replace(row.info, duration_s=5.9)
    assert row_texts.cure_of(row) is None


def test_copied_answer_is_title_artist_label_and_isrc():
    assert row_texts.answer_text(make_track()) == (
        "Harbour Lights (60s Edit) — Mira Okafor (Tidewater Library) QZ-TW4-21-00417"
    )
    assert row_texts.answer_text(make_track(artist=None, label=None, isrc=None)) == "Harbour Lights (60s Edit)"


def test_screen_reader_hears_an_answer_in_one_sentence(row):
    after(row, probed("a"), finished("a"))
    assert row_texts.row_sentence(row) == (
        "EP104_v07_LOCK_422HQ.mov, 4 minutes. In catalogue: Harbour Lights (60s Edit) by Mira Okafor, "
        "Tidewater Library. Score 98.2, strong."
    )


def test_screen_reader_hears_how_far_the_work_is(row, clock):
    after(row, stage("a", Stage.UPLOADING))
    for step in range(5):
        after(row, UploadProgress(ID, step * 155_000, 1_000_000))
        clock.advance(0.375)
    assert row_texts.row_sentence(row).endswith("Uploading, 62 per cent, 1 second left.")


def test_screen_reader_hears_why_it_failed_and_what_helps(row):
    after(row, finished("a", Failed(UploadExpiredError()), at=Stage.UPLOADING))
    assert row_texts.row_sentence(row) == (
        "EP104_v07_LOCK_422HQ.mov. Failed, while uploading: The upload link ran out. Send only the sound, or try again."
    )


def test_hostile_names_are_made_harmless_everywhere(clock):
    row = ClipRow(added("a", "a\u202eb\n<b>.mov"), clock)
    after(row, finished("a", Identified(make_track(title="x\u202ey", artist="z\x00"), None)))
    assert "\u202e" not in row_texts.row_sentence(row)
    assert row_texts.track_lines(row)[0] == "xy"


def test_a_file_that_rests_is_not_said_to_grow_and_is_left_when_it_settled(row):
    after(row, WaitingForFile(ID, 5_820_000_000, 4.0))
    assert (row_texts.facts(row), row_texts.sent_lines(row)) == ("5.82 GB", ("—", "of 5.82 GB"))
    after(row, WaitingForFile(ID, 5_900_000_000, 0.0))
    assert row_texts.facts(row) == "still growing · 5.90 GB so far"
    after(row, FileSettled(ID))
    assert row_texts.second_lines(row) == ("Looking into the file",)


def test_a_prepared_clip_waits_to_be_sent(row):
    after(row, stage("a", Stage.PREPARING), PrepareProgress(ID, 120.0, 120.0))
    assert row_texts.second_lines(row) == ("Waiting to send",)


def test_a_whole_file_waits_to_be_sent_once_it_is_planned(row):
    after(row, stage("a", Stage.PROBING), UploadPlanned(ID, UploadPlan(Route.FORM, Payload.ORIGINAL, 5_820_000_000)))
    assert row_texts.second_lines(row) == ("Waiting to send",)
    assert row_texts.second_lines(after(row, stage("a", Stage.DROPPED), stage("a", Stage.PROBING))) == (
        "Looking into the file",
    )


def test_all_bytes_sent_waits_for_the_answer(row, clock):
    after(row, stage("a", Stage.UPLOADING), UploadProgress(ID, 0, 1_000_000))
    clock.advance(1)
    after(row, UploadProgress(ID, 1_000_000, 1_000_000))
    assert row_texts.second_lines(row)[0] == "Sent · waiting for the answer"
    assert (row.rate_bytes_per_s, row.seconds_left_s) == (None, None)


def test_an_empty_file_has_a_size_and_a_missing_one_has_none(clock):
    row = ClipRow(added("a", source_bytes=0), clock)
    assert row_texts.facts(row) == "0 bytes"
    after(row, finished("a", Failed(ClipUnreadableError("", reason="missing")), at=Stage.PROBING, sent_bytes=0))
    row.source_bytes = 0
    assert row_texts.facts(row) == ""


def test_a_very_short_clip_tells_its_length_to_a_tenth(row):
    info = make_info(duration_s=0.52, rate=None, timecode=None, has_picture=False)
    assert row_texts.facts(after(row, probed("a", info))) == "0.5 s · sound only"
    assert "less than a second" in row_texts.row_sentence(row)


def test_sizes_that_would_read_alike_are_told_finer(clock):
    row = ClipRow(added("a", source_bytes=3_940_000), clock)
    after(row, UploadPlanned(ID, UploadPlan(Route.FORM, Payload.SOUND, 3_900_000)))
    assert row_texts.sent_lines(row) == ("3900 kB", "of 3940 kB · sound")


def test_not_found_in_an_empty_catalogue_says_so_and_offers_to_add_music(row):
    row.n_tracks = 0
    after(row, finished("a", NotIdentified(), service="local"))
    assert row_texts.track_lines(row) == ("The catalogue is empty", "Add music…")
    assert row_texts.cure_of(row) is Cure.ADD_MUSIC
    row.n_tracks = 12
    assert row_texts.track_lines(row) == ("The catalogue was empty", "Try again")


def test_not_found_among_music_offers_nothing_that_ends_the_same_way(row):
    row.n_tracks = 12
    after(row, finished("a", NotIdentified(), service="local"))
    assert row_texts.track_lines(row) == ("No known track", "Try another part…")


def test_what_a_service_said_is_shown_without_keys_and_links(row):
    reason = "denied for https://store.example/key?X-Signature=abc, token=s3cr3tvalue"
    after(row, finished("a", Failed(JobFailedError("x", service="audioverify", reason=reason))))
    assert "abc" not in row_texts.explanation(row).detail
    assert "s3cr3tvalue" not in row_texts.explanation(row).detail
