"""A moment of a clip as it is typed."""

import re

import click

_TIME = re.compile(r"(?:(?:(\d{1,3}):)?(\d{1,3}):)?(\d{1,6}(?:\.\d{1,6})?)", re.ASCII)


def moment_s(text: str) -> float:
    """A moment of a clip in seconds: given so, or as hours, minutes and seconds divided by colons."""
    found = _TIME.fullmatch(text)
    if not found:
        raise click.BadParameter(f"{text!r} is no time: seconds, or 1:02:03.5")
    hours, minutes, seconds = found.groups()
    return int(hours or 0) * 3600 + int(minutes or 0) * 60 + float(seconds)
