"""The queue without a clip: where to drop, what else brings clips, and which service will answer."""

from PySide6.QtCore import QLocale, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from slipgui.gui.action_button import ActionButton
from slipgui.gui.labels import IconLabel, TextLabel
from slipgui.gui.scroll_bars import scroll_down_only
from slipgui.gui.texts import control, translate
from slipgui.gui.theme import CAPTION, DISPLAY, LEAD, SMALL, TITLE, theme_of

_WIDTH_PX = 640
_NARROWEST_PX = 320
_BAR_PX = 52
_LIFT_PX = 52
"""The page's middle lies a page bar's height above the true one, as the list's would."""
_ICON_PX = 48
_RADIUS_PX = 12


class EmptyPage(QScrollArea):
    """The page; scrolls where the window is small."""

    browse_requested = Signal()
    paste_requested = Signal()
    watch_requested = Signal()
    add_music_requested = Signal()
    settings_requested = Signal()
    unlock_requested = Signal()
    cues_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        scroll_down_only(self)
        self.setAccessibleName(translate("EmptyPage", "No clips yet"))
        self._service = TextLabel(role="text_3", factor=CAPTION)
        self._service.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._service.hide()
        self._computer = _Help("local", translate("EmptyPage", "This computer"))
        self._computer.add_link(translate("EmptyPage", "Add music…"), self.add_music_requested)
        self._audioverify = _Help("key", "AudioVerify")
        self._audioverify.add_link(translate("EmptyPage", "Key and service…"), self.settings_requested)
        self._unlock = self._audioverify.add_link(control("unlock"), self.unlock_requested)
        self._programme = _Help("cues", translate("EmptyPage", "A whole programme?"))
        self._programme.set_text(translate("EmptyPage", "Cues finds every track in it, with in and out."))
        self._programme.add_link(translate("EmptyPage", "Open Cues"), self.cues_requested)
        self.setWidget(self._make_page())
        self.set_service("local", 0)

    def set_service_line(self, text: str) -> None:
        """Say in one line where the clips will be recognised; empty leaves it out."""
        self._service.set_text(text)
        self._service.setVisible(bool(text))

    def set_service(self, choice: str, n_tracks: int, hindrance: str = "") -> None:
        """Say what each of the two ways would do with a clip dropped now.

        Parameters
        ----------
        choice
            Which service recognises: ``local`` or ``audioverify``.
        n_tracks
            How much music the catalogue of this computer knows.
        hindrance
            Why that service cannot be asked, as ``LimitedService.hindrance``.
        """
        is_local = choice == "local"
        self._computer.set_text(_music_sentence(n_tracks) if is_local else _resting_sentence(n_tracks))
        self._audioverify.set_text(_resting_key_sentence() if is_local else _key_sentence(hindrance))
        self._unlock.setVisible(hindrance == "locked")

    def wait_for_keyring(self) -> None:
        """Say that the service is not known before the keyring opens."""
        self._computer.set_text(
            translate(
                "EmptyPage", "Recognises clips where no key is known, from your own library and without a network."
            )
        )
        self._audioverify.set_text(
            translate(
                "EmptyPage",
                "The system keyring, which may hold the key, asks for its password. Clips dropped now wait for it.",
            )
        )
        self._unlock.hide()

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
        for one in (self._computer, self._audioverify, self._programme):
            helps.addWidget(one, 1, Qt.AlignmentFlag.AlignTop)
        lines.addLayout(helps)
        page = QWidget()
        page.setBackgroundRole(QPalette.ColorRole.Base)
        title = TextLabel(control("queue"), factor=TITLE, weight=QFont.Weight.DemiBold)
        title.setMinimumHeight(_BAR_PX)
        outer = QVBoxLayout(page)
        outer.setContentsMargins(16, 0, 16, 16 + _LIFT_PX)
        outer.setSpacing(0)
        outer.addWidget(title)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(column, 100, Qt.AlignmentFlag.AlignVCenter)
        middle.addStretch(1)
        outer.addLayout(middle, 1)
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
        lead = translate("EmptyPage", "Clips, folders or long programmes. Your files stay untouched.")
        lines.addWidget(_centred(TextLabel(lead, role="text_2", factor=LEAD)))
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
        watch = ActionButton(translate("EmptyPage", "Watch a folder…"), "watch")
        watch.clicked.connect(self.watch_requested)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addStretch(1)
        for button in (browse, paste, watch):
            line.addWidget(button)
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

    def add_link(self, text: str, requested: object) -> ActionButton:
        link = ActionButton(text, kind="link")
        link.clicked.connect(requested)
        self._lines.addSpacing(6)
        self._lines.addWidget(link, 0, Qt.AlignmentFlag.AlignLeading)
        return link


def _centred(label: TextLabel) -> TextLabel:
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return label


def _music_sentence(n_tracks: int) -> str:
    if n_tracks == 0:
        return translate(
            "EmptyPage",
            "Clips are recognised here. It knows no music yet: add your library and it works without a network.",
        )
    if n_tracks == 1:
        return translate("EmptyPage", "Clips are recognised here, without a network. It knows 1 track.")
    return translate("EmptyPage", "Clips are recognised here, without a network. It knows {0} tracks.").format(
        QLocale().toString(n_tracks)
    )


def _resting_sentence(n_tracks: int) -> str:
    if n_tracks == 0:
        return translate("EmptyPage", "Not in use: AudioVerify is chosen. It knows no music yet.")
    if n_tracks == 1:
        return translate("EmptyPage", "Not in use: AudioVerify is chosen. It knows 1 track.")
    return translate("EmptyPage", "Not in use: AudioVerify is chosen. It knows {0} tracks.").format(
        QLocale().toString(n_tracks)
    )


def _key_sentence(hindrance: str) -> str:
    return {
        "": translate(
            "EmptyPage",
            "In use. Clips are compared with the Slipstream catalogue and with released music; "
            "only the sound is sent where that is smaller.",
        ),
        "locked": translate("EmptyPage", "Chosen, but the system keyring, which may hold its key, is locked."),
        "offline": translate("EmptyPage", "Chosen, but nothing may leave this computer: offline mode is on."),
    }.get(hindrance, translate("EmptyPage", "Chosen, but no key is known: no clip can be sent."))


def _resting_key_sentence() -> str:
    return translate(
        "EmptyPage",
        "Not in use. With a partner key, clips are compared with the Slipstream catalogue and with released music.",
    )
