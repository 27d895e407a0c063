"""The form upload: a multipart body taken apart while it arrives, its file straight to the disk, never into memory."""

import asyncio
from pathlib import Path

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import Request

from slipgui.server.answers import RequestRefusedError, detail_refusal, field_refusal, not_exactly_one
from slipgui.server.incoming_file import IncomingFile
from slipgui.server.limits import Limits
from slipgui.server.request_body import RequestBody
from slipgui.server.storage import NoRoomError, Storage
from slipgui.server.storage_keys import accepted_suffix

_WRAPPING_BYTES = 1 << 16
"""More than boundaries and headers around one file ever take."""


async def receive_form(request: Request, storage: Storage, limits: Limits) -> Path:
    """The file of a form upload, stored.

    Raises ``RequestRefusedError`` when the form is malformed, holds not exactly one file, or a file that is not taken.
    """
    form = FormParts(_boundary(request), limits.form_file_bytes)
    length = request.headers.get("content-length", "0")
    size_bytes = int(length) if length.isdigit() else 0
    if size_bytes > limits.form_file_bytes + _WRAPPING_BYTES:
        raise _too_large(limits.form_file_bytes)
    try:
        await asyncio.to_thread(storage.require_room, size_bytes, limits.spare_bytes)
        return await _store_file(form, RequestBody(request, limits.body_idle_s), storage)
    except NoRoomError as cause:
        raise RequestRefusedError(
            507, {"detail": "There is no room for this file.", "error_code": "DISK_FULL"}
        ) from cause


async def _store_file(form: "FormParts", body: RequestBody, storage: Storage) -> Path:
    async with IncomingFile(storage.part_path()) as file:
        while piece := await body.read():
            for data in form.feed(piece):
                await file.write(data)
        path = storage.form_path(form.finish())
        await file.keep_as(path, is_durable=False)
    return path


class FormParts:
    """Takes a multipart body apart, piece by piece.

    Parameters
    ----------
    boundary
        As declared by the request.
    limit_bytes
        Largest file.
    """

    def __init__(self, boundary: bytes, limit_bytes: int) -> None:
        self._limit_bytes = limit_bytes
        self._header_name = bytearray()
        self._header_value = bytearray()
        self._disposition = b""
        self._is_file = False
        self._is_ended = False
        self._n_files = 0
        self._n_file_bytes = 0
        self._suffix = ""
        self._text_fields: set[str] = set()
        self._data: list[bytes] = []
        self._parser = MultipartParser(
            boundary,
            {
                "on_part_begin": self._on_part_begin,
                "on_header_field": self._on_header_field,
                "on_header_value": self._on_header_value,
                "on_header_end": self._on_header_end,
                "on_headers_finished": self._on_headers_finished,
                "on_part_data": self._on_part_data,
                "on_end": self._on_end,
            },
        )

    def feed(self, piece: bytes) -> list[bytes]:
        """The file's bytes within the next piece of the body.

        Raises ``RequestRefusedError`` as soon as the form cannot be taken any more.
        """
        try:
            self._parser.write(piece)
        except FormParserError as cause:
            raise _malformed(str(cause)) from cause
        data, self._data = self._data, []
        return data

    def finish(self) -> str:
        """Ending of the file's name, at the end of the body.

        Raises ``RequestRefusedError`` when the form is cut off or holds not exactly one file.
        """
        if not self._is_ended:
            raise _malformed("unexpected end of the body")
        has_key = "storage_key" in self._text_fields
        if "file" in self._text_fields and not has_key and not self._n_files:
            raise field_refusal("file", "The submitted data was not a file. Check the encoding type on the form.")
        if self._n_files != 1 or has_key:
            raise not_exactly_one()
        if not self._n_file_bytes:
            raise field_refusal("file", "The submitted file is empty.")
        return self._suffix

    def _on_part_begin(self) -> None:
        self._disposition, self._is_file = b"", False

    def _on_header_field(self, data: bytes, start: int, end: int) -> None:
        self._header_name += data[start:end]

    def _on_header_value(self, data: bytes, start: int, end: int) -> None:
        self._header_value += data[start:end]

    def _on_header_end(self) -> None:
        if self._header_name.lower() == b"content-disposition":
            self._disposition = bytes(self._header_value)
        self._header_name.clear()
        self._header_value.clear()

    def _on_headers_finished(self) -> None:
        _, options = parse_options_header(self._disposition)
        name = options.get(b"name", b"").decode("utf-8", "replace")
        file_name = options.get(b"filename")
        if name == "file" and file_name:
            self._begin_file(file_name.decode("utf-8", "replace"))
        elif name in ("file", "storage_key") and file_name is None:
            self._text_fields.add(name)

    def _begin_file(self, file_name: str) -> None:
        suffix = accepted_suffix(file_name)
        if suffix is None:
            raise field_refusal("file", "File extension is not allowed. It must be one of: mov, mpeg, mp4, avi.")
        self._is_file = True
        self._n_files += 1
        self._suffix = suffix

    def _on_part_data(self, data: bytes, start: int, end: int) -> None:
        if not self._is_file:
            return
        self._n_file_bytes += end - start
        if self._n_file_bytes > self._limit_bytes:
            raise _too_large(self._limit_bytes)
        self._data.append(data[start:end])

    def _on_end(self) -> None:
        self._is_ended = True


def _boundary(request: Request) -> bytes:
    _, options = parse_options_header(request.headers.get("content-type", ""))
    boundary = options.get(b"boundary", b"")
    # RFC 2046 allows 70 characters; the framework that the vendor's answers point to allows 200.
    if not 0 < len(boundary) <= 200:
        raise _malformed("invalid boundary")
    return boundary


def _malformed(why: str) -> RequestRefusedError:
    return detail_refusal(400, f"Multipart form parse error - {why}")


def _too_large(limit_bytes: int) -> RequestRefusedError:
    return field_refusal("file", f"File size cannot exceed {limit_bytes / 2**20:g} MB.")
