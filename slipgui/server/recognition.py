"""One file against the catalogue: decode, search, look the track up."""

import time
from dataclasses import replace
from pathlib import Path

from slipgui.core.isrc import parse_isrc
from slipgui.core.outcome import Alternative, Origin, Track
from slipgui.engine.catalogue import Catalogue
from slipgui.engine.catalogue_track import CatalogueTrack
from slipgui.engine.fingerprinting import Decode
from slipgui.engine.recogniser import CatalogueMatch, recognise
from slipgui.server.jobs import JobAnswer, RecogniseFile

_RELEASE_EVERY_S = 10.0
"""Finding the pages of the index again costs a clip 30 to 90 ms of 10,000 tracks' search: a row of clips pays it once in a while."""


def make_recogniser(catalogue: Catalogue, decode: Decode) -> RecogniseFile:
    """What recognises a file; it is called from several threads at once.

    Parameters
    ----------
    catalogue
        Where to search; what is added to it meanwhile is found from the next file on.
    decode
        Reads the sound of a file.
    """
    released_at_s = time.monotonic()

    def recognise_file(path: Path) -> JobAnswer:
        nonlocal released_at_s
        samples = decode(path)
        index = catalogue.index()
        matches = recognise(index, samples)
        if time.monotonic() - released_at_s >= _RELEASE_EVERY_S:
            released_at_s = time.monotonic()
            index.release()
        # a track may have been removed since the search began: the next best is then the answer
        known = [(match, track) for match in matches if (track := catalogue.track(match.track_id)) is not None]
        answers = [describe_match(match, track) for match, track in known]
        if not answers:
            return JobAnswer(None, None)
        return JobAnswer(answers[0].track, answers[0].match, tuple(answers[1:]))

    return recognise_file


def describe_match(found: CatalogueMatch, track: CatalogueTrack) -> Alternative:
    """The answer that a match of a catalogue track makes."""
    isrc = parse_isrc(track.isrc)
    return Alternative(
        Track(
            id=track.id,
            title=track.title,
            artist=track.artist,
            origin=Origin.INTERNAL,
            isrc=isrc,
            isrc_text=track.isrc if isrc is None else None,
            score=found.score,
            external_label=None,
        ),
        replace(found.match, file=str(track.file)),
    )
