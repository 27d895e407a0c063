"""What the details say of the place where clip and track agree; plain values, no widget."""

from slipgui.core.outcome import Alternative, Match
from slipgui.core.timecode import clip_timecode
from slipgui.core.voice import TimeRange
from slipgui.gui.ab_player import PlayState
from slipgui.gui.clip_rows import ClipRow
from slipgui.gui.sound_output import Silence
from slipgui.gui.texts import decimal, length, plain, translate

_N_REPEATS = 4
_LEAST_PITCH = 0.05
"""Semitones; less is no change of pitch but noise of the measurement."""


def part_line(part: TimeRange, row: ClipRow) -> str:
    """Which part of the clip it is: ``01:00:04:00 – 01:00:30:00 · 00:26 of 04:00``."""
    times = f"{moment_of_clip(part.from_s, row)} – {moment_of_clip(part.to_s, row)}"
    if row.info is None or row.info.duration_s <= 0:
        return f"{times} · {length(part.length_s)}"
    return f"{times} · " + translate("Details", "{0} of {1}").format(length(part.length_s), length(row.info.duration_s))


def match_line(match: Match, row: ClipRow) -> str:
    """How much of the clip agrees, and how it was changed: ``00:47 of 04:00 · speed 1.000``."""
    span = length(match.query_stop_s - match.query_start_s)
    if row.info is not None and row.info.duration_s > 0:
        span = translate("Details", "{0} of {1}").format(span, length(row.info.duration_s))
    parts = [span, translate("Details", "speed {0}").format(decimal(match.speed, 3))]
    if abs(match.pitch_semitones) >= _LEAST_PITCH:
        pitch = translate("Details", "{0} semitones")
        parts.append(
            pitch.format(f"{'+' if match.pitch_semitones > 0 else '−'}{decimal(abs(match.pitch_semitones), 1)}")
        )
    if match.runs:
        parts.append(translate("Details", "in {0} parts").format(len(match.runs)))
    return " · ".join(parts)


def alternative_lines(other: Alternative, row: ClipRow) -> str:
    """Who made a further track, and where it sounds in the clip."""
    parts = [plain(other.track.artist)] if other.track.artist else []
    if other.match is not None:
        parts.append(clip_times(other.match, row))
    return " · ".join(parts)


def repeats_fact(match: Match) -> str:
    """Where else in the track the same sounds; empty where it does not."""
    shown = ", ".join(moment(at_s) for at_s in match.repeats_s[:_N_REPEATS])
    n_more = len(match.repeats_s) - _N_REPEATS
    return translate("Details", "{0} and {1} more").format(shown, n_more) if n_more > 0 else shown


def clip_spans(match: Match) -> list[tuple[float, float]]:
    """The stretches of the clip that agree."""
    return [(run.query_start_s, run.query_stop_s) for run in match.runs] or [(match.query_start_s, match.query_stop_s)]


def track_spans(match: Match) -> list[tuple[float, float]]:
    """The stretches of the track that agree."""
    found = [
        (run.reference_start_s, run.reference_start_s + (run.query_stop_s - run.query_start_s) * match.speed)
        for run in match.runs
    ]
    return found or [(match.reference_start_s, reference_stop_s(match))]


def reference_stop_s(match: Match) -> float:
    """The last moment of the track that agrees."""
    return match.reference_start_s + (match.query_stop_s - match.query_start_s) * match.speed


def moment(at_s: float) -> str:
    """A moment of a track: ``0:06.2``."""
    tenths = round(max(0.0, at_s) * 10)
    return f"{tenths // 600}:{tenths // 10 % 60:02}{decimal(tenths % 10 / 10, 1)[1:]}"


def moment_of_clip(at_s: float, row: ClipRow) -> str:
    """A moment of a clip, in its own timecode where it has one."""
    info = row.info
    if info is not None and info.start_timecode is not None and info.frame_rate is not None:
        return clip_timecode(at_s, info.start_timecode, info.frame_rate)
    return moment(at_s)


def clip_times(match: Match, row: ClipRow) -> str:
    """Where it sounds in the clip."""
    return f"{moment_of_clip(match.query_start_s, row)} – {moment_of_clip(match.query_stop_s, row)}"


def track_times(match: Match, length_s: float) -> str:
    """Which part of the track it is: ``0:06.2 – 0:53.2 of 1:00``."""
    span = f"{moment(match.reference_start_s)} – {moment(reference_stop_s(match))}"
    if length_s <= 0:
        return span
    seconds = round(length_s)
    return translate("Details", "{0} of {1}").format(span, f"{seconds // 60}:{seconds % 60:02}")


def spoken_span(what: str, times: str) -> str:
    """A waveform in words."""
    if not times:
        return translate("Details", "Waveform of {0}").format(what)
    return translate("Details", "Waveform of {0}, match {1}").format(what, times)


def why_no_track(match: Match | None, service: str) -> str:
    """Why there is nothing to compare with."""
    if service != "local":
        return translate("Details", "AudioVerify names the track, but not where it sounds.")
    if match is None or match.file is None:
        return translate("Details", "The answer does not tell where it sounds.")
    return translate("Details", "The file of the track is not where it was: it cannot be compared.")


def why_mute(state: PlayState, silence: Silence | None) -> str:
    """Why nothing can be heard; empty where something can."""
    if silence is Silence.NOT_INSTALLED:
        return translate("Details", "To play, install the part “preview”: pip install slipgui[preview]")
    if silence is Silence.NO_DEVICE:
        return translate("Details", "This computer has no loudspeaker to play on.")
    if silence is Silence.STUCK:
        return translate("Details", "The loudspeaker takes no sound any more. Play looks for it again.")
    if state is PlayState.MUTE:
        return translate("Details", "The sound of this clip cannot be read now.")
    return ""
