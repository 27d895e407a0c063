"""Where a licence is ordered: what for and for whom, that it counts, and afterwards its link."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QFont
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from slipgui.core.errors import LicenceError, SlipError
from slipgui.core.outcome import Track
from slipgui.core.track_record import PROJECT_MAX_CHARACTERS, Licence, LicenceOrder
from slipgui.gui.action_button import ActionButton
from slipgui.gui.error_words import explained, whole
from slipgui.gui.labels import TextLabel
from slipgui.gui.texts import control, plain, translate
from slipgui.gui.theme import CAPTION, GAP_CONTROLS, GAP_FIELDS, HEADING, PAGE_PADDING, SMALL
from slipgui.gui.track_words import licence_line, quota_line
from slipgui.gui.track_work import TrackWork

_WIDTH_PX = 460
_FIELD_HEIGHT_PX = 30


class LicenceDialog(QDialog):
    """The dialog; it is gone when it was closed.  An order is sent once, and nothing but the button sends it.

    Parameters
    ----------
    window
        It stands over it.
    work
        Orders.
    track
        What the licence is for.
    licences
        Those there are, the latest first.
    profile_id
        The account it counts against; None: the one that is asked by default.
    """

    copy_requested = Signal(str)

    def __init__(
        self,
        window: QWidget,
        work: TrackWork,
        track: Track,
        licences: Sequence[Licence],
        profile_id: str | None = None,
    ) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(translate("Licence", "Get a licence"))
        self.setMinimumWidth(_WIDTH_PX)
        self._work, self._track, self._licences, self._profile_id = work, track, list(licences), profile_id
        self._licence: Licence | None = None
        self.project, self.user = _field(PROJECT_MAX_CHARACTERS), _field(255)
        if licences:
            self.user.setText(licences[0].user_id)
        self._title = TextLabel(plain(track.title), factor=HEADING, weight=QFont.Weight.DemiBold)
        self._sentence = TextLabel(self._counts(), role="text_2", factor=SMALL)
        self._note = TextLabel(role="s_failed", factor=SMALL)
        self._note.hide()
        self.primary = ActionButton(translate("Licence", "Get the licence"), "licence", kind="primary")
        self.primary.setDefault(True)
        self.close_button = ActionButton(control("cancel"))
        self._fields = self._make_fields()
        self._lay_out()
        self.primary.clicked.connect(self._press)
        self.close_button.clicked.connect(self.reject)
        for field in (self.project, self.user):
            field.textChanged.connect(self._refresh)
        work.licensed.connect(self._tell_licence)
        work.not_licensed.connect(self._tell_error)
        self._refresh()

    def _counts(self) -> str:
        used = quota_line(self._licences[0].quota) if self._licences else ""
        counts = translate("Licence", "A licence counts against your account at AudioVerify, each time.")
        last = translate("Licence", "When the last one was issued: {0}.").format(used)
        return f"{counts}\n{last}" if used else counts

    def _make_fields(self) -> QWidget:
        box = QWidget()
        lines = QVBoxLayout(box)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(4)
        for name, field in (
            (translate("Licence", "Project"), self.project),
            (translate("Licence", "For whom, as your own system calls them"), self.user),
        ):
            field.setAccessibleName(name)
            lines.addWidget(TextLabel(name, role="text_2", factor=CAPTION))
            lines.addWidget(field)
            lines.addSpacing(8)
        return box

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(GAP_CONTROLS)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.primary)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(PAGE_PADDING, PAGE_PADDING, PAGE_PADDING, PAGE_PADDING)
        lines.setSpacing(GAP_CONTROLS)
        for widget in (self._title, self._fields, self._sentence, self._note):
            lines.addWidget(widget)
        lines.addSpacing(GAP_FIELDS)
        lines.addStretch(1)
        lines.addLayout(buttons)

    def _refresh(self) -> None:
        self.primary.setEnabled(bool(self.user.text().strip()))

    def _press(self) -> None:
        if self._licence is not None:
            QDesktopServices.openUrl(QUrl(self._licence.page))
            return
        order = LicenceOrder(self._track.id or "", self.project.text(), self.user.text(), self._profile_id)
        try:
            order.checked()
        except LicenceError as error:
            self._tell_error(error)
            return
        self.primary.setEnabled(False)
        self._fields.setEnabled(False)
        self._say(translate("Licence", "Asking AudioVerify…"), "text_2")
        self._work.order(order)

    def _tell_error(self, error: SlipError) -> None:
        self._fields.setEnabled(True)
        self._refresh()
        self._say(whole(explained(error)), "s_failed")

    def _tell_licence(self, licence: Licence) -> None:
        self._licence = licence
        self.copy_requested.emit(licence.page)
        QDesktopServices.openUrl(QUrl(licence.page))
        self._fields.hide()
        self._title.set_text(licence_line(licence))
        used = quota_line(licence.quota)
        copied = translate("Licence", "The link is on the clipboard, and its page opens in the browser.")
        self._sentence.set_text(f"{licence.page}\n{copied}" + (f"\n{used}." if used else ""))
        self._note.hide()
        self.primary.setText(translate("Licence", "Open the page again"))
        self.primary.set_icon_name("link-out")
        self.primary.setEnabled(True)
        self.close_button.setText(translate("Licence", "Done"))
        self.adjustSize()

    def _say(self, text: str, role: str) -> None:
        self._note.set_role(role)
        self._note.set_text(text)
        self._note.show()


def _field(max_characters: int) -> QLineEdit:
    field = QLineEdit()
    field.setMaxLength(max_characters)
    field.setMinimumHeight(_FIELD_HEIGHT_PX)
    return field
