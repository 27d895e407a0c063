"""The order of the queue as pure functions: moving, sorting, and what of it changed."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from slipgui.core.clip import ClipId


class SortKey(StrEnum):
    """What the queue may be sorted by."""

    NAME = "name"
    """File names as people count: ``take2`` before ``take10``."""
    SIZE = "size"
    """Size of the file."""
    ADDED = "added"
    """When the clip came."""


@dataclass(frozen=True, slots=True)
class QueuePlace:
    """What of a clip decides where it stands."""

    clip_id: ClipId
    name: str
    """Its file name."""
    size_bytes: int
    n_before_it: int
    """How many clips came before it: the order of adding."""


def moved(order: Sequence[ClipId], clip_ids: Iterable[ClipId], before: ClipId | None) -> list[ClipId]:
    """The order with some clips, together and in the order they are named, in front of another one.

    Parameters
    ----------
    order
        All clips.
    clip_ids
        Those that move; unknown ones are passed over.
    before
        In front of which; None, or one that is not there: to the end.  One that moves itself: in front of the next that stays.
    """
    known = set(order)
    moving = [clip_id for clip_id in dict.fromkeys(clip_ids) if clip_id in known]
    gone = set(moving)
    at = order.index(before) if before is not None and before in known else len(order)
    head = [clip_id for clip_id in order[:at] if clip_id not in gone]
    tail = [clip_id for clip_id in order[at:] if clip_id not in gone]
    return head + moving + tail


def sorted_order(places: Collection[QueuePlace], key: SortKey, *, is_descending: bool = False) -> list[ClipId]:
    """The clips sorted; equal ones stay as they came."""

    def rank(place: QueuePlace) -> tuple[object, ...]:
        match key:
            case SortKey.NAME:
                return (natural_key(place.name),)
            case SortKey.SIZE:
                return (place.size_bytes,)
            case SortKey.ADDED:
                return (place.n_before_it,)

    as_they_came = sorted(places, key=lambda place: place.n_before_it)
    return [place.clip_id for place in sorted(as_they_came, key=rank, reverse=is_descending)]


def changed_part(before: Sequence[ClipId], after: Sequence[ClipId]) -> Sequence[ClipId]:
    """The shortest run of ``after`` outside of which both orders agree."""
    differing = [place for place, (a, b) in enumerate(zip(before, after, strict=True)) if a != b]
    return after[differing[0] : differing[-1] + 1] if differing else []


def natural_key(name: str) -> list[tuple[int, int, str]]:
    """Sort key that reads digits as numbers and letters without case."""
    return [
        (0, int(part), "") if part.isdecimal() else (1, 0, part.casefold()) for part in re.split(r"(\d+)", name) if part
    ]
