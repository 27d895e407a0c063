"""Timelines of editing programs: EDL, Final Cut Pro 7 XML, FCPXML, AAF, OTIO, read by OpenTimelineIO (extra ``nle``)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

from slipgui.app.edit_xml import prepare_fcp7, prepare_fcpxml
from slipgui.core.edit import Edit, MediaUse
from slipgui.core.errors import SettingsError
from slipgui.core.timebase import Timebase

EDIT_ENDINGS = (".edl", ".xml", ".fcpxml", ".aaf", ".otio")
"""Of files that are timelines."""
_XML_READERS = {".xml": "fcp_xml", ".fcpxml": "fcpx_xml"}
"""Names of OpenTimelineIO's."""
_RATELESS = ".edl"
"""Says no frame rate."""
_DROP_EDL = re.compile(r"^FCM:\s*DROP FRAME", re.MULTILINE)
_DROP_OTIO = re.compile(r'"drop_frame":\s*true')
_KNOWN_RATES = [Fraction(base) for base in (24, 25, 30, 48, 50, 60, 100, 120)] + [
    Fraction(base * 1000, 1001) for base in (24, 30, 48, 60, 120)
]
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
        timeline, scale, n_retimed = _read_timeline(opentimelineio, path, rate)
        edit = _make_edit(opentimelineio, path, timeline, rate, scale).scaled(scale)
        return replace(edit, n_retimed=edit.n_retimed + n_retimed)
    except Exception as error:
        why = f"it cannot be read as a timeline: {str(error).splitlines()[0] if str(error) else type(error).__name__}"
        raise SettingsError("no timeline", key="timeline", value=path.name, why=why) from error


def _read_timeline(otio: Any, path: Path, rate: Fraction | None) -> tuple[Any, Fraction, int]:
    """What OpenTimelineIO makes of a file, by what its times are to be multiplied, and how many stretches at another speed it lacks."""
    ending = path.suffix.lower()
    scale, n_retimed = Fraction(1), 0
    if ending in (".xml", ".fcpxml"):
        root = ElementTree.parse(path).getroot()
        if ending == ".fcpxml":
            scale, n_retimed = prepare_fcpxml(root)
        else:
            prepare_fcp7(root)
        text = ElementTree.tostring(root, encoding="unicode")
        timeline = _timeline(otio, otio.adapters.read_from_string(text, _XML_READERS[ending]))
    else:
        options = {"rate": float(rate)} if needs_rate(path) and rate else {}
        timeline = _timeline(otio, otio.adapters.read_from_file(str(path), **options))
    if ending == ".fcpxml":
        for track in timeline.find_children(descended_from_type=otio.schema.Track):  # each lane holds picture and sound
            track.kind = otio.schema.TrackKind.Audio
    return timeline, scale, n_retimed


def _timeline(otio: Any, document: Any) -> Any:
    """The timeline of a document; of a project the longest one: the others are parts or selections of it."""
    if isinstance(document, otio.schema.Timeline):
        return document
    timelines = document.find_children(descended_from_type=otio.schema.Timeline) if document is not None else []
    if not timelines:
        raise ValueError("it holds no sequence")
    return max(timelines, key=lambda each: float(each.duration().to_seconds()))


def _make_edit(otio: Any, path: Path, timeline: Any, rate: Fraction | None, scale: Fraction) -> Edit:
    tracks = _heard(otio, timeline.tracks)
    known = rate * scale if rate else _exact_rate(_first_rate(timeline, tracks))
    own_start_s, is_drop = _own_start(path)
    own_start_s = own_start_s / scale if own_start_s is not None else None
    start_s = _seconds(timeline.global_start_time) if timeline.global_start_time else Fraction(0)
    placed = sorted(
        chain.from_iterable(_on_track(otio, track, start_s) for track in tracks), key=lambda each: each.at_s
    )
    earliest_s = min((each.at_s for each in placed), default=start_s)
    said_s = start_s if timeline.global_start_time or own_start_s is None else own_start_s
    first_s = earliest_s if needs_rate(path) else min(said_s, earliest_s)  # an EDL begins with its first event
    uses = dict.fromkeys(_use(each, first_s) for each in placed if not each.is_retimed)
    timebase = Timebase(known, round(first_s * known), is_drop=is_drop)
    duration_s = max((use.record_s + use.length_s for use in uses), default=Fraction(0))
    n_retimed = sum(each.is_retimed for each in placed)
    return Edit(timeline.name or path.stem, timebase, duration_s, tuple(uses), n_retimed)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A clip that sounds."""

    clip: Any
    at_s: Fraction
    """Where, on the clock of what it stands in."""
    length_s: Fraction
    skipped_s: Fraction = Fraction(0)
    """So much of its own range is not used: a nested sequence begins later."""
    is_retimed: bool = False

    def within(self, begin_s: Fraction, length_s: Fraction) -> "_Placed | None":
        """What of it sounds in a stretch, counted from there; None where it does not."""
        first_s, last_s = max(self.at_s, begin_s), min(self.at_s + self.length_s, begin_s + length_s)
        if last_s <= first_s:
            return None
        skipped_s = self.skipped_s + first_s - self.at_s
        return replace(self, at_s=first_s - begin_s, length_s=last_s - first_s, skipped_s=skipped_s)


def _on_track(otio: Any, track: Any, start_s: Fraction) -> Iterator[_Placed]:
    """What sounds in a track of a timeline that begins at ``start_s``."""
    # an EDL's tracks begin at their first event: how much earlier the timeline does, their own range says
    shift_s = start_s - (_seconds(track.source_range.start_time) if track.source_range else Fraction(0))
    if _is_on(track):
        for each in _placed_in(otio, track):
            yield replace(each, at_s=each.at_s + shift_s)


def _placed_in(otio: Any, composition: Any) -> Iterator[_Placed]:
    """What sounds in a track or stack, nested sequences too; of those the part that is used."""
    for child in _heard(otio, composition):
        if isinstance(child, otio.schema.Transition | otio.schema.Gap) or not _is_on(child):
            continue
        if isinstance(getattr(child, "media_reference", None), otio.schema.GeneratorReference):  # black, bars
            continue
        place = composition.range_of_child(child)
        at_s, length_s = _seconds(place.start_time), _seconds(place.duration)
        is_retimed = any(_is_another_speed(otio, effect) for effect in child.effects)
        if isinstance(child, otio.schema.Clip):
            yield _Placed(child, at_s, length_s, is_retimed=is_retimed)
        elif isinstance(child, otio.core.Composition):
            begin_s = _seconds(child.source_range.start_time) if child.source_range else Fraction(0)
            used = filter(None, (inner.within(begin_s, length_s) for inner in _placed_in(otio, child)))
            for inner in used:
                yield replace(inner, at_s=at_s + inner.at_s, is_retimed=inner.is_retimed or is_retimed)


def _heard(otio: Any, composition: Any) -> list[Any]:
    """The parts of a track or stack, of a stack with sound tracks those alone."""
    parts = list(composition)
    sound = [part for part in parts if getattr(part, "kind", None) == otio.schema.TrackKind.Audio]
    return sound or parts


def _is_another_speed(otio: Any, effect: Any) -> bool:
    """Whether an effect lets a clip play faster, slower or stand; of Final Cut Pro 7 XML OpenTimelineIO keeps that by its name alone."""
    is_remap = effect.metadata.get("fcp_xml", {}).get("effectid") == "timeremap"
    return is_remap or isinstance(effect, otio.schema.TimeEffect)


def _is_on(part: Any) -> bool:
    """Whether a track or clip is switched on; of Final Cut Pro 7 XML OpenTimelineIO keeps that among what it does not understand."""
    own = part.metadata.get("fcp_xml", {}).get("enabled", "TRUE")
    return bool(getattr(part, "enabled", True)) and str(own).upper() != "FALSE"


def _use(placed: _Placed, first_s: Fraction) -> MediaUse:
    clip = placed.clip
    reference = clip.media_reference
    hint = getattr(reference, "target_url", "") or ""
    available = reference.available_range if reference is not None else None
    source = clip.source_range or available
    return MediaUse(
        name=media_name(hint) or clip.name,
        hint=hint,
        source_s=placed.skipped_s + (_seconds(source.start_time) if source else 0),
        media_start_s=_seconds(available.start_time) if available else None,
        record_s=placed.at_s - first_s,
        length_s=placed.length_s,
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
        of_project = root.find(".//project/sequence")  # compound clips have sequences, too
        sequence = of_project if of_project is not None else root.find(".//sequence")
        if sequence is None:
            return None, False
        start = sequence.get("tcStart")
        is_drop = "DF" in (sequence.get("tcFormat"), sequence.findtext("timecode/displayformat"))
        return (Fraction(start.removesuffix("s")) if start else None), is_drop
    pattern = {".edl": _DROP_EDL, ".otio": _DROP_OTIO}.get(ending)
    text = path.read_text(encoding="utf-8", errors="replace") if pattern else ""
    return None, bool(pattern and pattern.search(text))
