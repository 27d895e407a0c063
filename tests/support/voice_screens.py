"""The voices page in its states, for pictures and for the tests of languages."""

import base64
from datetime import UTC, datetime
from pathlib import Path

from slipgui.core.errors import PaymentRequiredError
from slipgui.core.voice import SpeakerOptions, SpeechSegment, TimeRange, Voice, VoiceStep
from slipgui.gui.main_window import MainWindow
from slipgui.gui.voice_page import VoicePage
from slipgui.gui.voice_texts import initials
from slipgui.gui.voice_work import SpokenClip

VOICES = [
    Voice(
        "a" * 32, "Anna Lindqvist", datetime(2026, 11, 3, 10, tzinfo=UTC), "/m/VO_Ep104_take9.wav", TimeRange(4.0, 28.6)
    ),
    Voice(
        "b" * 32, "Ben Achterberg", datetime(2026, 11, 3, 9, tzinfo=UTC), "/m/INT_sc14_lav1.wav", TimeRange(62.0, 80.0)
    ),
    Voice("c" * 32, "Dr. Chiamaka Eze", datetime(2026, 10, 28, 9, tzinfo=UTC), "/m/Guest_ISO_cam2.wav"),
    Voice("d" * 32, "山田 由紀", datetime(2026, 10, 14, 9, tzinfo=UTC), "s3://casting/yuki.wav"),
    Voice("e" * 32, "Tomás Ferreira", datetime(2026, 10, 9, 9, tzinfo=UTC), "https://media.example/tomas.wav"),
]
NAMES = (*(voice.label for voice in VOICES), *(initials(voice.label) for voice in VOICES), "pyannoteAI", "Marta")
_SPEECH = (
    (0, 70, 0, 92), (80, 190, 1, 88), (194, 260, 2, 90), (270, 360, 1, 84), (370, 470, 0, 91), (480, 540, 2, 86), (546, 680, 1, 89),
    (690, 745, 2, 90), (750, 860, 0, 92), (864, 950, None, None), (956, 1015, None, None), (1020, 1095, 0, 90),
)  # fmt: skip


def segments() -> tuple[SpeechSegment, ...]:
    """A round table of 18 minutes."""
    return tuple(
        SpeechSegment(
            float(start), float(end), VOICES[who].label if who is not None else None, f"SPEAKER_0{who or 0}", sure
        )
        for start, end, who, sure in _SPEECH
    )


def show_voices(window: MainWindow, state: str = "found") -> MainWindow:
    """Bring the voices page into a state: ``empty``, ``found``, ``working``, ``failed``, ``far`` or ``far and wrong``."""
    window.show_room("voices")
    page: VoicePage = window.rooms.voices.page
    page.show_key(state != "empty")
    page.show_voices([] if state == "empty" else VOICES)
    if state == "empty":
        return window
    page.select_ids([VOICES[0].id])
    page.speakers.show_spoken(SpokenClip(Path("/m/INT_sc14_round_table.mov"), 1120.0, segments()))
    page.new_voice.show_source("/m/VO_pickup_Marta_v2.wav")
    peaks = base64.b64encode(bytes((n * 7919) % 97 + 30 * (n % 5) for n in range(400))).decode()
    page.new_voice._asked = 0
    page.new_voice._take_sound(0, {"peaks": peaks, "start_s": 0.0, "length_s": 41.2})
    page.new_voice.label.setText("Marta")
    if state == "working":
        window.rooms.voices._begin(is_making=True)
        window.rooms.voices._tell_step(VoiceStep.UPLOAD, 0.4)
    if state == "failed":
        window.rooms.voices._tell_not_made(PaymentRequiredError(service="pyannote", http_status=402))
    if state.startswith("far"):
        page.speakers.show_options(SpeakerOptions(2, 4, 60.0, shares_voices=True))
        page.new_voice.show_source("s3://casting/Marta.wav")
        page.new_voice.label.setText("Marta")
        page.new_voice.stretch_fields.write("4:05.5", "4:30" if state == "far" else "12:30")
    return window
