import multiprocessing
import os
from pathlib import Path

import pytest
from support import hostile

from slipgui.core.errors import DecoderCrashError, InternalError, UnsupportedMediaError
from slipgui.engine import fingerprinting
from slipgui.engine.catalogue import Catalogue
from slipgui.engine.catalogue_track import AddOptions, FileStatus
from slipgui.engine.fingerprinting import FingerprintWorkers, learn_file


@pytest.fixture
def put(tmp_path):
    def put(name: str, word: str) -> Path:
        path = tmp_path / name
        path.write_text(word)
        return path

    return put


def test_a_worker_learns_what_this_process_would_learn(put):
    file = put("1.wav", "1")
    here = learn_file(file, hostile.decode, hostile.read_tags)
    with FingerprintWorkers(hostile.decode, hostile.read_tags, 1) as workers:
        there = workers.learn(file)
    assert there.fingerprint.rows.tolist() == here.fingerprint.rows.tolist()
    assert (there.duration_s, here.tags.title) == (here.duration_s, str(os.getpid()))
    assert there.tags.title != here.tags.title
    assert multiprocessing.active_children() == []


def test_errors_of_a_worker_come_back_as_they_are_and_it_goes_on(put):
    with FingerprintWorkers(hostile.decode, hostile.read_tags, 1) as workers:
        with pytest.raises(UnsupportedMediaError) as raised:
            workers.learn(put("bad.wav", "bad"))
        assert raised.value.context == {"size_bytes": 3}
        with pytest.raises(InternalError):
            workers.learn(put("odd.wav", "odd"))
        assert workers.learn(put("1.wav", "1")).duration_s == pytest.approx(6)


def test_media_that_crash_the_decoder_cost_one_file_each(put, tmp_path):
    files = [put(f"{i:02}.wav", "crash" if i in (0, 3, 4) else str(i)) for i in range(7)]
    reports, progress = {}, []
    with Catalogue.open(tmp_path / "catalogue") as catalogue:
        summary = catalogue.add(
            files,
            decode=hostile.decode,
            read_tags=hostile.read_tags,
            on_file=lambda report: reports.update({report.file.name: report}),
            is_cancelled=lambda: False,
            options=AddOptions(is_isolated=True, on_progress=progress.append),
        )
    assert (summary.n_added, summary.n_failed) == (4, 3)
    failed = {name: report for name, report in reports.items() if report.status is FileStatus.FAILED}
    assert set(failed) == {"00.wav", "03.wav", "04.wav"}
    assert {type(report.error) for report in failed.values()} == {DecoderCrashError}
    assert failed["00.wav"].error.context["exit_code"] < 0
    assert [step.n_done for step in progress] == list(range(1, 8))
    assert progress[-1].audio_s == pytest.approx(24)


def test_a_worker_that_comes_to_no_end_is_ended(put, monkeypatch):
    monkeypatch.setattr(fingerprinting, "_LEAST_DEADLINE_S", 0.1)
    with FingerprintWorkers(hostile.decode, hostile.read_tags, 1) as workers:
        with pytest.raises(DecoderCrashError):
            workers.learn(put("hang.wav", "hang"))
        monkeypatch.undo()
        assert workers.learn(put("1.wav", "1")).duration_s == pytest.approx(6)


def test_where_no_process_can_be_begun_the_work_is_done_here(put):
    def not_picklable(path: Path):
        return hostile.decode(path)

    file = put("1.wav", "1")
    with FingerprintWorkers(not_picklable, hostile.read_tags, 1) as workers:
        assert workers.learn(file).tags.title == str(os.getpid())
