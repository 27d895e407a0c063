"""What the window shows of one clip, folded from the events; plain Python, no Qt."""

import math
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path

from slipgui.core.clip import ClipId, MediaInfo
from slipgui.core.errors import JobFailedError, RequestRejectedError, UploadExpiredError
from slipgui.core.events import (
    ClipAdded,
    ClipEvent,
    ClipPaused,
    ClipProbed,
    ClipUnpaused,
    FetchProgress,
    FileSettled,
    PrepareProgress,
    RecognitionFinished,
    Report,
    RetryScheduled,
    StageChanged,
    TwinEnded,
    UploadPlanned,
    UploadProgress,
    VolumeBack,
    WaitingForFile,
    WaitingForNetwork,
    WaitingForTwin,
    WaitingForVolume,
)
from slipgui.core.flow import Stage
from slipgui.core.outcome import Cancelled, Failed, Identified, NotIdentified, Origin, Outcome, Track
from slipgui.core.steps import LEAST_S
from slipgui.core.upload_plan import Payload

Clock = Callable[[], float]
"""Seconds on a monotonic clock."""

_SMOOTHING_S = 3.0
"""Time constant of the shown rate: long enough to read, short enough to follow a stall."""
_RATE_AFTER_S = 0.5
"""A rate is shown once this much time was measured."""
_SILENCE_S = 1.0
"""Progress comes ten times a second; after so long without any the rate fades."""
_FADED = 0.05
"""Below this share of itself a rate that fades is not shown any more."""


class RowState(StrEnum):
    """The one word of a row; icons and colours are named after it."""

    WAITING = "waiting"
    WAITING_FOR_FILE = "waiting_for_file"
    """The file still grows."""
    WAITING_FOR_VOLUME = "waiting_for_volume"
    """The disk or share of the file is gone."""
    WAITING_FOR_NETWORK = "waiting_for_network"
    """The service cannot be reached."""
    WAITING_FOR_TWIN = "waiting_for_twin"
    """Another clip at work holds the same."""
    PAUSED = "paused"
    """The user lets it rest."""
    PREPARING = "preparing"
    UPLOADING = "uploading"
    RECOGNISING = "recognising"
    INTERNAL = "internal"
    """Found in the catalogue."""
    EXTERNAL = "external"
    """Found outside of it."""
    UNSURE = "unsure"
    """Found with a score so low that somebody should listen."""
    NOT_FOUND = "not_found"
    FAILED = "failed"
    CANCELLED = "cancelled"


WAITING_STATES = frozenset(
    {
        RowState.WAITING,
        RowState.WAITING_FOR_FILE,
        RowState.WAITING_FOR_VOLUME,
        RowState.WAITING_FOR_NETWORK,
        RowState.WAITING_FOR_TWIN,
        RowState.PAUSED,
    }
)
WORKING_STATES = frozenset({RowState.PREPARING, RowState.UPLOADING, RowState.RECOGNISING})
IDENTIFIED_STATES = frozenset({RowState.INTERNAL, RowState.EXTERNAL, RowState.UNSURE})
ENDED_STATES = IDENTIFIED_STATES | {RowState.NOT_FOUND, RowState.FAILED, RowState.CANCELLED}

_OF_WHAT_WAS_SENT = (JobFailedError, RequestRejectedError, UploadExpiredError)
"""What may end in another way with a part of the sound."""
_STATE_OF_STAGE = {
    Stage.DROPPED: RowState.WAITING,
    Stage.PROBING: RowState.PREPARING,
    Stage.PREPARING: RowState.PREPARING,
    Stage.UPLOADING: RowState.UPLOADING,
    Stage.SUBMITTING: RowState.RECOGNISING,
    Stage.POLLING: RowState.RECOGNISING,
}


class Pace:
    """A rate measured from absolute amounts, smoothed over about three seconds."""

    __slots__ = ("_amount", "_per_s", "_seen_s", "_since_s", "_weight")

    def __init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        """Forget what was measured."""
        self._amount = 0.0
        self._since_s: float | None = None
        self._per_s = 0.0
        self._weight = 0.0
        self._seen_s = 0.0

    def note(self, amount: float, now_s: float) -> None:
        """Take the amount reached at ``now_s``; a smaller one than before starts anew."""
        if self._since_s is None or amount < self._amount:
            self.restart()
        elif now_s > self._since_s:
            self._blend((amount - self._amount) / (now_s - self._since_s), now_s - self._since_s)
        else:
            return
        self._amount, self._since_s = amount, now_s

    def _blend(self, per_s: float, duration_s: float) -> None:
        share = 1.0 - math.exp(-duration_s / _SMOOTHING_S)
        self._per_s += (per_s - self._per_s) * share
        # The average starts at nothing; the weight gathered so far takes that start out again.
        self._weight += (1.0 - self._weight) * share
        self._seen_s += duration_s

    def per_s(self, now_s: float) -> float | None:
        """Amount per second, None until enough was seen or while nothing moves; fades while no news come."""
        if self._since_s is None or self._seen_s < _RATE_AFTER_S or self._per_s <= 0.0:
            return None
        kept = math.exp(-max(0.0, now_s - self._since_s - _SILENCE_S) / _SMOOTHING_S)
        return self._per_s / self._weight * kept if kept >= _FADED else None

    def seconds_left_s(self, total: float, now_s: float) -> float | None:
        """Seconds until ``total`` is reached at this pace, None while there is no rate."""
        per_s = self.per_s(now_s)
        return None if per_s is None else max(0.0, total - self._amount) / per_s


class ClipRow:
    """One clip as the window shows it; changed by ``apply`` alone.

    Parameters
    ----------
    added
        The event that brought the clip.
    clock
        Seconds on a monotonic clock, for rates and elapsed times.
    check_by_ear_below
        Answers with a lower score (0 to 100) are ``UNSURE``.
    """

    __slots__ = (
        "_began_s",
        "_clock",
        "_pace",
        "_retry_at_s",
        "_waiting_file_since_s",
        "check_by_ear_below",
        "clip_id",
        "fetched_bytes",
        "growing_bytes",
        "has_grown",
        "info",
        "missing_folder",
        "n_tracks",
        "n_tracks_searched",
        "name",
        "path",
        "payload",
        "planned_bytes",
        "prepared_s",
        "report",
        "retry",
        "sent_bytes",
        "source_bytes",
        "stage",
        "state",
        "to_prepare_s",
        "to_send_bytes",
        "twin",
    )

    def __init__(self, added: ClipAdded, clock: Clock, check_by_ear_below: float = 75.0) -> None:
        self._clock = clock
        self._pace = Pace()
        self.check_by_ear_below = check_by_ear_below
        self.clip_id: ClipId = added.clip_id
        self.path: Path = added.clip.path
        self.name = added.clip.name
        self.source_bytes = added.source_bytes
        self.info: MediaInfo | None = added.info
        self.n_tracks: int | None = None
        """How much music the catalogue of this computer knows; None while nobody told."""
        self._begin_anew()

    def _begin_anew(self) -> None:
        self.state = RowState.WAITING
        self.stage = Stage.DROPPED
        self.payload: Payload | None = None
        self.planned_bytes: int | None = None
        self.sent_bytes = 0
        self.to_send_bytes = 0
        self.fetched_bytes = 0
        self.prepared_s = 0.0
        self.to_prepare_s = 0.0
        self.growing_bytes = 0
        self.missing_folder: Path | None = None
        """What has to come back before it can go on."""
        self.twin = ""
        """What the clip is called whose answer will do for this one."""
        self.has_grown = False
        """Whether the size changed while the file was waited for."""
        self.n_tracks_searched: int | None = None
        """How much music the catalogue of this computer knew when this clip was compared with it."""
        self.retry: RetryScheduled | None = None
        self.report: Report | None = None
        self._retry_at_s = 0.0
        self._waiting_file_since_s = 0.0
        self._began_s = self._clock()
        self._pace.restart()

    # ------------------------------------------------------------------------------------------------- events in

    def apply(self, event: ClipEvent) -> None:
        """Take one event of this clip; with those that are not here the list begins and ends."""
        match event:
            case StageChanged():
                self._enter(event.stage)
            case ClipProbed():
                self._probed(event.info)
            case FetchProgress() | PrepareProgress() | UploadProgress():
                self._progress(event)
            case UploadPlanned():
                self.payload, self.planned_bytes = event.plan.payload, event.plan.size_bytes
            case WaitingForFile() | FileSettled():
                self._watched(event)
            case WaitingForVolume() | WaitingForNetwork() | WaitingForTwin() | ClipPaused():
                self._held(event)
            case RetryScheduled():
                self.retry, self._retry_at_s = event, self._clock() + event.delay_s
            case RecognitionFinished():
                self._finish(event.report)
            case VolumeBack() | TwinEnded() | ClipUnpaused():
                self._let_go(event)

    def _watched(self, event: WaitingForFile | FileSettled) -> None:
        if isinstance(event, WaitingForFile):
            self._wait_for_file(event)
        else:
            self._leave_the_wait()

    def _held(self, event: WaitingForVolume | WaitingForNetwork | WaitingForTwin | ClipPaused) -> None:
        match event:
            case WaitingForVolume():
                self._wait(RowState.WAITING_FOR_VOLUME)
                self.missing_folder = event.folder
            case WaitingForNetwork():
                self._wait(RowState.WAITING_FOR_NETWORK)
            case WaitingForTwin():
                self._wait(RowState.WAITING_FOR_TWIN)
                self.twin = event.twin
            case ClipPaused():
                self._wait(RowState.PAUSED)

    def _let_go(self, event: VolumeBack | TwinEnded | ClipUnpaused) -> None:
        is_over = self.state in (RowState.PAUSED, RowState.WAITING_FOR_VOLUME)
        if isinstance(event, TwinEnded):
            is_over = self.state is RowState.WAITING_FOR_TWIN
        if is_over:
            self._wait(RowState.WAITING)

    def _wait(self, state: RowState) -> None:
        self.retry = None
        self.state, self._began_s = state, self._clock()

    def _enter(self, stage: Stage) -> None:
        if stage is Stage.DROPPED:
            self._begin_anew()
            return
        self.stage = stage
        if self.state is RowState.PAUSED:  # it ends a submission that is on its way
            return
        self.retry = None
        if stage is Stage.PROBING:  # what an earlier run planned is no longer true
            self.payload = self.planned_bytes = None
        state = _STATE_OF_STAGE.get(stage, self.state)
        if state is not self.state or stage is Stage.UPLOADING:
            self._pace.restart()
        if state is not self.state:
            self.state, self._began_s = state, self._clock()

    def _probed(self, info: MediaInfo) -> None:
        self.info, self.source_bytes = info, info.size_bytes
        self._leave_the_wait()

    def _leave_the_wait(self) -> None:
        if self.state is RowState.WAITING_FOR_FILE:
            self.state, self._began_s = RowState.PREPARING, self._clock()

    @property
    def kept_bytes(self) -> int:
        """What was sent and need not be sent again."""
        return self.planned_bytes or 0 if self.stage in (Stage.SUBMITTING, Stage.POLLING) else 0

    def _progress(self, event: FetchProgress | PrepareProgress | UploadProgress) -> None:
        self.retry = None
        if isinstance(event, FetchProgress):
            self.fetched_bytes = event.fetched_bytes
        elif isinstance(event, PrepareProgress):
            self.prepared_s, self.to_prepare_s = event.done_s, event.total_s
            self._pace.note(event.done_s, self._clock())
        else:
            self.sent_bytes, self.to_send_bytes = event.sent_bytes, event.total_bytes
            self._pace.note(event.sent_bytes, self._clock())

    def _wait_for_file(self, event: WaitingForFile) -> None:
        self.state = RowState.WAITING_FOR_FILE
        self.has_grown = self.has_grown or event.size_bytes != (self.growing_bytes or self.source_bytes)
        self.growing_bytes = event.size_bytes
        self._waiting_file_since_s = self._clock() - event.seconds_since_change_s

    def _finish(self, report: Report) -> None:
        self.stage = Stage.FINISHED
        self.retry = None
        self.report = report
        self.payload, self.sent_bytes = report.payload or self.payload, report.sent_bytes
        self.n_tracks_searched = self.n_tracks if report.service == "local" else None
        self.source_bytes = report.source_bytes or self.source_bytes
        self.state = self._state_of_outcome(report.outcome)

    def _state_of_outcome(self, outcome: Outcome) -> RowState:
        match outcome:
            case Identified(track):
                return self._state_of_track(track)
            case NotIdentified():
                return RowState.NOT_FOUND
            case Failed():
                return RowState.FAILED
            case Cancelled():
                return RowState.CANCELLED

    def _state_of_track(self, track: Track) -> RowState:
        if track.score is not None and track.score < self.check_by_ear_below:
            return RowState.UNSURE
        return RowState.INTERNAL if track.origin is Origin.INTERNAL else RowState.EXTERNAL

    def judge_by(self, check_by_ear_below: float) -> None:
        """Take another score below which answers are ``UNSURE``."""
        self.check_by_ear_below = check_by_ear_below
        if self.report is not None and self.stage is Stage.FINISHED:
            self.state = self._state_of_outcome(self.report.outcome)

    # ---------------------------------------------------------------------------------------------- questions out

    @property
    def is_waiting(self) -> bool:
        """Whether its turn has not come, or its file still grows."""
        return self.state in WAITING_STATES

    @property
    def is_working(self) -> bool:
        """Whether something is being done for it now."""
        return self.state in WORKING_STATES

    @property
    def has_ended(self) -> bool:
        """Whether there is an outcome."""
        return self.state in ENDED_STATES

    @property
    def track(self) -> Track | None:
        """The identified track, if any."""
        outcome = self.outcome
        return outcome.track if isinstance(outcome, Identified) else None

    @property
    def outcome(self) -> Outcome | None:
        """How it ended, None before."""
        return self.report.outcome if self.report else None

    @property
    def n_sound_tracks(self) -> int:
        """How many audio streams it has, as far as it was looked into."""
        return len(self.info.audio_streams) if self.info is not None else 0

    @property
    def audio_stream(self) -> int | None:
        """Position of the audio stream that is heard alone, or was; None: all that sound."""
        if self.report is not None:
            return self.report.audio_stream
        return self.info.chosen_stream if self.info is not None else None

    @property
    def can_be_heard(self) -> bool:
        """Whether its sound is worth a look: it was read, or recognised in an earlier run."""
        return self.info is not None or isinstance(self.outcome, Identified | NotIdentified)

    @property
    def can_be_framed(self) -> bool:
        """Whether another part of it may bring an answer: none was found, or the service could not use what it got."""
        is_short = self.info is not None and self.info.duration_s < 2 * LEAST_S
        error = self.outcome.error if isinstance(self.outcome, Failed) else None
        is_refused = isinstance(error, _OF_WHAT_WAS_SENT) or (error and error.context.get("reason") == "no_part")
        is_missed = isinstance(self.outcome, NotIdentified) and self.n_tracks_searched != 0
        return self.can_be_heard and not is_short and bool(is_refused or is_missed)

    @property
    def share(self) -> float | None:
        """How much of the present stage is done, 0 to 1; None where nothing tells (reading, recognising)."""
        if self.state is RowState.UPLOADING and self.to_send_bytes > 0:
            return min(1.0, self.sent_bytes / self.to_send_bytes)
        if self.stage is Stage.PREPARING and self.to_prepare_s > 0:
            return min(1.0, self.prepared_s / self.to_prepare_s)
        return None

    @property
    def rate_bytes_per_s(self) -> float | None:
        """Upload rate, smoothed; None outside an upload and until it is known."""
        return self._pace.per_s(self._clock()) if self.state is RowState.UPLOADING and not self.is_sent else None

    @property
    def is_sent(self) -> bool:
        """Whether all bytes of an upload left, and the answer to it has not come."""
        return self.state is RowState.UPLOADING and 0 < self.to_send_bytes <= self.sent_bytes

    @property
    def seconds_left_s(self) -> float | None:
        """Seconds to the end of the present stage, None where nobody knows."""
        if self.retry is not None or self.is_sent:
            return None
        if self.state is RowState.UPLOADING:
            return self._pace.seconds_left_s(self.to_send_bytes, self._clock())
        return self._pace.seconds_left_s(self.to_prepare_s, self._clock()) if self.stage is Stage.PREPARING else None

    @property
    def elapsed_s(self) -> float:
        """Seconds in the present state, or of the whole recognition once it ended."""
        return self.report.elapsed_s if self.report else self._clock() - self._began_s

    @property
    def seconds_to_retry_s(self) -> float:
        """Seconds until the next try begins, 0 when it has."""
        return max(0.0, self._retry_at_s - self._clock()) if self.retry else 0.0

    @property
    def seconds_since_file_change_s(self) -> float:
        """Seconds since the growing file was seen to change."""
        return max(0.0, self._clock() - self._waiting_file_since_s)


DECIDED_STATES = frozenset({RowState.UNSURE, RowState.NOT_FOUND, RowState.FAILED})
"""What somebody has to look at."""
RETRIED_STATES = frozenset({RowState.FAILED, RowState.NOT_FOUND, RowState.CANCELLED})


def to_retry(rows: Sequence[ClipRow]) -> list[ClipRow]:
    """Those of the selected clips that "Try again" concerns: what brought no answer; an answer only where it is chosen alone."""
    if len(rows) == 1 and rows[0].has_ended:
        return list(rows)
    return [row for row in rows if row.state in RETRIED_STATES]
