"""Which of several recordings of one tune comes first."""

import pytest
from support.tunes import RATE_HZ, make_babble, make_tune, play_faster

from slipgui.core.outcome import Match
from slipgui.engine.index import Index
from slipgui.engine.ranking import rank_versions
from slipgui.engine.recogniser import recognise
from slipgui.engine.segment import Segment
from slipgui.engine.segment_writer import lay_out, make_fingerprint, write_segment


def match(speed=1.0, pitch_semitones=0.0):
    return Match(0.0, 10.0, 0.0, speed, pitch_semitones, None)


def no_tune(one, other):
    return None


def ranked(*scored):
    """Places of the recordings, the best first."""
    scores = rank_versions(scored, lambda one, other: scored[one][0] - scored[other][0])
    return sorted(range(len(scores)), key=lambda place: -scores[place]), scores


def test_what_agrees_as_well_without_a_change_comes_first():
    order, scores = ranked((20.0, match(1.03, 0.51)), (17.0, match()))
    assert order == [1, 0]
    assert scores == [pytest.approx(17), 17.0]


def test_what_agrees_far_better_comes_first_though_it_was_changed():
    assert ranked((30.0, match(1.03, 0.51)), (9.0, match())) == ([0, 1], [30.0, 9.0])


def test_a_change_of_pitch_alone_and_of_tempo_alone_are_changes():
    assert ranked((20.0, match(1.0, 1.0)), (20.1, match(0.97)), (15.0, match()))[0] == [2, 1, 0]


def test_a_tempo_that_is_a_little_off_is_no_change():
    assert ranked((15.4, match(0.989)), (12.4, match()))[0] == [0, 1]
    assert ranked((15.4, match(0.989, -0.19)), (12.4, match()))[0] == [1, 0]


def test_what_differs_by_an_error_of_measurement_is_the_same_change():
    assert ranked((24.1, match(1.0456, 0.77)), (20.2, match(1.0451, 0.76)))[0] == [0, 1]


def test_a_change_of_speed_is_less_than_one_of_tempo_and_another_of_pitch():
    assert ranked((25.1, match(1.0495, 0.8)), (18.4, match(0.9752, 0.8)))[0] == [0, 1]


def test_a_single_recording_keeps_its_score():
    assert rank_versions([(9.0, match(1.05, 0.84))], no_tune) == [9.0]
    assert rank_versions([], no_tune) == []


def test_what_is_not_of_one_tune_keeps_its_score():
    assert rank_versions([(20.0, match(1.03, 0.51)), (17.0, match())], no_tune) == [20.0, 17.0]


def test_what_is_rather_in_the_clip_comes_first_and_nothing_of_its_tune_scores_more():
    scored = [(14.0, match()), (12.0, match()), (30.0, match()), (13.0, match(1.005))]
    odds = {(0, 1): -2.0, (0, 3): 0.5, (1, 3): 4.0}

    def log_odds(one, other):
        """The third is another tune."""
        return odds[one, other] if (one, other) in odds else -odds[other, one] if (other, one) in odds else None

    scores = rank_versions(scored, log_odds)
    assert sorted(range(4), key=lambda number: -scores[number]) == [2, 1, 0, 3]
    assert scores[1] == 12.0
    assert scores == pytest.approx([12, 12, 30, 12])


MIXES = {
    "plain": lambda one, other: one,
    "full": lambda one, other: one + 0.5 * other,
    "thin": lambda one, other: one + 0.25 * other,
}


@pytest.fixture(scope="module")
def of_mixes(tmp_path_factory):
    """Mixes of two tunes by name, and an index of all of them."""
    mixes = {
        f"{seed} {name}": mix(make_tune(seed), make_tune(seed + 50)) for seed in (1, 2) for name, mix in MIXES.items()
    }
    folder = tmp_path_factory.mktemp("mixes") / "s"
    write_segment(folder, lay_out([(name, make_fingerprint(sound)) for name, sound in mixes.items()]))
    return mixes, Index([Segment(folder)])


HOW = {
    "voices": lambda clip: clip + make_babble(54, len(clip)),
    "faster, voices": lambda clip: play_faster(clip, 1.02) + make_babble(54, len(play_faster(clip, 1.02))),
}


@pytest.mark.parametrize("how", HOW)
def test_of_the_mixes_of_a_tune_the_one_in_the_clip_comes_first(of_mixes, how):
    mixes, index = of_mixes
    clips = {name: HOW[how](sound[4 * RATE_HZ : 9 * RATE_HZ]) for name, sound in mixes.items()}
    first = {name: recognise(index, clip)[0].track_id for name, clip in clips.items()}
    assert first == {name: name for name in mixes}
