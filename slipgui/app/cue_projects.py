"""Projects: a programme and its cue sheet in the making, as one JSON file (README, "Cue sheets").

The file is the document of the sheet with the programme's place beside it, so that it is a cue sheet for everybody who reads those.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from slipgui.app.atomic_file import write_atomically
from slipgui.app.catalogue import CatalogueDesk
from slipgui.app.cue_sheet_document import DocumentError, decode_sheet, encode_sheet
from slipgui.app.cue_sheets import make_sheet
from slipgui.app.cues import CueList
from slipgui.app.paths import Home
from slipgui.core.cue_sheet import CueSheet

SUFFIX = ".slipgui.json"


@dataclass(frozen=True, slots=True)
class CueProject:
    """A programme whose cue sheet is being made."""

    file: Path
    """Where it is kept."""
    clip: Path
    """The programme."""
    sound_start_s: float
    """When its sound begins on its time line."""
    sheet: CueSheet

    @property
    def name(self) -> str:
        """What it is called."""
        return self.clip.name

    def with_sheet(self, sheet: CueSheet) -> "CueProject":
        """The project with another sheet."""
        return replace(self, sheet=sheet)


def make_project(home: Home, cue_list: CueList, check_by_ear_below: float) -> CueProject:
    """A fresh project of what was found in a programme.  Blocking."""
    wanted = {cue.track.id for cue in cue_list.cues if cue.track is not None}
    tags: Mapping[str, Mapping[str, Any]] = (
        {track["id"]: track for track in CatalogueDesk(home).tracks() if track["id"] in wanted} if wanted else {}
    )
    sheet = make_sheet(cue_list, tags, check_by_ear_below)
    file = project_file(home, cue_list.clip)
    return CueProject(file, cue_list.clip, cue_list.info.audio_offset_s, sheet)


def project_file(home: Home, clip: Path) -> Path:
    """Where the project of a programme is kept."""
    place = hashlib.sha256(os.fsencode(clip)).hexdigest()[:8]
    return home.project_folder / f"{clip.stem[:80]}-{place}{SUFFIX}"


def save_project(project: CueProject) -> None:
    """Write it: the old file or the new one is there, never half of it.  Blocking.

    Raises
    ------
    OSError
        When it cannot be written.
    """
    document = json.loads(encode_sheet(project.sheet))
    clip = str(project.clip)
    document |= {"clip": clip, "sound_start_s": project.sound_start_s}
    is_utf8 = not any(
        "\ud800" <= character <= "\udfff" for character in clip
    )  # a name of other bytes has to be escaped
    write_atomically(project.file, json.dumps(document, indent=1, ensure_ascii=not is_utf8) + "\n")


def load_project(file: Path) -> CueProject:
    """Read it.  Blocking.

    Raises
    ------
    DocumentError
        When it is no project.
    OSError
        When it cannot be read.
    """
    content = file.read_bytes()
    sheet = decode_sheet(content)
    document = json.loads(content)
    clip, sound_start_s = document.get("clip"), document.get("sound_start_s", 0.0)
    if not isinstance(clip, str) or not isinstance(sound_start_s, int | float):
        raise DocumentError("it is a cue sheet without a programme")
    return CueProject(file, Path(clip), float(sound_start_s), sheet)


def recent_projects(home: Home) -> list[Path]:
    """Files of the projects that are kept here, the last saved first.  Blocking."""
    if not home.project_folder.is_dir():
        return []
    files = [(file.stat().st_mtime_ns, file) for file in home.project_folder.glob(f"*{SUFFIX}")]
    return [file for _, file in sorted(files, reverse=True)]
