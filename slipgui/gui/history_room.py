"""The history in the window: its page, the details beside it, and what can be done with what was recognised."""

import getpass
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from slipgui.app.history import Evidence, HistoryQuery, HistoryRow
from slipgui.app.history_words import HistoryKind
from slipgui.app.recognition_line import decode_track
from slipgui.core.clip import ClipId
from slipgui.gui.clip_commands import ClipCommands, show_in_folder
from slipgui.gui.copy_menu import copy_menu
from slipgui.gui.details_place import DetailsPlace
from slipgui.gui.hand_over import hand_over_results
from slipgui.gui.history_details import HistoryDetails
from slipgui.gui.history_model import PAGE_ROWS
from slipgui.gui.history_page import HistoryPage
from slipgui.gui.history_texts import (
    answer_line,
    deleted_line,
    exported_line,
    is_answer,
    isrc_text,
    not_written,
    saved_line,
    selection_line,
    track_of,
    word,
)
from slipgui.gui.next_decision import NextDecision
from slipgui.gui.room import DetailedRoom
from slipgui.gui.surroundings import Surroundings
from slipgui.gui.texts import nothing_to_decide
from slipgui.gui.window_menus import HISTORY_MENU

if TYPE_CHECKING:
    from slipgui.gui.drops import DroppedItems

DETAILS_WIDTH_PX = 400


class HistoryRoom(DetailedRoom[HistoryDetails]):
    """The room.

    Parameters
    ----------
    around
        The window.
    bring
        Brings clips in; recognises them again.
    check_by_ear_below
        Answers with a lower score are marked "Check by ear".
    former
        The room in another language: what it shows is taken over.
    """

    name = "history"

    def __init__(
        self,
        around: Surroundings,
        bring: ClipCommands,
        check_by_ear_below: float,
        former: "HistoryRoom | None" = None,
    ) -> None:
        super().__init__(around)
        self._bring = bring
        self._me = _user_name()
        self._draft: tuple[ClipId, dict[str, str]] | None = None
        """What was being put right in another language, until its recognition is shown."""
        self._check_by_ear_below = check_by_ear_below
        self._work = around.wishes.history
        self.page: HistoryPage = HistoryPage(check_by_ear_below, self._me)
        self.page.view.show_posters(around.wishes.previews)
        self.details = DetailsPlace(
            self.page, former.details.panel_width if former is not None else DETAILS_WIDTH_PX, self._make_panel
        )
        around.menus.add_letters(self.page.view)
        self.orders = {
            "paste": bring.paste,
            "copy_answer": self._copy_answer,
            "copy_as": self._copy_as,
            "copy_isrc": self._copy_isrc,
            "next_check": lambda: self._decisions.look(1),
            "previous_check": lambda: self._decisions.look(-1),
            "select_all": self.page.view.selectAll,
            "find": self.page.focus_search,
            "retry": self._recognise_again,
            "confirm": self._confirm,
            "correct": self._correct,
            "remove": self._remove,
            "reveal": self._reveal,
            "evidence": self._choose_evidence,
            "export": self._choose_export,
            "hand_over": lambda: hand_over_results(around, self._ids()),
            "details": self.toggle_details,
        }
        self._decisions = NextDecision(self.page.view, self.page.model, lambda: self._around.say(nothing_to_decide()))
        self._connect()
        if former is not None:
            self._draft = former.draft
            self.page.take_over(former.page)
            self.show_details(former.details.is_open)

    def judge_by(self, check_by_ear_below: float) -> None:
        """Mark answers with a lower score "Check by ear" from now on."""
        self._check_by_ear_below = self.page.model.check_by_ear_below = check_by_ear_below
        self.repaint_rows()

    def _connect(self) -> None:
        page, work = self.page, self._work
        page.question_asked.connect(self._ask)
        page.rows_wanted.connect(work.rows)
        page.selection_changed.connect(self.follow_selection)
        page.export_requested.connect(self._choose_export)
        page.details_toggled.connect(self.show_details)
        page.menu_requested.connect(self._open_menu)
        work.answered.connect(page.take_answer)
        work.read.connect(page.take_rows)
        work.changed.connect(page.ask)
        work.deleted.connect(self._tell_deleted)
        work.evidence.connect(self._write_evidence)
        work.exported.connect(self._tell_exported)
        work.not_written.connect(self._tell_not_written)

    def _make_panel(self) -> HistoryDetails:
        panel = HistoryDetails()
        panel.asked.connect(lambda name: self.orders[name]())
        panel.corrected.connect(self._save_correction)
        panel.close_requested.connect(self.close_details)
        return panel

    # ------------------------------------------------------------------------------------------- what the window asks

    def enter(self) -> None:
        """Read the history anew and give the list the keys."""
        self.page.ask()
        self.page.view.setFocus()

    def clip_ended(self) -> None:
        """A clip came to its end: it is in the history now."""
        if self.page.isVisible():
            self.page.refresh_soon()

    def take(self, items: "DroppedItems") -> None:
        """Add the clips that were dropped to the queue."""
        self._bring.take_items(items)

    def enable(self, actions: Mapping[str, QAction]) -> None:
        """Let those actions be possible that make sense for the selected rows."""
        rows = self.page.selected_rows()
        has_track = any(track_of(row) is not None for row in rows)
        for name, is_possible in {
            "copy_answer": has_track,
            "copy_as": has_track,
            "next_check": self.page.model.n_found > 0,
            "previous_check": self.page.model.n_found > 0,
            "copy_isrc": any(isrc_text(row) for row in rows),
            "select_all": self.page.n_all > 0,
            "find": self.page.n_all > 0,
            "retry": bool(rows),
            "confirm": any(is_answer(row) for row in rows),
            "correct": len(rows) == 1,
            "remove": bool(rows),
            "reveal": len(rows) == 1,
            "evidence": len(rows) == 1,
            "hand_over": bool(rows),
            "export": self.page.n_all > 0,
            "details": self.page.n_all > 0,
        }.items():
            actions[name].setEnabled(is_possible)
        actions["details"].setChecked(self.details.is_open)

    def status_texts(self) -> tuple[str, str, str]:
        """Left, middle and right of the status bar."""
        n_selected, n_found = len(self.page.view.selected_items()), self.page.model.n_found
        return selection_line(n_selected, n_found) if n_found else "", "", word("kept_here")

    def page_regions(self) -> list[QWidget]:
        """Where F6 leads on the page: bar, list."""
        return [self.page, self.page.view]

    def fit(self, window_width: int) -> None:
        """Shorten the search and lay the details over the list where the window is narrow."""
        self.page.fit(window_width)
        super().fit(window_width)

    # ------------------------------------------------------------------------------------------------------- details

    def follow_selection(self) -> None:
        """Show in the details what is selected."""
        if self.details.is_open:
            self.details.panel.show_rows(self.page.selected_rows(), self._check_by_ear_below)
            self._go_on_with_draft()
        super().follow_selection()

    def show_answer(self, clip_id: ClipId) -> None:
        """Select one of the latest answers that name a track."""
        self.page.show_answer(clip_id, HistoryKind.IDENTIFIED)

    def name_by_hand(self, clip_id: ClipId) -> None:
        """Let the user put one of the latest recognitions right, as soon as it is read."""
        self._draft = (clip_id, {})
        self.show_details(True)
        self.page.show_answer(clip_id, HistoryKind.ALL)

    @property
    def draft(self) -> tuple[ClipId, dict[str, str]] | None:
        """What is being put right, and what is written so far."""
        return self._draft or (self.details.panel.draft if self.details.is_open else None)

    def _go_on_with_draft(self) -> None:
        row = self.details.panel.row
        if self._draft is not None and row is not None and row.id == self._draft[0]:
            texts, self._draft = self._draft[1], None
            self.details.panel.take_draft(texts)

    # -------------------------------------------------------------------------------------------------------- orders

    def _ask(self, query: HistoryQuery) -> None:
        self._work.question(query, self.page.offset_in_view(), PAGE_ROWS)

    def _rows(self) -> list[HistoryRow]:
        return self.page.selected_rows()

    def _ids(self) -> list[ClipId]:
        return [row.id for row in self._rows()]

    def _copy_answer(self) -> None:
        self._bring.copy("\n".join(text for row in self._rows() if (text := answer_line(row))))

    def _copy_isrc(self) -> None:
        self._bring.copy("\n".join(text for row in self._rows() if (text := isrc_text(row))))

    def _copy_as(self) -> None:
        """Let the user choose the form in which the answers of the selected rows are copied."""
        view = self.page.view
        found = [track for row in self._rows() if (track := track_of(row)) is not None]
        tracks = [
            decode_track(track | {"title": track["title"] or ""}) for track in found
        ]  # by hand a title may be left out
        place = view.visualRect(view.currentIndex()).bottomLeft()
        copy_menu(view, tracks, self._bring.copy).popup(view.viewport().mapToGlobal(place))

    def _recognise_again(self) -> None:
        """Put the files into the queue once more, each for whom it was asked of; the present answers stay here."""
        rows = self._rows()
        for profile in dict.fromkeys(row.profile for row in rows):
            self._around.wishes.recognise_again([row.path for row in rows if row.profile == profile], profile)

    def _confirm(self) -> None:
        rows = [row for row in self._rows() if is_answer(row)]
        is_all_confirmed = all(row.line.get("confirmed_by") for row in rows)
        self._work.confirm([row.id for row in rows], None if is_all_confirmed else self._me)

    def _correct(self) -> None:
        self.show_details(True)
        self.details.panel.correct()

    def _save_correction(self, fields: Mapping[str, str | None]) -> None:
        row = self.details.panel.row
        if row is not None:
            self._work.correct(row.id, fields)

    def _remove(self) -> None:
        ids = self._ids()
        self.page.expect_removal()
        self.page.view.setFocus()  # the button in the details goes with what it was pressed for
        self._work.delete(ids)

    def _tell_deleted(self, ids: Sequence[ClipId]) -> None:
        def bring_back() -> None:
            self.page.expect(ids)
            self._work.restore(ids)

        self._around.say(deleted_line(len(ids)), word("undo"), bring_back)

    def _reveal(self) -> None:
        for row in self._rows()[:1]:
            show_in_folder(row.path)

    def _open_menu(self, place: QPoint) -> None:
        if self.page.view.selected_items():
            self._around.menus.context_menu(HISTORY_MENU).popup(place)

    # --------------------------------------------------------------------------------------------------------- files

    def _choose_export(self) -> None:
        query = self.page.query
        self._choose(
            word("export_title"),
            "slipgui-history.csv",
            [word("csv"), word("json")],
            lambda file: self._work.export(query, file),
        )

    def _choose_evidence(self) -> None:
        for row in self._rows()[:1]:
            suggestion = f"{row.path.stem}-evidence.pdf"
            kinds = [word("pdf"), word("json")]
            self._choose(word("evidence_title"), suggestion, kinds, partial(self._work.tell_evidence, row.id))

    def _choose(self, title: str, suggestion: str, kinds: Sequence[str], write: Callable[[Path], object]) -> None:
        chooser = QFileDialog(self._around.window, title)
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setFileMode(QFileDialog.FileMode.AnyFile)
        chooser.setNameFilters(list(kinds))
        chooser.setDefaultSuffix(Path(suggestion).suffix.removeprefix("."))
        chooser.selectFile(suggestion)
        suffixes = {kind: kind.rsplit("*", 1)[-1].rstrip(")") for kind in kinds}
        chooser.filterSelected.connect(lambda kind: chooser.setDefaultSuffix(suffixes[kind].removeprefix(".")))
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.fileSelected.connect(lambda name: write(Path(name)))
        chooser.open()

    def _write_evidence(self, evidence: Evidence, file: Path) -> None:
        from slipgui.gui.evidence_pdf import write_evidence_pdf

        try:
            write_evidence_pdf(evidence, file)
        except OSError as error:
            self._tell_not_written(str(file), error.strerror or str(error))
            return
        self._around.say(saved_line(str(file)))

    def _tell_exported(self, file: str, n_rows: int) -> None:
        self._around.say(exported_line(file, n_rows))

    def _tell_not_written(self, file: str, why: str) -> None:
        self._around.say(not_written(file, why))


def _user_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # an account without a name
        return QGuiApplication.applicationDisplayName()
