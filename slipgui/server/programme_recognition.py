"""One long file against the catalogue: decoded in blocks, scanned in one pass, tracks looked up."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from slipgui.core.programme import Cue
from slipgui.engine.arrays import Float32s
from slipgui.engine.catalogue import Catalogue
from slipgui.engine.programme import News, ProgrammeCue, scan_programme
from slipgui.server.programmes import OnProgress, RecogniseProgramme
from slipgui.server.recognition import describe_match

OpenSound = Callable[[Path], tuple[float, Iterator[Float32s]]]
"""Gives the declared length of a file in seconds, 0 where unknown, and its sound: mono float32 at the engine's rate, block by block."""


def make_programme_recogniser(catalogue: Catalogue, open_sound: OpenSound) -> RecogniseProgramme:
    """What finds the cues of a file.

    Parameters
    ----------
    catalogue
        Where to search, as it is when the programme begins.
    open_sound
        Reads the sound of a file.
    """

    def recognise_programme(path: Path, on_progress: OnProgress, is_cancelled: Callable[[], bool]) -> list[Cue] | None:
        index = catalogue.index()
        declared_s, blocks = open_sound(path)

        def on_news(news: News) -> None:
            on_progress(news.progress, None if news.cues is None else tuple(_describe(catalogue, news.cues)))

        found = scan_programme(index, blocks, declared_s=declared_s, on_news=on_news, is_cancelled=is_cancelled)
        index.release()
        return None if found is None else _describe(catalogue, found)

    return recognise_programme


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
