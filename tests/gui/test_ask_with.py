"""Clips asked with another account, or with this computer: offered in the menu and in the palette."""

import pytest
from support.queue_events import added, finished

from slipgui.core.profile import Profile
from slipgui.gui.commands import choice_commands

AGENCY = Profile("agency", "Agency & <b>Co</b>", "https://agency.example")


@pytest.fixture
def window(open_window):
    window = open_window()
    window.on_event(added("found", "found.mov"))
    window.on_event(finished("found"))
    window.model.flush()
    window.menus.show_accounts([Profile(), AGENCY])
    window.queue_page.view.select_ids(["found"])
    return window


def test_the_selected_clips_are_asked_with_whom_the_user_picks(window, wishes):
    offered = window.menus.choices["ask_with"]
    assert [action.text() for action in offered] == ["&This computer", "AudioVerify", "Agency && <b>Co</b>"]
    offered[2].trigger()
    offered[0].trigger()
    assert wishes.asked == [("ask with", ["found"], "agency"), ("ask with", ["found"], "local")]


def test_the_palette_offers_the_same_for_a_selected_clip_only(window):
    words = [command.text for command in choice_commands("ask_with", window.menus.choices["ask_with"])]
    assert words == ["Ask with: This computer", "Ask with: AudioVerify", "Ask with: Agency & <b>Co</b>"]
    window.menus.show_page("history")
    assert "ask_with" not in window.menus.choices


def test_an_account_that_was_removed_is_offered_no_more(window):
    window.menus.show_accounts([AGENCY])
    assert [action.data() for action in window.menus.choices["ask_with"]] == ["local", "agency"]
