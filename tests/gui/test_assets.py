import pytest
from PySide6.QtGui import QColor

from slipgui.app.resources import resource_folder
from slipgui.gui.assets import app_icon, icon_names, icon_pixmap
from slipgui.gui.clip_rows import RowState
from slipgui.gui.row_texts import state_icon

pytestmark = pytest.mark.usefixtures("qapp")


def inked(image) -> set[str]:
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


def test_resources_are_found_in_a_checkout():
    assert resource_folder().joinpath("themes", "tokens.json").is_file()


@pytest.mark.parametrize("state", RowState)
def test_every_state_has_its_shape(state):
    assert state_icon(state) in icon_names()


@pytest.mark.parametrize("name", icon_names())
def test_every_icon_can_be_drawn(name):
    assert inked(icon_pixmap(name, 48, QColor("red")).toImage())


def test_icon_wears_the_colour_asked_for_and_no_other():
    assert inked(icon_pixmap("add", 24, QColor("#4fccd7")).toImage()) == {"#4fccd7"}


def test_icon_is_drawn_for_the_pixels_of_the_screen():
    pixmap = icon_pixmap("add", 16, QColor("white"), 2.0)
    assert pixmap.width() == 32
    assert pixmap.deviceIndependentSize().width() == 16


def test_same_icon_is_drawn_once():
    color = QColor("#123456")
    assert icon_pixmap("queue", 20, color).cacheKey() == icon_pixmap("queue", 20, color).cacheKey()


def test_application_icon_has_a_drawing_for_small_and_large():
    assert {size.width() for size in app_icon().availableSizes()} >= {16, 32, 48, 128}
