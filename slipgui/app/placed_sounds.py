"""What sounds of a timeline, as JSON: in projects, and in what the window asks of its previews."""

import math
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from slipgui.core.edit import PlacedSound


def encode_sounds(sounds: Iterable[PlacedSound]) -> list[dict[str, Any]]:
    """The document."""
    return [
        {"file": str(sound.path), "begin_s": sound.begin_s, "length_s": sound.length_s, "at_s": sound.at_s}
        for sound in sounds
    ]


def decode_sounds(document: Any) -> tuple[PlacedSound, ...]:
    """What ``encode_sounds`` wrote; what is none is passed over: a sheet is worth more than what it can be heard by."""
    return tuple(filter(None, map(_decode_sound, document if isinstance(document, list) else [])))


def decode_seconds(value: Any) -> float | None:
    """A time of a document; None where it is no finite number."""
    try:
        seconds = float(value) if isinstance(value, int | float) else math.nan
    except OverflowError:
        return None
    return seconds if math.isfinite(seconds) else None


def _decode_sound(members: Any) -> PlacedSound | None:
    if not isinstance(members, dict):
        return None
    file, *times = (members.get(name) for name in ("file", "begin_s", "length_s", "at_s"))
    begin_s, length_s, at_s = map(decode_seconds, times)
    if not isinstance(file, str) or begin_s is None or length_s is None or at_s is None:
        return None
    if min(begin_s, at_s) < 0 or length_s <= 0:
        return None
    return PlacedSound(Path(file), begin_s, length_s, at_s)
