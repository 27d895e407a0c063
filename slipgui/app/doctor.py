"""What is right and wrong with this machine, and how to mend it."""

import asyncio
import importlib.metadata
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from slipgui import __version__
from slipgui.app.keyring_access import keyring_name
from slipgui.app.language import format_size
from slipgui.app.paths import Home
from slipgui.app.secrets import SecretPlace, Secrets
from slipgui.app.service_opening import find_network
from slipgui.app.service_trial import answers, profile_answers
from slipgui.app.settings_file import read_settings_file, resolve_settings, settings_of
from slipgui.app.voice_library import VoiceLibrary
from slipgui.app.webhook_desk import WebhookDesk
from slipgui.app.wiring import open_voice_tools
from slipgui.app.wording import explain
from slipgui.core.errors import CatalogueError, SettingsError, SlipError, WebhookError, error_kinds
from slipgui.core.profile import Profile
from slipgui.core.settings import Settings
from slipgui.services.http import make_tls_context

MIN_FREE_BYTES = 1_000_000_000
QT_PACKAGES = "libglib2.0-0 libgl1 libegl1 libdbus-1-3 libfontconfig1 libxkbcommon0 libbrotli1"
"""What Qt needs of a bare Debian 12 without a display (facts/desktop.md, section 2)."""
_LIBRARIES = ("PySide6-Essentials", "qasync", "httpx", "av", "numpy", "starlette", "uvicorn")
_OFFLINE = "offline mode: nothing leaves this computer"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at."""

    check: str
    ok: bool
    detail: str
    hint: str = ""
    """How to mend it; empty when nothing is wrong."""


_Look = Callable[[Home, Settings], Finding]


async def examine(home: Home, flags: Mapping[str, object]) -> list[dict[str, Any]]:
    """All findings, as JSON objects ``{"check", "ok", "detail", "hint"}``."""
    settings = await asyncio.to_thread(resolve_settings, home.settings_file, os.environ, flags)
    looks: tuple[_Look, ...] = (_versions, _qt, _folders, _watched, _disk, _keyring, _network, _buckets, _catalogue)
    findings = await asyncio.gather(*(asyncio.to_thread(look, home, settings) for look in looks))
    with_keys = await asyncio.to_thread(_other_accounts_with_keys, home, settings)
    accounts = [_account(home, settings, profile) for profile in with_keys]
    services = await asyncio.gather(_service(home, settings), *accounts, _voices(home, flags), _webhooks(home, flags))
    return [asdict(finding) for finding in (*findings, *services)]


def look_around(home: Home) -> list[dict[str, Any]]:
    """What can be found without starting or asking anything, as ``examine`` tells it.  Blocks."""
    settings, _ = settings_of(read_settings_file(home.settings_file))
    return [asdict(look(home, settings)) for look in (_versions, _folders, _disk, _keyring, _network, _catalogue)]


def error_codes() -> list[dict[str, Any]]:
    """Every code an ``error`` object may have, with the words that explain it."""
    codes = []
    for kind in error_kinds():
        words = explain(kind())
        codes.append({"code": kind.code, "recovery": kind.recovery.value, "title": words.title, "hint": words.hint})
    return codes


def _versions(_: Home, __: Settings) -> Finding:
    parts = [f"slipgui {__version__}", f"Python {platform.python_version()}", platform.platform()]
    parts += [f"{name} {importlib.metadata.version(name)}" for name in _LIBRARIES]
    return Finding("versions", ok=True, detail=", ".join(parts))


def _qt(_: Home, __: Settings) -> Finding:
    """Whether Qt starts: tried in a child, because a missing library can end the process."""
    command = [sys.executable, "-m", "slipgui.gui.qt_trial"]
    environ = {"QT_QPA_PLATFORM": "offscreen"} | dict(os.environ)
    try:
        run = subprocess.run(command, env=environ, capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        return Finding(
            "window", ok=False, detail=f"Qt did not start: {type(error).__name__}", hint="Reinstall Slipgui."
        )
    if run.returncode == 0:
        platform_name = environ["QT_QPA_PLATFORM"] if not os.environ.get("DISPLAY") else "display"
        return Finding("window", ok=True, detail=f"Qt starts ({platform_name})")
    last = run.stderr.decode("utf-8", "replace").strip().splitlines()[-1:] or ["no message"]
    return Finding("window", ok=False, detail=f"Qt does not start: {last[0]}", hint=f"apt-get install {QT_PACKAGES}")


def _folders(home: Home, _: Settings) -> Finding:
    for folder in (home.data, home.config, home.cache, home.logs):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            return Finding(
                "folders", ok=False, detail=f"{folder}: {error.strerror}", hint="Choose another one with --home."
            )
        if not os.access(folder, os.W_OK):
            return Finding("folders", ok=False, detail=f"{folder} is read-only", hint="Choose another one with --home.")
    return Finding("folders", ok=True, detail=str(home.data))


def _watched(_: Home, settings: Settings) -> Finding:
    """Whether the folders that clips are taken from are there."""
    missing = [folder for folder in settings.watch_folders if not Path(folder).is_dir()]
    if missing:
        hint = "Connect its volume, or take the folder out of the settings."
        return Finding("watched folders", ok=False, detail=f"not there: {', '.join(missing)}", hint=hint)
    return Finding("watched folders", ok=True, detail=", ".join(settings.watch_folders) or "none")


def _disk(home: Home, _: Settings) -> Finding:
    free_bytes = shutil.disk_usage(_existing(home.data)).free
    detail = f"{format_size(free_bytes)} free"
    hint = "" if free_bytes >= MIN_FREE_BYTES else "Make room: the sound of long clips is kept there while it is sent."
    return Finding("disk", ok=free_bytes >= MIN_FREE_BYTES, detail=detail, hint=hint)


def _existing(folder: Path) -> Path:
    return next(parent for parent in (folder, *folder.parents) if parent.exists())


def _keyring(home: Home, settings: Settings) -> Finding:
    """Where the keys are; a keyring that does not open may hold what is missed."""
    secrets = Secrets(home)
    keys = {profile.name: secrets.find_partner_key(settings, profile) for profile in settings.profiles}
    known = [f"{name}: from the {key.place}" for name, key in keys.items() if key is not None]
    told = "; ".join(known) or "no AudioVerify key: the local service is used"
    detail = f"{told}; system keyring: {keyring_name() or 'none'}"
    if secrets.is_locked():
        hint = "Unlock it as your desktop does at log-in, or give the key in SLIPGUI_API_KEY."
        return Finding("key", ok=False, detail=f"{detail}, which does not open", hint=hint)
    in_file = [name for name, key in keys.items() if key is not None and key.place is SecretPlace.FILE]
    hint = f"{', '.join(in_file)}: it lies readable for you alone in {home.secrets_file}." if in_file else ""
    return Finding("key", ok=True, detail=detail, hint=hint)


def _network(home: Home, settings: Settings) -> Finding:
    """Proxy and certificates, of the settings and of the environment, and whether the certificates can be read."""
    given = sorted(
        name
        for name in os.environ
        if name.lower() in ("http_proxy", "https_proxy", "all_proxy", "ssl_cert_file", "ssl_cert_dir")
    )
    check = "proxy and certificates"
    if settings.offline:
        return Finding(check, ok=True, detail=_OFFLINE)
    told = [f"from the environment: {', '.join(given)}"] if given else []
    told += [f"proxy of the settings: {settings.proxy}"] if settings.proxy else []
    told += [f"certificates of the settings: {settings.ca_file}"] if settings.ca_file else []
    detail = "; ".join(told) or "no proxy; certificates of the operating system"
    missing = [name for name in given if name.upper().startswith("SSL_") and not Path(os.environ[name]).exists()]
    if missing:
        return Finding(check, ok=False, detail=detail, hint=f"{', '.join(missing)} names a file that is not there.")
    ways: list[Profile | None] = [None, *settings.profiles]
    for profile in ways:
        try:
            make_tls_context(Profile().api_url, find_network(home, settings, profile))
        except SettingsError as error:
            words = explain(error)
            return Finding(check, ok=False, detail=f"{words.title}. {words.detail}", hint=words.hint)
    return Finding(check, ok=True, detail=detail)


def _buckets(home: Home, settings: Settings) -> Finding:
    """Whether the storage and the profile that the settings name can be used; it is not asked."""
    if settings.offline:
        return Finding("buckets", ok=True, detail=_OFFLINE)
    if not (settings.s3_profile or settings.s3_endpoint_url):
        return Finding("buckets", ok=True, detail="as the AWS tools of this computer are told")
    from slipgui.services.bucket import find_storage

    try:
        storage = find_storage(find_network(home, settings))
    except SlipError as error:
        words = explain(error)
        return Finding("buckets", ok=False, detail=f"{words.title}. {words.detail}", hint=words.hint)
    profile = f", with the AWS profile {storage.profile}" if storage.profile else ""
    return Finding("buckets", ok=True, detail=f"{storage.endpoint_url}{profile}")


def _catalogue(home: Home, _: Settings) -> Finding:
    from slipgui.app.catalogue import CatalogueDesk

    try:
        n_tracks = CatalogueDesk(home).n_tracks()
        n_damaged = len(CatalogueDesk(home).damaged_files())
    except CatalogueError as error:
        words = explain(error)
        return Finding("catalogue", ok=False, detail=words.detail, hint=words.hint)
    if n_damaged:
        detail = f"a part is damaged: {n_damaged} of {n_tracks} tracks are not recognised"
        return Finding("catalogue", ok=False, detail=detail, hint="Make it anew: slip catalogue check --mend")
    hint = "" if n_tracks else "Add music: slip catalogue add FOLDER"
    return Finding("catalogue", ok=True, detail=f"{n_tracks} tracks", hint=hint)


async def _service(home: Home, settings: Settings) -> Finding:
    """Whether the service that is asked by default answers and takes the key."""
    return await _answering("service", answers(home, settings))


async def _account(home: Home, settings: Settings, profile: Profile) -> Finding:
    """The same with another account."""
    return await _answering(f"account {profile.name}", profile_answers(home, settings, profile.id))


async def _answering(check: str, question: Awaitable[bool]) -> Finding:
    try:
        if not await question:
            detail = "Another web server answers at this address."
            return Finding(
                check, ok=False, detail=detail, hint="Check --api-url, or the account's address in the settings."
            )
    except SlipError as error:
        words = explain(error)
        return Finding(check, ok=False, detail=f"{words.title}. {words.detail}", hint=words.hint)
    return Finding(check, ok=True, detail="it answers")


def _other_accounts_with_keys(home: Home, settings: Settings) -> list[Profile]:
    others = (profile for profile in settings.profiles if profile.id != settings.account.id)
    return [profile for profile in others if Secrets(home).find_partner_key(settings, profile) is not None]


async def _voices(home: Home, flags: Mapping[str, object]) -> Finding:
    """Whether pyannoteAI takes the key, and whether the voices that are kept can be opened; without a key nobody is asked."""
    try:
        async with open_voice_tools(home, flags) as tools:
            await asyncio.to_thread(_open_voices, tools.library)
            if tools.service is None:
                return Finding("voices", ok=True, detail="no key for pyannoteAI: voiceprints are not available")
            await tools.service.test_key()
    except SlipError as error:
        words = explain(error)
        return Finding("voices", ok=False, detail=f"{words.title}. {words.detail}", hint=words.hint)
    return Finding("voices", ok=True, detail="pyannoteAI answers and takes the key")


async def _webhooks(home: Home, flags: Mapping[str, object]) -> Finding:
    """Whether deliveries of pyannoteAI would be heard; none is sent."""
    desk = WebhookDesk(home, flags)
    state = await asyncio.to_thread(desk.state)
    if state.address is None:
        return Finding("webhooks", ok=True, detail="off: pyannoteAI is asked every few seconds")
    try:
        async with desk.opened():
            pass
    except WebhookError as error:
        words = explain(error)
        return Finding("webhooks", ok=False, detail=f"{words.title}. {words.detail}", hint=words.hint)
    detail = f"on: {state.address}, forwarded to port {state.port}; “slip key test --webhook” sends a delivery"
    return Finding("webhooks", ok=True, detail=detail)


def _open_voices(library: VoiceLibrary) -> None:
    library.voiceprints(library.voices())
