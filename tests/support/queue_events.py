"""Events as the application would send them, for the tests of the window."""

from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

from slipgui.core.clip import AudioStream, Clip, ClipId, MediaInfo
from slipgui.core.events import ClipAdded, ClipProbed, Event, RecognitionFinished, Report, StageChanged
from slipgui.core.flow import Stage
from slipgui.core.isrc import parse_isrc
from slipgui.core.outcome import Identified, NotIdentified, Origin, Outcome, Track
from slipgui.core.upload_plan import Payload, Route

FOLDER = Path("/media/edit")


class FakeClock:
    """A monotonic clock that moves when told."""

    def __init__(self) -> None:
        self.now_s = 1000.0

    def __call__(self) -> float:
        return self.now_s

    def advance(self, seconds: float) -> None:
        self.now_s += seconds


def added(clip_id: str, name: str = "EP104_v07_LOCK_422HQ.mov", source_bytes: int = 5_820_000_000) -> ClipAdded:
    return ClipAdded(ClipId(clip_id), Clip(ClipId(clip_id), FOLDER / name), source_bytes)


def stage(clip_id: str, value: Stage) -> StageChanged:
    return StageChanged(ClipId(clip_id), value)


def make_info(
    *,
    size_bytes: int = 5_820_000_000,
    duration_s: float = 240.0,
    rate: Fraction | None = Fraction(25),
    timecode: str | None = "01:00:00:00",
    has_picture: bool = True,
) -> MediaInfo:
    stream = AudioStream(0, "aac", 2, 48_000, duration_s, None, "")
    return MediaInfo(size_bytes, duration_s, "mov", has_picture, rate, timecode, (stream,), 0, 0.0)


def probed(clip_id: str, info: MediaInfo | None = None) -> ClipProbed:
    return ClipProbed(ClipId(clip_id), info or make_info())


def make_track(
    *,
    score: float | None = 98.2,
    origin: Origin = Origin.INTERNAL,
    title: str = "Harbour Lights (60s Edit)",
    artist: str | None = "Mira Okafor",
    isrc: str | None = "QZ-TW4-21-00417",
    label: str | None = "Tidewater Library",
) -> Track:
    code = parse_isrc(isrc)
    return Track(None, title, artist, origin, code, None if code else isrc, score, label)


def finished(
    clip_id: str,
    outcome: Outcome | None = None,
    *,
    at: Stage = Stage.POLLING,
    sent_bytes: int = 3_900_000,
    service: str = "audioverify",
    elapsed_s: float = 6.0,
    is_incomplete: bool = False,
) -> RecognitionFinished:
    report = Report(
        clip=Clip(ClipId(clip_id), FOLDER / "EP104_v07_LOCK_422HQ.mov"),
        outcome=outcome or Identified(make_track(), None),
        service=service,
        route=Route.FORM if sent_bytes else None,
        payload=Payload.SOUND if sent_bytes else None,
        sent_bytes=sent_bytes,
        source_bytes=5_820_000_000,
        job_id="7c1f",
        elapsed_s=elapsed_s,
        stage=at,
        finished_at=datetime.now(UTC),
        raw_answer=None,
        is_incomplete=is_incomplete,
    )
    return RecognitionFinished(ClipId(clip_id), report)


def not_found(clip_id: str) -> Event:
    return finished(clip_id, NotIdentified())
