"""Voices kept: encrypted, with a key of the keyring or, where there is none, of a file; taken out and in again."""

import json
import sqlite3
import stat
from contextlib import closing
from datetime import UTC, datetime, timedelta

import keyring
import keyring.backends.fail
import keyring.backends.null
import pytest
from support.memory_keyring import MemoryKeyring

from slipgui.app.paths import find_home
from slipgui.app.voice_files import export_voices, import_voices
from slipgui.app.voice_key import KeyPlace
from slipgui.app.voice_library import VoiceLibrary, VoiceOrigin
from slipgui.app.wording import explain
from slipgui.core.errors import VoiceError, VoicesFileError, VoicesLockedError
from slipgui.core.voice import TimeRange

PRINT = "UGVyc29uYWwgZGF0YSBvZiBMZXg" * 20


@pytest.fixture
def ring():
    before = keyring.get_keyring()
    own = MemoryKeyring()
    keyring.set_keyring(own)
    yield own
    keyring.set_keyring(before)


@pytest.fixture
def library(tmp_path):
    return VoiceLibrary(find_home(tmp_path / "home"))


def add(library, label="Lex", voiceprint=PRINT):
    return library.add(VoiceOrigin(label, "/clips/a.wav", TimeRange(1.0, 9.5)), voiceprint)


def bytes_of(library):
    folder = library.key_file.parent
    return b"".join(path.read_bytes() for path in folder.glob("voices.sqlite3*"))


def test_a_voice_is_found_again_by_label_and_id_and_its_voiceprint_is_not_readable_on_disk(library, ring):
    voice = add(library)
    assert library.voices() == [voice]
    assert (voice.label, voice.source, voice.range) == ("Lex", "/clips/a.wav", TimeRange(1.0, 9.5))
    assert library.find("Lex") == library.find(voice.id) == library.find(voice.id[:6]) == voice
    assert [named.voiceprint for named in library.voiceprints([voice])] == [PRINT]
    assert b"Lex" in bytes_of(library)
    assert PRINT.encode()[:24] not in bytes_of(library)
    assert not library.key_file.exists()
    assert list(ring.kept) == [("slipgui", "voices")]
    if hasattr(stat, "S_IMODE"):
        assert stat.S_IMODE((library.key_file.parent / "voices.sqlite3").stat().st_mode) == 0o600


def test_what_was_removed_is_not_left_in_the_file(library, ring):
    voice = add(library)
    sealed = _sealed(library)
    assert sealed in bytes_of(library)
    library.remove([voice])
    assert library.voices() == []
    assert sealed not in bytes_of(library)


def _sealed(library):
    with closing(sqlite3.connect(library.key_file.parent / "voices.sqlite3")) as connection:
        return connection.execute("SELECT voiceprint FROM voices").fetchone()[0]


def test_a_locked_keyring_keeps_the_voices_and_says_so(library, ring):
    voice = add(library)
    ring.is_locked = True
    assert library.voices() == [voice]  # who there is needs no key
    with pytest.raises(VoicesLockedError) as locked:
        library.voiceprints([voice])
    assert explain(locked.value).hint == "Unlock the keyring, then try again."
    ring.is_locked = False
    assert library.voiceprints([voice])[0].voiceprint == PRINT


def test_a_key_that_is_gone_is_told_and_never_replaced_unseen(library, ring):
    voice = add(library)
    kept = dict(ring.kept)
    ring.kept.clear()
    with pytest.raises(VoicesLockedError) as gone:
        library.voiceprints([voice])
    assert "not in the system keyring any more" in explain(gone.value).detail
    newer = add(library, "Mark")  # a new key for new voices
    assert library.voiceprints([newer])[0].voiceprint == PRINT
    ring.kept.update(kept)
    assert library.voiceprints([voice])[0].voiceprint == PRINT


@pytest.mark.parametrize("backend", [keyring.backends.fail.Keyring, keyring.backends.null.Keyring, MemoryKeyring])
def test_without_a_keyring_the_key_lies_in_a_file_of_the_users_own(library, ring, backend):
    other = backend()
    other.is_locked = True
    keyring.set_keyring(other)
    assert library.prepare().place is KeyPlace.FILE
    voice = add(library)
    assert stat.S_IMODE(library.key_file.stat().st_mode) == 0o600
    assert library.voiceprints([voice])[0].voiceprint == PRINT
    assert library.prepare().value not in bytes_of(library)


def test_a_key_of_the_environment_is_used_where_there_is_no_keyring(library, ring, monkeypatch):
    from cryptography.fernet import Fernet

    keyring.set_keyring(keyring.backends.null.Keyring())
    monkeypatch.setenv("SLIPGUI_VOICES_KEY", Fernet.generate_key().decode())
    voice = add(library)
    assert not library.key_file.exists()
    assert library.voiceprints([voice])[0].voiceprint == PRINT
    monkeypatch.delenv("SLIPGUI_VOICES_KEY")
    with pytest.raises(VoicesLockedError):
        library.voiceprints([voice])


def test_no_two_voices_have_the_same_label(library, ring):
    lex, mark = add(library), add(library, "Mark")
    for refused in (lambda: library.check_free("Lex "), lambda: library.rename(mark, "Lex")):
        with pytest.raises(VoiceError) as taken:
            refused()
        assert explain(taken.value).title == "There is a voice “Lex” already"
    library.rename(mark, "Mark (old)")
    assert [voice.label for voice in library.voices()] == ["Lex", "Mark (old)"]
    assert add(library).label == "Lex (2)"  # paid for: kept whatever happened to its label meanwhile
    assert add(library).label == "Lex (3)"
    assert library.find(lex.id).label == "Lex"


def test_voices_go_to_another_computer_by_a_file_of_the_users_own(library, ring, tmp_path):
    add(library), add(library, "Mark", "QUJD")
    file = tmp_path / "voices.json"
    assert export_voices(library, library.voices(), file) == 2
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    keyring.set_keyring(MemoryKeyring())
    other = VoiceLibrary(find_home(tmp_path / "other"))
    other.add(VoiceOrigin("Lex", "b.wav", None), "another person of this name")
    new, n_known = import_voices(other, file)
    assert ([voice.label for voice in new], n_known) == (["Lex (2)", "Mark"], 0)
    assert [named.voiceprint for named in other.voiceprints(new)] == [PRINT, "QUJD"]
    assert new[1].created_at == library.find("Mark").created_at
    assert new[0].range == TimeRange(1.0, 9.5)
    assert import_voices(other, file) == ([], 2)
    assert len(other.voices()) == 3


def one(**more):
    voice = {"label": "A", "created_at": datetime.now(UTC).isoformat(), "source": "a", "voiceprint": "QUJD"} | more
    return json.dumps({"format": "slipgui voices", "version": 1, "voices": [voice]})


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "{}", "[" * 100_000, "\x00\xff", one(label="SPEAKER_1"), one(label=""), one(voiceprint=""),
        one(voiceprint="x" * 20_001), one(created_at="yesterday"), one(label=7), one().replace('"version": 1', '"version": 2'),
        one().replace("slipgui voices", "other voices"),
    ],
)  # fmt: skip
def test_a_file_that_is_none_of_ours_changes_nothing(library, ring, tmp_path, text):
    add(library)
    file = tmp_path / "voices.json"
    file.write_text(text, encoding="latin-1")
    with pytest.raises(VoicesFileError) as refused:
        import_voices(library, file)
    assert explain(refused.value).title == "These are no voices"
    assert [voice.label for voice in library.voices()] == ["Lex"]


def test_a_library_that_cannot_be_used_says_so_and_is_left_as_it_is(library, ring):
    file = library.key_file.parent / "voices.sqlite3"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"no database at all" * 100)
    before = file.read_bytes()
    with pytest.raises(VoicesFileError) as refused:
        library.voices()
    assert explain(refused.value).title == "The file of the voices cannot be used"
    assert file.read_bytes() == before


def test_a_library_of_the_first_version_is_brought_to_this_one_and_a_newer_one_left_alone(library, ring):
    voice = add(library)
    file = library.key_file.parent / "voices.sqlite3"
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript("DROP TABLE searches; PRAGMA user_version = 1")
    library.note_search("key", "job-1")
    assert library.find_search("key") == "job-1"
    assert library.voices() == [voice]
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript("PRAGMA user_version = 3")
    with pytest.raises(VoicesFileError) as newer:
        library.voices()
    assert "made by a newer Slipgui" in explain(newer.value).detail


def test_a_search_is_known_for_a_day(library, ring):
    library.note_search("key", "job-1")
    assert library.find_search("key") == "job-1"
    assert library.find_search("other") is None
    yesterday = (datetime.now(UTC) - timedelta(hours=24, seconds=1)).isoformat()
    with closing(sqlite3.connect(library.key_file.parent / "voices.sqlite3")) as connection:
        connection.execute("UPDATE searches SET submitted_at = ?", (yesterday,))
        connection.commit()
    assert library.find_search("key") is None
    library.note_search("key", "job-2")
    library.forget_search("key")
    assert library.find_search("key") is None


def test_ordered_voiceprints_are_remembered_until_they_are_kept(library, ring):
    origin = VoiceOrigin("Lex", "a.wav", TimeRange(0.0, 5.0))
    library.note_job("job-1", origin)
    library.note_job("job-2", VoiceOrigin("Mark", "b.wav", None))
    assert [(item.job_id, item.origin.label) for item in library.pending()] == [("job-1", "Lex"), ("job-2", "Mark")]
    assert library.pending()[0].origin == origin
    voice = library.add(origin, PRINT, job_id="job-1")
    library.forget_job("job-2")
    assert library.pending() == []
    assert library.add(origin, PRINT, job_id="job-1") == voice  # by another program that had waited for it, too
    assert [one.label for one in library.voices()] == ["Lex"]
