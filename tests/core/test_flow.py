import itertools

import pytest

from slipgui.core.flow import Stage, advance, may_follow

FORM = [Stage.DROPPED, Stage.PROBING, Stage.UPLOADING, Stage.POLLING, Stage.FINISHED]
PRESIGNED = [
    Stage.DROPPED,
    Stage.PROBING,
    Stage.PREPARING,
    Stage.UPLOADING,
    Stage.SUBMITTING,
    Stage.POLLING,
    Stage.FINISHED,
]


@pytest.mark.parametrize("way", [FORM, PRESIGNED])
def test_both_routes_are_allowed_step_by_step(way):
    for current, following in itertools.pairwise(way):
        assert advance(current, following) is following


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.FINISHED])
def test_any_stage_may_end(stage):
    assert may_follow(stage, Stage.FINISHED)


@pytest.mark.parametrize("following", [stage for stage in Stage if stage is not Stage.DROPPED])
def test_nothing_but_a_new_try_follows_the_end(following):
    assert not may_follow(Stage.FINISHED, following)
    with pytest.raises(ValueError, match="cannot follow"):
        advance(Stage.FINISHED, following)


def test_nothing_is_sent_before_the_file_was_looked_at():
    assert not may_follow(Stage.DROPPED, Stage.UPLOADING)
    assert not may_follow(Stage.PREPARING, Stage.POLLING)
