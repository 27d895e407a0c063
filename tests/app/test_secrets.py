"""Where keys are kept: an open keyring, a locked one, none, and what happens to a key that moves from one to the other."""

import json

import keyring
import keyring.backends.fail
import keyring.backends.null
import pytest
from support.memory_keyring import MemoryKeyring

from slipgui.app.paths import find_home
from slipgui.app.secrets import Secrets
from slipgui.app.service_opening import find_network, no_key
from slipgui.app.wording import explain
from slipgui.core.errors import SettingsError
from slipgui.core.profile import Profile
from slipgui.core.profile_id import PYANNOTE
from slipgui.core.settings import Settings, with_value

FIRST, AGENCY = Profile(), Profile("agency", "Agency", "https://agency.example", proxy="http://p.example:1")
SETTINGS = with_value(with_value(Settings(), "profiles", [FIRST, AGENCY]), "proxy", "http://all.example:3128")


@pytest.fixture(autouse=True)
def own_environment(monkeypatch):
    monkeypatch.delenv("SLIPGUI_API_KEY", raising=False)
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


@pytest.fixture
def ring():
    own = MemoryKeyring()
    keyring.set_keyring(own)
    return own


@pytest.fixture
def home(tmp_path):
    return find_home(tmp_path / "home")


def test_an_open_keyring_keeps_the_key_of_each_account_apart(home, ring):
    secrets = Secrets(home)
    assert secrets.keep_partner_key(SETTINGS, FIRST, " first\n") == "keyring"
    assert secrets.keep_partner_key(SETTINGS, AGENCY, "second") == "keyring"
    assert ring.kept == {("slipgui", "audioverify"): "first", ("slipgui", "audioverify-agency"): "second"}
    assert secrets.find_partner_key(SETTINGS, AGENCY).value == "second"
    assert not home.secrets_file.exists()
    secrets.forget_partner_key(SETTINGS, "agency")
    assert secrets.find_partner_key(SETTINGS, AGENCY) is None
    assert secrets.find_partner_key(SETTINGS, FIRST).value == "first"


@pytest.mark.parametrize("kind", [keyring.backends.fail.Keyring, keyring.backends.null.Keyring, "locked"])
def test_without_a_keyring_that_takes_it_a_key_lies_in_a_file_for_its_owner_alone(home, ring, kind, caplog):
    ring.is_locked = kind == "locked"
    if kind != "locked":
        keyring.set_keyring(kind())
    secrets = Secrets(home)
    assert secrets.keep_partner_key(SETTINGS, FIRST, "first") == "file"
    assert home.secrets_file.stat().st_mode & 0o777 == 0o600
    found = secrets.find_partner_key(SETTINGS, FIRST)
    assert (found.value, found.place) == ("first", "file")
    assert "file that only its owner can read" in caplog.text
    assert "first" not in caplog.text + repr(found)
    assert secrets.is_locked() is (kind == "locked")
    secrets.forget_partner_key(SETTINGS, "audioverify")
    assert secrets.find_partner_key(SETTINGS, FIRST) is None


def test_a_key_leaves_the_file_when_a_keyring_takes_it(home, ring):
    ring.is_locked = True
    secrets = Secrets(home)
    secrets.keep_named(PYANNOTE, "old")
    ring.is_locked = False
    secrets.keep_named(PYANNOTE, "new")
    assert json.loads(home.secrets_file.read_text()) == {}
    assert secrets.find_named(PYANNOTE).value == "new"


def test_a_key_that_was_entered_while_the_keyring_was_locked_wins_over_the_older_one_in_it(home, ring):
    secrets = Secrets(home)
    secrets.keep_named(PYANNOTE, "old")
    ring.is_locked = True
    assert secrets.keep_named(PYANNOTE, "new") == "file"
    ring.is_locked = False
    assert secrets.find_named(PYANNOTE).value == "new"


def test_a_key_in_a_locked_keyring_is_not_said_to_be_removed(home, ring):
    secrets = Secrets(home)
    secrets.keep_named(PYANNOTE, "kept")
    ring.is_locked = True
    with pytest.raises(SettingsError) as refused:
        secrets.forget_named(PYANNOTE)
    words = explain(refused.value)
    assert (words.title, words.hint) == ("The keyring is locked", "Unlock it, then remove it again.")
    ring.is_locked = False
    assert secrets.find_named(PYANNOTE).value == "kept"
    secrets.forget_named(PYANNOTE)
    assert secrets.find_named(PYANNOTE) is None


def test_a_locked_keyring_is_told_apart_from_a_missing_key(home, ring):
    assert explain(no_key(home)).title == "No key for AudioVerify"
    ring.is_locked = True
    words = explain(no_key(home))
    assert words.title == "The keyring is locked"
    assert words.hint.startswith("Unlock it")


def test_the_key_of_the_environment_wins_until_another_one_is_kept(home, ring, monkeypatch):
    monkeypatch.setenv("SLIPGUI_API_KEY", "given")
    secrets = Secrets(home)
    assert secrets.find_partner_key(SETTINGS, FIRST).place == "environment"
    assert secrets.find_partner_key(SETTINGS, AGENCY) is None
    secrets.keep_partner_key(SETTINGS, FIRST, "written")
    assert secrets.find_partner_key(SETTINGS, FIRST).value == "written"


def test_a_key_that_nothing_takes_is_told(home, tmp_path):
    keyring.set_keyring(keyring.backends.fail.Keyring())
    (tmp_path / "home").write_text("in the way")
    with pytest.raises(SettingsError) as refused:
        Secrets(home).keep_named(PYANNOTE, "key")
    assert refused.value.context["key"] == "keys.json"
    assert "key" not in str(refused.value.context["why"])


def test_each_proxy_has_its_own_log_in(home, ring):
    secrets = Secrets(home)
    secrets.keep_proxy_login("mira", "a:b")
    secrets.keep_proxy_login("agent", "c", "agency")
    assert find_network(home, SETTINGS).proxy_login == ("mira", "a:b")
    assert find_network(home, SETTINGS, FIRST).proxy_login == ("mira", "a:b")
    agency = find_network(home, SETTINGS, AGENCY)
    assert (agency.proxy, agency.proxy_login) == ("http://p.example:1", ("agent", "c"))
    assert set(secrets.values(SETTINGS)) == {"a:b", "c"}
    secrets.keep_proxy_login("", "", "agency")
    assert find_network(home, SETTINGS, AGENCY).proxy_login is None


def test_a_file_of_keys_that_cannot_be_read_is_no_end(home, ring):
    home.config.mkdir(parents=True)
    home.secrets_file.write_text("{")
    assert Secrets(home).find_named(PYANNOTE) is None
    assert Secrets(home).keep_named(PYANNOTE, "key") == "keyring"
