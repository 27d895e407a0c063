"""The way of a timeline: find its media on this computer, mix what is used of them, and find the cues in record time."""

import asyncio
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import chain
from pathlib import Path
from types import MappingProxyType

from slipgui.app.cues import CueList, OnInfo, OnStep, Step, Way
from slipgui.app.intake import MEDIA_SUFFIXES
from slipgui.app.recognise import interruptible
from slipgui.app.work_folder import piece_of_work
from slipgui.core.clip import MediaInfo
from slipgui.core.edit import Edit, MediaUse, PlacedSound, media_path
from slipgui.core.errors import ClipError, SettingsError
from slipgui.core.phrases import phrase
from slipgui.core.timecode import parse_timecode
from slipgui.media.mixdown import write_mixdown
from slipgui.media.probe import glance

_MOST_NAMED = 5
"""Of missing files, in a sentence."""


@dataclass(frozen=True, slots=True)
class LinkedEdit:
    """A timeline and where its sound lies on this computer."""

    edit: Edit
    sounds: tuple[PlacedSound, ...]
    missing: tuple[str, ...]
    """Names of media that were not found, or that do not hold what the timeline uses; each once."""
    found: Mapping[str, Path]
    """By name of the medium the file that was found for it."""


def relink(edit: Edit, folders: Sequence[Path], chosen: Mapping[str, Path] = MappingProxyType({})) -> LinkedEdit:
    """Where the media of a timeline are, of files that hold the stretch used.

    The file a person chose, else where the timeline says, else files of the same name below ``folders``, else the only file there whose
    timecode holds the stretch: renamed media.  Blocking; walks the folders when something is not where the timeline says.

    Parameters
    ----------
    edit
        The timeline.
    folders
        Where media may be, at any depth.
    chosen
        Files that a person chose, by name of the medium.
    """
    finder = _Finder(folders)
    sounds: list[PlacedSound] = []
    missing: dict[str, None] = {}
    found: dict[str, Path] = {}
    for use in edit.uses:
        candidates = chain([chosen[use.name]] if use.name in chosen else [], finder.candidates(use))
        sound = next(filter(None, (finder.fit(use, path) for path in candidates)), None)
        if sound is None:
            missing[use.name] = None
        elif sound.length_s > 0:
            found.setdefault(use.name, sound.path)
            sounds.append(sound)
    return LinkedEdit(edit, tuple(sounds), tuple(missing), found)


async def find_edit_cues(path: Path, linked: LinkedEdit, way: Way, on_step: OnStep, as_given: OnInfo) -> CueList:
    """All cues of a timeline, in its own timecode; only what it uses of its media is listened to.

    Parameters
    ----------
    path
        The timeline.
    linked
        Where its sound is.
    way
        Finds the cues of its sound.
    on_step
        Who hears how far it is.
    as_given
        As for ``find_cues``, of the timeline.

    Raises
    ------
    SettingsError
        When none of its media was found, or nothing sounds on it at its own speed.
    asyncio.CancelledError
        When the task was cancelled.  Besides it raises what ``way`` does.
    """
    edit = linked.edit
    if not linked.sounds and not linked.missing:
        why = phrase("Errors", "nothing sounds on it at its own speed")
        raise SettingsError("no sound", value=path.name, why=why)
    if not linked.sounds:
        names = ", ".join(linked.missing[:_MOST_NAMED])
        why = phrase("Errors", "none of its media was found ({names}); choose their folder (--media)")
        raise SettingsError("no media", key="--media", value=path.name, why=why, names=names)

    def as_timeline(info: MediaInfo) -> MediaInfo:
        base = edit.timebase
        return as_given(
            replace(info, frame_rate=base.rate, start_timecode=base.label(0), duration_s=float(edit.duration_s))
        )

    with piece_of_work(way.sound.work_folder, "timeline-") as folder:
        sound = folder / "mixdown.wav"
        on_step(Step.PREPARING, 0.0)
        is_written = await interruptible(
            lambda is_cancelled: write_mixdown(linked.sounds, float(edit.duration_s), sound, is_cancelled)
        )
        if not is_written:
            raise asyncio.CancelledError
        found = await way.find(sound, on_step, as_timeline, edit.cuts_s)
    return replace(found, clip=path, sounds=linked.sounds, cuts_s=edit.cuts_s)


class _Finder:
    """Finds files by name; looks into each folder and file once.

    Parameters
    ----------
    folders
        Where files may be, at any depth.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders
        self._by_name: dict[str, list[Path]] | None = None
        self._infos: dict[Path, MediaInfo | None] = {}

    def candidates(self, use: MediaUse) -> Iterable[Path]:
        """Files that may be the media, the likeliest first."""
        hinted = media_path(use.hint) if use.hint else None
        if hinted is not None and hinted.is_file():
            yield hinted
        if self._by_name is None:
            self._by_name = _files_by_name(self._folders)
        name = use.name.casefold()
        yield from self._by_name.get(name, [])
        yield from self._by_name.get(Path(name).stem, []) if Path(name).suffix else ()
        yield from self._renamed(use)

    def _renamed(self, use: MediaUse) -> list[Path]:
        """The only file whose own timecode holds the stretch; none where several do."""
        paths = {path for paths in (self._by_name or {}).values() for path in paths}
        holding = []
        for path in sorted(path for path in paths if path.suffix.lower() in MEDIA_SUFFIXES):
            info = self._info(path)
            start_s = _start_s(info) if info is not None else None
            if info is None or not start_s:
                continue
            if start_s <= use.source_s and use.source_s + use.length_s <= start_s + Fraction(info.duration_s):
                holding.append(path)
        return holding if len(holding) == 1 else []

    def _info(self, path: Path) -> MediaInfo | None:
        if path not in self._infos:
            self._infos[path] = _glance(path)
        return self._infos[path]

    def fit(self, use: MediaUse, path: Path) -> PlacedSound | None:
        """The stretch in this file, None where the file does not hold it or has no sound."""
        info = self._info(path)
        if info is None or not info.audio_streams:
            return None
        offset_s = use.offset_s(_start_s(info), info.duration_s)
        if offset_s is None:
            return None
        begin_s = float(offset_s) - info.audio_offset_s
        late_s = max(0.0, -begin_s)
        return PlacedSound(path, max(0.0, begin_s), float(use.length_s) - late_s, float(use.record_s) + late_s)


def _files_by_name(folders: Sequence[Path]) -> dict[str, list[Path]]:
    """Files by name and by name without ending, in lower case."""
    found: dict[str, list[Path]] = {}
    for folder in dict.fromkeys(folders):
        for parent, inner, names in os.walk(folder):
            inner.sort()
            for name in sorted(names):
                path = Path(parent) / name
                for key in dict.fromkeys((name.casefold(), path.stem.casefold())):
                    found.setdefault(key, []).append(path)
    return found


def _glance(path: Path) -> MediaInfo | None:
    try:
        return glance(path)
    except ClipError:
        return None


def _start_s(info: MediaInfo) -> Fraction | None:
    if info.start_timecode is None or info.frame_rate is None:
        return None
    found = parse_timecode(info.start_timecode, info.frame_rate)
    return found[0] / info.frame_rate if found else None
