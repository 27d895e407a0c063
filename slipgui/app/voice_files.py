"""Voices as a file, to be taken to another computer.  It is not encrypted: who has it has the voices."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from slipgui.app.atomic_file import write_atomically
from slipgui.app.voice_library import VoiceLibrary, VoiceOrigin
from slipgui.core.errors import VoiceError, VoicesFileError
from slipgui.core.phrases import phrase
from slipgui.core.voice import VOICEPRINT_MAX_CHARACTERS, TimeRange, Voice, check_label

FORMAT = "slipgui voices"
VERSION = 1
_MAX_BYTES = 64 << 20
PERSONAL_DATA = phrase(
    "Voices",
    "A voiceprint is personal data, and this file holds it in the clear: only you can read it now. "
    "Hand it on only with the consent of those who speak, and delete it when it has arrived.",
)


class _VoiceDocument(msgspec.Struct, frozen=True):
    label: str
    created_at: str
    source: str
    voiceprint: str
    from_s: float | None = None
    to_s: float | None = None


class _VoicesDocument(msgspec.Struct, frozen=True):
    format: str
    version: int
    voices: list[_VoiceDocument]


def export_voices(library: VoiceLibrary, voices: Sequence[Voice], target: Path) -> int:
    """How many voices were written into ``target``, which its owner alone may read.  Blocks.

    Parameters
    ----------
    library
        Where they are kept.
    voices
        Which.
    target
        The file; an existing one is replaced.

    Raises
    ------
    VoicesFileError
        When it cannot be written.
    """
    content = encode_voices(library, voices)
    try:
        write_atomically(target, content)  # by a temporary file, which is its owner's alone
    except OSError as cause:
        raise VoicesFileError("not written", why=cause.strerror or "", file=str(target)) from cause
    return len(voices)


def encode_voices(library: VoiceLibrary, voices: Sequence[Voice]) -> bytes:
    """The file with these voices of ``library``.  Blocks."""
    documents = [
        _VoiceDocument(
            label=voice.label,
            created_at=voice.created_at.isoformat(),
            source=voice.source,
            voiceprint=named.voiceprint,
            from_s=voice.range.from_s if voice.range else None,
            to_s=voice.range.to_s if voice.range else None,
        )
        for voice, named in zip(voices, library.voiceprints(voices), strict=True)
    ]
    return msgspec.json.format(msgspec.json.encode(_VoicesDocument(FORMAT, VERSION, documents)), indent=1) + b"\n"


def import_voices(library: VoiceLibrary, source: Path) -> tuple[list[Voice], int]:
    """The voices that were new, and how many were there already.  All of the file is read and checked first.  Blocks.

    Parameters
    ----------
    library
        Where they are kept from now on.
    source
        As ``export_voices`` wrote it.
    """
    documents = _read(source)
    here = {named.voiceprint for named in library.voiceprints(library.voices())}
    new = [document for document in documents if document.voiceprint not in here]
    kept = [library.add(_origin(one), one.voiceprint, created_at=_moment(one)) for one in new]
    return kept, len(documents) - len(new)


def _read(source: Path) -> list[_VoiceDocument]:
    """The checked voices of the file.

    Raises
    ------
    VoicesFileError
        When it cannot be read or is none of ours.
    """
    try:
        if source.stat().st_size > _MAX_BYTES:
            raise VoicesFileError("too large", file=str(source), reason="foreign")
        content = msgspec.json.decode(source.read_bytes(), type=_VoicesDocument)
        for document in content.voices:
            _check(document)
    except OSError as cause:
        raise VoicesFileError("not read", why=cause.strerror or "", file=str(source)) from cause
    except (msgspec.MsgspecError, ValueError, VoiceError, RecursionError) as cause:
        raise VoicesFileError("none of ours", file=str(source), reason="foreign") from cause
    if content.format != FORMAT or content.version != VERSION:
        raise VoicesFileError("of another version", file=str(source), reason="foreign")
    return content.voices


def _check(document: _VoiceDocument) -> None:
    check_label(document.label)
    if not 0 < len(document.voiceprint) <= VOICEPRINT_MAX_CHARACTERS:
        raise ValueError("no voiceprint")
    _moment(document)
    _origin(document)


def _moment(document: _VoiceDocument) -> datetime:
    moment = datetime.fromisoformat(document.created_at)
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def _origin(document: _VoiceDocument) -> VoiceOrigin:
    has_range = document.from_s is not None and document.to_s is not None
    stretch = TimeRange(document.from_s or 0.0, document.to_s or 0.0) if has_range else None
    return VoiceOrigin(document.label, document.source[:4096], stretch)
