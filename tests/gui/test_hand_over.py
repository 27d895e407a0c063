"""Results and cue sheets put into a bucket from the window: a bucket on loopback that checks signatures."""

import csv
import io
from contextlib import suppress

import pytest
from support.cue_projects import make_project
from support.direct_work import DirectWork
from support.ranged_files import RangedBucket
from support.wishes import Wishes

from slipgui.app.cue_exports import load_template
from slipgui.gui.bucket_work import BucketWork
from slipgui.gui.hand_over import hand_over_sheet
from slipgui.gui.hand_over_dialog import Choice, HandOverDialog
from slipgui.gui.history_work import HistoryWork
from slipgui.gui.surroundings import Surroundings

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager to tell


@pytest.fixture
def bucket(monkeypatch):
    with RangedBucket() as running:
        monkeypatch.delenv("AWS_PROFILE", raising=False)
        for name, value in running.environ().items():
            monkeypatch.setenv(name, value)
        running.files["/rushes/day 1/c.mov"] = b"x" * 7
        yield running


@pytest.fixture
def said():
    return []


@pytest.fixture
def sheet_dialog(open_window, home, bucket, said, tmp_path):
    """The dialog over a cue sheet of seven cues."""
    wishes = Wishes()
    wishes.buckets = BucketWork(home, DirectWork().ask)
    window = open_window(wishes)
    around = Surroundings(window, wishes, window.menus, said.append, float, said.append)
    hand_over_sheet(around, make_project(tmp_path / "EP 104.mov"), load_template("us"))
    return window.findChild(HandOverDialog)


def test_chosen_files_of_a_sheet_lie_in_the_chosen_folder(sheet_dialog, bucket, said, qtbot):
    dialog, ended = sheet_dialog, []
    assert not dialog.primary.isEnabled()  # no folder yet
    rushes = dialog.buckets.tree.topLevelItem(0)
    rushes.setExpanded(True)
    rushes.child(0).setSelected(True)
    assert dialog.address == "s3://rushes/day 1/"
    dialog.boxes[".json"].setChecked(True)
    dialog.ended.connect(lambda *told: ended.append(told))
    dialog.primary.click()
    assert ended == [(2, "s3://rushes/day 1/")]
    assert bucket.files["/rushes/day 1/EP 104.xlsx"].startswith(b"PK")
    assert b"slipgui.cue_sheet" in bucket.files["/rushes/day 1/EP 104.json"]
    assert said == ["Files in s3://rushes/day 1/: 2"]
    assert not dialog.isVisible()


def test_a_folder_can_be_written_and_nothing_else_is_taken(sheet_dialog, bucket):
    dialog = sheet_dialog
    for text, address in (
        ("s3://rushes/new/deep", "s3://rushes/new/deep/"),
        (" s3://rushes ", "s3://rushes/"),
        ("s3://", ""),
        ("/home/me", ""),
        ("https://a.example/x/", ""),
    ):
        dialog.folder.setText(text)
        assert dialog.address == address
        assert dialog.primary.isEnabled() == bool(address)
    dialog.folder.setText("s3://rushes/new/deep")
    dialog.boxes[".xlsx"].setChecked(False)
    assert not dialog.primary.isEnabled()  # nothing is chosen


def test_a_refusal_is_told_and_can_be_tried_again(sheet_dialog, bucket, monkeypatch):
    dialog = sheet_dialog
    dialog.folder.setText("s3://rushes/out/")
    with monkeypatch.context() as wrong:
        wrong.setenv("AWS_SECRET_ACCESS_KEY", "another")
        dialog.primary.click()
    assert dialog.isVisible()
    assert dialog.state.text().startswith("EP 104.xlsx: This address cannot be used.")
    assert dialog.primary.isEnabled()
    dialog.primary.click()
    assert "/rushes/out/EP 104.xlsx" in bucket.files
    assert not dialog.isVisible()


def test_what_nobody_foresaw_leaves_the_dialog_to_be_tried_again_or_closed(open_window, home, bucket):
    direct = DirectWork()

    def ask(work):
        with suppress(OSError):  # the window tells it, as the bridge does
            direct.ask(work)

    async def no_room(_):
        raise OSError(28, "No space left on device")

    window = open_window()
    dialog = HandOverDialog(window, BucketWork(home, ask), [Choice("a", "A", is_wanted=True)], lambda _: no_room)
    dialog.open()
    dialog.folder.setText("s3://rushes/out/")
    dialog.primary.click()
    assert dialog.state.text() == "Stopped. What was there before it stays."
    assert dialog.primary.isEnabled()
    dialog.reject()
    assert not dialog.isVisible()


def test_another_storage_is_chosen_in_the_settings(sheet_dialog, said):
    sheet_dialog.buckets.settings_button.click()
    assert said == ["buckets"]
    assert not sheet_dialog.isVisible()


def test_results_of_the_history_are_handed_over_from_its_menu(qtbot, open_window, home, bucket, kept):
    wishes = Wishes(HistoryWork(kept.ask))
    wishes.buckets = BucketWork(home, kept.ask)
    window = open_window(wishes)
    window.show_room("history")
    page = window.rooms.history.page
    qtbot.waitUntil(lambda: page.model.row_at(1) is not None, timeout=20_000)
    places = [place for place in range(page.model.rowCount()) if page.model.row_at(place)]
    page.view.select_places(places[:3])
    window.menus.actions["hand_over"].trigger()
    dialog = window.findChild(HandOverDialog)
    dialog.folder.setText("s3://rushes/out/")
    dialog.boxes["sound"].setChecked(True)
    dialog.primary.click()
    told = list(csv.reader(io.StringIO(bucket.files["/rushes/out/results.csv"].decode("utf-8-sig"))))
    assert len(told) == 4
    names = [page.model.row_at(place).path.name for place in places[:3]]
    assert [line[1].rpartition("/")[2] for line in told[1:]] == names
    assert dialog.isVisible()  # the clips are not there: their sound could not be made
    assert ".mp4:" in dialog.state.text()
