"""A programme asked in steps: the real way of every step, to the service of this computer, which here names one track for each job, too."""

import asyncio
import random
from contextlib import suppress
from dataclasses import replace

import numpy as np
import pytest
from support.clips import make_clip
from support.tunes import RATE_HZ, make_babble, make_tune

from slipgui.app.catalogue import CatalogueDesk
from slipgui.app.cues import SoundTools
from slipgui.app.limited_service import LimitedService
from slipgui.app.local_service import LocalService
from slipgui.app.paths import find_home
from slipgui.app.retry import Retrier
from slipgui.app.stepped_cues import StepTools, find_cues_in_steps
from slipgui.core.errors import AuthenticationError, NoAudioError, RequestRejectedError
from slipgui.core.job import JobStatus
from slipgui.media.audio_proxy import make_audio_proxy
from slipgui.media.probe import probe

BORDER_S = 4.0
"""Steps are up to 15 s long; a border is asked once more."""


class Picky(LimitedService):
    """The service, but it answers some submissions with an error."""

    errors = ()
    poll_error = None
    n_submitted = 0
    n_failing = 0
    """So many of the next jobs fail."""

    async def get_job(self, job_id):
        if self.poll_error is not None:
            raise self.poll_error
        job = await super().get_job(job_id)
        if job.status is JobStatus.COMPLETED and self.n_failing:
            self.n_failing -= 1
            return replace(job, status=JobStatus.FAILED, track=None, match=None, reason="the engine is tired")
        return job

    async def submit_form(self, path, file_name, on_bytes):
        self.n_submitted += 1
        if self.errors:
            error, self.errors = self.errors[0], self.errors[1:]
            if error is not None:
                raise error
        return await super().submit_form(path, file_name, on_bytes)


@pytest.fixture
def programme(tmp_path):
    """20 s of babble, 25 s of a known tune in it, 5 s of silence, 20 s of another known tune."""
    home = find_home(tmp_path / "home")
    for seed, title in ((1, "Harbour Lights"), (2, "Gantry")):
        music = make_clip(
            tmp_path / f"{seed}.flac",
            samples=make_tune(seed, 40.0),
            sample_rate_hz=RATE_HZ,
            tags={"title": title, "artist": "Mira Okafor"},
        )
        CatalogueDesk(home).add([music], lambda line: None)
    sound = np.concatenate(
        [
            0.05 * make_babble(5, 20 * RATE_HZ),
            0.5 * make_tune(1, 40.0)[5 * RATE_HZ : 30 * RATE_HZ],
            np.zeros(5 * RATE_HZ),
            0.5 * make_tune(2, 40.0)[: 20 * RATE_HZ],
        ]
    )
    return home, make_clip(tmp_path / "p.wav", samples=sound.astype(np.float32), sample_rate_hz=RATE_HZ)


async def get_record(track_id):
    raise RequestRejectedError("no", service="audioverify", http_status=404)


def make_tools(home, service):
    sound = SoundTools(probe, make_audio_proxy, home.proxy_folder, Retrier(asyncio.sleep, random.Random(1)))
    return StepTools(
        sound, service, deadline_s=120.0, get_record=get_record, jobs_folder=home.data / "step-jobs", account="a"
    )


async def ask(programme, errors=(), accept=True, clip=None):
    home, path = programme
    plans, steps = [], []

    async def decide(plan):
        plans.append(plan)
        return accept

    async with LocalService(home) as service:
        picky = Picky(service, 50.0)
        picky.errors = errors
        tools = make_tools(home, picky)
        found = await find_cues_in_steps(clip or path, tools, lambda step, share: steps.append((step, share)), decide)
    return found, plans[0], steps


async def n_submitted(programme, service, errors=(), poll_error=None, n_failing=0):
    """How many jobs an attempt submitted, and its plan; with ``poll_error`` it ends so."""
    home, path = programme
    plans = []

    async def decide(plan):
        plans.append(plan)
        return True

    picky = Picky(service, 50.0)
    picky.errors, picky.poll_error, picky.n_failing = errors, poll_error, n_failing
    with suppress(AuthenticationError):
        await find_cues_in_steps(path, make_tools(home, picky), lambda step, share: None, decide)
    return picky.n_submitted, plans[0]


async def test_steps_become_the_cues_of_the_programme_with_their_borders(programme):
    found, plan, steps = await ask(programme)
    named = [(cue.track.title, cue.in_s, cue.out_s) for cue in found.cues if cue.track]
    assert [title for title, _, _ in named] == ["Harbour Lights", "Gantry"]
    (_, begin_s, end_s), (_, other_s, last_s) = named
    assert abs(begin_s - 20) < BORDER_S
    assert abs(end_s - 45) < 0.6  # silence follows
    assert abs(other_s - 50) < 0.6
    assert abs(last_s - 70) < 0.6
    assert found.uncovered_s == ()
    assert 4 <= len(plan.steps) <= plan.n_most_jobs
    shares = [share for _, share in steps]
    assert (shares[0], shares[-1]) == (0.0, 1.0)
    assert not list(programme[0].proxy_folder.glob("steps-*"))


async def test_a_step_that_is_refused_is_told_as_not_covered_and_is_a_cue_without_name(programme):
    refusal = RequestRejectedError("no", service="audioverify", http_status=400)
    found, *_ = await ask(programme, errors=(refusal,))
    assert len(found.uncovered_s) == 1
    begin_s, end_s = found.uncovered_s[0]
    assert any(cue.track is None and cue.in_s <= begin_s and end_s <= cue.out_s for cue in found.cues)
    assert [cue.track.title for cue in found.cues if cue.track][-1] == "Gantry"


async def test_a_refused_key_ends_it_at_once(programme):
    refusal = AuthenticationError("no", service="audioverify", http_status=401)
    with pytest.raises(AuthenticationError):
        await ask(programme, errors=(None, refusal))


async def test_nothing_is_asked_that_was_not_accepted_and_nothing_without_sound(programme, tmp_path):
    with pytest.raises(asyncio.CancelledError):
        await ask(programme, accept=False)
    silent_film = make_clip(tmp_path / "film.mp4", 2.0, sounds=(), picture_size=(32, 18))
    with pytest.raises(NoAudioError):
        await ask(programme, clip=silent_film)


async def test_what_was_asked_before_it_was_ended_is_not_paid_again(programme):
    home, _ = programme
    refusal = AuthenticationError("no", service="audioverify", http_status=401)
    async with LocalService(home) as service:
        _, plan = await n_submitted(programme, service, poll_error=refusal)
        (file,) = (home.data / "step-jobs").iterdir()
        n_kept = len(list(filter(None, file.read_text().splitlines())))
        with file.open("a") as half:
            half.write("[1.0, 2")  # as a crash leaves it
        assert 1 <= n_kept < plan.n_jobs
        n_again, again = await n_submitted(programme, service)
        assert (again.n_asked, again.n_jobs) == (n_kept, plan.n_jobs - n_kept)
        assert again.n_jobs <= n_again <= again.n_most_jobs
        assert not list((home.data / "step-jobs").iterdir())
        _, afresh = await n_submitted(programme, service, (refusal,))
        assert afresh == plan


async def test_a_step_that_was_refused_is_asked_again_without_the_others_and_jobs_that_are_gone_are_asked_anew(
    programme,
):
    home, _ = programme
    refusal = RequestRejectedError("no", service="audioverify", http_status=400)
    async with LocalService(home) as service:
        _, plan = await n_submitted(programme, service, (refusal,))
        _, again = await n_submitted(programme, service, (refusal,))
        assert (plan.n_asked, again.n_jobs) == (0, 1)
    async with LocalService(home) as service:  # which knows none of them
        n_anew, anew = await n_submitted(programme, service)
    assert anew.n_jobs == 1
    assert n_anew >= len(plan.steps)


async def test_a_job_that_failed_is_asked_anew_the_next_time_and_the_others_are_not(programme):
    home, _ = programme
    async with LocalService(home) as service:
        _, plan = await n_submitted(programme, service, n_failing=1)
        n_again, again = await n_submitted(programme, service)
        assert (plan.n_asked, again.n_jobs) == (0, 1)
        assert n_again >= 1
        assert not list((home.data / "step-jobs").iterdir())
