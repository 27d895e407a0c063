from slipgui.gui.learning_progress import LearningProgress


def test_nothing_is_claimed_before_there_is_something_to_go_by(clock):
    progress = LearningProgress(clock)
    progress.begin()
    assert (progress.share, progress.files_per_minute, progress.left_s) == (0.0, None, None)
    progress.expect(10)
    clock.advance(1.0)
    progress.note()
    assert progress.files_per_minute is None


def test_rate_and_time_left_come_from_what_was_done(clock):
    progress = LearningProgress(clock)
    progress.begin()
    progress.expect(100)
    clock.advance(30.0)
    progress.note(25)
    assert (progress.share, progress.files_per_minute, progress.left_s) == (0.25, 50.0, 90.0)
    clock.advance(100.0)
    assert progress.files_per_minute == 50.0


def test_music_added_meanwhile_is_counted_with_the_rest_and_a_rest_begins_anew(clock):
    progress = LearningProgress(clock)
    progress.begin()
    progress.expect(10)
    progress.note(10)
    progress.begin()
    progress.expect(10)
    assert (progress.n_done, progress.n_files) == (10, 20)
    progress.rest()
    progress.begin()
    assert (progress.n_done, progress.n_files) == (0, 0)


def test_files_that_nobody_expected_do_not_make_more_than_all(clock):
    progress = LearningProgress(clock)
    progress.begin()
    progress.expect(1)
    progress.note(3)
    assert progress.share == 1.0
