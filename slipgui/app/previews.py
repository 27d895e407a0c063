"""Stills, waveforms, sound and covers for the window, kept on the disk while there is room.

They are made in a child process (``slip previews``): whatever a damaged file does to a decoder, the window stays.
"""

import base64
import errno
import hashlib
import json
import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

from slipgui.app.catalogue import CatalogueDesk
from slipgui.app.media_facts import encode_info
from slipgui.app.paths import Home
from slipgui.app.placed_sounds import decode_sounds
from slipgui.core.edit import PlacedSound
from slipgui.core.errors import SlipError
from slipgui.media.excerpt import EXCERPT_RATE_HZ, write_excerpt
from slipgui.media.file_state import read_file_state
from slipgui.media.mixdown import write_timeline_excerpt
from slipgui.media.peaks import (
    read_stretch_waveform,
    read_timeline_stretch_waveform,
    read_timeline_waveform,
    read_waveform,
)
from slipgui.media.picture_cuts import find_picture_cuts
from slipgui.media.poster import read_poster
from slipgui.media.probe import glance

MAX_BYTES = 300_000_000
"""What is kept; the longest unused goes first."""
_SWEEP_AFTER_BYTES = 30_000_000
_NICENESS = 10
"""What is only to be looked at waits for the work."""
PARTIAL = ".part"

Document = dict[str, Any]


class Previews:
    """Answers requests; every answer is a JSON document.

    Parameters
    ----------
    home
        Below its cache they are kept.
    max_bytes
        How much is kept.
    """

    def __init__(self, home: Home, max_bytes: int = MAX_BYTES) -> None:
        self._home = home
        self._folder = home.preview_folder
        self._max_bytes = max_bytes
        self._new_bytes = 0

    def answer(self, request: Document) -> Document:
        """What was asked for, with the number ``n`` of the request; ``failed`` stands in place of what could not be made.

        It is ``missing`` or ``file`` where the file is not there or cannot be reached, else the code of the error.

        ``kind`` is ``poster`` (``path``, ``width``, ``height`` of the place; gives ``picture``, a JPEG in base 64 or None, and ``info``,
        as ``media_facts`` writes it, or None), ``waveform`` (``path``, for a stretch also ``begin_s`` and ``length_s``, for one
        of several audio streams ``audio_stream``; gives ``peaks`` in
        base 64, ``start_s``, ``length_s``), ``excerpt`` (``path`` and the arguments of ``write_excerpt``; gives ``file`` and ``length_s``),
        ``cover`` (``track_id``; gives ``picture``) or ``cuts`` (the arguments of ``find_picture_cuts``; gives ``cuts_s``).

        Of a timeline ``sounds`` stand in place of ``path``, as ``placed_sounds`` writes them, and a waveform of all of it wants
        ``length_s``; files that are gone are silent.
        """
        make = {
            "poster": self._poster,
            "waveform": self._waveform,
            "excerpt": self._excerpt,
            "cover": self._cover,
            "cuts": self._cuts,
        }[request["kind"]]
        try:
            document = make({key: value for key, value in request.items() if key not in ("n", "kind")})
        except SlipError as error:
            document = {"failed": "missing" if error.context.get("reason") == "missing" else error.code}
        except OSError:
            document = {"failed": "file"}
        return {"n": request["n"], **document}

    def _poster(self, wanted: Document) -> Document:
        def make() -> Document:
            path = Path(wanted["path"])
            picture = read_poster(path, (int(wanted["width"]), int(wanted["height"])))
            return {"picture": _in_text(picture), "info": _info_of(path)}

        return self._kept_document("poster", wanted, make)

    def _waveform(self, wanted: Document) -> Document:
        def make() -> Document:
            wanted_of = {key: value for key, value in wanted.items() if key not in ("path", "sounds")}
            if "sounds" in wanted:
                read_timeline = read_timeline_stretch_waveform if "begin_s" in wanted else read_timeline_waveform
                found = read_timeline(_present(wanted["sounds"]), **wanted_of)
            else:
                read = read_stretch_waveform if "begin_s" in wanted else read_waveform
                found = read(Path(wanted["path"]), **wanted_of)
            return {"peaks": _in_text(found.peaks.tobytes()), "start_s": found.start_s, "length_s": found.length_s}

        return self._kept_document("waveform", wanted, make)

    def _cuts(self, wanted: Document) -> Document:
        def make() -> Document:
            return {"cuts_s": find_picture_cuts(Path(wanted["path"]), wanted["begin_s"], wanted["length_s"])}

        return self._kept_document("cuts", wanted, make)

    def _excerpt(self, wanted: Document) -> Document:
        place = self._place("excerpt", wanted, ".pcm")
        if not _touch(place):
            partial = self._partial()
            try:
                _write_excerpt(wanted, partial)
                self._keep(partial, place)
            finally:
                partial.unlink(missing_ok=True)
        return {"file": str(place), "length_s": place.stat().st_size / 2 / EXCERPT_RATE_HZ}

    def _cover(self, wanted: Document) -> Document:
        file = CatalogueDesk(self._home).cover_file(str(wanted["track_id"]))
        return {"picture": _in_text(file.read_bytes()) if file is not None else None}

    # ----------------------------------------------------------------------------------------------------- the folder

    def _kept_document(self, kind: str, wanted: Document, make: Callable[[], Document]) -> Document:
        place = self._place(kind, wanted, ".json")
        if _touch(place):
            with suppress(ValueError, OSError):
                document = json.loads(place.read_text(encoding="ascii"))
                if isinstance(document, dict):
                    return document
        document = make()
        partial = self._partial()
        partial.write_text(json.dumps(document), encoding="ascii")
        self._keep(partial, place)
        return document

    def _place(self, kind: str, wanted: Document, suffix: str) -> Path:
        """Where it is kept; elsewhere once the file changed."""
        paths = {sound.path for sound in _present(wanted["sounds"])} if "sounds" in wanted else {Path(wanted["path"])}
        states = [read_file_state(path) for path in sorted(paths)]
        identity = json.dumps([kind, wanted, *((state.size_bytes, state.mtime_ns) for state in states)], sort_keys=True)
        return self._folder / (hashlib.sha256(identity.encode()).hexdigest()[:32] + suffix)

    def _partial(self) -> Path:
        self._folder.mkdir(parents=True, exist_ok=True)
        return self._folder / f"{uuid4().hex}{PARTIAL}"

    def _keep(self, partial: Path, place: Path) -> None:
        self._new_bytes += partial.stat().st_size
        partial.replace(place)
        if self._new_bytes >= _SWEEP_AFTER_BYTES:
            self.sweep()

    def sweep(self) -> None:
        """Delete what a killed program left, and the longest unused while there is too much."""
        self._new_bytes = 0
        if not self._folder.is_dir():
            return
        with os.scandir(self._folder) as entries:
            found = [(entry.stat().st_mtime_ns, entry.stat().st_size, Path(entry.path)) for entry in entries]
        left_bytes = self._max_bytes
        for _, size_bytes, file in sorted(found, key=lambda one: one[0], reverse=True):
            left_bytes -= size_bytes
            if left_bytes < 0 or file.suffix == PARTIAL:
                with suppress(OSError):
                    file.unlink()


def answer_lines(home: Home, lines: Iterable[bytes], tell: Callable[[Document], None]) -> None:
    """Answer one request a line until there are no more; those that are none are passed over."""
    if sys.platform != "win32":
        os.nice(_NICENESS)
    previews = Previews(home)
    previews.sweep()
    for line in lines:
        with suppress(ValueError):
            tell(previews.answer(json.loads(line)))


def _present(document: Any) -> list[PlacedSound]:
    """What of a timeline is there to be heard; it raises ``FileNotFoundError`` where nothing is."""
    sounds = [sound for sound in decode_sounds(document) if sound.path.is_file()]
    if not sounds:
        raise FileNotFoundError(errno.ENOENT, "none of the media is there")
    return sounds


def _write_excerpt(wanted: Document, target: Path) -> None:
    begin_s, length_s = wanted["begin_s"], wanted["length_s"]
    if "sounds" in wanted:
        write_timeline_excerpt(_present(wanted["sounds"]), target, begin_s, length_s)
    else:
        more = {name: wanted[name] for name in ("speed", "audio_stream") if name in wanted}
        write_excerpt(Path(wanted["path"]), target, begin_s, length_s, **more)


def _touch(place: Path) -> bool:
    """Note that it was used; whether it is there."""
    try:
        os.utime(place)
    except OSError:
        return False
    return True


def _info_of(path: Path) -> Document | None:
    try:
        return encode_info(glance(path))
    except SlipError:
        return None


def _in_text(data: bytes | None) -> str | None:
    return base64.b64encode(data).decode("ascii") if data is not None else None
