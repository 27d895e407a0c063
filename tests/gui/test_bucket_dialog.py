"""Clips chosen in a bucket: a real bucket on loopback that checks signatures, read level by level."""

import pytest
from PySide6.QtWidgets import QWidget
from support.direct_work import DirectWork
from support.ranged_files import RangedBucket

from slipgui.gui.bucket_dialog import BucketDialog
from slipgui.gui.bucket_work import BucketWork

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager to tell


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
