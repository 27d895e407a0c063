"""Long programmes are searched by processes: the same answers, whatever becomes of those."""

import multiprocessing
import os
import select
import subprocess
import sys
import threading

import pytest
from support import pure_work

from slipgui.engine import programme_workers
from slipgui.engine.programme_workers import ProgrammeWorkers

LONG_S, SHORT_S = 3600.0, 60.0


@pytest.mark.parametrize("declared_s", [LONG_S, SHORT_S])
def test_work_is_given_the_index_and_its_answers_come_in_order(index, declared_s):
    with ProgrammeWorkers(index, declared_s) as workers:
        answers = list(workers.map(pure_work.describe, [1, 2, 3, 4]))
    assert [(n_tracks, given) for _, n_tracks, given in answers] == [(index.n_tracks, given) for given in (1, 2, 3, 4)]
    is_elsewhere = {pid != os.getpid() for pid, _, _ in answers}
    assert is_elsewhere == {declared_s == LONG_S}
    assert multiprocessing.active_children() == []


def test_what_a_process_dies_over_is_done_here_and_the_next_is_done_by_another(index):
    with ProgrammeWorkers(index, LONG_S) as workers:
        here = os.getpid()
        assert workers.submit(pure_work.die_elsewhere, here).result() == here
        assert workers.submit(pure_work.describe, 0).result()[0] != here


def test_an_error_is_raised_as_it_is(index):
    with ProgrammeWorkers(index, LONG_S) as workers, pytest.raises(ZeroDivisionError):
        workers.submit(pure_work.divide_by_zero).result()


def test_where_the_files_of_the_index_are_gone_the_work_is_done_here(index, monkeypatch, tmp_path):
    for segment in index.segments:
        monkeypatch.setattr(segment, "folder", tmp_path / "merged")
    with ProgrammeWorkers(index, LONG_S) as workers:
        assert workers.submit(pure_work.describe, 0).result()[0] == os.getpid()


def test_what_waits_is_not_begun_any_more_when_the_work_ends(index):
    begun, go_on = threading.Event(), threading.Event()

    def wait(index):
        begun.set()
        go_on.wait()

    with ProgrammeWorkers(index, SHORT_S) as workers:
        first = [workers.submit(wait) for _ in range(programme_workers._N_WORKERS)]
        last = workers.submit(pure_work.describe, 0)
        begun.wait()
        last.add_done_callback(lambda future: go_on.set())
    assert last.cancelled()
    assert all(future.done() for future in first)


@pytest.mark.skipif(sys.platform != "linux", reason="a process is waited for by its descriptor")
def test_processes_end_with_their_parent_however_it_ends(index):
    folders = [str(segment.folder) for segment in index.segments]
    with subprocess.Popen([sys.executable, pure_work.__file__, *folders], stdout=subprocess.PIPE) as parent:
        assert parent.stdout
        pids = [int(pid) for pid in parent.stdout.readline().split()]
        waited_for = [os.pidfd_open(pid) for pid in pids]
        parent.kill()
    while waited_for:
        ended, _, _ = select.select(waited_for, [], [], 60)
        assert ended
        for descriptor in ended:
            waited_for.remove(descriptor)
            os.close(descriptor)
    assert len(pids) == programme_workers._N_WORKERS
