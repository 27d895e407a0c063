"""``slip`` as a person or a script uses it: real processes, the real local service, exit codes and JSON of CLI.md."""

import asyncio
import json
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from support.clips import make_clip
from support.harness import TRACK, open_journal
from support.systems import posix_signals
from support.tunes import RATE_HZ, make_tune

RECOGNITION_MEMBERS = {
    "clip", "outcome", "service", "track", "match", "route", "sent", "sent_bytes", "source_bytes", "job_id", "elapsed_s", "error",
}  # fmt: skip


def test_a_catalogue_is_learnt_and_clips_are_identified_without_key_or_network(slip, studio):
    learnt = slip("catalogue", "add", studio / "music", "--json")
    assert (learnt.code, learnt.err) == (0, "")
    assert [line["status"] for line in learnt.lines[:-1]] == ["added"] * 3
    summary = learnt.lines[-1]["summary"]
    assert (summary["added"], summary["failed"]) == (3, 0)
    assert summary["audio_s"] == pytest.approx(90, abs=1)

    found = slip("identify", studio / "clips", "--again", "--json")  # they sound alike, but each is to be asked for
    assert (found.code, found.err) == (0, "")
    assert {line["clip"] for line in found.lines} == {str(path) for path in (studio / "clips").iterdir()}
    for line in found.lines:
        assert line.keys() >= RECOGNITION_MEMBERS
        assert line["track"]["title"] == "夜の港"
        assert line["track"]["isrc"] == "QZTW42600002"
        assert (line["track"]["internal"], line["track"]["external_label"]) == (True, None)
        assert line["match"]["reference_start_s"] == pytest.approx(5.0 + line["match"]["query_start_s"], abs=0.05)
        assert line["match"]["file"] == str(studio / "music" / "2.flac")
        assert line["sent_bytes"] > 0
    by_ending = {line["clip"].rpartition(".")[2]: line for line in found.lines}
    assert by_ending["mkv"]["sent"] == "sound"

    history = slip("history", "--search", "港 artist", "--json")
    assert [line["outcome"] for line in history.lines] == ["identified", "identified"]
    assert all(line["finished_at"].endswith("+00:00") for line in history.lines)
    assert slip("queue", "--json").lines == []


@pytest.mark.usefixtures("learned")
def test_exit_codes_tell_found_failed_not_found_and_wrong_usage(slip, studio):
    assert slip("identify", studio / "clips", "--json").code == 0
    assert slip("identify", studio / "stranger.mp4", "--json").code == 3
    mixed = slip("identify", studio / "stranger.mp4", studio / "empty.mp4", studio / "nowhere.mov", "--json")
    assert mixed.code == 1
    outcomes = {Path(line["clip"]).name: line for line in mixed.lines}
    assert outcomes["stranger.mp4"]["outcome"] == "not_identified"
    assert outcomes["empty.mp4"]["error"]["code"] == outcomes["nowhere.mov"]["error"]["code"] == "clip_unreadable"
    assert outcomes["nowhere.mov"]["source_bytes"] == 0
    assert set(outcomes["empty.mp4"]["error"]) >= {
        "code", "title", "detail", "hint", "recovery", "http_status", "request_id", "stage",
    }  # fmt: skip
    for wrong in (
        ["identify"],
        ["identify", "--send", "video", "x.mp4"],
        ["nonsense"],
        ["identify", "x.mp4", "--nonsense"],
    ):
        assert slip(*wrong).code == 2


def test_every_clip_named_on_standard_input_gets_exactly_one_line(slip, studio, toy):
    names = "\n".join(
        map(str, [studio / "clips" / "scene 2.mp4", studio / "empty.mp4", studio / "clips" / "scene 2.mp4"])
    )
    run = slip("identify", "-", "--json", stdin=names, SLIPGUI_API_KEY=toy.token, SLIPGUI_API_URL=toy.url)
    assert sorted(line["outcome"] for line in run.lines) == ["failed", "identified"]


@pytest.mark.parametrize("order", ["before", "after"])
def test_flags_stand_before_or_after_the_command_and_beat_the_environment(slip, studio, toy, order):
    flags = ["--service", "audioverify", "--api-url", toy.url, "--direct-limit", "0", "--send", "original", "--json"]
    command = ["identify", studio / "clips" / "scene 2.mp4"]
    arguments = [*flags, *command] if order == "before" else [*command, *flags]
    run = slip(*arguments, SLIPGUI_API_KEY=toy.token, SLIPGUI_SERVICE="local", SLIPGUI_API_URL="http://127.0.0.1:9")
    (line,) = run.lines
    assert (run.code, line["route"], line["sent"], line["service"]) == (0, "presigned", "original", "audioverify")
    assert line["track"] == TRACK
    assert line["match"] is None


def test_a_known_key_chooses_audioverify_and_a_wrong_one_is_told(slip, studio, toy):
    run = slip(
        "identify", studio / "clips" / "scene 2.mp4", "--json", SLIPGUI_API_KEY="wrong-secret", SLIPGUI_API_URL=toy.url
    )
    assert run.code == 1
    assert (run.lines[0]["service"], run.lines[0]["error"]["code"]) == ("audioverify", "authentication")
    assert "wrong-secret" not in run.out + run.err


def test_audioverify_without_a_key_says_where_to_put_one(slip, studio):
    run = slip("--service", "audioverify", "identify", studio / "clips" / "scene 2.mp4")
    assert run.code == 1
    assert "No key for AudioVerify" in run.out
    assert "SLIPGUI_API_KEY" in run.out


@pytest.mark.usefixtures("learned")
def test_the_catalogue_is_kept_in_step(slip, studio, tmp_path):
    (tmp_path / "broken.flac").write_bytes(b"no music")
    again = slip("catalogue", "add", studio / "music", tmp_path / "broken.flac", tmp_path / "nowhere.wav", "--json")
    assert again.code == 1
    statuses = {Path(line["file"]).name: line for line in again.lines[:-1]}
    assert [statuses[f"{i}.flac"]["status"] for i in (1, 2, 3)] == ["unchanged"] * 3
    assert statuses["broken.flac"]["error"]["title"]
    assert again.lines[-1]["summary"] | {"elapsed_s": 0, "audio_s": 0} == {
        "added": 0, "unchanged": 3, "updated": 0, "failed": 2, "audio_s": 0, "elapsed_s": 0,
    }  # fmt: skip
    tracks = slip("catalogue", "list", "--json").lines
    assert {track["title"] for track in tracks} == {"Harbour Lights", "夜の港", "Slow Machinery"}
    assert set(tracks[0]) >= {"id", "file", "title", "artist", "album", "isrc", "duration_s", "hash_count"}
    assert slip("catalogue", "remove", tracks[0]["id"]).code == 0
    assert slip("catalogue", "remove", tracks[0]["id"]).code == 1
    assert len(slip("catalogue", "list", "--json").lines) == 2
    assert slip("catalogue", "check").code == 0


def test_the_service_answers_others_with_its_token_only(environ, studio):
    command = [sys.executable, "-m", "slipgui.cli", "serve", "--until-stdin-closes"]
    with subprocess.Popen(command, env=environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        told = json.loads(process.stdout.readline())
        request = urllib.request.Request(
            told["url"] + "/api/v4/video-recognition/upload-url/", b'{"filename": "clip.mp4"}'
        )
        request.add_header("Content-Type", "application/json")
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(request, timeout=10)
        assert refused.value.code == 401
        refused.value.close()
        request.add_header("Authorization", f"Bearer {told['token']}")
        with urllib.request.urlopen(request, timeout=10) as answer:
            assert json.load(answer)["content_type"] == "video/mp4"
        process.stdin.close()
        assert process.wait(20) == 0


async def pause_first_and_queue(home):
    async with open_journal(home) as (journal, _):
        first, *_ = await journal.pending()
        await journal.set_paused([first.clip.id], is_paused=True)
        await journal.adopt_pending()
        await journal.set_queue_paused(True)


@posix_signals
def test_an_interrupted_run_leaves_its_clips_in_the_queue_and_resume_finishes_them(slip, environ, studio, toy):
    toy.n_polls_before_completed = 10**6
    keyed = environ | {"SLIPGUI_API_KEY": toy.token, "SLIPGUI_API_URL": toy.url}
    command = [sys.executable, "-m", "slipgui.cli", "identify", str(studio / "clips"), "--again", "--json"]
    with subprocess.Popen(command, env=keyed, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        while len(toy.paths("GET")) < 2:
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
        assert (process.returncode, out) == (130, "")
        assert "Traceback" not in err
    pending = slip("queue", "--json").lines
    assert [line["stage"] for line in pending] == ["polling", "polling"]
    assert [line["paused"] for line in pending] == [False, False]
    asyncio.run(pause_first_and_queue(Path(environ["SLIPGUI_HOME"])))  # somebody who asks to finish all means these too
    assert [line["paused"] for line in slip("queue", "--json").lines] == [True, True]
    n_posts = len(toy.paths("POST"))
    toy.n_polls_before_completed = 0
    resumed = slip("resume", "--json", SLIPGUI_API_KEY=toy.token, SLIPGUI_API_URL=toy.url)
    assert (resumed.code, [line["outcome"] for line in resumed.lines]) == (0, ["identified", "identified"])
    assert "the queue was paused; it goes on" in resumed.err
    assert len(toy.paths("POST")) == n_posts  # nothing was sent again


def test_doctor_finds_this_machine_fit_and_lists_all_codes(slip):
    run = slip("doctor", "--json")
    assert {line["check"] for line in run.lines} >= {"versions", "window", "disk", "key", "service", "catalogue"}
    assert [line for line in run.lines if not line["ok"]] == []
    assert run.code == 0
    codes = {line["code"] for line in slip("doctor", "--codes", "--json").lines}
    assert codes >= {"clip_unreadable", "authentication", "rate_limited", "internal"}


def test_doctor_names_a_refused_key_and_an_unreachable_service(slip, toy):
    refused = slip("doctor", "--json", SLIPGUI_API_KEY="wrong", SLIPGUI_API_URL=toy.url)
    (service,) = [line for line in refused.lines if line["check"] == "service"]
    assert (refused.code, service["ok"]) == (1, False)
    assert "Key refused" in service["detail"]
    gone = slip("doctor", "--json", SLIPGUI_API_KEY="k", SLIPGUI_API_URL="http://127.0.0.1:9")
    assert not next(line for line in gone.lines if line["check"] == "service")["ok"]


def test_doctor_tells_what_is_wrong_with_buckets_and_watched_folders(slip, tmp_path):
    config = tmp_path / "aws"
    config.write_text("[profile studio]\nregion = us-east-1\n", encoding="utf-8")
    (tmp_path / "home").mkdir(exist_ok=True)
    settings = {"s3_endpoint_url": "https://nas.example:9000", "watch_folders": [str(tmp_path / "gone")]}
    (tmp_path / "home" / "settings.json").write_text(json.dumps(settings), encoding="utf-8")

    def found(profile):
        away = {"AWS_CONFIG_FILE": str(config), "AWS_SHARED_CREDENTIALS_FILE": "/no/such/file"}
        lines = slip("--home", tmp_path / "home", "doctor", "--json", SLIPGUI_S3_PROFILE=profile, **away).lines
        return {line["check"]: line for line in lines}

    told = found("studio")
    assert told["buckets"]["detail"] == "https://nas.example:9000, with the AWS profile studio"
    assert not told["watched folders"]["ok"]
    assert (told["watched folders"]["hint"], "gone" in told["watched folders"]["detail"]) == (
        "Connect its volume, or take the folder out of the settings.",
        True,
    )
    buckets = found("nobody")["buckets"]
    assert (buckets["ok"], "AWS credentials" in buckets["detail"], bool(buckets["hint"])) == (False, True, True)
    (tmp_path / "home" / "settings.json").write_text(json.dumps(settings | {"offline": True}), encoding="utf-8")
    assert found("studio")["buckets"]["detail"] == "offline mode: nothing leaves this computer"


def test_a_setting_that_cannot_be_used_is_wrong_usage(slip, studio):
    run = slip("identify", studio / "empty.mp4", SLIPGUI_SEND="video")
    assert run.code == 2
    assert "send" in run.err
    assert "Traceback" not in run.err


@pytest.mark.usefixtures("learned")
def test_version_and_text_for_people(slip, studio):
    assert slip("--version").out.strip() == "slipgui 0.1.0"
    out = slip("identify", studio / "clips" / "scene 2.mp4").out
    assert "夜の港 — Artist 2 (in catalogue, ISRC QZ-TW4-26-00002" in out


@pytest.mark.usefixtures("learned")
def test_two_tracks_at_once_are_both_told_to_people(slip, tmp_path):
    first, second = (make_tune(seed, 30.0)[5 * RATE_HZ : 15 * RATE_HZ] for seed in (1, 2))
    clip = make_clip(tmp_path / "both.wav", 10.0, samples=0.5 * first + 0.4 * second, sample_rate_hz=RATE_HZ)
    _, named, other = slip("identify", clip).out.splitlines()
    assert named.startswith("    Harbour Lights — Artist 1 (")
    assert other.startswith("    also: 夜の港 — Artist 2 (")
