"""One file against the catalogue: decode, search, look the track up."""

from pathlib import Path

from slipgui.core.isrc import parse_isrc
from slipgui.core.outcome import Match, Origin, Track
from slipgui.engine.catalogue import Catalogue
from slipgui.engine.catalogue_track import CatalogueTrack
from slipgui.engine.fingerprinting import Decode
from slipgui.engine.recogniser import CatalogueMatch, recognise
from slipgui.server.jobs import JobAnswer, RecogniseFile


def make_recogniser(catalogue: Catalogue, decode: Decode) -> RecogniseFile:
    """What recognises a file; it is called from several threads at once.

    Parameters
    ----------
    catalogue
        Where to search; what is added to it meanwhile is found from the next file on.
    decode
        Reads the sound of a file.
    """

    def recognise_file(path: Path) -> JobAnswer:
        samples = decode(path)
        index = catalogue.index()
        matches = recognise(index, samples)
        index.release()
        for match in matches:
            # A track may have been removed since the search began: the next best is then the answer.
            if (track := catalogue.track(match.track_id)) is not None:
                return describe_match(match, track)
        return JobAnswer(None, None)

    return recognise_file


def describe_match(found: CatalogueMatch, track: CatalogueTrack) -> JobAnswer:
    """The answer that a match of a catalogue track makes."""
    isrc = parse_isrc(track.isrc)
    return JobAnswer(
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
        Match(
            query_start_s=found.match.query_start_s,
            query_stop_s=found.match.query_stop_s,
            reference_start_s=found.match.reference_start_s,
            speed=found.match.speed,
            pitch_semitones=found.match.pitch_semitones,
            file=str(track.file),
        ),
    )
