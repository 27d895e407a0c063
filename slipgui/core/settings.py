"""The settings as one frozen value, and what makes a value acceptable."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, fields, replace
from enum import StrEnum
from ipaddress import ip_address
from pathlib import PurePath
from typing import Any
from urllib.parse import urlsplit

from slipgui.core.clearance import parse_rule
from slipgui.core.errors import SettingsError
from slipgui.core.phrases import phrase
from slipgui.core.profile import Profile
from slipgui.core.profile_id import FIRST_PROFILE, LOCAL
from slipgui.core.upload_plan import DEFAULT_DIRECT_LIMIT_BYTES, FORM_UPLOAD_MAX_BYTES, SendMode

PROFILE_NAME_MAX_LENGTH = 40
LANGUAGE_CHOICES = ("system", "en", "de")


class ServiceChoice(StrEnum):
    """Which service recognises."""

    LOCAL = "local"
    """The fingerprint engine of this computer, over the user's own catalogue."""
    AUDIOVERIFY = "audioverify"
    """Slipstream's AudioVerify, with a partner key."""


class S3Addressing(StrEnum):
    """Where the name of a bucket stands in the addresses of a storage."""

    AUTO = "auto"
    """As the AWS tools of this computer are told; where they are told nothing, in the path of a storage that is not Amazon's."""
    PATH = "path"
    """Behind the host, as MinIO and NAS boxes want it."""
    VIRTUAL = "virtual"
    """Before the host."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All that a user may choose.  No secret is ever in here."""

    service: ServiceChoice | None = None
    """None: AudioVerify if an API key is known, else local."""
    profiles: tuple[Profile, ...] = (Profile(),)
    """The accounts at AudioVerify, at least one."""
    profile: str = FIRST_PROFILE
    """Id of the account that is asked where a clip names none."""
    pyannote_url: str = "https://api.pyannote.ai"
    """Base address of pyannoteAI, which makes voiceprints."""
    webhook_url: str | None = None
    """Public https address at which pyannoteAI tells the end of jobs, forwarded to ``webhook_port``; None: it is only asked."""
    webhook_port: int = 8767
    """Of this computer, where deliveries come in while a job is waited for."""
    send: SendMode = SendMode.AUTO
    """What is uploaded."""
    direct_limit_bytes: int = DEFAULT_DIRECT_LIMIT_BYTES
    """Form upload up to here, presigned PUT above."""
    neutral_names: bool = True
    """Whether services see a neutral file name; else the clip's own, without its folders."""
    answer_deadline_s: float = 600.0
    """How long one job is waited for."""
    check_by_ear_below: float = 75.0
    """Answers with a lower score are marked "check by ear"."""
    programme_from_s: float = 180.0
    """Longer clips are programmes: their cues are offered."""
    known_answer_days: float = 30.0
    """How long the answer to a content is taken as known; 0: it is always asked for."""
    theme: str = "system"
    """system, light or dark."""
    language: str = "system"
    """Of the window: system, en or de."""
    reduce_motion: bool = False
    """Whether nothing in the window moves by itself; nor does it where the desktop wants none."""
    proxy: str | None = None
    """Address of a proxy, without log-in; None: the one of the environment, if any."""
    ca_file: str | None = None
    """A file of certificates (PEM) that are trusted beside those of the operating system."""
    s3_profile: str | None = None
    """Profile of AWS's configuration that buckets are reached with; None: as the AWS tools of this computer choose."""
    s3_endpoint_url: str | None = None
    """Where a storage answers that is not Amazon's; None: as the AWS tools of this computer are told."""
    s3_addressing: S3Addressing = S3Addressing.AUTO
    """Where the name of a bucket stands in addresses."""
    offline: bool = False
    """Whether nothing may leave this computer: no service is asked, nothing is fetched."""
    keep_awake: bool = True
    """Whether the computer is kept from sleeping while clips are at work."""
    watch_folders: tuple[str, ...] = ()
    """Folders whose new clips are recognised by themselves."""
    catalogue_folders: tuple[str, ...] = ()
    """Folders of music that the catalogue is kept in step with, absolute."""
    look_for_releases: bool | None = None
    """Whether newer releases of the program are looked for; None: nobody decided yet, which counts as no."""
    allowed: tuple[str, ...] = ()
    """Whose recordings may be used: rules as ``core.clearance`` reads them."""
    denied: tuple[str, ...] = ()
    """Whose may not; wins over ``allowed``."""

    @property
    def account(self) -> Profile:
        """The account that is asked where a clip names none."""
        return self.profile_of(self.profile) or self.profiles[0]

    @property
    def api_url(self) -> str:
        """Base address of that account."""
        return self.account.api_url

    def profile_of(self, profile_id: str) -> Profile | None:
        """The account with this id; None where it was removed."""
        return next((profile for profile in self.profiles if profile.id == profile_id), None)


SETTING_NAMES = tuple(field.name for field in fields(Settings))


def with_value(settings: Settings, key: str, value: object) -> Settings:
    """The settings with one value replaced, which may come as text.

    Parameters
    ----------
    settings
        Those of before.
    key
        Of ``Settings``; or ``api_url``, the address of the account that ``profile`` names.
    value
        An account may be told by id or name.

    Raises
    ------
    SettingsError
        When there is no such setting, or the value cannot be used.
    """
    if key not in _CHECKS and key not in ("profile", "api_url"):
        raise SettingsError("unknown setting", key=key)
    try:
        if key == "profile":
            return replace(settings, profile=_named(settings, value).id)
        if key == "api_url":
            return _with_address(settings, value)
        return replace(settings, **{key: _CHECKS[key](value)})
    except _UnusableValueError as cause:
        raise SettingsError("unusable value", key=key, value=str(value)[:200], why=cause.why, **cause.values) from cause
    except (ValueError, TypeError) as cause:
        why = phrase("Errors", "it cannot be read")
        raise SettingsError("unusable value", key=key, value=str(value)[:200], why=why) from cause


class _UnusableValueError(ValueError):
    """Why a value cannot be used, as English words with places for ``values``."""

    def __init__(self, why: str, **values: str) -> None:
        super().__init__(why)
        self.why, self.values = why, values


def _named(settings: Settings, value: object) -> Profile:
    wanted = str(value).casefold()
    for profile in settings.profiles:
        if wanted in (profile.id, profile.name.casefold()):
            return profile
    names = ", ".join(profile.name for profile in settings.profiles)
    raise _UnusableValueError(phrase("Errors", "there is no such account; there are: {names}"), names=names)


def _with_address(settings: Settings, value: object) -> Settings:
    changed = replace(settings.account, api_url=_http_url(value))
    return replace(settings, profiles=tuple(changed if one.id == changed.id else one for one in settings.profiles))


def _profiles(value: object) -> tuple[Profile, ...]:
    """Accounts, each as it is or as the settings file has it."""
    if not isinstance(value, list | tuple) or not value:
        raise _UnusableValueError(phrase("Errors", "must be a list of accounts, at least one"))
    profiles = tuple(_profile(asdict(one) if isinstance(one, Profile) else one) for one in value)
    ids, names = ({one.id for one in profiles}, {one.name.casefold() for one in profiles})
    if len(ids) < len(profiles) or len(names) < len(profiles):
        raise _UnusableValueError(phrase("Errors", "each account must have a name of its own"))
    return profiles


def _profile(document: object) -> Profile:
    if not isinstance(document, dict) or not all(isinstance(document.get(key), str) for key in ("id", "name")):
        raise _UnusableValueError(phrase("Errors", "must be a list of accounts, at least one"))
    profile_id, name = document["id"], " ".join(document["name"].split())
    if not profile_id.isidentifier() or profile_id == LOCAL:
        raise _UnusableValueError(phrase("Errors", "must be a list of accounts, at least one"))
    if not name or len(name) > PROFILE_NAME_MAX_LENGTH:
        why = phrase("Errors", "an account must have a name of up to {limit} characters")
        raise _UnusableValueError(why, limit=str(PROFILE_NAME_MAX_LENGTH))
    return Profile(
        id=profile_id,
        name=name,
        api_url=_http_url(document.get("api_url", Profile().api_url)),
        proxy=_proxy(document.get("proxy")),
        ca_file=str(document["ca_file"]) if document.get("ca_file") else None,
    )


def _between(value: object, low: float, high: float) -> float:
    try:
        number = float(str(value))
    except ValueError as cause:
        raise _UnusableValueError(phrase("Errors", "must be a number")) from cause
    if not low <= number <= high:
        raise _UnusableValueError(
            phrase("Errors", "must lie between {low} and {high}"), low=f"{low:g}", high=f"{high:g}"
        )
    return number


def _direct_limit(value: object) -> int:
    if not str(value).strip().isdecimal():
        raise _UnusableValueError(phrase("Errors", "must be a whole number of bytes"))
    return min(FORM_UPLOAD_MAX_BYTES, int(str(value)))


def _http_url(value: object) -> str:
    text = str(value).rstrip("/")
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.query or parts.fragment:
        raise _UnusableValueError(phrase("Errors", "must be an https address without user name and query"))
    if parts.port == 0:
        raise _UnusableValueError(phrase("Errors", "must have a port between 1 and 65535"))
    if parts.scheme == "http" and not _is_loopback(parts.hostname):
        raise _UnusableValueError(phrase("Errors", "must be https: the key would travel in the clear"))
    return text


def _webhook_url(value: object) -> str | None:
    if value in (None, ""):
        return None
    parts = urlsplit(str(value))
    if parts.scheme != "https" or not parts.hostname or parts.username or parts.query or parts.fragment:
        raise _UnusableValueError(phrase("Errors", "must be an https address without user name and query"))
    return str(value)


def _s3_endpoint_url(value: object) -> str | None:
    """An address; http as well, for a NAS box in the house: requests are signed, and no key travels."""
    if value in (None, ""):
        return None
    text = str(value).rstrip("/")
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.query or parts.fragment:
        raise _UnusableValueError(phrase("Errors", "must look like https://nas.example:9000"))
    if parts.port == 0:
        raise _UnusableValueError(phrase("Errors", "must have a port between 1 and 65535"))
    return text


def _port(value: object) -> int:
    if not str(value).strip().isdecimal() or not 1 <= int(str(value)) <= 65_535:
        raise _UnusableValueError(phrase("Errors", "must be a port between 1 and 65535"))
    return int(str(value))


def _proxy(value: object) -> str | None:
    if value in (None, ""):
        return None
    text = str(value).rstrip("/")
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query:
        raise _UnusableValueError(phrase("Errors", "must look like http://proxy.example:3128"))
    if parts.username:
        raise _UnusableValueError(
            phrase("Errors", "must be without user name and password, which belong into the system keyring")
        )
    if parts.port == 0:
        raise _UnusableValueError(phrase("Errors", "must have a port between 1 and 65535"))
    return text


def _flag(value: object) -> bool:
    words = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
    if str(value).lower() not in words:
        raise _UnusableValueError(phrase("Errors", "must be true or false"))
    return words[str(value).lower()]


def _absolute_paths(value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(
        isinstance(path, str) and PurePath(path).is_absolute() for path in value
    ):
        raise _UnusableValueError(phrase("Errors", "must be a list of absolute paths"))
    return tuple(dict.fromkeys(value))


def _rules(value: object) -> tuple[str, ...]:
    """Rules of a list, or of the lines of a text."""
    lines = value.splitlines() if isinstance(value, str) else value
    if not isinstance(lines, list | tuple) or not all(isinstance(line, str) for line in lines):
        raise _UnusableValueError(phrase("Errors", "must be a list of rules"))
    rules = [line.strip() for line in lines if line.strip()]
    for rule in rules:
        try:
            parse_rule(rule)
        except ValueError as cause:
            why = phrase("Errors", "“{rule}” is none of: label: NAME, artist: NAME, isrc: PREFIX")
            raise _UnusableValueError(why, rule=rule[:100]) from cause
    return tuple(dict.fromkeys(rules))


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _one_of(choices: tuple[str, ...], why: str) -> Callable[[object], str]:
    def read(value: object) -> str:
        if value not in choices:
            raise _UnusableValueError(why)
        return str(value)

    return read


def _choice(kind: type[StrEnum]) -> Callable[[Any], Any]:
    def read(value: object) -> StrEnum:
        if value not in list(kind):
            raise _UnusableValueError(phrase("Errors", "must be one of {choices}"), choices=", ".join(kind))
        return kind(str(value))

    return read


_CHECKS: dict[str, Callable[[Any], Any]] = {
    "service": lambda value: None if value in (None, "") else _choice(ServiceChoice)(value),
    "profiles": _profiles,
    "pyannote_url": _http_url,
    "webhook_url": _webhook_url,
    "webhook_port": _port,
    "send": _choice(SendMode),
    "direct_limit_bytes": _direct_limit,
    "answer_deadline_s": lambda value: _between(value, 10.0, 86_400.0),
    "check_by_ear_below": lambda value: _between(value, 0.0, 100.0),
    "programme_from_s": lambda value: _between(value, 1.0, 86_400.0),
    "known_answer_days": lambda value: _between(value, 0.0, 3650.0),
    "theme": _one_of(("system", "light", "dark"), phrase("Errors", "must be system, light or dark")),
    "language": _one_of(LANGUAGE_CHOICES, phrase("Errors", "must be system, en or de")),
    "reduce_motion": _flag,
    "proxy": _proxy,
    "ca_file": lambda value: str(value) if value else None,
    "s3_profile": lambda value: str(value).strip() or None if value is not None else None,
    "s3_endpoint_url": _s3_endpoint_url,
    "s3_addressing": _choice(S3Addressing),
    "offline": _flag,
    "neutral_names": _flag,
    "keep_awake": _flag,
    "watch_folders": _absolute_paths,
    "catalogue_folders": _absolute_paths,
    "look_for_releases": lambda value: None if value is None else _flag(value),
    "allowed": _rules,
    "denied": _rules,
}
