"""Settings that go to another computer in a file: what was chosen, no key, and what is not taken is told."""

import json

import pytest

from slipgui.app.settings_exchange import export_settings, import_settings
from slipgui.app.settings_file import read_settings_file
from slipgui.core.errors import SettingsError


@pytest.fixture
def settings_file(tmp_path):
    file = tmp_path / "here" / "settings.json"
    file.parent.mkdir()
    return file


def test_what_was_chosen_arrives_on_the_other_computer(settings_file, tmp_path):
    chosen = {"theme": "dark", "check_by_ear_below": 61.0, "watch_folders": ["/renders"], "proxy": None}
    settings_file.write_text(json.dumps(chosen), encoding="utf-8")
    export_settings(settings_file, tmp_path / "slipgui-settings.json")
    there = tmp_path / "there.json"
    there.write_text('{"send": "sound", "theme": "light", "hologram": true}', encoding="utf-8")
    imported = import_settings(tmp_path / "slipgui-settings.json", there)
    assert set(imported.taken) == set(chosen)
    assert (imported.unknown, imported.unusable) == ((), ())
    assert json.loads(there.read_text(encoding="utf-8")) == {"send": "sound", "hologram": True} | chosen


def test_no_key_leaves_the_computer_whoever_wrote_it_where(settings_file, tmp_path):
    held = {
        "api_key": "pk-secret", "theme": "dark", "api_url": "https://mira:pk-secret@a.example", "proxy": "http://u:pk-secret@p.example:1"
    }  # fmt: skip
    settings_file.write_text(json.dumps(held), encoding="utf-8")
    target = tmp_path / "out.json"
    export_settings(settings_file, target)
    assert json.loads(target.read_text(encoding="utf-8")) == {"theme": "dark"}


def test_what_is_not_taken_is_told_and_the_rest_is(settings_file, tmp_path):
    source = tmp_path / "in.json"
    source.write_text('{"hologram": 1, "theme": "pink", "send": "sound", "api_key": "pk-secret"}', encoding="utf-8")
    imported = import_settings(source, settings_file)
    assert imported.taken == ("send",)
    assert imported.unknown == ("hologram", "api_key")
    assert [error.context["key"] for error in imported.unusable] == ["theme"]
    assert read_settings_file(settings_file) == {"send": "sound"}
    assert "pk-secret" not in settings_file.read_text(encoding="utf-8")


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\x00", b"[" * 100_000, b" " * 1_000_001 + b"{}"])
def test_a_file_of_something_else_changes_nothing(settings_file, tmp_path, content):
    source = tmp_path / "in.json"
    source.write_bytes(content)
    with pytest.raises(SettingsError):
        import_settings(source, settings_file)
    assert not settings_file.exists()
