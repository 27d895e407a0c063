"""Newer releases of the program: looked for at most daily where the user agreed, believed when signed, never installed by itself.

What was announced last is kept with its signature: it is told at the next start without asking, and nothing older is believed afterwards.
"""

import asyncio
import base64
import json
import logging
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from slipgui import __version__
from slipgui.app.atomic_file import write_atomically
from slipgui.app.resources import resource_folder
from slipgui.core.errors import ReleaseError
from slipgui.core.release import Release
from slipgui.services.http import Network
from slipgui.services.releases import Announcement, fetch_release, read_announcement

_log = logging.getLogger(__name__)

RELEASES_URL = "https://github.com/slipgui/slipgui/releases/latest/download"
LOOK_EVERY_S = 24 * 3600.0


class Updates:
    """What is known of newer releases, and the look for them.

    Parameters
    ----------
    file
        Keeps what was announced last.
    public_key
        PEM of who signs releases; None: this build can believe nobody.
    url
        Address of the folder with the announcement.
    network
        Proxy and certificates of the user; blocks.
    now_s
        Seconds since 1970.
    version
        Of this program.
    """

    def __init__(
        self,
        file: Path,
        public_key: bytes | None,
        url: str,
        network: Callable[[], Network],
        *,
        now_s: Callable[[], float] = time.time,
        version: str = __version__,
    ) -> None:
        self._file, self._public_key, self._url, self._network = file, public_key, url, network
        self._now_s, self.version = now_s, version

    @property
    def can_look(self) -> bool:
        """Whether this build has a key to check signatures with."""
        return self._public_key is not None

    def is_due(self) -> bool:
        """Whether the last look was a day ago, or the clock was set back since.  Blocks."""
        looked_at_s = self._kept().get("looked_at_s")
        if not isinstance(looked_at_s, int | float):
            return True
        return not 0 <= self._now_s() - looked_at_s < LOOK_EVERY_S

    def announced(self) -> Release | None:
        """The release that was announced last, where it is kept whole.  Blocks."""
        kept = self._kept()
        if self._public_key is None or "document" not in kept:
            return None
        try:
            document, signature = (base64.b64decode(str(kept[name])) for name in ("document", "signature"))
            return read_announcement(Announcement(document, signature), self._public_key)
        except (ReleaseError, KeyError, ValueError):
            _log.warning("what was kept of the last announcement of a release cannot be read")
            return None

    def newer(self) -> Release | None:
        """The release that was announced last, where it is newer than this program.  Blocks."""
        release = self.announced()
        return release if release is not None and release.is_newer_than(self.version) else None

    def is_put_aside(self, release: Release) -> bool:
        """Whether the user does not want to hear of this release any more.  Blocks."""
        return self._kept().get("put_aside") == release.version

    def put_aside(self, release: Release) -> None:
        """Note that the user does not want to hear of this release any more.  Blocks."""
        self._write(self._kept() | {"put_aside": release.version})

    async def look(self) -> Release:
        """The release that is announced now, which is kept; ``ServiceError`` kinds where nobody answers.

        Raises
        ------
        ReleaseError
            When this build has no key, or what is announced is not to be believed.
        """
        if self._public_key is None:
            raise ReleaseError("no key", reason="no_key")
        network = await asyncio.to_thread(self._network)
        former = await asyncio.to_thread(self.announced)
        try:
            announcement, release = await fetch_release(self._url, self._public_key, network)
            _check_order(former, release)
        except ReleaseError:
            await asyncio.to_thread(self._keep, {})
            raise
        pair = {"document": announcement.document, "signature": announcement.signature}
        await asyncio.to_thread(
            self._keep, {name: base64.b64encode(content).decode() for name, content in pair.items()}
        )
        return release

    def _keep(self, announced: dict[str, str]) -> None:
        """Keep that somebody answered now, and what was announced, beside what was kept before."""
        self._write(self._kept() | announced | {"looked_at_s": self._now_s()})

    def _write(self, document: dict[str, Any]) -> None:
        write_atomically(self._file, json.dumps(document) + "\n")

    def _kept(self) -> dict[str, Any]:
        try:
            document = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return document if isinstance(document, dict) else {}


def _check_order(former: Release | None, release: Release) -> None:
    if former is not None and former.is_newer_than(release.version):
        raise ReleaseError("older than before", reason="older", version=release.version, former=former.version)


def find_release_key() -> bytes | None:
    """The key of who signs releases, where this build has one."""
    try:
        return (resource_folder() / "release-key.pem").read_bytes()
    except OSError:
        return None
