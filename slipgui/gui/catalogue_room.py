"""The catalogue in the window: its page, its commands, its context menu."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from slipgui.gui.catalogue_commands import CatalogueCommands
from slipgui.gui.catalogue_page import CataloguePage
from slipgui.gui.clip_commands import ClipCommands
from slipgui.gui.room import Room
from slipgui.gui.surroundings import Surroundings
from slipgui.gui.toast import Toast
from slipgui.gui.window_menus import TRACK_MENU

if TYPE_CHECKING:
    from slipgui.gui.drops import DroppedItems


class CatalogueRoom(Room):
    """The room.

    Parameters
    ----------
    around
        The window.
    bring
        Brings in what the user chooses or pastes.
    toast
        Gives the place for messages.
    former
        The room in another language: what it knows and shows is taken over.
    """

    name = "catalogue"
    takes = "music"

    def __init__(
        self,
        around: Surroundings,
        bring: ClipCommands,
        toast: Callable[[], Toast],
        former: "CatalogueRoom | None" = None,
    ) -> None:
        super().__init__(around)
        self._bring = bring
        self.page: CataloguePage = CataloguePage(around.clock, former.page if former is not None else None)
        page = self.page
        commands = self.commands = CatalogueCommands(page, around.wishes, toast)
        around.menus.add_letters(page.view)
        page.add_requested.connect(bring.choose_music)
        page.paste_requested.connect(bring.paste_music)
        page.selection_changed.connect(self.changed)
        page.menu_requested.connect(self._open_menu)
        self.orders = {
            "paste": bring.paste_music,
            "copy_answer": commands.copy_answer,
            "copy_isrc": commands.copy_isrc,
            "select_all": page.view.selectAll,
            "find": page.focus_search,
            "retry": commands.learn_selected,
            "remove": commands.remove,
            "reveal": commands.reveal_selected,
            "check_catalogue": page.check,
            "export_tags": lambda: commands.choose_table(is_export=True),
            "import_tags": lambda: commands.choose_table(is_export=False),
            "same_sound": page.find_same_sound,
        }

    @property
    def face(self) -> QWidget:
        """What is shown."""
        return self.page

    def enter(self) -> None:
        """Give the list the keys and read the catalogue anew: a command line may have changed it."""
        self.page.view.setFocus()
        self._around.wishes.read_catalogue()

    def take(self, items: "DroppedItems") -> None:
        """Learn the music that was dropped."""
        self._bring.take_music(items)

    def enable(self, actions: Mapping[str, QAction]) -> None:
        """Let those actions be possible that make sense for the selected tracks."""
        self.commands.enable(dict(actions))

    def status_texts(self) -> tuple[str, str, str]:
        """Left, middle and right of the status bar."""
        return self.page.status_texts()

    def regions(self) -> list[QWidget]:
        """Where F6 leads, in reading order."""
        return self.page.regions()

    def _open_menu(self, place: QPoint) -> None:
        names = TRACK_MENU if self.page.view.selected_places() else ()
        context = self._around.menus.context_menu(names)
        self.commands.add_orders(context)
        context.popup(place)
