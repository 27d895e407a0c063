"""The key of releases: made once, and what it signs is what the program believes."""

import sys
from datetime import date

import pytest
from support.packaging_programs import ROOT, program

from slipgui.core.errors import ReleaseError
from slipgui.services.releases import Announcement, read_announcement

release_key = program("packaging/release_key.py")
PASSPHRASE = "correct horse battery"


@pytest.fixture
def keys(tmp_path, monkeypatch):
    file, public_file = tmp_path / "release-key.private", tmp_path / "release-key.pem"
    release_key.make_key(file, public_file, PASSPHRASE.encode())
    monkeypatch.setattr(release_key, "PUBLIC_KEY", public_file)
    monkeypatch.setenv("RELEASE_KEY_FILE", str(file))
    monkeypatch.setenv("RELEASE_KEY_PASSPHRASE", PASSPHRASE)
    return file, public_file


def announce(tmp_path, monkeypatch, version):
    monkeypatch.setattr("sys.argv", ["release_key.py", "announce", version, str(tmp_path)])
    release_key.main()
    return Announcement((tmp_path / "latest.json").read_bytes(), (tmp_path / "latest.json.sig").read_bytes())


def test_what_is_announced_is_believed_with_the_public_half_alone(keys, tmp_path, monkeypatch):
    announcement = announce(tmp_path, monkeypatch, "1.2.3")
    release = read_announcement(announcement, keys[1].read_bytes())
    assert (release.version, release.page) == ("1.2.3", "https://github.com/slipgui/slipgui/releases/tag/v1.2.3")
    assert abs((release.published - date.today()).days) <= 1  # noqa: DTZ011
    with pytest.raises(ReleaseError):
        read_announcement(Announcement(announcement.document + b" ", announcement.signature), keys[1].read_bytes())


def test_the_key_is_its_owners_alone_encrypted_and_never_written_over(keys):
    file, public_file = keys
    assert sys.platform == "win32" or file.stat().st_mode & 0o077 == 0
    assert b"ENCRYPTED" in file.read_bytes()
    for taken in (public_file, file):
        if taken is file:
            public_file.unlink()
        with pytest.raises(FileExistsError):
            release_key.make_key(file, public_file, b"another passphrase")


def test_a_key_that_nobody_believes_signs_nothing(keys, tmp_path, monkeypatch):
    other = tmp_path / "other"
    release_key.make_key(other, tmp_path / "other.pem", PASSPHRASE.encode())
    monkeypatch.setenv("RELEASE_KEY", other.read_text(encoding="ascii"))
    with pytest.raises(SystemExit, match="does not fit"):
        announce(tmp_path, monkeypatch, "1.2.3")
    assert not (tmp_path / "latest.json.sig").exists()


def test_no_private_key_lies_in_the_project():
    for folder in ("resources", "packaging"):
        for file in (ROOT / folder).rglob("*"):
            assert not file.is_file() or b"PRIVATE KEY-----" not in file.read_bytes(), file
