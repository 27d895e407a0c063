"""A small recognition service of its own, for tests: standard library threads, no line shared with slipgui.server or slipgui.services.

``with ToyService({b"marker": track}) as toy:`` listens on ``toy.url`` and speaks the AudioVerify contract with ``toy.token``.  A job is
answered with the track whose marker occurs in the uploaded bytes, else with ``default_track`` (None: no music recognised).  Everything
that a test wants to vary is a public attribute; faults are ordered with ``fail_next``.
"""

import calendar
import hashlib
import hmac
import json
import re
import secrets
import socket
import threading
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

TYPES = {"mp4": "video/mp4", "mov": "video/quicktime", "avi": "video/x-msvideo", "mpeg": "video/mpeg"}
BASE = "/api/v4/video-recognition/"
Document = dict[str, Any]


@dataclass(frozen=True)
class Answer:
    """One HTTP answer."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class RecordedRequest:
    """What arrived, in order of arrival."""

    method: str
    path: str
    """Without the query."""
    headers: Mapping[str, str]
    """Lower-case names."""
    body: bytes


@dataclass
class Fault:
    """What ``fail_next`` ordered."""

    n_left: int
    answer: Answer | None
    """None: the connection is cut without an answer."""
    method: str | None
    path: str | None
    is_early: bool
    is_after_processing: bool


@dataclass
class ToyJob:
    track: Document | None
    n_polls: int = 0


class ToyService:
    """The service; a context manager.

    Parameters
    ----------
    answers
        Marker bytes → track document (the seven members of the contract) or None.
    token
        The only API key accepted.
    clock
        Seconds since the epoch: decides whether a presigned URL has expired.
    port
        Where it listens; 0 for a free one.
    """

    def __init__(
        self,
        answers: Mapping[bytes, Document | None] | None = None,
        *,
        token: str = "toy-token",
        clock: Callable[[], float] = time.time,
        port: int = 0,
    ) -> None:
        self.port = port
        self.answers = dict(answers or {})
        self.token = token
        self.clock = clock
        self.default_track: Document | None = None
        self.n_polls_before_completed = 1
        """How many polls are answered "not yet" (half of them queued, the rest processing)."""
        self.status_words = {"queued": "queued", "processing": "processing", "completed": "completed"}
        self.job_extras: Document = {}
        """Members added to (or replacing members of) every completed job."""
        self.delay_s = 0.0
        """Wait before each answer."""
        self.form_limit_bytes = 104_857_600
        self.object_limit_bytes = 5_000_000_000
        self.url_lifetime_s = 600
        self.requests: list[RecordedRequest] = []
        self.objects: dict[str, bytes] = {}
        """storage_key → bytes."""
        self.jobs: dict[str, ToyJob] = {}
        self.closing = threading.Event()
        self._secret = secrets.token_bytes(16)
        self._faults: list[Fault] = []
        self._lock = threading.Lock()
        self._server: _Server | None = None

    def __enter__(self) -> "ToyService":
        self._server = _Server(self)
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), name="toy-service")
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        assert self._server is not None
        self.closing.set()
        self._server.shutdown()
        self._server.hang_up()
        self._server.server_close()
        self._thread.join()

    @property
    def url(self) -> str:
        """Base address, without a slash at its end."""
        assert self._server is not None
        return f"http://127.0.0.1:{self.port}"

    def fail_next(
        self,
        n: int = 1,
        status: int | None = None,
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes | str | Document = b"",
        method: str | None = None,
        path: str | None = None,
        is_early: bool = False,
        is_after_processing: bool = False,
    ) -> None:
        """The next ``n`` requests (of this method; whose path matches this regular expression) get this answer.

        ``status=None`` cuts the connection without an answer; ``is_after_processing`` does the work first (a lost answer);
        ``is_early`` answers before the body is read.
        """
        extra = dict(headers or {})
        if isinstance(body, dict):
            extra.setdefault("Content-Type", "application/json")
            body = json.dumps(body)
        raw = body.encode() if isinstance(body, str) else body
        answer = None if status is None else Answer(status, raw, extra)
        with self._lock:
            self._faults.append(Fault(n, answer, method, path, is_early, is_after_processing))

    def paths(self, method: str | None = None) -> list[str]:
        """Paths asked for, in order."""
        return [request.path for request in self.requests if method in (None, request.method)]

    def take_fault(self, method: str, path: str) -> Fault | None:
        with self._lock:
            for fault in self._faults:
                if fault.n_left and fault.method in (None, method) and re.search(fault.path or "", path):
                    fault.n_left -= 1
                    return fault
        return None

    # ------------------------------------------------------------------------------------------------ the contract

    def answer(self, request: RecordedRequest, query: str, *, is_chunked: bool) -> Answer:
        if request.path.startswith("/temp/"):
            return self._put(request, dict(parse_qsl(query)), is_chunked=is_chunked)
        scheme, _, key = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or key != self.token:
            text = "Invalid token." if key else "Authentication credentials were not provided."
            return _json(401, {"detail": text}, {"WWW-Authenticate": "Bearer"})
        allowed = "POST" if request.path in (BASE, BASE + "upload-url/") else "GET"
        if request.path != BASE and not re.fullmatch(re.escape(BASE) + "[^/]+/", request.path):
            return _json(404, {"detail": "Not found."})
        if request.method != allowed:
            return _json(405, {"detail": f'Method "{request.method}" not allowed.'}, {"Allow": allowed})
        if request.path == BASE:
            return self._submit(request)
        if request.path == BASE + "upload-url/":
            return self._upload_url(request)
        return self._poll(request.path.removeprefix(BASE).rstrip("/"))

    def _submit(self, request: RecordedRequest) -> Answer:
        kind = request.headers.get("content-type", "")
        if kind.startswith("multipart/form-data"):
            return self._submit_form(kind, request.body)
        document = _parse(kind, request.body)
        if isinstance(document, Answer):
            return document
        if ("storage_key" in document) == ("file" in document):
            return _json(400, {"detail": "Provide exactly one of `file` or `storage_key`."})
        key = document.get("storage_key")
        if not isinstance(key, str) or not key.startswith("video-recognition/"):
            return _json(400, {"storage_key": ["Must start with `video-recognition/`."]})
        if key not in self.objects:
            return _json(400, {"storage_key": ["No such object."]})
        return self._create_job(self.objects[key])

    def _submit_form(self, kind: str, body: bytes) -> Answer:
        message = message_from_bytes(b"Content-Type: " + kind.encode("latin-1") + b"\r\n\r\n" + body)
        parts = message.get_payload() if message.is_multipart() else []
        named = {str(part.get_param("name", header="content-disposition")): part for part in parts}  # type: ignore[union-attr]
        if ("file" in named) == ("storage_key" in named):
            return _json(400, {"detail": ["Provide exactly one of `file` or `storage_key`."]})
        name = named["file"].get_filename() if "file" in named else None  # type: ignore[union-attr]
        if name is None:
            return _json(400, {"file": ["The submitted data was not a file. Check the encoding type on the form."]})
        content = bytes(named["file"].get_payload(decode=True))  # type: ignore[union-attr, arg-type]
        if _ending(name) is None:
            return _json(400, {"file": ["File extension is not allowed."]})
        if not content:
            return _json(400, {"file": ["The submitted file is empty."]})
        if len(content) > self.form_limit_bytes:
            return _json(400, {"file": ["File size cannot exceed 100 MB."]})
        return self._create_job(content)

    def _create_job(self, content: bytes) -> Answer:
        track = next((track for marker, track in self.answers.items() if marker in content), self.default_track)
        job_id = str(uuid.uuid4())
        self.jobs[job_id] = ToyJob(track)
        return _json(201, {"job_id": job_id, "status": self.status_words["queued"], "track": None})

    def _poll(self, job_id: str) -> Answer:
        job = self.jobs.get(job_id)
        if job is None:
            return _json(404, {"detail": "Not found."})
        job.n_polls += 1
        if job.n_polls > self.n_polls_before_completed:
            done = {"job_id": job_id, "status": self.status_words["completed"], "track": job.track}
            return _json(200, done | self.job_extras)
        word = "queued" if job.n_polls * 2 <= self.n_polls_before_completed else "processing"
        return _json(200, {"job_id": job_id, "status": self.status_words[word], "track": None})

    def _upload_url(self, request: RecordedRequest) -> Answer:
        document = _parse(request.headers.get("content-type", ""), request.body)
        if isinstance(document, Answer):
            return document
        name = document.get("filename")
        if name is None:
            return _json(400, {"filename": ["This field is required."]})
        if not isinstance(name, str) or _ending(name) is None:
            return _json(400, {"filename": ["File extension must be one of: mov, mpeg, mp4, avi"]})
        key = f"video-recognition/{secrets.token_hex(6)}_clip.{_ending(name)}"
        kind = TYPES[str(_ending(name))]
        stamp = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(self.clock()))
        query = {
            "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
            "X-Amz-Credential": f"TOY/{stamp[:8]}/us-east-1/s3/aws4_request",
            "X-Amz-Date": stamp,
            "X-Amz-Expires": str(self.url_lifetime_s),
            "X-Amz-SignedHeaders": "content-type;host",
        }
        query["X-Amz-Signature"] = self._sign(f"/temp/{key}", kind, query)
        url = f"{self.url}/temp/{key}?" + "&".join(f"{k}={quote(v, safe='')}" for k, v in query.items())
        grant = {"upload_url": url, "storage_key": key, "expires_in": self.url_lifetime_s, "content_type": kind}
        return _json(201, grant)

    def _sign(self, path: str, content_type: str, query: Mapping[str, str]) -> str:
        words = [path, content_type, query.get("X-Amz-Date", ""), query.get("X-Amz-Expires", "")]
        return hmac.new(self._secret, "\n".join(words).encode(), hashlib.sha256).hexdigest()

    def _put(self, request: RecordedRequest, query: Mapping[str, str], *, is_chunked: bool) -> Answer:
        if request.method != "PUT":
            return _xml(405, "MethodNotAllowed")
        if "authorization" in request.headers:
            return _xml(400, "InvalidArgument", "<ArgumentName>Authorization</ArgumentName>")
        if is_chunked:
            return _xml(501, "NotImplemented")
        signature = query.get("X-Amz-Signature")
        if signature is None:
            return _xml(403, "AccessDenied")
        if signature != self._sign(request.path, request.headers.get("content-type", ""), query):
            return _xml(403, "SignatureDoesNotMatch")
        age_s = self.clock() - calendar.timegm(time.strptime(query["X-Amz-Date"], "%Y%m%dT%H%M%SZ"))
        if age_s > int(query["X-Amz-Expires"]):
            return _xml(403, "AccessDenied", message="Request has expired")
        if "content-length" not in request.headers:
            return _xml(411, "MissingContentLength")
        if len(request.body) > self.object_limit_bytes:
            return _xml(400, "EntityTooLarge")
        self.objects[request.path.removeprefix("/temp/")] = request.body
        return Answer(200, b"", {"ETag": f'"{hashlib.md5(request.body).hexdigest()}"'})


def _ending(name: str) -> str | None:
    stem, dot, ending = name.rpartition(".")
    return ending.lower() if stem and dot and ending.lower() in TYPES else None


def _json(status: int, document: Document, headers: Mapping[str, str] | None = None) -> Answer:
    return Answer(status, json.dumps(document).encode(), {"Content-Type": "application/json", **(headers or {})})


def _xml(status: int, code: str, extra: str = "", *, message: str = "Refused by the toy store.") -> Answer:
    ids = "<RequestId>TOY</RequestId><HostId>TOY</HostId>"
    body = f'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>{code}</Code><Message>{message}</Message>{extra}{ids}</Error>'
    return Answer(status, body.encode(), {"Content-Type": "application/xml"})


def _parse(kind: str, body: bytes) -> Document | Answer:
    if kind.partition(";")[0].strip().lower() != "application/json":
        return _json(415, {"detail": f'Unsupported media type "{kind}" in request.'})
    try:
        document = json.loads(body)
    except ValueError as error:
        return _json(400, {"detail": f"JSON parse error - {error}"})
    if not isinstance(document, dict):
        text = f"Invalid data. Expected a dictionary, but got {type(document).__name__}."
        return _json(400, {"non_field_errors": [text]})
    return document


class _Server(ThreadingHTTPServer):
    daemon_threads = False

    def __init__(self, toy: ToyService) -> None:
        self.toy = toy
        self.connections: set[socket.socket] = set()
        super().__init__(("127.0.0.1", toy.port), _Handler)

    def hang_up(self) -> None:
        """End the connections that clients keep alive, so that their threads end."""
        for connection in list(self.connections):
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients of tests go away in the middle: nothing to tell."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def setup(self) -> None:
        self.request.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        super().setup()
        self.server.connections.add(self.request)

    def finish(self) -> None:
        self.server.connections.discard(self.request)
        super().finish()

    def log_message(self, format: str, *args: object) -> None:
        """Tests read ``requests`` instead."""

    def _serve(self) -> None:
        toy, parts = self.server.toy, urlsplit(self.path)
        fault = toy.take_fault(self.command, parts.path)
        if fault and fault.is_early and fault.answer:
            self._reply(fault.answer)
            self._linger()
            return
        is_chunked = "chunked" in self.headers.get("Transfer-Encoding", "")
        body = b"" if is_chunked else self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = RecordedRequest(self.command, parts.path, headers, body)
        toy.requests.append(request)
        toy.closing.wait(toy.delay_s)
        if fault is None or fault.is_after_processing:
            answer: Answer | None = toy.answer(request, parts.query, is_chunked=is_chunked)
        if fault is not None:
            answer = fault.answer
        if answer is None:
            self.close_connection = True
            return
        self._reply(answer)
        if is_chunked:
            self._linger()

    def _reply(self, answer: Answer) -> None:
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if "content-length" not in (name.lower() for name in answer.headers):
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)
        self.wfile.flush()

    def _linger(self) -> None:
        """Half-close and read to the end, so that the answer is not lost to a reset (contracts, case 46 b)."""
        self.close_connection = True
        self.request.shutdown(socket.SHUT_WR)
        self.request.settimeout(5)
        while self.rfile.read1(1 << 16):
            pass

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_TRACE = do_QUERY = _serve  # noqa: N815
