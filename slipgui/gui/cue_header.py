"""The header of a cue sheet: what is said of the programme, to write in, and its lengths, which are computed."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QGridLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from slipgui.app.cue_sheet_wording import field_word
from slipgui.core.cue_template import Template
from slipgui.gui.cue_document import CueDocument
from slipgui.gui.cue_fields import add_field
from slipgui.gui.cue_side_words import side_word
from slipgui.gui.cue_texts import clock_text
from slipgui.gui.error_words import WINDOW_LANGUAGE
from slipgui.gui.labels import TextLabel
from slipgui.gui.scroll_bars import scroll_down_only
from slipgui.gui.texts import plain, translate
from slipgui.gui.theme import CAPTION, GAP_CONTROLS, GAP_FIELDS, GAP_INSIDE, margins

_ROWS = (
    ("title",), ("also_known_as",), ("episode_title",), ("episode_number", "series_number"), ("production_number", "production_type"),
    ("production_company",), ("contact",), ("network", "first_air_date"), ("country", "year"), ("director",), ("isan", "eidr"),
    ("revision",), ("prepared_by", "prepared_on"),
)  # fmt: skip


class HeaderForm(QScrollArea):
    """The form."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(side_word("tab_header"))
        self._document: CueDocument | None = None
        self._required: frozenset[str] = frozenset()
        self.fields: dict[str, QLineEdit] = {}
        self._labels: dict[str, TextLabel] = {}
        self.lengths = TextLabel(role="text_2")
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP_CONTROLS)
        grid.setVerticalSpacing(GAP_INSIDE)
        for row, names in enumerate(_ROWS):
            for column, name in enumerate(names):
                field = self.fields[name] = QLineEdit()
                field.editingFinished.connect(partial(self._take, name))
                n_columns = 2 if len(names) == 1 else 1
                self._labels[name] = add_field(grid, 2 * row, column, _name(name), field, n_columns=n_columns)
        page = QWidget()
        page.setBackgroundRole(QPalette.ColorRole.Button)
        lines = QVBoxLayout(page)
        lines.setContentsMargins(margins(16, 0, 16, 16))
        lines.setSpacing(GAP_FIELDS)
        lines.addWidget(self.lengths)
        lines.addLayout(grid)
        lines.addWidget(TextLabel(translate("Cues", "● The chosen layout wants it"), role="text_3", factor=CAPTION))
        lines.addStretch(1)
        scroll_down_only(self, page, QPalette.ColorRole.Button)

    def show_document(self, document: CueDocument) -> None:
        """Show the header of another document."""
        self._document = document
        document.changed.connect(self._show)
        self._show()

    def show_template(self, template: Template) -> None:
        """Mark what a layout wants."""
        self._required = template.required_header
        self._show()

    def lead_to(self, name: str) -> None:
        """Lead the keys to a field."""
        if name in self.fields:
            self.fields[name].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show(self) -> None:
        document = self._document
        if document is None:
            return
        sheet = document.sheet
        for name, field in self.fields.items():
            field.setText(plain(getattr(sheet.header, name)))
            is_required = name in self._required
            self._labels[name].set_text(f"{_name(name)} ●" if is_required else _name(name))
            field.setAccessibleDescription(translate("Cues", "The chosen layout wants it") if is_required else "")
        music, whole = (clock_text(float(sheet.seconds(ticks))) for ticks in (sheet.music_ticks, sheet.duration_ticks))
        self.lengths.set_text(translate("Cues", "Music {0} of {1}").format(music, whole))

    def _take(self, name: str) -> None:
        text, document = self.fields[name].text().strip(), self._document
        if document is not None and text != plain(getattr(document.sheet.header, name)):
            document.type_header(name, text)


def _name(name: str) -> str:
    return field_word(name, WINDOW_LANGUAGE)
