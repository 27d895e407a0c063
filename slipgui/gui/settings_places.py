"""The rows of the settings that are more than a value: files and folders, lists, and where things are kept."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QFocusEvent, QFont
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QPlainTextEdit, QVBoxLayout, QWidget

from slipgui.core.errors import SlipError
from slipgui.gui.action_button import ActionButton
from slipgui.gui.error_words import explained
from slipgui.gui.labels import ElidedLabel, TextLabel
from slipgui.gui.scroll_bars import name_scroll_bars
from slipgui.gui.settings_rows import SettingRow, TextRow
from slipgui.gui.settings_words import imported_line
from slipgui.gui.settings_work import SettingsState, SettingsWork
from slipgui.gui.texts import plain, size, translate
from slipgui.gui.theme import BODY, GAP_CONTROLS

if TYPE_CHECKING:
    from slipgui.app.settings_exchange import ImportedSettings

_EXCHANGED_NAME = "slipgui-settings.json"
_N_LINES = 4


class FileRow(TextRow):
    """A setting that is the path of a file."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        browse = ActionButton(translate("Settings", "Choose…"))
        browse.setAccessibleName(translate("Settings", "Choose: {0}").format(self.name))
        browse.clicked.connect(self._choose)
        self.under.addWidget(browse)
        self.controls.append(browse)

    def _choose(self) -> None:
        chooser = QFileDialog(self.window(), self.name, str(Path(self.field.text() or Path.home()).parent))
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.fileSelected.connect(self.write)
        chooser.open()


class StorageProfileRow(TextRow):
    """The profile that buckets are reached with: written, or one of those that AWS's configuration has.

    Parameters
    ----------
    work
        Looks for them.
    """

    def __init__(self, work: SettingsWork) -> None:
        super().__init__("s3_profile")
        self.choose = ActionButton(translate("Settings", "Choose…"), opens_menu=True)
        self.choose.setAccessibleName(translate("Settings", "Choose: {0}").format(self.name))
        self.choose.clicked.connect(work.find_s3_profiles)
        self.under.addWidget(self.choose)
        self.controls.append(self.choose)
        work.s3_profiles_found.connect(self._offer)
        work.s3_profiles_not_found.connect(lambda error: self.refuse(explained(error).detail))

    def _offer(self, names: list[str]) -> None:
        if not names:
            self._say(translate("Settings", "AWS's configuration on this computer names no profile."), "text_3")
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in names:
            menu.addAction(plain(name).replace("&", "&&")).triggered.connect(partial(self.write, name))
        menu.popup(self.choose.mapToGlobal(self.choose.rect().bottomLeft()))


class ExchangeRow(SettingRow):
    """Settings to another computer, and from one.

    Parameters
    ----------
    work
        Does it.
    """

    def __init__(self, work: SettingsWork) -> None:
        super().__init__("exchange")
        self._work = work
        self.save = ActionButton(translate("Settings", "Export…"))
        self.load = ActionButton(translate("Settings", "Import…"))
        for button, choose in ((self.save, self._choose_target), (self.load, self._choose_source)):
            button.setAccessibleName(f"{self.name}: {button.text().rstrip('…')}")
            button.clicked.connect(choose)
            self.line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.line.setSpacing(GAP_CONTROLS)
        work.exported.connect(
            lambda name: self._say(translate("Settings", "Saved: {0}").format(plain(name)), "s_internal")
        )
        work.imported.connect(self._tell_imported)
        work.not_exchanged.connect(self._tell_failed)

    def _choose_target(self) -> None:
        chooser = self._chooser(QFileDialog.AcceptMode.AcceptSave)
        chooser.selectFile(_EXCHANGED_NAME)
        chooser.fileSelected.connect(lambda name: self._work.export(Path(name)))
        chooser.open()

    def _choose_source(self) -> None:
        chooser = self._chooser(QFileDialog.AcceptMode.AcceptOpen)
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.fileSelected.connect(lambda name: self._work.take_over(Path(name)))
        chooser.open()

    def _chooser(self, mode: QFileDialog.AcceptMode) -> QFileDialog:
        chooser = QFileDialog(self.window(), self.name)
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.setAcceptMode(mode)
        chooser.setNameFilter(translate("Settings", "Settings (*.json)"))
        chooser.setDefaultSuffix("json")
        return chooser

    def _tell_imported(self, imported: "ImportedSettings") -> None:
        is_whole = not imported.unknown and not imported.unusable
        self._say(imported_line(imported), "s_internal" if is_whole else "s_unsure")

    def _tell_failed(self, name: str, why: SlipError | str) -> None:
        words = explained(why).detail if isinstance(why, SlipError) else f"{plain(name)}: {plain(why)}"
        self.refuse(words)


class WatchRow(SettingRow):
    """Folders whose new clips are recognised by themselves."""

    def __init__(self) -> None:
        super().__init__("watch_folders")
        self._folders: tuple[str, ...] = ()
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(0, 4, 0, 0)
        self._lines.setSpacing(4)
        self.words.insertLayout(2, self._lines)
        self.add = ActionButton(translate("Settings", "Watch a folder…"), "watch")
        self.add.clicked.connect(self._choose)
        below = QHBoxLayout()
        below.setContentsMargins(0, 8, 0, 0)
        below.addWidget(self.add)
        below.addStretch(1)
        self.words.insertLayout(3, below)

    def show_value(self, value: Any) -> None:
        """Show the folders, each with a button that takes it away."""
        self._folders = tuple(value)
        while (item := self._lines.takeAt(0)) is not None:
            line = item.widget()
            assert line is not None
            line.hide()
            line.deleteLater()
        for folder in self._folders:
            self._lines.addWidget(self._folder_line(folder))

    def _folder_line(self, folder: str) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP_CONTROLS)
        name = ElidedLabel(plain(folder), role="text", factor=BODY, mode=Qt.TextElideMode.ElideMiddle)
        leave = ActionButton(translate("Settings", "Watch no more"), is_small=True)
        leave.setAccessibleName(translate("Settings", "Watch no more: {0}").format(plain(folder)))
        leave.clicked.connect(lambda: self._tell([one for one in self._folders if one != folder]))
        row.addWidget(name, 1)
        row.addWidget(leave)
        return line

    def _choose(self) -> None:
        chooser = QFileDialog(self.window(), self.add.text().rstrip("…"))
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.setFileMode(QFileDialog.FileMode.Directory)
        chooser.setOption(QFileDialog.Option.ShowDirsOnly)
        chooser.fileSelected.connect(lambda folder: self._tell([*self._folders, folder]))
        chooser.open()

    def _tell(self, folders: Sequence[str]) -> None:
        self.show_value(folders)
        self.changed.emit(self.key, list(folders))


class RulesRow(SettingRow):
    """A setting of several lines, taken when the field is left.

    Parameters
    ----------
    key
        Of ``core.settings``.
    example
        Shown while it is empty.
    """

    def __init__(self, key: str, example: str) -> None:
        super().__init__(key)
        self._shown = ""
        self.field = _LinesField()
        self.field.setPlaceholderText(example)
        self.field.setAccessibleName(self.name)
        self.field.setAccessibleDescription(self.sentence)
        self.words.insertSpacing(2, 6)
        self.words.insertWidget(3, self.field)
        self.controls.append(self.field)
        self.field.left.connect(self._tell)

    def show_value(self, value: Any) -> None:
        """Show the lines, but never under the hands of who writes."""
        if not self.field.hasFocus():
            self._shown = "\n".join(value)
            self.field.setPlainText(self._shown)

    def _tell(self) -> None:
        text = self.field.toPlainText()
        if text != self._shown:
            self._shown = text
            self.changed.emit(self.key, text)


class _LinesField(QPlainTextEdit):
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        name_scroll_bars(self)
        self.setTabChangesFocus(True)
        self.setFixedHeight(round(self.fontMetrics().lineSpacing() * _N_LINES + 16))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that somebody is through."""
        super().focusOutEvent(event)
        self.left.emit()


class LinkRow(SettingRow):
    """What is changed elsewhere, with the way there.

    Parameters
    ----------
    key
        Of ``core.settings``.
    text
        On the button.
    go
        Leads there.
    """

    def __init__(self, key: str, text: str, go: Callable[[], object]) -> None:
        super().__init__(key)
        button = ActionButton(text)
        button.clicked.connect(go)
        self.line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_value(self, value: Any) -> None:
        """Show which folders there are."""
        folders = "\n".join(plain(folder) for folder in value)
        self._say(folders or translate("Settings", "None yet."), "text_3")


class PlaceRow(SettingRow):
    """A folder of the program, with its size.

    Parameters
    ----------
    key
        ``data``, ``cache`` or ``logs``.
    """

    cleared = Signal()
    """The user wants it empty."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self._folder = Path()
        self._size = TextLabel(weight=QFont.Weight.Medium)
        self._size.setWordWrap(False)
        self.line.addWidget(self._size, 0, Qt.AlignmentFlag.AlignVCenter)
        if key == "cache":
            clear = ActionButton(translate("Settings", "Clear"))
            clear.setAccessibleName(translate("Settings", "Clear the cache"))
            clear.clicked.connect(self.cleared)
            self.line.addWidget(clear, 0, Qt.AlignmentFlag.AlignVCenter)
        show = ActionButton("", "folder")
        show.setToolTip(control_name := translate("Settings", "Open the folder: {0}").format(self.name))
        show.setAccessibleName(control_name)
        show.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder))))
        self.line.addWidget(show, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_state(self, state: SettingsState) -> None:
        """Show where it is and how large."""
        self._folder, size_bytes = state.folders[self.key]
        self._size.set_text(size(size_bytes))
        self._say(plain(str(self._folder)), "text_3")

    def tell_cleared(self, freed_bytes: int) -> None:
        """Say what clearing brought."""
        self._say(translate("Settings", "{0} are free now.").format(size(freed_bytes)), "s_internal")
