"""Clips chosen in a bucket: a real bucket on loopback that checks signatures, read level by level."""

import pytest
from PySide6.QtWidgets import QWidget
from support.direct_work import DirectWork
from support.ranged_files import RangedBucket

from slipgui.app.settings_file import save_settings
from slipgui.gui.bucket_dialog import BucketDialog
from slipgui.gui.bucket_work import BucketWork
from slipgui.gui.settings_window import SettingsWindow

pytestmark = pytest.mark.qt_log_ignore(
    "This plugin does not support"
)  # the offscreen platform has no window manager to tell


@pytest.fixture
def bucket(monkeypatch):
    with RangedBucket() as running:
        monkeypatch.delenv("AWS_PROFILE", raising=False)
        for name, value in running.environ().items():
            monkeypatch.setenv(name, value)
        for name in ("a.mov", "day 1/c.mov", "day 1/d.mov", "day 2/e.mov"):
            running.files[f"/rushes/{name}"] = b"x" * 7
        yield running


@pytest.fixture
def dialog(qtbot, appearance, home, bucket):
    taken = []
    window = QWidget()
    qtbot.addWidget(window)
    dialog = BucketDialog(window, BucketWork(home, DirectWork().ask), taken.extend)
    dialog.taken, dialog.kept = taken, window
    dialog.show()
    return dialog


def names(item):
    return [item.child(place).text(0) for place in range(item.childCount())]


def test_levels_are_read_when_they_are_opened_and_objects_chosen(dialog, bucket):
    top = dialog.buckets.tree.invisibleRootItem()
    assert names(top) == ["rushes"]
    top.child(0).setExpanded(True)
    rushes = top.child(0)
    assert names(rushes) == ["day 1", "day 2", "a.mov"]
    rushes.child(0).setExpanded(True)
    assert names(rushes.child(0)) == ["c.mov", "d.mov"]
    assert names(rushes.child(1)) == ["Reading…"]  # nobody opened it
    rushes.child(1).setSelected(True)
    assert not dialog.primary.isEnabled()  # a folder is no clip
    for item in (rushes.child(2), rushes.child(0).child(1)):
        item.setSelected(True)
    dialog.primary.click()
    assert sorted(dialog.taken) == ["s3://rushes/a.mov", "s3://rushes/day 1/d.mov"]


def test_the_search_leaves_what_fits_and_the_way_there(dialog):
    rushes = dialog.buckets.tree.topLevelItem(0)
    rushes.setExpanded(True)
    rushes.child(0).setExpanded(True)
    dialog.buckets.search.setText("D.MOV")
    assert [rushes.child(place).isHidden() for place in range(3)] == [False, True, True]
    assert not rushes.child(0).child(1).isHidden()
    dialog.buckets.search.clear()
    assert not rushes.child(2).isHidden()


def test_a_refusal_has_its_sentence(qtbot, appearance, home, bucket, monkeypatch):
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "another")
    window = QWidget()
    qtbot.addWidget(window)
    dialog = BucketDialog(window, BucketWork(home, DirectWork().ask), print)
    assert "Your AWS credentials may not read this" in dialog.buckets.note.text()


def test_the_dialog_says_whose_storage_it_shows_and_leads_to_its_settings(dialog, bucket):
    assert dialog.buckets.place.text() == f"With the AWS keys of the environment, at {bucket.url}"
    wanted = []
    dialog.settings_wanted.connect(wanted.append)
    dialog.buckets.settings_button.click()
    assert wanted == ["buckets"]
    assert not dialog.isVisible()
    assert dialog.taken == []


def test_the_storage_of_the_settings_is_shown_and_read(qtbot, appearance, home, bucket, tmp_path, monkeypatch):
    keys = tmp_path / "credentials"
    lines = [f"{name.lower()} = {bucket.environ()[name]}" for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")]
    keys.write_text("\n".join(["[nas]", *lines]))
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_ENDPOINT_URL_S3", "AWS_DEFAULT_REGION"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(keys))
    save_settings(home.settings_file, {"s3_profile": "nas", "s3_endpoint_url": bucket.url, "s3_addressing": "path"})
    window = QWidget()
    qtbot.addWidget(window)
    dialog = BucketDialog(window, BucketWork(home, DirectWork().ask), print)
    assert dialog.buckets.place.text() == f"With the AWS profile “nas”, at {bucket.url}"
    assert names(dialog.buckets.tree.invisibleRootItem()) == ["rushes"]


def test_the_menu_s_dialog_leads_to_the_section_of_the_settings(open_window, wishes):
    window = open_window()
    window.menus.actions["buckets"].trigger()
    window.findChild(BucketDialog).buckets.settings_button.click()
    settings = window.findChild(SettingsWindow)
    assert settings.isVisible()
    assert settings.section == "buckets"
    settings.close()
