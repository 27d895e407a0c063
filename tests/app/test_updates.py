"""Newer releases: who is believed, how often is asked, and what is kept; over real sockets, with a key of our own."""

import json
import socket

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from support.release_folder import DOCUMENT, PAGE, SIGNATURE, release_folder

from slipgui import __version__
from slipgui.app.paths import find_home
from slipgui.app.updates import LOOK_EVERY_S, Updates
from slipgui.app.wording import explain
from slipgui.core.errors import OfflineError, PortalError, ReleaseError, RequestRejectedError
from slipgui.core.release import parse_version
from slipgui.services.http import Network


@pytest.fixture
def folder():
    with release_folder() as folder:
        folder.announce("0.9.0")
        yield folder


class Clock:
    def __init__(self):
        self.now_s = 1_800_000_000.0

    def __call__(self):
        return self.now_s


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def make_updates(folder, clock, tmp_path):
    def make(**changes):
        given = {"public_key": folder.public_key, "url": folder.url} | changes
        file = find_home(tmp_path / "home").release_file
        version = given.pop("version", "0.1.0")
        return Updates(file, network=Network, now_s=clock, version=version, **given)

    return make


@pytest.fixture
def updates(make_updates):
    return make_updates()


async def refused(updates):
    with pytest.raises(ReleaseError) as caught:
        await updates.look()
    return caught.value.context["reason"]


async def test_a_newer_release_is_told_and_still_known_without_asking_again(updates, make_updates, folder):
    assert updates.newer() is None
    release = await updates.look()
    assert (release.version, release.published.isoformat(), release.page) == ("0.9.0", "2026-12-01", PAGE)
    assert folder.asked == [DOCUMENT, SIGNATURE]
    assert folder.agents == {f"slipgui/{__version__}"}
    assert make_updates().newer() == release
    assert len(folder.asked) == 2


@pytest.mark.parametrize(
    ("version", "is_told"), [("0.8.9", True), ("0.9.0", False), ("0.10.0", False), ("1.0.0", False)]
)
async def test_only_a_later_version_is_told(make_updates, version, is_told):
    updates = make_updates(version=version)
    await updates.look()
    assert (updates.newer() is not None) is is_told


async def test_a_look_is_due_once_a_day_and_when_the_clock_was_set_back(updates, clock):
    assert updates.is_due()
    await updates.look()
    assert not updates.is_due()
    clock.now_s += LOOK_EVERY_S - 1
    assert not updates.is_due()
    clock.now_s += 1
    assert updates.is_due()
    clock.now_s -= 2 * LOOK_EVERY_S
    assert updates.is_due()


async def test_what_another_key_signed_is_not_believed_and_not_asked_for_again_that_day(updates, folder):
    folder.put(folder.files[DOCUMENT], key=Ed25519PrivateKey.generate())
    assert await refused(updates) == "signature"
    assert updates.announced() is None
    assert not updates.is_due()


@pytest.mark.parametrize("damage", [lambda files: {**files, DOCUMENT: files[DOCUMENT].replace(b"0.9.0", b"9.9.9")},
                                    lambda files: {**files, SIGNATURE: files[SIGNATURE][:-1]},
                                    lambda files: {**files, SIGNATURE: b"x"}])  # fmt: skip
async def test_a_changed_document_or_signature_is_not_believed(updates, folder, damage):
    await updates.look()
    folder.files = damage(folder.files)
    assert await refused(updates) == "signature"
    assert updates.announced().version == "0.9.0"  # as before


@pytest.mark.parametrize(
    "changes",
    [{"product": "other"}, {"version": "1.0"}, {"version": "1.0.0rc1"}, {"version": 1}, {"page": "http://x.example/"},
     {"page": "javascript:alert(1)"}, {"page": "file:///etc/passwd"}, {"published": "soon"}, {"published": None}],
)  # fmt: skip
async def test_a_signed_document_that_is_no_announcement_is_refused(updates, folder, changes):
    folder.announce(**changes)
    assert await refused(updates) == "document"


@pytest.mark.parametrize("document", [b"", b"[]", b"{", b"\xff\xfe", b'{"product": "slipgui"}'])
async def test_a_signed_text_that_is_no_document_is_refused(updates, folder, document):
    folder.put(document or b"\n")
    assert await refused(updates) == "document"


async def test_an_older_release_than_the_one_before_is_refused(updates, folder):
    await updates.look()
    folder.announce("0.8.0")
    with pytest.raises(ReleaseError) as caught:
        await updates.look()
    words = explain(caught.value)
    assert words.detail == "Version 0.8.0 is announced, although 0.9.0 was before."
    assert updates.newer().version == "0.9.0"


async def test_a_release_that_comes_between_the_two_files_is_read_anew(updates, folder):
    document = folder.files[DOCUMENT]
    folder.announce("0.9.1")
    folder.former_answers[DOCUMENT] = document
    assert (await updates.look()).version == "0.9.1"
    assert folder.asked == [DOCUMENT, SIGNATURE] * 2


async def test_redirects_are_followed_where_they_stay_safe(updates, folder):
    folder.files |= {"/elsewhere": folder.files[DOCUMENT], DOCUMENT: "/elsewhere"}
    assert (await updates.look()).version == "0.9.0"


@pytest.mark.parametrize("target", ["http://releases.example/latest.json", "ftp://127.0.0.1/x", DOCUMENT])
async def test_redirects_into_the_open_or_round_are_not(updates, folder, target):
    folder.files[DOCUMENT] = target
    with pytest.raises(PortalError):
        await updates.look()


async def test_where_nobody_answers_nothing_is_kept_and_the_look_stays_due(make_updates):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    updates = make_updates(url=f"http://127.0.0.1:{port}")
    with pytest.raises(OfflineError):
        await updates.look()
    assert updates.is_due()


async def test_a_folder_without_an_announcement_is_no_reason_for_doubt(updates, folder):
    folder.files = {}
    with pytest.raises(RequestRejectedError):
        await updates.look()


async def test_a_build_without_a_key_asks_nobody(make_updates, folder):
    updates = make_updates(public_key=None)
    assert not updates.can_look
    assert await refused(updates) == "no_key"
    assert folder.asked == []


@pytest.mark.parametrize("kept", ["", "[]", "{", '{"document": 1}', '{"document": "eA==", "signature": "eA=="}'])
async def test_a_damaged_record_is_as_none(updates, tmp_path, kept):
    file = find_home(tmp_path / "home").release_file
    file.parent.mkdir(parents=True)
    file.write_text(kept, encoding="utf-8")
    assert updates.announced() is None
    assert updates.is_due()
    await updates.look()
    assert json.loads(file.read_text(encoding="utf-8")).keys() >= {"document", "signature", "looked_at_s"}


async def test_a_release_is_put_aside_and_the_next_one_not(updates, folder):
    release = await updates.look()
    updates.put_aside(release)
    assert updates.is_put_aside(release)
    folder.announce("0.9.1")
    assert not updates.is_put_aside(await updates.look())


@pytest.mark.parametrize("text", ["1.2", "1.2.3.4", "1.2.x", "01.2.3", " 1.2.3", "1.2.3\n", "١.2.3", ""])
def test_what_is_no_version_is_refused(text):
    with pytest.raises(ValueError, match="no version"):
        parse_version(text)
