"""Colours, type and the one style sheet of the window; light, dark, or as the system says (look/LOOK.md, sections 3 and 5).

A widget that paints asks ``theme_of(palette)`` at the moment it paints, so a change of colours needs no news of its own.
"""

from collections.abc import Mapping
from functools import cache
from string import Template
from types import MappingProxyType
from typing import NamedTuple

from PySide6.QtCore import QMargins, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from slipgui.gui.assets import token_palettes

# The 4 px grid: gaps inside a control, between controls, between fields, between columns.
GAP_INSIDE = 4
GAP_CONTROLS = 8
GAP_FIELDS = 12
GAP_COLUMNS = 16
PAGE_PADDING = 16

# The type scale, as factors of the application font.
CAPTION = 11 / 13
SMALL = 12 / 13
BODY = 1.0
LEAD = 14 / 13
HEADING = 15 / 13
TITLE = 18 / 13
DISPLAY = 24 / 13
_SMALLEST_PX = 10
"""No text is ever smaller."""


def margins(leading: int, top: int, trailing: int, bottom: int) -> QMargins:
    """Margins in the direction of writing; Qt mirrors layouts, not their margins."""
    is_mirrored = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    return QMargins(trailing, top, leading, bottom) if is_mirrored else QMargins(leading, top, trailing, bottom)


class Theme(NamedTuple):
    """One palette."""

    name: str
    """``dark`` or ``light``."""
    roles: Mapping[str, QColor]
    """Colour by role, as named in ``resources/themes/tokens.json``."""

    def color(self, role: str) -> QColor:
        """The colour of a role."""
        return self.roles[role]

    def state(self, state: str) -> QColor:
        """The colour of a state word and its icon."""
        return self.roles[f"s_{state}"]

    def soft(self, state: str) -> QColor:
        """The quiet ground under a badge or banner of that state."""
        return self.roles[f"soft_{state}"]


@cache
def theme_named(name: str) -> Theme:
    """The palette ``dark`` or ``light``."""
    return Theme(name, MappingProxyType({role: _color(text) for role, text in token_palettes()[name].items()}))


def theme_of(palette: QPalette) -> Theme:
    """The theme a palette was made from."""
    return theme_named("dark" if palette.color(QPalette.ColorRole.Window).lightness() < 128 else "light")


def _color(text: str) -> QColor:
    # The tokens are written as in CSS, #rrggbbaa; Qt reads eight digits as #aarrggbb.
    return QColor(f"#{text[7:]}{text[1:7]}") if len(text) == 9 else QColor(text)


def make_palette(theme: Theme) -> QPalette:
    """The Qt palette of a theme (the table in look/LOOK.md, section 3)."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    everywhere = {
        role.Window: "window", role.Base: "base", role.Button: "raised", role.ToolTipBase: "overlay",
        role.AlternateBase: "alternate", role.Dark: "sunken", role.Mid: "pressed", role.Midlight: "line",
        role.Light: "line_strong", role.Shadow: "sunken", role.Accent: "accent", role.BrightText: "on_accent",
        role.WindowText: "text", role.Text: "text", role.ButtonText: "text", role.ToolTipText: "text",
        role.PlaceholderText: "text_3", role.Link: "accent_text", role.LinkVisited: "accent_text",
        role.Highlight: "select", role.HighlightedText: "on_select",
    }  # fmt: skip
    palette = QPalette()
    for qt_role, name in everywhere.items():
        palette.setColor(qt_role, theme.color(name))
    palette.setColor(group.Inactive, role.Highlight, theme.color("select_idle"))
    palette.setColor(group.Inactive, role.HighlightedText, theme.color("text"))
    for qt_role in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(group.Disabled, qt_role, theme.color("disabled"))
    return palette


def scaled_font(base: QFont, factor: float = BODY, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The base font at a step of the type scale, with figures of equal width."""
    font = QFont(base)
    if base.pixelSize() > 0:
        font.setPixelSize(max(_SMALLEST_PX, round(base.pixelSize() * factor)))
    else:
        font.setPointSizeF(base.pointSizeF() * factor)
    font.setWeight(weight)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


class Appearance(QObject):
    """Keeps the application in the chosen colours."""

    changed = Signal()
    """The colours are different now; palettes and style sheet are already set."""

    def __init__(self, application: QApplication, choice: str = "system") -> None:
        super().__init__(application)
        self._application = application
        self._choice = choice
        self._is_dressed = False
        application.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._apply()

    @property
    def choice(self) -> str:
        """What the user chose: ``system``, ``light`` or ``dark``."""
        return self._choice

    @property
    def theme(self) -> Theme:
        """The palette in use."""
        if self._choice in ("light", "dark"):
            return theme_named(self._choice)
        # A desktop that does not say (bare X11) gets the dark window: it stands beside a dark editing program.
        scheme = self._application.styleHints().colorScheme()
        return theme_named("light" if scheme == Qt.ColorScheme.Light else "dark")

    def choose(self, choice: str) -> None:
        """Use ``system``, ``light`` or ``dark`` from now on."""
        self._choice = choice
        self._apply()

    def dress(self) -> None:
        """Set the style sheet, after the first picture, which looks the same without: with it each widget costs more to make and show."""
        if not self._is_dressed:
            self._is_dressed = True
            self._application.setStyleSheet(style_sheet(self.theme))

    def _system_changed(self) -> None:
        if self._choice == "system":
            self._apply()

    def _apply(self) -> None:
        theme = self.theme
        self._application.setPalette(make_palette(theme))
        if self._is_dressed:
            self._application.setStyleSheet(style_sheet(theme))
        self.changed.emit()


def style_sheet(theme: Theme) -> str:
    """The style sheet of the controls; rows, chips and navigation paint themselves."""
    return _filled(_MENU_BAR + _SHEET, theme)


def menu_bar_sheet(theme: Theme) -> str:
    """The part of it that the first picture of the window shows."""
    return _filled(_MENU_BAR, theme)


def _filled(sheet: str, theme: Theme) -> str:
    return Template(sheet).substitute({role: _css(color) for role, color in theme.roles.items()})


def _css(color: QColor) -> str:
    return (
        f"rgba({color.red()}, {color.green()}, {color.blue()}, {color.alpha()})"
        if color.alpha() < 255
        else color.name()
    )


_MENU_BAR = """
QMenuBar { background: $window; color: $text_2; padding: 0 8px; }
QMenuBar::item { background: transparent; padding: 4px 8px; border-radius: 4px; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $pressed; color: $text; }
"""
_SHEET = """
QToolTip { background: $overlay; color: $text; border: 1px solid $line_strong; padding: 4px 6px; }
QMenu { background: $overlay; color: $text; border: 1px solid $line_strong; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 24px; border-radius: 4px; }
QMenu::item:selected { background: $select; color: $on_select; }
QMenu::item:disabled { color: $disabled; background: transparent; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QMenu::indicator { width: 8px; height: 8px; left: 8px; border-radius: 4px; }
QMenu::indicator:checked { background: $focus; }
QPushButton { background: $raised; color: $text; border: 1px solid $line_strong; border-radius: 6px; padding: 0 11px; }
QPushButton:hover, QPushButton:checked { background: $pressed; }
QPushButton:pressed { background: $line_strong; }
QPushButton:disabled { color: $disabled; border-color: $line; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QDialogButtonBox QPushButton { min-height: 28px; min-width: 56px; }
QLineEdit { background: $base; color: $text; border: 1px solid $control; border-radius: 6px; padding: 0 7px;
  selection-background-color: $select; selection-color: $on_select; }
QPlainTextEdit { background: $base; color: $text; border: 1px solid $control; border-radius: 6px; padding: 4px;
  selection-background-color: $select; selection-color: $on_select; }
QLineEdit:focus { border: 2px solid $focus; padding: 0 6px; }
QPlainTextEdit:focus { border: 2px solid $focus; padding: 3px; }
QLineEdit:disabled { color: $disabled; border-color: $line; }
QSlider::groove:horizontal { height: 4px; background: $line_strong; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $focus; border-radius: 2px; }
QSlider::handle:horizontal { width: 12px; height: 12px; margin: -6px 0; border-radius: 8px; background: $window; border: 2px solid $focus; }
QSlider::handle:horizontal:focus { background: $focus; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $control; border-radius: 2px; margin: 4px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $text_3; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: $line; }
"""
