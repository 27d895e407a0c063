"""What the body of an error says, in any of the shapes of contracts/CONTRACTS.md section 3: pure, never raises."""

import re
from dataclasses import dataclass
from xml.sax.saxutils import unescape

from slipgui.services.json_document import read_json
from slipgui.services.remote_text import clean_text

REASON_MAX_CHARACTERS = 500
_NAME_MAX_CHARACTERS = 100
_MAX_DEPTH = 6
_MOST_LISTED = 20
_XML_MAX_CHARACTERS = 16_000
_TEXT_MEMBERS = ("detail", "message", "error", "reason", "error_message", "title")
_NOT_FIELDS = frozenset(
    {"success", "status", "code", "error_code", "requestId", "request_id", "job_id", "track", "errors"}
)


@dataclass(frozen=True, slots=True)
class ErrorFacts:
    """What could be read of an error body; None for what it does not tell."""

    field: str | None = None
    """The part of the request that is at fault."""
    reason: str | None = None
    """First message in the service's words, cleaned and short."""
    code: str | None = None
    """``error.code``, ``error_code`` or S3's ``Code``."""
    request_id: str | None = None
    """What the service calls the request."""
    is_envelope: bool = False
    """Whether the body says ``"success": false``: an error whatever the status."""


NO_FACTS = ErrorFacts()


def read_error_body(body: bytes) -> ErrorFacts:
    """What a body says: JSON of three families, S3's XML; nothing for HTML, truncated or empty bodies."""
    start = body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start == b"<":
        return _read_s3(body[:_XML_MAX_CHARACTERS].decode("utf-8", "replace"))
    try:
        return read_error_value(read_json(body))
    except ValueError:
        return NO_FACTS


def read_error_value(value: object) -> ErrorFacts:
    """What a decoded JSON value says of an error."""
    if not isinstance(value, dict):
        return ErrorFacts(reason=_first_text(value))
    request_id = _short(value.get("requestId")) or _short(value.get("request_id"))
    nested = value.get("error")
    inner = nested if isinstance(nested, dict) else {}
    code = _short(value.get("error_code")) or _short(inner.get("code")) or _short(value.get("code"))
    field, reason = _field_and_reason(value, inner)
    return ErrorFacts(field, reason, code, request_id, is_envelope=value.get("success") is False)


def _field_and_reason(value: dict[str, object], inner: dict[str, object]) -> tuple[str | None, str | None]:
    listed = _listed_error(value.get("errors")) or _listed_error(inner.get("errors"))
    if listed:
        return listed
    for source in (inner, value):
        for name in _TEXT_MEMBERS:
            reason = _first_text(source.get(name))
            if reason:
                return None, reason
    return _first_field(value)


def _listed_error(errors: object) -> tuple[str | None, str] | None:
    """What ``[{"field", "message"}, …]`` says, the form of pyannoteAI: of one its field and message, of several all in one line."""
    found = [_listed(entry) for entry in (errors[:_MOST_LISTED] if isinstance(errors, list) else [])]
    told = [pair for pair in found if pair is not None]
    if len(told) < 2:
        return told[0] if told else None
    return None, clean_text(
        "; ".join(f"{name}: {said}" if name else said for name, said in told), REASON_MAX_CHARACTERS
    )


def _listed(entry: object) -> tuple[str | None, str] | None:
    reason = _first_text(entry.get("message")) if isinstance(entry, dict) else None
    return (_short(entry.get("field")), reason) if isinstance(entry, dict) and reason else None


def _first_field(value: dict[str, object]) -> tuple[str | None, str | None]:
    """First of ``{"field": ["text", …]}``, the form of Django REST framework."""
    for name, child in value.items():
        reason = None if name in _NOT_FIELDS else _first_text(child)
        if reason:
            return (None if name == "non_field_errors" else _short(name)), reason
    return None, None


def _first_text(value: object, depth: int = 0) -> str | None:
    if isinstance(value, str):
        return clean_text(value, REASON_MAX_CHARACTERS) or None
    if depth >= _MAX_DEPTH:
        return None
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return next((text for text in (_first_text(child, depth + 1) for child in children) if text), None)


def _short(value: object) -> str | None:
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    return (clean_text(value, _NAME_MAX_CHARACTERS) or None) if isinstance(value, str) else None


def _read_s3(text: str) -> ErrorFacts:
    """Code, message and id of S3's ``<Error>``, by pattern: no XML parser sees a stranger's entities."""
    if "<!DOCTYPE" in text.upper() or "<!ENTITY" in text.upper() or not re.search(r"<Error[\s>]", text):
        return NO_FACTS
    return ErrorFacts(
        reason=_element(text, "Message", REASON_MAX_CHARACTERS),
        code=_element(text, "Code", _NAME_MAX_CHARACTERS),
        request_id=_element(text, "RequestId", _NAME_MAX_CHARACTERS),
    )


def _element(text: str, name: str, max_characters: int) -> str | None:
    found = re.search(rf"<{name}>([^<]{{1,4000}})</{name}>", text)
    return (clean_text(unescape(found[1]), max_characters) or None) if found else None
