"""The endpoints for programmes: submit, ask, cancel."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from slipgui.core.programme import Cue, ProgrammeState
from slipgui.server.answers import JsonAnswer, detail_refusal
from slipgui.server.job_json import match_document, track_document
from slipgui.server.programmes import ProgrammeJob, ProgrammeRunner
from slipgui.server.storage import Storage

PROGRAMMES_PATH = "/local/v1/programmes/"


class ProgrammeEndpoints:
    """The endpoints.

    Parameters
    ----------
    runner
        Does the work.
    storage
        Keeps the uploads.
    receive
        Gives the file that a request submits, as for clips.
    """

    def __init__(
        self, runner: ProgrammeRunner, storage: Storage, receive: Callable[[Request], Awaitable[Path]]
    ) -> None:
        self._runner = runner
        self._storage = storage
        self._receive = receive

    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route(PROGRAMMES_PATH, self.submit, methods=["POST"]),
            Route(PROGRAMMES_PATH + "{programme_id:uuid}/", self.get, methods=["GET"]),
            Route(PROGRAMMES_PATH + "{programme_id:uuid}/", self.cancel, methods=["DELETE"]),
        ]

    async def submit(self, request: Request) -> Response:
        """Answer to the submission of a file or of a storage key."""
        path = await self._receive(request)
        self._storage.hold(path)
        return JsonAnswer(programme_document(self._runner.start(path)), 201)

    async def get(self, request: Request) -> Response:
        """Answer to a poll; raises ``RequestRefusedError`` when there is no such programme (any more)."""
        return _answer(self._runner.get(_programme_id(request)))

    async def cancel(self, request: Request) -> Response:
        """Answer to the wish to end it; one that is over stays as it is."""
        return _answer(self._runner.cancel(_programme_id(request)))


def programme_document(job: ProgrammeJob) -> dict[str, Any]:
    """What a client reads of a programme."""
    document: dict[str, Any] = {
        "programme_id": job.programme_id,
        "status": job.state.value,
        "progress": round(job.progress, 4),
        "cues": [_cue_document(cue) for cue in job.cues],
    }
    if job.state is ProgrammeState.FAILED:
        document |= {"detail": job.detail, "error_code": job.error_code}
    return document


def _cue_document(cue: Cue) -> dict[str, Any]:
    return {
        "in_s": float(cue.in_s),
        "out_s": float(cue.out_s),
        "status": "identified" if cue.track else "unidentified",
        "track": track_document(cue.track) if cue.track else None,
        "match": match_document(cue.match) if cue.match else None,
    }


def _answer(job: ProgrammeJob | None) -> Response:
    if job is None:
        raise detail_refusal(404, "Not found.")
    return JsonAnswer(programme_document(job))


def _programme_id(request: Request) -> str:
    return str(request.path_params["programme_id"])
