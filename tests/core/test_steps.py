"""Where a long sound is cut, and one list of cues from many answers."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from support.local_service import GOLDEN_HOUR, STOCK_TRACK

from slipgui.core.steps import LEAST_S, WINDOW_S, Answer, Stretch, doubtful_borders, merged, plan_steps, with_border

HOP_S = 0.5
LOUD, QUIET, SILENT = -15.0, -40.0, -90.0


def plan(*parts):
    """The plan of a sound whose level is so much for so many seconds, each."""
    return plan_steps([level for level, seconds in parts for _ in range(round(seconds / HOP_S))], HOP_S)


def spans(stretches):
    return [(stretch.begin_s, stretch.end_s) for stretch in stretches]


def test_silence_is_not_asked_and_what_is_too_short_is_told():
    found = plan((SILENT, 5), (LOUD, 10), (SILENT, 20), (LOUD, 2), (SILENT, 3))
    assert spans(found.steps) == [(5, 15)]
    assert spans(found.too_short) == [(35, 37)]


def test_a_short_silence_parts_nothing_and_long_sound_is_cut_into_equal_windows():
    found = plan((LOUD, 20), (SILENT, 0.5), (LOUD, 19.5))
    assert [round(step.length_s, 3) for step in found.steps] == [13.333] * 3
    assert (found.steps[0].begin_s, found.steps[-1].end_s, found.n_most_jobs) == (0, 40, 5)


def test_a_change_of_level_is_a_border_of_steps():
    found = plan((LOUD, 10), (QUIET, 12), (LOUD, 12))
    assert spans(found.steps) == [(0, 10), (10, 22), (22, 34)]
    assert found.changes_s == (10, 22)


@given(st.lists(st.tuples(st.sampled_from([LOUD, QUIET, SILENT]), st.integers(1, 80)), min_size=1, max_size=12))
def test_steps_cover_every_passage_once_and_keep_their_lengths(parts):
    found = plan(*parts)
    for before, after in zip(found.steps, found.steps[1:], strict=False):
        assert before.end_s <= after.begin_s
    assert all(0 < step.length_s <= WINDOW_S + 1e-6 for step in found.steps)
    assert all(short.length_s < LEAST_S for short in found.too_short)
    n_loud = sum(round(seconds / HOP_S) for level, seconds in parts if level > -60)
    covered = sum(each.length_s for each in (*found.steps, *found.too_short))
    assert covered >= n_loud * HOP_S - 1e-6


def answer(begin_s, end_s, track=None, *, is_covered=True):
    return Answer(Stretch(begin_s, end_s), track, is_covered)


def test_neighbours_of_one_track_are_one_cue_by_isrc_or_by_name():
    respelled = replace(GOLDEN_HOUR, title="GOLDEN HOUR", artist="THE COAST")
    nameless = replace(GOLDEN_HOUR, isrc=None)
    answers = [
        answer(0, 10, GOLDEN_HOUR),
        answer(10, 20, respelled),
        answer(20, 30),
        answer(30, 40),
        answer(60, 70, GOLDEN_HOUR),
    ]
    assert spans(each.stretch for each in merged(answers)) == [(0, 20), (20, 40), (60, 70)]
    assert len(merged([answer(0, 10, nameless), answer(10, 20, replace(nameless, title="golden hour"))])) == 1
    assert len(merged([answer(0, 10), answer(10, 20, is_covered=False)])) == 2  # not covered is not "not known"


def test_borders_are_asked_once_more_where_a_track_meets_another_thing():
    answers = [answer(0, 12, GOLDEN_HOUR), answer(12, 24, STOCK_TRACK), answer(24, 34), answer(40, 50, GOLDEN_HOUR)]
    assert [(place, spans([around])) for place, around in doubtful_borders(answers)] == [
        (0, [(6, 18)]),
        (1, [(19, 29)]),
    ]


def test_a_border_goes_where_the_further_answer_and_the_level_let_it_be():
    answers = [answer(0, 12, GOLDEN_HOUR), answer(12, 24, STOCK_TRACK)]
    later = with_border(answers, 0, answer(6, 18, GOLDEN_HOUR), ())
    assert spans(each.stretch for each in later) == [(0, 15), (15, 24)]
    earlier = with_border(answers, 0, answer(6, 18, STOCK_TRACK), ())
    assert spans(each.stretch for each in earlier) == [(0, 9), (9, 24)]
    at_change = with_border(answers, 0, answer(6, 18, GOLDEN_HOUR), (3.0, 16.5))
    assert spans(each.stretch for each in at_change) == [(0, 16.5), (16.5, 24)]
    unknown = with_border(answers, 0, answer(6, 18), (3.0,))
    assert spans(each.stretch for each in unknown) == [(0, 12), (12, 24)]
