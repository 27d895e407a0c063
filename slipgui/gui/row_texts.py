"""The words of one clip in the list: state, second lines, sizes, answer, and the sentence a screen reader says."""

from slipgui.app.explanation import Cure, Explanation
from slipgui.core.errors import ClipGoneError
from slipgui.core.flow import Stage
from slipgui.core.outcome import Failed, Track
from slipgui.core.upload_plan import Payload
from slipgui.gui.clip_rows import ClipRow, RowState
from slipgui.gui.error_words import explained
from slipgui.gui.texts import (
    NOTHING,
    byte_rate,
    clip_length,
    clock,
    cure_label,
    frame_rate,
    plain,
    score,
    score_word,
    share_of_size,
    short_day,
    size,
    spoken_score_word,
    time_left,
    time_taken,
    translate,
    two_sizes,
)

LONG_WAIT_S = 60.0
"""A recognition of this length takes longer than usual."""
_LEAST_PROGRAMME_S = 60.0
"""In a shorter clip there is hardly another part to look for music in."""
_CURE_OF_PAYLOAD: dict[Payload | None, Cure] = {Payload.SOUND: Cure.SEND_SOUND, Payload.ORIGINAL: Cure.SEND_ORIGINAL}
"""What would send the same again."""
_SIZELESS = ("missing", "permission", "directory")
"""Reasons for which nothing is known of a file's size."""


def state_word(state: RowState) -> str:
    """The word of a state."""
    return {
        RowState.WAITING: translate("Row", "Waiting"),
        RowState.WAITING_FOR_FILE: translate("Row", "Waiting for the file"),
        RowState.WAITING_FOR_VOLUME: translate("Row", "Waiting for the disk"),
        RowState.WAITING_FOR_NETWORK: translate("Row", "Waiting for the network"),
        RowState.WAITING_FOR_TWIN: translate("Row", "Waiting for a copy"),
        RowState.PAUSED: translate("Row", "Paused by you"),
        RowState.PREPARING: translate("Row", "Preparing"),
        RowState.UPLOADING: translate("Row", "Uploading"),
        RowState.RECOGNISING: translate("Row", "Recognising"),
        RowState.INTERNAL: translate("Row", "In catalogue"),
        RowState.EXTERNAL: translate("Row", "External"),
        RowState.UNSURE: translate("Row", "Check by ear"),
        RowState.NOT_FOUND: translate("Row", "Not found"),
        RowState.FAILED: translate("Row", "Failed"),
        RowState.CANCELLED: translate("Row", "Cancelled"),
    }[state]


def state_icon(state: RowState) -> str:
    """The icon of a state."""
    return {
        RowState.WAITING_FOR_FILE: "state-waiting",
        RowState.WAITING_FOR_VOLUME: "state-waiting",
        RowState.WAITING_FOR_NETWORK: "offline",
        RowState.WAITING_FOR_TWIN: "state-waiting",
        RowState.NOT_FOUND: "state-not-found",
        RowState.CANCELLED: "stop",
    }.get(state, f"state-{state}")


def state_role(state: RowState) -> str:
    """The name of the state's colour in a theme."""
    return {
        RowState.WAITING_FOR_FILE: "waiting",
        RowState.WAITING_FOR_VOLUME: "waiting",
        RowState.WAITING_FOR_NETWORK: "paused",
        RowState.WAITING_FOR_TWIN: "waiting",
        RowState.CANCELLED: "paused",
    }.get(state, str(state))


def whole_share() -> str:
    """The longest of what stands there."""
    return translate("Row", "{0} %").format(100)


def progress_text(row: ClipRow) -> str:
    """What stands right of the state word while it works: per cent, or the running time where nothing is counted."""
    if row.share is not None:
        return translate("Row", "{0} %").format(int(row.share * 100))
    return clock(row.elapsed_s)


# ---------------------------------------------------------------------------------------------------------- clip, sent


def facts(row: ClipRow) -> str:
    """Start timecode, length and frame rate, as far as they are known; the size before."""
    if row.state is RowState.WAITING_FOR_FILE and row.has_grown:
        return translate("Row", "still growing · {0} so far").format(size(row.growing_bytes))
    if row.info is None:
        return size(row.source_bytes) if row.source_bytes or _has_a_size(row) else ""
    timecode = row.info.start_timecode
    parts = [plain(timecode)] if timecode else []
    if row.info.duration_s > 0:
        parts.append(clip_length(row.info.duration_s))
    if row.info.frame_rate is not None:
        parts.append(frame_rate(row.info.frame_rate, is_drop_frame=timecode is not None and ";" in timecode))
    elif not row.info.has_picture:
        parts.append(translate("Row", "sound only"))
    return " · ".join(parts)


def _has_a_size(row: ClipRow) -> bool:
    """Whether nothing is what it holds, and not what could be learnt of it."""
    if not isinstance(row.outcome, Failed):
        return True
    error = row.outcome.error
    return not isinstance(error, ClipGoneError) and error.context.get("reason") not in _SIZELESS


def sent_lines(row: ClipRow) -> tuple[str, str]:
    """What is or was sent, and of what: ``3.9 MB``, ``of 5.82 GB · sound``."""
    if row.state is RowState.WAITING_FOR_FILE and row.has_grown:
        return NOTHING, translate("Row", "size not final")
    if row.report is not None:
        return _sent_at_the_end(row)
    if row.planned_bytes is not None:
        return _sent_of_source(row, row.planned_bytes)
    return NOTHING, _of_source(row) if row.source_bytes else ""


def _sent_at_the_end(row: ClipRow) -> tuple[str, str]:
    if row.sent_bytes:
        return _sent_of_source(row, row.sent_bytes)
    if row.report is not None and row.report.known_since is not None:
        return translate("Row", "Nothing"), translate("Row", "known already")
    return NOTHING, translate("Row", "{0} stay here").format(size(row.source_bytes)) if row.source_bytes else ""


def _sent_of_source(row: ClipRow, sent_bytes: int) -> tuple[str, str]:
    if row.payload is not Payload.SOUND:
        return size(sent_bytes), _of_source(row)
    sent, source = two_sizes(sent_bytes, row.source_bytes)
    return sent, translate("Row", "of {0} · sound").format(source)


def _of_source(row: ClipRow) -> str:
    if row.payload is Payload.ORIGINAL:
        return translate("Row", "whole file")
    if row.stage is Stage.PREPARING:
        return translate("Row", "of {0} · sound").format(size(row.source_bytes))
    return translate("Row", "of {0}").format(size(row.source_bytes))


# --------------------------------------------------------------------------------------------------------------- state


def second_lines(row: ClipRow, position: int = 0) -> tuple[str, ...]:
    """The line below the state, longest wording first: the first that fits is shown.

    Parameters
    ----------
    row
        The clip.
    position
        Its place among the waiting clips, from 1; 0 where it does not wait.
    """
    if row.retry is not None:
        return (_retry_line(row),)
    if row.is_waiting:
        return _waiting_lines(row, position)
    match row.state:
        case RowState.PREPARING:
            return _preparing_lines(row)
        case RowState.UPLOADING:
            return _uploading_lines(row)
        case RowState.RECOGNISING:
            is_long = row.elapsed_s >= LONG_WAIT_S
            return (
                translate("Row", "Taking longer than usual") if is_long else translate("Row", "Usually under a minute"),
            )
        case RowState.UNSURE:
            return _unsure_lines(row)
        case RowState.FAILED:
            return (_failed_line(row),)
        case _:
            return (_ended_line(row),)


def _waiting_lines(row: ClipRow, position: int) -> tuple[str, ...]:
    match row.state:
        case RowState.WAITING_FOR_FILE:
            return (translate("Row", "Last change {0} ago").format(time_taken(row.seconds_since_file_change_s)),)
        case RowState.WAITING_FOR_VOLUME:
            return _volume_lines(row)
        case RowState.WAITING_FOR_NETWORK:
            return (translate("Row", "Goes on by itself"),)
        case RowState.WAITING_FOR_TWIN:
            told = translate("Row", "The answer for {0} will do").format(plain(row.twin))
            return told, translate("Row", "Its answer will do")
        case RowState.PAUSED:
            return (translate("Row", "{0} already sent").format(size(row.kept_bytes)) if row.kept_bytes else "",)
        case _:
            return (_place_in_line(position) if position else "",)


def _volume_lines(row: ClipRow) -> tuple[str, ...]:
    name = plain(row.missing_folder.name) if row.missing_folder is not None else ""
    goes_on = translate("Row", "Goes on when it is back")
    return (translate("Row", "{0} is not there").format(name), goes_on) if name else (goes_on,)


def _retry_line(row: ClipRow) -> str:
    if row.retry is None:
        return ""
    wait_s = row.seconds_to_retry_s
    if wait_s <= 0:
        return translate("Row", "Try {0} of {1}").format(row.retry.attempt, row.retry.n_attempts)
    return translate("Row", "Try {0} of {1} in {2}").format(
        row.retry.attempt, row.retry.n_attempts, clock(wait_s + 0.999)
    )


def _place_in_line(position: int) -> str:
    if position == 1:
        return translate("Row", "Next in line")
    suffix = 0 if position % 100 in (11, 12, 13) else position % 10
    patterns = {
        1: translate("Row", "{0}st in line"),
        2: translate("Row", "{0}nd in line"),
        3: translate("Row", "{0}rd in line"),
    }
    return patterns.get(suffix, translate("Row", "{0}th in line")).format(position)


def _preparing_lines(row: ClipRow) -> tuple[str, ...]:
    if row.planned_bytes is not None or row.share == 1.0:
        return (translate("Row", "Waiting to send"),)
    if row.stage is not Stage.PREPARING:
        if row.fetched_bytes and row.info is None:
            return (translate("Row", "Fetching the sound · {0}").format(size(row.fetched_bytes)),)
        return (translate("Row", "Looking into the file"),)
    what, left_s = translate("Row", "Taking the sound out"), row.seconds_left_s
    return (what,) if left_s is None else (f"{what} · {time_left(left_s)}", what)


def _uploading_lines(row: ClipRow) -> tuple[str, ...]:
    if not row.to_send_bytes:
        return (translate("Row", "Asking where to send"),)
    if row.is_sent:
        return translate("Row", "Sent · waiting for the answer"), translate("Row", "Waiting for the answer")
    amount = share_of_size(row.sent_bytes, row.to_send_bytes)
    rate, left_s = row.rate_bytes_per_s, row.seconds_left_s
    if rate is None or left_s is None:
        return (amount,)
    pace = f"{byte_rate(rate)} · {time_left(left_s)}"
    return f"{amount} · {pace}", pace, time_left(left_s)


def _unsure_lines(row: ClipRow) -> tuple[str, ...]:
    below = f"{row.check_by_ear_below:g}"
    short = translate("Row", "Score below {0}").format(below)
    if row.track is not None and row.track.origin == "internal":
        return translate("Row", "In catalogue, score below {0}").format(below), short
    return translate("Row", "External, score below {0}").format(below), short


def _failed_line(row: ClipRow) -> str:
    stage = row.report.stage if row.report else row.stage
    return {
        Stage.PREPARING: translate("Row", "While preparing"),
        Stage.UPLOADING: translate("Row", "While uploading"),
        Stage.SUBMITTING: translate("Row", "While submitting"),
        Stage.POLLING: translate("Row", "While recognising"),
    }.get(stage, translate("Row", "Checked before upload"))


def _spoken_failed_line(row: ClipRow) -> str:
    """The same inside a sentence."""
    stage = row.report.stage if row.report else row.stage
    return {
        Stage.PREPARING: translate("Spoken", "while preparing"),
        Stage.UPLOADING: translate("Spoken", "while uploading"),
        Stage.SUBMITTING: translate("Spoken", "while submitting"),
        Stage.POLLING: translate("Spoken", "while recognising"),
    }.get(stage, translate("Spoken", "checked before upload"))


def _ended_line(row: ClipRow) -> str:
    if row.report is None or row.state is RowState.CANCELLED:
        return ""
    if row.report.is_incomplete:
        return translate("Row", "The file ends too early")
    if row.report.known_since is not None:
        return translate("Row", "Known from {0}").format(short_day(row.report.known_since))
    taken = time_taken(row.report.elapsed_s)
    if row.report.part is not None:
        return translate("Row", "{0} of it asked").format(clip_length(row.report.part.length_s))
    if row.audio_stream is not None:
        return translate("Row", "Sound track {0} asked").format(row.audio_stream + 1)
    if row.state is RowState.NOT_FOUND:
        return translate("Row", "Searched for {0}").format(taken)
    return translate("Row", "Found in {0}").format(taken)


# -------------------------------------------------------------------------------------------------------------- answer


def explanation(row: ClipRow) -> Explanation | None:
    """Why it failed, in the language of the window; None where it did not."""
    if not isinstance(row.outcome, Failed):
        return None
    return explained(row.outcome.error)


def cure_of(row: ClipRow) -> Cure | None:
    """The cure that the row offers as a link, None where there is none the queue page can bring about."""
    if row.state is RowState.NOT_FOUND and row.n_tracks_searched == 0:
        return Cure.RETRY if row.n_tracks else Cure.ADD_MUSIC
    if row.state is RowState.NOT_FOUND:
        return Cure.TRY_PART if row.can_be_framed else None
    why = explanation(row)
    if why is None or cure_label(why.cure) is None:
        return None
    is_done = why.cure is _CURE_OF_PAYLOAD.get(row.payload)
    if is_done or why.cure is Cure.TRY_PART:  # the same again ends in the same way
        return Cure.TRY_PART if row.can_be_framed else Cure.RETRY
    return why.cure


def may_hold_cues(row: ClipRow) -> bool:
    """Whether a clip without an answer is so long that one answer for all of it may have missed something."""
    is_long = row.info is not None and row.info.duration_s >= _LEAST_PROGRAMME_S
    return row.state is RowState.NOT_FOUND and row.n_tracks_searched != 0 and is_long


def track_lines(row: ClipRow) -> tuple[str, str]:
    """Title, and artist with record label; without an answer what happened, and the cure where there is one."""
    if row.track is not None:
        return plain(row.track.title), credits_line(row.track)
    cure = cure_of(row)
    return _no_answer(row), (cure_label(cure) or "") if cure is not None else ""


def _no_answer(row: ClipRow) -> str:
    why = explanation(row)
    if why is not None:
        return why.title
    if row.state is not RowState.NOT_FOUND:
        return ""
    if row.n_tracks_searched == 0:
        return (
            translate("Row", "The catalogue was empty") if row.n_tracks else translate("Row", "The catalogue is empty")
        )
    return translate("Row", "No known track")


def credits_line(track: Track) -> str:
    """Artist and record label, as far as they are known."""
    return " · ".join(plain(part) for part in (track.artist, track.external_label) if part)


def isrc(row: ClipRow) -> str:
    """The ISRC, or what the service wrote in its place; empty where there is none."""
    return isrc_of(row.track) if row.track is not None else ""


def isrc_of(track: Track) -> str:
    """The same of a track."""
    return str(track.isrc) if track.isrc is not None else plain(track.isrc_text or "")


def score_line(row: ClipRow) -> str:
    """The score with its word; a dash for an answer without score, empty without an answer."""
    if row.track is None:
        return ""
    value = row.track.score
    return NOTHING if value is None else f"{score(value)} {score_word(value)}"


def answer_text(track: Track) -> str:
    """What "Copy answer" puts on the clipboard: ``Title — Artist (Label) ISRC``."""
    text = plain(track.title)
    if track.artist:
        text += f" — {plain(track.artist)}"
    if track.external_label:
        text += f" ({plain(track.external_label)})"
    code = isrc_of(track)
    return f"{text} {code}" if code else text


# ---------------------------------------------------------------------------------------------------- accessible names


def row_sentence(row: ClipRow) -> str:
    """One row as a screen reader says it (look/LOOK.md, section 15)."""
    name = plain(row.name)
    if row.info is not None and row.info.duration_s > 0:
        name += f", {spoken_length(row.info.duration_s)}"
    return f"{name}. {_spoken_state(row)}"


def spoken_length(duration_s: float) -> str:
    """A length in words: ``4 minutes``, ``1 minute 26 seconds``."""
    if duration_s < 0.95:
        return translate("Spoken", "less than a second")
    minutes, seconds = divmod(round(duration_s), 60)
    parts = []
    if minutes:
        parts.append(
            translate("Spoken", "1 minute") if minutes == 1 else translate("Spoken", "{0} minutes").format(minutes)
        )
    if seconds or not minutes:
        parts.append(
            translate("Spoken", "1 second") if seconds == 1 else translate("Spoken", "{0} seconds").format(seconds)
        )
    return " ".join(parts)


def _spoken_state(row: ClipRow) -> str:
    word = state_word(row.state)
    if row.track is not None:
        return _spoken_answer(word, row.track)
    why = explanation(row)
    if why is not None:
        return f"{word}, {_spoken_failed_line(row)}: {why.title}. {why.hint}"
    if row.is_working:
        return _spoken_work(word, row)
    return f"{word}."


def _spoken_answer(word: str, track: Track) -> str:
    by = (
        translate("Spoken", "{0} by {1}").format(plain(track.title), plain(track.artist))
        if track.artist
        else plain(track.title)
    )
    label = f", {plain(track.external_label)}" if track.external_label else ""
    if track.score is None:
        return f"{word}: {by}{label}."
    spoken = translate("Spoken", "Score {0}, {1}.").format(score(track.score), spoken_score_word(track.score))
    return f"{word}: {by}{label}. {spoken}"


def _spoken_work(word: str, row: ClipRow) -> str:
    parts = [word]
    if row.share is not None:
        parts.append(translate("Spoken", "{0} per cent").format(int(row.share * 100)))
    left_s = row.seconds_left_s
    if left_s is not None:
        parts.append(translate("Spoken", "{0} left").format(spoken_length(max(1.0, left_s))))
    return ", ".join(parts) + "."
