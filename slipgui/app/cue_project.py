"""A programme and its cue sheet as a file of the user: a JSON document that is always either the old or the new one."""

import json
from dataclasses import dataclass
from pathlib import Path

from slipgui.app.atomic_file import write_atomically
from slipgui.app.cue_sheet_document import DocumentError, decode_document, sheet_document
from slipgui.core.cue_sheet import CueSheet
from slipgui.core.errors import SettingsError

ENDING = ".slipcues"
"""Of project files."""


@dataclass(frozen=True, slots=True)
class CueProject:
    """What a person works on."""

    clip: Path
    """The programme; it may have moved since."""
    sheet: CueSheet


def save_project(file: Path, project: CueProject) -> None:
    """Write the project; it raises ``OSError`` when it cannot, and the old file stays."""
    document = sheet_document(project.sheet) | {"clip": str(project.clip)}
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
    clip = document.get("clip")
    return CueProject(Path(clip if isinstance(clip, str) else ""), sheet)
