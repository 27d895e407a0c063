"""The first start: where to look for music, asked once over the window (look/mock/16-welcome-light.png)."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from slipgui.gui.action_button import ActionButton
from slipgui.gui.assets import app_icon
from slipgui.gui.labels import IconLabel, TextLabel
from slipgui.gui.painted_button import paint_ring
from slipgui.gui.texts import translate
from slipgui.gui.theme import DISPLAY, GAP_CONTROLS, HEADING, SMALL, theme_of

_WIDTH_PX, _MARGIN_PX, _PADDING_PX = 700, 16, 36
_ICON_PX, _RADIO_PX = 52, 16
_FIELD_HEIGHT_PX = 30
_FOOT_PX = 60
LOCAL, AUDIOVERIFY = "local", "audioverify"


class Welcome(QWidget):
    """The sheet, over a window that waits below it.

    Parameters
    ----------
    window
        It is covered.
    keeping
        Where keys are kept, in a sentence.
    """

    chosen = Signal(str, str)
    """``local`` or ``audioverify``, and the key that was written."""
    music_requested = Signal()
    """A folder of music is to be chosen."""
    left = Signal()
    """The user looks around first."""

    def __init__(self, window: QWidget, keeping: str) -> None:
        super().__init__(window)
        self._window = window
        self.setAccessibleName(translate("Welcome", "Welcome to Slipgui"))
        self._sheet = _SheetGround(self)
        self.cards = {LOCAL: _Choice(*_local_words()), AUDIOVERIFY: _Choice(*_audioverify_words())}
        self.music = ActionButton(translate("Welcome", "Choose a music folder…"), "folder")
        self.key = QLineEdit()
        self.key.setEchoMode(QLineEdit.EchoMode.Password)
        self.key.setMinimumHeight(_FIELD_HEIGHT_PX)
        self.key.setPlaceholderText(translate("Welcome", "Partner key"))
        self.key.setAccessibleName(translate("Welcome", "Partner key"))
        self.note = TextLabel(role="text_2", factor=SMALL)
        self._keeping = keeping
        self.later = ActionButton(translate("Welcome", "Look around first"), kind="quiet")
        self.start = ActionButton(translate("Welcome", "Start"), kind="primary", key="Return")
        self._lay_out()
        self.cards[LOCAL].setChecked(True)
        self._refresh()
        self.music.clicked.connect(self.music_requested)
        self.later.clicked.connect(self.left)
        self.start.clicked.connect(self._choose)
        self.key.textEdited.connect(lambda _: self.cards[AUDIOVERIFY].setChecked(True))
        self.key.textChanged.connect(self._refresh)
        for card in self.cards.values():
            card.toggled.connect(self._refresh)
        window.installEventFilter(self)
        self._cover()
        self.show()
        self.raise_()
        self.cards[LOCAL].setFocus()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(18)
        head.addWidget(_AppIcon())
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(
            TextLabel(translate("Welcome", "Welcome to Slipgui"), factor=DISPLAY, weight=QFont.Weight.DemiBold)
        )
        question = translate("Welcome", "It tells you which music is in your clips. Where should it look?")
        words.addWidget(TextLabel(question, role="text_2"))
        head.addLayout(words, 1)
        cards = QHBoxLayout()
        cards.setSpacing(12)
        for card, control in ((self.cards[LOCAL], self.music), (self.cards[AUDIOVERIFY], self.key)):
            card.lines.addStretch(1)
            card.lines.addSpacing(12)
            side = Qt.AlignmentFlag.AlignLeading if control is self.music else Qt.AlignmentFlag(0)
            card.lines.addWidget(control, 0, side)
            cards.addWidget(card, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(_PADDING_PX, 0, 20, 0)
        foot.setSpacing(GAP_CONTROLS)
        foot.addStretch(1)
        foot.addWidget(self.later)
        foot.addWidget(self.start)
        below = QWidget()
        below.setFixedHeight(_FOOT_PX)
        below.setLayout(foot)
        body = QVBoxLayout()
        body.setContentsMargins(_PADDING_PX, _PADDING_PX - 2, _PADDING_PX, 20)
        body.setSpacing(0)
        body.addLayout(head)
        body.addSpacing(24)
        body.addLayout(cards)
        body.addSpacing(12)
        body.addWidget(self.note)
        lines = QVBoxLayout(self._sheet)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addLayout(body)
        lines.addWidget(below)

    @property
    def choice(self) -> str:
        """What is marked."""
        return AUDIOVERIFY if self.cards[AUDIOVERIFY].isChecked() else LOCAL

    def _refresh(self, *_: object) -> None:
        is_ready = self.choice == LOCAL or bool(self.key.text().strip())
        self.start.setEnabled(is_ready)
        both = translate("Welcome", "You can use both and change this at any time.")
        self.say(f"{both} {self._keeping}")

    def say(self, text: str, *, is_error: bool = False) -> None:
        """Tell something below the choices."""
        self.note.set_role("s_failed" if is_error else "text_2")
        self.note.set_text(text)

    def set_asking(self, is_asking: bool) -> None:
        """The key is being tried."""
        self._sheet.setEnabled(not is_asking)
        if not is_asking:
            self.key.setFocus()  # it lost the keys when the sheet was disabled
            self.key.selectAll()
        else:
            self.say(translate("Welcome", "Asking AudioVerify whether it takes the key…"))

    def _choose(self) -> None:
        if self.start.isEnabled():
            self.chosen.emit(self.choice, self.key.text().strip() if self.choice == AUDIOVERIFY else "")

    # ----------------------------------------------------------------------------------------------------- over the window

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window."""
        if watched is self._window and event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._cover()
        return super().eventFilter(watched, event)

    def _cover(self) -> None:
        self.setGeometry(self._window.rect())
        width = min(_WIDTH_PX, self.width() - 2 * _MARGIN_PX)
        height = min(self._sheet.heightForWidth(width), self.height() - 2 * _MARGIN_PX)
        left, top = (self.width() - width) // 2, max(_MARGIN_PX, (self.height() - height) // 3)
        self._sheet.setGeometry(left, top, width, height)

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Tab goes round on the sheet: what lies below it waits."""
        stops = [self.cards[LOCAL], self.music, self.cards[AUDIOVERIFY], self.key, self.later, self.start]
        stops = [one for one in stops if one.isEnabled()]
        focus = self._window.focusWidget()
        place = stops.index(focus) if focus in stops else -1
        stops[(place + (1 if is_next else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter starts, Esc looks around first."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Nothing below is reached."""
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Darken the window."""
        QPainter(self).fillRect(self.rect(), theme_of(QApplication.palette()).color("scrim"))


class _SheetGround(QWidget):
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, and the foot below its hairline."""
        theme, painter = theme_of(QApplication.palette()), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("raised"))
        painter.drawRoundedRect(self.rect(), 10, 10)
        painter.setBrush(theme.color("overlay"))
        painter.setClipRect(0, 0, self.width(), self.height() - _FOOT_PX)
        painter.drawRoundedRect(self.rect(), 10, 10)
        painter.fillRect(0, self.height() - _FOOT_PX - 1, self.width(), 1, theme.color("line_strong"))


class _AppIcon(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(_ICON_PX, _ICON_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the program's icon."""
        app_icon().paint(QPainter(self), self.rect())


class _Choice(QRadioButton):
    """A card with a circle; all of it can be pressed."""

    def __init__(self, icon: str, name: str, sentence: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setAccessibleDescription(sentence)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._has_ring = False
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(IconLabel(icon, 20, "accent_text"))
        head.addWidget(TextLabel(name, factor=HEADING, weight=QFont.Weight.DemiBold), 1)
        head.addSpacing(_RADIO_PX)
        self.lines = QVBoxLayout(self)
        self.lines.setContentsMargins(16, 16, 16, 16)
        self.lines.setSpacing(0)
        self.lines.addLayout(head)
        self.lines.addSpacing(8)
        self.lines.addWidget(TextLabel(sentence, role="text_2"))
        for label in self.findChildren(TextLabel):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """Room for its lines."""
        return self.lines.sizeHint()

    def hasHeightForWidth(self) -> bool:
        """Its lines wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high its lines are in this width."""
        return self.lines.totalHeightForWidth(width)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show a ring where the keys led here."""
        self._has_ring = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show none."""
        self._has_ring = False
        super().focusOutEvent(event)

    def hitButton(self, place: QPoint) -> bool:
        """The whole of it can be pressed."""
        return self.rect().contains(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw frame and circle."""
        theme, painter = theme_of(QApplication.palette()), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_on = self.isChecked()
        painter.setPen(QPen(theme.color("focus" if is_on else "control"), 2 if is_on else 1))
        painter.setBrush(theme.color("base"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = 16 if is_mirrored else self.width() - 16 - _RADIO_PX
        circle = QRectF(x, 18, _RADIO_PX, _RADIO_PX).adjusted(0.75, 0.75, -0.75, -0.75)
        painter.setPen(QPen(theme.color("focus" if is_on else "control"), 1.5))
        painter.setBrush(theme.color("accent") if is_on else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(circle)
        if is_on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("on_accent"))
            painter.drawEllipse(circle.adjusted(4.5, 4.5, -4.5, -4.5))
        if self._has_ring:
            paint_ring(painter, QRectF(self.rect()).adjusted(3, 3, -3, -3))


def _local_words() -> tuple[str, str, str]:
    return (
        "local",
        translate("Welcome", "This computer"),
        translate("Welcome", "Compares clips with your own music. Works without a network or a key; nothing is sent."),
    )


def _audioverify_words() -> tuple[str, str, str]:
    return (
        "cloud",
        "AudioVerify",
        translate(
            "Welcome",
            "Compares with the Slipstream catalogue and released music. The sound of a clip is sent; names are not.",
        ),
    )
