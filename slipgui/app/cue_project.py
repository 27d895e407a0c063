"""A programme and its cue sheet as a file of the user: a JSON document that is always either the old or the new one."""

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from slipgui.app.atomic_file import write_atomically
from slipgui.app.cue_sheet_document import DocumentError, decode_document, sheet_document
from slipgui.app.edit_file import EDIT_ENDINGS
from slipgui.app.intake import MEDIA_SUFFIXES
from slipgui.app.paths import Home
from slipgui.app.placed_sounds import decode_seconds, decode_sounds, encode_sounds
from slipgui.core.cue_sheet import CueSheet
from slipgui.core.edit import PlacedSound
from slipgui.core.errors import SettingsError

if TYPE_CHECKING:
    from slipgui.app.cues import CueList

ENDING = ".slipcues"
"""Of project files."""
PROGRAMME_SUFFIXES = MEDIA_SUFFIXES | frozenset((*EDIT_ENDINGS, ENDING))
"""What can be opened as a programme: media, timelines, projects."""


@dataclass(frozen=True, slots=True)
class CueProject:
    """What a person works on."""

    clip: Path
    """The programme; it may have moved since."""
    sheet: CueSheet
    sound_start_s: float = 0.0
    """When its sound begins on its own time line."""
    cuts_s: tuple[float, ...] = ()
    """Where a timeline cuts, from its first frame."""
    sounds: tuple[PlacedSound, ...] = ()
    """What of which files sounds in a timeline; empty: the programme is a file with sound of its own."""


def make_project(found: "CueList", sheet: CueSheet) -> CueProject:
    """The project of a programme whose cues were found."""
    return CueProject(found.clip, sheet, found.info.audio_offset_s, found.cuts_s, found.sounds)


def project_file(home: Home, clip: Path) -> Path:
    """Where the project of a programme is kept unless its user says another place."""
    mark = hashlib.sha256(os.fsencode(clip)).hexdigest()[:8]
    return home.project_folder / f"{clip.stem[:80]}-{mark}{ENDING}"


def recent_projects(home: Home) -> list[Path]:
    """Files of the projects that are kept there, the last saved first.  Blocking."""
    if not home.project_folder.is_dir():
        return []
    files = [(file.stat().st_mtime_ns, file) for file in home.project_folder.glob(f"*{ENDING}")]
    return [file for _, file in sorted(files, reverse=True)]


def save_project(file: Path, project: CueProject) -> None:
    """Write the project; it raises ``OSError`` when it cannot, and the old file stays."""
    document = sheet_document(project.sheet) | {
        "clip": str(project.clip),
        "sound_start_s": project.sound_start_s,
        "cuts_s": list(project.cuts_s),
        "sounds": encode_sounds(project.sounds),
    }
    text = json.dumps(document, indent=1, ensure_ascii=False) + "\n"
    write_atomically(file, text.encode("utf-8", "backslashreplace"), is_shared=True)


def load_project(file: Path) -> CueProject:
    """The project of a file.

    Raises
    ------
    SettingsError
        When it cannot be read, is none, or was written by a newer version.
    """
    try:
        document = json.loads(file.read_bytes())
        sheet = decode_document(document)
    except OSError as error:
        raise SettingsError("cannot be read", key="project", value=file.name, why=str(error.strerror)) from error
    except DocumentError as error:
        raise SettingsError("no project", key="project", value=file.name, why=str(error)) from error
    except (ValueError, RecursionError) as error:
        raise SettingsError("no project", key="project", value=file.name, why="it is no JSON") from error
    clip, sound_start_s, cuts_s, sounds = (document.get(name) for name in ("clip", "sound_start_s", "cuts_s", "sounds"))
    return CueProject(
        Path(clip if isinstance(clip, str) else ""),
        sheet,
        decode_seconds(sound_start_s) or 0.0,
        tuple(at_s for at_s in map(decode_seconds, cuts_s if isinstance(cuts_s, list) else []) if at_s is not None),
        decode_sounds(sounds),
    )
