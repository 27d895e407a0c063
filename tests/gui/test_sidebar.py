import pytest

from slipgui.gui.sidebar import NARROW_WIDTH_PX, WIDTH_PX, Sidebar, service_icon


@pytest.fixture
def sidebar(qtbot, appearance):
    sidebar = Sidebar()
    qtbot.addWidget(sidebar)
    return sidebar


def test_page_tells_its_number_of_clips_to_those_who_do_not_see(sidebar):
    assert sidebar.queue_item.accessibleName() == "Queue"
    sidebar.queue_item.set_count(1)
    assert sidebar.queue_item.accessibleName() == "Queue, 1 clip"


def test_narrow_sidebar_tells_in_tooltips_what_it_does_not_write(sidebar):
    sidebar.service_card.set_service("AudioVerify", "Connected", True)
    sidebar.set_narrow(True)
    assert sidebar.width() == NARROW_WIDTH_PX
    assert sidebar.queue_item.toolTip() == "Queue"
    assert sidebar.service_card.toolTip() == "AudioVerify, Connected"
    sidebar.set_narrow(False)
    assert sidebar.width() == WIDTH_PX
    assert sidebar.queue_item.toolTip() == ""


def test_there_is_always_a_page_chosen(sidebar, qtbot):
    with qtbot.waitSignal(sidebar.queue_chosen):
        sidebar.queue_item.click()
    assert sidebar.chosen_item is sidebar.queue_item
    with qtbot.waitSignal(sidebar.catalogue_chosen):
        sidebar.catalogue_item.click()
    assert sidebar.chosen_item is sidebar.catalogue_item
    assert not sidebar.queue_item.isChecked()


def test_the_service_leads_to_the_catalogue(sidebar, qtbot):
    with qtbot.waitSignal(sidebar.catalogue_chosen):
        sidebar.service_card.click()


def test_remote_service_is_a_cloud_and_this_computer_is_none():
    assert service_icon("AudioVerify") == "cloud"
    assert service_icon("This computer") == "local"
