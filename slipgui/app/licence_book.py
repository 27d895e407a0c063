"""The licences that were issued to this user: a file that only ever grows, one JSON object a line.  The service has no list of them."""

import json
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from slipgui.core.track_record import Licence, LicenceQuota


class LicenceBook:
    """Keeps and tells licences; all its methods block.

    Parameters
    ----------
    file
        Where they are kept.
    """

    def __init__(self, file: Path) -> None:
        self._file = file

    def keep(self, licence: Licence) -> None:
        """Write a licence down for good."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        line = json.dumps(encode_licence(licence), ensure_ascii=False) + "\n"
        handle = os.open(self._file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(handle, "ab") as file:
            file.write(line.encode("utf-8", "replace"))
            file.flush()
            os.fsync(file.fileno())

    def licences(self) -> list[Licence]:
        """All of them, the latest first; lines that cannot be read are passed over."""
        return list(self._read())[::-1]

    def _read(self) -> Iterator[Licence]:
        try:
            lines = self._file.read_text(encoding="utf-8", errors="replace").splitlines()
        except FileNotFoundError:
            return
        for line in lines:
            try:
                yield _decode(json.loads(line))
            except (ValueError, TypeError, KeyError):
                continue  # cut off by a full disk


def encode_licence(licence: Licence) -> dict[str, Any]:
    """The line of a licence: what the file holds and the command line prints."""
    quota = licence.quota
    return {
        "license_id": licence.id,
        "url": licence.page,
        "track_id": licence.track_id,
        "title": licence.track_title,
        "artist": licence.artist,
        "project": licence.project,
        "user_id": licence.user_id,
        "created_at": licence.created_at.isoformat(),
        "expires_at": licence.expires_at.isoformat() if licence.expires_at is not None else None,
        "usage": {
            "daily_used": quota.daily_used,
            "daily_limit": quota.daily_limit,
            "monthly_used": quota.monthly_used,
            "monthly_limit": quota.monthly_limit,
        },
    }


def _decode(document: dict[str, Any]) -> Licence:
    ends = document["expires_at"]
    return Licence(
        id=document["license_id"],
        track_id=document["track_id"],
        track_title=document["title"],
        artist=document["artist"],
        user_id=document["user_id"],
        created_at=datetime.fromisoformat(document["created_at"]),
        expires_at=datetime.fromisoformat(ends) if ends else None,
        quota=LicenceQuota(**document["usage"]),
        project=document["project"],
    )
