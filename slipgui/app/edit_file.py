"""Timelines of editing programs: EDL, Final Cut Pro 7 XML, FCPXML, AAF, OTIO, read by OpenTimelineIO (extra ``nle``)."""

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

from slipgui.core.edit import Edit, MediaUse
from slipgui.core.errors import SettingsError
from slipgui.core.timebase import Timebase

EDIT_ENDINGS = (".edl", ".xml", ".fcpxml", ".aaf", ".otio")
"""Of files that are timelines."""
_RATELESS = ".edl"
"""Says no frame rate."""
_DROP_EDL = re.compile(r"^FCM:\s*DROP FRAME", re.MULTILINE)
_DROP_OTIO = re.compile(r'"drop_frame":\s*true')
_KNOWN_RATES = [Fraction(base) for base in (24, 25, 30, 48, 50, 60, 100, 120)] + [
    Fraction(base * 1000, 1001) for base in (24, 30, 48, 60, 120)
]
_RATIONAL = re.compile(r"(-?\d+)(?:/(\d+))?s")
_DRIVE = re.compile(r"^/?[A-Za-z]:[/\\]")


def is_edit(path: Path) -> bool:
    """Whether a file is a timeline by its name."""
    return path.suffix.lower() in EDIT_ENDINGS


def needs_rate(path: Path) -> bool:
    """Whether a timeline does not say its frame rate."""
    return path.suffix.lower() == _RATELESS


def read_edit(path: Path, rate: Fraction | None) -> Edit:
    """The timeline of a file.

    Blocking; loads OpenTimelineIO, 0.5 s.

    Parameters
    ----------
    path
        The file.
    rate
        What the user says; an EDL needs it, for it says none itself.

    Raises
    ------
    SettingsError
        When OpenTimelineIO is not installed, the rate is not known, or the file is no timeline.
    """
    try:
        import opentimelineio
    except ImportError as error:
        why = "timelines are read with the extra “nle”: pip install 'slipgui[nle]'"
        raise SettingsError("no OpenTimelineIO", key="timeline", value=path.name, why=why) from error
    if needs_rate(path) and rate is None:
        raise SettingsError(
            "no rate", key="--frame-rate", why=f"{path.name} says no frame rate: say it with --frame-rate"
        )
    try:
        document, scale = _read_document(opentimelineio, path, rate)
        timelines = (
            [document] if isinstance(document, opentimelineio.schema.Timeline) else _timelines(opentimelineio, document)
        )
        return _make_edit(opentimelineio, path, timelines[0], rate, scale).scaled(scale)
    except Exception as error:
        why = f"it cannot be read as a timeline: {str(error).splitlines()[0] if str(error) else type(error).__name__}"
        raise SettingsError("no timeline", key="timeline", value=path.name, why=why) from error


def _read_document(otio: Any, path: Path, rate: Fraction | None) -> tuple[Any, Fraction]:
    """What OpenTimelineIO makes of a file, and by what its times are to be multiplied."""
    if path.suffix.lower() == ".fcpxml":
        root = ElementTree.parse(path).getroot()
        _name_media(root)
        scale = _in_whole_rates(root)
        return otio.adapters.read_from_string(ElementTree.tostring(root, encoding="unicode"), "fcpx_xml"), scale
    options = {"rate": float(rate)} if needs_rate(path) and rate else {}
    return otio.adapters.read_from_file(str(path), **options), Fraction(1)


def _name_media(root: ElementTree.Element) -> None:
    """Let assets of an FCPXML document name their files as they did before version 1.9, which OpenTimelineIO's reader knows alone."""
    for asset in root.iter("asset"):
        media = asset.find("media-rep")
        if media is not None and "src" not in asset.attrib:
            asset.set("src", media.get("src", ""))


def _in_whole_rates(root: ElementTree.Element) -> Fraction:
    """Let frames of an FCPXML document last 1/30 s where they last 1001/30000 s; how much longer its times really are.

    OpenTimelineIO's reader counts in whole frames a second: of 29.97 it makes 29, and every time is wrong.
    """
    frame = next(
        (found for found in map(_rational_s, (each.get("frameDuration") for each in root.iter("format"))) if found),
        None,
    )
    if frame is None or frame.numerator % 1001:
        return Fraction(1)
    scale = Fraction(1001, 1000)
    for element in root.iter():
        for name, value in element.attrib.items():
            seconds = _rational_s(value)
            if seconds is not None:
                scaled = seconds / scale
                element.set(name, f"{scaled.numerator}/{scaled.denominator}s")
    return scale


def _rational_s(text: str | None) -> Fraction | None:
    """The seconds of a time of FCPXML, ``1001/30000s`` or ``5s``; None for anything else."""
    found = _RATIONAL.fullmatch(text or "")
    return Fraction(int(found[1]), int(found[2] or 1)) if found and int(found[2] or 1) else None


def _timelines(otio: Any, collection: Any) -> list[Any]:
    """The timelines of a project, the longest first: the others are parts or selections of it."""
    timelines = collection.find_children(descended_from_type=otio.schema.Timeline)
    return sorted(timelines, key=lambda each: -float(each.duration().to_seconds()))


def _make_edit(otio: Any, path: Path, timeline: Any, rate: Fraction | None, scale: Fraction) -> Edit:
    tracks = list(timeline.audio_tracks()) or list(timeline.video_tracks())
    known = rate * scale if rate else _exact_rate(_first_rate(timeline, tracks))
    own_start_s, is_drop = _own_start(path)
    own_start_s = own_start_s / scale if own_start_s is not None else None
    start_s = _seconds(timeline.global_start_time) if timeline.global_start_time else Fraction(0)
    placed = sorted(
        chain.from_iterable(_placed_clips(otio, track, start_s) for track in tracks), key=lambda each: each[0]
    )
    earliest_s = min((at_s for at_s, _, _ in placed), default=start_s)
    said_s = start_s if timeline.global_start_time else own_start_s
    first_s = said_s if said_s is not None and said_s <= earliest_s else earliest_s
    uses: dict[MediaUse, None] = {}
    n_retimed = 0
    for at_s, length_s, clip in placed:
        if any(isinstance(effect, otio.schema.TimeEffect) for effect in clip.effects):
            n_retimed += 1
        else:
            uses[_use(clip, at_s - first_s, length_s)] = None
    timebase = Timebase(known, round(first_s * known), is_drop=is_drop)
    duration_s = max((use.record_s + use.length_s for use in uses), default=Fraction(0))
    return Edit(timeline.name or path.stem, timebase, duration_s, tuple(uses), n_retimed)


def _placed_clips(otio: Any, track: Any, start_s: Fraction) -> Iterator[tuple[Fraction, Fraction, Any]]:
    """Record start, length and clip of everything that sounds in a track, nested sequences too."""
    if not _is_on(track):
        return
    # an EDL's tracks begin at their first event: how much earlier the timeline does, their own range says
    shift_s = start_s - (_seconds(track.source_range.start_time) if track.source_range else Fraction(0))
    for child in track:
        if isinstance(child, otio.schema.Transition | otio.schema.Gap) or not _is_on(child):
            continue
        if isinstance(getattr(child, "media_reference", None), otio.schema.GeneratorReference):  # black, bars
            continue
        place = track.range_of_child(child)
        at_s, length_s = shift_s + _seconds(place.start_time), _seconds(place.duration)
        if isinstance(child, otio.schema.Clip):
            yield at_s, length_s, child
        elif isinstance(child, otio.core.Composition):
            yield from _nested_clips(otio, child, at_s, length_s)


def _is_on(part: Any) -> bool:
    """Whether a track or clip is switched on; of Final Cut Pro 7 XML OpenTimelineIO keeps that among what it does not understand."""
    own = part.metadata.get("fcp_xml", {}).get("enabled", "TRUE")
    return bool(getattr(part, "enabled", True)) and str(own).upper() != "FALSE"


def _nested_clips(
    otio: Any, composition: Any, at_s: Fraction, length_s: Fraction
) -> Iterator[tuple[Fraction, Fraction, Any]]:
    """Clips of a nested sequence that lie wholly in what is used of it."""
    tracks = list(composition) if isinstance(composition, otio.schema.Stack) else [composition]
    begin_s = _seconds(composition.source_range.start_time) if composition.source_range else Fraction(0)
    for track in tracks:
        for inner_s, inner_length_s, clip in _placed_clips(otio, track, Fraction(0)):
            if begin_s <= inner_s and inner_s + inner_length_s <= begin_s + length_s:
                yield at_s + inner_s - begin_s, inner_length_s, clip


def _use(clip: Any, record_s: Fraction, length_s: Fraction) -> MediaUse:
    reference = clip.media_reference
    hint = getattr(reference, "target_url", "") or ""
    available = reference.available_range if reference is not None else None
    source = clip.source_range or available
    return MediaUse(
        name=media_name(hint) or clip.name,
        hint=hint,
        source_s=_seconds(source.start_time) if source else Fraction(0),
        media_start_s=_seconds(available.start_time) if available else None,
        record_s=record_s,
        length_s=length_s,
    )


def media_name(hint: str) -> str:
    """The file name of a path or URL from any computer, with drives, servers and strokes of either kind."""
    path = unquote(urlsplit(hint).path) if "://" in hint else hint
    return PurePosixPath(path.replace("\\", "/")).name


def media_path(hint: str) -> Path | None:
    """Where the file would be on this computer, None where the hint is of another kind of computer."""
    if "://" in hint:
        parts = urlsplit(hint)
        if parts.scheme != "file" or parts.netloc not in ("", "localhost"):
            return None
        hint = unquote(parts.path)
        if _DRIVE.match(hint):
            hint = hint.lstrip("/")
    path = Path(hint)
    return path if path.is_absolute() else None


def _first_rate(timeline: Any, tracks: Iterable[Any]) -> float:
    if timeline.global_start_time:
        return float(timeline.global_start_time.rate)
    rates = (clip.source_range.duration.rate for track in tracks for clip in track.find_clips() if clip.source_range)
    return float(next(rates))


def _exact_rate(rate: float) -> Fraction:
    nearest = min(_KNOWN_RATES, key=lambda known: abs(known - Fraction(rate)))
    return nearest if abs(float(nearest) - rate) < 0.02 else Fraction(rate).limit_denominator(1001)


def _seconds(time: Any) -> Fraction:
    return Fraction(time.value) / _exact_rate(time.rate)


def _own_start(path: Path) -> tuple[Fraction | None, bool]:
    """Start in seconds where OpenTimelineIO passes it over (FCPXML), and whether timecode is drop-frame; it passes that over always."""
    ending = path.suffix.lower()
    if ending in (".xml", ".fcpxml"):
        root = ElementTree.parse(path).getroot()
        sequence = root.find(".//sequence")
        if sequence is None:
            return None, False
        start = sequence.get("tcStart")
        is_drop = "DF" in (sequence.get("tcFormat"), sequence.findtext("timecode/displayformat"))
        return (Fraction(start.removesuffix("s")) if start else None), is_drop
    pattern = {".edl": _DROP_EDL, ".otio": _DROP_OTIO}.get(ending)
    text = path.read_text(encoding="utf-8", errors="replace") if pattern else ""
    return None, bool(pattern and pattern.search(text))
