"""Which cues are left when all windows have been heard."""

from types import SimpleNamespace

from slipgui.engine.parameters import FRAMES_PER_S
from slipgui.engine.programme_borders import Borders
from slipgui.engine.programme_cues import Found, resolve


def cue(track, start_s, stop_s, score=10.0, diagonal=0.0):
    best = SimpleNamespace(track=track, diagonal=diagonal, speed=1.0)
    return Found(best, score, Borders(start_s * FRAMES_PER_S, stop_s * FRAMES_PER_S, 0.0))


def tracks(cues):
    return [found.best.track for found in cues]


def test_the_clearer_of_two_for_the_same_stretch_is_left():
    assert tracks(resolve([cue("a", 10, 40), cue("b", 12, 20, score=11.0)])) == ["a"]


def test_a_cue_too_short_for_its_score_is_none():
    assert tracks(resolve([cue("a", 10, 40), cue("b", 1, 2, score=12.0), cue("c", 50, 52)])) == ["a", "c"]


def test_parts_of_a_cue_that_are_short_alone_are_joined_first():
    assert tracks(resolve([cue("a", 10, 11), cue("a", 11.5, 12.5)])) == ["a"]
