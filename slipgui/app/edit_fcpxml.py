"""Timelines of Final Cut Pro, read after Apple's reference of FCPXML: story elements, each with a clock of its own, in one another."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from slipgui.app.edit_fcp7 import ENDLESS
from slipgui.core.edit import Edit, MediaUse, media_name

_ZERO_S = Fraction(0)
_RATIONAL = re.compile(r"(-?\d+)(?:/([1-9]\d*))?s")
_MOST_CLIPS = 30_000
"""Of a timeline, each counted wherever it is heard: several times what a film has."""
_HOLDERS = ("clip", "sync-clip")
_CLIPS = ("asset-clip", "audio", "video", "ref-clip", "mc-clip", "title", "gap", *_HOLDERS)
_STORY = frozenset((*_CLIPS, "audition", "spine"))


def read_fcpxml(path: Path, rate: Fraction | None) -> Edit:
    """The longest project of an FCPXML document: the others are parts or selections of it.

    Parameters
    ----------
    path
        The document.
    rate
        Frames in a second, where the user says another than the document does.

    Raises
    ------
    ValueError
        When it holds no project, a time or reference that is none, or sequences that hold one another without end.
    """
    root = ElementTree.parse(path).getroot()
    projects = [project for project in root.iter("project") if project.find("sequence") is not None]
    if not projects:
        raise ValueError("it holds no sequence")
    project = max(projects, key=lambda each: _seconds(each.find("sequence"), "duration") or 0)
    sequence = _child(project, "sequence")
    story = _Story(root)
    try:
        uses = list(story.heard_in_line(_child(sequence, "spine"), _seconds_or(_ZERO_S, sequence, "tcStart")))
    except RecursionError as error:
        raise ValueError(ENDLESS) from error
    return Edit.of(
        project.get("name") or path.stem,
        uses,
        _seconds_or(_ZERO_S, sequence, "tcStart"),
        rate or story.rate(sequence),
        is_drop=sequence.get("tcFormat") == "DF",
    )


class _Story:
    """The story elements of a document.

    What a story element holds has its place on that element's own clock (``offset``), of which it uses a stretch (``start``,
    ``duration``).  What is anchored to it (``lane``) has its place there too, but may be longer.

    Parameters
    ----------
    root
        Of the document.
    """

    def __init__(self, root: Element) -> None:
        self._resources = {each.get("id", ""): each for each in root.iterfind("resources/*")}
        self._resources |= {each.get("id", ""): each for each in root.iterfind("project/resources/*")}  # before 1.2
        self._n_clips = 0

    def rate(self, sequence: Element) -> Fraction:
        """Frames in a second."""
        frame_s = _seconds(self._resources.get(sequence.get("format", "")), "frameDuration")
        if not frame_s:
            raise ValueError("its sequence says no frame rate")
        return 1 / frame_s

    def heard_in_line(self, line: Element, begin_s: Fraction) -> Iterator[MediaUse]:
        """What sounds of a spine or angle whose clock begins there: one after the other, unless they say where."""
        at_s = begin_s
        for element in line:
            if element.tag in _STORY:
                at_s = _seconds_or(at_s, element, "offset")
                yield from self._heard(element, at_s)
                at_s += self._stretch(element)[1]

    def _heard(self, element: Element, at_s: Fraction) -> Iterator[MediaUse]:
        """What sounds of a story element that stands there, on the clock of what it stands in."""
        self._n_clips += 1
        if self._n_clips > _MOST_CLIPS:
            raise ValueError(ENDLESS)
        if element.tag == "audition":  # the first is the chosen one
            yield from (use for chosen in _story_of(element)[:1] for use in self._heard(chosen, at_s))
            return
        if element.tag == "spine":
            yield from (use.moved(at_s) for use in self.heard_in_line(element, _ZERO_S))
            return
        begin_s, length_s = self._stretch(element)
        for use in self._own(element, begin_s, length_s):
            yield use.moved(at_s - begin_s)
        for anchored in _parts_of(element)[1]:
            for use in self._heard(anchored, _seconds_or(_ZERO_S, anchored, "offset")):
                yield use.moved(at_s - begin_s)

    def _own(self, element: Element, begin_s: Fraction, length_s: Fraction) -> Iterator[MediaUse]:
        """What sounds of the stretch of a story element that is used, without what is anchored to it, on its own clock."""
        if element.get("enabled") == "0" or element.get("srcEnable") == "video":
            return
        begin_s = _seconds_or(begin_s, element, "audioStart")
        length_s = _seconds_or(length_s, element, "audioDuration")
        for inner in self._inside(element, begin_s, length_s):
            use = inner.within(begin_s, length_s)
            if use is not None:
                yield replace(use, is_retimed=use.is_retimed or _is_retimed(element))

    def _inside(self, element: Element, begin_s: Fraction, length_s: Fraction) -> Iterator[MediaUse]:
        match element.tag:
            case "asset-clip" | "audio":
                yield from self._medium(element, begin_s, length_s)
            case "ref-clip":
                sequence = _child(self._resource(element), "sequence")
                yield from self.heard_in_line(_child(sequence, "spine"), _seconds_or(_ZERO_S, sequence, "tcStart"))
            case "mc-clip":
                multicam = _child(self._resource(element), "multicam")
                for angle in _sounding_angles(element, multicam):
                    yield from self.heard_in_line(angle, _seconds_or(_ZERO_S, multicam, "tcStart"))
            case "clip" | "sync-clip":
                for held in _parts_of(element)[0]:
                    yield from self._heard(held, _seconds_or(_ZERO_S, held, "offset"))

    def _medium(self, element: Element, begin_s: Fraction, length_s: Fraction) -> Iterator[MediaUse]:
        asset = self._resource(element)
        if asset.get("hasVideo") == "1" and asset.get("hasAudio") != "1":
            return
        media = asset.find("media-rep")  # since 1.9
        hint = (asset if media is None else media).get("src", "")
        name = media_name(hint) or asset.get("name", "") or element.get("name", "")
        yield MediaUse(name, hint, begin_s, _seconds(asset, "start"), record_s=begin_s, length_s=length_s)

    def _stretch(self, element: Element) -> tuple[Fraction, Fraction]:
        """Where the used stretch of an element begins on its own clock, and its length: all there is where it does not say."""
        if element.tag == "audition":
            return next((self._stretch(chosen) for chosen in _story_of(element)), (_ZERO_S, _ZERO_S))
        begin_s, length_s = _seconds(element, "start"), _seconds(element, "duration")
        if begin_s is None or length_s is None:
            resource = self._resources.get(element.get("ref", ""))
            inner = resource if resource is None or resource.tag != "media" else next(iter(resource), None)
            whole_s = _seconds(inner, "start") or _seconds(inner, "tcStart"), _seconds(inner, "duration")
            begin_s = (whole_s[0] if begin_s is None else begin_s) or _ZERO_S
            length_s = (whole_s[1] if length_s is None else length_s) or _ZERO_S
        return begin_s, length_s

    def _resource(self, element: Element) -> Element:
        reference = element.get("ref", "")
        if reference not in self._resources:
            raise ValueError(f"its {element.tag} refers to “{reference}”, which is not there")
        return self._resources[reference]


def _story_of(element: Element) -> list[Element]:
    return [child for child in element if child.tag in _STORY]


def _parts_of(element: Element) -> tuple[list[Element], list[Element]]:
    """What a story element consists of, which clips alone have, and what is anchored to it."""
    is_holder = element.tag in _HOLDERS
    is_all = element.tag == "sync-clip" and element.find("spine") is None  # then lanes are what was synchronised
    held: list[Element] = []
    anchored: list[Element] = []
    for child in _story_of(element):
        (held if is_holder and (is_all or "lane" not in child.attrib) else anchored).append(child)
    return held, anchored


def _sounding_angles(clip: Element, multicam: Element) -> list[Element]:
    """The angles of a multicam clip whose sound is on; the first where it says nothing."""
    angles, sources = multicam.findall("mc-angle"), clip.findall("mc-source")
    sounding = {source.get("angleID") for source in sources if source.get("srcEnable", "all") in ("all", "audio")}
    return [angle for angle in angles if angle.get("angleID") in sounding] if sources else angles[:1]


def _is_retimed(element: Element) -> bool:
    """Whether a time map changes the speed."""
    points = element.findall("timeMap/timept")
    return len({(_seconds(point, "value") or 0) - (_seconds(point, "time") or 0) for point in points}) > 1


def _child(element: Element, tag: str) -> Element:
    child = element.find(tag)
    if child is None:
        raise ValueError(f"its {element.tag} holds no {tag}")
    return child


def _seconds(element: Element | None, name: str) -> Fraction | None:
    """A time that an element says, ``1001/30000s`` or ``5s``; None where it does not."""
    text = None if element is None else element.get(name)
    if text is None:
        return None
    found = _RATIONAL.fullmatch(text)
    if found is None:
        raise ValueError(f"“{text}” is no time")
    return Fraction(int(found[1]), int(found[2] or 1))


def _seconds_or(otherwise_s: Fraction, element: Element, name: str) -> Fraction:
    said_s = _seconds(element, name)
    return otherwise_s if said_s is None else said_s
