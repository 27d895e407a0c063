"""Options that stand before or after every command; the one nearest to the end wins."""

import functools
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from slipgui.app.logging_setup import set_up_logging
from slipgui.app.paths import Home, find_home


@dataclass(slots=True)
class Common:
    """What was said by the common options, wherever they stood."""

    values: dict[str, Any] = field(default_factory=dict)

    @property
    def home(self) -> Home:
        """Where state lives."""
        folder = self.values.get("home")
        return find_home(Path(folder) if folder else None)

    @property
    def is_json(self) -> bool:
        """Whether one JSON object a line is wanted."""
        return bool(self.values.get("json"))

    @property
    def is_quiet(self) -> bool:
        """Whether progress and remarks are unwanted."""
        return bool(self.values.get("quiet"))

    @property
    def settings(self) -> dict[str, object]:
        """Settings given as flags; None where not given."""
        return {
            key: self.values.get(key)
            for key in ("service", "profile", "api_url", "pyannote_url", "send", "direct_limit_bytes")
        }

    def start_logging(self) -> None:
        """Begin to log as the options ask."""
        set_up_logging(self.home, -1 if self.is_quiet else int(self.values.get("verbose") or 0))


_OPTIONS: list[Callable[[Any], Any]] = [
    click.option("--home", metavar="DIR", type=click.Path(file_okay=False), help="Keep all state below DIR."),
    click.option("--service", type=click.Choice(["local", "audioverify"]), help="Which service recognises."),
    click.option("--profile", metavar="NAME", help="Which account at AudioVerify is asked."),
    click.option("--api-url", metavar="URL", help="Address of AudioVerify."),
    click.option("--pyannote-url", metavar="URL", help="Address of pyannoteAI, which makes voiceprints."),
    click.option("--send", type=click.Choice(["auto", "sound", "original"]), help="What is uploaded."),
    click.option(
        "--direct-limit",
        "direct_limit_bytes",
        metavar="BYTES",
        type=click.IntRange(min=0),
        help="Form upload up to here, presigned PUT above (16000000; never above 100000000).",
    ),
    click.option("--json", is_flag=True, default=None, help="One JSON object a line on standard output."),
    click.option("--quiet", is_flag=True, default=None, help="No progress, no remarks."),
    click.option("-v", "--verbose", count=True, default=None, help="Say more on standard error; twice: everything."),
]
COMMON_NAMES = (
    "home",
    "service",
    "profile",
    "api_url",
    "pyannote_url",
    "send",
    "direct_limit_bytes",
    "json",
    "quiet",
    "verbose",
)


def common_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the common options and, as its first argument, what they say."""

    @click.pass_context
    @functools.wraps(command)
    def wrapper(context: click.Context, /, **arguments: Any) -> Any:
        common = context.ensure_object(Common)
        for name in COMMON_NAMES:
            value = arguments.pop(name, None)
            if value is not None:
                common.values[name] = value
        return command(common, **arguments)

    for option in reversed(_OPTIONS):
        wrapper = option(wrapper)
    return wrapper
