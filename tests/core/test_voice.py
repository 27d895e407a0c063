import pytest

from slipgui.core.errors import ClipLimitError, VoiceError
from slipgui.core.voice import (
    NamedVoiceprint,
    TimeRange,
    check_label,
    check_range,
    check_voice_length,
    check_voice_size,
    check_voices,
)


@pytest.mark.parametrize(
    ("duration_s", "is_taken"), [(0.0, True), (30.0, True), (30.05, True), (30.06, False), (31, False)]
)
def test_thirty_seconds_are_taken_and_the_last_block_of_an_encoder(duration_s, is_taken):
    if is_taken:
        check_voice_length(duration_s)
    else:
        with pytest.raises(ClipLimitError):
            check_voice_length(duration_s)


def test_100_mib_are_taken():
    check_voice_size(104_857_600)
    with pytest.raises(ClipLimitError):
        check_voice_size(104_857_601)


@pytest.mark.parametrize(
    ("wanted", "clip_s", "error"),
    [
        (TimeRange(0, 30), 100.0, None),
        (TimeRange(99, 105), 100.0, None),  # to the end
        (TimeRange(5, 10), 0.0, None),  # a clip that does not tell how long it is
        (TimeRange(100, 105), 100.0, VoiceError),
        (TimeRange(-1, 5), 100.0, VoiceError),
        (TimeRange(5, 5), 100.0, VoiceError),
        (TimeRange(5, float("inf")), 100.0, VoiceError),
        (TimeRange(float("nan"), 5), 100.0, VoiceError),
        (TimeRange(0, 30.1), 100.0, ClipLimitError),
    ],
)
def test_a_stretch_lies_in_the_clip_and_is_short_enough(wanted, clip_s, error):
    if error is None:
        check_range(wanted, clip_s)
    else:
        with pytest.raises(error):
            check_range(wanted, clip_s)


@pytest.mark.parametrize("label", ["Lex", " Lex ", "Speaker", "SPEAKER 1", "x" * 100, "Ünal–Ö", "夜"])
def test_labels_that_are_taken(label):
    assert check_label(label) == label.strip()


@pytest.mark.parametrize("label", ["", " ", "x" * 101, "speaker_", "SpeaKer_00", "a\nb", "a\x00"])
def test_labels_that_are_refused(label):
    with pytest.raises(VoiceError):
        check_label(label)


@pytest.mark.parametrize(
    ("voices", "reason"),
    [
        ([], "no_voices"),
        ([NamedVoiceprint("A", "x")] * 51, "too_many"),
        ([NamedVoiceprint("A", "x" * 20_001)], "voiceprint_long"),
        ([NamedVoiceprint("SPEAKER_1", "x")], "label_reserved"),
    ],
)
def test_voices_that_would_be_refused(voices, reason):
    with pytest.raises(VoiceError) as refused:
        check_voices(voices)
    assert refused.value.context["reason"] == reason


def test_fifty_voices_of_twenty_thousand_characters_are_taken_and_none_is_shown():
    voices = [NamedVoiceprint("A", "x" * 20_000)] * 50
    check_voices(voices)
    assert "xx" not in repr(voices)
