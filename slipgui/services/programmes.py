"""The local service's extension for programmes: three calls beside those of the contract, each tried once."""

import math
from typing import Any

import msgspec

from slipgui.core.errors import ContractError
from slipgui.core.programme import Cue, Programme, ProgrammeState
from slipgui.services.api_client import decoded
from slipgui.services.audioverify import AudioVerifyService
from slipgui.services.audioverify_json import (
    checked_id,
    convert_document,
    decode_match,
    decode_track,
    failure_reason,
    read_document,
)
from slipgui.services.error_map import Step

PROGRAMMES_PATH = "/local/v1/programmes/"


class _ProgrammeDocument(msgspec.Struct, frozen=True):
    programme_id: str
    status: ProgrammeState
    progress: float
    cues: list[dict[str, Any]]


class _CueDocument(msgspec.Struct, frozen=True):
    in_s: float
    out_s: float
    track: Any = None
    match: Any = None


class LocalRecognitionService(AudioVerifyService):
    """The service of this computer: the contract, and programmes."""

    async def submit_programme(self, storage_key: str) -> Programme:
        """Starts the recognition of a stored object as a programme."""
        call = self._call(Step.SUBMIT_KEY, "POST", PROGRAMMES_PATH)
        return decoded(call, await self._ask(call, {"storage_key": storage_key}), decode_programme)

    async def get_programme(self, programme_id: str) -> Programme:
        """The programme as it stands."""
        return await self._about("GET", programme_id)

    async def cancel_programme(self, programme_id: str) -> Programme:
        """Ends the programme; one that is over stays as it is."""
        return await self._about("DELETE", programme_id)

    async def _about(self, method: str, programme_id: str) -> Programme:
        checked_id(programme_id, "programme_id", self.name)
        call = self._call(Step.POLL, method, f"{PROGRAMMES_PATH}{programme_id}/")
        programme = decoded(call, await self._ask(call, None), decode_programme)
        if programme.programme_id.lower() != programme_id.lower():
            raise ContractError("an answer about another programme", service=self.name, why="foreign_programme")
        return programme


def decode_programme(body: bytes) -> Programme:
    """The programme that an answer describes.

    Parameters
    ----------
    body
        The answer, decompressed.

    It raises ``ContractError`` when it is no readable programme.
    """
    value = read_document(body)
    document = convert_document(value, _ProgrammeDocument)
    return Programme(
        programme_id=checked_id(document.programme_id, "programme_id"),
        state=document.status,
        progress=min(1.0, max(0.0, document.progress)) if math.isfinite(document.progress) else 0.0,
        cues=tuple(_decode_cue(cue) for cue in document.cues),
        reason=failure_reason(value, document.status) if document.status is ProgrammeState.FAILED else None,
    )


def _decode_cue(value: dict[str, Any]) -> Cue:
    document = convert_document(value, _CueDocument)
    if not 0 <= document.in_s <= document.out_s:
        raise ContractError("a cue ends before it begins", why="cue")
    track = decode_track(document.track)
    return Cue(document.in_s, document.out_s, track, decode_match(document.match) if track else None)
