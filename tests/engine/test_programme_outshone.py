"""Diagonals that need no look: those of music that loops, beside the one along which it is heard."""

from types import SimpleNamespace

from slipgui.engine.parameters import FRAMES_PER_S
from slipgui.engine.programme_borders import Borders
from slipgui.engine.programme_cues import Diagonal, Found, clearest_first, is_outshone


def window(start_s, stop_s, score=9.0):
    return SimpleNamespace(score=score, start_frame=start_s * FRAMES_PER_S, stop_frame=stop_s * FRAMES_PER_S)


def diagonal(*windows):
    return Diagonal(tuple(windows))


def cue(start_s, stop_s):
    return Found(None, 20.0, Borders(start_s * FRAMES_PER_S, stop_s * FRAMES_PER_S, 0.0))


def test_the_windows_of_a_loop_lie_below_the_cue_of_the_music():
    assert is_outshone(diagonal(window(20, 30), window(25, 35), window(35, 45)), [cue(90, 95), cue(20, 43)])


def test_a_short_cue_beside_a_longer_one_is_looked_at():
    assert not is_outshone(diagonal(window(35, 45), window(30, 50)), [cue(10, 40)])
    assert not is_outshone(diagonal(window(50, 60)), [cue(10, 40)])
    assert not is_outshone(diagonal(window(10, 20), window(34, 44)), [cue(10, 40)])
    assert not is_outshone(diagonal(window(50, 60)), [])


def test_the_clearest_come_first_and_those_that_are_not_sure_not_at_all():
    short, long, unsure = diagonal(window(0, 10, 12.0)), diagonal(window(0, 40, 10.0)), diagonal(window(0, 90, 8.0))
    assert clearest_first([short, unsure, long]) == [long, short]
