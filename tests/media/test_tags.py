import pytest
from support.clips import make_clip

from slipgui.core.errors import ClipUnreadableError
from slipgui.core.tags import Tags
from slipgui.media.tags import printable, read_tags

FULL = {
    "title": "Søvn",
    "artist": "Åse Ø",
    "album": "Night",
    "ISRC": "QZSLP2600001",
    "LABEL": "Slip",
    "composer": "N. N.",
}


@pytest.mark.parametrize("ending", [".flac", ".ogg", ".mkv"])
def test_vorbis_comments_and_matroska_tags_are_read(tmp_path, ending):
    tags = read_tags(make_clip(tmp_path / f"song{ending}", 2.0, tags=FULL))
    assert tags == Tags("Søvn", "Åse Ø", "Night", "QZSLP2600001", "Slip", "N. N.", pytest.approx(2.0, abs=0.05))


def test_id3_frames_are_read(tmp_path):
    words = {
        "title": "Søvn",
        "artist": "Åse",
        "album": "Night",
        "TSRC": "QZSLP2600001",
        "publisher": "Slip",
        "composer": "N.",
    }
    tags = read_tags(make_clip(tmp_path / "song.mp3", 2.0, tags=words))
    assert (tags.title, tags.isrc, tags.label, tags.composer) == ("Søvn", "QZSLP2600001", "Slip", "N.")
    assert tags.publisher == "Slip"  # many programs write the label there: it is both


def test_mp4_tags_of_the_tagging_programs_are_read(tmp_path):
    path = make_clip(tmp_path / "song.m4a", 2.0, tags=FULL, options={"movflags": "use_metadata_tags"})
    tags = read_tags(path)
    assert (tags.title, tags.artist, tags.isrc, tags.label) == ("Søvn", "Åse Ø", "QZSLP2600001", "Slip")


def test_file_without_tags_is_silent_but_has_its_length(tmp_path):
    assert read_tags(make_clip(tmp_path / "song.flac", 2.0)) == Tags(None, None, None, None, None, None, 2.0)


def test_empty_and_blank_tags_count_as_none(tmp_path):
    tags = read_tags(make_clip(tmp_path / "song.flac", 2.0, tags={"title": "", "artist": " \t ", "album": "\u200b"}))
    assert (tags.title, tags.artist, tags.album) == (None, None, None)


def test_album_artist_stands_in_for_a_missing_artist(tmp_path):
    assert read_tags(make_clip(tmp_path / "song.flac", 2.0, tags={"album_artist": "Various"})).artist == "Various"


def test_control_and_direction_characters_are_taken_out(tmp_path):
    tags = read_tags(make_clip(tmp_path / "song.flac", 2.0, tags={"title": "One\r\nTwo\x07 \u202eThree\u2028Four"}))
    assert tags.title == "One Two Three Four"


def test_tag_of_any_length_stays_short():
    assert len(printable("x" * 100_000)) == 500


def test_tags_that_are_not_utf8_are_read_with_replacements(tmp_path):
    path = make_clip(tmp_path / "song.flac", 2.0, tags={"title": "Caf\u00e9"})
    path.write_bytes(path.read_bytes().replace("Caf\u00e9".encode(), b"Caf\xe9\xff"))
    assert read_tags(path).title == "Caf\ufffd\ufffd"


def test_text_has_no_tags(tmp_path):
    (tmp_path / "song.m4a").write_text("hello " * 100)
    with pytest.raises(ClipUnreadableError):
        read_tags(tmp_path / "song.m4a")
