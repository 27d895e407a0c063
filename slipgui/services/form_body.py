"""The frame of a form upload: one ``file`` part around a streamed file."""

import secrets
from dataclasses import dataclass
from pathlib import PurePath

_PART_TYPES = {".mp4": "video/mp4", ".mov": "video/quicktime", ".avi": "video/x-msvideo", ".mpeg": "video/mpeg"}


@dataclass(frozen=True, slots=True)
class FormFrame:
    """What stands before and after the file."""

    head: bytes
    tail: bytes
    content_type: str
    """Of the whole request; names the boundary."""


def frame_file(file_name: str) -> FormFrame:
    """The frame around one file part named ``file``, with a random boundary; quotes and line breaks in the name are percent-coded."""
    boundary = secrets.token_hex(16)
    part_type = _PART_TYPES.get(PurePath(file_name).suffix.lower(), "application/octet-stream")
    safe_name = file_name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
    head = (
        f"--{boundary}\r\n"
        f'Content-Disposition: form-data; name="file"; filename="{safe_name}"\r\n'
        f"Content-Type: {part_type}\r\n\r\n"
    )
    return FormFrame(head.encode(), f"\r\n--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}")
