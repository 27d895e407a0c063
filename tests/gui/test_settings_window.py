"""The settings: every one of them shown, searched, changed at once, refused with its reason."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMenu, QMessageBox, QWidget
from support.settings_states import settings_state

from slipgui.app.settings_exchange import ImportedSettings
from slipgui.core.errors import AuthenticationError, SettingsError
from slipgui.core.settings import SETTING_NAMES, Settings, with_value
from slipgui.gui.action_button import ActionButton
from slipgui.gui.labels import TextLabel
from slipgui.gui.profile_dialog import ProfileDialog
from slipgui.gui.settings_window import SettingsWindow
from slipgui.gui.sheet import Sheet

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
        "direct_limit_bytes": 2_500_000, "answer_deadline_s": 90, "theme": "light", "language": "de",
        "reduce_motion": True, "ca_file": "/etc/studio.pem",
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
    assert rows["reduce_motion"].switch.isChecked()
    assert rows["ca_file"].field.text() == "/etc/studio.pem"
    assert wishes.asked == []  # showing is no wish


def test_nothing_can_be_changed_until_the_settings_are_read(window, wishes, qtbot):
    qtbot.keyClick(
        window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier
    )  # a keyring asks for its password meanwhile
    settings = window.findChild(SettingsWindow)
    row = settings.rows["keep_awake"]
    qtbot.mouseClick(row.switch, Qt.MouseButton.LeftButton)
    assert (row.switch.isEnabled(), wishes.asked) == (False, [])
    wishes.settings.state_read.emit(settings_state())
    qtbot.mouseClick(row.switch, Qt.MouseButton.LeftButton)
    assert wishes.asked == [("set", "keep_awake", False)]
    settings.close()


def test_it_says_that_the_keyring_asks_for_its_password(window, wishes, qtbot):
    wishes.settings.waits_for_keyring = True
    qtbot.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    settings = window.findChild(SettingsWindow)
    assert settings.waiting.isVisible()
    assert settings.waiting.text() == "System keyring: Password wanted"
    part = settings.voice_key.part
    wishes.settings.state_read.emit(settings_state())
    wishes.settings.keyring_waits.emit(True)
    assert not part.unlock.isEnabled()
    wishes.settings.keyring_waits.emit(False)
    assert (settings.waiting.isVisible(), part.unlock.isEnabled()) == (False, True)
    settings.close()


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


def test_the_storage_of_buckets_is_written_or_chosen(settings, wishes, qtbot):
    settings.choose("buckets")
    row = settings.rows["s3_profile"]
    qtbot.mouseClick(row.choose, Qt.MouseButton.LeftButton)
    wishes.settings.s3_profiles_found.emit(["nas", "r&d"])
    menu = row.findChild(QMenu)
    assert [action.text() for action in menu.actions()] == ["nas", "r&&d"]
    menu.actions()[1].trigger()
    menu.close()
    assert row.field.text() == "r&d"
    qtbot.keyClicks(settings.rows["s3_endpoint_url"].field, "http://nas:9000")
    qtbot.keyClick(settings.rows["s3_endpoint_url"].field, Qt.Key.Key_Return)
    qtbot.mouseClick(settings.rows["s3_addressing"].choices["path"], Qt.MouseButton.LeftButton)
    assert wishes.asked == [
        ("find s3 profiles",),
        ("set", "s3_profile", "r&d"),
        ("set", "s3_endpoint_url", "http://nas:9000"),
        ("set", "s3_addressing", "path"),
    ]
    wishes.settings.s3_profiles_found.emit([])
    assert note(row) == "AWS's configuration on this computer names no profile."


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
    settings.search.setText("folders watch")
    assert shown_rows(settings) == ["watch_folders", "catalogue_folders"]
    settings.search.setText("export")
    assert shown_rows(settings) == ["exchange"]
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


def box_of(settings):
    return settings.findChild(QMessageBox)


def test_each_account_has_its_key_which_is_tested_and_removed_only_after_a_question(settings, wishes, qtbot):
    settings.choose("audioverify")
    first, second = settings.accounts.parts["audioverify"], settings.accounts.parts["agency"]
    assert first.sentence.text() == "Kept in the system keyring: Secret Service."
    second.test.click()
    assert second.note.text() == "Asking Agency…"
    wishes.settings.key_tested.emit("agency", AuthenticationError("no", http_status=401))
    assert second.note.text() == "Key refused. AudioVerify did not accept the API key. The clip is kept."
    assert first.note.text() == ""
    wishes.settings.key_tested.emit("audioverify", None)
    assert first.note.text() == "AudioVerify takes this key."
    second.remove.click()
    box = box_of(settings)
    assert box.defaultButton().text() == "Cancel"
    assert wishes.asked == [("test key", "agency")]
    next(button for button in box.buttons() if button.text() == "Remove the key").click()
    assert wishes.asked[-1] == ("remove key", "agency")


def key_sentences(settings, wishes, **facts):
    wishes.settings.state_read.emit(replace(settings_state(), **facts))
    part = settings.accounts.parts["audioverify"]
    return part.sentence.text(), part.test.isEnabled(), part.remove.isEnabled()


def test_where_a_key_is_or_would_be_is_said_for_every_kind_of_keyring(settings, wishes):
    settings.choose("audioverify")
    none = {"audioverify": "", "agency": "", "pyannote": ""}
    told = key_sentences(settings, wishes, key_places=none)
    assert told == ("None is known. It would be kept in the system keyring: Secret Service.", False, False)
    told = key_sentences(settings, wishes, key_places=none, is_locked=True)
    assert told[0].startswith("The system keyring is locked: Secret Service.")
    part = settings.accounts.parts["audioverify"]
    assert (part.unlock.isVisible(), part.test.isVisible()) == (True, False)
    part.unlock.click()
    assert wishes.asked == [("unlock",)]
    told = key_sentences(settings, wishes, key_places=none, keyring="")
    part = settings.accounts.parts["audioverify"]
    assert (part.unlock.isVisible(), part.test.isVisible()) == (False, True)
    assert told[0].endswith("it would lie in a file that only you can read.")
    told = key_sentences(settings, wishes, key_places=none | {"audioverify": "file"}, keyring="")
    assert "/home/mira/.config/slipgui/keys.json" in told[0]
    assert told[1:] == (True, True)
    told = key_sentences(settings, wishes, key_places=none | {"audioverify": "environment"})
    assert told == ("From the environment variable SLIPGUI_API_KEY.", True, False)


def test_the_account_that_is_asked_is_chosen_among_those_there_are(settings, wishes, qtbot):
    settings.choose("audioverify")
    box = settings.account.box
    assert [box.itemText(place) for place in range(box.count())] == ["AudioVerify", "Agency"]
    assert box.currentText() == "AudioVerify"
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert wishes.asked == [("set", "profile", "agency")]


def test_an_account_is_added_changed_and_refused_with_its_reason(settings, wishes, qtbot):
    settings.choose("audioverify")
    qtbot.mouseClick(settings.accounts.add, Qt.MouseButton.LeftButton)
    dialog = settings.findChild(ProfileDialog)
    qtbot.keyClicks(dialog.name, "Second studio")
    dialog.address.setText("http://studio.example")
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    assert "must be https" in dialog.note.text()
    assert wishes.asked == []
    dialog.address.setText("https://studio.example/")
    dialog.proxy.setText("http://proxy.example:3128")
    qtbot.keyClicks(dialog.user, "mira")
    qtbot.keyClicks(dialog.password, "p:w")
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    ((wish, profile, login),) = wishes.asked
    assert (wish, login) == ("save profile", ("mira", "p:w"))
    assert (profile.name, profile.api_url, profile.proxy) == (
        "Second studio", "https://studio.example", "http://proxy.example:3128",
    )  # fmt: skip
    assert profile.id not in {one.id for one in settings_state().settings.profiles}


def test_an_account_is_removed_only_after_a_question_and_the_last_one_never(settings, wishes, qtbot):
    settings.choose("audioverify")

    def leaving():
        buttons = settings.accounts.findChildren(ActionButton)
        return [one for one in buttons if one.text() == "Remove the account…" and one.isVisible()]

    assert [one.accessibleName() for one in leaving()] == [
        "AudioVerify: Remove the account…",
        "Agency: Remove the account…",
    ]
    leaving()[1].click()
    assert "can be asked with another account" in box_of(settings).text()
    next(button for button in box_of(settings).buttons() if button.text() == "Remove the account").click()
    assert wishes.asked == [("remove profile", "agency")]
    wishes.settings.state_read.emit(replace(settings_state(), settings=Settings()))
    assert leaving() == []


def test_the_key_of_pyannote_is_entered_tested_and_removed(settings, wishes, qtbot):
    settings.choose("voices")
    part = settings.voice_key.part
    assert part.sentence.text().startswith("None is known.")
    wishes.settings.state_read.emit(replace(settings_state(), key_places={"pyannote": "keyring"}))
    qtbot.waitUntil(
        lambda: part.test.height() >= part.test.sizeHint().height(), timeout=20_000
    )  # the rows find their places
    qtbot.mouseClick(part.test, Qt.MouseButton.LeftButton)
    wishes.settings.key_tested.emit("pyannote", None)
    assert part.note.text() == "pyannoteAI takes this key."
    assert wishes.asked == [("test key", "pyannote")]
    qtbot.mouseClick(part.enter, Qt.MouseButton.LeftButton)
    sheet = settings.findChild(Sheet)
    qtbot.keyClicks(sheet.findChild(QLineEdit), "team-key")
    qtbot.mouseClick(sheet.primary, Qt.MouseButton.LeftButton)
    assert wishes.asked[-1] == ("key", "team-key", "pyannote")


def test_a_password_for_the_proxy_is_kept_and_never_shown(settings, wishes, qtbot):
    settings.choose("network")
    row = settings.proxy_login
    qtbot.keyClicks(row.user, "mira")
    assert not row.keep.isEnabled()
    qtbot.keyClicks(row.password, "geheim")
    qtbot.mouseClick(row.keep, Qt.MouseButton.LeftButton)
    assert wishes.asked == [("proxy login", ("mira", "geheim"))]
    assert row.password.text() == ""
    wishes.settings.state_read.emit(replace(settings_state(), proxy_users={"": "mira"}))
    assert note(row) == "A password is kept for mira."
    qtbot.mouseClick(row.forget, Qt.MouseButton.LeftButton)
    assert wishes.asked[-1] == ("proxy login", ("", ""))


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
