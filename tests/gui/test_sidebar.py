import pytest

from slipgui.gui.sidebar import NARROW_WIDTH_PX, WIDTH_PX, Sidebar, service_icon


@pytest.fixture
def sidebar(qtbot, appearance):
    sidebar = Sidebar()
    qtbot.addWidget(sidebar)
    return sidebar


def test_page_tells_its_number_of_clips_to_those_who_do_not_see(sidebar):
    assert sidebar.items["queue"].accessibleName() == "Queue"
    sidebar.items["queue"].set_count(1)
    assert sidebar.items["queue"].accessibleName() == "Queue, 1 clip"


def test_narrow_sidebar_tells_in_tooltips_what_it_does_not_write(sidebar):
    sidebar.service_card.set_service("AudioVerify", "Connected", True)
    sidebar.set_narrow(True)
    assert sidebar.width() == NARROW_WIDTH_PX
    assert sidebar.items["queue"].toolTip() == "Queue"
    assert sidebar.service_card.toolTip() == "AudioVerify, Connected"
    sidebar.set_narrow(False)
    assert sidebar.width() == WIDTH_PX
    assert sidebar.items["queue"].toolTip() == ""


def test_there_is_always_a_page_chosen(sidebar, qtbot):
    with qtbot.waitSignal(sidebar.chosen, check_params_cb=lambda name: name == "queue"):
        sidebar.items["queue"].click()
    assert sidebar.chosen_item is sidebar.items["queue"]
    with qtbot.waitSignal(sidebar.chosen, check_params_cb=lambda name: name == "catalogue"):
        sidebar.items["catalogue"].click()
    assert sidebar.chosen_item is sidebar.items["catalogue"]
    assert not sidebar.items["queue"].isChecked()


def test_the_service_leads_to_the_catalogue(sidebar, qtbot):
    with qtbot.waitSignal(sidebar.chosen, check_params_cb=lambda name: name == "catalogue"):
        sidebar.service_card.click()


def test_remote_service_is_a_cloud_and_this_computer_is_none():
    assert service_icon("AudioVerify") == "cloud"
    assert service_icon("This computer") == "local"
