"""``kill -9`` at any moment of a queue: every clip ends once, nothing finished is sent again, what may be twice says so."""

import json
import random
import shutil

import pytest
from support.harness import rest
from support.killed_program import CountingService, KilledQueue, make_marked_clips, order_faults
from support.systems import posix_signals

pytestmark = posix_signals

N_KILLS = 8
FORM, PRESIGNED = 0, 1


@pytest.fixture
def toy():
    with CountingService() as service:
        yield service


@pytest.fixture
def make_queue(tmp_path, toy, environ):
    def make(clips):
        return KilledQueue(tmp_path, toy, clips, environ)

    return make


@pytest.fixture
def clips(tmp_path):
    return make_marked_clips(tmp_path / "clips", 20)


def end_of(queue, *, n_jobs, n_objects, is_marked):
    (line,) = queue.finish()
    assert line["outcome"] == "identified"
    assert sum(queue.toy.n_jobs.values()) == n_jobs
    assert sum(queue.toy.n_objects.values()) == n_objects
    assert line.get("possibly_submitted_twice", False) == is_marked


@pytest.mark.slow
@pytest.mark.parametrize(
    ("route", "kill_at", "n_jobs", "n_objects", "is_marked"),
    [
        (PRESIGNED, "add before", 1, 1, False),
        (PRESIGNED, "add after", 1, 1, False),
        (PRESIGNED, "probing after", 1, 1, False),
        (PRESIGNED, "uploading after", 1, 1, False),
        (PRESIGNED, "submitting after", 1, 1, True),  # nobody can know that the question was not out yet
        (PRESIGNED, "polling before", 2, 1, True),  # the answer was there, but not in the journal
        (PRESIGNED, "polling after", 1, 1, False),
        (PRESIGNED, "finish before", 1, 1, False),
        (PRESIGNED, "finish after", 1, 1, False),
        (FORM, "uploading after", 1, 0, True),
        (FORM, "polling after", 1, 0, False),
    ],
)
def test_killed_around_a_commit(make_queue, clips, route, kill_at, n_jobs, n_objects, is_marked):
    queue = make_queue([clips[route]])
    queue.start(kill_at)
    assert queue.has_ended()
    end_of(queue, n_jobs=n_jobs, n_objects=n_objects, is_marked=is_marked)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("route", "request_name", "n_jobs", "n_objects", "is_marked"),
    [
        (PRESIGNED, "upload-url", 1, 1, False),
        (PRESIGNED, "put", 1, 2, False),  # the storage had taken it, but nobody knew
        (PRESIGNED, "submit", 2, 1, True),
        (PRESIGNED, "poll", 1, 1, False),
        (FORM, "form", 2, 0, True),
    ],
)
def test_killed_between_a_question_and_its_answer(make_queue, clips, route, request_name, n_jobs, n_objects, is_marked):
    queue = make_queue([clips[route]])
    queue.toy.kill_at = (request_name, "after")
    queue.start()
    assert queue.has_ended()
    end_of(queue, n_jobs=n_jobs, n_objects=n_objects, is_marked=is_marked)


@pytest.mark.slow
@pytest.mark.parametrize(
    "kill_at", ["probing after", "uploading after", "polling after", "finish before", "finish after"]
)
def test_killed_while_one_of_two_equal_clips_is_asked_about_the_bytes_leave_once(make_queue, clips, kill_at):
    copy = rest(shutil.copy(clips[PRESIGNED], clips[PRESIGNED].with_name("copy.mp4")))
    queue = make_queue([clips[PRESIGNED], copy])
    (queue.home / "settings.json").unlink()  # what is known counts
    queue.start(kill_at)
    assert queue.has_ended()
    queue.start()
    assert not queue.has_ended()
    lines = [json.loads(row["line"]) for row in queue.rows()]
    assert sorted((line["outcome"], line.get("cached", False)) for line in lines) == [
        ("identified", False),
        ("identified", True),
    ]
    assert (sum(queue.toy.n_jobs.values()), sum(queue.toy.n_objects.values())) == (1, 1)


@pytest.mark.slow
def test_killed_at_random_with_faults_a_queue_of_twenty_comes_to_its_end(make_queue, clips):
    queue, dice = make_queue(clips), random.Random(4)
    order_faults(queue.toy, dice)
    while queue.n_kills < N_KILLS and queue.kill_at_random(dice):
        pass
    assert queue.n_kills >= N_KILLS // 2
    queue.finish()
