import pytest
from support.wishes import Wishes

from slipgui.core.errors import (
    AddressError,
    LicenceError,
    LicenceLostError,
    ReleaseError,
    VoiceError,
    WebhookError,
    error_kinds,
)
from slipgui.core.outcome import Failed
from slipgui.gui.clip_rows import RowState
from slipgui.gui.demo_outcomes import outcome_events, shown_kinds
from slipgui.gui.main_window import MainWindow
from slipgui.gui.row_texts import explanation
from slipgui.gui.texts import cure_label

HELD_BY_THE_QUEUE = {RowState.CANCELLED, RowState.WAITING_FOR_NETWORK}
"""A cancelled clip leaves the list; the network is told in the banner."""


@pytest.fixture
def window(qtbot, appearance, clock):
    window = MainWindow(appearance, Wishes(), dict, lambda _: None, clock=clock)
    qtbot.addWidget(window)
    for event in outcome_events():
        window.on_event(event)
    window.model.flush()
    return window


def test_every_state_is_among_the_rows(window):
    assert set(RowState) - {row.state for row in window.model.rows()} == HELD_BY_THE_QUEUE


def test_every_kind_of_error_is_shown_with_headline_sentence_and_way_out(window):
    failed = [row for row in window.model.rows() if isinstance(row.outcome, Failed)]
    kinds = {type(row.outcome.error) for row in failed}
    assert kinds == set(shown_kinds())
    elsewhere = VoiceError | WebhookError | AddressError | LicenceError | ReleaseError
    of_clips = {kind for kind in error_kinds() if not issubclass(kind, elsewhere)}
    assert {kind for kind in of_clips if not kind.__subclasses__()} <= kinds
    for row in failed:
        why = explanation(row)
        assert why.title
        assert why.detail
        assert why.hint
        assert cure_label(why.cure), why.title
        assert "unknown size" not in why.detail
        window.queue_page.view.select_ids([row.clip_id])
        window.show_details(True)
        assert window.details.panel.isVisibleTo(window)


def test_who_must_ask_the_service_gets_the_details_on_the_clipboard(window, qapp):
    qapp.clipboard().clear()
    window.rooms.queue._row_button_pressed("cure", f"{LicenceLostError.code}.mov")
    assert LicenceLostError.code in qapp.clipboard().text()


def test_the_sentences_are_all_different(window):
    whole = [explanation(row) for row in window.model.rows() if isinstance(row.outcome, Failed)]
    assert len({(why.title, why.detail) for why in whole}) == len(whole)
