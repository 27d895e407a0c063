"""The cues in the window: their page, the chosen one's panel, what actions do there, and playing."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from slipgui.app.cue_exports import load_template
from slipgui.app.cue_project import ENDING, CueProject
from slipgui.app.cue_sheet_wording import describe_recut
from slipgui.core.cue_edit import Edge
from slipgui.core.errors import SlipError
from slipgui.core.recut import Recut, is_version
from slipgui.core.steps import StepPlan
from slipgui.core.voice import SpeechSegment
from slipgui.core.works import WorksList
from slipgui.gui.ab_player import PlayState
from slipgui.gui.cue_document import CueDocument
from slipgui.gui.cue_export_words import ending_word, export_word, exported_line, not_written_line
from slipgui.gui.cue_page import CuePage
from slipgui.gui.cue_side import CueSide
from slipgui.gui.cue_texts import CueColumn, cell_text, word
from slipgui.gui.cue_work import ScanWish, scan_wish
from slipgui.gui.details_place import DetailsPlace
from slipgui.gui.error_words import WINDOW_LANGUAGE, explained
from slipgui.gui.programme_media import ProgrammeMedia
from slipgui.gui.room import DetailedRoom
from slipgui.gui.surroundings import Surroundings
from slipgui.gui.texts import plain, translate
from slipgui.gui.window_menus import CUE_MENU
from slipgui.gui.works_room import WorksRoom

if TYPE_CHECKING:
    from slipgui.app.edit_cues import LinkedEdit
    from slipgui.gui.clip_commands import ClipCommands
    from slipgui.gui.drops import DroppedItems

_DETAILS_WIDTH_PX = 376
_SAVE_MS = 400
"""What is done in one go is written once."""


class CueRoom(DetailedRoom[CueSide]):
    """The room.

    Parameters
    ----------
    around
        The window.
    bring
        Copies to the clipboard.
    former
        The room in another language: what it shows is taken over.
    """

    name = "cues"
    takes = "programme"

    def __init__(self, around: Surroundings, bring: "ClipCommands", former: "CueRoom | None" = None) -> None:
        super().__init__(around)
        self._bring = bring
        self.works: WorksRoom = WorksRoom(around, self._use_works, former.works if former is not None else None, self)
        self._work = around.wishes.cues
        self._is_saved = True
        self._export_folder: Path | None = None
        self._template = load_template("us")
        self.page: CuePage = CuePage()
        self._media = ProgrammeMedia(around.wishes.previews, self.page.timeline, self)
        self.player = self._media.player
        width = former.details.panel_width if former is not None else _DETAILS_WIDTH_PX
        self.details = DetailsPlace(self.page, width, self._make_panel)
        self._save_timer = QTimer(self, singleShot=True, interval=_SAVE_MS)
        around.menus.add_letters(self.page.view)
        around.menus.add_letters(self.page.timeline)
        self.orders = {
            "add_clips": self._browse,
            "paste": self._paste,
            "copy_answer": self._copy,
            "select_all": self.page.view.selectAll,
            "remove": self._remove,
            "confirm": lambda: self._with(CueDocument.confirm),
            "reject": lambda: self._with(CueDocument.reject),
            "correct": self.page.view.edit_cell,
            "next_check": lambda: self._to_check(1),
            "previous_check": lambda: self._to_check(-1),
            "split_cue": self._split,
            "join_cue": lambda: self._with(CueDocument.join),
            "set_in": lambda: self._with(lambda document: document.move_to_playhead(Edge.IN)),
            "set_out": lambda: self._with(lambda document: document.move_to_playhead(Edge.OUT)),
            "zoom_in": lambda: self.page.timeline.zoom_by(1),
            "zoom_out": lambda: self.page.timeline.zoom_by(-1),
            "zoom_fit": lambda: self.page.timeline.zoom_to(0.0),
            "play": self._media.play_or_pause,
            "switch_sound": self.player.switch,
            "export": lambda: self._choose_export(".xlsx"),
            "print": self._print,
            "hand_over": self._hand_over,
            "sheet_header": lambda: self._show_tab("header"),
            "sheet_check": lambda: self._show_tab("missing"),
            "works": self.works.show,
            "details": self.toggle_details,
            "undo": lambda: self._with(CueDocument.undo),
            "redo": lambda: self._with(CueDocument.redo),
        }
        self._connect()
        self.works.begin()
        if former is not None and former.document is not None:
            former.save_now()
            self._show(former.document.file, former.document.project).take_over(former.document)
            self.page.templates = former.page.templates
            self._use_template(former.page.template)
            self.show_details(former.details.is_open)
        else:
            self._work.list()

    def _connect(self) -> None:
        page, work = self.page, self._work
        page.browse_requested.connect(self._browse)
        page.empty.stop_requested.connect(work.stop)
        page.open_requested.connect(work.open)
        page.scan_again_requested.connect(self._scan_again)
        page.export_requested.connect(self._choose_export)
        page.table_requested.connect(self._copy_table)
        page.hand_over_requested.connect(self._hand_over)
        page.details_toggled.connect(self.show_details)
        page.final_toggled.connect(self._set_final)
        page.missing_requested.connect(lambda: self._show_tab("missing"))
        page.template_chosen.connect(self._use_template)
        page.steps_requested.connect(self._scan_in_steps)
        page.accounts = self._around.menus.accounts
        page.version_requested.connect(self._browse_version)
        page.works_requested.connect(self.works.show)
        page.print_requested.connect(self._print)
        self.works.read.connect(self._fill_from_works)
        page.play_requested.connect(self._media.play_or_pause)
        page.split_requested.connect(self._split)
        page.menu_requested.connect(self._open_menu)
        work.stepped.connect(page.show_step)
        work.opened.connect(self._show)
        work.recut.connect(self._show_recut)
        work.rate_wanted.connect(self._ask_rate)
        work.media_wanted.connect(self._ask_media)
        work.steps_planned.connect(self._ask_steps)
        work.uncovered.connect(self._tell_uncovered)
        work.retimed.connect(self._tell_retimed)
        work.failed.connect(self._tell_failed)
        work.stopped.connect(self._scan_ended)
        work.listed.connect(page.show_recent)
        work.speech_read.connect(self._show_speech)
        work.saved.connect(self._note_saved)
        work.not_saved.connect(self._tell_not_written)
        work.exported.connect(self._tell_exported)
        self.player.changed.connect(self._show_player)
        self._save_timer.timeout.connect(self._save)

    def _make_panel(self) -> CueSide:
        side = CueSide(self.player)
        side.close_requested.connect(self.close_details)
        side.cue.play_requested.connect(self._media.play_or_pause)
        side.cue.not_understood.connect(self._tell_not_understood)
        side.counted.connect(self.page.show_missing)
        side.missing.template_chosen.connect(self._use_template)
        side.show_template(self._template, self.page.template, self.page.templates)
        return side

    @property
    def document(self) -> CueDocument | None:
        """What is open."""
        return self.page.document

    # ----------------------------------------------------------------------------------------------------------- as Room

    def enter(self) -> None:
        """Give the table the keys; who speaks may have been found meanwhile."""
        self._work.list()
        if self.document is not None:
            self._work.read_speech(self.document.project)
        (self.page.view if self.document is not None else self.page.empty.browse).setFocus()

    def enable(self, actions: Mapping[str, QAction]) -> None:
        """Let those actions be possible that make sense for what is open."""
        document = self.document
        line = document.line if document is not None else None
        has_line, has_sheet = line is not None, document is not None
        is_music = line is not None and line.is_music
        for name, is_possible in {
            "add_clips": True,
            "copy_answer": is_music,
            "select_all": has_sheet,
            "remove": has_line,
            "confirm": is_music,
            "reject": is_music,
            "correct": has_line,
            **dict.fromkeys(("next_check", "previous_check"), has_sheet),
            "split_cue": has_sheet,
            **dict.fromkeys(("join_cue", "set_in", "set_out"), has_line),
            **dict.fromkeys(("zoom_in", "zoom_out", "zoom_fit"), has_sheet),
            "play": has_sheet,
            "switch_sound": has_sheet,
            **dict.fromkeys(("export", "print", "hand_over", "sheet_header", "sheet_check"), has_sheet),
            "works": True,
            "details": has_sheet,
            "undo": actions["undo"].isEnabled() or (document is not None and document.can_undo),
            "redo": document is not None and document.can_redo,
        }.items():
            actions[name].setEnabled(is_possible)
        actions["details"].setChecked(self.details.is_open)

    def status_texts(self) -> tuple[str, str, str]:
        """Left, middle and right of the status bar."""
        document = self.document
        if document is None:
            return "", "", ""
        chosen = cell_text(document.sheet, document.place, CueColumn.TRACK) if document.line is not None else ""
        return chosen, "", word("saved") if self._is_saved else word("saving")

    def page_regions(self) -> list[QWidget]:
        """Where F6 leads on the page: bar, timeline, table."""
        return [self.page] if self.document is None else [self.page, self.page.timeline, self.page.view]

    def fit(self, window_width: int) -> None:
        """Shorten the bar and lay the details over the table where the window is narrow."""
        self.page.fit(window_width)
        super().fit(window_width)

    # --------------------------------------------------------------------------------------------------------- programme

    def take(self, items: "DroppedItems") -> None:
        """Find the cues of what was dropped or pasted; say why where nothing of it can be taken."""
        from slipgui.gui.drop_words import DropSubject, drop_words

        if items.paths:
            self.scan(items.paths)
        else:
            self._around.say(drop_words(items, None, DropSubject.PROGRAMME).in_one_line())

    def scan(self, paths: Sequence[Path]) -> None:
        """Find every cue of programmes; projects are opened."""
        for file in [path for path in paths if path.suffix == ENDING][:1]:
            self._work.open(file)
        programmes = [path for path in paths if path.suffix != ENDING]
        if programmes:
            document = self.document
            clip = document.project.clip if document is not None and len(programmes) == 1 else None
            is_known = clip is not None and (programmes[0] == clip or is_version(programmes[0], clip))
            self._scan(programmes, document.file if document is not None and is_known else None)

    def _scan(self, programmes: Sequence[Path], since: Path | None) -> None:
        """Find the cues of programmes, perhaps of the next version of one whose project is there."""
        self.page.show_step(programmes[0].name, "preparing", 0.0)
        self._save()
        self._work.scan(programmes, since)

    def _browse_version(self) -> None:
        document = self.document
        if document is not None:
            chooser = QFileDialog(self._around.window, word("version_title"))
            chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            chooser.fileSelected.connect(lambda name: self._scan([Path(name)], document.file))
            chooser.open()

    def _browse(self) -> None:
        chooser = QFileDialog(self._around.window, word("open_title"))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFiles)
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.filesSelected.connect(lambda names: self.scan([Path(name) for name in names]))
        chooser.open()

    def _paste(self) -> None:
        from PySide6.QtGui import QGuiApplication

        from slipgui.gui.drops import paths_from_mime

        mime = QGuiApplication.clipboard().mimeData()
        items = paths_from_mime(mime)
        if self.document is not None and mime.hasText() and not mime.hasUrls() and not items.paths:
            self.paste_cells(mime.text())
        else:
            self.take(items)

    def paste_cells(self, text: str) -> None:
        """Let a block of a spreadsheet stand in the table from the current cell on; tell what of it could not be used."""
        document = self.document
        if document is None:
            return
        cells, n_unused = self.page.view.pasted_cells(text)
        document.paste(cells)
        if n_unused:
            one, many = translate("Cues", "1 cell fits nowhere"), translate("Cues", "{0} cells or rows fit nowhere")
            self._around.say(one if n_unused == 1 else many.format(n_unused))

    def _scan_again(self) -> None:
        if self._work.is_scanning:
            self._work.stop()
        elif self.document is not None:
            self._scan_as(scan_wish(self.document.file, self.document.project))

    def _show(self, file: Path, project: CueProject) -> CueDocument:
        self._scan_ended()
        self._save()
        former = self.document
        document = self.page.show_project(file, project)
        if former is not None and former.file == file:
            document.follow(former)
        else:
            self._export_folder = None
        document.changed.connect(self._document_changed)
        document.selected.connect(self._selection_changed)
        document.know_works(self.works.works)
        self.details.panel.show_document(document)
        self._media.show_document(document)
        self._work.read_speech(project)
        if not project.sheet.lines:
            self._around.say(word("nothing_found"))
        if not self.details.is_open and not self.details.is_narrow:
            self.show_details(True)
        self.page.view.setFocus()
        self.changed.emit()
        return document

    def _show_speech(self, clip: Path, segments: Sequence[SpeechSegment]) -> None:
        if self.document is not None and self.document.project.clip == clip:
            self.page.timeline.set_speech(segments)

    def _show_recut(self, recut: Recut) -> None:
        sentences = describe_recut(recut, WINDOW_LANGUAGE)
        if sentences:
            self.details.panel.show_changes(recut)
            self._around.say(" · ".join(sentences))

    def _scan_in_steps(self, profile_id: str) -> None:
        if self.document is not None:
            wish = scan_wish(self.document.file, self.document.project, in_steps=True)
            self._scan_as(replace(wish, profile=profile_id))

    def _ask_steps(self, plan: StepPlan, decide: Callable[[bool], object]) -> None:
        from slipgui.gui.cue_export_words import steps_words
        from slipgui.gui.sheet import Sheet

        title, question, note, verb = steps_words(plan)
        number = QLabel(question)
        number.setTextFormat(Qt.TextFormat.PlainText)
        sheet = Sheet(self._around.window, title, word("steps_question"), number, note, verb)
        sheet.finished.connect(lambda result: decide(result == Sheet.DialogCode.Accepted))
        sheet.open()

    def _tell_uncovered(self, project: CueProject, stretches: Sequence[tuple[float, float]]) -> None:
        timebase = project.sheet.timebase
        named = [f"{timebase.label(timebase.ticks(a))} – {timebase.label(timebase.ticks(b))}" for a, b in stretches[:3]]
        words = translate("Cues", "Not listened to ({0}): {1}")
        self._around.say(words.format(len(stretches), ", ".join(named)))

    def _tell_retimed(self, name: str, n_retimed: int) -> None:
        one = translate("Cues", "{0}: 1 stretch plays at another speed and was left out")
        many = translate("Cues", "{0}: {1} stretches play at another speed and were left out")
        self._around.say((one if n_retimed == 1 else many).format(plain(name), n_retimed))

    def _ask_rate(self, wish: ScanWish) -> None:
        from slipgui.app.cue_sheets import FRAME_RATES
        from slipgui.gui.relink_dialog import ask_for_rate

        self._scan_ended()
        sheet, box = ask_for_rate(self._around.window, wish.path.name, list(FRAME_RATES))
        sheet.accepted.connect(lambda: self._scan_as(replace(wish, frame_rate=box.currentData())))
        sheet.open()

    def _ask_media(self, wish: ScanWish, linked: "LinkedEdit") -> None:
        from slipgui.gui.relink_dialog import RelinkDialog

        self._scan_ended()
        dialog = RelinkDialog(self._around.window, wish, linked)
        dialog.wished.connect(self._scan_as)
        dialog.open()

    def _scan_as(self, wish: ScanWish) -> None:
        self.page.show_step(wish.path.name, "preparing", 0.0)
        self._save()
        self._work.scan_as(wish)

    def _scan_ended(self) -> None:
        self.page.show_step("", "", 0.0)
        self._work.list()

    def _tell_failed(self, what: Path, why: SlipError | str) -> None:
        self._scan_ended()
        if isinstance(why, SlipError):
            words = explained(why)
            why = f"{words.title}. {words.detail} {words.hint}"
        self._around.say(f"{plain(what.name)}: {why}")

    # ------------------------------------------------------------------------------------------------------------- edits

    def _with(self, act: Callable[[CueDocument], object]) -> None:
        if self.document is not None:
            act(self.document)

    def _document_changed(self) -> None:
        self._is_saved = False
        self._save_timer.start()
        if self.document is not None:
            self.works.use(self.document.works)
        self.changed.emit()

    def _selection_changed(self, _place: int) -> None:
        document = self.document
        if document is not None and document.line is not None and self.player.state is not PlayState.PLAYING:
            document.seek(document.line.start_ticks)
        self.changed.emit()

    def _save(self) -> None:
        self._save_timer.stop()
        if self.document is not None and not self._is_saved:
            self._work.save(self.document.file, self.document.project)

    def save_now(self) -> None:
        """Write what is not saved before anything else happens: the program ends."""
        from slipgui.app.cue_project import save_project

        self.works.save_now()
        if self.document is not None and not self._is_saved:
            self._save_timer.stop()
            self._is_saved = True
            with suppress(OSError):  # there is nobody left to tell
                save_project(self.document.file, self.document.project)

    def _note_saved(self) -> None:
        self._is_saved = not self._save_timer.isActive()
        self.changed.emit()

    def _remove(self) -> None:
        document, places = self.document, self.page.view.selected_places()
        if document is not None and places:
            document.remove(places)

    def _split(self) -> None:
        if self.document is not None and not self.document.split():
            self._around.say(word("no_cue_there"))

    def _to_check(self, step: int) -> None:
        if self.document is not None and not self.document.choose_to_check(step):
            self._around.say(word("none_to_check"))

    def _copy(self) -> None:
        document = self.document
        if document is not None:
            places = self.page.view.selected_places()
            self._bring.copy("\n".join(cell_text(document.sheet, place, CueColumn.TRACK) for place in places))

    def _copy_table(self) -> None:
        """Copy the sheet as spreadsheets paste it."""
        from slipgui.app.cue_exports import table_text

        if self.document is not None:
            self._bring.copy(table_text(self.document.sheet, self._template))

    def _show_tab(self, name: str) -> None:
        if self.document is not None:
            self.show_details(True)
            self.details.panel.show_tab(name)

    def _use_template(self, name: str) -> None:
        """Take a layout by its name or the path of its file; none: let the user choose a file."""
        if not name:
            chooser = QFileDialog(self._around.window, export_word("own_layout_title"))
            chooser.setNameFilter("JSON (*.json)")
            chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            chooser.fileSelected.connect(self._use_template)
            chooser.open()
            return
        try:
            self._template = load_template(name)
        except SlipError as error:
            self._tell_failed(Path(name), error)
        else:
            self.page.use_template(name)
        self.details.panel.show_template(self._template, self.page.template, self.page.templates)

    def _use_works(self, works: WorksList) -> None:
        if self.document is not None:
            self.document.use_works(works)
        self.works.use(works)

    def _fill_from_works(self) -> None:
        if self.document is not None:
            self.document.know_works(self.works.works)

    def _print(self) -> None:
        from slipgui.app.cue_exports import page_text
        from slipgui.gui.page_printer import ask_and_print

        if self.document is not None:
            page = page_text(self.document.sheet, self._template)
            ask_and_print(self._around.window, page, self._template.paper.value)

    def _set_final(self, is_final: bool) -> None:
        if self.document is not None:
            self.document.become(replace(self.document.sheet, is_final=is_final))

    def _tell_not_understood(self, text: str) -> None:
        self._around.say(translate("Cues", "“{0}” is no moment of this programme").format(plain(text)))

    def _open_menu(self, place: QPoint) -> None:
        if self.page.view.selected_places():
            self._around.menus.context_menu(CUE_MENU).popup(place)

    # ------------------------------------------------------------------------------------------------------------ export

    def _choose_export(self, ending: str) -> None:
        document = self.document
        if document is None:
            return
        folder = self._export_folder or document.project.clip.parent
        chooser = QFileDialog(self._around.window, word("export_title"), str(folder) if folder.is_dir() else "")
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setNameFilter(f"{ending_word(ending)} (*{ending})")
        chooser.setDefaultSuffix(ending.removeprefix("."))
        chooser.selectFile(f"{document.project.clip.stem}{ending}")
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.fileSelected.connect(lambda name: self.export(Path(name)))
        chooser.open()

    def export(self, file: Path) -> None:
        """Write the sheet, or its markers, to a file."""
        if self.document is not None:
            self._export_folder = file.parent
            self._work.export(self.document.project, self._template, [file])

    def _hand_over(self) -> None:
        from slipgui.gui.hand_over import hand_over_sheet

        if self.document is not None:
            hand_over_sheet(self._around, self.document.project, self._template)

    def _tell_exported(self, files: list[Path], findings: list[str]) -> None:
        self._around.say(exported_line(plain(files[0].name), findings))

    def _tell_not_written(self, file: str, why: str) -> None:
        self._around.say(not_written_line(plain(Path(file).name), why))

    def _show_player(self) -> None:
        self.page.set_playing(is_playing=self.player.state is PlayState.PLAYING)
