"""A track of AudioVerify's own catalogue in the details: album, writers, publishers, and its licences."""

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QFont
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from slipgui.core.errors import SlipError
from slipgui.core.outcome import Origin, Track
from slipgui.core.track_record import Licence, TrackRecord
from slipgui.gui.action_button import ActionButton
from slipgui.gui.clip_rows import ClipRow
from slipgui.gui.details_parts import FoldedText
from slipgui.gui.details_sections import FactsSection
from slipgui.gui.error_words import explained
from slipgui.gui.labels import TextLabel, plain_tool_tip
from slipgui.gui.licence_dialog import LicenceDialog
from slipgui.gui.secret_filter import without_secrets
from slipgui.gui.texts import translate
from slipgui.gui.theme import GAP_CONTROLS, SMALL
from slipgui.gui.track_words import licence_line, record_facts
from slipgui.gui.track_work import TrackWork

_MOST_LICENCES = 5
_N_LINES = 20


def catalogue_track(row: ClipRow) -> Track | None:
    """The track of AudioVerify's own catalogue that was found in a clip."""
    track = row.track
    is_remote = row.report is not None and row.report.service != "local"
    return track if track is not None and track.id and track.origin is Origin.INTERNAL and is_remote else None


class RecordSection(FactsSection):
    """What the catalogue tells, asked for when the track is first shown.

    Parameters
    ----------
    work
        Asks.
    """

    copy_requested = Signal(str)

    def __init__(self, work: TrackWork) -> None:
        super().__init__(translate("Details", "In AudioVerify's catalogue"))
        self._work = work
        self._track: Track | None = None
        self._profile_id: str | None = None
        self._record: TrackRecord | None = None
        self._licences: list[Licence] = []
        self._state = TextLabel(role="text_2", factor=SMALL)
        self._again = ActionButton(translate("Details", "Try again"), "retry", is_small=True)
        self._again.clicked.connect(self._read)
        self._licence_lines = QVBoxLayout()
        self._licence_lines.setSpacing(4)
        self.licence = ActionButton(translate("Details", "Get a licence…"), "licence")
        self.licence.clicked.connect(self._order)
        self.page = ActionButton(translate("Details", "Open its page"), "link-out", kind="link", is_small=True)
        self.page.hide()
        self.page.clicked.connect(self._open_page)
        self.raw = FoldedText(translate("Details", "All it tells of the track"), _N_LINES)
        self.raw.copy_requested.connect(self.copy_requested)
        self.lines.addWidget(self._state)
        self.lines.addWidget(self._again, 0, Qt.AlignmentFlag.AlignLeading)
        self.lines.addWidget(self.page, 0, Qt.AlignmentFlag.AlignLeading)
        self.lines.addSpacing(8)
        self.lines.addLayout(self._licence_lines)
        self.lines.addWidget(self.licence, 0, Qt.AlignmentFlag.AlignLeading)
        self.lines.addWidget(self.raw)
        self.raw.lines.setContentsMargins(0, 8, 0, 0)
        work.record_read.connect(self._take)
        work.not_read.connect(self._tell_error)
        work.licences_read.connect(self._take_licences)

    def show_row(self, row: ClipRow) -> bool:
        """Show the track, where it is one of the service's own."""
        track = catalogue_track(row)
        if track is None:
            return False
        profile_id = row.report.profile if row.report is not None else None
        if self._track is None or (track.id, profile_id) != (self._track.id, self._profile_id):
            self._track, self._profile_id = track, profile_id
            self._read()
        return True

    def _read(self) -> None:
        if self._track is None or self._track.id is None:
            return
        self._record = None
        self._say(translate("Details", "Asking AudioVerify…"))
        self.set_facts([])
        self.page.hide()
        self.raw.hide()
        self._work.read(self._track.id, self._profile_id)

    def _take(self, track_id: str, record: TrackRecord) -> None:
        if self._track is None or track_id != self._track.id:
            return
        self._record = record
        facts = record_facts(record)
        self.set_facts(facts)
        self._say("" if facts else translate("Details", "It tells nothing more of this track."))
        self.page.setVisible(bool(record.page))
        self.page.setToolTip(plain_tool_tip(record.page))
        self.raw.setVisible(self.raw.set_text(without_secrets(record.document)))

    def _open_page(self) -> None:
        if self._record is not None:
            QDesktopServices.openUrl(QUrl(self._record.page))

    def _tell_error(self, track_id: str, error: SlipError) -> None:
        if self._track is None or track_id != self._track.id:
            return
        words = explained(error)
        self._say(f"{words.title}. {words.hint}", is_error=True)

    def _say(self, text: str, *, is_error: bool = False) -> None:
        self._state.set_text(text)
        self._state.setVisible(bool(text))
        self._again.setVisible(is_error)

    # ------------------------------------------------------------------------------------------------------ licences

    def _take_licences(self, licences: list[Licence]) -> None:
        self._licences = licences
        while (item := self._licence_lines.takeAt(0)) is not None:
            line = item.widget()
            assert line is not None
            line.hide()
            line.deleteLater()
        own = [one for one in licences if self._track is not None and one.track_id == self._track.id]
        for licence in own[:_MOST_LICENCES]:
            self._licence_lines.addWidget(self._make_line(licence))

    def _make_line(self, licence: Licence) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP_CONTROLS)
        words = licence_line(licence)
        row.addWidget(TextLabel(words, factor=SMALL, weight=QFont.Weight.Medium), 1)
        for name, icon, act in (
            (translate("Details", "Copy the link"), "copy", lambda: self.copy_requested.emit(licence.page)),
            (translate("Details", "Open the page"), "link-out", lambda: QDesktopServices.openUrl(QUrl(licence.page))),
        ):
            button = ActionButton("", icon, kind="quiet", is_small=True)
            button.setToolTip(name)
            button.setAccessibleName(f"{name}: {words}")
            button.clicked.connect(act)
            row.addWidget(button)
        return line

    def _order(self) -> None:
        if self._track is not None:
            dialog = LicenceDialog(self.window(), self._work, self._track, self._licences, self._profile_id)
            dialog.copy_requested.connect(self.copy_requested)
            dialog.open()
