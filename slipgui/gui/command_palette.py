"""The command palette: what is written finds what can be done, Enter does it (look/mock/15-palette-dark.png)."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QMainWindow,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from slipgui.gui.assets import icon_pixmap
from slipgui.gui.commands import Command, CommandGroup, FoundCommand, find_commands, group_title
from slipgui.gui.labels import IconLabel, TextLabel
from slipgui.gui.scroll_bars import name_scroll_bars
from slipgui.gui.texts import translate
from slipgui.gui.theme import (
    CAPTION,
    GAP_CONTROLS,
    GAP_FIELDS,
    HEADING,
    PAGE_PADDING,
    Theme,
    margins,
    scaled_font,
    theme_of,
)

_WIDTH_PX = 640
_BELOW_MENUS_PX = 64
_FIELD_HEIGHT_PX = 52
_FOOT_HEIGHT_PX = 34
_ROW_HEIGHT_PX, _HEAD_HEIGHT_PX = 36, 30
_MOST_ROWS_PX = 376
_RADIUS_PX = 10
_ICON_PX = 16
_TEXT_X = 46
_KEY_PADDING_PX = 6
_FOUND_ROLE = Qt.ItemDataRole.UserRole + 1

Index = QModelIndex | QPersistentModelIndex


class CommandsModel(QAbstractListModel):
    """What was found, with a head before each group."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[FoundCommand | CommandGroup] = []

    def set_found(self, found: Sequence[FoundCommand]) -> None:
        """Take other commands."""
        self.beginResetModel()
        self._rows = []
        group: CommandGroup | None = None
        for one in found:
            if one.command.group is not group:
                group = one.command.group
                self._rows.append(group)
            self._rows.append(one)
        self.endResetModel()

    def command_at(self, place: int) -> Command | None:
        """The command at a place; None for a head and outside."""
        row = self._rows[place] if 0 <= place < len(self._rows) else None
        return row.command if isinstance(row, FoundCommand) else None

    def next_command(self, place: int, step: int) -> int:
        """The next place, up (-1) or down (1), at which a command stands that is possible; around the ends; -1 for none."""
        n_rows = len(self._rows)
        for n in range(1, n_rows + 1):
            there = (place + n * step) % n_rows
            command = self.command_at(there)
            if command is not None and command.is_possible:
                return there
        return -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default; an index is a value)
        """Number of rows, heads included."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Heads and what is impossible now cannot be chosen."""
        command = self.command_at(index.row())
        if command is None or not command.is_possible:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words, or what the delegate paints."""
        row = self._rows[index.row()]
        if role == _FOUND_ROLE:
            return row
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if not isinstance(row, FoundCommand):
            return group_title(row)
        command = row.command
        if role == Qt.ItemDataRole.DisplayRole:
            return command.text
        return ", ".join(part for part in (command.text, command.facts, command.key) if part)


class CommandDelegate(QStyledItemDelegate):
    """Paints heads and commands."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """36 high, heads 30; more with a larger font."""
        is_head = not isinstance(index.data(_FOUND_ROLE), FoundCommand)
        height = QFontMetricsF(QApplication.font()).height()
        return QSize(1, round(max(_HEAD_HEIGHT_PX, height + 14) if is_head else max(_ROW_HEIGHT_PX, height + 20)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row."""
        found = index.data(_FOUND_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, rect = theme_of(QApplication.palette()), QRect(option.rect)  # the view's own has no ground
        if isinstance(found, FoundCommand):
            is_current = bool(option.state & QStyle.StateFlag.State_Selected)
            if is_current:
                painter.fillRect(rect, theme.color("select"))
                left = rect.right() - 2 if option.direction == Qt.LayoutDirection.RightToLeft else rect.left()
                painter.fillRect(left, rect.top(), 3, rect.height(), theme.color("focus"))
            _Row(painter, rect, theme, option.direction, is_current=is_current).paint(found)
        else:
            painter.setFont(scaled_font(QApplication.font(), CAPTION, QFont.Weight.DemiBold))
            painter.setPen(theme.color("text_2"))
            rect.adjust(PAGE_PADDING, 6, -PAGE_PADDING, 0)
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, group_title(found))
        painter.restore()


class _Row:
    """One command being painted, places told from the leading edge."""

    def __init__(
        self, painter: QPainter, rect: QRect, theme: Theme, direction: Qt.LayoutDirection, *, is_current: bool
    ) -> None:
        self._painter, self._rect, self._theme = painter, rect, theme
        self._is_mirrored = direction == Qt.LayoutDirection.RightToLeft
        self._is_current = is_current

    def paint(self, found: FoundCommand) -> None:
        command = found.command
        is_possible = command.is_possible
        ink = "disabled" if not is_possible else "on_select" if self._is_current else "text"
        pixmap = icon_pixmap(
            command.icon,
            _ICON_PX,
            self._theme.color(ink if ink == "disabled" else "text_2"),
            self._painter.device().devicePixelRatioF(),
        )
        self._painter.drawPixmap(self._left(PAGE_PADDING, _ICON_PX), self._middle(_ICON_PX), pixmap)
        end = float(self._rect.width() - PAGE_PADDING)
        if command.key:
            end -= self._paint_key(command.key, is_possible=is_possible) + GAP_FIELDS
        x = self._paint_words(found, ink, end)
        if command.facts and end - x > 40:
            font = scaled_font(QApplication.font(), CAPTION)
            metrics = QFontMetricsF(font)
            text = metrics.elidedText(command.facts, Qt.TextElideMode.ElideRight, end - x - GAP_FIELDS)
            self._draw(
                text, x + GAP_FIELDS, metrics.horizontalAdvance(text), font, "disabled" if not is_possible else "text_2"
            )

    def _paint_words(self, found: FoundCommand, ink: str, end: float) -> float:
        """The words, what was written marked; returns where they end."""
        body = scaled_font(QApplication.font())
        bold = scaled_font(QApplication.font(), weight=QFont.Weight.Bold)
        text = QFontMetricsF(body).elidedText(found.command.text, Qt.TextElideMode.ElideMiddle, end - _TEXT_X)
        hits = found.hits if text == found.command.text else ()
        x, done = float(_TEXT_X), 0
        for start, stop in (*hits, (len(text), len(text))):
            for part, font, role in (
                (text[done:start], body, ink),
                (text[start:stop], bold, ink if ink == "disabled" else "accent_text"),
            ):
                width = QFontMetricsF(font).horizontalAdvance(part)
                if part:
                    self._draw(part, x, width, font, role)
                x += width
            done = stop
        return x

    def _paint_key(self, key: str, *, is_possible: bool) -> float:
        font = scaled_font(QApplication.font(), CAPTION)
        width = QFontMetricsF(font).horizontalAdvance(key) + 2 * _KEY_PADDING_PX
        x = self._rect.width() - PAGE_PADDING - width
        plate = QRectF(round(self._left(x, width)), self._middle(18), round(width), 18)
        self._painter.setPen(QPen(self._theme.color("line_strong"), 1))
        self._painter.drawRoundedRect(plate.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        self._draw(key, x + _KEY_PADDING_PX, width, font, "text_2" if is_possible else "disabled")
        return width

    def _draw(self, text: str, x: float, width: float, font: QFont, role: str) -> None:
        self._painter.setFont(font)
        self._painter.setPen(self._theme.color(role))
        rect = QRectF(self._left(x, width), self._rect.top(), width + 2, self._rect.height())
        self._painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _left(self, x: float, width: float) -> int:
        return round(self._rect.right() + 1 - x - width if self._is_mirrored else self._rect.left() + x)

    def _middle(self, height: float) -> int:
        return round(self._rect.top() + (self._rect.height() - height) / 2)


class CommandPalette(QWidget):
    """The palette; lies over the window below its menus while it is open.

    Parameters
    ----------
    window
        The window it belongs to.
    """

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._commands: Sequence[Command] = ()
        self._focus_before: QWidget | None = None
        self.model = CommandsModel(self)
        self.field = QLineEdit()
        self.field.setPlaceholderText(translate("Palette", "What do you want to do?"))
        self.field.setAccessibleName(translate("Palette", "Find a command"))
        self.field.setFont(scaled_font(QApplication.font(), HEADING))
        self.field.setStyleSheet("QLineEdit { border: none; background: transparent; }")
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.view = QListView()
        name_scroll_bars(self.view)
        self.view.setModel(self.model)
        self.view.setItemDelegate(CommandDelegate(self.view))
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setAccessibleName(translate("Palette", "Commands"))
        self.view.setStyleSheet("QListView { background: transparent; }")
        self.view.setMouseTracking(True)
        self.view.entered.connect(lambda index: self._choose(index.row()))
        self.view.clicked.connect(lambda index: self._do(index.row()))
        self._nothing = TextLabel(translate("Palette", "Nothing is called so."), role="text_2")
        self._nothing.setContentsMargins(margins(_TEXT_X, GAP_FIELDS, PAGE_PADDING, GAP_FIELDS))
        self._lay_out()
        window.installEventFilter(self)
        self.hide()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(PAGE_PADDING, 0, PAGE_PADDING, 0)
        head.setSpacing(GAP_CONTROLS)
        head.addWidget(IconLabel("search", 16, "text_3"))
        head.addWidget(self.field, 1)
        head.addStrut(_FIELD_HEIGHT_PX)
        foot = QHBoxLayout()
        foot.setContentsMargins(PAGE_PADDING, 0, PAGE_PADDING, 0)
        keys = TextLabel(translate("Palette", "↑ ↓ choose · Enter do it · Esc close"), role="text_3", factor=CAPTION)
        everything = TextLabel(translate("Palette", "Every action of Slipgui is here"), role="text_3", factor=CAPTION)
        for label in (keys, everything):
            label.setWordWrap(False)
        foot.addWidget(keys)
        foot.addStretch(1)
        foot.addWidget(everything)
        foot.addStrut(_FOOT_HEIGHT_PX)
        self._sheet = QWidget(self)
        column = QVBoxLayout(self._sheet)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.view)
        column.addWidget(self._nothing)
        column.addLayout(foot)

    def show_commands(self, commands: Sequence[Command]) -> None:
        """Open with these commands and take the keys."""
        self._commands = commands
        self._focus_before = self._window.focusWidget()
        self.field.clear()
        self._search("")
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """Close, and give the keys back to who had them."""
        self.hide()
        if self._focus_before is not None:
            self._focus_before.setFocus(Qt.FocusReason.OtherFocusReason)
            self._focus_before = None

    # --------------------------------------------------------------------------------------------------------- choosing

    def _search(self, written: str) -> None:
        self.model.set_found(find_commands(self._commands, written))
        self._choose(self.model.next_command(-1, 1))
        self._nothing.setVisible(self.model.rowCount() == 0)
        self.view.setVisible(self.model.rowCount() > 0)
        self._place()

    def _choose(self, place: int) -> None:
        command = self.model.command_at(place)
        if command is not None and command.is_possible:
            index = self.model.index(place)
            self.view.setCurrentIndex(index)
            if place <= 1:
                self.view.scrollToTop()  # with its head
            else:
                self.view.scrollTo(index)

    def _do(self, place: int) -> None:
        command = self.model.command_at(place)
        if command is not None and command.is_possible:
            self.leave()
            command.run()

    # ------------------------------------------------------------------------------------------------------------ keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the size of the window; take the keys that choose from the field."""
        if watched is self._window:
            if event.type() == QEvent.Type.Resize and self.isVisible():
                self._place()
            return False
        return isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._take_key(event)

    def _take_key(self, event: QKeyEvent) -> bool:
        place = self.view.currentIndex().row()
        match event.key():
            case Qt.Key.Key_Escape:
                self.leave()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._do(place)
            case Qt.Key.Key_Down:
                self._choose(self.model.next_command(place, 1))
            case Qt.Key.Key_Up:
                self._choose(self.model.next_command(place, -1))
            case Qt.Key.Key_Tab | Qt.Key.Key_Backtab:
                pass  # there is nothing else to walk to
            case _:
                return False
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close when the pointer goes elsewhere."""
        if not self._sheet.geometry().contains(event.position().toPoint()):
            self.leave()

    # --------------------------------------------------------------------------------------------------------- picture

    def _place(self) -> None:
        bar = self._window.menuBar()
        top = bar.mapTo(self._window, QPoint(0, bar.height())).y() if bar.isVisible() else 0
        self.setGeometry(0, top, self._window.width(), self._window.height() - top)
        width = min(_WIDTH_PX, self.width() - 2 * PAGE_PADDING)
        y = min(_BELOW_MENUS_PX, max(GAP_CONTROLS, self.height() // 10))
        room = self.height() - y - PAGE_PADDING - _FIELD_HEIGHT_PX - _FOOT_HEIGHT_PX
        rows = sum(self.view.sizeHintForRow(place) for place in range(self.model.rowCount()))
        self.view.setFixedHeight(max(_ROW_HEIGHT_PX, min(rows, room, _MOST_ROWS_PX)))
        self._sheet.setGeometry((self.width() - width) // 2, y, width, self._sheet.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint scrim and sheet."""
        theme, painter = theme_of(QApplication.palette()), QPainter(self)
        painter.fillRect(self.rect(), theme.color("scrim"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("line_strong"), 1))
        painter.setBrush(theme.color("overlay"))
        sheet = self._sheet.geometry()
        painter.drawRoundedRect(QRectF(sheet).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS_PX, _RADIUS_PX)
        line = theme.color("line_strong")
        painter.fillRect(sheet.left() + 1, sheet.top() + self.view.y() - 1, sheet.width() - 2, 1, line)
        painter.fillRect(sheet.left() + 1, sheet.bottom() - _FOOT_HEIGHT_PX - 1, sheet.width() - 2, 1, line)
