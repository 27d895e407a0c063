"""AudioVerify's own tracks in the details, licences for them, and the light for others' recordings: against a service on loopback."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QBuffer, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLabel
from support.opened_folders import opened_pages
from support.queue_events import FakeClock, added, finished, make_track, probed
from support.toy_catalogue import RECORD, TRACK_ID, ToyCatalogue
from support.track_asking import asking
from support.wishes import NoPreviews

from slipgui.core.outcome import Identified, Origin
from slipgui.core.settings import Settings
from slipgui.gui.action_button import ActionButton
from slipgui.gui.clip_rows import ClipRow
from slipgui.gui.details_panel import DetailsPanel
from slipgui.gui.licence_dialog import LicenceDialog
from slipgui.gui.texts import grouped

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager to tell
KEY = "partner-key-4711"
OWN = replace(make_track(), id=TRACK_ID)


@pytest.fixture
def pages():
    with opened_pages() as pages:
        yield pages


@pytest.fixture
def service(monkeypatch):
    with ToyCatalogue(token=KEY) as running:
        monkeypatch.setenv("SLIPGUI_API_URL", running.url)
        monkeypatch.setenv("SLIPGUI_API_KEY", KEY)
        yield running


@pytest.fixture
def panel(qtbot, appearance, home):
    work = asking(home)
    work.read_rules = lambda: None  # the settings are told by the tests
    panel = DetailsPanel(NoPreviews(), work)
    panel.work = work
    panel.copied = []
    panel.copy_requested.connect(panel.copied.append)
    panel.resize(400, 760)
    qtbot.addWidget(panel)
    panel.show()
    return panel


def row_of(track, service="audioverify"):
    row = ClipRow(added("1"), FakeClock())
    for event in (probed("1"), finished("1", Identified(track, None), service=service)):
        row.apply(event)
    return row


def texts(widget):
    return "\n".join(label.text().replace("\u200b", "") for label in widget.findChildren(QLabel) if label.isVisible())


def button(widget, word):
    return next(b for b in widget.findChildren(ActionButton) if b.isVisible() and word in (b.text(), b.toolTip()))


def test_a_track_of_the_catalogue_is_told_with_writers_shares_and_societies(panel, service):
    panel.show_row(row_of(OWN))
    shown = texts(panel)
    for words in (
        "Night Shift",
        "Slipstream Originals",
        "Jane Doe · 50 % · ASCAP · IPI 00123456789",
        "Ben Ode · 12.50 %",
        "今夜は踊る",
        "A bright dance tune with handclaps.",
        "stems available",
    ):
        assert words in shown
    assert "106 bpm · C major" in shown
    panel.show_row(None)
    panel.show_row(row_of(OWN))
    assert len(service.requests) == 1


def test_its_page_is_opened_where_it_has_one(panel, service, pages):
    panel.show_row(row_of(OWN))
    button(panel, "Open its page").click()
    assert pages == ["https://slip.example/t/4711"]


def test_without_a_page_none_is_offered(panel, service):
    service.records[TRACK_ID] = RECORD | {"short_url": "javascript:alert(1)"}
    panel.show_row(row_of(OWN))
    assert "Night Shift" in texts(panel)
    assert not [one for one in panel.findChildren(ActionButton) if one.isVisible() and one.text() == "Open its page"]


def red_picture():
    image = QImage(90, 90, QImage.Format.Format_RGB32)
    image.fill(QColor("#ff0000"))
    content = QBuffer()
    assert image.save(content, "PNG")
    return content.data().data()


def test_the_cover_of_a_track_stands_beside_the_answer_and_needs_no_key(qtbot, panel, service):
    service.records[TRACK_ID] = RECORD | {"cover": "/media/covers/1.png"}
    service.pictures["/media/covers/1.png"] = red_picture()

    def is_red():
        return QColor(panel._answer.cover.grab().toImage().pixel(36, 36)) == QColor("#ff0000")

    panel.show_row(row_of(OWN))
    qtbot.waitUntil(is_red, timeout=20_000)
    (asked,) = [request for request in service.requests if request.path.startswith("/media/")]
    assert "authorization" not in asked.headers
    panel.show_row(None)
    panel.show_row(row_of(OWN))
    qtbot.waitUntil(is_red, timeout=20_000)
    assert len([request for request in service.requests if request.path.startswith("/media/")]) == 1


@pytest.mark.parametrize("cover", ["/no-picture", "https://[::1/x", "http://elsewhere.example/1.png", "/page.png"])
def test_a_cover_that_cannot_be_had_leaves_the_tile(qtbot, panel, service, cover):
    service.records[TRACK_ID] = RECORD | {"cover": cover}
    service.pictures["/page.png"] = b"<html>no picture</html>"
    with qtbot.assertNotEmitted(panel.work.cover_read):
        panel.show_row(row_of(OWN))
    assert "Night Shift" in texts(panel)


@pytest.mark.parametrize(
    ("track", "answered_by"),
    [(make_track(origin=Origin.EXTERNAL), "audioverify"), (OWN, "local")],
)
def test_other_tracks_are_not_asked_for(panel, service, track, answered_by):
    panel.show_row(row_of(track, answered_by))
    assert service.requests == []
    assert "Get a licence…" not in [b.text() for b in panel.findChildren(ActionButton) if b.isVisible()]


def test_an_error_is_told_and_the_track_asked_for_again(qtbot, panel, service):
    service.records.clear()
    panel.show_row(row_of(OWN))
    assert "AudioVerify does not know this track" in texts(panel)
    service.records[TRACK_ID] = RECORD
    qtbot.mouseClick(button(panel._record, "Try again"), Qt.MouseButton.LeftButton)
    assert "Night Shift" in texts(panel)


def open_dialog(qtbot, panel):
    panel.show_row(row_of(OWN))
    qtbot.mouseClick(panel._record.licence, Qt.MouseButton.LeftButton)
    dialog = panel.findChild(LicenceDialog)
    qtbot.waitUntil(dialog.isVisible, timeout=20_000)
    return dialog


def test_a_licence_is_ordered_once_its_link_copied_and_opened(qtbot, panel, service, pages):
    dialog = open_dialog(qtbot, panel)
    assert not dialog.primary.isEnabled()  # for whom is not told yet
    assert "counts against your account" in texts(dialog)
    qtbot.keyClicks(dialog.project, "Spring promo")
    qtbot.keyClicks(dialog.user, "user-1")
    assert service.licences == []
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    (licence,) = service.licences
    page = f"https://license.slipstreammusic.com/v/{licence['license_id']}"
    assert (licence["project_name"], licence["user_id"]) == ("Spring promo", "user-1")
    assert (panel.copied, pages) == ([page], [page])
    assert page in texts(dialog)
    assert f"1 of {grouped(1000)} licences today, 1 of {grouped(30_000)} this month" in texts(dialog)
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)  # opens the page again
    assert (len(service.licences), pages) == (1, [page, page])
    assert "Licensed for Spring promo" in texts(panel)

    again = open_dialog(qtbot, panel) if not dialog.close() else None
    assert again is None


def test_a_licence_that_may_exist_is_not_ordered_again_by_itself(qtbot, panel, service, pages):
    service.fail_next(1, None, path="licenses")
    dialog = open_dialog(qtbot, panel)
    qtbot.keyClicks(dialog.user, "user-1")
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    assert "Maybe a licence was issued" in texts(dialog)
    assert service.paths("POST") == ["/api/v1/licenses/generate"]
    assert (panel.copied, pages) == ([], [])


def test_a_user_id_that_cannot_travel_is_refused_without_asking(qtbot, panel, service):
    dialog = open_dialog(qtbot, panel)
    dialog.user.setText("Jürgen")
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    assert "Who gets the licence must be named" in texts(dialog)
    assert service.paths("POST") == []


def test_the_light_follows_the_lists(panel):
    track = make_track(origin=Origin.EXTERNAL, label="Epidemic Sound")
    panel.show_row(row_of(track))
    assert "Not allowed" not in texts(panel)
    panel.work.take_settings(Settings(denied=("Epidemic Sound",), allowed=("isrc: QZ",)))
    assert "Your list forbids the label Epidemic Sound." in texts(panel)
    panel.work.take_settings(Settings(allowed=("isrc: QZ",)))
    assert "Your list allows ISRCs that begin with QZ." in texts(panel)
    panel.work.take_settings(Settings(allowed=("artist: Nobody",)))
    assert "Not decided" in texts(panel)
    panel.work.take_settings(Settings())
    assert "Not decided" not in texts(panel)
