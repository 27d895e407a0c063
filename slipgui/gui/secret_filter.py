"""Leaves keys and presigned links out of texts that a service wrote, before they are shown or copied."""

import re

_URL_QUERY = re.compile(r"(https?://[^\s?\"'<>]+)\?[^\s\"'<>]+")
_NAMED_SECRET = re.compile(
    r"""(?ix) ( authorization | x-api-key | api[-_ ]?key | access[-_]?key | token | signature | credential | password )
        ( ["']? \s* [:=]+ \s* ["']? ) (?: (?:bearer|basic) \s+ )? [^\s"',;&<>]+"""
)
_BEARER = re.compile(r"(?i)\b(bearer|basic)\s+[a-z0-9+/=._~-]{8,}")


def without_secrets(text: str) -> str:
    """The text without keys and without the queries of links: whoever has a presigned link may write."""
    text = _URL_QUERY.sub(r"\1?…", text)
    text = _NAMED_SECRET.sub(r"\1\2…", text)
    return _BEARER.sub(r"\1 …", text)
