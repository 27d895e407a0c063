"""Timelines of editing programs: EDL, Final Cut Pro 7 XML, AAF, OTIO, read by OpenTimelineIO (extra ``nle``), and FCPXML."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import chain
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from slipgui.app.edit_fcp7 import prepare_fcp7
from slipgui.app.edit_fcpxml import read_fcpxml
from slipgui.core.edit import Edit, MediaUse, media_name
from slipgui.core.errors import SettingsError
from slipgui.core.phrases import phrase

EDIT_ENDINGS = (".edl", ".xml", ".fcpxml", ".aaf", ".otio")
"""Of files that are timelines."""
_RATELESS = ".edl"
"""Says no frame rate."""
_DROP_EDL = re.compile(r"^FCM:\s*DROP FRAME", re.MULTILINE)
_DROP_OTIO = re.compile(r'"drop_frame":\s*true')
_KNOWN_RATES = [Fraction(base) for base in (24, 25, 30, 48, 50, 60, 100, 120)] + [
    Fraction(base * 1000, 1001) for base in (24, 30, 48, 60, 120)
]


def is_edit(path: Path) -> bool:
    """Whether a file is a timeline by its name."""
    return path.suffix.lower() in EDIT_ENDINGS


def needs_rate(path: Path) -> bool:
    """Whether a timeline does not say its frame rate."""
    return path.suffix.lower() == _RATELESS


def read_edit(path: Path, rate: Fraction | None) -> Edit:
    """The timeline of a file.

    Blocking; but for FCPXML it loads OpenTimelineIO, 0.5 s.

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
    if needs_rate(path) and rate is None:
        raise SettingsError(
            "no rate", key="--frame-rate", why=f"{path.name} says no frame rate: say it with --frame-rate"
        )
    try:
        if path.suffix.lower() == ".fcpxml":
            return read_fcpxml(path, rate)
        import opentimelineio

        return _read_with(opentimelineio, path, rate)
    except ImportError as error:
        why = phrase("Errors", "such timelines are read with the extra “nle”: pip install 'slipgui[nle]'")
        raise SettingsError("no OpenTimelineIO", value=path.name, why=why) from error
    except Exception as error:
        told = str(error).splitlines()[0] if str(error) else type(error).__name__
        why = phrase("Errors", "it cannot be read as a timeline: {rule}")
        raise SettingsError("no timeline", value=path.name, why=why, rule=told) from error


def _read_with(otio: Any, path: Path, rate: Fraction | None) -> Edit:
    if path.suffix.lower() == ".xml":
        root = ElementTree.parse(path).getroot()
        sequence = root.find(".//sequence")
        is_drop = sequence is not None and sequence.findtext("timecode/displayformat") == "DF"
        prepare_fcp7(root)
        document = otio.adapters.read_from_string(ElementTree.tostring(root, encoding="unicode"), "fcp_xml")
    else:
        is_drop = _is_drop(path)
        options = {"rate": float(rate)} if needs_rate(path) and rate else {}
        document = otio.adapters.read_from_file(str(path), **options)
    timeline = _timeline(otio, document)
    tracks = _heard(otio, timeline.tracks)
    start_s = _seconds(timeline.global_start_time) if timeline.global_start_time else Fraction(0)
    return Edit.of(
        timeline.name or path.stem,
        chain.from_iterable(_on_track(otio, track, start_s) for track in tracks),
        None if needs_rate(path) else start_s,  # an EDL begins with its first event
        rate or _exact_rate(_first_rate(timeline, tracks)),
        is_drop=is_drop,
    )


def _timeline(otio: Any, document: Any) -> Any:
    """The timeline of a document; of a project the longest one: the others are parts or selections of it."""
    if isinstance(document, otio.schema.Timeline):
        return document
    timelines = document.find_children(descended_from_type=otio.schema.Timeline) if document is not None else []
    if not timelines:
        raise ValueError("it holds no sequence")
    return max(timelines, key=lambda each: float(each.duration().to_seconds()))


def _on_track(otio: Any, track: Any, start_s: Fraction) -> Iterator[MediaUse]:
    """What sounds in a track of a timeline that begins at ``start_s``."""
    # an EDL's tracks begin at their first event: how much earlier the timeline does, their own range says
    shift_s = start_s - (_seconds(track.source_range.start_time) if track.source_range else Fraction(0))
    if _is_on(track):
        for use in _placed_in(otio, track):
            yield use.moved(shift_s)


def _placed_in(otio: Any, composition: Any) -> Iterator[MediaUse]:
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
            yield replace(_use(child, at_s, length_s), is_retimed=is_retimed)
        elif isinstance(child, otio.core.Composition):
            begin_s = _seconds(child.source_range.start_time) if child.source_range else Fraction(0)
            used = filter(None, (inner.within(begin_s, length_s) for inner in _placed_in(otio, child)))
            for inner in used:
                yield replace(inner.moved(at_s - begin_s), is_retimed=inner.is_retimed or is_retimed)


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


def _use(clip: Any, at_s: Fraction, length_s: Fraction) -> MediaUse:
    reference = clip.media_reference
    hint = getattr(reference, "target_url", "") or ""
    available = reference.available_range if reference is not None else None
    source = clip.source_range or available
    return MediaUse(
        name=media_name(hint) or clip.name,
        hint=hint,
        source_s=_seconds(source.start_time) if source else Fraction(0),
        media_start_s=_seconds(available.start_time) if available else None,
        record_s=at_s,
        length_s=length_s,
    )


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


def _is_drop(path: Path) -> bool:
    """Whether timecode is drop-frame, which OpenTimelineIO passes over."""
    pattern = {".edl": _DROP_EDL, ".otio": _DROP_OTIO}.get(path.suffix.lower())
    return pattern is not None and bool(pattern.search(path.read_text(encoding="utf-8", errors="replace")))
