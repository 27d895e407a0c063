"""The same cut as every kind of timeline: two stretches of dialogue, one of music between them, at ten o'clock and 25 frames a second."""

from textwrap import dedent

import opentimelineio

RATE = 25
DIALOGUE, MUSIC = "dialogue.wav", "Müsic #1.wav"
USES = [(DIALOGUE, 0, 0, 10), (MUSIC, 2, 10, 20), (DIALOGUE, 10, 30, 10)]
"""Name, begin in the file, in the timeline, length, all in seconds."""
START_FRAME = 10 * 3600 * RATE
_URL = "file://localhost/D%3a/media/"

EDL = dedent(f"""\
    TITLE: cut
    FCM: NON-DROP FRAME

    001  AX       AA    C        00:00:00:00 00:00:10:00 10:00:00:00 10:00:10:00
    * FROM CLIP NAME: {DIALOGUE}
    002  AX       AA    C        00:00:02:00 00:00:22:00 10:00:10:00 10:00:30:00
    * FROM CLIP NAME: {MUSIC}
    003  AX       AA    C        00:00:10:00 00:00:20:00 10:00:30:00 10:00:40:00
    * FROM CLIP NAME: {DIALOGUE}
    """)
"""By hand, after CMX 3600."""


def make_timeline(kind="Audio"):
    """The cut for OpenTimelineIO."""
    track = opentimelineio.schema.Track("A1", kind=kind)
    for name, begin_s, _, length_s in USES:
        track.append(_clip(name, begin_s * RATE, length_s * RATE))
    timeline = opentimelineio.schema.Timeline("cut")
    timeline.global_start_time = opentimelineio.opentime.RationalTime(START_FRAME, RATE)
    timeline.tracks.append(track)
    return timeline


def write_edit(path):
    """Write the cut as the kind of file that the name says."""
    if path.suffix == ".edl":
        path.write_text(EDL, encoding="utf-8")
    elif path.suffix == ".fcpxml":
        path.write_text(_fcpxml(), encoding="utf-8")
    else:
        options = {"use_empty_mob_ids": True} if path.suffix == ".aaf" else {}
        opentimelineio.adapters.write_to_file(make_timeline(), str(path), **options)
    return path


def _clip(name, begin, length):
    available = _range(0, 60 * RATE)
    url = _URL + name.replace(" ", "%20").replace("#", "%23")
    reference = opentimelineio.schema.ExternalReference(target_url=url, available_range=available)
    return opentimelineio.schema.Clip(name, reference, _range(begin, length))


def _range(start, length):
    time = opentimelineio.opentime.RationalTime
    return opentimelineio.opentime.TimeRange(time(start, RATE), time(length, RATE))


def _fcpxml():
    """By hand, after FCPXML 1.8: asset clips in a spine that begins at the sequence's start timecode."""
    names = list(dict.fromkeys(name for name, _, _, _ in USES))
    assets = "".join(
        f'<asset id="a{number}" name="{name}" src="{_URL}{name.replace(" ", "%20").replace("#", "%23")}" start="0s" duration="60s"'
        ' hasAudio="1" audioSources="1" audioChannels="1" format="r1"/>'
        for number, name in enumerate(names)
    )
    clips = "".join(
        f'<asset-clip ref="a{names.index(name)}" name="{name}" offset="{36_000 + at_s}s" start="{begin_s}s" duration="{length_s}s"'
        ' audioRole="dialogue" format="r1"/>'
        for name, begin_s, at_s, length_s in USES
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE fcpxml>\n<fcpxml version="1.8"><resources>'
        f'<format id="r1" frameDuration="100/2500s"/>{assets}</resources>'
        '<library><event name="day"><project name="cut"><sequence format="r1" duration="40s" tcStart="36000s" tcFormat="NDF">'
        f"<spine>{clips}</spine></sequence></project></event></library></fcpxml>"
    )
