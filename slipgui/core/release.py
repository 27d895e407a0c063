"""A release of the program, and which of two versions is the newer."""

import re
from dataclasses import dataclass
from datetime import date

_VERSION = re.compile(r"(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Release:
    """A release that its makers announced."""

    version: str
    """X.Y.Z."""
    published: date
    page: str
    """Https address of what is new in it and where to get it."""

    def is_newer_than(self, version: str) -> bool:
        """Whether it comes after another version.

        Raises
        ------
        ValueError
            When either is no X.Y.Z.
        """
        return parse_version(self.version) > parse_version(version)


def parse_version(text: str) -> tuple[int, int, int]:
    """The numbers of X.Y.Z.

    Raises
    ------
    ValueError
        When the text is nothing of the kind.
    """
    found = _VERSION.fullmatch(text)
    if found is None:
        msg = f"{text[:40]!r} is no version"
        raise ValueError(msg)
    major, minor, patch = map(int, found.groups())
    return major, minor, patch
