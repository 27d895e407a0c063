"""The settings: every one of them shown, searched, changed at once, refused with its reason."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidget
from support.screens import settings_state

from slipgui.app.settings_exchange import ImportedSettings
from slipgui.core.errors import AuthenticationError, SettingsError
from slipgui.core.settings import SETTING_NAMES, ServiceChoice, Settings, with_value
from slipgui.gui.labels import TextLabel
from slipgui.gui.settings_window import SettingsWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def window(open_window, qtbot):
    window = open_window()
    with qtbot.waitActive(window):
        window.activateWindow()
    return window


@pytest.fixture
def settings(window, wishes, qtbot):
    wishes.settings.state = settings_state()
    qtbot.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    settings = window.findChild(SettingsWindow)
    with qtbot.waitActive(settings):
        settings.activateWindow()
    wishes.settings.read()
    yield settings
    settings.close()


def shown_rows(settings):
    return [key for key, row in settings.rows.items() if row.isVisible()]


def note(row):
    return row._note.text() if row._note.isVisible() else ""


def test_every_setting_has_its_row_with_a_name_and_a_consequence(settings):
    assert set(settings.rows) >= set(SETTING_NAMES)
    for row in settings.rows.values():
        assert row.name
        assert len(row.all_words) > len(row.name) + 10, row.key


def test_what_is_in_force_is_shown(settings, wishes):
    changed = {
        "service": "local", "check_by_ear_below": 61, "known_answer_days": 7, "keep_awake": False, "send": "original",
        "direct_limit_bytes": 2_500_000, "answer_deadline_s": 90, "theme": "light", "language": "de", "api_url": "https://a.example",
        "ca_file": "/etc/studio.pem",
    }  # fmt: skip
    told = Settings()
    for key, value in changed.items():
        told = with_value(told, key, value)
    wishes.settings.state_read.emit(replace(settings_state(), settings=told))
    rows = settings.rows
    assert rows["service"].choices["local"].isChecked()
    assert rows["check_by_ear_below"].field.text() == "61"
    assert rows["known_answer_days"].field.text() == "7 days"
    assert not rows["keep_awake"].switch.isChecked()
    assert rows["send"].choices["original"].isChecked()
    assert rows["direct_limit_bytes"].field.text() == "2.5 MB"
    assert rows["answer_deadline_s"].field.text() == "1.5 min"
    assert rows["theme"].choices["light"].isChecked()
    assert rows["language"].choices["de"].isChecked()
    assert rows["api_url"].field.text() == "https://a.example"
    assert rows["ca_file"].field.text() == "/etc/studio.pem"
    assert wishes.asked == []  # showing is no wish


def test_a_change_is_a_wish_at_once(settings, wishes, qtbot):
    rows = settings.rows
    qtbot.mouseClick(rows["send"].choices["sound"], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(rows["service"].choices["local"], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(rows["keep_awake"].switch, Qt.MouseButton.LeftButton)
    settings.choose("sending")
    field = rows["direct_limit_bytes"].field
    field.selectAll()
    qtbot.keyClicks(field, "8")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    settings.choose("network")
    qtbot.keyClicks(rows["ca_file"].field, "/etc/studio.pem")
    qtbot.keyClick(rows["ca_file"].field, Qt.Key.Key_Return)
    assert wishes.asked == [
        ("set", "send", "sound"),
        ("set", "service", "local"),
        ("set", "keep_awake", False),
        ("set", "direct_limit_bytes", 8_000_000),
        ("set", "ca_file", "/etc/studio.pem"),
    ]
    assert settings.isVisible()


def test_colours_and_language_go_the_way_of_the_menus(settings, wishes, qtbot):
    settings.choose("look")
    qtbot.mouseClick(settings.rows["theme"].choices["light"], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(settings.rows["language"].choices["de"], Qt.MouseButton.LeftButton)
    assert wishes.asked == [("theme", "light"), ("language", "de")]


def test_what_environment_or_flag_holds_cannot_be_changed_and_says_so(settings, wishes):
    settings.choose("network")
    row = settings.rows["proxy"]
    assert not row.field.isEnabled()
    assert note(row) == "Set by the environment variable SLIPGUI_PROXY."
    wishes.settings.state_read.emit(replace(settings_state(), held={"send": ""}))
    assert row.field.isEnabled()
    assert note(row) == ""
    settings.choose("sending")
    assert note(settings.rows["send"]) == "Set on the command line."
    assert not settings.rows["send"].choices["auto"].isEnabled()


def test_a_refused_value_says_why_beside_its_field(settings, wishes):
    settings.choose("network")
    error = SettingsError("unusable", key="ca_file", value="/x.pem", why="it holds no certificates")
    wishes.settings.refused.emit("ca_file", error)
    assert note(settings.rows["ca_file"]) == "“/x.pem”: it holds no certificates."


def test_search_finds_settings_of_all_sections_by_what_they_do(settings, qtbot):
    qtbot.keyClicks(settings.search, "certificate")
    assert shown_rows(settings) == ["ca_file"]
    settings.search.setText("prores")
    assert shown_rows(settings) == ["send"]
    settings.search.setText("watch folders")
    assert shown_rows(settings) == ["watch_folders", "catalogue_folders"]
    settings.search.setText("no such thing")
    assert shown_rows(settings) == []
    assert settings.nothing.text() == "No setting has “no such thing”"
    qtbot.keyClick(settings.search, Qt.Key.Key_Escape)
    assert "service" in shown_rows(settings)
    assert "send" not in shown_rows(settings)


def test_defaults_come_back_for_one_section(settings, wishes, qtbot):
    settings.choose("general")
    qtbot.mouseClick(settings.defaults, Qt.MouseButton.LeftButton)
    assert wishes.asked == [
        ("forget settings", ["check_by_ear_below", "keep_awake", "known_answer_days", "programme_from_s", "service"])
    ]
    settings.choose("watch")
    assert not settings.defaults.isVisible()


def test_watched_folders_are_listed_and_left(settings, wishes, qtbot):
    settings.choose("watch")
    row = settings.rows["watch_folders"]
    leave = next(one for one in row.findChildren(QWidget) if one.accessibleName() == "Watch no more: /renders/EP104")
    qtbot.mouseClick(leave, Qt.MouseButton.LeftButton)
    assert wishes.asked == [("set", "watch_folders", ["/Volumes/RAID 2/renders"])]

    def folders():
        return [one.text() for one in row.findChildren(TextLabel) if "renders" in one.text() and one.isVisible()]

    qtbot.waitUntil(lambda: folders() == ["/Volumes/RAID 2/renders"])


def test_the_key_is_tested_and_removed_only_after_a_question(settings, wishes, qtbot):
    settings.choose("audioverify")
    row = settings.key_row
    assert row.sentence_label.text() == "Kept in the system keyring: Secret Service."
    qtbot.mouseClick(row.test, Qt.MouseButton.LeftButton)
    assert note(row) == "Asking AudioVerify…"
    wishes.settings.key_tested.emit(AuthenticationError("no", http_status=401))
    assert note(row) == "Key refused. AudioVerify did not accept the API key. The clip is kept."
    wishes.settings.key_tested.emit(None)
    assert note(row) == "AudioVerify takes this key."
    qtbot.mouseClick(row.remove, Qt.MouseButton.LeftButton)
    box = settings.findChild(QMessageBox)
    assert box.defaultButton().text() == "Cancel"
    assert wishes.asked == [("test key",)]
    next(button for button in box.buttons() if button.text() == "Remove the key").click()
    assert wishes.asked[-1] == ("remove key",)


def test_a_key_that_counts_later_says_so(settings, wishes):
    settings.choose("audioverify")
    wishes.settings.state_read.emit(replace(settings_state(), service=ServiceChoice.LOCAL))
    assert note(settings.key_row) == "AudioVerify recognises from the next start on; now this computer does."
    wishes.settings.state_read.emit(replace(settings_state(), key_place="", service=ServiceChoice.LOCAL))
    assert not settings.key_row.remove.isEnabled()
    assert not settings.key_row.test.isEnabled()


def test_the_cache_is_measured_and_cleared(settings, wishes, qtbot):
    settings.choose("storage")
    row = settings.rows["cache"]
    assert row._size.text() == "212 MB"
    clear = next(one for one in row.findChildren(QWidget) if one.accessibleName() == "Clear the cache")
    qtbot.mouseClick(clear, Qt.MouseButton.LeftButton)
    assert wishes.asked == [("clear cache",)]
    wishes.settings.cleared.emit(180_000_000)
    assert note(row) == "180 MB are free now."


def test_everything_is_reached_with_tab_and_has_a_name(settings, qtbot):
    for section in settings.sections:
        settings.choose(section)
        settings.search.setFocus()
        seen = []
        for _ in range(40):
            qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
            seen.append(QApplication.focusWidget())
        names = {one.accessibleName() or one.text() for one in seen}
        assert all(names), section
        wanted = {one for row in settings.sections[section].rows for one in row.controls if one.isEnabled()}
        alone = {one for one in wanted if hasattr(one, "autoExclusive") and one.autoExclusive() and not one.isChecked()}
        assert wanted - alone <= set(seen), section


def test_another_language_comes_at_once(settings, window, wishes):
    settings.choose("look")
    window.speak_anew()
    fresh = [one for one in window.findChildren(SettingsWindow) if one.isVisible()]
    assert len(fresh) == 1
    assert fresh[0] is not settings
    assert fresh[0].section == "look"
    fresh[0].close()


@pytest.mark.parametrize("key", ["check_by_ear_below", "known_answer_days", "direct_limit_bytes", "answer_deadline_s"])
def test_a_number_is_to_be_seen_whole(settings, key):
    line = settings.rows[key].field.lineEdit()
    settings.choose(next(name for name, section in settings.sections.items() if settings.rows[key] in section.rows))
    assert line.fontMetrics().horizontalAdvance(line.text()) < line.width() - 14


def test_settings_go_to_a_file_and_come_from_one(settings, wishes, qtbot, tmp_path):
    settings.choose("storage")
    row = settings.rows["exchange"]
    for button, wish in ((row.save, "export settings"), (row.load, "take over settings")):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        chooser = settings.findChildren(QFileDialog)[-1]
        chooser.fileSelected.emit(str(tmp_path / "slipgui-settings.json"))
        chooser.close()
        assert wishes.asked[-1] == (wish, tmp_path / "slipgui-settings.json")
    taken = replace(Settings(), theme="dark")
    error = SettingsError("unusable value", key="send", value="video", why="it cannot be read")
    wishes.settings.imported.emit(ImportedSettings(taken, ("theme",), ("hologram",), (error,)))
    assert ("theme", "dark") in wishes.asked  # colours follow at once
    assert note(row).startswith("1 setting taken over. Unknown here: hologram. The setting send cannot be used")
    wishes.settings.not_exchanged.emit("in.json", "No such file or directory")
    assert note(row) == "in.json: No such file or directory"


def test_a_build_that_cannot_look_for_releases_says_so(settings, wishes, qtbot):
    row = settings.rows["look_for_releases"]
    assert row.switch.isEnabled()
    qtbot.mouseClick(row.switch, Qt.MouseButton.LeftButton)
    assert wishes.asked == [("set", "look_for_releases", True)]
    wishes.settings.state_read.emit(replace(settings_state(), can_look_for_releases=False))
    assert not row.switch.isEnabled()
    assert note(row) == "This build cannot: it has no key to check signatures with."
