"""Cases 73 to 76 of contracts/CONTRACTS.md, section 6: what comes in as a webhook of pyannoteAI, genuine and not."""

import asyncio
import hashlib
import hmac
import json
from base64 import b64encode
from contextlib import asynccontextmanager

import httpx
import pytest
from support.clips import make_clip, noise
from support.faulty_pyannote import JOB, VOICEPRINT, job

from slipgui.app.voice_webhooks import VoiceWebhooks
from slipgui.core.voice import VoiceJobStatus
from slipgui.server.webhook_receiver import WebhookReceiver
from slipgui.services.pyannote_json import decode_voice_job

SECRET = "whsec_test"
NOW_S = 1_735_689_600
PUBLIC = "https://hooks.example/pyannote"
BODY = b'{"jobId":"j1","status":"succeeded"}'
"""With NOW_S the test vector of contracts/pyannote.openapi.yaml."""
HEX = "3583e31f57ae1db63362a2928dab3e3dffdf2ead5469a5b489d20cde72b14319"
BASE64 = "NYPjH1euHbYzYqKSjas+Pf/fLq1UaaW0idIM3nKxQxk="


def signed(body, timestamp=NOW_S):
    digest = hmac.new(SECRET.encode(), f"v0:{timestamp}:".encode() + body, hashlib.sha256).digest()
    return {"X-Signature": b64encode(digest).decode(), "X-Request-Timestamp": str(timestamp)}


class Hook:
    """A receiver, what it passed on, and a way to deliver to it."""

    def __init__(self, url, webhooks, client):
        self.url, self.webhooks, self._client = url, webhooks, client
        self.passed_on = []

    async def deliver(self, body=BODY, headers=None):
        """The status that the sender gets."""
        answer = await self._client.post(self.url, content=body, headers=signed(body) if headers is None else headers)
        return answer.status_code


@asynccontextmanager
async def listening():
    webhooks = VoiceWebhooks(PUBLIC, decode_voice_job)
    heard = []

    def hear(body):
        webhooks.receive(body)
        heard.append(body)

    async with (
        WebhookReceiver(SECRET, 0, hear, lambda: float(NOW_S)) as receiver,
        httpx.AsyncClient(trust_env=False) as client,
    ):
        hook = Hook(receiver.url, webhooks, client)
        hook.passed_on = heard
        yield hook


@pytest.fixture
async def hook():
    before = asyncio.all_tasks()
    async with listening() as hook:
        yield hook
    assert not [task for task in asyncio.all_tasks() - before if task is not asyncio.current_task()]


@pytest.fixture(scope="session")
def speech(tmp_path_factory):
    path = tmp_path_factory.mktemp("speech") / "Lex.wav"
    return make_clip(path, samples=noise(5.0, 16_000), sample_rate_hz=16_000)


# ------------------------------------------------------------------------------------------------- genuine or not


@pytest.mark.parametrize("signature", [BASE64, HEX, "v0=" + HEX], ids=["base64", "hex", "v0=hex"])
async def test_case_73_a_signature_in_any_of_three_spellings_is_accepted(hook, signature):
    assert await hook.deliver(headers={"X-Signature": signature, "X-Request-Timestamp": str(NOW_S)}) == 204
    assert hook.passed_on == [BODY]


@pytest.mark.parametrize(
    "signature",
    [HEX.upper(), "V0=" + HEX, BASE64.lower(), HEX[:-1] + "0", "v1=" + HEX, "", None, b"\xff", "v0=", HEX * 2],
    ids=["upper", "V0", "lower", "wrong", "v1", "blank", "missing", "not ascii", "v0 alone", "twice"],
)
async def test_case_73_any_other_signature_is_refused(hook, signature):
    headers = {"X-Request-Timestamp": str(NOW_S)} | ({} if signature is None else {"X-Signature": signature})
    assert await hook.deliver(headers=headers) == 401
    assert hook.passed_on == []


async def test_case_73_a_signature_of_another_secret_is_refused(voices, hook, everything_logged):
    digest = hmac.new(b"another", f"v0:{NOW_S}:".encode() + BODY, hashlib.sha256).hexdigest()
    assert await hook.deliver(headers={"X-Signature": digest, "X-Request-Timestamp": str(NOW_S)}) == 401
    told = everything_logged.getvalue()
    assert "a delivery to the webhook was refused" in told
    assert SECRET not in told
    assert digest not in told


async def test_case_74_a_body_that_was_written_anew_is_refused(hook):
    anew = json.dumps(json.loads(BODY)).encode()
    assert anew != BODY
    assert await hook.deliver(anew, headers=signed(BODY)) == 401
    assert await hook.deliver(BODY + b"\n", headers=signed(BODY)) == 401
    assert await hook.deliver(anew) == 204  # the same, signed as it is
    assert hook.passed_on == [anew]


@pytest.mark.parametrize(
    "timestamp",
    [NOW_S - 601, NOW_S + 601, NOW_S * 1000, -NOW_S, "soon", "", f"{NOW_S}x", f"{NOW_S}.5", None],
    ids=["601 s old", "601 s ahead", "ms", "negative", "text", "blank", "with more", "fraction", "missing"],
)
async def test_case_75_another_time_is_refused_whoever_signed_it(hook, timestamp):
    headers = signed(BODY, timestamp)
    if timestamp is None:
        del headers["X-Request-Timestamp"]
    assert await hook.deliver(headers=headers) == 401
    assert hook.passed_on == []


@pytest.mark.parametrize("timestamp", [NOW_S - 600, NOW_S + 600])
async def test_case_75_ten_minutes_are_allowed(hook, timestamp):
    assert await hook.deliver(headers=signed(BODY, timestamp)) == 204


async def test_case_75_a_delivery_that_comes_again_is_told_once(hook):
    body = b'{"jobId":"j1","status":"succeeded","output":{"voiceprint":"QUJD"}}'
    assert await hook.deliver(body) == 204
    for number, reason in (("1", "http_timeout"), ("2", "connection_failed"), ("3", "http_error")):
        headers = signed(body, NOW_S + 60) | {"x-retry-num": number, "x-retry-reason": reason}
        assert await hook.deliver(body, headers=headers) == 204  # or it would be repeated for ever

    async def news():
        return await hook.webhooks.sleep_until_news("j1", asyncio.sleep(0))

    told = await news()
    assert (told.status, told.voiceprint) == (VoiceJobStatus.SUCCEEDED, "QUJD")
    assert await hook.deliver(body) == 204
    assert await news() is None


def delivery(number):
    return b'{"jobId":"j%d","status":"succeeded","output":{"voiceprint":"QUJD"}}' % number


def test_deliveries_about_jobs_of_others_are_forgotten_after_a_thousand():
    webhooks = VoiceWebhooks("https://me.example/hook", decode_voice_job)
    for number in range(1_200):
        webhooks.receive(delivery(number))

    async def told_of(number):
        return await webhooks.sleep_until_news(f"j{number}", asyncio.sleep(0))

    assert asyncio.run(told_of(199)) is None
    assert asyncio.run(told_of(200)).job_id == "j200"


async def test_two_who_wait_for_one_job_are_both_woken_and_one_is_told(hook):
    waiting = [asyncio.create_task(hook.webhooks.sleep_until_news("j7", asyncio.Event().wait())) for _ in range(2)]
    await asyncio.sleep(0)
    hook.webhooks.receive(delivery(7))
    told = await asyncio.wait_for(asyncio.gather(*waiting), 20)
    assert [one is not None for one in told].count(True) == 1


async def test_case_75_who_waits_is_woken_at_once(hook):
    waiting = asyncio.ensure_future(hook.webhooks.sleep_until_news("j1", asyncio.Event().wait()))
    assert await hook.deliver() == 204
    assert (await asyncio.wait_for(waiting, 5)).status is VoiceJobStatus.SUCCEEDED


@pytest.mark.parametrize("body", [b"", b"{}", b"[]", b"\xff", b'{"jobId":7,"status":"succeeded"}', b"[" * 100_000])
async def test_case_75_a_genuine_delivery_that_cannot_be_read_is_refused(hook, body):
    assert await hook.deliver(body) == 400


async def test_other_methods_and_paths_are_refused(hook):
    async with httpx.AsyncClient(trust_env=False) as client:
        assert (await client.get(hook.url)).status_code == 405
        assert (await client.post(hook.url + "/x", content=BODY, headers=signed(BODY))).status_code == 404
    assert hook.url.startswith("http://127.0.0.1:")


# -------------------------------------------------------------------------------------------------- told once


@pytest.fixture
async def deliver(hook, voices):
    """Delivers a webhook about a job, from any thread."""
    voices.webhooks = hook.webhooks
    loop = asyncio.get_running_loop()

    def deliver_now(job_id, members):
        body = json.dumps({"jobId": job_id, "status": "succeeded"} | members).encode()
        assert asyncio.run_coroutine_threadsafe(hook.deliver(body), loop).result(10) == 204

    return deliver_now


def before_submission(voices, deliver, **members):
    """Answers a submission only after the webhook of its job came in."""

    def react(exchange):
        exchange.read_body()
        said = voices.service.contract_answer(exchange)
        deliver(json.loads(said.partition(b"\r\n\r\n")[2])["jobId"], members)
        exchange.send(said)

    return react


def before_poll(then, deliver, **members):
    """Answers a poll only after the webhook of its job came in."""

    def react(exchange):
        deliver(exchange.request.target.rpartition("/")[2], members)
        then(exchange)

    return react


async def test_case_76_a_webhook_before_the_answer_of_its_submission_is_enough(voices, deliver, speech):
    voices.service.order("POST", VOICEPRINT, before_submission(voices, deliver, output={"voiceprint": "QUJD"}))
    line = await voices.make(speech)
    assert (line["status"], line["voiceprint_chars"]) == ("succeeded", 4)
    assert voices.service.sent("GET") == []  # nothing was left to ask
    assert voices.service.contract.submissions[0]["webhook"] == PUBLIC
    # a voiceprint need not pass through the forwarder
    assert voices.service.contract.submissions[0]["webhookStatusOnly"] is True
    assert len(voices.library.voices()) == 1
    assert voices.library.pending() == []


async def test_case_76_a_webhook_while_a_poll_is_on_its_way_is_told_once(voices, deliver, speech):
    running = job(status="running")
    voices.service.order("GET", JOB, before_poll(running, deliver, output={"voiceprint": "QUJD"}))
    line = await voices.make(speech)
    assert (line["status"], line["voiceprint_chars"]) == ("succeeded", 4)
    assert len(voices.service.sent("GET")) == 1
    assert len(voices.library.voices()) == 1


async def test_case_76_a_webhook_together_with_the_last_poll_makes_one_voice(voices, deliver, speech):
    done = job(output={"voiceprint": "QUJD"})
    voices.service.order("GET", JOB, before_poll(done, deliver, output={"voiceprint": "QUJD"}))
    assert (await voices.make(speech))["status"] == "succeeded"
    assert len(voices.library.voices()) == 1


@pytest.mark.parametrize(("status", "told"), [("failed", "failed"), ("canceled", "failed"), ("succeeded", "succeeded")])
async def test_case_76_a_webhook_without_output_makes_the_next_poll_come_at_once(voices, deliver, speech, status, told):
    ended = job(status="failed", output={"error": "Two people speak."})
    if told == "succeeded":
        ended = job(output={"voiceprint": "QUJD"})
    voices.service.order("POST", VOICEPRINT, before_submission(voices, deliver, status=status))
    voices.service.order("GET", JOB, ended)
    line = await voices.make(speech)
    assert line["status"] == told
    if told == "failed":
        assert line["error"]["detail"] == "It said: “Two people speak.”"
    assert len(voices.service.sent("GET")) == 1


async def test_without_a_delivery_polls_go_on_as_before(voices, hook, speech):
    voices.webhooks = hook.webhooks
    assert (await voices.make(speech))["status"] == "succeeded"
    assert len(voices.service.sent("GET")) == 2
