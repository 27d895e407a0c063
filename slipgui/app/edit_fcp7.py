"""Final Cut Pro 7 XML made so that OpenTimelineIO's reader understands it: what that passes over or takes amiss is said in its way."""

from itertools import islice
from xml.etree.ElementTree import Element

ENDLESS = "its sequences hold one another without end"
_MOST_ELEMENTS = 5_000_000
"""Of a document whose sequences each hold what they nest: ten times what a film has."""


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
        raise ValueError(ENDLESS)


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
    try:
        return is_even and float(said.get("speed", "100")) == 100
    except ValueError:  # it is empty, or no number: nothing says that it plays otherwise
        return is_even
