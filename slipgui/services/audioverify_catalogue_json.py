"""The documents of AudioVerify's catalogue and licences, decoded: pure, tolerant where an answer would only be poorer."""

import re
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from urllib.parse import urlsplit

from slipgui.core.errors import ContractError
from slipgui.core.track_record import Licence, LicenceQuota, RightsHolder, TrackRecord
from slipgui.services.audioverify_json import (
    TEXT_MAX_CHARACTERS,
    UNKNOWN_TITLE,
    checked_id,
    finite_number,
    pretty_document,
    read_document,
)
from slipgui.services.remote_text import clean_text

_MOST_HOLDERS = 100
_LICENCE_ID = re.compile(r"[0-9a-f]{32}")


def decode_track_record(body: bytes, *, expected_id: str) -> TrackRecord:
    """The track that an answer describes.

    Parameters
    ----------
    body
        The answer, decompressed.
    expected_id
        The track that was asked for; another one is refused.

    Raises
    ------
    ContractError
        When it is no readable track, or another one.
    """
    value = _object(read_document(body))
    track_id = checked_id(value.get("id"), "id")
    if track_id.lower() != expected_id.lower():
        raise ContractError("an answer about another track", why="foreign_track")
    album = _object(value.get("album"))
    cover = _text(value.get("cover")) or _first_image(album.get("all_image_sizes"))
    return TrackRecord(
        id=track_id,
        title=_text(value.get("name")) or UNKNOWN_TITLE,
        japanese_title=_text(value.get("jp_title")),
        artist=_text(_object(value.get("artist")).get("name")),
        album=_text(album.get("name")),
        library=_text(value.get("library_name")),
        description=_text(value.get("description")),
        length_s=_positive(value.get("length")),
        tempo_bpm=_positive(value.get("tempo")),
        key=_text(value.get("key")),
        genres=_texts(value.get("genre_name"), value.get("subgenre_name")),
        moods=_texts(value.get("mood_name"), value.get("secondary_mood_name")),
        vocals=_text(value.get("vocals")),
        has_lyrics=bool(_text(value.get("lyrics"))),
        is_explicit=value.get("is_explicit") is True,
        is_sound_effect=value.get("is_sfx") is True,
        has_stems=value.get("has_stems") is True,
        is_free=value.get("is_free") is True,
        writers=_holders(value.get("writers")),
        publishers=_holders(value.get("publishers")),
        cover=cover,
        page=_page(value.get("short_url")),
        document=pretty_document(value),
    )


def decode_licence(body: bytes) -> Licence:
    """The licence that an answer tells of.

    Parameters
    ----------
    body
        The answer, decompressed.

    Raises
    ------
    ContractError
        When it tells of none: one may have been issued all the same.
    """
    value = _object(read_document(body))
    licence = _object(value.get("license"))
    licence_id = licence.get("license_id")
    if not isinstance(licence_id, str) or not _LICENCE_ID.fullmatch(licence_id):
        raise ContractError("no licence id", why="license_id")
    track_id = checked_id(licence.get("track_id"), "track_id")
    usage = _object(value.get("usage"))
    return Licence(
        id=licence_id,
        track_id=track_id,
        track_title=_text(licence.get("track_name")),
        artist=_text(licence.get("artist_name")),
        user_id=_text(licence.get("user_id")),
        created_at=_moment(licence.get("created_at")) or datetime.now(UTC),
        expires_at=_moment(licence.get("expires_at")),
        quota=LicenceQuota(
            daily_used=_count(usage.get("daily_used")),
            daily_limit=_count(usage.get("daily_limit")),
            monthly_used=_count(usage.get("monthly_used")),
            monthly_limit=_count(usage.get("monthly_limit")),
        ),
    )


def _holders(value: object) -> tuple[RightsHolder, ...]:
    found = []
    for entry in value[:_MOST_HOLDERS] if isinstance(value, list) else []:
        member = _object(entry)
        name = _text(member.get("name"))
        if name:
            share = _share(member.get("share"))
            found.append(RightsHolder(name, share, _text(member.get("pro")), _text(member.get("ipi"))))
    return tuple(found)


def _share(value: object) -> Decimal | None:
    """Percent between 0 and 100, exactly as written."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        share = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    return share if share.is_finite() and 0 <= share <= 100 else None


def _object(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    return clean_text(value, TEXT_MAX_CHARACTERS) if isinstance(value, str) else ""


def _texts(*values: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in map(_text, values) if text))


def _page(value: object) -> str:
    """An address that a browser may be sent to, else ""."""
    text = _text(value)
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    return text if parts.scheme == "https" and parts.hostname and "@" not in parts.netloc else ""


def _first_image(value: object) -> str:
    return next((text for text in map(_text, _object(value).values()) if text), "")


def _positive(value: object) -> float | None:
    number = finite_number(value)
    return number if number is not None and number > 0 else None


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**12 else None


def _moment(value: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment is not None and moment.tzinfo is None else moment
