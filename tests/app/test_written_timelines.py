"""Timelines as editing programs write them, by hand after the published formats: what OpenTimelineIO's own writers never do."""

from fractions import Fraction

import pytest
from support.clips import make_clip
from support.tunes import RATE_HZ, make_babble

from slipgui.app.edit_cues import relink
from slipgui.app.edit_file import read_edit
from slipgui.core.timebase import Timebase

PAL, NTSC = Fraction(25), Fraction(30_000, 1001)
HOUR = 3600

RESOLVE_EDL = """TITLE: Reel 4\r
FCM: NON-DROP FRAME\r
\r
001  A001C003 V     C        00:00:04:00 00:00:08:00 01:00:00:00 01:00:04:00\r
* FROM CLIP NAME: scene 1.wav\r
002  A001C003 AA    C        00:00:04:00 00:00:08:00 01:00:00:00 01:00:04:00\r
* FROM CLIP NAME: scene 1.wav\r
003  BL       AA    C        00:00:00:00 00:00:02:00 01:00:04:00 01:00:06:00\r
004  AX       AA    C        00:00:01:00 00:00:05:00 01:00:06:00 01:00:10:00\r
* FROM CLIP NAME: song.wav\r
* COMMENT: as the director wants it\r
"""
"""Sound and picture of one event, a reel's name, black, CRLF, comments."""

PREMIERE_XML = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE xmeml>
<xmeml version="4"><sequence id="sequence-1" explodedTracks="true"><uuid>1</uuid><duration>300</duration>
<rate><timebase>30</timebase><ntsc>TRUE</ntsc></rate><name>Reel 4</name>
<media><video><track><clipitem id="clipitem-1"><name>scene 1.wav</name><enabled>TRUE</enabled><duration>1800</duration>
<rate><timebase>30</timebase><ntsc>TRUE</ntsc></rate><start>0</start><end>120</end><in>60</in><out>180</out>
<file id="file-1"><name>scene 1.wav</name><pathurl>file://localhost/E%3a/Rushes/scene%201.wav</pathurl>
<rate><timebase>30</timebase><ntsc>TRUE</ntsc></rate><duration>1800</duration>
<timecode><rate><timebase>30</timebase><ntsc>TRUE</ntsc></rate><string>00;00;00;00</string><frame>0</frame>
<displayformat>DF</displayformat></timecode><media><video/><audio><channelcount>2</channelcount></audio></media></file>
<link><linkclipref>clipitem-1</linkclipref><mediatype>video</mediatype></link></clipitem></track></video>
<audio>{tracks}</audio></media>
<timecode><rate><timebase>30</timebase><ntsc>TRUE</ntsc></rate><string>01;00;00;00</string><frame>107892</frame>
<displayformat>DF</displayformat></timecode></sequence></xmeml>
"""
PREMIERE_TRACK = """<track><clipitem id="clipitem-{n}1" premiereChannelType="stereo"><name>scene 1.wav</name><enabled>TRUE</enabled>
<duration>1800</duration><rate><timebase>30</timebase><ntsc>TRUE</ntsc></rate><start>0</start><end>120</end><in>60</in><out>180</out>
<file id="file-1"/><sourcetrack><mediatype>audio</mediatype><trackindex>{n}</trackindex></sourcetrack></clipitem>
<clipitem id="clipitem-{n}2"><name>muted</name><enabled>FALSE</enabled><duration>1800</duration>
<rate><timebase>30</timebase><ntsc>TRUE</ntsc></rate><start>120</start><end>180</end><in>0</in><out>60</out><file id="file-1"/></clipitem>
<clipitem id="clipitem-{n}3"><name>song.wav</name><enabled>TRUE</enabled><duration>1800</duration>
<rate><timebase>30</timebase><ntsc>TRUE</ntsc></rate><start>180</start><end>300</end><in>30</in><out>150</out>
<file id="file-2"><name>song.wav</name><pathurl>file:///Volumes/Music/song.wav</pathurl>
<rate><timebase>30</timebase><ntsc>TRUE</ntsc></rate><duration>1800</duration></file></clipitem><enabled>TRUE</enabled></track>"""
"""Linked picture and sound, a file told once and meant again, both sides of a stereo sound, a clip that is switched off."""

FINAL_CUT_FCPXML = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE fcpxml>
<fcpxml version="1.10"><resources><format id="r1" name="FFVideoFormat1080p25" frameDuration="100/2500s" width="1920" height="1080"/>
<asset id="r2" name="scene 1" uid="A" start="0s" duration="60s" hasAudio="1" audioSources="1" audioChannels="2" audioRate="48000">
<media-rep kind="original-media" sig="A" src="file:///Volumes/RAID/scene%201.wav"/></asset>
<asset id="r3" name="song" uid="B" start="0s" duration="60s" hasAudio="1" audioSources="1" audioChannels="2" audioRate="48000">
<media-rep kind="original-media" sig="B" src="file:///Volumes/RAID/song.wav"/></asset></resources>
<library location="file:///Users/e/Movies/Untitled.fcpbundle/"><event name="11-22-26" uid="C"><project name="Reel 4" uid="D">
<sequence format="r1" duration="10s" tcStart="3600s" tcFormat="NDF" audioLayout="stereo" audioRate="48k"><spine>
<asset-clip ref="r2" offset="3600s" name="scene 1" start="4s" duration="4s" tcFormat="NDF" audioRole="dialogue"/>
<gap name="Gap" offset="3604s" start="3600s" duration="2s"/>
<asset-clip ref="r3" offset="3606s" name="song" start="1s" duration="4s" tcFormat="NDF" audioRole="music"/>
</spine></sequence></project></event></library></fcpxml>
"""
"""Media as Final Cut Pro names them since 1.9: in a ``media-rep`` of its own."""

RESOLVE_OTIO = """{"OTIO_SCHEMA": "Timeline.1", "name": "Reel 4", "metadata": {"Resolve_OTIO": {"Resolve OTIO Meta Version": "1.0"}},
"global_start_time": {"OTIO_SCHEMA": "RationalTime.1", "rate": 25.0, "value": 90000.0},
"tracks": {"OTIO_SCHEMA": "Stack.1", "metadata": {}, "name": "", "source_range": null, "effects": [], "markers": [], "children": [
{"OTIO_SCHEMA": "Track.1", "metadata": {"Resolve_OTIO": {"Locked": false}}, "name": "Audio 1", "source_range": null, "effects": [],
"markers": [], "kind": "Audio", "children": [
{"OTIO_SCHEMA": "Clip.2", "metadata": {}, "name": "scene 1.wav", "source_range": {"OTIO_SCHEMA": "TimeRange.1",
"start_time": {"OTIO_SCHEMA": "RationalTime.1", "rate": 25.0, "value": 100.0},
"duration": {"OTIO_SCHEMA": "RationalTime.1", "rate": 25.0, "value": 100.0}}, "effects": [], "markers": [], "enabled": true,
"media_references": {"DEFAULT_MEDIA": {"OTIO_SCHEMA": "ExternalReference.1", "metadata": {}, "name": "scene 1.wav",
"available_range": {"OTIO_SCHEMA": "TimeRange.1", "start_time": {"OTIO_SCHEMA": "RationalTime.1", "rate": 25.0, "value": 0.0},
"duration": {"OTIO_SCHEMA": "RationalTime.1", "rate": 25.0, "value": 1500.0}}, "available_image_bounds": null,
"target_url": "D:\\\\Rushes\\\\scene 1.wav"}}, "active_media_reference_key": "DEFAULT_MEDIA"},
{"OTIO_SCHEMA": "Gap.1", "metadata": {}, "name": "", "source_range": {"OTIO_SCHEMA": "TimeRange.1",
"start_time": {"OTIO_SCHEMA": "RationalTime.1", "rate": 25.0, "value": 0.0},
"duration": {"OTIO_SCHEMA": "RationalTime.1", "rate": 25.0, "value": 50.0}}, "effects": [], "markers": [], "enabled": true},
{"OTIO_SCHEMA": "Clip.1", "metadata": {}, "name": "song.wav", "source_range": {"OTIO_SCHEMA": "TimeRange.1",
"start_time": {"OTIO_SCHEMA": "RationalTime.1", "rate": 25.0, "value": 25.0},
"duration": {"OTIO_SCHEMA": "RationalTime.1", "rate": 25.0, "value": 100.0}}, "effects": [], "markers": [],
"media_reference": {"OTIO_SCHEMA": "ExternalReference.1", "metadata": {}, "name": "song.wav", "available_range": null,
"target_url": "/mnt/music/song.wav"}}]}]}}
"""
"""A path of Windows, clips of both versions of the schema, media whose length nobody tells."""


@pytest.fixture
def media(tmp_path):
    """A minute of each medium, elsewhere."""
    folder = tmp_path / "media"
    folder.mkdir()
    for seed, name in ((1, "scene 1.wav"), (2, "song.wav")):
        make_clip(folder / name, samples=make_babble(seed, 60 * RATE_HZ), sample_rate_hz=RATE_HZ)
    return folder


WRITTEN = {
    "resolve.edl": (RESOLVE_EDL, Timebase(PAL, 25 * HOUR), [("scene 1.wav", 100, 0, 100), ("song.wav", 25, 150, 100)]),
    "premiere.xml": (
        PREMIERE_XML.format(tracks="".join(PREMIERE_TRACK.format(n=n) for n in (1, 2))),
        Timebase(NTSC, 107_892, is_drop=True),
        [("scene 1.wav", 60, 0, 120), ("song.wav", 30, 180, 120)],
    ),
    "final cut.fcpxml": (
        FINAL_CUT_FCPXML, Timebase(PAL, 25 * HOUR), [("scene 1.wav", 100, 0, 100), ("song.wav", 25, 150, 100)],
    ),
    "resolve.otio": (RESOLVE_OTIO, Timebase(PAL, 25 * HOUR), [("scene 1.wav", 100, 0, 100), ("song.wav", 25, 150, 100)]),
}  # fmt: skip
"""Text, timebase, and name, begin in the file, place and length of what sounds, in frames."""


@pytest.mark.parametrize("name", WRITTEN)
def test_a_timeline_as_editing_programs_write_it_is_read_and_relinked(tmp_path, media, name):
    text, base, uses = WRITTEN[name]
    path = tmp_path / name
    path.write_bytes(text.encode())
    edit = read_edit(path, PAL if path.suffix == ".edl" else None)
    assert edit.timebase == base
    rate = base.rate
    told = [(use.name.casefold(), use.source_s * rate, use.record_s * rate, use.length_s * rate) for use in edit.uses]
    assert told == uses
    linked = relink(edit, [media])
    assert linked.missing == ()
    placed = [(sound.path.name, sound.begin_s, sound.at_s, sound.length_s) for sound in linked.sounds]
    assert placed == [(use[0], *(pytest.approx(float(frames / rate)) for frames in use[1:])) for use in uses]
