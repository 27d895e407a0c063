"""Three timelines of each readable format, in three rates, through relinking and the scan: by OpenTimelineIO, EDL and FCPXML by hand."""

import asyncio
import random
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import opentimelineio
import pytest
from support.clips import make_clip
from support.tunes import RATE_HZ, make_babble, make_tune

from slipgui.app.catalogue import CatalogueDesk
from slipgui.app.cues import CueTools, SoundTools, local_way
from slipgui.app.edit_cues import find_edit_cues, relink
from slipgui.app.edit_file import read_edit
from slipgui.app.local_service import LocalService
from slipgui.app.paths import find_home
from slipgui.app.retry import Retrier
from slipgui.core.timebase import Timebase
from slipgui.media.audio_proxy import make_plain_proxy
from slipgui.media.probe import probe

NTSC, FILM, PAL = Fraction(30_000, 1001), Fraction(24_000, 1001), Fraction(25)
TALK, MUSIC = "Talk A.wav", "Müsic 2.wav"


@dataclass(frozen=True)
class Cut:
    """What a timeline holds: name, begin in the file, place and length of each event, in frames."""

    name: str
    rate: Fraction
    start: int
    """Frame number of its first timecode label."""
    events: tuple[tuple[str, int, int, int], ...]
    is_drop: bool = False

    @property
    def base(self) -> Timebase:
        return Timebase(self.rate, self.start, is_drop=self.is_drop)


CUTS = (
    Cut("pal", PAL, 10 * 3600 * 25, ((TALK, 0, 0, 250), (MUSIC, 50, 250, 500), (TALK, 250, 750, 250))),
    Cut("ntsc", NTSC, 107_892, ((MUSIC, 0, 0, 600), (TALK, 150, 600, 300)), is_drop=True),
    Cut("film", FILM, 24 * 3590, ((TALK, 24, 0, 192), (MUSIC, 96, 240, 360), (MUSIC, 600, 600, 96))),
)  # fmt: skip
"""Cuts alone; a drop-frame hour; a pause between events, and music that is used twice."""


def write(cut, path):
    {".edl": write_edl, ".fcpxml": write_fcpxml}.get(path.suffix, write_by_otio)(cut, path)
    return path


def write_edl(cut, path):
    """CMX 3600: number, reel, track, transition, source in and out, record in and out."""
    zero = Timebase(cut.rate, 0, is_drop=cut.is_drop)
    lines = [f"TITLE: {cut.name}", f"FCM: {'DROP FRAME' if cut.is_drop else 'NON-DROP FRAME'}", ""]
    for number, (name, begin, at, length) in enumerate(cut.events, start=1):
        source = f"{zero.label(begin)} {zero.label(begin + length)}"
        lines += [f"{number:03}  AX       AA    C        {source} {cut.base.label(at)} {cut.base.label(at + length)}"]
        lines += [f"* FROM CLIP NAME: {name}"]
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")


def write_fcpxml(cut, path):
    """FCPXML 1.8: asset clips and gaps in a spine, times as rational seconds."""

    def seconds(frames):
        time = frames / cut.rate
        return f"{time.numerator}/{time.denominator}s"

    names = list(dict.fromkeys(event[0] for event in cut.events))
    assets = "".join(
        f'<asset id="a{n}" name="{name}" src="file:///Volumes/RAID/{name}" start="0s" duration="60s" hasAudio="1" audioSources="1"'
        ' format="r1"/>'
        for n, name in enumerate(names)
    )
    spine, reached = "", 0
    for name, begin, at, length in cut.events:
        if at > reached:
            spine += f'<gap name="Gap" offset="{seconds(cut.start + reached)}" start="0s" duration="{seconds(at - reached)}"/>'
        spine += (
            f'<asset-clip ref="a{names.index(name)}" name="{name}" offset="{seconds(cut.start + at)}" start="{seconds(begin)}"'
            f' duration="{seconds(length)}" audioRole="dialogue" format="r1"/>'
        )
        reached = at + length
    frame = 1 / cut.rate
    path.write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE fcpxml>\n<fcpxml version="1.8"><resources>'
        f'<format id="r1" frameDuration="{frame.numerator}/{frame.denominator}s"/>{assets}</resources><library><event name="day">'
        f'<project name="{cut.name}"><sequence format="r1" duration="{seconds(reached)}" tcStart="{seconds(cut.start)}"'
        f' tcFormat="{"DF" if cut.is_drop else "NDF"}"><spine>{spine}</spine></sequence></project></event></library></fcpxml>',
        encoding="utf-8",
    )


def write_by_otio(cut, path):
    schema, rate = opentimelineio.schema, float(cut.rate)

    def time(frames):
        return opentimelineio.opentime.RationalTime(frames, rate)

    def span(begin, length):
        return opentimelineio.opentime.TimeRange(time(begin), time(length))

    track, reached = schema.Track("A1", kind="Audio"), 0
    for name, begin, at, length in cut.events:
        if at > reached:
            track.append(schema.Gap(source_range=span(0, at - reached)))
        media = schema.ExternalReference(f"file:///Volumes/RAID/{name}", span(0, int(60 * rate)))
        track.append(schema.Clip(name, media, span(begin, length)))
        reached = at + length
    timeline = schema.Timeline(cut.name)
    timeline.global_start_time = time(cut.start)
    timeline.tracks.append(track)
    options = {"use_empty_mob_ids": True} if path.suffix == ".aaf" else {}
    opentimelineio.adapters.write_to_file(timeline, str(path), **options)


@pytest.fixture(scope="module")
def studio(tmp_path_factory):
    """A home whose catalogue knows the music, and the folder of the media."""
    folder = tmp_path_factory.mktemp("timelines")
    home, media = find_home(folder / "home"), folder / "media" / "day 1"
    media.mkdir(parents=True)
    tune = make_tune(1, 60.0)
    make_clip(media / TALK, samples=0.3 * make_babble(5, 60 * RATE_HZ), sample_rate_hz=RATE_HZ)
    make_clip(media / MUSIC, samples=0.5 * tune.astype(np.float32), sample_rate_hz=RATE_HZ)
    known = make_clip(
        folder / "1.flac", samples=tune, sample_rate_hz=RATE_HZ, tags={"title": "Harbour Lights", "artist": "Mira"}
    )
    CatalogueDesk(home).add([known], lambda line: None)
    return home, folder / "media"


@pytest.mark.parametrize("ending", ["edl", "xml", "fcpxml", "otio", "aaf"])
async def test_three_timelines_of_a_format_are_read_relinked_and_scanned(studio, tmp_path, ending):
    home, media = studio
    async with LocalService(home) as service:
        retrier = Retrier(asyncio.sleep, random.Random(1))
        way = local_way(CueTools(SoundTools(probe, make_plain_proxy, home.proxy_folder, retrier), service))
        for cut in CUTS:
            path = write(cut, tmp_path / f"{cut.name}.{ending}")
            edit = read_edit(path, cut.rate if ending == "edl" else None)
            in_frames = [
                (use.source_s * cut.rate, use.record_s * cut.rate, use.length_s * cut.rate) for use in edit.uses
            ]
            assert in_frames == [event[1:] for event in cut.events], cut.name
            assert [use.name.casefold() for use in edit.uses] == [event[0].casefold() for event in cut.events]
            assert edit.timebase.rate == cut.rate
            linked = await asyncio.to_thread(relink, edit, [media])
            assert linked.missing == ()
            found = await find_edit_cues(path, linked, way, lambda step, share: None, lambda info: info)
            named = [(cue.in_s, cue.out_s) for cue in found.cues if cue.track]
            music = [(at / cut.rate, (at + length) / cut.rate) for name, _, at, length in cut.events if name == MUSIC]
            assert {cue.track.title for cue in found.cues if cue.track} == {"Harbour Lights"}
            assert abs(named[0][0] - music[0][0]) < 0.6, cut.name
            assert abs(named[-1][1] - music[-1][1]) < 0.6, cut.name
            is_drop = (
                edit.timebase.is_drop if ending not in ("edl", "fcpxml") else cut.is_drop
            )  # OpenTimelineIO writes none
            assert edit.timebase == Timebase(cut.rate, cut.start, is_drop=is_drop), cut.name
