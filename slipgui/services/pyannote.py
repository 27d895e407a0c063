"""pyannoteAI: voiceprints and who speaks; seven calls, each tried once."""

import asyncio
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from slipgui.core.errors import ContractError, ServiceError
from slipgui.core.ports import OnBytes
from slipgui.core.voice import NamedVoiceprint, SpeakerOptions, VoiceJob
from slipgui.services.api_client import ApiClient, decoded
from slipgui.services.error_map import Call, Step
from slipgui.services.http import Answer, Network, Timings
from slipgui.services.pyannote_json import decode_media_url, decode_voice_job, is_voice_job_id

TEST_PATH = "/v1/test"
MEDIA_INPUT_PATH = "/v1/media/input"
VOICEPRINT_PATH = "/v1/voiceprint"
IDENTIFY_PATH = "/v1/identify"
JOBS_PATH = "/v1/jobs/"
MODEL = "precision-2"
SEGMENTS_MAX_BYTES = 64 << 20
"""Most that is read of a job: a day of speech has some hundred thousand segments."""
_MEDIA_KEY = re.compile(r"media://[a-z0-9/.-]{1,240}")
"""What is generated: one public client reports trouble with the underscore."""


class PyannoteService(ApiClient):
    """pyannoteAI with the key of a team (``core.ports.VoiceService``); an async context manager.

    Parameters
    ----------
    base_url
        Http or https address, without the paths of the API.
    api_key
        Key of the team.
    timings, network
        As ``ApiClient``.
    """

    def __init__(
        self, *, base_url: str, api_key: str, timings: Timings | None = None, network: Network | None = None
    ) -> None:
        super().__init__(name="pyannote", base_url=base_url, api_key=api_key, timings=timings, network=network)

    async def test_key(self) -> None:
        """Asks whether the service takes the key; costs nothing."""
        await self._ask(self._call(Step.TEST_KEY, "GET", TEST_PATH), None)

    async def request_media(self, media_key: str) -> str:
        """Asks for a presigned address, a secret, under which ``media_key`` can be put.

        Parameters
        ----------
        media_key
            ``media://`` and a name chosen by us.

        Besides that below it raises ``ContractError`` when the address points where no upload may go.

        Raises
        ------
        ValueError
            When it is no such key.
        """
        if not _MEDIA_KEY.fullmatch(media_key):
            raise ValueError("not a media key")
        call = self._call(Step.REQUEST_UPLOAD, "POST", MEDIA_INPUT_PATH)
        answer = await self._ask(call, {"url": media_key})

        def decode(body: bytes) -> str:
            url = decode_media_url(body)
            self._check_upload_address(url, "url")
            return url

        return decoded(call, answer, decode)

    async def put_media(self, url: str, path: Path, on_bytes: OnBytes) -> None:
        """Sends the file to the storage.

        Parameters
        ----------
        url
            As ``request_media`` gave it.
        path
            The file.
        on_bytes
            Hears of the file's bytes, in a worker thread.
        """
        # no type of content: the service does not say whether one was signed, and its own SDK sends none
        await self._put(url, path, {}, on_bytes, is_etag_promised=False)

    async def submit_voiceprint(self, media_url: str, *, webhook: str | None = None) -> VoiceJob:
        """Starts to make a voiceprint.

        Parameters
        ----------
        media_url
            A ``media://`` key or a direct address.
        webhook
            A public https address that is told the end of the job.
        """
        return await self._submit(VOICEPRINT_PATH, {"url": media_url, "model": MODEL}, webhook)

    async def submit_identify(
        self,
        media_url: str,
        voices: Sequence[NamedVoiceprint],
        options: SpeakerOptions,
        *,
        webhook: str | None = None,
    ) -> VoiceJob:
        """Starts to look for voices.

        Parameters
        ----------
        media_url
            A ``media://`` key or a direct address.
        voices
            Who may speak.
        options
            How they are looked for, within the ranges of ``check_speaker_options``.
        webhook
            As ``submit_voiceprint``.
        """
        document: dict[str, Any] = {
            "url": media_url,
            "model": MODEL,
            "voiceprints": [{"label": voice.label, "voiceprint": voice.voiceprint} for voice in voices],
            "matching": {"threshold": options.threshold, "exclusive": not options.shares_voices},
            **_speaker_counts(options),
        }
        if options.with_confidence:
            document["turnLevelConfidence"] = True
        return await self._submit(IDENTIFY_PATH, document, webhook)

    async def get_job(self, job_id: str) -> VoiceJob:
        """The job as it stands.

        Parameters
        ----------
        job_id
            As the submission gave it.

        Raises
        ------
        ContractError
            When the id could not stand in a path; nothing is asked then.
        """
        if not is_voice_job_id(job_id):
            raise ContractError("not the id of a job", service=self.name, why="job_id")
        call = self._call(Step.POLL, "GET", f"{JOBS_PATH}{job_id}")
        answer = await self._ask(call, None, max_bytes=SEGMENTS_MAX_BYTES)
        return await asyncio.to_thread(_decode_job, call, answer, job_id)  # up to 64 MiB of it

    async def _submit(self, path: str, document: dict[str, Any], webhook: str | None) -> VoiceJob:
        if webhook is not None:
            # what was found is personal data: it need not pass through whoever forwards, and is asked for when the end is told
            document |= {"webhook": webhook, "webhookStatusOnly": True}
        call = self._call(Step.SUBMIT_KEY, "POST", path)
        return decoded(call, await self._ask(call, document), decode_voice_job)


def _speaker_counts(options: SpeakerOptions) -> dict[str, int]:
    least, most = options.least_speakers, options.most_speakers
    if least is not None and least == most:
        return {"numSpeakers": least}
    counts = {"minSpeakers": least, "maxSpeakers": most}
    return {name: count for name, count in counts.items() if count is not None}


def _decode_job(call: Call, answer: Answer, job_id: str) -> VoiceJob:
    try:
        return decoded(call, answer, lambda body: decode_voice_job(body, expected_id=job_id))
    except ServiceError as error:
        error.body = None  # it may hold a voiceprint
        raise
