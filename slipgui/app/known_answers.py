"""Same content, same answer: what the service said of the same file or the same sound is not asked again for a while.

A file is known by ``hash_content``; a re-export, whose bytes are others, by ``hash_sound``, whatever would be sent of it.  Both are known
before anything is sent: of clips with the same content that are at work together the first is asked about, the others wait for its answer.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from slipgui.app.history import History, KnownAnswer
from slipgui.app.recognition import Recognition
from slipgui.app.twins import Content, TwinAtWorkError, Twins
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
    twins: Twins
    """Who asks now."""

    async def of_file(self, work: Recognition, state: FileState) -> Identified | NotIdentified | None:
        """What is known of this very file, or of its sound where that was looked at before; the next step writes the hash down.

        It raises as ``_find``.
        """
        try:
            answered_by = await asyncio.to_thread(self.answering_service)
            content_hash = await asyncio.to_thread(self.hash_content, work.clip.path, state)
        except (OSError, CatalogueError):
            return None  # what is wrong is found and told by who opens it next
        kept = work.checkpoint
        sound_hash = kept.sound_hash if kept.content_hash == content_hash else None
        work.checkpoint = replace(kept, answered_by=answered_by, content_hash=content_hash, sound_hash=None)
        known = None
        if kept.is_of_all:  # what is known of the file is not known of a part or of one of its sound tracks
            known = await self._find(work, "content_hash", content_hash)
        if known is None:
            return await self.of_sound(work, sound_hash)
        await work.note(audio_offset_s=known.audio_offset_s)
        return known.outcome

    def hold(self, work: Recognition) -> None:
        """Let clips of the same content wait for the answer to this one, of which the service has something already."""
        kept = work.checkpoint
        digests = (kept.sound_hash, kept.content_hash if kept.is_of_all else None)
        for digest in digests:
            if digest is not None and kept.answered_by is not None and self.valid_days:
                with suppress(TwinAtWorkError):
                    self.twins.claim(Content(kept.answered_by, digest), work.clip)

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
        """What is known of this very sound; the next step writes its hash down.  It raises as ``_find``."""
        if sound_hash is None:
            return None
        work.checkpoint = replace(work.checkpoint, sound_hash=sound_hash)
        known = await self._find(work, "sound_hash", sound_hash)
        if known is None:
            return None
        await work.note()
        if not isinstance(known.outcome, Identified):
            return known.outcome
        return known.outcome.shifted(work.checkpoint.audio_offset_s - known.audio_offset_s)

    async def _find(self, work: Recognition, column: str, digest: str) -> KnownAnswer | None:
        """The answer that holds; where there is none, this clip is the one that is asked about from now on.

        It raises ``TwinAtWorkError`` where another one is, and nobody wants this one sent now.
        """
        answered_by = work.checkpoint.answered_by
        if work.checkpoint.is_fresh or answered_by is None or not self.valid_days:
            return None
        now = datetime.now(UTC)
        found_since = now - timedelta(days=self.valid_days)
        missed_since = now - timedelta(days=min(self.valid_days, NOT_FOUND_DAYS))
        find = partial(self.history.known_answer, column, digest, answered_by, found_since, missed_since)
        work.known = await find()
        if work.known is None and not work.is_urgent:
            self.twins.claim(Content(answered_by, digest), work.clip)
            other = await work.claim(column)
            if other is not None:
                self.twins.leave_to(other, Content(answered_by, digest))
            work.known = await find()  # the one that was asked about may have ended while it was looked for
        return work.known
