"""The queue without a clip: where to drop, what else brings clips, and which service will answer."""

from PySide6.QtCore import QLocale, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from slipgui.gui.action_button import ActionButton
from slipgui.gui.labels import IconLabel, TextLabel
from slipgui.gui.texts import translate
from slipgui.gui.theme import CAPTION, DISPLAY, SMALL, theme_of

_WIDTH_PX = 640
_NARROWEST_PX = 320
_LIFT_PX = 52
"""The page's middle lies a page bar's height above the true one, as the list's would."""
_ICON_PX = 48
_RADIUS_PX = 12
_LEAD_FACTOR = 14 / 13
KEY_VARIABLE = "SLIPGUI_API_KEY"


class EmptyPage(QScrollArea):
    """The page; scrolls where the window is small."""

    browse_requested = Signal()
    paste_requested = Signal()
    add_music_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._n_tracks: int | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(translate("EmptyPage", "No clips yet"))
        self._service = TextLabel(role="text_3", factor=CAPTION)
        self._service.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._service.hide()
        self._computer = _Help("local", translate("EmptyPage", "This computer"))
        self._computer.add_link(translate("EmptyPage", "Add music…"), self.add_music_requested)
        self._audioverify = _Help("key", "AudioVerify")
        self._audioverify.set_text(_key_sentence())
        self.setWidget(self._make_page())
        self.set_music_count(0)

    def set_service_line(self, text: str) -> None:
        """Say in one line where the clips will be recognised; empty leaves it out."""
        self._service.set_text(text)
        self._service.setVisible(bool(text))

    def set_music_count(self, n_tracks: int) -> None:
        """Say how many tracks the catalogue of this computer knows."""
        if n_tracks != self._n_tracks:
            self._n_tracks = n_tracks
            self._computer.set_text(_music_sentence(n_tracks))

    def _make_page(self) -> QWidget:
        column = QWidget()
        column.setMaximumWidth(_WIDTH_PX)
        column.setMinimumWidth(_NARROWEST_PX)
        lines = QVBoxLayout(column)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self._make_target())
        lines.addSpacing(28)
        helps = QHBoxLayout()
        helps.setSpacing(14)
        helps.addWidget(self._computer, 1, Qt.AlignmentFlag.AlignTop)
        helps.addWidget(self._audioverify, 1, Qt.AlignmentFlag.AlignTop)
        lines.addLayout(helps)
        page = QWidget()
        page.setBackgroundRole(QPalette.ColorRole.Base)
        outer = QHBoxLayout(page)
        outer.setContentsMargins(16, 16, 16, 16 + _LIFT_PX)
        outer.addStretch(1)
        outer.addWidget(column, 100, Qt.AlignmentFlag.AlignVCenter)
        outer.addStretch(1)
        return page

    def _make_target(self) -> QWidget:
        target = DropTarget()
        lines = QVBoxLayout(target)
        lines.setContentsMargins(24, 44, 24, 36)
        lines.setSpacing(0)
        lines.addWidget(IconLabel("drop", _ICON_PX, "accent_text"), 0, Qt.AlignmentFlag.AlignHCenter)
        lines.addSpacing(16)
        headline = translate("EmptyPage", "Drop clips to learn what music is in them")
        lines.addWidget(_centred(TextLabel(headline, factor=DISPLAY, weight=QFont.Weight.DemiBold)))
        lines.addSpacing(6)
        lead = translate("EmptyPage", "Clips or folders. Your files stay untouched.")
        lines.addWidget(_centred(TextLabel(lead, role="text_2", factor=_LEAD_FACTOR)))
        lines.addSpacing(22)
        lines.addLayout(self._make_buttons())
        lines.addSpacing(16)
        formats = translate("EmptyPage", "MOV · MP4 · MXF · AVI · MPEG · MKV · WAV and others")
        lines.addWidget(_centred(TextLabel(formats, role="text_3", factor=CAPTION)))
        lines.addWidget(self._service)
        return target

    def _make_buttons(self) -> QHBoxLayout:
        browse = ActionButton(translate("EmptyPage", "Browse…"), "open", kind="primary", key="Ctrl+O")
        browse.clicked.connect(self.browse_requested)
        paste = ActionButton(translate("EmptyPage", "Paste"), "paste", key="Ctrl+V")
        paste.clicked.connect(self.paste_requested)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addStretch(1)
        line.addWidget(browse)
        line.addWidget(paste)
        line.addStretch(1)
        return line


class DropTarget(QWidget):
    """The dashed area; the whole window takes drops, this shows it."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the area."""
        theme = theme_of(QApplication.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.color("control"), 1.5)
        pen.setDashPattern([4 / 1.5, 3 / 1.5])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.setBrush(theme.color("alternate"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), _RADIUS_PX, _RADIUS_PX)


class _Help(QWidget):
    """A short help: icon, heading, a sentence, and perhaps a link."""

    def __init__(self, icon: str, title: str) -> None:
        super().__init__()
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(IconLabel(icon, 18))
        head.addWidget(TextLabel(title, weight=QFont.Weight.DemiBold), 1)
        self._lines.addLayout(head)
        self._lines.addSpacing(4)
        self._text = TextLabel(role="text_2", factor=SMALL, is_selectable=True)
        self._lines.addWidget(self._text)

    def set_text(self, text: str) -> None:
        self._text.set_text(text)

    def add_link(self, text: str, requested: object) -> None:
        link = ActionButton(text, kind="link")
        link.clicked.connect(requested)
        self._lines.addSpacing(6)
        self._lines.addWidget(link, 0, Qt.AlignmentFlag.AlignLeading)


def _centred(label: TextLabel) -> TextLabel:
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return label


def _music_sentence(n_tracks: int) -> str:
    if n_tracks == 0:
        return translate("EmptyPage", "Ready. It knows no music yet: add your library and it works without a network.")
    if n_tracks == 1:
        return translate("EmptyPage", "Ready. It knows 1 track and works without a network.")
    return translate("EmptyPage", "Ready. It knows {0} tracks and works without a network.").format(
        QLocale().toString(n_tracks)
    )


def _key_sentence() -> str:
    text = translate(
        "EmptyPage",
        "With a partner key, clips are compared with the Slipstream catalogue and with released music. "
        "Put the key into the environment variable {0} and start Slipgui again.",
    )
    return text.format(KEY_VARIABLE)
