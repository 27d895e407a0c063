"""Settings in a file for another computer: what the user chose, never a key."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from itertools import chain, count
from pathlib import Path
from typing import Any

from slipgui.app.atomic_file import write_atomically
from slipgui.app.settings_file import read_settings_file, save_settings, settings_of, upgraded
from slipgui.core.errors import SettingsError
from slipgui.core.phrases import phrase
from slipgui.core.settings import PROFILE_NAME_MAX_LENGTH, SETTING_NAMES, Settings

_MOST_BYTES = 1_000_000
"""A file of settings is a thousandth of it."""


@dataclass(frozen=True, slots=True)
class ImportedSettings:
    """What came of a file."""

    settings: Settings
    """Defaults where the file says nothing."""
    taken: tuple[str, ...]
    """The settings that are as the file says."""
    unknown: tuple[str, ...]
    """What this version has no setting for; nothing of it was taken."""
    unusable: tuple[SettingsError, ...]
    """Why a value was not taken."""


def export_settings(settings_file: Path, target: Path) -> None:
    """Write the settings that the user chose.  Blocks.

    What the settings file holds beside them is left out: a key that somebody wrote into it goes nowhere.

    Raises
    ------
    OSError
        When it cannot be written.
    """
    chosen = _checked(read_settings_file(settings_file))
    content = {key: asdict(chosen.settings)[key] for key in chosen.taken}
    write_atomically(target, json.dumps(content, indent=1, ensure_ascii=False) + "\n")


def import_settings(source: Path, settings_file: Path) -> ImportedSettings:
    """Take over the settings of a file; those it does not name stay as they are.  Blocks.

    Raises
    ------
    SettingsError
        When it is no file of settings.
    OSError
        When a file cannot be read or written.
    """
    imported = _checked(_read(source))
    values = asdict(imported.settings)
    if "profiles" in imported.taken:
        values["profiles"] = _joined(settings_of(read_settings_file(settings_file))[0], imported.settings)
    save_settings(settings_file, {key: values[key] for key in imported.taken})
    return imported


def _joined(here: Settings, there: Settings) -> list[dict[str, Any]]:
    """The accounts of here, for which clips may wait, with those of the file; a name that another one has here gets a number."""
    accounts = {profile.id: profile for profile in here.profiles}
    for profile in there.profiles:
        taken = {one.name.casefold() for one in accounts.values() if one.id != profile.id}
        numbered = (f"{profile.name[: PROFILE_NAME_MAX_LENGTH - 4]} {number}" for number in count(2))
        names = (name for name in chain([profile.name], numbered) if name.casefold() not in taken)
        accounts[profile.id] = replace(profile, name=next(names))
    return [asdict(profile) for profile in accounts.values()]


def _read(source: Path) -> dict[str, Any]:
    why = phrase("Errors", "it is no file of settings")
    with source.open("rb") as file:
        content = file.read(_MOST_BYTES + 1)
    try:
        document = json.loads(content) if len(content) <= _MOST_BYTES else None
    except (ValueError, RecursionError) as cause:
        raise SettingsError("no JSON", key=source.name, why=why) from cause
    if not isinstance(document, dict):
        raise SettingsError("no JSON object", key=source.name, why=why)
    return upgraded(document)


def _checked(document: Mapping[str, Any]) -> ImportedSettings:
    settings, unusable = settings_of(document)
    wrong = {error.context["key"] for error in unusable}
    taken = tuple(key for key in document if key in SETTING_NAMES and key not in wrong)
    unknown = tuple(key for key in document if key not in SETTING_NAMES)
    return ImportedSettings(settings, taken, unknown, tuple(unusable))
