"""JSON answers: refusals in the shapes of Django REST framework, which the vendor's service shows (contracts/CONTRACTS.md, section 3)."""

import json
from collections.abc import Mapping
from typing import Any

from starlette.responses import Response


class JsonAnswer(Response):
    """A JSON response in plain ASCII: a file name with undecodable bytes must not turn an answer into an encoding error."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        """The document as bytes; ``content`` is any JSON-able value."""
        return json.dumps(content, allow_nan=False).encode("ascii")


class RequestRefusedError(Exception):
    """Ends the handling of a request with an error answer.

    Parameters
    ----------
    status
        HTTP status.
    document
        Body of the answer.
    headers
        Further headers of the answer.
    """

    def __init__(self, status: int, document: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> None:
        super().__init__(f"{status} {document}")
        self.status = status
        self.document = document
        self.headers = headers

    def answer(self) -> JsonAnswer:
        """The response."""
        return JsonAnswer(self.document, self.status, self.headers)


def detail_refusal(status: int, text: str, headers: Mapping[str, str] | None = None) -> RequestRefusedError:
    """A refusal of the whole request: ``{"detail": text}``."""
    return RequestRefusedError(status, {"detail": text}, headers)


def field_refusal(field: str, text: str) -> RequestRefusedError:
    """A refusal (400) of one field: ``{field: [text]}``."""
    return RequestRefusedError(400, {field: [text]})


def not_exactly_one() -> RequestRefusedError:
    """The refusal of a submission with neither or both of file and storage key."""
    return detail_refusal(400, "Provide exactly one of `file` or `storage_key`.")
