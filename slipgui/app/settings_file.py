"""Settings from four places: flag > environment > file > default.  Keys that this version does not know survive in the file."""

import json
import logging
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from slipgui.app.atomic_file import write_atomically
from slipgui.core.errors import SettingsError
from slipgui.core.profile import Profile
from slipgui.core.settings import SETTING_NAMES, ServiceChoice, Settings, with_value

_log = logging.getLogger(__name__)

ENVIRONMENT = {
    "SLIPGUI_SERVICE": "service",
    "SLIPGUI_PROFILE": "profile",
    "SLIPGUI_API_URL": "api_url",
    "SLIPGUI_PYANNOTE_URL": "pyannote_url",
    "SLIPGUI_SEND": "send",
    "SLIPGUI_DIRECT_LIMIT": "direct_limit_bytes",
    "SLIPGUI_PROXY": "proxy",
    "SLIPGUI_CA_FILE": "ca_file",
    "SLIPGUI_S3_PROFILE": "s3_profile",
    "SLIPGUI_S3_ENDPOINT_URL": "s3_endpoint_url",
    "SLIPGUI_S3_ADDRESSING": "s3_addressing",
    "SLIPGUI_OFFLINE": "offline",
}
"""Environment variable → setting."""


def resolve_settings(file: Path, environ: Mapping[str, str], flags: Mapping[str, object]) -> Settings:
    """The settings in force.

    A value in the file that cannot be used is passed over with a warning in the log; one in the environment or a flag is an error, because
    somebody just gave it.

    Raises
    ------
    SettingsError
        When a flag or environment variable has an unusable value.
    """
    settings, unusable = settings_of(read_settings_file(file))
    for error in unusable:
        _log.warning("setting %s in the settings file cannot be used; the default is in use", error.context["key"])
    for variable, key in ENVIRONMENT.items():
        if environ.get(variable):
            settings = with_value(settings, key, environ[variable])
    for key, value in sorted(flags.items(), key=lambda flag: flag[0] != "profile"):  # an address is that of the account
        if value is not None:
            settings = with_value(settings, key, value)
    if flags.get("profile") is not None and flags.get("service") is None:  # who names an account wants it asked
        settings = with_value(settings, "service", ServiceChoice.AUDIOVERIFY)
    return settings


def settings_of(document: Mapping[str, Any]) -> tuple[Settings, list[SettingsError]]:
    """What a file says, defaults where it says nothing, and why some of its values cannot be used."""
    settings, unusable = Settings(), list[SettingsError]()
    for key in [key for key in SETTING_NAMES if key in document]:  # in their order: one names what another one lists
        try:
            settings = with_value(settings, key, document[key])
        except SettingsError as error:
            unusable.append(error)
    return settings, unusable


def held_settings(environ: Mapping[str, str], flags: Mapping[str, object]) -> dict[str, str]:
    """The settings that the file has no say in, and the environment variable that holds them; empty for a flag."""
    by_environment = {key: variable for variable, key in ENVIRONMENT.items() if environ.get(variable)}
    return by_environment | {key: "" for key, value in flags.items() if value is not None}


def read_settings_file(file: Path) -> dict[str, Any]:
    """The known settings that the file holds; a file that cannot be read counts as empty, with a warning in the log."""
    return {key: value for key, value in _read(file).items() if key in SETTING_NAMES}


def save_setting(file: Path, key: str, value: object) -> Settings:
    """Write one setting and return those of the file with it.

    Raises
    ------
    SettingsError
        When the value cannot be used; nothing is written then.
    """
    document = _read(file)
    changed = with_value(settings_of(document)[0], key, value)
    document[key] = asdict(changed)[key]
    _write(file, document)
    return changed


def save_settings(file: Path, values: Mapping[str, object]) -> None:
    """Write several settings that are known to be usable, in one step."""
    _write(file, _read(file) | dict(values))


def forget_settings(file: Path, keys: Iterable[str]) -> None:
    """Take settings out of the file: their defaults are in force from then on."""
    document = _read(file)
    forgotten = set(keys)
    left = {key: value for key, value in document.items() if key not in forgotten}
    if left != document:
        _write(file, left)


def _write(file: Path, document: Mapping[str, Any]) -> None:
    write_atomically(file, json.dumps(document, indent=1, ensure_ascii=False) + "\n")


def _read(file: Path) -> dict[str, Any]:
    try:
        document = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        _log.warning("the settings file cannot be read; defaults are in use")
        return {}
    return upgraded(document) if isinstance(document, dict) else {}


def upgraded(document: dict[str, Any]) -> dict[str, Any]:
    """What a file of a version without several accounts says: its address is that of the first one."""
    address = document.pop("api_url", None)
    if address is not None and "profiles" not in document:
        document["profiles"] = [asdict(Profile()) | {"api_url": address}]
    return document
