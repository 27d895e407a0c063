"""From the queue to the cue page: by key, and by an offer where clips are long."""

import pytest
from support.queue_events import added, make_info, probed

from slipgui.core.settings import Settings
from slipgui.gui.programme_offers import ProgrammeOffers

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "does not support raise")
"""The offscreen platform has no window manager to tell."""


@pytest.fixture
def asked(cue_window, cue_work):
    asked = []
    cue_work.scan = lambda clips, since=None: asked.append(clips)
    return asked


def bring(window, offers, name, duration_s):
    """A clip comes into the queue and is looked at."""
    for event in (added(name, name), probed(name, make_info(duration_s=duration_s))):
        window.on_event(event)
        offers.on_event(event)


def test_the_selected_clip_is_opened_as_a_programme_by_key(cue_window, asked, qtbot):
    cue_window.show_room("queue")
    cue_window.on_event(added("a", "a.mov"))
    room = cue_window.rooms.queue
    qtbot.waitUntil(lambda: room.model.rowCount() == 1, timeout=20_000)
    room.page.view.select_only(0)
    action = cue_window.menus.actions["programme"]
    qtbot.waitUntil(action.isEnabled, timeout=20_000)
    assert action.shortcut().toString() == "Ctrl+Return"
    action.trigger()
    assert [path.name for path in asked[0]] == ["a.mov"]
    assert cue_window.rooms.cues.face.isVisible()


def test_long_clips_are_offered_together_and_short_ones_not(cue_window, asked, qtbot):
    offers = ProgrammeOffers(cue_window)
    bring(cue_window, offers, "short.mov", 180.0)
    bring(cue_window, offers, "film.mov", 181.0)
    bring(cue_window, offers, "reel.mov", 3600.0)
    qtbot.waitUntil(lambda: cue_window.toast.text == "2 clips are long: programmes", timeout=20_000)
    cue_window.toast._button.click()
    assert [path.name for path in asked[0]] == ["film.mov", "reel.mov"]
    offers.follow(Settings(programme_from_s=4000.0))
    bring(cue_window, offers, "other.mov", 3600.0)
    assert not offers._timer.isActive()
