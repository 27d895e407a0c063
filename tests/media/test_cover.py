import io

import av
import pytest
from support.clips import make_clip
from support.pictures import BLUE, GREEN, RED, embed_picture, make_picture, mean_color

from slipgui.core.tags import COVER_PX
from slipgui.media.cover import make_small, read_cover


def near(color):
    return tuple(pytest.approx(value, abs=12) for value in color)


def size_of(picture):
    with av.open(io.BytesIO(picture)) as container:
        return container.streams.video[0].width, container.streams.video[0].height


@pytest.fixture
def song(tmp_path):
    return make_clip(tmp_path / "song.mp3", 2.0)


@pytest.mark.parametrize("ending", [".mp3", ".m4a", ".flac"])
def test_a_picture_in_the_file_is_made_small(tmp_path, ending):
    song = make_clip(tmp_path / f"plain{ending}", 2.0)
    cover = read_cover(embed_picture(song, tmp_path / f"song{ending}", make_picture(RED, 900, 600, "mjpeg")))
    assert size_of(cover) == (COVER_PX, 106)
    assert mean_color(cover) == near(RED)
    assert len(cover) < 15_000


def test_a_picture_beside_the_file_stands_in_cover_before_folder(tmp_path, song):
    assert read_cover(song) is None
    (tmp_path / "unrelated.jpg").write_bytes(make_picture(RED, codec="mjpeg"))
    assert read_cover(song) is None
    (tmp_path / "Folder.JPG").write_bytes(make_picture(GREEN, codec="mjpeg"))
    assert mean_color(read_cover(song)) == near(GREEN)
    (tmp_path / "cover.png").write_bytes(make_picture(BLUE))
    assert mean_color(read_cover(song)) == near(BLUE)


def test_a_damaged_picture_in_the_file_gives_way_to_the_one_beside_it(tmp_path, song):
    tagged = embed_picture(song, tmp_path / "tagged.mp3", make_picture(RED))
    data = tagged.read_bytes()
    place = data.index(b"\x89PNG")
    tagged.write_bytes(data[: place + 60] + bytes(100) + data[place + 160 :])
    (tmp_path / "cover.png").write_bytes(make_picture(GREEN))
    assert mean_color(read_cover(tagged)) == near(GREEN)


def test_small_pictures_keep_their_size(tmp_path):
    assert size_of(make_small(make_picture(RED, 40, 30))) == (40, 30)


@pytest.mark.parametrize("data", [b"", b"no picture", make_picture(RED)[:60], b"\xff\xd8\xff\xe0" + bytes(3000)])
def test_what_is_no_picture_is_no_cover(data):
    assert make_small(data) is None


def test_a_picture_of_immense_size_is_no_cover():
    picture = bytearray(make_picture(RED, 64, 64))
    picture[16:24] = (60_000).to_bytes(4) + (60_000).to_bytes(4)
    assert make_small(bytes(picture)) is None


def test_a_file_that_is_no_media_has_no_cover(tmp_path):
    assert read_cover(tmp_path / "missing.mp3") is None
    (tmp_path / "text.mp3").write_text("no music")
    assert read_cover(tmp_path / "text.mp3") is None
