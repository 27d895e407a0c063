"""The toy service with AudioVerify's catalogue beside the recognition: tracks and licences, as the OpenAPI document has them."""

import re
import secrets
import time
import uuid
from urllib.parse import unquote

from support.toy_service import Answer, Document, RecordedRequest, ToyService, _json, _parse

LICENCES = "/api/v1/licenses/generate"
_TRACK = re.compile(r"/api/v4/[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*/tracks/([^/]+)/")
TRACK_ID = "0328895e-af3f-4248-9173-69fed8ab25f5"
RECORD: Document = {
    "id": TRACK_ID,
    "name": "Tonight We Dance",
    "length": 87,
    "tempo": 106,
    "key": "C major",
    "jp_title": "今夜は踊る",
    "description": "A bright dance tune with handclaps.",
    "is_explicit": False,
    "is_free": False,
    "is_sfx": False,
    "has_stems": True,
    "short_url": "https://slip.example/t/4711",
    "audio_url": "/media/previews/4711.mp3",
    "vocals": "Instrumental",
    "genre_name": "Pop",
    "subgenre_name": "Indie Pop",
    "mood_name": "Bright",
    "artist": {"name": "Swami G", "slug": "swami-g"},
    "album": {"id": "1e4a3c5d-0000-4000-8000-000000000001", "name": "Night Shift"},
    "lyrics": None,
    "library_name": "Slipstream Originals",
    "writers": [
        {"name": "Jane Doe", "share": 50, "pro": "ASCAP", "ipi": "00123456789"},
        {"name": "Ben Ode", "share": 12.5, "pro": None, "ipi": None},
    ],
    "publishers": [{"name": "Slipstream Publishing", "share": 100, "pro": "ASCAP", "ipi": "00111222333"}],
}


class ToyCatalogue(ToyService):
    """The service; a context manager, parameters as ``ToyService``."""

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)  # type: ignore[arg-type]
        self.records: dict[str, Document] = {TRACK_ID: RECORD}
        self.licences: list[Document] = []
        self.pictures: dict[str, bytes] = {}
        """By path."""

    def answer(self, request: RecordedRequest, query: str, *, is_chunked: bool) -> Answer:
        path = unquote(request.path)
        found = _TRACK.fullmatch(path)
        if path in self.pictures:
            return Answer(200, self.pictures[path], {"Content-Type": "image/png"})
        if path != LICENCES and found is None:
            return super().answer(request, query, is_chunked=is_chunked)
        scheme, _, key = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or key != self.token:
            return _json(401, {"detail": "Authentication credentials were not provided."})
        if request.method != ("GET" if found else "POST"):
            return _json(405, {"detail": f'Method "{request.method}" not allowed.'}, {"Allow": "GET, POST"})
        if found is None:
            return self._licence(request)
        record = self.records.get(found[1].lower())
        return _json(200, record) if record else _json(404, {"detail": "Not found."})

    def _licence(self, request: RecordedRequest) -> Answer:
        document = _parse(request.headers.get("content-type", ""), request.body)
        if isinstance(document, Answer):
            return document
        user_id, track_id = request.headers.get("x-user-id", ""), document.get("track_id")
        project = document.get("project_name", "")
        if not user_id:
            return _envelope(400, "validation_error", "X-User-ID is required.")
        if not isinstance(project, str) or len(project) > 255:
            return _json(400, {"project_name": ["Ensure this field has no more than 255 characters."]})
        try:
            track_id = str(uuid.UUID(track_id))
        except (ValueError, TypeError, AttributeError):
            return _json(400, {"track_id": ["Must be a valid UUID."]})
        record = self.records.get(track_id)
        if record is None:
            return _json(404, {"detail": "Not found."})
        licence = {
            "license_id": (licence_id := secrets.token_hex(16)),
            "license_url": licence_id,
            "track_id": track_id,
            "track_name": record["name"],
            "artist_name": record["artist"]["name"],
            "user_id": user_id,
            "created_at": time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime(self.clock())),
            "expires_at": None,
        }
        self.licences.append(licence | {"project_name": project})
        used = len(self.licences)
        usage = {"daily_used": used, "monthly_used": used, "daily_limit": 1000, "monthly_limit": 30_000}
        return _json(200, {"success": True, "license": licence, "usage": usage})


def _envelope(status: int, code: str, message: str) -> Answer:
    return _json(status, {"success": False, "error": {"code": code, "message": message}})
