"""Whether somebody else's recording may be used, after the user's own lists of labels, artists and ISRC prefixes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from slipgui.core.outcome import Origin, Track

_RULE = re.compile(r"\s*(?:(label|artist|isrc)\s*:)?\s*(.*?)\s*", re.IGNORECASE | re.DOTALL)
_MOST_CHARACTERS = 200
_ISRC_PREFIX = re.compile(r"[A-Z]{2}(?:[A-Z0-9]{0,3}|[A-Z0-9]{3}[0-9]{0,7})")


class RuleKind(StrEnum):
    """What of a track a rule looks at."""

    LABEL = "label"
    ARTIST = "artist"
    ISRC = "isrc"
    """The beginning of it: country, or country and registrant."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of a list."""

    kind: RuleKind
    text: str

    def fits(self, track: Track) -> bool:
        """Whether it speaks of this track: names by whole words in any case, an ISRC by its beginning."""
        if self.kind is RuleKind.ISRC:
            return track.isrc is not None and track.isrc.code.startswith(self.text)
        name = track.external_label if self.kind is RuleKind.LABEL else track.artist
        return f" {_words(self.text)} " in f" {_words(name or '')} "


class Light(StrEnum):
    """What the lists say."""

    ALLOWED = "allowed"
    DENIED = "denied"
    UNDECIDED = "undecided"
    """No rule speaks of the track."""


@dataclass(frozen=True, slots=True)
class Clearance:
    """A light and the rule it comes from."""

    light: Light
    rule: Rule | None
    """None: no rule speaks of the track."""


@dataclass(frozen=True, slots=True)
class ClearanceRules:
    """Both lists."""

    allowed: tuple[Rule, ...] = ()
    denied: tuple[Rule, ...] = ()

    def judge(self, track: Track) -> Clearance | None:
        """What the lists say of somebody else's recording, where there are any; a denial wins.  None for the service's own tracks."""
        if track.origin is Origin.INTERNAL or not (self.allowed or self.denied):
            return None
        for light, rules in ((Light.DENIED, self.denied), (Light.ALLOWED, self.allowed)):
            for rule in rules:
                if rule.fits(track):
                    return Clearance(light, rule)
        return Clearance(Light.UNDECIDED, None)


def make_rules(allowed: Iterable[str], denied: Iterable[str]) -> ClearanceRules:
    """The rules that lines as ``label: Epidemic Sound`` spell; each of them was accepted by ``parse_rule``."""
    return ClearanceRules(tuple(map(parse_rule, allowed)), tuple(map(parse_rule, denied)))


def parse_rule(line: str) -> Rule:
    """The rule of one line: ``label: NAME``, ``artist: NAME``, ``isrc: PREFIX``; a name alone is a label.

    Raises
    ------
    ValueError
        When it is none.
    """
    found = _RULE.fullmatch(line)
    kind = RuleKind((found[1] or "label").lower()) if found else RuleKind.LABEL
    text = found[2] if found else ""
    if kind is RuleKind.ISRC:
        text = re.sub(r"[\s-]", "", text).upper()
        if not _ISRC_PREFIX.fullmatch(text):
            raise ValueError("no beginning of an ISRC")
    if not _words(text) or len(text) > _MOST_CHARACTERS or not text.isprintable():
        raise ValueError("no name")
    return Rule(kind, text)


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
