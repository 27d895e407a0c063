"""What a music file says of itself: ID3, Vorbis comments, MP4 atoms, RIFF and Matroska tags through one door."""

from pathlib import Path

from slipgui.core.plain_text import plain_text
from slipgui.core.tags import Tags
from slipgui.media.container import open_media
from slipgui.media.timing import duration_s

_NAMES = {
    "title": ("title", "tit2", "inam"),
    "artist": ("artist", "tpe1", "performer", "album_artist", "albumartist", "iart"),
    "album": ("album", "talb", "iprd"),
    "isrc": ("isrc", "tsrc"),
    "label": ("label", "record label", "publisher", "tpub", "organization", "record_label"),
    "composer": ("composer", "tcom", "writer"),
    "publisher": ("publisher", "tpub", "music publisher"),
}
_MAX_LENGTH = 500


def read_tags(path: Path) -> Tags:
    """The tags of a file; None where it is silent or says nothing printable.

    It raises ``ClipError`` kinds as ``probe`` does: missing, empty, no media file, …
    """
    with open_media(path) as container:
        words = _collect_words([container.metadata, *(stream.metadata for stream in container.streams.audio)])
        length_s = duration_s(container)
    found = {field: next((words[name] for name in names if name in words), None) for field, names in _NAMES.items()}
    return Tags(
        title=found["title"],
        artist=found["artist"],
        album=found["album"],
        isrc=found["isrc"],
        label=found["label"],
        composer=found["composer"],
        publisher=found["publisher"],
        duration_s=length_s,
    )


def _collect_words(places: list[dict[str, str]]) -> dict[str, str]:
    """All tags that say something, names in lower case; the container's come before its streams' (Ogg has only those)."""
    words: dict[str, str] = {}
    for place in places:
        for key, value in place.items():
            text = printable(value)
            # "com.apple.iTunes:ISRC" and "ISRC" are the same word
            name = key.lower().rpartition(":")[2].strip()
            if text:
                words.setdefault(name, text)
    return words


def printable(text: str) -> str:
    """The text on one line without control and direction characters, at most 500 long."""
    return " ".join(plain_text(text).split())[:_MAX_LENGTH]
