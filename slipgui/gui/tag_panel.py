"""Beside the list of tracks: the tags of those selected, to be edited; what the files say is kept and can stand again."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from slipgui.gui.action_button import ActionButton
from slipgui.gui.catalogue_texts import n_tracks, tag_note, tag_word
from slipgui.gui.cover_tile import CoverTile
from slipgui.gui.labels import TextLabel
from slipgui.gui.scroll_bars import scroll_down_only
from slipgui.gui.theme import CAPTION, GAP_CONTROLS, GAP_FIELDS, GAP_INSIDE, HEADING, PAGE_PADDING, margins, theme_of
from slipgui.gui.window_actions import TagsOf

WIDTH_PX = 320
_FIELD_HEIGHT_PX = 30
FIELDS = ("title", "artist", "album", "isrc", "label", "composer", "publisher")
COVER = "cover"
_PICTURES = "*.jpg *.jpeg *.png *.webp *.bmp"

Said = Mapping[str, Any]
"""Of one track: id, ``of_file`` and ``of_user`` by field."""


class TagPanel(QWidget):
    """The panel; it asks, and is told what became of it."""

    tags_wanted = Signal(object)
    """``TagsOf`` that the user wants, in a list."""
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._said: Sequence[Said] = []
        self._title = TextLabel("", factor=HEADING, weight=QFont.Weight.DemiBold)
        self._title.setWordWrap(False)
        self.close_button = ActionButton("", "close", kind="quiet", is_small=True)
        self.close_button.setAccessibleName(tag_word("close"))
        self.close_button.setToolTip(tag_word("close"))
        self.close_button.clicked.connect(self.closed)
        self.cover = _CoverField()
        self.fields = {name: _Field(name) for name in FIELDS}
        self.save_button = ActionButton(tag_word("save"), "check", kind="primary")
        self.save_button.clicked.connect(self.save)
        for part in (self.cover, *self.fields.values()):
            part.changed.connect(self._enable)
        for field in self.fields.values():
            field.edit.returnPressed.connect(self.save)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(margins(PAGE_PADDING, 0, GAP_CONTROLS, 0))
        head.addWidget(self._title, 1)
        head.addWidget(self.close_button)
        head.addStrut(52)
        page = QWidget()
        page.setBackgroundRole(page.palette().ColorRole.Button)
        fields = QVBoxLayout(page)
        fields.setContentsMargins(PAGE_PADDING, GAP_INSIDE, PAGE_PADDING, PAGE_PADDING)
        fields.setSpacing(GAP_FIELDS)
        fields.addWidget(self.cover)
        for field in self.fields.values():
            fields.addWidget(field)
        fields.addStretch(1)
        scroll = scroll_down_only(QScrollArea(), page)
        foot = QHBoxLayout()
        foot.setContentsMargins(PAGE_PADDING, GAP_FIELDS, PAGE_PADDING, GAP_FIELDS)
        foot.addWidget(TextLabel(tag_word("note"), role="text_3", factor=CAPTION), 1)
        foot.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(margins(1, 0, 0, 0))
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(scroll, 1)
        column.addLayout(foot)

    @property
    def said(self) -> Sequence[Said]:
        """What is said of the tracks it is about."""
        return self._said

    @property
    def ids(self) -> list[str]:
        """The tracks it is about."""
        return [str(said["id"]) for said in self._said]

    @property
    def is_changed(self) -> bool:
        """Whether there is anything to save."""
        return any(part.has_wish for part in (self.cover, *self.fields.values()))

    def show_tracks(self, said: Sequence[Said], picture: QPixmap | None) -> None:
        """Show the tags of these tracks; ``picture`` is the cover of the first."""
        self._said = said
        self._title.setText(tag_word("edit") if len(said) == 1 else f"{tag_word('edit')} · {n_tracks(len(said))}")
        self.cover.show_tracks(said, picture)
        for field in self.fields.values():
            field.show_tracks(said)
        self._enable()

    def take_over(self, former: "TagPanel") -> None:
        """Want what was wanted in the panel of another language and is not saved."""
        for name, part in ((COVER, self.cover), *self.fields.items()):
            part.take_over(former.cover if name == COVER else former.fields[name])

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say why a wish cannot be fulfilled; nothing was changed."""
        for name, part in ((COVER, self.cover), *self.fields.items()):
            part.show_problem(problems.get(name, ""))
        first = next((self.fields[name] for name in FIELDS if name in problems), None)
        if first is not None:
            first.edit.setFocus()

    def save(self) -> None:
        """Ask for what was changed."""
        parts = {COVER: self.cover, **self.fields}
        wishes = {name: part.wish for name, part in parts.items() if part.has_wish}
        if wishes:
            self.tags_wanted.emit([(self.ids, wishes)])

    def undo_of(self, changes: Sequence[TagsOf]) -> list[TagsOf]:
        """What brings back the user's words as they were before these changes; a cover he chose is not kept."""
        if not changes or [list(ids) for ids, _ in changes] != [self.ids]:
            return []
        names = [name for name in changes[0][1] if name != COVER]
        undo: list[TagsOf] = []
        for said in self._said:
            of_user = said["of_user"]
            words = {name: (of_user[name] or "") if name in of_user else None for name in names}
            if words:
                undo.append(([said["id"]], words))
        return undo

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the line against the list."""
        theme, painter = theme_of(QApplication.palette()), QPainter(self)
        painter.fillRect(self.rect(), theme.color("raised"))
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        painter.fillRect(self.width() - 1 if is_mirrored else 0, 0, 1, self.height(), theme.color("line"))

    def _enable(self) -> None:
        self.save_button.setEnabled(self.is_changed)


class _Part(QWidget):
    """One thing that files say and the user may say otherwise."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.wish: str | None = None
        """What the user wants; None with ``has_wish``: what the file says."""
        self.has_wish = False
        self.note = TextLabel("", role="text_3", factor=CAPTION)
        self.problem = TextLabel("", role="s_failed", factor=CAPTION)
        self.back_button = ActionButton(tag_word("as_in_file"), kind="link", is_small=True)
        self.back_button.clicked.connect(self.take_back)
        self._of_file = ""

    def take_back(self) -> None:
        """Want what the file says."""
        self._want(None)

    def take_over(self, former: "_Part") -> None:
        """Want what another one wants."""
        if former.has_wish and former.wish is None:
            self.take_back()
        elif former.wish is not None:
            self._show_wish(former.wish)
            self._want(former.wish)

    def _show_wish(self, wish: str) -> None:
        """Show what is wanted."""
        raise NotImplementedError

    def show_problem(self, problem: str) -> None:
        """Say why the wish cannot be fulfilled; empty: nothing."""
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))

    def _want(self, wish: str | None) -> None:
        self.wish, self.has_wish = wish, True
        self.show_problem("")
        self.back_button.setVisible(wish is not None)
        self.changed.emit()

    def _begin(self, said: Sequence[Said], name: str) -> None:
        """Forget what was wanted; say what the files say where the user says otherwise."""
        self.wish, self.has_wish = None, False
        self.show_problem("")
        is_own = any(name in one["of_user"] for one in said)
        values = {one["of_file"].get(name) or "" for one in said}
        self._of_file = values.pop() if len(values) == 1 else ""
        self.note.setText(tag_note(self._of_file) if len(said) == 1 else tag_word("own"))
        self.note.setVisible(is_own and name != COVER)
        self.back_button.setVisible(is_own)


class _Field(_Part):
    """A tag: its name, the words, and what the file says."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        label = TextLabel(tag_word(name), role="text_2", factor=CAPTION)
        self.edit = QLineEdit()
        self.edit.setMaxLength(500)
        self.edit.setMinimumHeight(max(_FIELD_HEIGHT_PX, round(QFontMetricsF(self.edit.font()).height() + 12)))
        self.edit.setAccessibleName(tag_word(name))
        self.edit.textEdited.connect(self._want)
        head = QHBoxLayout()
        head.addWidget(label, 1)
        head.addWidget(self.back_button)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(GAP_INSIDE)
        lines.addLayout(head)
        for widget in (self.edit, self.note, self.problem):
            lines.addWidget(widget)

    def show_tracks(self, said: Sequence[Said]) -> None:
        """Show what stands for these tracks."""
        name = self._name
        values = {one["of_user"].get(name, one["of_file"].get(name)) or "" for one in said}
        self.edit.setText(values.pop() if len(values) == 1 else "")
        self.edit.setPlaceholderText(tag_word("several") if values else "")
        self.edit.setCursorPosition(0)
        self._begin(said, name)

    def take_back(self) -> None:
        """Want what the file says."""
        super().take_back()
        self.edit.setText(self._of_file)
        self.note.hide()

    def _show_wish(self, wish: str) -> None:
        self.edit.setText(wish)


class _CoverField(_Part):
    """The cover, and a way to choose another."""

    def __init__(self) -> None:
        super().__init__()
        self._tile = CoverTile()
        self.choose_button = ActionButton(tag_word("choose"), "open", is_small=True)
        self.choose_button.clicked.connect(self._choose)
        buttons = QVBoxLayout()
        buttons.setSpacing(GAP_INSIDE)
        buttons.addStretch(1)
        for button in (self.choose_button, self.back_button):
            buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        buttons.addStretch(1)
        line = QHBoxLayout()
        line.setSpacing(GAP_CONTROLS)
        line.addWidget(self._tile)
        line.addLayout(buttons, 1)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addLayout(line)
        lines.addWidget(self.problem)

    def show_tracks(self, said: Sequence[Said], picture: QPixmap | None) -> None:
        """Show the cover of the first track."""
        self._tile.set_identity(str(said[0]["id"]) if said else "")
        self._tile.set_picture(picture)
        self._begin(said, COVER)

    def take(self, names: Sequence[str]) -> None:
        """Want the first of these pictures."""
        if names:
            self._show_wish(names[0])
            self._want(names[0])

    def _show_wish(self, wish: str) -> None:
        self._tile.set_picture(QPixmap(str(Path(wish))))

    def take_back(self) -> None:
        """Want the file's own cover."""
        super().take_back()
        self._tile.set_picture(None)

    def _choose(self) -> None:
        chooser = QFileDialog(self, tag_word("choose"))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.setNameFilter(f"{tag_word('pictures')} ({_PICTURES})")
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.filesSelected.connect(self.take)
        chooser.open()
