"""``slip track`` and ``slip license`` as a person or a script uses them: real processes against a service of its own."""

import json

import pytest
from support.toy_catalogue import LICENCES, RECORD, TRACK_ID, ToyCatalogue

KEY = "partner-key-4711"


@pytest.fixture
def service():
    with ToyCatalogue(token=KEY) as running:
        yield running


@pytest.fixture
def keyed(slip, service):
    """``slip`` with a key for the service."""

    def run(*arguments, **environ):
        done = slip(*arguments, **({"SLIPGUI_API_URL": service.url, "SLIPGUI_API_KEY": KEY} | environ))
        assert KEY not in done.out + done.err
        assert "Traceback" not in done.err
        return done

    return run


def test_a_track_is_told_with_writers_and_asked_for_once(keyed, service):
    done = keyed("track", TRACK_ID, "--json")
    (line,) = done.lines
    assert done.code == 0
    assert (line["title"], line["artist"], line["album"]) == ("Tonight We Dance", "Swami G", "Night Shift")
    assert line["library"] == "Slipstream Originals"
    assert line["writers"][0] == {"name": "Jane Doe", "share_percent": 50, "society": "ASCAP", "ipi": "00123456789"}
    assert line["writers"][1]["share_percent"] == 12.5
    text = keyed("track", TRACK_ID).out
    assert "Jane Doe (50 %, ASCAP, IPI 00123456789); Ben Ode (12.5 %)" in text
    assert len(service.paths("GET")) == 1  # the second time it was known

    service.records[TRACK_ID] = RECORD | {"name": "Tonight We Sing"}
    assert keyed("track", TRACK_ID, "--again", "--json").lines[0]["title"] == "Tonight We Sing"


def test_a_licence_is_issued_kept_and_its_quota_told(keyed, service, tmp_path):
    done = keyed("license", TRACK_ID, "--project", "Spring promo", "--user", "user-12345")
    (licence,) = service.licences
    assert done.code == 0
    assert done.out.startswith(f"https://license.slipstreammusic.com/v/{licence['license_id']}\n")
    assert (licence["user_id"], licence["project_name"]) == ("user-12345", "Spring promo")
    assert "1 of 1000 today, 1 of 30000 this month" in done.err

    (line,) = keyed("license", TRACK_ID, "--project", "Spring promo", "--user", "user-12345", "--json").lines
    kept = [json.loads(one) for one in (tmp_path / "home" / "licences.jsonl").read_text().splitlines()]
    assert [one["license_id"] for one in kept] == [one["license_id"] for one in service.licences]
    assert line == kept[1]
    assert line["usage"]["daily_used"] == 2


@pytest.mark.parametrize("status", [None, 503, 429, 500])
def test_a_licence_is_never_asked_for_twice(keyed, service, status):
    service.fail_next(5, status, path="licenses", headers={"Retry-After": "1"})
    done = keyed("license", TRACK_ID, "--project", "P", "--user", "u")
    assert done.code == 1
    assert done.out == ""
    assert service.paths("POST") == [LICENCES]
    assert ("a licence may exist" in done.err) is (status is None)


def test_a_lost_answer_says_that_a_licence_may_exist(keyed, service):
    service.fail_next(1, 200, path="licenses", body="<html>", is_after_processing=True)
    done = keyed("license", TRACK_ID, "--project", "P", "--user", "u")
    assert (done.code, len(service.licences)) == (1, 1)
    service.fail_next(1, 200, path="licenses", body='{"success": true}', is_after_processing=True)
    assert "a licence may exist" in keyed("license", TRACK_ID, "--project", "P", "--user", "u").err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--project", "x" * 256, "--user", "u"), "This name of a project cannot be used"),
        (("--project", "P", "--user", "jürgen"), "Who gets the licence must be named"),
    ],
)
def test_an_order_that_would_be_refused_is_not_sent(keyed, service, arguments, sentence):
    done = keyed("license", TRACK_ID, *arguments)
    assert (done.code, service.requests) == (1, [])
    assert sentence in done.err


def test_unknown_tracks_wrong_keys_and_no_key_have_their_sentences(keyed, slip, service):
    stranger = "11111111-1111-1111-1111-111111111111"
    for command in (("track", stranger), ("license", stranger, "--project", "P", "--user", "u")):
        done = keyed(*command)
        assert (done.code, done.out) == (1, "")
        assert "AudioVerify does not know this track" in done.err
    assert "Key refused" in keyed("track", TRACK_ID, SLIPGUI_API_KEY="another").err
    assert "No key for AudioVerify" in slip("track", TRACK_ID, SLIPGUI_API_URL=service.url).err
    assert keyed("track", "../../x").code == 2


def test_a_track_is_asked_for_again_while_the_service_is_busy(keyed, service):
    service.fail_next(2, 503, path="tracks", headers={"Retry-After": "0"})
    assert keyed("track", TRACK_ID, "--json").code == 0
    assert len(service.paths("GET")) == 3
