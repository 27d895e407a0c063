"""Sequences in sequences that are used in part, and what plays at another speed or not at all, by hand after the published formats."""

from fractions import Fraction

import opentimelineio
import pytest

from slipgui.app.edit_file import read_edit
from slipgui.app.wording import explain
from slipgui.core.errors import SettingsError

PAL = Fraction(25)
RATE = "<rate><timebase>25</timebase><ntsc>FALSE</ntsc></rate>"
XMEML = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE xmeml>
<xmeml version="4">{sequence}</xmeml>
"""
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE fcpxml>\n'


def uses(path):
    edit = read_edit(path, None)
    return [(use.name, use.source_s, use.record_s, use.length_s) for use in edit.uses], edit.n_retimed


def time(seconds):
    return opentimelineio.opentime.RationalTime(25 * seconds, 25)


def span(begin_s, length_s):
    return opentimelineio.opentime.TimeRange(time(begin_s), time(length_s))


def medium(name, begin_s, length_s):
    reference = opentimelineio.schema.ExternalReference(target_url=f"/media/{name}", available_range=span(0, 60))
    return opentimelineio.schema.Clip(name, reference, span(begin_s, length_s))


def sequence(*children, used=None):
    track = opentimelineio.schema.Track("A1", kind="Audio", children=children)
    return opentimelineio.schema.Stack(children=[track], source_range=used)


def write_otio(path, *children):
    timeline = opentimelineio.schema.Timeline("cut")
    timeline.tracks.append(opentimelineio.schema.Track("A1", kind="Audio", children=children))
    opentimelineio.adapters.write_to_file(timeline, str(path))
    return path


def test_of_a_nested_sequence_in_otio_the_used_part_is_heard_however_deep_it_lies(tmp_path):
    inner = sequence(medium("a.wav", 5, 10), medium("b.wav", 0, 10), used=span(4, 9))  # a from 9 to 15, b from 0 to 3
    middle = sequence(medium("c.wav", 0, 10), inner, medium("d.wav", 0, 10), used=span(8, 10))  # c from 8, a, b until 2
    path = write_otio(tmp_path / "cut.otio", opentimelineio.schema.Gap(duration=time(5)), middle, medium("e.wav", 1, 2))
    assert uses(path) == ([("c.wav", 8, 5, 2), ("a.wav", 9, 7, 6), ("b.wav", 0, 13, 2), ("e.wav", 1, 15, 2)], 0)


def test_what_a_nested_sequence_at_another_speed_holds_is_left_out_and_counted(tmp_path):
    inner = sequence(medium("a.wav", 5, 10), medium("b.wav", 0, 10), used=span(4, 9))
    inner.effects.append(opentimelineio.schema.LinearTimeWarp(time_scalar=0.5))
    assert uses(write_otio(tmp_path / "cut.otio", inner, medium("c.wav", 1, 2))) == ([("c.wav", 1, 9, 2)], 2)


def fcp7_item(name, at, begin, length, content):
    return (
        f'<clipitem id="{name}-{at}"><name>{name}</name><enabled>TRUE</enabled><duration>1500</duration>{RATE}'
        f"<start>{at}</start><end>{at + length}</end><in>{begin}</in><out>{begin + length}</out>{content}</clipitem>"
    )


def fcp7_file(name, at, begin, length, effect=""):
    file = f'<file id="{name}"><name>{name}</name><pathurl>file:///m/{name}</pathurl>{RATE}<duration>1500</duration></file>'
    return fcp7_item(name, at, begin, length, file + effect)


def fcp7_sequence(number, *items):
    tracks = f"<media><video><track/></video><audio><track>{''.join(items)}</track></audio></media>"
    return f'<sequence id="sequence-{number}"><name>s{number}</name><duration>1000</duration>{RATE}{tracks}</sequence>'


def remap(speed):
    parameter = f"<parameter><parameterid>speed</parameterid><name>speed</name><value>{speed}</value></parameter>"
    return f"<filter><effect><name>Time Remap</name><effectid>timeremap</effectid>{parameter}</effect></filter>"


def test_of_a_nested_sequence_in_final_cut_7_xml_the_used_part_is_heard_where_it_is_meant_again_too(tmp_path):
    inner = fcp7_sequence(2, fcp7_file("a.wav", 0, 125, 250), fcp7_file("b.wav", 300, 0, 200))
    outer = fcp7_sequence(
        1, fcp7_item("nest", 25, 100, 250, inner), fcp7_item("nest", 400, 400, 100, '<sequence id="sequence-2"/>')
    )
    path = tmp_path / "cut.xml"
    path.write_text(XMEML.format(sequence=outer))
    assert uses(path) == ([("a.wav", 9, 1, 6), ("b.wav", 0, 9, 2), ("b.wav", 4, 16, 4)], 0)


def test_another_speed_in_final_cut_7_xml_is_left_out_and_counted_and_its_own_speed_is_none(tmp_path):
    path = tmp_path / "cut.xml"
    items = (fcp7_file("a.wav", 0, 0, 50, remap(50)), fcp7_file("b.wav", 50, 0, 50, remap("100.0")))
    path.write_text(XMEML.format(sequence=fcp7_sequence(1, *items)))
    assert uses(path) == ([("b.wav", 0, 2, 2)], 1)


@pytest.mark.parametrize("speed", ["", "as the director wants it"])
def test_a_speed_in_final_cut_7_xml_that_says_none_is_the_own_one(tmp_path, speed):
    path = tmp_path / "cut.xml"
    path.write_text(XMEML.format(sequence=fcp7_sequence(1, fcp7_file("a.wav", 0, 25, 50, remap(speed)))))
    assert uses(path) == ([("a.wav", 1, 0, 2)], 0)


ASSETS = "".join(
    f'<asset id="{name}" name="{name}" start="0s" duration="60s" hasVideo="1" hasAudio="1" format="r1">'
    f'<media-rep kind="original-media" src="file:///m/{name}.wav"/></asset>'
    for name in "abcd"
)


def fcpxml(spine, compound="", start="3600s"):
    resources = f'<format id="r1" frameDuration="100/2500s"/>{ASSETS}{compound}'
    return (
        f'{HEAD}<fcpxml version="1.10"><resources>{resources}</resources><library><event name="day"><project name="cut">'
        f'<sequence format="r1" duration="60s" tcStart="{start}" tcFormat="NDF"><spine>{spine}</spine></sequence>'
        "</project></event></library></fcpxml>"
    )


def fcpx_clip(name, offset_s, start_s, length_s, *, more="", inside=""):
    times = f'offset="{offset_s}s" start="{start_s}s" duration="{length_s}s"'
    return f'<asset-clip ref="{name}" name="{name}" {times} {more}>{inside}</asset-clip>'


COMPOUND = (
    '<media id="m1" name="Act"><sequence format="r1" duration="20s" tcStart="100s" tcFormat="NDF"><spine>'
    + fcpx_clip("a", 100, 5, 10) + fcpx_clip("b", 110, 0, 10)
    + "</spine></sequence></media>"
)  # fmt: skip
"""Ten seconds each of two media, on a clock that begins at 100 s."""


def test_of_a_compound_clip_in_fcpxml_the_used_part_is_heard(tmp_path):
    part = '<ref-clip ref="m1" name="Act" offset="3602s" start="104s" duration="9s"/>'
    whole = '<ref-clip ref="m1" name="Act" offset="3615s"/>'
    path = tmp_path / "cut.fcpxml"
    path.write_text(fcpxml(fcpx_clip("c", 3600, 1, 2) + part + whole, COMPOUND))
    expected = [("c", 1, 0, 2), ("a", 9, 2, 6), ("b", 0, 8, 3), ("a", 5, 15, 10), ("b", 0, 25, 10)]
    assert uses(path) == ([(f"{name}.wav", *times) for name, *times in expected], 0)
    assert read_edit(path, None).timebase.label(0) == "01:00:00:00"


def test_in_fcpxml_what_is_switched_off_picture_alone_or_at_another_speed_is_no_sound_and_speeds_are_counted(tmp_path):
    fast = '<timeMap><timept time="0s" value="0s" interp="smooth2"/><timept time="2s" value="4s" interp="smooth2"/></timeMap>'
    beside = fcpx_clip("d", 2, 7, 1, more='lane="-1" audioRole="music"')  # at the second second of what it hangs on
    spine = (
        fcpx_clip("a", 3600, 0, 2, inside=fast) + fcpx_clip("b", 3602, 1, 3, more='enabled="0"', inside=beside)
        + fcpx_clip("c", 3605, 0, 1, more='srcEnable="video"') + fcpx_clip("a", 3606, 3, 2)
    )  # fmt: skip
    path = tmp_path / "cut.fcpxml"
    path.write_text(fcpxml(spine))
    assert uses(path) == ([("d.wav", 7, 3, 1), ("a.wav", 3, 6, 2)], 1)


def test_in_fcpxml_music_beside_the_picture_does_not_hide_what_the_picture_sounds(tmp_path):
    resources = (
        '<asset id="m" name="m" start="0s" duration="60s" hasAudio="1"><media-rep src="file:///m/m.wav"/></asset>'
    )
    path = tmp_path / "cut.fcpxml"
    path.write_text(
        fcpxml(fcpx_clip("a", 3600, 0, 10, inside=fcpx_clip("m", 2, 4, 5, more='lane="-1" format="r1"')), resources)
    )
    assert uses(path) == ([("a.wav", 0, 0, 10), ("m.wav", 4, 2, 5)], 0)


def read_fcpxml(tmp_path, spine, compound=""):
    path = tmp_path / "cut.fcpxml"
    path.write_text(fcpxml(spine, compound))
    return uses(path)


MULTICAM = (
    COMPOUND + '<media id="m2" name="Concert"><multicam format="r1" tcStart="50s" tcFormat="NDF">'
    '<mc-angle name="Camera" angleID="A">' + fcpx_clip("c", 50, 0, 40) + "</mc-angle>"
    '<mc-angle name="Desk" angleID="B"><gap name="Gap" offset="50s" start="3600s" duration="4s"/>'
    '<ref-clip ref="m1" offset="54s" duration="20s"/></mc-angle></multicam></media>'
)
"""A camera from the first moment on, the compound clip of above from the fourth second on."""


def multicam(offset_s, start_s, length_s, *sources):
    told = "".join(f'<mc-source angleID="{angle}" srcEnable="{enabled}"/>' for angle, enabled in sources)
    return f'<mc-clip ref="m2" name="Concert" offset="{offset_s}s" start="{start_s}s" duration="{length_s}s">{told}</mc-clip>'


def test_of_a_multicam_clip_in_fcpxml_the_angle_that_sounds_is_heard_whatever_lies_in_it(tmp_path):
    spine = (
        multicam(3600, 60, 10, ("A", "video"), ("B", "audio")) + multicam(3610, 52, 5, ("A", "all"))
        + multicam(3615, 50, 5, ("A", "video"), ("B", "none")) + multicam(3620, 51, 2)
    )  # fmt: skip
    expected = [("a.wav", 11, 0, 4), ("b.wav", 0, 4, 6), ("c.wav", 2, 10, 5), ("c.wav", 1, 20, 2)]
    assert read_fcpxml(tmp_path, spine, MULTICAM) == (expected, 0)


def test_sound_inside_the_picture_of_a_clip_in_fcpxml_plays_with_it_and_picture_alone_is_silent(tmp_path):
    asset = '<asset id="t" name="t" start="43200s" duration="60s" hasVideo="1" hasAudio="1"><media-rep src="file:///m/t.mov"/></asset>'
    sound = '<audio ref="t" lane="-1" offset="43200s" duration="60s" srcID="{}"/>'
    inside = f'<video ref="t" offset="43200s" duration="60s">{sound.format(1)}{sound.format(2)}</video>'
    spine = (
        f'<clip name="t" offset="3600s" start="43205s" duration="10s">{inside}</clip>'
        '<clip name="t" offset="3610s" start="43205s" duration="10s"><video ref="t" offset="43200s" duration="60s"/></clip>'
        f'<clip name="t" offset="3620s" start="43215s" duration="10s" audioStart="43213s" audioDuration="6s">{inside}</clip>'
    )
    expected = [("t.mov", 43205, 0, 10), ("t.mov", 43213, 18, 6)]
    assert read_fcpxml(tmp_path, spine, asset) == (expected, 0)


def test_synchronised_clips_storylines_and_auditions_of_fcpxml_are_heard_as_they_are_used(tmp_path):
    lane = 'lane="-1"'
    line = "<spine>" + fcpx_clip("a", 0, 5, 20, inside=fcpx_clip("d", 6, 0, 50, more=lane)) + "</spine>"
    music = fcpx_clip("c", 4, 0, 9, more='lane="-2"')  # hangs on the clip and is longer
    beside = '<spine lane="-1" offset="22s">' + fcpx_clip("b", 0, 3, 2) + fcpx_clip("c", 2, 7, 2) + "</spine>"
    spine = (
        f'<sync-clip name="s" offset="3600s" start="2s" duration="5s">{line}{music}</sync-clip>'
        f'<sync-clip name="s" offset="3605s" start="2s" duration="5s">{fcpx_clip("a", 0, 5, 20)}'
        + fcpx_clip("d", 1, 0, 50, more=lane)
        + "</sync-clip>"
        + fcpx_clip("a", 3610, 20, 6, inside=beside)
        + f'<audition offset="3616s">{fcpx_clip("b", 0, 1, 2)}{fcpx_clip("c", 0, 1, 2)}</audition>'
    )
    expected = [
        ("a.wav", 7, 0, 5), ("d.wav", 1, 0, 5), ("c.wav", 0, 2, 9), ("a.wav", 7, 5, 5), ("d.wav", 1, 5, 5),
        ("a.wav", 20, 10, 6), ("b.wav", 3, 12, 2), ("c.wav", 7, 14, 2), ("b.wav", 1, 16, 2),
    ]  # fmt: skip
    assert read_fcpxml(tmp_path, spine) == (expected, 0)


def bomb(ending):
    """Thirty sequences, each twice the next."""
    if ending == "fcpxml":
        twice = '<ref-clip ref="m{0}" offset="0s" duration="5s"/><ref-clip ref="m{0}" offset="5s" duration="5s"/>'
        media = "".join(
            f'<media id="m{n}"><sequence format="r1" duration="10s"><spine>{twice.format(n + 1)}</spine></sequence></media>'
            for n in range(30)
        )
        last = f'<media id="m30"><sequence format="r1" duration="10s"><spine>{fcpx_clip("a", 0, 0, 10)}</spine></sequence></media>'
        return fcpxml('<ref-clip ref="m0" offset="3600s"/>', media + last)
    inner = fcp7_sequence(30, fcp7_file("a.wav", 0, 0, 50))
    for n in reversed(range(30)):
        again = f'<sequence id="sequence-{n + 1}"/>'
        inner = fcp7_sequence(n, fcp7_item("nest", 0, 0, 50, inner), fcp7_item("nest", 50, 0, 50, again))
    return XMEML.format(sequence=inner)


@pytest.mark.parametrize("ending", ["xml", "fcpxml"])
def test_sequences_each_twice_the_next_are_refused_and_not_unfolded(tmp_path, ending):
    path = tmp_path / f"cut.{ending}"
    path.write_text(bomb(ending))
    with pytest.raises(SettingsError) as refused:
        read_edit(path, None)
    told = f"“cut.{ending}”: it cannot be read as a timeline: its sequences hold one another without end."
    assert explain(refused.value).detail == told


LAUGHS = "".join(f'<!ENTITY e{n} "{f"&e{n + 1};" * 10}">' for n in range(20)) + '<!ENTITY e20 "ha">'
HOSTILE = {
    "entities that hold one another": f"<!DOCTYPE x [{LAUGHS}]><fcpxml><project>&e0;</project></fcpxml>",
    "elements in elements without end": fcpxml('<gap duration="1s">' * 50_000 + "</gap>" * 50_000),
    "a time that is none": fcpxml('<gap duration="1e99s"/>'),
    "a clip of nothing": fcpxml('<asset-clip ref="z" duration="1s"/>'),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("ending", ["xml", "fcpxml"])
def test_a_hostile_document_is_refused_in_a_sentence(tmp_path, text, ending):
    path = tmp_path / f"cut.{ending}"
    path.write_text(text)
    with pytest.raises(SettingsError) as refused:
        read_edit(path, None)
    assert explain(refused.value).detail.startswith(f"“cut.{ending}”: it cannot be read as a timeline: ")


@pytest.mark.parametrize("ending", ["xml", "fcpxml"])
def test_a_document_that_holds_no_sequence_or_itself_is_refused(tmp_path, ending):
    itself = fcp7_sequence(1, fcp7_item("nest", 0, 0, 50, '<sequence id="sequence-1"/>'))
    inside = '<media id="m1"><sequence format="r1" duration="9s"><spine><ref-clip ref="m1" offset="0s"/></spine></sequence></media>'
    written = {"xml": XMEML.format(sequence=itself), "fcpxml": fcpxml('<ref-clip ref="m1" offset="3600s"/>', inside)}
    empty = {
        "xml": XMEML.format(sequence=""),
        "fcpxml": f'{HEAD}<fcpxml version="1.10"><library><event/></library></fcpxml>',
    }
    for text in (written[ending], empty[ending]):
        path = tmp_path / f"cut.{ending}"
        path.write_text(text)
        with pytest.raises(SettingsError) as refused:
            read_edit(path, None)
        assert explain(refused.value).detail.startswith(f"“cut.{ending}”: it cannot be read as a timeline: ")
