"""What somebody who helps wants to see: the end of the log, and a zip with versions, settings and logs.  Both without secrets."""

import json
import os
import zipfile
from collections.abc import Sequence
from pathlib import Path

from slipgui.app.doctor import look_around
from slipgui.app.paths import Home
from slipgui.app.secrets import Secrets
from slipgui.app.settings_file import read_settings_file, settings_of
from slipgui.services.redaction import redact

LOG_END_BYTES = 200_000
_LOG_NAMES = "slipgui.log*"


def read_log_end(home: Home) -> str:
    """The end of the log, at most 200 kB, without secrets; empty where there is none.  Blocks."""
    try:
        with (home.logs / "slipgui.log").open("rb") as file:
            n_bytes = file.seek(0, os.SEEK_END)
            file.seek(max(0, n_bytes - LOG_END_BYTES))
            text = file.read().decode("utf-8", "replace")
    except FileNotFoundError:
        return ""
    whole = text if n_bytes <= LOG_END_BYTES else text.partition("\n")[2]
    return redact(whole, _secrets(home))


def write_problem_report(home: Home, file: Path, note: str) -> None:
    """Write the zip.  Blocks.

    Parameters
    ----------
    home
        Whose logs and settings.
    file
        Where to; an older one is replaced once the new one is whole.
    note
        What the user says about it.

    Raises
    ------
    OSError
        When it cannot be written.
    """
    secrets = _secrets(home)
    part = file.with_name(f".{file.name}.part")
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in _texts(home, note):
                archive.writestr(name, _without_user(redact(text, secrets)))
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def _texts(home: Home, note: str) -> Sequence[tuple[str, str]]:
    findings = json.dumps(look_around(home), indent=1, ensure_ascii=False)
    texts = [("note.txt", note.strip() + "\n"), ("about.json", findings + "\n")]
    kept = [home.settings_file, *sorted(home.logs.glob(_LOG_NAMES))]
    texts += [(path.name, path.read_text(encoding="utf-8", errors="replace")) for path in kept if path.is_file()]
    return texts


def _without_user(text: str) -> str:
    """Without the name of the user's folder, which often is that of a person."""
    return text.replace(str(Path.home()), "~")


def _secrets(home: Home) -> list[str]:
    return Secrets(home).values(settings_of(read_settings_file(home.settings_file))[0])
