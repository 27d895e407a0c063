"""What the Help menu does: guide, about, log, problem report."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from slipgui.gui.texts import plain, translate
from slipgui.gui.window_actions import WindowActions

if TYPE_CHECKING:
    from slipgui.gui.guide_window import GuideWindow
    from slipgui.gui.log_window import LogWindow
    from slipgui.gui.toast import Toast


class HelpCommands(QObject):
    """The commands.

    Parameters
    ----------
    window
        Dialogs stand over it.
    wishes
        Does what the user wants.
    toast
        Where messages appear.
    """

    def __init__(self, window: QWidget, wishes: WindowActions, toast: "Callable[[], Toast]") -> None:
        super().__init__(window)
        self._window, self._toast = window, toast
        self._work = wishes.support
        self.newer_line = ""
        """That there is a newer release of the program, where one is known."""
        self._guide: GuideWindow | None = None
        self._log: LogWindow | None = None
        self._work.report_written.connect(self._tell_written)
        self._work.not_written.connect(self._tell_not_written)

    def show_about(self) -> None:
        """Tell what the program is."""
        from slipgui.gui.about import show_about

        show_about(self._window, self.newer_line)

    def show_guide(self, chapter: str = "") -> None:
        """Show the user guide in a window that stays while work goes on; at a chapter, where one is named."""
        if self._guide is None:
            from slipgui.gui.guide_window import GuideWindow

            self._guide = GuideWindow(self._window)
        if chapter:
            self._guide.show_chapter(chapter)
        _bring(self._guide)

    def show_log(self) -> None:
        """Show the end of the log in a window that stays while work goes on."""
        if self._log is None:
            from slipgui.gui.log_window import LogWindow

            self._log = LogWindow(self._window, self._work.read_log)
            self._work.log_read.connect(self._log.show_log)
            self._log.folder_requested.connect(lambda: _open_folder(self._work.log_folder))
            self._log.report_requested.connect(self.report)
        _bring(self._log)

    def speak_anew(self) -> None:
        """Say log and guide in the language that is spoken now."""
        log, self._log = self._log, None
        guide, self._guide = self._guide, None
        chapter = guide.page.chapter if guide is not None else "index"
        for former, show_again in ((log, self.show_log), (guide, lambda: self.show_guide(chapter))):
            if former is not None:
                if former.isVisible():
                    show_again()
                former.hide()
                former.deleteLater()

    def report(self) -> None:
        """Let the user write what happened and save it with what helps to find out why."""
        from slipgui.gui.report_dialog import ask_for_report

        ask_for_report(self._window, self._work.write_report)

    def _tell_written(self, file: str) -> None:
        words = translate("Report", "The report is saved as {0}").format(plain(Path(file).name))
        where = Path(file).parent
        self._toast().show_message(words, translate("Report", "Show in folder"), lambda: _open_folder(where))

    def _tell_not_written(self, file: str, why: str) -> None:
        self._toast().show_message(
            translate("Report", "{0} cannot be written: {1}").format(plain(Path(file).name), why)
        )


def _bring(window: QWidget) -> None:
    window.show()
    window.raise_()
    window.activateWindow()


def _open_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
