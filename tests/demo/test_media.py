from fractions import Fraction

import av
import numpy as np
import pytest

from slipgui.core.isrc import parse_isrc
from slipgui.demo.media import make_demo, song_file_name
from slipgui.demo.songs import SONGS, render_song
from slipgui.media.audio_proxy import make_audio_proxy
from slipgui.media.decode import decode_samples
from slipgui.media.probe import probe
from slipgui.media.tags import read_tags


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    return folder, make_demo(folder, seed=1)


def test_songs_are_tagged_files(demo):
    _, material = demo
    for song in SONGS:
        tags = read_tags(material.songs_folder / song_file_name(song))
        assert (tags.title, tags.artist, tags.album) == (song.title, song.artist, "Demo reel")
        assert tags.label == "Slip Demo Recordings"
        assert parse_isrc(tags.isrc) == parse_isrc(song.isrc)
        assert 60 < tags.duration_s < 75


def test_song_file_holds_the_song(demo):
    _, material = demo
    decoded = decode_samples(material.songs_folder / song_file_name(SONGS[1]), 22_050)
    np.testing.assert_allclose(decoded, render_song(SONGS[1]).mean(axis=0), atol=2e-4)


def test_scene_is_a_clip_with_picture_sound_rate_and_timecode(demo):
    _, material = demo
    info = probe(material.clip)
    assert info.has_picture
    assert info.duration_s == pytest.approx(15.0, abs=0.05)
    assert info.frame_rate == Fraction(25)
    assert info.start_timecode == "10:00:00:00"
    assert [stream.codec for stream in info.audio_streams] == ["aac"]


def test_scene_holds_the_song_from_the_offset_under_as_much_speech(demo):
    _, material = demo
    song = next(song for song in SONGS if song.title == material.title)
    assert material.artist == song.artist
    start = round(material.offset_s * 22_050)
    music = render_song(song).mean(axis=0)[start : start + 14 * 22_050]
    scene = decode_samples(material.clip, 22_050)[: len(music)]
    # speech of equal power beside the music: a correlation of one over the root of two
    assert np.corrcoef(scene, music)[0, 1] == pytest.approx(0.71, abs=0.08)


def test_scene_says_nowhere_what_it_holds(demo):
    _, material = demo
    content = material.clip.read_bytes()
    assert material.title.encode() not in content
    assert material.artist.encode() not in content


def test_picture_moves(demo):
    _, material = demo
    with av.open(material.clip) as container:
        frames = [
            frame.to_ndarray(format="gray") for _, frame in zip(range(30), container.decode(video=0), strict=False)
        ]
    assert frames[0].shape == (360, 640)
    assert np.abs(frames[29].astype(int) - frames[0]).max() > 40


def test_proxy_of_the_scene_is_a_copy_and_smaller(demo, tmp_path):
    _, material = demo
    info = probe(material.clip)
    proxy = make_audio_proxy(
        material.clip, info, tmp_path, on_seconds=lambda done_s, total_s: None, is_cancelled=lambda: False
    )
    assert proxy.is_copy
    assert proxy.size_bytes < 0.5 * info.size_bytes


def test_what_is_there_is_not_made_again(demo):
    folder, material = demo
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    assert make_demo(folder) == make_demo(folder, seed=1) == material
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_missing_song_and_spoilt_note_are_made_again(tmp_path):
    material = make_demo(tmp_path, seed=3)
    song = material.songs_folder / song_file_name(SONGS[0])
    content = song.read_bytes()
    song.unlink()
    (tmp_path / "demo.json").write_text('{"song": 99}')
    again = make_demo(tmp_path, seed=3)
    assert again == material
    assert song.read_bytes() == content
    assert not list(tmp_path.rglob("*.part"))


def test_other_seed_makes_another_scene(tmp_path):
    assert make_demo(tmp_path, seed=3).offset_s != make_demo(tmp_path, seed=4).offset_s
