"""Which of the places of a track that sound the same a clip is given."""

from dataclasses import replace

import numpy as np
import pytest
from support.tunes import RATE_HZ, make_babble

from slipgui.engine.index import Index
from slipgui.engine.parameters import FRAME_S
from slipgui.engine.placing import Finding, place
from slipgui.engine.query import Query
from slipgui.engine.segment import Segment
from slipgui.engine.segment_writer import lay_out, make_fingerprint, write_segment
from slipgui.engine.stages import every_stage, search
from slipgui.engine.verifier import verify


@pytest.mark.parametrize("allowance", [0.0, 0.8, 1_000.0])
def test_the_place_that_agrees_best_is_told_whatever_is_added_to_scores(tunes, tmp_path, allowance):
    """A bar that is played twice, the second time with something beside it that is in the clip."""
    bar, beside = tunes[2][4 * RATE_HZ : 10 * RATE_HZ], tunes[5][9 * RATE_HZ : 15 * RATE_HZ]
    track = np.concatenate(
        [tunes[1][: 10 * RATE_HZ], bar, tunes[3][: 9 * RATE_HZ], bar + 0.4 * beside, tunes[4][: 6 * RATE_HZ]]
    )
    write_segment(tmp_path / "s", lay_out([("looped", make_fingerprint(track))]))
    index = Index([Segment(tmp_path / "s")])
    clip = bar + 0.4 * beside + 0.5 * make_babble(3, len(bar))
    query = Query(clip)
    best = search(index, query, every_stage)[0]
    first_time = replace(best.candidate, diagonal=10 / FRAME_S, log_likelihood_ratio=20.0)
    (verdict,) = verify(index, query.levels, [first_time], query.heard)
    match = place(index, clip, [Finding(verdict, query, 0, allowance)]).match
    assert match.reference_start_s - match.query_start_s == pytest.approx(25, abs=0.05)
