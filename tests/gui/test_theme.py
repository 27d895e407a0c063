import pytest
from PySide6.QtGui import QColor, QFont, QPalette

from slipgui.gui.assets import token_palettes
from slipgui.gui.theme import BODY, CAPTION, DISPLAY, make_palette, scaled_font, style_sheet, theme_named, theme_of

GROUNDS = ("window", "base", "raised", "overlay", "hover", "pressed", "select", "select_idle")
STATES = (
    "waiting", "preparing", "uploading", "recognising", "internal", "external", "unsure", "not_found", "failed", "paused"
)  # fmt: skip
OUTCOMES = ("internal", "external", "unsure", "not_found", "failed")
# Machado, Oliveira, Fernandes 2009, severity 1.
SIGHTS = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}


def linear(color: QColor) -> list[float]:
    parts = (color.redF(), color.greenF(), color.blueF())
    return [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def luminance(color: QColor) -> float:
    red, green, blue = linear(color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def lab(color: QColor, sight: tuple[tuple[float, ...], ...]) -> tuple[float, float, float]:
    seen = [sum(a * part for a, part in zip(row, linear(color), strict=True)) for row in sight]
    red, green, blue = (min(1.0, max(0.0, part)) for part in seen)

    def bent(t: float) -> float:
        return t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116

    x = bent((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505)
    y = bent(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    z = bent((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.fixture(params=["dark", "light"])
def theme(request):
    return theme_named(request.param)


@pytest.mark.parametrize("role", ["text", "text_2", "text_3", "accent_text", *(f"s_{state}" for state in STATES)])
def test_every_text_reads_on_every_ground(theme, role):
    assert min(contrast(theme.color(role), theme.color(ground)) for ground in GROUNDS) >= 4.5


@pytest.mark.parametrize("state", STATES)
def test_badges_and_banners_read_on_their_soft_ground(theme, state):
    for role in (f"s_{state}", "text", "text_2"):
        assert contrast(theme.color(role), theme.soft(state)) >= 4.5


@pytest.mark.parametrize("role", ["wave", "control", "focus"])
def test_graphics_stand_out_from_every_frame_ground(theme, role):
    grounds = GROUNDS if role == "focus" else GROUNDS[:4]
    assert min(contrast(theme.color(role), theme.color(ground)) for ground in grounds) >= 3


@pytest.mark.parametrize("state", STATES)
def test_the_playhead_stands_out_from_the_lanes_and_from_the_cues_it_crosses(theme, state):
    for ground in (theme.color("window"), theme.color("base"), theme.soft(state)):
        assert contrast(theme.color("playhead"), ground) >= 3


@pytest.mark.parametrize("state", ["preparing", "uploading", "recognising", "internal", "external", "unsure"])
def test_bars_stand_out_from_their_track(theme, state):
    for track in ("line_strong", "track_select"):
        assert contrast(theme.state(state), theme.color(track)) >= 3


def test_done_segments_stand_out_from_those_to_come(theme):
    assert contrast(theme.color("text_3"), theme.color("line_strong")) >= 3
    assert contrast(theme.color("text_2"), theme.color("track_select")) >= 3


def test_words_on_the_primary_button_and_on_a_selection_read(theme):
    assert contrast(theme.color("on_accent"), theme.color("accent")) >= 4.5
    assert contrast(theme.color("on_select"), theme.color("select")) >= 4.5


@pytest.mark.parametrize("sight", SIGHTS)
def test_outcomes_stay_apart_whatever_the_colour_vision(theme, sight):
    seen = {name: lab(theme.state(name), SIGHTS[sight]) for name in OUTCOMES}
    for place, one in enumerate(OUTCOMES):
        for other in OUTCOMES[:place]:
            distance = sum((a - b) ** 2 for a, b in zip(seen[one], seen[other], strict=True)) ** 0.5
            assert distance >= 18, (one, other)


def test_both_palettes_have_the_same_roles():
    palettes = token_palettes()
    assert palettes["dark"].keys() == palettes["light"].keys()


def test_scrim_lets_the_window_shine_through(theme):
    assert 0 < theme.color("scrim").alpha() < 255


def test_qt_palette_leads_back_to_its_theme(theme):
    assert theme_of(make_palette(theme)) is theme


def test_selection_of_an_inactive_window_is_quieter(theme):
    palette = make_palette(theme)
    highlight = QPalette.ColorRole.Highlight
    assert palette.color(QPalette.ColorGroup.Active, highlight) == theme.color("select")
    assert palette.color(QPalette.ColorGroup.Inactive, highlight) == theme.color("select_idle")


def test_style_sheet_leaves_no_place_holder(theme):
    assert "$" not in style_sheet(theme)


def test_type_scale_follows_the_application_font(qapp):
    font = QFont()
    font.setPixelSize(13)
    assert [scaled_font(font, step).pixelSize() for step in (CAPTION, BODY, DISPLAY)] == [11, 13, 24]
    font.setPointSizeF(20)
    assert scaled_font(font, CAPTION).pointSizeF() == pytest.approx(20 * 11 / 13, abs=0.1)


def test_no_text_is_smaller_than_ten_pixels(qapp):
    font = QFont()
    font.setPixelSize(9)
    assert scaled_font(font, CAPTION).pixelSize() == 10


def test_system_choice_follows_the_desktop_and_a_choice_overrules_it(appearance, qtbot):
    with qtbot.waitSignal(appearance.changed):
        appearance.choose("light")
    assert appearance.theme.name == "light"
    assert theme_of(appearance.parent().palette()).name == "light"
    appearance.choose("dark")
    assert appearance.theme.name == "dark"
