"""Refusals of the object store in S3's words: an XML document with a code, a message and two ids."""

import secrets
from collections.abc import Mapping
from xml.sax.saxutils import escape

from starlette.responses import Response


def store_ids() -> dict[str, str]:
    """The two ids of one answer, as headers."""
    return {"x-amz-request-id": secrets.token_hex(8).upper(), "x-amz-id-2": secrets.token_urlsafe(24)}


class StoreRefusedError(Exception):
    """Ends the handling of a request to the store.

    Parameters
    ----------
    status
        HTTP status.
    code
        S3's code.
    message
        S3's message; plain text.
    extra
        Further elements of the document, in order.
    """

    def __init__(self, status: int, code: str, message: str, extra: Mapping[str, str] | None = None) -> None:
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code
        self.message = message
        self.extra = dict(extra or {})

    def answer(self) -> Response:
        """The response."""
        ids = store_ids()
        elements = {"Code": self.code, "Message": self.message, **self.extra}
        elements |= {"RequestId": ids["x-amz-request-id"], "HostId": ids["x-amz-id-2"]}
        inner = "".join(f"<{name}>{escape(text)}</{name}>" for name, text in elements.items())
        body = f'<?xml version="1.0" encoding="UTF-8"?>\n<Error>{inner}</Error>'
        return Response(body, self.status, ids, "application/xml")
