"""Hostile media one after the other: the service stays up and right, and the catalogue learns what is sound."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support.fuzz import CLIPS, MUSIC, fuzzed_files
from support.harness import rest

from slipgui.core.job import JobStatus
from slipgui.services.programmes import LocalRecognitionService

N_FILES = 72
SEED = 20_261_122


async def ask(service, clip):
    job = await service.submit_form(clip, "clip.mp4", lambda *_: None)  # by their bytes they may be of any kind
    while job.status is JobStatus.RUNNING:
        job = await service.get_job(job.job_id)
    return job


@pytest.mark.usefixtures("learned")
async def test_fuzzed_media_never_take_the_service_down(environ, studio, tmp_path):
    command = [sys.executable, "-m", "slipgui.cli", "serve", "--until-stdin-closes"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=environ, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL) as process:
        announced = json.loads(process.stdout.readline())
        async with LocalRecognitionService(
            name="local", base_url=announced["url"], api_key=announced["token"]
        ) as service:
            ends = {
                path.name: (await ask(service, path)).status for path in fuzzed_files(tmp_path, CLIPS, N_FILES, SEED)
            }
            good = await ask(service, studio / "clips" / "scene 2.mp4")
        assert process.poll() is None
        process.stdin.close()
        process.wait(60)
    assert len(ends) == N_FILES
    assert JobStatus.FAILED in ends.values()
    assert (good.status, good.track and good.track.title) == (JobStatus.COMPLETED, "夜の港")


def test_fuzzed_music_is_told_file_by_file_and_the_sound_one_is_learned(slip, studio, tmp_path):
    folder = tmp_path / "music"
    folder.mkdir()
    fuzzed = list(fuzzed_files(folder, MUSIC, N_FILES, SEED))
    rest(Path(shutil.copy(studio / "music" / "2.flac", folder / "zz sound.flac")))
    run = slip("catalogue", "add", folder, "--json")
    lines = {Path(line["file"]).name: line for line in run.lines if "file" in line}
    assert lines.keys() == {"zz sound.flac", *(path.name for path in fuzzed)}
    assert lines["zz sound.flac"]["status"] == "added"
    told = {line["status"] for line in lines.values()}
    assert told == {"added", "failed"}
    assert all((line["error"] is None) == (line["status"] == "added") for line in lines.values())
    assert [line for line in lines.values() if line["error"] and line["error"]["code"] == "internal"] == []
    assert slip("catalogue", "check", "--json").code in (0, 1)
    found = slip("identify", studio / "clips" / "scene 2.mp4", "--json").lines[0]
    assert found["match"]["file"].endswith("zz sound.flac")
