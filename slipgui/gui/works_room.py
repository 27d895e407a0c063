"""The list of works of this user: read when it is first needed, kept with every change, shown in a window of its own."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from slipgui.app.cue_sheet_wording import describe_works_problem, field_word
from slipgui.app.works_file import WorksProblem
from slipgui.core.cue_sheet import LineField
from slipgui.core.works import Work, WorksList
from slipgui.gui.error_words import WINDOW_LANGUAGE
from slipgui.gui.surroundings import Surroundings
from slipgui.gui.texts import plain, translate

if TYPE_CHECKING:
    from slipgui.gui.works_window import WorksWindow


class WorksRoom(QObject):
    """The list and its window.

    Parameters
    ----------
    around
        The main window.
    change
        Takes a list that the user wants: who has a sheet open fills it from there and tells ``use``.
    former
        The list in another language of the window: it goes on there.
    parent
        Owner.
    """

    read = Signal()
    """The list is there; before it is empty."""

    def __init__(
        self, around: Surroundings, change: Callable[[WorksList], object], former: "WorksRoom | None", parent: QObject
    ) -> None:
        super().__init__(parent)
        self._around, self._work, self._change = around, around.wishes.cues, change
        self._window: WorksWindow | None = None
        self.works = self._written = WorksList()
        self._work.works_imported.connect(self._take_imported)
        self._work.works_read.connect(self._take_read)
        self._former = former
        if former is not None:
            former.save_now()
            self.works = self._written = former.works

    def begin(self) -> None:
        """Read the list, or go on with the one that was read in another language."""
        former, self._former = self._former, None
        if former is None:
            self._work.read_works()
        elif former.window is not None:
            former.close()
            self.show()

    def use(self, works: WorksList) -> None:
        """Take the list that counts from now on, and keep it."""
        if works is not self.works:
            self.works = works
            self._work.save_works(works)
            self._show()

    def show(self) -> None:
        """Open the window, or bring it forward."""
        from slipgui.gui.works_window import WorksWindow

        if self._window is None:
            window = self._window = WorksWindow(self._around.window)
            window.changed.connect(self._edit)
            window.import_requested.connect(self._work.import_works)
            window.export_requested.connect(lambda file: self._work.export_works(self.works, file))
            window.finished.connect(self._forget_window)
        self._show()
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()

    @property
    def window(self) -> "WorksWindow | None":
        """The window, where it is open."""
        return self._window

    def close(self) -> None:
        """Close the window."""
        if self._window is not None:
            self._window.close()

    def save_now(self) -> None:
        """Write what may not be written yet before anything else happens: the program ends."""
        if self.works is not self._written:
            self._written = self.works
            self._work.save_works_now(self.works)

    def _forget_window(self) -> None:
        window, self._window = self._window, None
        if window is not None:
            window.deleteLater()

    def _show(self) -> None:
        if self._window is not None:
            self._window.show_works(self.works)

    def _edit(self, works: WorksList) -> None:
        before = self.works
        n_gone = len(before.works) - len(works.works)
        self._change(works)
        if n_gone > 0:
            one, many = translate("Works", "1 work is removed"), translate("Works", "{0} works are removed")
            text = one if n_gone == 1 else many.format(n_gone)
            self._around.say(text, translate("Works", "Undo"), lambda: self._change(before))

    def _take_read(self, works: Sequence[Work], problems: Sequence[WorksProblem]) -> None:
        self.works = self._written = WorksList(works)
        self._show()
        self.read.emit()
        self._tell_problems(problems)

    def _take_imported(self, file: Path, works: Sequence[Work], problems: Sequence[WorksProblem]) -> None:
        joined, conflicts = self.works.joined(works)
        if self._window is not None:
            self._window.imported.show_import(self.works, conflicts, problems)
        self._change(joined)
        taken = translate("Works", "{0}: {1} works read").format(plain(file.name), len(works))
        doubts = [
            *map(_conflict_line, conflicts),
            *(describe_works_problem(each, WINDOW_LANGUAGE) for each in problems),
        ]
        self._around.say(". ".join([taken, *(doubt.rstrip(".") for doubt in doubts[:2]), *_more(len(doubts) - 2)]))

    def _tell_problems(self, problems: Sequence[WorksProblem]) -> None:
        if problems:
            sentences = [describe_works_problem(problem, WINDOW_LANGUAGE) for problem in problems[:2]]
            self._around.say(" ".join([*sentences, *_more(len(problems) - 2)]))


def _conflict_line(conflict: tuple[Work, LineField]) -> str:
    work, name = conflict
    words = translate("Works", "{0} of “{1}” contradicts the list, which stays")
    return words.format(field_word(name, WINDOW_LANGUAGE), plain(work.title or work.isrc))


def _more(n_more: int) -> list[str]:
    return [translate("Works", "{0} more").format(n_more)] if n_more > 0 else []
