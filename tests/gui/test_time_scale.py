"""Which part of a programme a timeline shows."""

from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from slipgui.core.timebase import programme_timebase
from slipgui.gui.time_scale import TimeScale

HOUR = TimeScale.of_all(3600.0, 1000.0)


@given(st.floats(0, 3600), st.floats(0.1, 50), st.floats(0, 3600))
def test_zooming_keeps_the_moment_where_it_is_and_stays_inside(around_s, factor, later_s):
    scale = HOUR.at_zoom(0.5, 1800.0).moved(later_s - 1800)
    zoomed = scale.zoomed(factor, around_s)
    assert 0 <= zoomed.from_s <= zoomed.to_s <= 3600 + 1e-6
    assert zoomed.span_s >= 10
    inside = zoomed.from_s > 1e-6 and zoomed.to_s < 3600 - 1e-6
    if inside:
        assert abs(zoomed.x(around_s) - scale.x(around_s)) < 1e-3


def test_zoom_is_what_was_asked_for():
    for zoom in (0.0, 0.25, 1.0):
        assert abs(HOUR.at_zoom(zoom, 0.0).zoom - zoom) < 1e-9
    assert HOUR.at_zoom(1.0, 1800.0).span_s == 10.0


def test_what_is_in_view_does_not_move():
    scale = HOUR.at_zoom(0.5, 1800.0)
    assert scale.showing(1790.0, 1795.0) is scale
    moved = scale.showing(100.0, 900.0)
    assert moved.from_s <= 100.0
    assert moved.to_s >= 900.0


def test_labels_stand_on_full_seconds_of_the_timecode_also_in_drop_frame():
    timebase = programme_timebase(Fraction(30_000, 1001), "01:00:00;00")
    labels = [label for _, label in TimeScale.of_all(600.0, 1000.0).labels(timebase, 92.0)]
    assert labels[:3] == ["01:00:00;00", "01:01:00;02", "01:02:00;02"]
    assert labels[10] == "01:10:00;00"
    plain = [label for _, label in TimeScale.of_all(100.0, 1000.0).labels(programme_timebase(None, None), 92.0)]
    assert plain[1] == "00:00:10.000"


def test_labels_have_room():
    timebase = programme_timebase(Fraction(25), None)
    for zoom in (0.0, 0.3, 0.6, 1.0):
        places = [x for x, _ in HOUR.at_zoom(zoom, 1800.0).labels(timebase, 92.0)]
        assert all(b - a >= 91 for a, b in pairwise(places))
