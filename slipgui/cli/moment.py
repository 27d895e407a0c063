"""A moment of a clip as it is typed."""

import click

from slipgui.core.timecode import parse_moment


def moment_s(text: str) -> float:
    """A moment of a clip in seconds."""
    at_s = parse_moment(text)
    if at_s is None:
        raise click.BadParameter(f"{text!r} is no time: seconds, or 1:02:03.5")
    return at_s
