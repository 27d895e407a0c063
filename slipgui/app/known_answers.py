"""Same content, same answer: what the service said of the same file or the same sound is not asked again for a while.

A file is known by ``hash_content``; a re-export, whose bytes are others, by ``hash_sound``, whatever would be sent of it.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from slipgui.app.history import History, KnownAnswer
from slipgui.app.recognition import Recognition
from slipgui.core.errors import CatalogueError, ClipError
from slipgui.core.outcome import Identified, NotIdentified
from slipgui.core.ports import FileState, HashSound, ReadFileState

NOT_FOUND_DAYS = 1.0
"""Catalogues grow: that nothing was found is soon no news any more."""


@dataclass(frozen=True, slots=True)
class KnownAnswers:
    """The answers of one service that still hold."""

    history: History
    answering_service: Callable[[], str]
    """The identity of the service with the version of its catalogue: answers of another are of no use.  Blocking, quick."""
    valid_days: float
    """How long an answer holds."""
    read_file_state: ReadFileState
    hash_content: Callable[[Path, FileState], str]
    hash_sound: HashSound

    async def of_file(self, work: Recognition, state: FileState) -> Identified | NotIdentified | None:
        """What is known of this very file, not of a part or one of its sound tracks; its hash is in the journal from now on."""
        try:
            answered_by = await asyncio.to_thread(self.answering_service)
            content_hash = await asyncio.to_thread(self.hash_content, work.clip.path, state)
        except (OSError, CatalogueError):
            return None  # what is wrong is found and told by who opens it next
        await work.note(answered_by=answered_by, content_hash=content_hash, sound_hash=None)
        if not work.checkpoint.is_of_all:
            return None
        known = await self._find(work, "content_hash", content_hash)
        if known is None:
            return None
        await work.note(audio_offset_s=known.audio_offset_s)
        return known.outcome

    async def is_other_file(self, work: Recognition) -> bool:
        """Whether the file was exported anew since it was looked at; one that cannot be read counts as the same."""
        path, known_hash = work.clip.path, work.checkpoint.content_hash
        if known_hash is None:
            return False
        try:
            return await asyncio.to_thread(lambda: self.hash_content(path, self.read_file_state(path))) != known_hash
        except (OSError, ClipError):
            return False

    async def of_sound(self, work: Recognition, sound_hash: str | None) -> Identified | NotIdentified | None:
        """What is known of this very sound; its hash is in the journal from now on."""
        if sound_hash is None:
            return None
        await work.note(sound_hash=sound_hash)
        known = await self._find(work, "sound_hash", sound_hash)
        if known is None or not isinstance(known.outcome, Identified):
            return known.outcome if known else None
        return known.outcome.shifted(work.checkpoint.audio_offset_s - known.audio_offset_s)

    async def _find(self, work: Recognition, column: str, digest: str) -> KnownAnswer | None:
        answered_by = work.checkpoint.answered_by
        if work.checkpoint.is_fresh or answered_by is None or not self.valid_days:
            return None
        now = datetime.now(UTC)
        found_since = now - timedelta(days=self.valid_days)
        missed_since = now - timedelta(days=min(self.valid_days, NOT_FOUND_DAYS))
        work.known = await self.history.known_answer(column, digest, answered_by, found_since, missed_since)
        return work.known
