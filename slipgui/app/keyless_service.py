"""AudioVerify as it is without a key: every call fails with the sentence that says so."""

from pathlib import Path
from typing import NoReturn

from slipgui.core.errors import AuthenticationError, SlipError
from slipgui.core.job import UploadTicket
from slipgui.core.ports import OnBytes


class KeylessService:
    """A ``RecognitionService`` that nobody may use yet."""

    name = "audioverify"
    has_lasting_jobs = True

    def __init__(self) -> None:
        self.refusal: SlipError | None = _refusal()

    async def submit_form(self, path: Path, file_name: str, on_bytes: OnBytes) -> NoReturn:
        """Fail; nothing is sent."""
        _fail()

    async def request_upload(self, file_name: str) -> NoReturn:
        """Fail; nothing is sent."""
        _fail()

    async def put_object(self, ticket: UploadTicket, path: Path, on_bytes: OnBytes) -> NoReturn:
        """Fail; nothing is sent."""
        _fail()

    async def submit_key(self, storage_key: str) -> NoReturn:
        """Fail; nothing is sent."""
        _fail()

    async def get_job(self, job_id: str) -> NoReturn:
        """Fail; nothing is sent."""
        _fail()


def _fail() -> NoReturn:
    raise _refusal()


def _refusal() -> AuthenticationError:
    return AuthenticationError("no API key is known", service="audioverify", reason="missing")
