"""The voices in the window: their page, what actions do there, dialogs and messages."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from slipgui.app.speakers import CSV, RTTM, SpeakerSearch
from slipgui.app.voice_files import PERSONAL_DATA
from slipgui.app.voice_tools import SERVICE_REMARKS
from slipgui.app.voiceprint import MadeVoice, VoiceOrder, is_address
from slipgui.core.errors import SlipError
from slipgui.core.voice import VoiceStep
from slipgui.gui.key_dialog import ask_for_voice_key
from slipgui.gui.room import Room
from slipgui.gui.sheet import Sheet
from slipgui.gui.speaker_options import SpeakerOptionsFields
from slipgui.gui.surroundings import Surroundings
from slipgui.gui.texts import control, plain, translate
from slipgui.gui.voice_page import VoicePage
from slipgui.gui.voice_texts import count_line, error_line, imported_line, option_word, removed_line, step_line, word
from slipgui.gui.voice_work import SpokenClip

if TYPE_CHECKING:
    from slipgui.app.voice_library import RemovedVoice
    from slipgui.gui.clip_commands import ClipCommands
    from slipgui.gui.drops import DroppedItems

_FIELD_WIDTH_PX = 420


class VoiceRoom(Room):
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

    settings_wanted = Signal(str)
    """The section of the settings that shall be open."""

    name = "voices"
    takes = "voice"

    def __init__(self, around: Surroundings, bring: "ClipCommands", former: "VoiceRoom | None" = None) -> None:
        super().__init__(around)
        self._bring = bring
        self._work = around.wishes.voices
        self._is_making = False
        self.page: VoicePage = VoicePage(around.wishes.previews)
        around.menus.add_letters(self.page.view)
        self.orders = {
            "add_clips": self._choose_clip,
            "paste": self._paste,
            "copy_answer": self._copy,
            "select_all": self.page.view.selectAll,
            "find": self.page.search.setFocus,
            "correct": self._rename,
            "remove": self._remove,
            "export": self._export_speakers,
        }
        self._connect()
        if former is not None:
            self._take_over(former)

    def _connect(self) -> None:
        page, work = self.page, self._work
        page.new_requested.connect(self._choose_clip)
        page.rename_requested.connect(self._rename)
        page.remove_requested.connect(self._remove)
        page.import_requested.connect(self._choose_import)
        page.export_requested.connect(self._choose_export)
        page.key_requested.connect(lambda: ask_for_voice_key(self._around.window, work.enter_key))
        page.unlock_requested.connect(lambda: self._around.wishes.settings.unlock_keyring())
        page.view.selection_changed.connect(self.changed)
        page.new_voice.browse_requested.connect(self._choose_clip)
        page.new_voice.link_requested.connect(self._ask_link)
        page.new_voice.bucket_requested.connect(self._browse_buckets)
        page.new_voice.order_made.connect(self._make)
        page.speakers.browse_requested.connect(self._choose_clip)
        page.speakers.search_made.connect(self._find)
        page.speakers.export_requested.connect(self._export_speakers)
        page.speakers.options_requested.connect(self._choose_options)
        for card in (page.new_voice, page.speakers):
            card.progress.stop.clicked.connect(work.stop)
        work.voices_read.connect(self._show_voices)
        work.key_read.connect(page.show_key)
        work.webhook_changed.connect(page.new_voice.show_webhook)
        page.new_voice.webhook_settings.clicked.connect(lambda: self.settings_wanted.emit("voices"))
        work.stepped.connect(self._tell_step)
        work.remarked.connect(lambda told, said: self._around.say(translate("Voices", told).format(plain(said))))
        work.made.connect(self._tell_made)
        work.fetched.connect(self._show_new)
        work.not_made.connect(self._tell_not_made)
        work.found.connect(self._tell_found)
        work.not_found.connect(lambda error: self._rest(page.speakers, error_line(error)))
        work.stopped.connect(lambda: self._rest(page.new_voice if self._is_making else page.speakers))
        work.removed.connect(self._tell_removed)
        work.failed.connect(lambda error: self._around.say(error_line(error)))
        work.exported.connect(self._tell_exported)
        work.imported.connect(lambda n_new, n_known: self._around.say(imported_line(n_new, n_known)))

    def _take_over(self, former: "VoiceRoom") -> None:
        page, old = self.page, former.page
        page.search.setText(old.search.text())
        page.show_voices(old.model.voices)
        page.select_ids([voice.id for voice in old.view.selected_voices()])
        if old.new_voice.source:
            page.new_voice.show_source(old.new_voice.source)
            page.new_voice.label.setText(old.new_voice.label.text())
            page.new_voice.stretch_fields.write(*old.new_voice.stretch_fields.texts)
        page.speakers.show_options(old.speakers.options)
        page.speakers.confidence.setChecked(old.speakers.confidence.isChecked())
        if old.speakers.spoken is not None:
            page.speakers.show_spoken(old.speakers.spoken)
        elif old.speakers.clip is not None:
            page.speakers.show_clip(old.speakers.clip)
        if self._work.is_working:
            self._begin(is_making=former._is_making)

    # ----------------------------------------------------------------------------------------------------------- as Room

    @property
    def face(self) -> QWidget:
        """The page."""
        return self.page

    def enter(self) -> None:
        """Give the list the keys and read the library anew: a command line may have changed it."""
        self.page.view.setFocus()
        self._work.read()

    def take(self, items: "DroppedItems") -> None:
        """Take the first clip that was dropped: for a voiceprint, or to find who speaks."""
        from slipgui.gui.drop_words import DropSubject, drop_words

        if items.paths:
            self._take_clip(items.paths[0])
        elif items.addresses:
            self.page.new_voice.show_source(items.addresses[0])
        else:
            self._around.say(drop_words(items, None, DropSubject.VOICE).in_one_line())

    def enable(self, actions: Mapping[str, QAction]) -> None:
        """Let those actions be possible that make sense for the selected voices."""
        n_selected = len(self.page.view.selected_voices())
        for name, is_possible in {
            "add_clips": True,
            "copy_answer": n_selected > 0,
            "select_all": bool(self.page.model.voices),
            "find": True,
            "correct": n_selected == 1,
            "remove": n_selected > 0,
            "export": self.page.speakers.spoken is not None,
        }.items():
            actions[name].setEnabled(is_possible)

    def status_texts(self) -> tuple[str, str, str]:
        """Left, middle and right of the status bar."""
        return count_line(len(self.page.model.voices)), "", "pyannoteAI"

    def regions(self) -> list[QWidget]:
        """Where F6 leads: the list, who speaks, a new voiceprint."""
        return [self.page.view, self.page.speakers, self.page.new_voice]

    def fit(self, window_width: int) -> None:
        """Narrow the list where the window is."""
        self.page.fit(window_width)

    # ------------------------------------------------------------------------------------------------------------- clips

    def _take_clip(self, clip: Path) -> None:
        self.page.new_voice.show_source(str(clip))
        self.page.speakers.show_clip(clip)

    def _choose_clip(self) -> None:
        chooser = QFileDialog(self._around.window, word("choose_clip").rstrip("…"))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.fileSelected.connect(lambda name: self._take_clip(Path(name)))
        chooser.open()

    def _paste(self) -> None:
        from slipgui.gui.drops import paths_from_mime

        self.take(paths_from_mime(QGuiApplication.clipboard().mimeData()))

    def _browse_buckets(self) -> None:
        from slipgui.gui.bucket_dialog import BucketDialog

        def take(addresses: list[str]) -> None:
            self.page.new_voice.show_source(addresses[0])

        dialog = BucketDialog(self._around.window, self._around.wishes.buckets, take, takes_one=True)
        dialog.settings_wanted.connect(self._around.show_settings)
        dialog.open()

    def _ask_link(self) -> None:
        text = QGuiApplication.clipboard().text().strip()
        field = QLineEdit(text if is_address(text) else "")
        sheet = Sheet(self._around.window, word("paste_link"), word("link"), field, word("link_note"), word("use_link"))
        sheet.setMinimumWidth(_FIELD_WIDTH_PX)
        sheet.primary.setEnabled(is_address(field.text()))
        field.textChanged.connect(lambda told: sheet.primary.setEnabled(is_address(told.strip())))
        sheet.accepted.connect(lambda: self.page.new_voice.show_source(field.text().strip()))
        sheet.open()

    # -------------------------------------------------------------------------------------------------------------- work

    def _make(self, order: VoiceOrder) -> None:
        self._begin(is_making=True)
        self._work.make(order)

    def _find(self, search: SpeakerSearch) -> None:
        self._begin(is_making=False)
        self._work.find(search)

    def _begin(self, *, is_making: bool) -> None:
        self._is_making = is_making
        self._tell_step(VoiceStep.PROBE, 0.0)
        for card in (self.page.new_voice, self.page.speakers):
            card.set_working(True)

    def _tell_step(self, step: VoiceStep, share: float) -> None:
        card = self.page.new_voice if self._is_making else self.page.speakers
        card.progress.say(step_line(step, share), is_working=True)

    def _rest(self, card: QWidget, error: str = "") -> None:
        for one in (self.page.new_voice, self.page.speakers):
            one.set_working(False)
            one.progress.say(error if one is card else "", is_error=True)
        self.changed.emit()

    def _tell_made(self, made: MadeVoice) -> None:
        self._rest(self.page.new_voice)
        self.page.new_voice.clear()
        self._show_new(made)

    def _show_new(self, made: MadeVoice) -> None:
        others = [voice for voice in self.page.model.voices if voice.id != made.voice.id]
        self.page.show_voices([*others, made.voice])
        self.page.select_ids([made.voice.id])
        kept = translate("Voices", "“{0}” is kept.").format(plain(made.voice.label))
        warning = translate("Voices", SERVICE_REMARKS).format(plain(made.warning)) if made.warning else ""
        self._around.say(f"{kept} {warning}".strip())

    def _tell_not_made(self, error: SlipError) -> None:
        n_tracks = error.context.get("n_tracks")
        if error.context.get("reason") == "tracks" and isinstance(n_tracks, int):
            self.page.new_voice.show_tracks(n_tracks)
        length_s = error.context.get("duration_s")
        if isinstance(length_s, float):
            self.page.new_voice.show_length(length_s)
        self._rest(self.page.new_voice, error_line(error))

    def _tell_found(self, spoken: SpokenClip) -> None:
        self._rest(self.page.speakers)
        self.page.speakers.show_spoken(spoken)
        self.changed.emit()

    # ----------------------------------------------------------------------------------------------------------- library

    def _show_voices(self, voices: object) -> None:
        assert isinstance(voices, list)
        self.page.show_voices(voices)
        self.changed.emit()

    def _copy(self) -> None:
        self._bring.copy("\n".join(plain(voice.label) for voice in self.page.view.selected_voices()))

    def _rename(self) -> None:
        voices = self.page.view.selected_voices()
        if len(voices) != 1:
            return
        voice, field = voices[0], QLineEdit(voices[0].label)
        note = translate("Voices", "Searches to come name the voice so.")
        title = word("rename").rstrip("…")
        sheet = Sheet(self._around.window, title, word("label"), field, note, title)
        field.selectAll()
        sheet.accepted.connect(lambda: self._work.rename(voice, field.text()))
        sheet.open()

    def _remove(self) -> None:
        self._work.remove(self.page.view.selected_voices())

    def _tell_removed(self, removed: "list[RemovedVoice]") -> None:
        if removed:
            line = removed_line(len(removed), removed[0].voice.label)
            self._around.say(line, control("undo"), lambda: self._work.restore(removed))

    def _choose_export(self) -> None:
        voices = self.page.view.selected_voices() or self.page.model.voices
        if not voices:
            return
        field = QLineEdit(str(Path.home() / "voices.json"))
        sheet = Sheet(
            self._around.window,
            word("export_voices").rstrip("…"),
            translate("Voices", "File for {0}").format(count_line(len(voices))),
            field,
            translate("Voices", PERSONAL_DATA),
            word("export"),
        )
        sheet.setMinimumWidth(_FIELD_WIDTH_PX)
        sheet.accepted.connect(lambda: self._work.export(voices, Path(field.text()).expanduser()))
        sheet.open()

    def _choose_import(self) -> None:
        chooser = QFileDialog(self._around.window, word("import").rstrip("…"))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.setNameFilters([translate("Voices", "Voices (*.json)")])
        chooser.fileSelected.connect(lambda name: self._work.take_in(Path(name)))
        chooser.open()

    def _choose_options(self) -> None:
        speakers = self.page.speakers
        fields = SpeakerOptionsFields(speakers.options)
        sheet = Sheet(
            self._around.window,
            option_word("options_title"),
            option_word("options_question"),
            fields,
            option_word("options_note"),
            option_word("use_options"),
        )
        sheet.setMinimumWidth(_FIELD_WIDTH_PX)
        fields.changed.connect(lambda: sheet.primary.setEnabled(not fields.wrong))
        sheet.accepted.connect(lambda: speakers.show_options(fields.options))
        sheet.open()
        fields.setFocus()

    def _export_speakers(self) -> None:
        spoken = self.page.speakers.spoken
        if spoken is None:
            return
        chooser = QFileDialog(self._around.window, word("export"))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setNameFilters([translate("Voices", "Table (*.csv)"), translate("Voices", "RTTM (*.rttm)")])
        chooser.setDefaultSuffix(CSV.lstrip("."))
        chooser.filterSelected.connect(
            lambda chosen: chooser.setDefaultSuffix((RTTM if "rttm" in chosen else CSV).lstrip("."))
        )
        chooser.selectFile(f"{spoken.clip.stem}{CSV}")
        chooser.fileSelected.connect(lambda name: self._work.save_speakers(spoken, Path(name)))
        chooser.open()

    def _tell_exported(self, file: Path, _n_written: int) -> None:
        self._around.say(translate("Voices", "{0} is written.").format(plain(Path(file).name)))
