"""Frame rate, start timecode and lengths, as the containers declare them."""

import re
from collections.abc import Iterable
from fractions import Fraction

from av.audio.stream import AudioStream
from av.container import InputContainer
from av.stream import Stream
from av.video.stream import VideoStream

_AV_TIME_BASE = 1_000_000
_STANDARD_RATES = tuple(
    rate for base in (24, 30, 48, 60, 120) for rate in (Fraction(base), Fraction(base * 1000, 1001))
) + tuple(Fraction(rate) for rate in (5, 10, 12, 15, 20, 25, 50, 90, 100))
_RATE_TOLERANCE = 0.0004
"""Less than half the way from 29.97 to 30."""
_TIMECODE = re.compile(r"(\d{2}):(\d{2}):(\d{2})([:;.,])(\d{2,3})")


def constant_frame_rate(stream: VideoStream) -> Fraction | None:
    """The frame rate, None where it varies or is no rate that anybody edits in.

    A variable rate gives an odd average (15744/1253 was seen): frames must not be counted with it.
    """
    average, base = stream.average_rate or stream.guessed_rate, stream.base_rate
    if not average:
        return None
    standard = min(_STANDARD_RATES, key=lambda rate: abs(rate - average))
    # interlaced streams state their field rate as base rate
    multiples = (standard, 2 * standard) if base else ()
    is_standard = _is_near(average, standard) and (not base or any(_is_near(base, rate) for rate in multiples))
    return standard if is_standard else None


def _is_near(rate: Fraction, standard: Fraction) -> bool:
    return abs(rate - standard) <= standard * _RATE_TOLERANCE


def start_timecode(container: InputContainer, picture: VideoStream | None) -> str | None:
    """The source timecode of the first frame; a semicolon before the frames says drop-frame.

    mov and mp4 keep it at the picture and in a track of its own, MXF at the container, Matroska in upper case.
    """
    streams: Iterable[Stream] = [picture] if picture else []
    places = [stream.metadata for stream in (*streams, *container.streams)] + [container.metadata]
    for place in places:
        for key, value in place.items():
            found = _TIMECODE.fullmatch(value.strip()) if key.lower() == "timecode" else None
            if found:
                hours, minutes, seconds, mark, frames = found.groups()
                return f"{hours}:{minutes}:{seconds}{':' if mark == ':' else ';'}{frames}"
    return None


def duration_s(container: InputContainer) -> float:
    """Length of the clip, 0.0 where nothing declares one."""
    if container.duration and container.duration > 0:
        return container.duration / _AV_TIME_BASE
    return max((stream_duration_s(stream) or 0.0 for stream in container.streams), default=0.0)


def stream_duration_s(stream: Stream) -> float | None:
    """Length of one stream, None where the container does not say."""
    if stream.duration and stream.duration > 0 and stream.time_base:
        return float(stream.duration * stream.time_base)
    return None


def start_s(stream: AudioStream) -> float:
    """When the first sample sounds, on the clock of the file; 0.0 where it does not say."""
    return float((stream.start_time or 0) * (stream.time_base or 0))


def offset_s(container: InputContainer, stream: AudioStream) -> float:
    """How much later than the clip its sound begins; never negative."""
    if stream.start_time is None or container.start_time is None:
        return 0.0
    return max(0.0, start_s(stream) - container.start_time / _AV_TIME_BASE)
