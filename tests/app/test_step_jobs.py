from slipgui.app.step_jobs import StepJobs
from slipgui.core.steps import Stretch

STEPS = [Stretch(0.0, 10.0), Stretch(10.0, 20.0), Stretch(20.0, 30.0)]
LEVELS_DB = [-20.0, -30.0]


def test_a_job_that_is_kept_after_a_crash_left_half_a_line_is_known_again(tmp_path):
    jobs = StepJobs(tmp_path, "audioverify", LEVELS_DB)
    jobs.keep(STEPS[0], "first")
    (file,) = tmp_path.iterdir()
    with file.open("a") as half:
        half.write("[10.0, 2")
    StepJobs(tmp_path, "audioverify", LEVELS_DB).keep(STEPS[2], "third")
    again = StepJobs(tmp_path, "audioverify", LEVELS_DB)
    assert [again.id_of(step) for step in STEPS] == ["first", None, "third"]
    assert StepJobs(tmp_path, "agency", LEVELS_DB).n_known(STEPS) == 0
