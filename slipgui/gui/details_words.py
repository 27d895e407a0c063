"""What the details of one clip say: facts, stages, and the text for support; plain values, no widget."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from slipgui.app.answer_remarks import AnswerRemark, answer_remarks
from slipgui.core.errors import ServiceError
from slipgui.core.events import Report
from slipgui.core.flow import Stage
from slipgui.core.outcome import Failed, Match, Track
from slipgui.core.profile_id import FIRST_PROFILE, FIRST_PROFILE_NAME, LOCAL
from slipgui.core.spreadsheet_text import guard
from slipgui.core.upload_plan import Payload
from slipgui.gui.clip_rows import ClipRow, RowState
from slipgui.gui.match_words import part_line, repeats_fact
from slipgui.gui.row_texts import explanation, isrc, isrc_of, progress_text, second_lines, state_word
from slipgui.gui.secret_filter import without_secrets
from slipgui.gui.texts import NOTHING, clock, plain, size, time_taken, translate, two_sizes

Fact = tuple[str, str]
"""A label and its value."""

_N_VALUE_CHARACTERS = 400
_LONG_WORD = re.compile(r"\S{20}")


def wrappable(text: str, n_characters: int = _N_VALUE_CHARACTERS) -> str:
    """One line from outside, cut where it is endless, with places to wrap in words as long as a line."""
    line = plain(text)
    line = line if len(line) <= n_characters else f"{line[:n_characters]}…"
    return _LONG_WORD.sub(lambda word: word.group() + "\u200b", line)


# ------------------------------------------------------------------------------------------------------------ answer


def answer_facts(row: ClipRow) -> list[Fact]:
    """Label, ISRC and the file of the track, as far as they are known, and what is odd about the answer."""
    track = row.track
    if track is None or row.report is None:
        return []
    facts = [
        (translate("Details", "Label"), wrappable(track.external_label or NOTHING)),
        (translate("Details", "ISRC"), wrappable(isrc(row) or NOTHING)),
    ]
    match = getattr(row.outcome, "match", None)
    if isinstance(match, Match) and match.repeats_s:
        facts.append((translate("Details", "Sounds alike"), repeats_fact(match)))
    if isinstance(match, Match) and match.file:
        facts.append((translate("Details", "File"), wrappable(match.file)))
    return facts + [(translate("Details", "Remark"), line) for line in _remarks(row.report)]


def copied_forms(tracks: Sequence[Track]) -> dict[str, str]:
    """In which forms answers can be copied, a line each: what each form is called, and its text; only those that have one."""
    forms: dict[str, Callable[[Track], str]] = {
        translate("Details", "ISRC"): isrc_of,
        translate("Details", "Title"): lambda track: plain(track.title),
        translate("Details", "Title and artist"): lambda track: " — ".join(
            plain(one) for one in (track.title, track.artist) if one
        ),
        translate("Details", "Cells of a spreadsheet"): _cells,
    }
    texts = {name: "\n".join(line for track in tracks if (line := form(track))) for name, form in forms.items()}
    return {name: text for name, text in texts.items() if text}


def _cells(track: Track) -> str:
    fields = (track.title, track.artist, track.external_label, isrc_of(track))
    return "\t".join(guard(plain(one or "")) for one in fields)


def sound_track_line(row: ClipRow, position: int) -> str:
    """What one of a clip's sound tracks is called: ``2 · MX · stereo``, or its number where the clip was not looked into."""
    if position >= row.n_sound_tracks or row.info is None:
        return str(position + 1)
    stream = row.info.audio_streams[position]
    names = {1: translate("Details", "mono"), 2: translate("Details", "stereo")}
    channels = names.get(stream.n_channels, translate("Details", "{0} channels").format(stream.n_channels))
    return " · ".join(part for part in (str(position + 1), plain(stream.title), channels) if part)


def sent_facts(row: ClipRow) -> list[Fact]:
    """What left the machine, where it went, and how long it took; empty before the end."""
    report = row.report
    if report is None:
        return []
    facts = [(translate("Details", "Sent"), _sent(row, report))]
    if report.part is not None:
        facts.append((translate("Details", "Of"), part_line(report.part, row)))
    if report.audio_stream is not None:
        facts.append((translate("Details", "Sound track"), wrappable(sound_track_line(row, report.audio_stream))))
    if report.sent_bytes > 0:
        facts.append((translate("Details", "To"), _asked(report)))
    if row.state is RowState.NOT_FOUND:
        facts.append((translate("Details", "Searched"), _searched(row, report.service)))
    if report.is_incomplete:
        facts.append((translate("Details", "Sound"), translate("Details", "The file ends earlier than it says")))
    facts.append((translate("Details", "Took"), time_taken(report.elapsed_s)))
    return facts


def _remarks(report: Report) -> list[str]:
    lines = {
        AnswerRemark.SEVERAL_TRACKS: translate("Details", "The answer names several tracks; this is the first"),
        AnswerRemark.UNCLEAR_ORIGIN: translate(
            "Details", "The answer does not say whether it is of the service's catalogue"
        ),
    }
    return [lines[remark] for remark in answer_remarks(report.raw_answer)]


def _asked(report: Report) -> str:
    """The service, with the account where that has a name of its own."""
    service, account = service_line(report.service), plain(report.profile_name or "")
    return f"{service} · {account}" if account and account != FIRST_PROFILE_NAME else service


def _sent(row: ClipRow, report: Report) -> str:
    if report.sent_bytes <= 0:
        return translate("Details", "Nothing · known already") if row.track else translate("Details", "Nothing")
    if row.planned_bytes and report.sent_bytes < row.planned_bytes:
        return translate("Details", "{0} of {1}, then it broke off").format(
            *two_sizes(report.sent_bytes, row.planned_bytes)
        )
    if report.payload is not Payload.SOUND:
        return translate("Details", "{0} · the whole file").format(size(report.sent_bytes))
    sizes = two_sizes(report.sent_bytes, report.source_bytes)
    return translate("Details", "{0} instead of {1} · sound only").format(*sizes)


def service_line(service: str) -> str:
    """Who got it, in the user's words."""
    if service == "local":
        return translate("Details", "This computer · network not used")
    return "AudioVerify" if service == "audioverify" else plain(service)


def _searched(row: ClipRow, service: str) -> str:
    if service == "local" and row.n_tracks_searched is not None:
        return tracks_in_catalogue(row.n_tracks_searched)
    if service == "local":
        return translate("Details", "The catalogue on this computer")
    return translate("Details", "AudioVerify's catalogue and released music")


def other_service(row: ClipRow) -> str | None:
    """Who else could be asked of a clip without an answer: ``LOCAL``, or the first account; None where that would not help.

    A clip that failed here before anything was sent fails there, too.
    """
    report = row.report
    if report is None or row.track is not None or row.n_tracks_searched == 0:
        return None
    if report.service == LOCAL:
        return FIRST_PROFILE if row.state is RowState.NOT_FOUND else None
    is_theirs = isinstance(report.outcome, Failed) and isinstance(report.outcome.error, ServiceError)
    return LOCAL if is_theirs or row.state is RowState.NOT_FOUND else None


def tracks_in_catalogue(n_tracks: int) -> str:
    """``12 tracks in your catalogue``."""
    if n_tracks == 1:
        return translate("Details", "1 track in your catalogue")
    return translate("Details", "{0} tracks in your catalogue").format(n_tracks)


# ----------------------------------------------------------------------------------------------------------- verdict


@dataclass(frozen=True, slots=True)
class VerdictWords:
    """Headline and sentences where there is no track."""

    headline: str
    sentence: str


def verdict_words(row: ClipRow) -> VerdictWords:
    """What there is to say of a clip without an answer."""
    why = explanation(row)
    if why is not None:
        return VerdictWords(why.title, f"{why.detail} {why.hint}".strip())
    match row.state:
        case RowState.NOT_FOUND:
            return VerdictWords(state_word(row.state), _not_found_sentence(row))
        case RowState.CANCELLED:
            return VerdictWords(state_word(row.state), translate("Details", "You stopped it; the file is untouched."))
        case RowState.WAITING:
            return VerdictWords(state_word(row.state), translate("Details", "Its turn has not come yet."))
    return VerdictWords(state_word(row.state), second_lines(row)[0])


def _not_found_sentence(row: ClipRow) -> str:
    if row.n_tracks_searched == 0:
        return (
            translate("Details", "The catalogue of this computer is empty: there was no music to compare with.")
            if (row.n_tracks == 0)
            else translate("Details", "The catalogue of this computer was empty then. It knows music now: try again.")
        )
    who = (
        translate("Details", "No track in the catalogue of this computer sounds like this clip.")
        if row.report is not None and row.report.service == "local"
        else translate("Details", "AudioVerify knows no track that sounds like this clip.")
    )
    if row.report is not None and row.report.part is not None:
        return f"{who} " + translate("Details", "Only the framed part of it was asked about.")
    if row.audio_stream is not None:
        return f"{who} " + translate("Details", "Only sound track {0} was asked about.").format(row.audio_stream + 1)
    return f"{who} " + translate("Details", "It may be a new commission, a stem, or music under speech.")


# ------------------------------------------------------------------------------------------------------------ stages


@dataclass(frozen=True, slots=True)
class Step:
    """One stage of the way as the details list it."""

    icon: str
    role: str
    """Colour role of the icon."""
    word: str
    note: str
    is_begun: bool


_STEP_OF_STAGE = {
    Stage.DROPPED: 0,
    Stage.PROBING: 0,
    Stage.PREPARING: 0,
    Stage.UPLOADING: 1,
    Stage.SUBMITTING: 2,
    Stage.POLLING: 2,
}
_STATES = (RowState.PREPARING, RowState.UPLOADING, RowState.RECOGNISING)


def steps(row: ClipRow) -> list[Step]:
    """The three stages of a clip at work or failed; empty for any other."""
    if row.report is not None and isinstance(row.outcome, Failed):
        reached, is_failed = _STEP_OF_STAGE.get(row.report.stage, 0), True
    elif row.is_working:
        reached, is_failed = _STEP_OF_STAGE.get(row.stage, 0), False
    else:
        return []
    return [_step(row, place, reached, is_failed=is_failed) for place in range(len(_STATES))]


def _step(row: ClipRow, place: int, reached: int, *, is_failed: bool) -> Step:
    state = _STATES[place]
    if place < reached:
        done = (translate("Details", "Prepared"), translate("Details", "Uploaded"))[place]
        return Step("check", "text_2", done, _done_note(row, place), is_begun=True)
    if place > reached:
        return Step(f"state-{state}", "text_3", state_word(state), translate("Details", "not begun"), is_begun=False)
    if is_failed:
        return Step("state-failed", "s_failed", state_word(state), _stopped_note(row), is_begun=True)
    return Step(f"state-{state}", f"s_{state}", state_word(state), _active_note(row), is_begun=True)


def _done_note(row: ClipRow, place: int) -> str:
    first, second = (row.planned_bytes, row.sent_bytes) if place == 0 else (row.sent_bytes, row.planned_bytes)
    payload_bytes = first or second
    if not payload_bytes:
        return ""
    if place == 0 and row.payload is Payload.SOUND and row.source_bytes:
        return " → ".join(two_sizes(row.source_bytes, payload_bytes))
    return size(payload_bytes)


def _stopped_note(row: ClipRow) -> str:
    if row.report is None:
        return ""
    when = f"{row.report.finished_at.astimezone():%H:%M:%S}"
    if row.report.stage is Stage.UPLOADING and row.planned_bytes and row.sent_bytes:
        if row.sent_bytes >= row.planned_bytes:
            return translate("Details", "all sent, no answer at {0}").format(when)
        share = translate("Details", "{0} % sent at {1}")
        return share.format(int(row.sent_bytes / row.planned_bytes * 100), when)
    if row.report.stage is Stage.UPLOADING and not row.sent_bytes:
        return translate("Details", "nothing sent at {0}").format(when)
    return translate("Details", "stopped at {0}").format(when)


def _active_note(row: ClipRow) -> str:
    line = second_lines(row)[0]
    if row.share is None:
        return f"{clock(row.elapsed_s)} · {line}"
    return f"{progress_text(row)} · {line}"


# ----------------------------------------------------------------------------------------------------------- support


def support_text(row: ClipRow) -> str:
    """What support needs to know of a failure, one fact a line; empty where there is none."""
    report = row.report
    if report is None or not isinstance(report.outcome, Failed):
        return ""
    error = report.outcome.error
    facts: list[tuple[str, object]] = [("code", error.code), ("stage", report.stage)]
    if str(error) != error.code:
        facts.insert(1, ("message", str(error)))
    if isinstance(error, ServiceError):
        facts += [("service", error.service), ("status", error.http_status), ("body", error.body)]
        facts += [("request", error.request_id)]
    facts += [("job", report.job_id), *error.context.items(), ("when", f"{report.finished_at:%d %b %Y %H:%M:%S} UTC")]
    lines = [_support_line(name, str(value)) for name, value in facts if value not in (None, "")]
    return without_secrets("\n".join(lines))


def _support_line(name: str, value: str) -> str:
    return f"{plain(name):<9} " + "\n          ".join(plain(line) for line in value.strip().split("\n"))
