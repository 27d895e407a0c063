"""Cuts of the picture, found in real files."""

import pytest
from support.clips import make_clip
from support.films import RATE, write_film

from slipgui.core.errors import ClipUnreadableError
from slipgui.media.picture_cuts import find_picture_cuts


@pytest.mark.parametrize(
    ("ending", "codec"), [("mp4", "mpeg4"), ("mov", "prores_ks"), ("mpeg", "mpeg2video"), ("mkv", "mpeg4")]
)
def test_cuts_are_at_their_frames_and_pans_flashes_and_fades_are_none(tmp_path, ending, codec):
    film = write_film(tmp_path / f"film.{ending}", codec)
    found = find_picture_cuts(film, 0.0, 8.0)
    assert found == [pytest.approx(frame / RATE, abs=0.021) for frame in (30, 160)]
    assert find_picture_cuts(film, 6.0, 2.0) == [pytest.approx(6.4, abs=0.021)]
    assert find_picture_cuts(film, 1.3, 5.0) == []


def test_sound_alone_has_none_and_what_is_no_clip_says_so(tmp_path):
    assert find_picture_cuts(make_clip(tmp_path / "song.wav", 2.0), 0.0, 2.0) == []
    (tmp_path / "no.mp4").write_bytes(b"no film" * 100)
    with pytest.raises(ClipUnreadableError):
        find_picture_cuts(tmp_path / "no.mp4", 0.0, 2.0)


def test_a_film_cut_off_has_the_cuts_up_to_there(tmp_path):
    film = write_film(tmp_path / "film.mkv", "mpeg4")
    film.write_bytes(film.read_bytes()[: film.stat().st_size // 2])
    assert find_picture_cuts(film, 0.0, 8.0) == [pytest.approx(1.2, abs=0.021)]
