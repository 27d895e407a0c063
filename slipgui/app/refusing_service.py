"""AudioVerify while nobody may ask it, without a key or in offline mode: every call fails with the sentence that says so."""

from pathlib import Path
from typing import NoReturn

from slipgui.core.errors import SlipError
from slipgui.core.job import UploadTicket
from slipgui.core.ports import OnBytes


class RefusingService:
    """A ``RecognitionService`` that nobody may use now.

    Parameters
    ----------
    refusal
        The sentence.
    """

    name = "audioverify"
    has_lasting_jobs = True

    def __init__(self, refusal: SlipError) -> None:
        self.refusal: SlipError | None = refusal

    async def submit_form(self, path: Path, file_name: str, on_bytes: OnBytes) -> NoReturn:
        """Fail; nothing is sent."""
        self._fail()

    async def request_upload(self, file_name: str) -> NoReturn:
        """Fail; nothing is sent."""
        self._fail()

    async def put_object(self, ticket: UploadTicket, path: Path, on_bytes: OnBytes) -> NoReturn:
        """Fail; nothing is sent."""
        self._fail()

    async def submit_key(self, storage_key: str) -> NoReturn:
        """Fail; nothing is sent."""
        self._fail()

    async def get_job(self, job_id: str) -> NoReturn:
        """Fail; nothing is sent."""
        self._fail()

    def _fail(self) -> NoReturn:
        assert self.refusal is not None  # as it was made
        raise self.refusal.with_traceback(None)  # one error for many clips: it must not keep their frames
