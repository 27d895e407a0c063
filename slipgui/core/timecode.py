"""Timecode: frames counted as hours, minutes, seconds and frames, drop-frame included.

At 29.97 and 59.94 frames a second, drop-frame timecode leaves out 2 (4) labels at the beginning of each minute but every tenth, so that
it keeps time with the clock: 17 982 (35 964) frames are ten minutes.  A semicolon before the frames says so.
"""

import re
from fractions import Fraction

_TIMECODE = re.compile(r"(\d{2}):(\d{2}):(\d{2})([:;])(\d{2,3})")
_CLOCK = re.compile(r"(\d{2,}):([0-5]\d):([0-5]\d)(?:\.(\d{1,3}))?")
_MOMENT = re.compile(r"(?:(?:(\d{1,3}):)?(\d{1,3}):)?(\d{1,6}(?:[.,]\d{1,6})?)", re.ASCII)
_DROP_RATES = (Fraction(30_000, 1001), Fraction(60_000, 1001))
_DAY_H = 24


def format_timecode(frame: int, rate: Fraction, *, is_drop: bool) -> str:
    """The label of a frame counted from 0, again from 0 after 24 hours; drop-frame only where the rate has it."""
    base = round(rate)
    n_dropped = _dropped_a_minute(rate) if is_drop else 0
    in_ten_minutes = 600 * base - 9 * n_dropped
    tens, rest = divmod(frame % (144 * in_ten_minutes), in_ten_minutes)
    minutes = max(0, rest - n_dropped) // (60 * base - n_dropped)
    label = frame % (144 * in_ten_minutes) + n_dropped * (9 * tens + minutes)
    seconds, frames = divmod(label, base)
    width = max(2, len(str(base - 1)))
    mark = ";" if n_dropped else ":"
    return f"{seconds // 3600 % _DAY_H:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{mark}{frames:0{width}}"


def parse_timecode(text: str, rate: Fraction) -> tuple[int, bool] | None:
    """The frame that a label stands for and whether it is drop-frame; None where it is no timecode."""
    found = _TIMECODE.fullmatch(text)
    if found is None:
        return None
    hours, minutes, seconds, frames = (int(found[group]) for group in (1, 2, 3, 5))
    n_dropped = _dropped_a_minute(rate) if found[4] == ";" else 0
    total_minutes = 60 * hours + minutes
    label = (60 * total_minutes + seconds) * round(rate) + frames
    return label - n_dropped * (total_minutes - total_minutes // 10), bool(n_dropped)


def clip_timecode(at_s: float, start_timecode: str | None, rate: Fraction | None) -> str:
    """The label of a moment of a clip.

    Parameters
    ----------
    at_s
        Seconds from the beginning of the clip; the nearest frame is told.
    start_timecode
        Label of the clip's first frame; None counts from 00:00:00:00.
    rate
        Constant frame rate; None gives ``HH:MM:SS.mmm``, for frames cannot be counted then.
    """
    if rate is None or rate <= 0:
        return format_clock(Fraction(at_s))
    start = parse_timecode(start_timecode, rate) if start_timecode else None
    first, is_drop = start or (0, False)
    return format_timecode(first + round(Fraction(at_s) * rate), rate, is_drop=is_drop)


def format_clock(at_s: Fraction) -> str:
    """A moment as ``HH:MM:SS.mmm``, the nearest millisecond."""
    seconds, milliseconds = divmod(round(at_s * 1000), 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{milliseconds:03}"


def parse_clock(text: str) -> Fraction | None:
    """The seconds of ``HH:MM:SS`` or ``HH:MM:SS.mmm``; None where it is neither."""
    found = _CLOCK.fullmatch(text)
    if found is None:
        return None
    whole_s = (60 * int(found[1]) + int(found[2])) * 60 + int(found[3])
    return whole_s + Fraction(int((found[4] or "0").ljust(3, "0")), 1000)


def parse_moment(text: str) -> float | None:
    """The seconds that a person wrote: so, or as hours, minutes and seconds divided by colons; None where it is no time."""
    found = _MOMENT.fullmatch(text.strip())
    if found is None:
        return None
    hours, minutes, seconds = found.groups()
    return int(hours or 0) * 3600 + int(minutes or 0) * 60 + float(seconds.replace(",", "."))


def _dropped_a_minute(rate: Fraction) -> int:
    return round(rate) // 15 if rate in _DROP_RATES else 0
