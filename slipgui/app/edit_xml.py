"""Timelines in XML made so that OpenTimelineIO's readers understand them: what those pass over or take amiss is said in their way."""

import re
from fractions import Fraction
from itertools import islice
from xml.etree.ElementTree import Element

_DEFAULTS = {"start": "tcStart", "duration": "duration"}
"""Of what a clip of a compound clip does not say: what its sequence says."""
_RATIONAL = re.compile(r"(-?\d+)(?:/(\d+))?s")
_MOST_ELEMENTS = 5_000_000
"""Of a document whose sequences each hold what they nest: ten times what a film has."""
_PICTURE_OR_SOUND = ("video", "audio", "asset-clip", "ref-clip")


def prepare_fcpxml(root: Element) -> tuple[Fraction, int]:
    """Change an FCPXML document; by what its times are to be multiplied then, and how many stretches play at another speed.

    Those, and what is switched off, are gaps afterwards.
    """
    _name_media(root)
    _say_all_of_compound_clips(root)
    n_retimed = 0
    for clip in [element for element in root.iter() if element.tag in ("clip", *_PICTURE_OR_SOUND)]:
        is_retimed = clip.find("timeMap") is not None
        if is_retimed or clip.get("enabled") == "0" or clip.get("srcEnable") == "video":
            n_retimed += is_retimed
            _silence(clip)
    return _in_whole_rates(root), n_retimed


def prepare_fcp7(root: Element) -> None:
    """Change a Final Cut Pro 7 XML document: nested sequences hold their tracks at once, and only other speeds remap time.

    Raises
    ------
    ValueError
        When a sequence holds itself, or far too much.
    """
    sequences = {each.get("id"): each for each in root.iter("sequence") if each.find("media") is not None}
    for item in list(root.iter("clipitem")):
        nested = item.find("sequence")
        if nested is not None:
            item.remove(nested)
            item.append(_tracks_at_once(nested if nested.find("media") is not None else sequences[nested.get("id")]))
        for effect in item.findall("filter"):
            if _is_own_speed(effect):
                item.remove(effect)
    if next(islice(root.iter(), _MOST_ELEMENTS, None), None) is not None:
        raise ValueError("its sequences hold one another without end")


def _name_media(root: Element) -> None:
    """Let assets of an FCPXML document name their files as they did before version 1.9, which OpenTimelineIO's reader knows alone."""
    for asset in root.iter("asset"):
        media = asset.find("media-rep")
        if media is not None and "src" not in asset.attrib:
            asset.set("src", media.get("src", ""))


def _say_all_of_compound_clips(root: Element) -> None:
    sequences = {media.get("id"): media.find("sequence") for media in root.iter("media")}
    for clip in root.iter("ref-clip"):
        sequence = sequences.get(clip.get("ref"))
        for name, told in _DEFAULTS.items():
            if sequence is not None and name not in clip.attrib:
                clip.set(name, sequence.get(told, "0s"))


def _silence(clip: Element) -> None:
    """Let a clip of FCPXML be a gap: what is connected to it keeps its place."""
    if clip.tag == "clip":
        for child in [child for child in clip if child.tag in ("video", "audio") and "lane" not in child.attrib]:
            clip.remove(child)
    clip.tag = "gap"


def _in_whole_rates(root: Element) -> Fraction:
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


def _tracks_at_once(sequence: Element) -> Element:
    """A nested sequence whose tracks stand where OpenTimelineIO's reader looks for them: it forgets about ``media`` there."""
    nested = Element("sequence")
    for child in sequence:
        nested.extend(child if child.tag == "media" else [child])
    return nested


def _is_own_speed(effect: Element) -> bool:
    """Whether a filter of Final Cut Pro 7 remaps time to what it is."""
    if effect.findtext("effect/effectid") != "timeremap":
        return False
    said = {each.findtext("parameterid"): each.findtext("value", "") for each in effect.iter("parameter")}
    is_even = said.get("variablespeed", "0") == "0" and said.get("reverse", "FALSE").upper() == "FALSE"
    return is_even and float(said.get("speed", "100")) == 100
