"""Every state and every kind of error as rows of the window, made up: ``slipgui --demo-outcomes`` and ``make screenshots`` show them."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

from slipgui.core.clip import AudioStream, Clip, ClipId, MediaInfo
from slipgui.core.errors import (
    AddressError,
    ClipError,
    JobExpiredError,
    JobFailedError,
    LicenceError,
    PrepareError,
    ReleaseError,
    ServiceError,
    SlipError,
    VoiceError,
    WebhookError,
    error_kinds,
)
from slipgui.core.events import (
    ClipAdded,
    ClipPaused,
    ClipProbed,
    Event,
    PrepareProgress,
    RecognitionFinished,
    Report,
    StageChanged,
    UploadPlanned,
    UploadProgress,
    WaitingForFile,
    WaitingForTwin,
    WaitingForVolume,
)
from slipgui.core.flow import Stage
from slipgui.core.isrc import parse_isrc
from slipgui.core.outcome import Failed, Identified, NotIdentified, Origin, Outcome, Track
from slipgui.core.upload_plan import Payload, Route, UploadPlan

_FOLDER = Path("/media/edit")
_BASES: tuple[type[SlipError], ...] = (SlipError, ClipError, ServiceError)
"""Kinds that nothing raises."""
_AT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
_ANSWER = '{"status": "COMPLETED"}'

_FACTS: Mapping[str, Mapping[str, Any]] = {
    "clip_unreadable": {"reason": "not_media"},
    "clip_limit": {"size_bytes": 7_200_000_000, "limit_bytes": 5_000_000_000},
    "disk_full": {"need_bytes": 412_000_000, "free_bytes": 38_000_000},
    "tls": {"host": "api.slipstreammusic.com", "reason": "self-signed certificate in certificate chain"},
    "portal": {"target_host": "login.hotel.example"},
    "rate_limited": {"retry_after_s": 30},
    "service_unavailable": {"retry_after_s": 120},
    "request_rejected": {"reason": "Unsupported audio layout."},
    "media_rejected": {"reason": "No decodable audio stream."},
    "upload_too_large": {"reason": "Maximum object size exceeded."},
    "upload_refused": {"s3_code": "SignatureDoesNotMatch"},
    "job_failed": {"reason": "Analysis failed at 00:42."},
    "job_expired": {},
    "settings": {"key": "proxy", "value": "proxy:port", "why": "it is no address"},
    "local_service": {"why": "the address is in use", "host": "127.0.0.1", "port": 8757},
}
"""What the sentence about an error names, by its code."""
_STATUS = {
    "authentication": 401, "payment_required": 402, "rate_limited": 429, "request_rejected": 422, "service_unavailable": 503,
    "upload_too_large": 413, "media_rejected": 422, "upload_refused": 403, "job_failed": 200, "job_expired": 404,
}  # fmt: skip


def shown_kinds() -> list[type[SlipError]]:
    """All kinds of error that a clip may end with; those of voices, addresses, licences' forms and updates are told where they are made."""
    elsewhere = VoiceError | WebhookError | AddressError | LicenceError | ReleaseError
    return [kind for kind in error_kinds() if kind not in _BASES and not issubclass(kind, elsewhere)]


def make_error(kind: type[SlipError]) -> SlipError:
    """An error of this kind with facts as they could be."""
    facts = _FACTS.get(kind.code, {})
    if issubclass(kind, ServiceError):
        service = "storage" if kind.code.startswith("upload") else "audioverify"
        return kind(kind.code, service=service, http_status=_STATUS.get(kind.code), request_id="7c1f0a52", **facts)
    return kind(kind.code, **facts)


def outcome_events() -> Iterator[Event]:
    """The news of one clip in every state, and of one for every kind of error."""
    yield from _ended("EP104_v07_LOCK_422HQ.mov", Identified(_track("Harbour Lights (60s Edit)", 98.2), None))
    yield from _ended(
        "EP104_SC12_temp_music_v2.mp4",
        Identified(_track("Paper Lanterns", 93.4, Origin.EXTERNAL, "Juno Vale", "Northfield Records"), None),
    )
    yield from _at_work()
    yield from _ended("take#3_selects_B-cam.mov", Identified(_track("Slow Machinery (No Drums)", 61.0), None))
    yield from _ended("INT_Wardrobe_stems_MX.wav", NotIdentified())
    yield from _held()
    for kind in shown_kinds():
        yield from _ended(f"{kind.code}.mov", Failed(make_error(kind)), _stage_of(kind))


def _stage_of(kind: type[SlipError]) -> Stage:
    """Where a clip meets such an error."""
    stages = {
        ClipError: Stage.PROBING,
        PrepareError: Stage.PREPARING,
        JobFailedError: Stage.POLLING,
        JobExpiredError: Stage.POLLING,
    }
    return next((stage for base, stage in stages.items() if issubclass(kind, base)), Stage.UPLOADING)


def _at_work() -> Iterator[Event]:
    clip = ClipId("夜の港_予告編_A_60s_v03.mov")
    plan = UploadPlan(Route.FORM, Payload.SOUND, 1_040_000)
    yield from _begun(clip, 1_640_000_000)
    yield from (
        StageChanged(clip, Stage.UPLOADING),
        UploadPlanned(clip, plan),
        UploadProgress(clip, 640_000, 1_040_000),
    )
    clip = ClipId("PROMO_SPRING_15s_CLEAN_v11.mov")
    yield from _begun(clip, 412_000_000)
    yield from (UploadPlanned(clip, plan), StageChanged(clip, Stage.UPLOADING), StageChanged(clip, Stage.POLLING))
    clip = ClipId("Reel 03 — Rooftop argument, long version (do not use).mxf")
    yield from _begun(clip, 38_600_000_000)
    yield from (StageChanged(clip, Stage.PREPARING), PrepareProgress(clip, 91.0, 240.0))


def _held() -> Iterator[Event]:
    yield _added(ClipId("Trailer_B_ONLINE_v04.mxf"), 3_200_000_000)
    yield WaitingForFile(ClipId("Trailer_B_ONLINE_v04.mxf"), 3_200_000_000, 4.0)
    yield _added(ClipId("SOCIAL_9x16_cutdown_06.mp4"), 14_800_000)
    yield ClipPaused(ClipId("SOCIAL_9x16_cutdown_06.mp4"))
    yield _added(ClipId("A003C014_240611_R2VK.mov"), 5_110_000_000)
    yield WaitingForVolume(ClipId("A003C014_240611_R2VK.mov"), Path("/media/SHUTTLE_4"))
    yield _added(ClipId("結婚式_ハイライト_最終版.mp4"), 88_000_000)
    yield _added(ClipId("PROMO_SPRING_15s_CLEAN_v11 (2).mov"), 412_000_000)
    yield WaitingForTwin(ClipId("PROMO_SPRING_15s_CLEAN_v11 (2).mov"), "PROMO_SPRING_15s_CLEAN_v11.mov")


def _begun(clip: ClipId, source_bytes: int) -> Iterator[Event]:
    yield _added(clip, source_bytes)
    yield StageChanged(clip, Stage.PROBING)
    stream = AudioStream(0, "pcm_s24le", 2, 48_000, 240.0, None, "")
    info = MediaInfo(source_bytes, 240.0, "mov", True, Fraction(25), "01:00:00:00", (stream,), 0, 0.0)
    yield ClipProbed(clip, info)


def _ended(name: str, outcome: Outcome, stage: Stage = Stage.POLLING) -> Iterator[Event]:
    clip = ClipId(name)
    is_sent = stage is Stage.POLLING
    if stage is Stage.PROBING:
        yield _added(clip, 5_820_000_000)
    else:
        yield from _begun(clip, 5_820_000_000)
    report = Report(
        clip=Clip(clip, _FOLDER / name),
        outcome=outcome,
        service="audioverify",
        route=Route.FORM if is_sent else None,
        payload=Payload.SOUND if is_sent else None,
        sent_bytes=3_900_000 if is_sent else 0,
        source_bytes=5_820_000_000,
        job_id="7c1f0a52-7d5e-4a3c" if is_sent else None,
        elapsed_s=6.0,
        stage=stage,
        finished_at=_AT,
        raw_answer=_ANSWER if is_sent else None,
        is_incomplete=False,
    )
    yield RecognitionFinished(clip, report)


def _added(clip: ClipId, source_bytes: int) -> ClipAdded:
    return ClipAdded(clip, Clip(clip, _FOLDER / clip), source_bytes)


def _track(
    title: str,
    score: float,
    origin: Origin = Origin.INTERNAL,
    artist: str = "Mira Okafor",
    label: str = "Tidewater Library",
) -> Track:
    return Track(None, title, artist, origin, parse_isrc("QZTW42100417"), None, score, label)
