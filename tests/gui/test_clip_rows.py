import pytest
from support.queue_events import FakeClock, added, finished, make_info, make_track, not_found, probed, stage

from slipgui.core.clip import ClipId
from slipgui.core.errors import NoAudioError
from slipgui.core.events import PrepareProgress, RetryScheduled, UploadPlanned, UploadProgress, WaitingForFile
from slipgui.core.flow import Stage
from slipgui.core.outcome import Cancelled, Failed, Identified, NotIdentified, Origin
from slipgui.core.upload_plan import Payload, Route, UploadPlan
from slipgui.gui.clip_rows import ENDED_STATES, WAITING_STATES, WORKING_STATES, ClipRow, RowState, to_retry

ID = ClipId("a")


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def row(clock):
    return ClipRow(added("a"), clock)


def upload(row, clock, amounts, step_s=0.5, total=1_000_000):
    row.apply(stage("a", Stage.UPLOADING))
    for amount in amounts:
        row.apply(UploadProgress(ID, amount, total))
        clock.advance(step_s)


def test_every_state_is_waiting_working_or_ended():
    assert frozenset(RowState) == WAITING_STATES | WORKING_STATES | ENDED_STATES


def test_new_clip_waits(row):
    assert row.state is RowState.WAITING
    assert row.is_waiting
    assert not row.is_working
    assert not row.has_ended
    assert row.share is None


@pytest.mark.parametrize(
    ("reached", "state"),
    [
        (Stage.PROBING, RowState.PREPARING),
        (Stage.PREPARING, RowState.PREPARING),
        (Stage.UPLOADING, RowState.UPLOADING),
        (Stage.SUBMITTING, RowState.RECOGNISING),
        (Stage.POLLING, RowState.RECOGNISING),
    ],
)
def test_stage_decides_the_state_of_a_clip_at_work(row, reached, state):
    row.apply(stage("a", reached))
    assert row.state is state
    assert row.is_working


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (Identified(make_track(origin=Origin.INTERNAL), None), RowState.INTERNAL),
        (Identified(make_track(origin=Origin.EXTERNAL), None), RowState.EXTERNAL),
        (Identified(make_track(score=75.0), None), RowState.INTERNAL),
        (Identified(make_track(score=74.9), None), RowState.UNSURE),
        (Identified(make_track(score=74.9, origin=Origin.EXTERNAL), None), RowState.UNSURE),
        (Identified(make_track(score=None), None), RowState.INTERNAL),
        (Failed(NoAudioError()), RowState.FAILED),
        (Cancelled(), RowState.CANCELLED),
    ],
)
def test_outcome_decides_the_state_at_the_end(row, outcome, state):
    row.apply(finished("a", outcome))
    assert row.state is state
    assert row.has_ended


def test_threshold_for_checking_by_ear_is_a_setting(clock):
    row = ClipRow(added("a"), clock, check_by_ear_below=99.0)
    row.apply(finished("a"))
    assert row.state is RowState.UNSURE


def test_not_found_is_no_failure(row):
    row.apply(not_found("a"))
    assert row.state is RowState.NOT_FOUND
    assert row.track is None


def test_trying_again_forgets_the_end(row):
    row.apply(finished("a", Failed(NoAudioError())))
    row.apply(stage("a", Stage.DROPPED))
    assert row.state is RowState.WAITING
    assert row.outcome is None
    assert row.sent_bytes == 0


def test_trying_again_keeps_what_the_file_is(row):
    row.apply(probed("a"))
    row.apply(stage("a", Stage.DROPPED))
    assert row.info is not None


def test_growing_file_is_waited_for_until_it_was_looked_into(row, clock):
    row.apply(stage("a", Stage.PROBING))
    row.apply(WaitingForFile(ID, 3_200_000_000, 4.0))
    clock.advance(2)
    assert row.state is RowState.WAITING_FOR_FILE
    assert row.seconds_since_file_change_s == 6.0
    row.apply(probed("a"))
    assert row.state is RowState.PREPARING


def test_size_of_the_probe_wins_over_the_size_at_the_drop(row):
    row.apply(probed("a", make_info(size_bytes=77)))
    assert row.source_bytes == 77


def test_upload_share_is_bytes_of_bytes(row, clock):
    upload(row, clock, [0, 620_000])
    assert row.share == pytest.approx(0.62)


def test_preparing_share_is_seconds_of_seconds(row):
    row.apply(stage("a", Stage.PREPARING))
    row.apply(PrepareProgress(ID, 30.0, 120.0))
    assert row.share == 0.25


def test_looking_into_the_file_and_recognising_have_no_share(row):
    row.apply(stage("a", Stage.PROBING))
    assert row.share is None
    row.apply(stage("a", Stage.POLLING))
    assert row.share is None


def test_rate_is_unknown_before_half_a_second(row, clock):
    upload(row, clock, [0, 100_000], step_s=0.2)
    assert row.rate_bytes_per_s is None
    assert row.seconds_left_s is None


def test_steady_upload_shows_its_rate_and_time_left(row, clock):
    upload(row, clock, [0, 100_000, 200_000, 300_000])
    assert row.rate_bytes_per_s == pytest.approx(200_000)
    assert row.seconds_left_s == pytest.approx(3.5)


def test_rate_is_smoothed_over_a_jump(row, clock):
    upload(row, clock, [0, 100_000, 200_000, 300_000, 900_000])
    assert 200_000 < row.rate_bytes_per_s < 1_200_000


def test_stalled_upload_tells_no_time_left(row, clock):
    upload(row, clock, [0, 0, 0, 0])
    assert row.rate_bytes_per_s is None
    assert row.seconds_left_s is None


def test_upload_that_begins_anew_begins_a_new_rate(row, clock):
    upload(row, clock, [0, 400_000, 800_000])
    row.apply(UploadProgress(ID, 0, 1_000_000))
    assert row.rate_bytes_per_s is None


def test_two_reports_at_the_same_moment_do_no_harm(row, clock):
    upload(row, clock, [0, 100_000, 100_000, 120_000], step_s=0.0)
    clock.advance(1)
    row.apply(UploadProgress(ID, 220_000, 1_000_000))
    assert row.rate_bytes_per_s == pytest.approx(220_000)


def test_elapsed_time_runs_through_submitting_and_polling(row, clock):
    row.apply(stage("a", Stage.SUBMITTING))
    clock.advance(3)
    row.apply(stage("a", Stage.POLLING))
    clock.advance(5)
    assert row.elapsed_s == 8.0


def test_elapsed_time_of_an_ended_clip_is_that_of_the_whole_recognition(row, clock):
    row.apply(finished("a", elapsed_s=6.0))
    clock.advance(100)
    assert row.elapsed_s == 6.0


def test_retry_keeps_the_bar_and_counts_down(row, clock):
    upload(row, clock, [0, 500_000])
    row.apply(RetryScheduled(ID, 2, 3, 8.0, "offline"))
    clock.advance(3)
    assert row.share == 0.5
    assert row.seconds_to_retry_s == 5.0
    assert row.seconds_left_s is None


def test_progress_ends_the_talk_of_a_retry(row, clock):
    upload(row, clock, [0, 500_000])
    row.apply(RetryScheduled(ID, 2, 3, 8.0, "offline"))
    row.apply(UploadProgress(ID, 510_000, 1_000_000))
    assert row.retry is None
    assert row.seconds_to_retry_s == 0.0


def test_plan_tells_what_will_be_sent(row):
    row.apply(UploadPlanned(ID, UploadPlan(Route.FORM, Payload.SOUND, 3_900_000)))
    assert (row.payload, row.planned_bytes) == (Payload.SOUND, 3_900_000)


def test_rate_fades_in_a_stall_and_is_gone_in_the_end(row, clock):
    upload(row, clock, [0, 100_000, 200_000, 300_000])
    rate = row.rate_bytes_per_s
    clock.advance(3)
    assert 0 < row.rate_bytes_per_s < rate * 0.6
    clock.advance(30)
    assert row.rate_bytes_per_s is None


def test_again_is_tried_what_brought_no_answer_and_an_answer_only_alone(clock):
    ends = {"f": Failed(NoAudioError()), "n": NotIdentified(), "c": Cancelled(), "i": None, "w": None}
    rows = {clip_id: ClipRow(added(clip_id), clock) for clip_id in ends}
    for clip_id in "fnci":
        rows[clip_id].apply(finished(clip_id, ends[clip_id]))
    assert [row.clip_id for row in to_retry(list(rows.values()))] == ["f", "n", "c"]
    assert to_retry([rows["i"]]) == [rows["i"]]
    assert to_retry([rows["w"]]) == []
