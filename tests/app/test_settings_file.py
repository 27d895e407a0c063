import json

import pytest

from slipgui.app.settings_file import resolve_settings, save_setting
from slipgui.core.errors import SettingsError
from slipgui.core.settings import ServiceChoice
from slipgui.core.upload_plan import SendMode


@pytest.fixture
def file(tmp_path):
    return tmp_path / "config" / "settings.json"


def test_flag_beats_environment_beats_file_beats_default(file):
    save_setting(file, "send", "sound")
    save_setting(file, "direct_limit_bytes", 1)
    settings = resolve_settings(
        file, {"SLIPGUI_DIRECT_LIMIT": "2", "SLIPGUI_SERVICE": "audioverify"}, {"service": "local", "send": None}
    )
    assert settings.send is SendMode.SOUND
    assert settings.direct_limit_bytes == 2
    assert settings.service is ServiceChoice.LOCAL
    assert settings.theme == "system"


def test_keys_of_a_later_version_survive_a_save(file):
    file.parent.mkdir()
    file.write_text('{"hologram": true, "theme": "dark"}', encoding="utf-8")
    save_setting(file, "theme", "light")
    assert json.loads(file.read_text(encoding="utf-8")) == {"hologram": True, "theme": "light"}


@pytest.mark.parametrize("text", ["", "{", "[]", "\x00\xff", '{"send": "video"}'])
def test_a_broken_file_means_defaults_not_a_crash(file, text):
    file.parent.mkdir()
    file.write_text(text, encoding="utf-8")
    assert resolve_settings(file, {}, {}).send is SendMode.AUTO


def test_a_bad_environment_variable_is_an_error_because_somebody_just_gave_it(file):
    with pytest.raises(SettingsError):
        resolve_settings(file, {"SLIPGUI_SEND": "video"}, {})


def test_an_unusable_value_is_not_written(file):
    with pytest.raises(SettingsError):
        save_setting(file, "theme", "pink")
    assert not file.exists()
