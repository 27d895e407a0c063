"""Who speaks in clips, as it was found: kept on this computer, for the cue page; a clip that changed is another one.

All block.
"""

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from slipgui.app.atomic_file import write_atomically
from slipgui.app.paths import Home
from slipgui.core.edit import PlacedSound
from slipgui.core.voice import SpeechSegment


@dataclass(frozen=True, slots=True)
class KeptSpeech:
    """Who speaks in a clip."""

    segments: tuple[SpeechSegment, ...]
    """In order of time, on the clip's own time line."""
    sound_start_s: float = 0.0
    """When its sound begins there."""

    def relabelled(self, label: str, new: str | None) -> "KeptSpeech":
        """The same with another name, or none, for a voice."""
        segments = (replace(one, label=new) if one.label == label else one for one in self.segments)
        return replace(self, segments=tuple(segments))


def keep_speech(home: Home, clip: Path, speech: KeptSpeech) -> None:
    """Keep who speaks in a clip; it raises ``OSError`` when it cannot be written."""
    file = _file(home, clip)
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _write(file, speech)


def read_speech(home: Home, clip: Path, sounds: Iterable[PlacedSound] = ()) -> list[SpeechSegment]:
    """Who speaks in a clip or, where ``sounds`` are those of a timeline, in what it uses, in record time; in order of time."""
    placed = list(sounds)
    if not placed:
        return list(_read(_file(home, clip)).segments)
    kept = {path: _read(_file(home, path)) for path in {sound.path for sound in placed}}
    found = [one for sound in placed for one in _heard(kept[sound.path], sound)]
    return sorted(found, key=lambda one: one.start_s)


def relabel_speech(home: Home, label: str, new: str | None) -> None:
    """Let a voice have another name wherever it speaks, or none: it was removed; what cannot be written stays as it is."""
    for file in _folder(home).glob("*.json"):
        speech = _read(file)
        changed = speech.relabelled(label, new)
        if changed != speech:
            with suppress(OSError):
                _write(file, changed)


def _heard(speech: KeptSpeech, sound: PlacedSound) -> list[SpeechSegment]:
    """What is heard of it where a timeline uses the clip; strangers of two clips are two."""
    by_s = sound.at_s - sound.begin_s - speech.sound_start_s
    first_s, last_s = sound.at_s, sound.at_s + sound.length_s
    moved = [
        replace(one, start_s=max(first_s, one.start_s + by_s), end_s=min(last_s, one.end_s + by_s))
        for one in speech.segments
    ]
    return [
        one if one.label is not None else replace(one, speaker=f"{sound.path.name}: {one.speaker}")
        for one in moved
        if one.start_s < one.end_s
    ]


def _folder(home: Home) -> Path:
    return home.data / "speech"


def _file(home: Home, clip: Path) -> Path:
    """The same for a file as long as it does not change."""
    try:
        state = clip.stat()
    except OSError:
        return _folder(home) / "gone"
    mark = sha256(repr((os.fsencode(clip), state.st_size, state.st_mtime_ns)).encode()).hexdigest()[:32]
    return _folder(home) / f"{mark}.json"


def _write(file: Path, speech: KeptSpeech) -> None:
    document = {"sound_start_s": speech.sound_start_s, "segments": [asdict(one) for one in speech.segments]}
    write_atomically(file, json.dumps(document))


def _read(file: Path) -> KeptSpeech:
    """What is kept there; nothing where it cannot be read."""
    try:
        document: Any = json.loads(file.read_bytes())
        segments = tuple(SpeechSegment(**members) for members in document["segments"])
        return KeptSpeech(segments, float(document["sound_start_s"]))
    except (OSError, ValueError, TypeError, KeyError):
        return KeptSpeech(())
