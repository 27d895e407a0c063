"""Windows at other speeds: those that are not sure by themselves, and speeds that are known."""

import shutil

import pytest

from slipgui.engine import programme_speeds
from slipgui.engine.parameters import FRAMES_PER_S
from slipgui.engine.programme_borders import Borders
from slipgui.engine.programme_cues import Found
from slipgui.engine.programme_record import ProgrammeRecord
from slipgui.engine.programme_speeds import Group, Window, find_other_speeds, search_speeds
from slipgui.engine.programme_windows import Hit
from slipgui.engine.programme_workers import ProgrammeWorkers

SPEED, AT_S, LENGTH_S = 0.98, 24.0, 20.0


@pytest.fixture(scope="session")
def heard_folder(hear_minute):
    return hear_minute(SPEED, AT_S, LENGTH_S)


def follow(index, folder, score, late_s):
    """What becomes of a hit at 40 to 54 s, of which the tune fills 4, that is so sure and so far from the true place."""
    start, stop = (round(second * FRAMES_PER_S) for second in (40, 54))
    track = next(track for track in index.tracks if track.track_id == "3")
    diagonal = track.first_frame + late_s * FRAMES_PER_S - SPEED * AT_S * FRAMES_PER_S
    hit = Hit(diagonal, SPEED, 1 / SPEED, 30.0, score, start, stop, track)
    with ProgrammeRecord(folder) as record, ProgrammeWorkers(index, 60.0) as workers:
        record.keep_batch(0, [hit])
        return find_other_speeds(index, record, [Window(start, stop)], workers, lambda share: None, lambda: False)


def test_a_doubtful_window_over_the_end_of_a_cue_brings_the_whole_cue(index, heard_folder):
    (cue,) = follow(index, heard_folder, 6.5, 0.0)
    assert cue.score > 9.5
    assert cue.borders.start_frame / FRAMES_PER_S == pytest.approx(AT_S, abs=0.6)
    assert cue.borders.stop_frame / FRAMES_PER_S == pytest.approx(AT_S + LENGTH_S, abs=0.6)


def test_a_doubtful_window_that_agrees_by_chance_brings_none(index, heard_folder):
    assert follow(index, heard_folder, 6.5, 3.7) == []


def test_a_window_that_is_sure_by_chance_brings_none_where_the_track_does_not_go_on(index, heard_folder):
    assert follow(index, heard_folder, 9.5, 3.7) == []
    (cue,) = follow(index, heard_folder, 9.5, 0.0)
    assert cue.borders.start_frame / FRAMES_PER_S == pytest.approx(AT_S, abs=0.6)


def search(index, folder, speed, is_exact):
    """What a window inside the tune brings where one speed is tried."""
    window = Window(*(round(second * FRAMES_PER_S) for second in (26, 40)))
    with ProgrammeRecord(folder) as record:
        query = record.sound.query(window.start_frame, window.stop_frame)
    return search_speeds(index, query, window, [Group([speed], 100_000, is_exact=is_exact)])


def test_at_a_known_speed_more_agrees_than_at_one_a_probe_stands_for(index, heard_folder):
    known, near = (search(index, heard_folder, SPEED, is_exact) for is_exact in (True, False))
    assert known.track.track_id == near.track.track_id == "3"
    assert [known.speed, near.speed] == pytest.approx([SPEED, SPEED], abs=0.0005)
    assert known.log_likelihood_ratio > 1.5 * near.log_likelihood_ratio


def test_a_known_speed_is_meant_exactly_and_a_probe_for_those_near_it(index, heard_folder):
    known, near = (search(index, heard_folder, SPEED + 0.002, is_exact) for is_exact in (True, False))
    assert near.log_likelihood_ratio > 1.5 * known.log_likelihood_ratio
    assert search(index, heard_folder, SPEED + 0.015, is_exact=False) is None


@pytest.mark.parametrize(
    ("speeds", "n_others", "known"),
    [
        ((0.98, 0.9802), 2, [0.98]),
        ((0.99895, 0.99905, 0.9989, 0.9991), 2, [0.999]),
        ((0.98, 0.9802), 9, []),
    ],
)
def test_a_speed_of_many_cues_is_known_once(index, heard_folder, tmp_path, monkeypatch, speeds, n_others, known):
    folder = shutil.copytree(heard_folder, tmp_path / "heard")
    tried = []
    monkeypatch.setattr(
        programme_speeds, "follow", lambda index, sound, hit: Found(hit, 12.0, Borders(0.0, 1.0, 100.0))
    )
    monkeypatch.setattr(programme_speeds, "search_speeds", lambda index, query, window, groups: tried.append(groups))
    track = index.tracks[0]
    speeds = [*speeds, *(1.01 + 0.004 * other for other in range(n_others))]
    hits = [Hit(0.0, speed, 1 / speed, 30.0, 9.0, 0, 100, track) for speed in speeds]
    windows = [Window(round(second * FRAMES_PER_S), round((second + 6) * FRAMES_PER_S)) for second in range(20, 29)]
    with ProgrammeRecord(folder) as record, ProgrammeWorkers(index, 60.0) as workers:
        record.keep_batch(0, hits)
        find_other_speeds(index, record, windows, workers, lambda share: None, lambda: False)
    ((exactly, conversions, every),) = tried
    assert list(exactly.speeds) == pytest.approx(known, abs=0.001)
    assert (len(conversions.speeds), len(every.speeds)) == (2, 20)
