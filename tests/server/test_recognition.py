"""The real engine behind one call: a file in, the catalogue's track out."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from support.tunes import RATE_HZ, Samples, make_babble, make_tune

from slipgui.core.errors import NoAudioError
from slipgui.core.outcome import Origin
from slipgui.core.tags import Tags
from slipgui.engine.catalogue import Catalogue
from slipgui.server.recognition import make_recogniser

N_TUNES = 3


def decode(path: Path) -> Samples:
    """Samples of a "media file": they are all that is in it."""
    if not path.stat().st_size:
        raise NoAudioError
    return np.fromfile(path, np.float32)


def read_tags(path: Path) -> Tags:
    named = path.stem == "tune-1"
    return (
        Tags("Golden Hour", "The Coast", None, "usrc12345678", None, None, 20.0) if named else Tags(*[None] * 6, 20.0)
    )


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    folder = tmp_path_factory.mktemp("music")
    files = [folder / f"tune-{seed}.ogg" for seed in range(N_TUNES)]
    for seed, file in enumerate(files):
        make_tune(seed, 20.0).tofile(file)
    with Catalogue.open(tmp_path_factory.mktemp("catalogue")) as catalogue:
        catalogue.add(files, decode=decode, read_tags=read_tags, on_file=lambda _: None, is_cancelled=lambda: False)
        yield catalogue


def clip(tmp_path: Path, samples: Samples) -> Path:
    path = tmp_path / "clip.mp4"
    samples.tofile(path)
    return path


def test_passage_of_a_catalogue_track_is_named_with_its_place_and_file(catalogue: Catalogue, tmp_path: Path) -> None:
    passage = make_tune(1, 20.0)[5 * RATE_HZ : 15 * RATE_HZ]
    answer = make_recogniser(catalogue, decode)(clip(tmp_path, passage))
    assert answer.track is not None
    assert answer.match is not None
    assert answer.track.id in {track.id for track in catalogue.tracks()}
    assert (answer.track.title, answer.track.artist) == ("Golden Hour", "The Coast")
    assert str(answer.track.isrc) == "US-RC1-23-45678"
    assert answer.track.origin is Origin.INTERNAL
    assert answer.track.score is not None
    assert answer.track.score > 75
    assert answer.match.file is not None
    assert Path(answer.match.file).name == "tune-1.ogg"
    assert Path(answer.match.file).is_absolute()
    assert answer.match.reference_start_s - answer.match.query_start_s == pytest.approx(5.0, abs=0.1)


def test_track_without_tags_has_its_file_name_as_title(catalogue: Catalogue, tmp_path: Path) -> None:
    answer = make_recogniser(catalogue, decode)(clip(tmp_path, make_tune(2, 20.0)[: 10 * RATE_HZ]))
    assert answer.track is not None
    assert (answer.track.title, answer.track.artist, answer.track.isrc) == ("tune-2", None, None)


@pytest.mark.parametrize(
    "unknown", [make_babble(5, 6 * RATE_HZ), np.zeros(6 * RATE_HZ, np.float32), np.zeros(10, np.float32)]
)
def test_sound_that_is_not_in_the_catalogue_has_no_answer(
    catalogue: Catalogue, tmp_path: Path, unknown: Samples
) -> None:
    answer = make_recogniser(catalogue, decode)(clip(tmp_path, unknown))
    assert (answer.track, answer.match) == (None, None)


def test_empty_catalogue_knows_nothing(tmp_path: Path) -> None:
    with Catalogue.open(tmp_path / "empty") as catalogue:
        answer = make_recogniser(catalogue, decode)(clip(tmp_path, make_tune(1, 6.0)))
    assert (answer.track, answer.match) == (None, None)


def test_file_that_cannot_be_decoded_raises_what_the_decoder_raised(catalogue: Catalogue, tmp_path: Path) -> None:
    with pytest.raises(NoAudioError):
        make_recogniser(catalogue, decode)(clip(tmp_path, np.zeros(0, np.float32)))
