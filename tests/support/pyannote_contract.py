"""The rules of pyannoteAI for tests, as contracts/pyannote.openapi.yaml has them: standard library, no line shared with slipgui.

``PyannoteContract.answer`` says what the service says; ``support/faulty_pyannote.py`` puts it behind sockets that can be broken.
Everything that a test wants to vary is a public attribute.
"""

import base64
import hashlib
import io
import json
import re
import secrets
import time
import uuid
import wave
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from support.toy_service import Answer, RecordedRequest

Document = dict[str, Any]
Errors = list[dict[str, str]]
MODELS = ("precision-2", "precision-1", None)
STATUSES = ("pending", "created", "running", "succeeded", "failed", "canceled")
DAY_S = 86_400
_MEDIA = re.compile(r"media://[A-Za-z0-9_./-]+")
_SOURCE = re.compile(r"(https?|media)://.+", re.DOTALL)
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s\"<>\\^`{|}]*", re.ASCII)
_PATHS = {
    "/v1/test": ("GET",), "/v1/media/input": ("POST",), "/v1/media/output": ("POST",), "/v1/voiceprint": ("POST",),
    "/v1/identify": ("POST",), "/v2/jobs": ("GET",),
}  # fmt: skip


@dataclass
class EmulatedJob:
    """What the service knows of a job."""

    id: str
    output: Document
    status: str = "succeeded"
    """How it ends."""
    n_polls: int = 0
    ended_at_s: float | None = None
    created_at_s: float = 0.0


@dataclass
class PyannoteContract:
    """What the service knows and says."""

    token: str
    clock: Callable[[], float] = time.time
    address: str = ""
    """Its own, for presigned URLs."""
    n_polls_before_done: int = 1
    identification: list[Document] = field(default_factory=list)
    """What every search for speakers finds."""
    confidences: list[Document] = field(default_factory=list)
    warning: str | None = None
    """Said with every job, when it is created and when it has ended."""
    left: int | None = None
    """Requests that are left in the window; None: the headers are not sent."""
    reset_s: float = 30.0
    """Until the window ends."""
    is_reset_epoch: bool = False
    """Which of the two documented forms the reset has."""
    objects: dict[str, bytes] = field(default_factory=dict)
    """Media key → bytes."""
    jobs: dict[str, EmulatedJob] = field(default_factory=dict)
    submissions: list[Document] = field(default_factory=list)
    """What was asked for by voiceprint and identify, in order."""
    signatures: dict[str, str] = field(default_factory=dict)
    """Signature of a presigned URL → the media key it is for."""
    voiceprints: list[str] = field(default_factory=list)
    """All that were given out."""

    def answer(self, request: RecordedRequest, query: str, *, is_chunked: bool = False) -> Answer:
        """What the service says to a request."""
        if request.path.startswith("/store/"):
            return self._put(request, dict(parse_qsl(query)), is_chunked=is_chunked)
        scheme, _, key = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or key != self.token:
            return self._error(401, "Unauthorized")
        is_job = re.fullmatch(r"/v1/jobs/[^/]+", request.path)
        if not is_job and request.path not in _PATHS:
            return self._error(404, "Not found")
        allowed = ("GET",) if is_job else _PATHS[request.path]
        if request.method not in allowed:
            return self._error(405, "Method not allowed", {"Allow": ", ".join(allowed)})
        said = self._poll(request.path.rpartition("/")[2]) if is_job else self._endpoint(request, query)
        return Answer(said.status, said.body, {**self._rate_headers(), **said.headers})

    def _endpoint(self, request: RecordedRequest, query: str) -> Answer:
        if request.path == "/v1/test":
            return _json(200, {"status": "OK", "message": "Test connection successful"})
        if request.path == "/v2/jobs":
            return self._list(dict(parse_qsl(query, keep_blank_values=True)))
        document = _parse(request)
        if document is None:
            return _invalid([{"field": "body", "message": "must be an object"}])
        if request.path.startswith("/v1/media/"):
            return self._media(document, is_input=request.path.endswith("input"))
        is_identify = request.path == "/v1/identify"
        errors = _submission_errors(document) + (_identify_errors(document) if is_identify else [])
        return _invalid(errors) if errors else self._create(document, is_identify=is_identify)

    # ----------------------------------------------------------------------------------------------------- media

    def _media(self, document: Document, *, is_input: bool) -> Answer:
        key = document.get("url")
        if not isinstance(key, str) or len(key) > 255 or not _MEDIA.fullmatch(key):
            return _invalid([{"field": "url", "message": "must be a media:// key"}])
        if not is_input and key not in self.objects:
            return self._error(404, "No such media")
        signature = secrets.token_hex(32)
        self.signatures[signature] = key
        return _json(201, {"url": f"{self.address}/store/{key.removeprefix('media://')}?X-Amz-Signature={signature}"})

    def _put(self, request: RecordedRequest, query: Mapping[str, str], *, is_chunked: bool) -> Answer:
        if request.method != "PUT":
            return _xml(405, "MethodNotAllowed")
        if "authorization" in request.headers:
            return _xml(400, "InvalidArgument")
        key = self.signatures.get(query.get("X-Amz-Signature", ""))
        if key is None or key != "media://" + request.path.removeprefix("/store/"):
            return _xml(403, "SignatureDoesNotMatch")
        if is_chunked or "content-length" not in request.headers:
            return _xml(501, "NotImplemented")
        self.objects[key] = request.body
        return Answer(200)

    # ------------------------------------------------------------------------------------------------------ jobs

    def _create(self, document: Document, *, is_identify: bool) -> Answer:
        self.submissions.append(document)
        warning = {"warning": self.warning} if self.warning else {}
        job = EmulatedJob(str(uuid.uuid4()), self._output(document, is_identify=is_identify) | warning)
        job.created_at_s = self.clock()
        if "error" in job.output:
            job.status = "failed"
        self.jobs[job.id] = job
        return _json(200, {"jobId": job.id, "status": "created", **warning})

    def _output(self, document: Document, *, is_identify: bool) -> Document:
        content = self.objects.get(document["url"])
        if document["url"].startswith("media://") and content is None:
            return {"error": "The media could not be found."}
        if is_identify:
            return {"identification": self.identification, "voiceprints": self.confidences, "diarization": []}
        if content is not None and _wav_s(content) > 30.0:
            return {"error": "The audio is longer than 30 seconds."}
        digest = hashlib.sha256(content if content is not None else document["url"].encode()).digest()
        voiceprint = base64.b64encode(digest * 40).decode()
        self.voiceprints.append(voiceprint)
        return {"voiceprint": voiceprint}

    def _poll(self, job_id: str) -> Answer:
        job = self.jobs.get(job_id)
        if job is None:
            return self._error(404, "Job not found")
        job.n_polls += 1
        is_done = job.n_polls > self.n_polls_before_done
        if is_done and job.ended_at_s is None:
            job.ended_at_s = self.clock()
        status = job.status if is_done else "pending" if job.n_polls == 1 else "running"
        told: Document = {"jobId": job.id, "status": status, "createdAt": _iso(job.created_at_s), "updatedAt": None}
        is_kept = job.ended_at_s is not None and self.clock() - job.ended_at_s < DAY_S
        return _json(200, told | ({"output": job.output} if is_done and is_kept else {}))

    def _list(self, query: dict[str, str]) -> Answer:
        limit, status, cursor = query.get("limit", "10"), query.get("status"), query.get("cursor")
        errors = [{"field": name, "message": "unknown"} for name in query.keys() - {"limit", "status", "cursor"}]
        if not re.fullmatch(r"[0-9]{1,3}", limit, re.ASCII) or not 1 <= int(limit) <= 100:
            errors.append({"field": "limit", "message": "must be between 1 and 100"})
        if status is not None and status not in STATUSES:
            errors.append({"field": "status", "message": "must be a status"})
        if cursor is not None and not re.fullmatch(r"[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}", cursor):
            errors.append({"field": "cursor", "message": "must be a UUID"})
        if errors:
            return _invalid(errors)
        jobs = [job for job in reversed(self.jobs.values()) if status in (None, job.status)]
        items = [{"id": job.id, "status": job.status, "createdAt": _iso(job.created_at_s)} for job in jobs]
        return _json(200, {"items": items[: int(limit)], "nextCursor": None})

    def _rate_headers(self) -> dict[str, str]:
        if self.left is None:
            return {}
        reset_s = self.reset_s + (self.clock() if self.is_reset_epoch else 0.0)
        return {
            "X-RateLimit-Limit": "100",
            "X-RateLimit-Remaining": str(self.left),
            "X-RateLimit-Reset": str(int(reset_s)),
        }

    def _error(self, status: int, message: str, headers: Mapping[str, str] | None = None) -> Answer:
        return _json(status, {"requestId": str(uuid.uuid4()), "message": message}, headers)


# ------------------------------------------------------------------------------------------------------ validation


def _submission_errors(document: Document) -> Errors:
    found = []
    url = document.get("url")
    if not isinstance(url, str) or not _SOURCE.match(url):
        found.append(("url", "Invalid URL"))
    if not any(document.get("model", "precision-2") is model or document.get("model") == model for model in MODELS):
        found.append(("model", "unknown model"))
    if "webhook" in document and not _is_uri(document["webhook"]):
        found.append(("webhook", "must be a URI"))
    if not isinstance(document.get("webhookStatusOnly", False), bool):
        found.append(("webhookStatusOnly", "must be a boolean"))
    return [{"field": name, "message": message} for name, message in found]


def _identify_errors(document: Document) -> Errors:
    voiceprints = document.get("voiceprints")
    found = []
    if not isinstance(voiceprints, list) or not 1 <= len(voiceprints) <= 50:
        found.append(("voiceprints", "must be 1 to 50 voiceprints"))
    elif not all(map(_is_voice, voiceprints)):
        found.append(("voiceprints", "must have a label and a voiceprint"))
    if "matching" in document and not _is_matching(document["matching"]):
        found.append(("matching", "cannot be used"))
    for name in ("numSpeakers", "minSpeakers", "maxSpeakers"):
        if document.get(name) is not None and not _is_count(document[name]):
            found.append((name, "must be a whole number from 1"))
    for name in ("confidence", "exclusive"):
        if not isinstance(document.get(name, False), bool):
            found.append((name, "must be a boolean"))
    if not isinstance(document.get("turnLevelConfidence"), bool | None):
        found.append(("turnLevelConfidence", "must be a boolean"))
    return [{"field": name, "message": message} for name, message in found]


def _is_voice(entry: object) -> bool:
    if not isinstance(entry, dict):
        return False
    label, voiceprint = entry.get("label"), entry.get("voiceprint")
    is_label = isinstance(label, str) and 1 <= len(label) <= 100 and not label.upper().startswith("SPEAKER_")
    return is_label and isinstance(voiceprint, str) and len(voiceprint) <= 20_000


def _is_matching(value: object) -> bool:
    if not isinstance(value, dict) or not isinstance(value.get("exclusive"), bool | None):
        return False
    threshold = value.get("threshold")
    is_number = isinstance(threshold, int | float) and not isinstance(threshold, bool)
    return threshold is None or (is_number and 0 <= threshold <= 100)


def _is_count(value: object) -> bool:
    return not isinstance(value, bool) and isinstance(value, int | float) and value >= 1 and value == int(value)


def _is_uri(value: object) -> bool:
    return isinstance(value, str) and bool(_URI.fullmatch(value))


def _parse(request: RecordedRequest) -> Document | None:
    try:
        document = json.loads(request.body)
    except ValueError:
        return None
    return document if isinstance(document, dict) else None


def _wav_s(content: bytes) -> float:
    try:
        with wave.open(io.BytesIO(content)) as sound:
            return sound.getnframes() / sound.getframerate()
    except (wave.Error, EOFError):
        return 0.0


def _iso(moment_s: float) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(moment_s))


def _invalid(errors: Errors) -> Answer:
    return _json(400, {"message": "Invalid request", "errors": errors})


def _json(status: int, document: Document, headers: Mapping[str, str] | None = None) -> Answer:
    return Answer(status, json.dumps(document).encode(), {"Content-Type": "application/json", **(headers or {})})


def _xml(status: int, code: str) -> Answer:
    body = f"<Error><Code>{code}</Code><Message>Refused.</Message><RequestId>R</RequestId></Error>"
    return Answer(status, body.encode(), {"Content-Type": "application/xml"})
