"""One long file against the catalogue: decoded in blocks, scanned in one pass, tracks looked up."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from slipgui import __version__
from slipgui.core.programme import Cue
from slipgui.engine.arrays import Float32s
from slipgui.engine.catalogue import Catalogue
from slipgui.engine.index import Index
from slipgui.engine.programme import News, scan_programme
from slipgui.engine.programme_answers import ProgrammeCue
from slipgui.engine.programme_record import KEPT_BYTES_PER_S, ProgrammeRecord
from slipgui.server.programme_folders import ProgrammeFolders
from slipgui.server.programmes import OnProgress, RecogniseProgramme
from slipgui.server.recognition import describe_match

OpenSound = Callable[[Path], tuple[float, Iterator[Float32s]]]
"""Gives the declared length of a file in seconds, 0 where unknown, and its sound: mono float32 at the engine's rate, block by block."""


def make_programme_recogniser(
    catalogue: Catalogue, open_sound: OpenSound, folders: ProgrammeFolders
) -> RecogniseProgramme:
    """What finds the cues of a file.  A file that was begun before goes on where it was, for as long as the catalogue is the same.

    Parameters
    ----------
    catalogue
        Where to search, as it is when the programme begins.
    open_sound
        Reads the sound of a file.
    folders
        Keep what was found.
    """

    def recognise_programme(path: Path, on_progress: OnProgress, is_cancelled: Callable[[], bool]) -> list[Cue] | None:
        index = catalogue.index()
        declared_s, blocks = open_sound(path)

        def on_news(news: News) -> None:
            on_progress(news.progress, None if news.cues is None else tuple(_describe(catalogue, news.cues)))

        with folders.open(_identity(path, index), int(declared_s * KEPT_BYTES_PER_S)) as folder:
            record = ProgrammeRecord(folder)
            found = scan_programme(
                index, blocks, record, declared_s=declared_s, on_news=on_news, is_cancelled=is_cancelled
            )
        index.release()
        return None if found is None else _describe(catalogue, found)

    return recognise_programme


def _identity(path: Path, index: Index) -> str:
    """A name for all that decides what is found: the file, the catalogue's tracks and their places, this version of the program."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
    digest.update(__version__.encode())
    for track in index.tracks:
        digest.update(f"{track.track_id} {track.first_frame} {track.n_frames}\n".encode())
    return digest.hexdigest()[:32]


def _describe(catalogue: Catalogue, cues: Iterable[ProgrammeCue]) -> list[Cue]:
    """The cues with what the catalogue says of their tracks; of a track removed meanwhile nothing is said."""
    described = []
    for cue in cues:
        track = catalogue.track(cue.found.track_id) if cue.found else None
        plain = Cue(cue.in_s, cue.out_s, None, None)
        if cue.found and track:
            answer = describe_match(cue.found, track)
            plain = replace(plain, track=answer.track, match=answer.match)
        described.append(plain)
    return described
