"""The log as it is shown, and the zip of a problem report: useful, and without secrets."""

import json
import zipfile
from pathlib import Path

import pytest

from slipgui import __version__
from slipgui.app.paths import find_home
from slipgui.app.problem_report import LOG_END_BYTES, read_log_end, write_problem_report

KEY = "partner-key-5f2a"
SECRETS = (KEY, "deadbeefcafe", "hunter2")
LINES = (
    f"INFO asked with Authorization: Bearer {KEY}\n"
    "WARNING PUT https://bucket.example/clip.mp4?X-Amz-Credential=AKIA&X-Amz-Signature=deadbeefcafe failed\n"
    "WARNING proxy http://user:hunter2@proxy.example:3128 does not answer\n"
    f"ERROR {Path.home()}/edit/EP104.mov: no sound\n"
)


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("SLIPGUI_API_KEY", KEY)
    home = find_home(tmp_path / "home")
    home.logs.mkdir(parents=True)
    (home.logs / "slipgui.log").write_text(LINES, encoding="utf-8")
    (home.logs / "slipgui.log.1").write_text(f"INFO older {KEY}\n", encoding="utf-8")
    home.settings_file.parent.mkdir(parents=True, exist_ok=True)
    home.settings_file.write_text('{"proxy": "http://user:hunter2@proxy.example:3128"}', encoding="utf-8")
    return home


def test_report_holds_words_versions_settings_and_logs_but_no_secret(home, tmp_path):
    file = tmp_path / "report.zip"
    write_problem_report(home, file, f" It stops. My key is {KEY}. ")
    with zipfile.ZipFile(file) as archive:
        texts = {name: archive.read(name).decode() for name in archive.namelist()}
    assert texts.keys() == {"note.txt", "about.json", "settings.json", "slipgui.log", "slipgui.log.1"}
    assert texts["note.txt"].startswith("It stops.")
    assert __version__ in json.loads(texts["about.json"])[0]["detail"]
    assert "EP104.mov: no sound" in texts["slipgui.log"]
    whole = "".join(texts.values())
    for secret in SECRETS:
        assert secret not in whole
    assert f"{Path.home()}/" not in texts["slipgui.log"]


def test_what_cannot_be_written_leaves_nothing_behind_and_what_can_replaces_the_older(home, tmp_path):
    file = tmp_path / "report.zip"
    file.write_bytes(b"older")
    (home.logs / "slipgui.log").unlink()
    (home.logs / "slipgui.log").symlink_to("slipgui.log")  # whoever reads it fails
    (home.logs / "slipgui.log.1").unlink()
    home.settings_file.unlink()
    target = tmp_path / "folder"
    target.mkdir()
    with pytest.raises(IsADirectoryError):
        write_problem_report(home, target, "")
    write_problem_report(home, file, "")
    assert zipfile.is_zipfile(file)
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []


def test_shown_log_has_no_secret_and_begins_with_a_whole_line(home):
    shown = read_log_end(home)
    assert "does not answer" in shown
    assert not any(secret in shown for secret in SECRETS)
    log = home.logs / "slipgui.log"
    log.write_text("INFO a line of the log\n" * (LOG_END_BYTES // 20), encoding="utf-8")
    long = read_log_end(home)
    assert long.startswith("INFO")
    assert len(long) <= LOG_END_BYTES


def test_without_a_log_nothing_is_shown(tmp_path):
    assert read_log_end(find_home(tmp_path)) == ""
