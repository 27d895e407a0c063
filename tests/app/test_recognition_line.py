from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from support.local_service import GOLDEN_HOUR, MATCH, STOCK_TRACK

from slipgui.app.recognition_line import decode_identified, encode_report
from slipgui.core.clip import Clip, ClipId
from slipgui.core.events import Report
from slipgui.core.flow import Stage
from slipgui.core.outcome import Alternative, Identified, Run

CUT = replace(MATCH, repeats_s=(12.5, 77.25), runs=(Run(0.5, 4.0, 61.28), Run(4.0, 10.0, 90.0)))
FOUND = Identified(GOLDEN_HOUR, CUT, (Alternative(STOCK_TRACK, None), Alternative(GOLDEN_HOUR, CUT)))


def line_of(found: Identified) -> dict:
    return encode_report(
        Report(
            clip=Clip(ClipId("1"), Path("/a.mov")),
            outcome=found,
            service="local",
            route=None,
            payload=None,
            sent_bytes=0,
            source_bytes=1,
            job_id=None,
            elapsed_s=1.0,
            stage=Stage.POLLING,
            finished_at=datetime(2026, 1, 1, tzinfo=UTC),
            raw_answer=None,
            is_incomplete=False,
        )
    )


def test_what_a_line_tells_of_an_answer_is_read_back():
    assert decode_identified(line_of(FOUND)) == FOUND


def test_a_line_of_an_earlier_version_is_read():
    line = line_of(Identified(GOLDEN_HOUR, MATCH))
    del line["alternatives"], line["match"]["repeats_s"], line["match"]["runs"]
    assert decode_identified(line) == Identified(GOLDEN_HOUR, MATCH)


def test_a_sound_that_begins_later_than_its_clip_moves_every_moment_of_the_clip_and_none_of_the_track():
    moved = FOUND.shifted(2.0)
    assert moved.alternatives[0].match is None
    for match in (moved.match, moved.alternatives[1].match):
        assert match
        assert (match.query_start_s, match.query_stop_s, match.reference_start_s) == pytest.approx((2.5, 12.0, 61.28))
        assert [(run.query_start_s, run.query_stop_s, run.reference_start_s) for run in match.runs] == [
            (2.5, 6.0, 61.28),
            (6.0, 12.0, 90.0),
        ]
        assert match.repeats_s == CUT.repeats_s
