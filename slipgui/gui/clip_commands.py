"""What the user can do with clips, from whatever menu, key, button or link: bring some, copy their answers, try again, take away."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QAction, QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from slipgui.app.explanation import Cure
from slipgui.app.intake import Refusal
from slipgui.core.upload_plan import SendMode
from slipgui.gui.clip_rows import ClipRow, to_retry
from slipgui.gui.row_texts import answer_text, cure_of, isrc
from slipgui.gui.texts import dialog
from slipgui.gui.window_actions import WindowActions

if TYPE_CHECKING:
    from slipgui.gui.drops import DroppedItems

_ADDRESS_WIDTH_PX = 460


class ClipCommands(QObject):
    """The commands of one window; most concern the clips selected on its queue page.

    Parameters
    ----------
    window
        Dialogs stand over it.
    selected
        Tells the selected clips, in the order of the list.
    wishes
        Does what the user wants.
    say
        Tells the user why a paste or drop brought nothing.
    """

    clips_brought = Signal()
    """The user has just chosen, pasted or dropped clips; they are on their way."""

    def __init__(
        self,
        window: QWidget,
        selected: Callable[[], list[ClipRow]],
        wishes: WindowActions,
        say: Callable[[str], object],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._selected = selected
        self._wishes = wishes
        self._say = say

    # ---------------------------------------------------------------------------------------------- bringing clips in

    def choose_clips(self) -> None:
        """Let the user choose clips in the platform's own dialog."""
        self._choose(dialog("add_clips"), QFileDialog.FileMode.ExistingFiles, self.add)

    def choose_folder(self) -> None:
        """Let the user choose a folder of clips."""
        self._choose(dialog("add_folder"), QFileDialog.FileMode.Directory, self.add)

    def ask_address(self) -> None:
        """Let the user write the address of a clip that lies elsewhere."""
        from slipgui.core.address import is_clip_address
        from slipgui.gui.sheet import Sheet

        field = QLineEdit()
        field.setPlaceholderText("s3://bucket/folder/clip.mov")
        sheet = Sheet(
            self._window,
            dialog("add_address"),
            dialog("address"),
            field,
            dialog("address_note"),
            dialog("add_address"),
        )
        sheet.setMinimumWidth(_ADDRESS_WIDTH_PX)
        sheet.primary.setEnabled(False)
        field.textChanged.connect(lambda text: sheet.primary.setEnabled(is_clip_address(text.strip())))
        sheet.accepted.connect(lambda: self._wishes.add_addresses([field.text().strip()]))
        sheet.open()

    def browse_buckets(self, show_settings: Callable[[str], object]) -> None:
        """Let the user choose clips in S3 buckets, or leave for the section of the settings that says which."""
        from slipgui.gui.bucket_dialog import BucketDialog

        buckets = BucketDialog(self._window, self._wishes.buckets, self._wishes.add_addresses)
        buckets.settings_wanted.connect(show_settings)
        buckets.open()

    def choose_music(self) -> None:
        """Let the user choose a folder of music for the catalogue."""
        self._choose(dialog("add_music"), QFileDialog.FileMode.Directory, self._wishes.add_music)

    def paste(self) -> None:
        """Add the clips that the clipboard names."""
        from slipgui.gui.drops import paths_from_mime  # not needed for the window's first picture

        self.take_items(paths_from_mime(QGuiApplication.clipboard().mimeData()))

    def paste_music(self) -> None:
        """Teach the catalogue the music that the clipboard names."""
        from slipgui.gui.drops import paths_from_mime

        self.take_music(paths_from_mime(QGuiApplication.clipboard().mimeData()))

    def take_items(self, items: "DroppedItems") -> None:
        """Add the clips that were dropped or pasted; say why where nothing of it can be taken."""
        from slipgui.gui.drop_words import DropSubject, all_refused, drop_words  # not needed for the first picture

        if items.addresses:
            self.clips_brought.emit()
            self._wishes.add_addresses(list(items.addresses))
        if items.paths:
            self.add(items.paths, all_refused(items))
        elif not items.addresses or all_refused(items):
            self._say(drop_words(replace(items, addresses=()), None, DropSubject.CLIPS).in_one_line())

    def take_music(self, items: "DroppedItems") -> None:
        """Teach the catalogue what was dropped or pasted; say what cannot be taken and why."""
        from slipgui.gui.drop_words import DropSubject, drop_words

        if items.paths:
            self._wishes.add_music(list(items.paths))
        if not items.paths or items.refused or items.n_protected or items.addresses:
            self._say(drop_words(replace(items, paths=()), None, DropSubject.MUSIC).in_one_line())

    def add(self, paths: Sequence[Path], refused: Sequence[Refusal] = ()) -> None:
        """Add clips that the user named, and show them as they come.

        Parameters
        ----------
        paths
            Files and folders.
        refused
            What of it was refused before.
        """
        self.clips_brought.emit()
        self._wishes.add_paths(list(paths), list(refused))

    def _choose(self, title: str, mode: QFileDialog.FileMode, take: Callable[[Sequence[Path]], object]) -> None:
        chooser = QFileDialog(self._window, title)
        chooser.setFileMode(mode)
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.filesSelected.connect(lambda names: take([Path(name) for name in names]))
        chooser.open()

    # ------------------------------------------------------------------------------------------------- selected clips

    def enable(self, actions: Mapping[str, QAction]) -> None:
        """Let those actions be possible that make sense for the selected clips."""
        rows = self._selected()
        for name in ("copy_answer", "copy_as"):
            actions[name].setEnabled(any(row.track is not None for row in rows))
        actions["copy_isrc"].setEnabled(any(isrc(row) for row in rows))
        actions["retry"].setEnabled(bool(to_retry(rows)))
        actions["cancel"].setEnabled(any(not row.has_ended for row in rows))
        actions["remove"].setEnabled(bool(rows))
        actions["reveal"].setEnabled(len(rows) == 1)

    def copy_answer(self) -> None:
        """Put the answers of the selected clips on the clipboard, one per line."""
        tracks = [row.track for row in self._selected()]
        self.copy("\n".join(answer_text(track) for track in tracks if track is not None))

    def copy_isrc(self) -> None:
        """Put the ISRCs of the selected clips on the clipboard, one per line."""
        self.copy("\n".join(code for row in self._selected() if (code := isrc(row))))

    def copy(self, text: str) -> None:
        """Put a text on the clipboard."""
        if text:
            QGuiApplication.clipboard().setText(text)

    def retry(self) -> None:
        """Try the selected clips again that brought no answer, or the one that is selected alone."""
        self._wishes.retry([row.clip_id for row in to_retry(self._selected())])

    def cancel(self) -> None:
        """Stop working on the selected clips that have not ended."""
        self._wishes.cancel([row.clip_id for row in self._selected() if not row.has_ended])

    def reveal_selected(self) -> None:
        """Show the selected clip in its folder."""
        for row in self._selected()[:1]:
            self.reveal(row.path)

    def reveal(self, path: Path) -> None:
        """Open the folder of a clip."""
        show_in_folder(path)

    def cure(self, row: ClipRow) -> None:
        """Bring about what helps a failed clip."""
        match cure_of(row):
            case Cure.RETRY:
                self._wishes.retry([row.clip_id])
            case Cure.SEND_SOUND:
                self._wishes.choose_send([row.clip_id], SendMode.SOUND)
            case Cure.SEND_ORIGINAL:
                self._wishes.choose_send([row.clip_id], SendMode.ORIGINAL)
            case Cure.SHOW_IN_FOLDER:
                self.reveal(row.path)
            case Cure.CHOOSE_ANOTHER:
                self.choose_clips()
            case Cure.ADD_MUSIC:
                self.choose_music()
            case Cure.COPY_DETAILS:
                from slipgui.gui.details_words import support_text  # not needed for the first picture

                self.copy(support_text(row))
            case Cure.ENTER_KEY:
                from slipgui.gui.key_dialog import ask_for_key  # not needed for the first picture

                profile = (row.report.profile if row.report is not None else None) or ""
                ask_for_key(self._window, lambda key: self._wishes.enter_key(key, profile))


def show_in_folder(file: Path) -> None:
    """Open the folder of a file in the platform's file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(file.parent)))
