"""Accounts and keys on the command line: which are there, a key kept, tried and removed, clips asked with another account."""

import json
from pathlib import Path

import pytest
from support.clips import make_clip
from support.harness import TRACK, rest
from support.toy_service import ToyService

from slipgui.core.profile_id import FIRST_PROFILE


@pytest.fixture
def agency():
    """A service with a key of its own."""
    with ToyService(token="agency-key") as service:
        service.default_track = TRACK | {"title": "Agency Hour"}
        yield service


@pytest.fixture
def home(environ, toy, agency):
    """A home with two accounts."""
    home = Path(environ["SLIPGUI_HOME"])
    home.mkdir(parents=True)
    accounts = [
        {"id": FIRST_PROFILE, "name": "AudioVerify", "api_url": toy.url},
        {"id": "agency", "name": "Agency", "api_url": agency.url},
    ]
    (home / "settings.json").write_text(json.dumps({"profiles": accounts}))
    return home


@pytest.fixture
def clip(tmp_path):
    return rest(make_clip(tmp_path / "scene.mp4", 1.0, picture_size=(32, 18), frame_rate=1))


def test_keys_are_kept_for_each_account_where_no_keyring_is(slip, home, toy, agency):
    places = {line["profile"]: line["key"] for line in slip("key", "list", "--json").lines}
    assert places == {"AudioVerify": None, "Agency": None, "pyannoteAI": None, "Webhooks of pyannoteAI": None}
    assert slip("key", "set", stdin=f"{toy.token}\n").code == 0
    kept = slip("key", "set", "--profile", "agency", stdin=" agency-key \n")
    assert "keys.json, which only you can read" in kept.err
    assert "agency-key" not in kept.err + kept.out
    assert (home / "keys.json").stat().st_mode & 0o777 == 0o600
    assert slip("key", "test").code == 0
    assert slip("key", "test", "--profile", "Agency").code == 0
    listed = slip("key", "list")
    assert listed.out.count("key from the file") == 2
    assert toy.token not in listed.out
    assert slip("key", "remove", "--profile", "agency").code == 0
    missing = slip("key", "test", "--profile", "agency")
    assert (missing.code, "No key for AudioVerify" in missing.err) == (1, True)


def test_a_key_that_is_refused_says_so_and_costs_nothing(slip, home, toy):
    slip("key", "set", stdin="wrong\n")
    refused = slip("key", "test")
    assert (refused.code, "Key refused" in refused.err) == (1, True)
    assert {request.method for request in toy.requests} == {"GET"}
    assert slip("key", "set", stdin="\n").code == 2


def test_clips_go_with_the_account_that_is_named(slip, home, toy, agency, clip):
    slip("key", "set", stdin=f"{toy.token}\n")
    slip("key", "set", "--profile", "agency", stdin="agency-key\n")
    (line,) = slip("identify", clip, "--profile", "agency", "--json").lines
    assert (line["track"]["title"], line["profile"], line["profile_id"]) == ("Agency Hour", "Agency", "agency")
    (line,) = slip("identify", clip, "--again", "--json").lines
    assert (line["track"]["title"], line["profile"]) == ("Golden Hour", "AudioVerify")
    assert [row["profile"] for row in slip("history", "--json").lines] == ["AudioVerify", "Agency"]


def test_an_account_that_is_not_there_is_wrong_usage_with_the_names_of_those_there_are(slip, home, clip):
    run = slip("identify", clip, "--profile", "nobody")
    assert run.code == 2
    assert "there are: AudioVerify, Agency" in run.err


def test_doctor_asks_every_account_that_has_a_key(slip, home, toy, agency):
    slip("key", "set", stdin=f"{toy.token}\n")
    slip("key", "set", "--profile", "agency", stdin="wrong\n")
    findings = {line["check"]: line for line in slip("doctor", "--json").lines}
    assert findings["service"]["ok"]
    assert not findings["account Agency"]["ok"]
    assert findings["account Agency"]["detail"].startswith("Key refused.")
    assert findings["account Agency"]["hint"]
    assert findings["key"]["detail"].startswith("AudioVerify: from the file; Agency: from the file")
    assert "keys.json" in findings["key"]["hint"]


def test_doctor_names_certificates_of_the_settings_that_cannot_be_used(slip, home):
    settings = json.loads((home / "settings.json").read_text())
    (home / "settings.json").write_text(json.dumps(settings | {"ca_file": str(home / "nowhere.pem")}))
    findings = {line["check"]: line for line in slip("doctor", "--json").lines}
    found = findings["proxy and certificates"]
    assert (found["ok"], "nowhere.pem" in found["detail"], bool(found["hint"])) == (False, True, True)


def test_the_single_account_of_an_earlier_version_is_the_first_one(slip, environ, toy, clip):
    home = Path(environ["SLIPGUI_HOME"])
    home.mkdir(parents=True)
    (home / "settings.json").write_text(json.dumps({"service": "audioverify", "api_url": toy.url, "theme": "dark"}))
    (account, _, _) = slip("key", "list", "--json", SLIPGUI_API_KEY=toy.token).lines
    assert (account["profile_id"], account["api_url"], account["key"]) == (FIRST_PROFILE, toy.url, "environment")
    (line,) = slip("identify", clip, "--json", SLIPGUI_API_KEY=toy.token).lines
    assert (line["outcome"], line["profile_id"]) == ("identified", FIRST_PROFILE)
