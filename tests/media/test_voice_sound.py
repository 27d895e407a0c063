"""The sound that a voiceprint is made of."""

import wave

import numpy as np
import pytest
from support.clips import Sound, level_at, make_clip, noise, tone

from slipgui.core.errors import ClipLimitError, NoAudioError, UnsupportedMediaError, VoiceError
from slipgui.core.voice import TimeRange
from slipgui.media.probe import probe
from slipgui.media.voice_sound import VOICE_RATE_HZ, choose_voice_stream, write_voice_sound


def cut(path, target, wanted=None, track=None):
    info = probe(path)
    length_s = write_voice_sound(path, info, target, wanted, choose_voice_stream(info, track))
    with wave.open(str(target)) as sound:
        assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (1, 2, VOICE_RATE_HZ)
        samples = np.frombuffer(sound.readframes(sound.getnframes()), "<i2") / 32767.0
    assert length_s == pytest.approx(len(samples) / VOICE_RATE_HZ)
    return samples.astype(np.float32)


@pytest.mark.parametrize("ending", [".wav", ".flac", ".mp3", ".mp4", ".mov", ".mkv", ".ogg"])
def test_thirty_seconds_in_any_container_are_taken_and_never_more(tmp_path, ending):
    clip = make_clip(tmp_path / f"a{ending}", samples=tone(30.0), picture=None if ending != ".mov" else "mpeg4")
    samples = cut(clip, tmp_path / "voice.wav")
    assert 29.9 * VOICE_RATE_HZ <= len(samples) <= 30 * VOICE_RATE_HZ
    assert level_at(samples, 440.0, VOICE_RATE_HZ) == pytest.approx(0.3, abs=0.02)


def test_a_file_that_is_longer_than_it_says_is_refused(tmp_path):
    clip = make_clip(tmp_path / "a.wav", samples=noise(31.0, 16_000), sample_rate_hz=16_000)
    with pytest.raises(ClipLimitError):
        cut(clip, tmp_path / "voice.wav")


def test_a_stretch_is_counted_from_the_beginning_of_the_clip_not_of_its_sound(tmp_path):
    samples = np.concatenate([noise(3.0), tone(2.0, 1000.0), noise(3.0)])
    clip = make_clip(tmp_path / "late.mov", 10.0, sounds=(Sound(samples=samples, delay_s=2.0),))
    found = cut(clip, tmp_path / "voice.wav", TimeRange(5.0, 7.0))
    assert len(found) == 2 * VOICE_RATE_HZ
    assert level_at(found, 1000.0, VOICE_RATE_HZ) == pytest.approx(0.3, abs=0.02)


def test_one_stream_of_several_is_cut_out_alone(tmp_path):
    sounds = (Sound(samples=tone(4.0, 440.0)), Sound(samples=tone(4.0, 1000.0)))
    clip = make_clip(tmp_path / "two.mov", 4.0, sounds=sounds)
    found = cut(clip, tmp_path / "voice.wav", track=2)
    assert level_at(found, 1000.0, VOICE_RATE_HZ) == pytest.approx(0.3, abs=0.02)
    assert level_at(found, 440.0, VOICE_RATE_HZ) < 0.01
    for track, reason in ((None, "tracks"), (3, "no_track")):
        with pytest.raises(VoiceError) as refused:
            choose_voice_stream(probe(clip), track)
        assert refused.value.context["reason"] == reason


def test_no_sound_and_a_stretch_behind_the_end_are_errors(tmp_path):
    with pytest.raises(NoAudioError):
        choose_voice_stream(probe(make_clip(tmp_path / "mute.mp4", sounds=())), None)
    with pytest.raises(UnsupportedMediaError):
        cut(make_clip(tmp_path / "short.wav", 2.0), tmp_path / "voice.wav", TimeRange(5.0, 7.0))
