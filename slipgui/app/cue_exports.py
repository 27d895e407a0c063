"""Files of a cue sheet: which ending means what, what is refused before hours of listening, and writing them."""

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from slipgui.app.atomic_file import write_atomically
from slipgui.app.cue_sheet_document import encode_sheet
from slipgui.app.resources import resource_folder
from slipgui.core.cue_sheet import HEADER_FIELDS, CueSheet
from slipgui.core.cue_template import Template, TemplateError, decode_template
from slipgui.core.errors import SettingsError
from slipgui.core.phrases import phrase
from slipgui.export.marker_text import encode_avid_text, encode_resolve_edl
from slipgui.export.marker_xml import encode_fcp7_xml, encode_fcpxml
from slipgui.export.markers import MarkerTimeline, make_timeline
from slipgui.export.otio import encode_otio
from slipgui.export.sheet_files import encode_clipboard, encode_csv, encode_cu01, encode_page, encode_xlsx

OWN_TEMPLATES = ("us", "uk", "european")
"""Neutral layouts that come with the program, as files of ``resources/templates``."""
_PRINT_DEADLINE_S = 300
_SHEETS: Mapping[str, Callable[[CueSheet, Template], bytes]] = {
    ".csv": encode_csv,
    ".xlsx": encode_xlsx,
    ".json": lambda sheet, _: encode_sheet(sheet),
    ".cu01": encode_cu01,
}
_MARKERS: Mapping[str, Callable[[MarkerTimeline], bytes]] = {
    ".edl": encode_resolve_edl,
    ".txt": encode_avid_text,
    ".xml": encode_fcp7_xml,
    ".fcpxml": encode_fcpxml,
    ".otio": encode_otio,
}
_PDF = ".pdf"
_RATELESS = frozenset({".otio"})
"""Markers that may count milliseconds."""
ENDINGS = (".csv", ".xlsx", _PDF, ".json", ".cu01", *_MARKERS)
"""Of files that a sheet can become."""


@dataclass(frozen=True, slots=True)
class ExportFailure:
    """A file that could not be written."""

    file: Path
    why: str


def check_exports(files: Sequence[Path]) -> None:
    """See before anything begins that the files can be written.

    Raises
    ------
    SettingsError
        When an ending is not known, two are one file, a file is a folder, or its folder may not be written.
    """
    for file in files:
        if file.suffix.lower() not in ENDINGS:
            known = " ".join(ending[1:] for ending in ENDINGS)
            raise SettingsError("no such ending", key="--export", value=file.name, why=f"its ending is none of {known}")
        check_place(file, "--export")
    if len({file.resolve() for file in files}) < len(files):
        raise SettingsError("one file twice", key="--export", why="the same file is named twice")


def check_place(file: Path, flag: str) -> None:
    """See that a file can be written, as far as that can be seen before.

    Raises
    ------
    SettingsError
        When it is a folder, or its folder may not be written.
    """
    if file.is_dir():
        raise SettingsError("a folder", key=flag, value=file.name, why="it is a folder")
    folder = next(parent for parent in file.absolute().parents if parent.exists())
    if not folder.is_dir() or not os.access(folder, os.W_OK):
        raise SettingsError("not writable", key=flag, value=file.name, why="its folder may not be written")


def check_rate(files: Sequence[Path], rate: Fraction | None) -> None:
    """See that the programme has a frame rate where markers need one.

    Raises
    ------
    SettingsError
        When it has none.
    """
    for file in files:
        ending = file.suffix.lower()
        if rate is None and ending in _MARKERS and ending not in _RATELESS:
            why = phrase(
                "Errors",
                "the clip has no constant frame rate, which these markers need: choose .otio, or say a rate to “slip cues” (--frame-rate)",
            )
            raise SettingsError("no frame rate", key="--export", value=file.name, why=why)


def write_exports(sheet: CueSheet, template: Template, files: Sequence[Path]) -> list[ExportFailure]:
    """Write the files, each at once or not at all; those that could not be written, the others are there.

    Blocking; a PDF takes a second.
    """
    failures = []
    for file in files:
        try:
            write_atomically(file, encode_export(sheet, template, file), is_shared=True)
        except OSError as error:
            failures.append(ExportFailure(file, error.strerror or str(error)))
    return failures


def encode_export(sheet: CueSheet, template: Template, file: Path) -> bytes:
    """What a file of this name holds; its ending is one of ``ENDINGS``.

    Raises
    ------
    OSError
        When a PDF could not be made.
    """
    ending = file.suffix.lower()
    if ending == _PDF:
        return _print_page(encode_page(sheet, template), template)
    if ending in _SHEETS:
        return _SHEETS[ending](sheet, template)
    return _MARKERS[ending](make_timeline(sheet, file.stem))


def table_text(sheet: CueSheet, template: Template) -> str:
    """The table as spreadsheets paste it."""
    return encode_clipboard(sheet, template)


def page_text(sheet: CueSheet, template: Template) -> str:
    """The sheet as the page that is printed (HTML, all texts escaped)."""
    return encode_page(sheet, template)


def load_template(name: str) -> Template:
    """The template of that name, or of the file of that name.

    Raises
    ------
    SettingsError
        When there is none, or the file is no template.
    """
    file = resource_folder() / "templates" / f"{name}.json" if name in OWN_TEMPLATES else Path(name)
    if name not in OWN_TEMPLATES and file.suffix.lower() != ".json":
        why = f"it is neither a JSON file nor one of {', '.join(OWN_TEMPLATES)}"
        raise SettingsError("no such template", key="--template", value=name, why=why)
    try:
        return decode_template(_read_json(file, "--template"))
    except TemplateError as error:
        raise SettingsError("no template", key="--template", value=file.name, why=str(error)) from error


def load_header(file: Path) -> dict[str, str]:
    """The fields of a header in a JSON file, by name; numbers count as texts.

    Raises
    ------
    SettingsError
        When it cannot be read, is no object, or has a member that no header has.
    """
    document = _read_json(file, "--header")
    if not isinstance(document, dict):
        raise SettingsError("no header", key="--header", value=file.name, why="it is no JSON object")
    for name, value in document.items():
        if name not in HEADER_FIELDS:
            why = f"“{name}” is none of {', '.join(HEADER_FIELDS)}"
            raise SettingsError("no such field", key="--header", value=file.name, why=why)
        if not isinstance(value, str | int | float) or isinstance(value, bool):
            raise SettingsError("no text", key="--header", value=file.name, why=f"“{name}” is no text")
    return {name: str(value) for name, value in document.items()}


def _read_json(file: Path, flag: str) -> Any:
    try:
        return json.loads(file.read_bytes())
    except OSError as error:
        raise SettingsError("cannot be read", key=flag, value=file.name, why=str(error.strerror)) from error
    except (ValueError, RecursionError) as error:
        raise SettingsError("no JSON", key=flag, value=file.name, why="it is no JSON") from error


def _print_page(page: str, template: Template) -> bytes:
    """The page as a PDF, made by a child process: the command line has no Qt, and a Qt that cannot start takes its process down.

    Raises
    ------
    OSError
        When it could not be made.
    """
    command = [sys.executable, "-m", "slipgui.gui.page_printer", template.paper.value]
    environ = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    try:
        printed = subprocess.run(
            command, input=page.encode(), capture_output=True, timeout=_PRINT_DEADLINE_S, check=True, env=environ
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise OSError(errno.EIO, "the PDF could not be made; “slip doctor” tells whether Qt works here") from error
    return printed.stdout
