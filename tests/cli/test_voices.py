"""``slip voiceprint``, ``voices`` and ``speakers`` as a person or a script uses them: real processes, exit codes, JSON of CLI.md."""

import hmac
import json
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.request

import pytest
from support.clips import make_clip, noise
from support.fault_server import answer
from support.faulty_pyannote import JOB, KEY, FaultyPyannote, job
from support.systems import posix_signals

RATE_HZ = 16_000


@pytest.fixture
def service():
    with FaultyPyannote() as running:
        running.contract.n_polls_before_done = 0
        yield running


@pytest.fixture
def speech(tmp_path):
    return make_clip(tmp_path / "Lex – take 3.wav", samples=noise(6.0, RATE_HZ), sample_rate_hz=RATE_HZ)


@pytest.fixture
def voiced(slip, service):
    """``slip`` with a key for the service."""

    def run(*arguments, **environ):
        known = {"SLIPGUI_PYANNOTE_URL": service.url, "SLIPGUI_PYANNOTE_KEY": KEY}
        done = slip(*arguments, **(known | environ))
        told = done.out + done.err
        assert KEY not in told
        assert not [voiceprint for voiceprint in service.contract.voiceprints if voiceprint in told]
        assert "Traceback" not in told
        return done

    return run


def test_a_voice_is_made_listed_renamed_exported_removed_and_imported(voiced, slip, service, speech, tmp_path):
    made = voiced("voiceprint", speech, "--label", "Lex", "--from", "0:01", "--to", "5.5", "--json")
    (line,) = made.lines
    assert made.code == 0
    assert list(line)[:6] == ["label", "clip", "job_id", "status", "voiceprint_chars", "error"]
    (voiceprint,) = service.contract.voiceprints
    assert (line["label"], line["clip"], line["status"]) == ("Lex", str(speech), "succeeded")
    assert (line["voiceprint_chars"], line["error"]) == (len(voiceprint), None)
    assert line["job_id"] in service.contract.jobs
    assert "the key of the voices lies in" in made.err  # the environment of these tests has no keyring

    (voice,) = voiced("voices", "list", "--json").lines
    assert set(voice) >= {"id", "label", "created_at", "clip"}
    assert (voice["id"], voice["label"], voice["from_s"], voice["to_s"]) == (line["id"], "Lex", 1.0, 5.5)
    assert voiced("voices", "rename", "Lex", "Lex F.").code == 0

    file = tmp_path / "voices.json"
    exported = voiced("voices", "export", file)
    assert exported.code == 0
    assert "personal data" in exported.err
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert json.loads(file.read_text(encoding="utf-8"))["voices"][0]["voiceprint"] == voiceprint
    assert slip("voices", "export", "-").out == file.read_text(encoding="utf-8")
    assert not (tmp_path / "-").exists()

    assert voiced("voices", "remove", voice["id"]).code == 0
    assert voiced("voices", "list", "--json").lines == []
    assert [back["label"] for back in voiced("voices", "import", file, "--json").lines] == ["Lex F."]
    assert "1 already there" in voiced("voices", "import", file).err


def test_who_speaks_is_printed_and_exported(voiced, service, speech, tmp_path):
    voiced("voiceprint", speech, "--label", "=Lex")
    voiced("voiceprint", speech, "--label", "Mark Two")
    service.contract.identification = [
        {"start": 0, "end": 1.25, "diarizationSpeaker": "SPEAKER_00", "match": "=Lex"},
        {"start": 1.5, "end": 2, "diarizationSpeaker": "SPEAKER_01", "match": None},
        {"start": 2.5, "end": 4, "diarizationSpeaker": "SPEAKER_02", "match": "Mark Two"},
    ]
    table = voiced("speakers", speech, "--export", "who.csv", "--json")
    assert table.code == 0
    assert table.lines[0] == {
        "start_s": 0.0, "end_s": 1.25, "label": "=Lex", "speaker": "SPEAKER_00", "confidence": None,
    }  # fmt: skip
    assert [line["label"] for line in table.lines] == ["=Lex", None, "Mark Two"]
    rows = (tmp_path / "who.csv").read_bytes().decode("utf-8-sig").split("\r\n")
    assert rows[:2] == ["start_s,end_s,label,speaker,confidence", "0.000,1.250,'=Lex,SPEAKER_00,"]
    assert voiced("speakers", speech, "--voice", "Mark Two", "--export", "who.rttm").code == 0
    assert [voice["label"] for voice in service.contract.submissions[-1]["voiceprints"]] == ["Mark Two"]
    assert (tmp_path / "who.rttm").read_text(encoding="utf-8").splitlines() == [
        "SPEAKER Lex_–_take_3 1 0.000 1.250 <NA> <NA> =Lex <NA> <NA>",
        "SPEAKER Lex_–_take_3 1 1.500 0.500 <NA> <NA> SPEAKER_01 <NA> <NA>",
        "SPEAKER Lex_–_take_3 1 2.500 1.500 <NA> <NA> Mark_Two <NA> <NA>",
    ]


def test_how_voices_are_looked_for_is_told_to_the_service(voiced, service, speech):
    voiced("voiceprint", speech, "--label", "Lex")
    options = ("--min-speakers", "2", "--max-speakers", "4", "--threshold", "62.5", "--shared-voices", "--confidence")
    assert voiced("speakers", speech, *options).code == 0
    assert voiced("speakers", speech, "--speakers", "3").code == 0
    _voiceprint, several, exact = service.contract.submissions
    assert (several["minSpeakers"], several["maxSpeakers"], several["turnLevelConfidence"]) == (2, 4, True)
    assert several["matching"] == {"threshold": 62.5, "exclusive": False}
    assert (exact["numSpeakers"], exact["matching"]) == (3, {"threshold": 0.0, "exclusive": True})


def test_a_clip_that_is_too_long_is_one_failed_line_and_nothing_is_sent(voiced, service, tmp_path):
    clip = make_clip(tmp_path / "long.wav", samples=noise(30.1, RATE_HZ), sample_rate_hz=RATE_HZ)
    run = voiced("voiceprint", clip, "--label", "Lex", "--json")
    (line,) = run.lines
    assert (run.code, line["status"], line["error"]["stage"]) == (1, "failed", "probe")
    assert service.requests == []
    text = voiced("voiceprint", clip, "--label", "Lex")
    assert "Too long for a voiceprint: 30.1 s are over the limit of 30 s." in text.out


def test_a_failed_and_a_canceled_job_end_with_1(voiced, service, speech):
    service.order("GET", JOB, job(status="failed", output={"error": "Two people speak."}), job(status="canceled"))
    failed, canceled = (voiced("voiceprint", speech, "--label", "Lex", "--json") for _ in range(2))
    assert (failed.code, failed.lines[0]["status"]) == (1, "failed")
    assert "Two people speak." in failed.lines[0]["error"]["detail"]
    assert (canceled.code, canceled.lines[0]["status"]) == (1, "canceled")


def test_without_a_key_nothing_is_sent_and_a_wrong_one_is_told(slip, voiced, service, speech):
    run = slip("voiceprint", speech, "--label", "Lex", "--json", SLIPGUI_PYANNOTE_URL=service.url)
    assert (run.code, run.lines[0]["error"]["title"]) == (1, "No key for pyannoteAI")
    assert "SLIPGUI_PYANNOTE_KEY" in run.lines[0]["error"]["hint"]
    assert service.requests == []
    wrong = voiced("voiceprint", speech, "--label", "Lex", "--json", SLIPGUI_PYANNOTE_KEY="wrong-key")
    assert (wrong.code, wrong.lines[0]["error"]["title"]) == (1, "Key refused")
    assert "wrong-key" not in wrong.out + wrong.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("voiceprint", "a.wav"),
        ("voiceprint", "a.wav", "--label", "L", "--from", "3"),
        ("voiceprint", "a.wav", "--label", "L", "--to", "soon"),
        ("speakers", "a.wav", "--threshold", "101"),
        ("speakers", "a.wav", "--speakers", "0"),
        ("speakers", "a.wav", "--speakers", "2", "--max-speakers", "3"),
        ("speakers", "a.wav", "--min-speakers", "3", "--max-speakers", "2"),
        ("speakers", "a.wav", "--export", "who.xml"),
        ("voices",),
        ("voices", "import", "nowhere.json"),
        ("--pyannote-url", "http://example.com", "speakers", "a.wav"),
    ],
)
def test_wrong_usage_ends_with_2(voiced, service, arguments):
    assert voiced(*arguments).code == 2
    assert service.requests == []


def test_an_unknown_voice_and_none_at_all_are_told(voiced, service, speech):
    assert "There is no voice “Nobody”" in voiced("voices", "remove", "Nobody").err
    run = voiced("speakers", speech)
    assert (run.code, run.out) == (1, "")
    assert "There are no voices yet" in run.err
    assert service.requests == []


def test_what_an_interrupted_run_ordered_is_fetched_and_not_ordered_again(voiced, service, speech):
    service.order("GET", JOB, answer(401, {"message": "Unauthorized"}))
    lost = voiced("voiceprint", speech, "--label", "Lex", "--json")
    assert (lost.code, lost.lines[0]["error"]["code"]) == (1, "authentication")
    again = voiced("voices", "resume", "--json")
    assert (again.code, again.lines[0]["status"], again.lines[0]["job_id"]) == (0, "succeeded", lost.lines[0]["job_id"])
    assert voiced("voices", "resume", "--json").lines == []
    assert len(service.contract.submissions) == 1


def test_a_webhook_ends_the_waiting_and_needs_the_secret_of_the_team(voiced, service, speech):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    secret = "whsec-0815-4711"

    def deliver_then_run_on(exchange):
        job_id = exchange.request.target.rpartition("/")[2]
        body = json.dumps({"jobId": job_id, "status": "succeeded", "output": {"voiceprint": "QUJD"}}).encode()
        now = str(int(time.time()))
        signature = hmac.new(secret.encode(), f"v0:{now}:".encode() + body, "sha256").hexdigest()
        headers = {"X-Signature": signature, "X-Request-Timestamp": now}
        request = urllib.request.Request(f"http://127.0.0.1:{port}/pyannote", body, headers)
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=10) as said:
            assert said.status == 204
        job(status="running")(exchange)

    options = ("--label", "Lex", "--webhook", "https://hooks.example/p", "--webhook-port", port, "--json")
    unknown = voiced("voiceprint", speech, *options)
    assert (unknown.code, service.requests) == (2, [])
    assert "SLIPGUI_PYANNOTE_WEBHOOK_SECRET" in unknown.err
    service.order("GET", JOB, deliver_then_run_on, job(status="running"))
    made = voiced("voiceprint", speech, *options, SLIPGUI_PYANNOTE_WEBHOOK_SECRET=secret)
    assert (made.code, made.lines[0]["voiceprint_chars"]) == (0, 4)
    assert secret not in made.out + made.err
    assert len(service.sent("GET", JOB)) == 1
    assert service.contract.submissions[0]["webhook"] == "https://hooks.example/p"
    assert voiced("voiceprint", speech, "--label", "L", "--webhook", "http://hooks.example").code == 2


@posix_signals
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGKILL"])
def test_a_run_that_was_ended_leaves_its_order_behind_and_resume_fetches_it(voiced, environ, service, speech, name):
    service.contract.n_polls_before_done = 10**6
    known = {"SLIPGUI_PYANNOTE_URL": service.url, "SLIPGUI_PYANNOTE_KEY": KEY}
    command = [sys.executable, "-m", "slipgui.cli", "voiceprint", str(speech), "--label", "Lex", "--json"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, env=environ | known, text=True, **pipes) as process:
        while not service.sent("GET", JOB):
            assert process.poll() is None
        process.send_signal(getattr(signal, name))
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out) == (-signal.SIGKILL if name == "SIGKILL" else 130, "")
    assert "Traceback" not in err
    service.contract.n_polls_before_done = 0
    resumed = voiced("voices", "resume", "--json")
    assert (resumed.code, [line["label"] for line in resumed.lines]) == (0, ["Lex"])
    assert len(service.contract.submissions) == 1


def test_doctor_tells_whether_the_key_is_good(slip, voiced, service):
    def finding(run):
        return next(line for line in run.lines if line["check"] == "voices")

    assert finding(slip("doctor", "--json"))["detail"] == "no key for pyannoteAI: voiceprints are not available"
    assert finding(voiced("doctor", "--json"))["ok"]
    assert [request.request_line.split()[1] for request in service.requests] == ["/v1/test"]
    wrong = finding(voiced("doctor", "--json", SLIPGUI_PYANNOTE_KEY="wrong-key"))
    assert (wrong["ok"], wrong["detail"]) == (False, "Key refused. pyannoteAI did not accept the API key.")
