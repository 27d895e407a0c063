import os
import random
import sys
from fractions import Fraction

import av
import pytest
from support.clips import Sound, make_clip, noise, silence, tone
from support.damage import packet_bytes, scramble_sound, truncate

from slipgui.core.errors import ClipProtectedError, ClipUnreadableError, UnsupportedMediaError
from slipgui.media.probe import probe


def reason_of(path):
    with pytest.raises(ClipUnreadableError) as caught:
        probe(path)
    return caught.value.context["reason"]


# ------------------------------------------------------------------------------------------------ good files


@pytest.mark.parametrize("ending", [".mp4", ".mov", ".mxf", ".avi", ".mkv", ".ts", ".webm", ".mpeg"])
def test_clip_of_every_container_has_picture_sound_rate_and_length(tmp_path, ending):
    info = probe(make_clip(tmp_path / f"clip{ending}", 3.0))
    assert info.has_picture
    assert info.frame_rate == 25
    assert info.duration_s == pytest.approx(3.0, abs=0.25)
    assert len(info.audio_streams) == 1
    assert info.audio_streams[0].sample_rate_hz == 48_000
    assert info.size_bytes == (tmp_path / f"clip{ending}").stat().st_size


@pytest.mark.parametrize("ending", [".m4a", ".ogg", ".flac", ".mp3", ".wav"])
def test_sound_file_has_no_picture_and_no_frame_rate(tmp_path, ending):
    info = probe(make_clip(tmp_path / f"song{ending}", n_channels=2))
    assert (info.has_picture, info.frame_rate, info.start_timecode) == (False, None, None)
    assert info.audio_streams[0].n_channels == 2


def test_silent_film_comes_back_without_audio_streams(tmp_path):
    info = probe(make_clip(tmp_path / "mute.mp4", sounds=()))
    assert info.audio_streams == ()
    assert info.has_picture
    assert (info.audio_stream_index, info.audio_offset_s) == (0, 0.0)


@pytest.mark.parametrize(
    ("ending", "codec"), [(".mp4", "aac"), (".mov", "pcm_s24le"), (".avi", "pcm_s16le"), (".avi", "mp2")]
)
def test_size_of_the_sound_is_exact_where_the_container_has_an_index(tmp_path, ending, codec):
    path = make_clip(tmp_path / f"clip{ending}", 3.0, codec=codec)
    assert probe(path).audio_streams[0].size_bytes == sum(map(len, packet_bytes(path)))


@pytest.mark.parametrize("ending", [".mkv", ".ts", ".webm", ".mpeg", ".mxf"])
def test_size_of_the_sound_is_unknown_where_there_is_no_full_index(tmp_path, ending):
    assert probe(make_clip(tmp_path / f"clip{ending}")).audio_streams[0].size_bytes is None


def test_fragmented_mp4_does_not_pass_off_a_part_of_its_index_as_the_whole(tmp_path):
    path = make_clip(tmp_path / "f.mp4", 12.0, options={"movflags": "frag_keyframe+empty_moov"})
    exact = sum(map(len, packet_bytes(path)))
    assert probe(path).audio_streams[0].size_bytes in (None, exact)


# ------------------------------------------------------------------------------------------------ time


@pytest.mark.parametrize(
    "rate",
    [Fraction(24000, 1001), Fraction(24), Fraction(25), Fraction(30000, 1001), Fraction(50), Fraction(60000, 1001)],
)
def test_standard_frame_rates_are_told_exactly(tmp_path, rate):
    assert probe(make_clip(tmp_path / "clip.mp4", frame_rate=rate, picture="libx264")).frame_rate == rate


def test_variable_frame_rate_is_none(tmp_path):
    path = tmp_path / "phone.mp4"
    with av.open(path, "w") as container:
        stream = container.add_stream("mpeg4", rate=30)
        stream.width, stream.height = 64, 36
        stream.codec_context.time_base = Fraction(1, 600)
        pts = 0
        for number in range(40):
            frame = av.VideoFrame(64, 36, "yuv420p")
            frame.pts, frame.time_base = pts, Fraction(1, 600)
            pts += (20, 20, 31, 47)[number % 4]
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    assert probe(path).frame_rate is None


@pytest.mark.parametrize("ending", [".mp4", ".mov", ".mxf", ".mkv"])
def test_start_timecode_is_found_wherever_the_container_keeps_it(tmp_path, ending):
    path = make_clip(tmp_path / f"clip{ending}", timecode="10:20:30:12")
    assert probe(path).start_timecode == "10:20:30:12"


@pytest.mark.parametrize("ending", [".mov", ".mxf"])
def test_drop_frame_timecode_keeps_its_semicolon(tmp_path, ending):
    path = make_clip(tmp_path / f"clip{ending}", timecode="01:00:00;02", frame_rate=Fraction(30000, 1001))
    assert probe(path).start_timecode == "01:00:00;02"


@pytest.mark.parametrize("ending", [".ts", ".avi", ".webm"])
def test_clip_without_timecode_says_none(tmp_path, ending):
    assert probe(make_clip(tmp_path / f"clip{ending}")).start_timecode is None


@pytest.mark.parametrize("ending", [".mp4", ".mkv", ".ts"])
def test_late_sound_tells_its_offset(tmp_path, ending):
    path = make_clip(tmp_path / f"late{ending}", 6.0, sounds=(Sound(samples=noise(3.0), delay_s=2.5),))
    assert probe(path).audio_offset_s == pytest.approx(2.5, abs=0.03)


def test_cover_picture_is_no_picture(tmp_path):
    song, covered = make_clip(tmp_path / "song.m4a"), tmp_path / "covered.m4a"
    with av.open(song) as source, av.open(covered, "w", format="mp4") as target:
        sound = target.add_stream_from_template(source.streams.audio[0])
        cover = target.add_stream("mjpeg", rate=1)
        cover.width, cover.height, cover.pix_fmt = 32, 32, "yuvj420p"
        cover.disposition = av.stream.Disposition.attached_pic
        target.mux(cover.encode(av.VideoFrame(32, 32, "yuvj420p")))
        target.mux(cover.encode(None))
        for packet in source.demux(source.streams.audio[0]):
            if packet.size:
                packet.stream = sound
                target.mux(packet)
    assert not probe(covered).has_picture


# ------------------------------------------------------------------------------------------------ track choice


def chosen_of(path):
    return probe(path).audio_stream_index


def test_track_choice_passes_over_silence_and_tone(tmp_path):
    sounds = (Sound(samples=silence(4.0)), Sound(samples=tone(4.0, 1000.0)), Sound(samples=noise(4.0)))
    assert chosen_of(make_clip(tmp_path / "op1a.mxf", sounds=sounds)) == 2


def test_track_choice_takes_the_first_of_several_programmes(tmp_path):
    assert chosen_of(make_clip(tmp_path / "op1a.mxf", sounds=(Sound(), Sound(), Sound()))) == 0


@pytest.mark.parametrize("title", ["M&E", "mx stereo", "Music", "DE M&E 5.1"])
def test_track_choice_prefers_a_track_that_calls_itself_music(tmp_path, title):
    path = make_clip(
        tmp_path / "stems.mov", sounds=(Sound(title="Full mix"), Sound(title="Dialogue"), Sound(title=title))
    )
    info = probe(path)
    assert info.audio_stream_index == 2
    assert [stream.title for stream in info.audio_streams] == ["Full mix", "Dialogue", title]


def test_silent_music_stem_is_not_preferred(tmp_path):
    path = make_clip(tmp_path / "stems.mov", sounds=(Sound(title="Mix"), Sound(samples=silence(4.0), title="M&E")))
    assert chosen_of(path) == 0


def test_maximum_is_no_music_title(tmp_path):
    assert chosen_of(make_clip(tmp_path / "s.mov", sounds=(Sound(title="Mix"), Sound(title="MXF Musical chairs")))) == 0


def test_clip_with_nothing_but_silence_still_has_a_track(tmp_path):
    path = make_clip(tmp_path / "quiet.mov", sounds=(Sound(samples=silence(2.0)), Sound(samples=silence(2.0))))
    assert chosen_of(path) == 0


# ------------------------------------------------------------------------------------------------ bad input


@pytest.mark.parametrize(
    "content",
    [b"\0" * 50_000, random.Random(1).randbytes(50_000), b"Dear editor, this is a letter.\n" * 500],
    ids=["zeros", "random", "text"],
)
def test_file_that_is_no_media_is_unreadable(tmp_path, content):
    (tmp_path / "clip.mp4").write_bytes(content)
    assert reason_of(tmp_path / "clip.mp4") == "not_media"


def test_empty_missing_and_folder_are_told_apart(tmp_path):
    (tmp_path / "zero.mp4").touch()
    assert reason_of(tmp_path / "zero.mp4") == "empty"
    assert reason_of(tmp_path / "missing.mp4") == "missing"
    assert reason_of(tmp_path) == "directory"


@pytest.mark.skipif(sys.platform == "win32", reason="no FIFO")
def test_fifo_does_not_hang_the_probe(tmp_path):
    os.mkfifo(tmp_path / "pipe.mp4")
    assert reason_of(tmp_path / "pipe.mp4") == "not_a_file"


@pytest.mark.parametrize("ending", [".mp4", ".mov", ".m4a"])
def test_file_cut_before_its_index_is_unreadable(tmp_path, ending):
    assert reason_of(truncate(make_clip(tmp_path / f"cut{ending}"), 0.6)) == "not_media"


def test_picture_with_a_video_name_has_no_sound(tmp_path):
    path = tmp_path / "still.mp4"
    with av.open(path, "w", format="image2pipe") as container:
        stream = container.add_stream("png", rate=1)
        stream.width, stream.height, stream.pix_fmt = 32, 32, "rgb24"
        container.mux(stream.encode(av.VideoFrame(32, 32, "rgb24")))
        container.mux(stream.encode(None))
    assert probe(path).audio_streams == ()


@pytest.mark.parametrize(
    "text",
    [
        "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nother.ts\n#EXT-X-ENDLIST\n",
        "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nhttp://127.0.0.1:9/other.ts\n#EXT-X-ENDLIST\n",
        "ffconcat version 1.0\nfile other.ts\n",
    ],
    ids=["m3u8-file", "m3u8-http", "ffconcat"],
)
def test_playlist_never_becomes_a_clip(tmp_path, text):
    make_clip(tmp_path / "other.ts")
    (tmp_path / "clip.mp4").write_text(text)
    assert reason_of(tmp_path / "clip.mp4") == "not_media"


def test_encrypted_sound_is_protected_not_plain_aac(tmp_path):
    with pytest.raises(ClipProtectedError):
        probe(scramble_sound(make_clip(tmp_path / "drm.mp4", 8.0)))


def test_a_few_bad_packets_are_no_protection(tmp_path):
    assert probe(scramble_sound(make_clip(tmp_path / "scratch.mp4", 8.0), share=0.2)).audio_streams


def test_sound_that_the_file_does_not_hold_is_unsupported(tmp_path):
    path = make_clip(tmp_path / "hollow.mp4", options={"movflags": "faststart"})
    content = path.read_bytes()
    path.write_bytes(content[: content.index(b"mdat") + 8])
    with pytest.raises(UnsupportedMediaError):
        probe(path)


def test_tags_that_are_not_utf8_do_not_stop_the_probe(tmp_path):
    path = make_clip(tmp_path / "latin.mp4", tags={"title": "Caf\u00e9"})
    path.write_bytes(path.read_bytes().replace("Caf\u00e9".encode(), b"Caf\xe9\xff"))
    assert probe(path).audio_streams


def test_name_that_looks_like_a_protocol_is_a_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = make_clip(tmp_path / "plain.mp4").rename(tmp_path / "concat:a|b.mp4")
    assert probe(type(path)("concat:a|b.mp4")).audio_streams


def test_probe_reads_a_small_part_of_a_large_file(tmp_path, read_bytes):
    path = make_clip(tmp_path / "large.mov", 6.0, picture="rawvideo", picture_size=(640, 360), n_channels=2)
    assert path.stat().st_size > 50_000_000
    assert read_bytes(probe, path) < 5_000_000
