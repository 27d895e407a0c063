"""The menus of the window and the keys of their actions (look/LOOK.md, section 13): what exists, nothing else."""

from collections.abc import Callable, Container, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QWidget

from slipgui.core.profile_id import LOCAL
from slipgui.gui.assets import icon_pixmap
from slipgui.gui.language import LANGUAGES
from slipgui.gui.pop_up import on_trigger
from slipgui.gui.sidebar import PAGES
from slipgui.gui.texts import cue_menu, history_menu, menu, menu_words, plain, track_menu, voice_menu
from slipgui.gui.theme import SMALL, scaled_font, theme_of

if TYPE_CHECKING:
    from slipgui.core.profile import Profile  # dataclasses would be a part of every start

_Keys = QKeySequence.StandardKey
_SHORTCUTS: dict[str, QKeySequence.StandardKey | str] = {
    "add_clips": "Ctrl+O",
    "add_folder": "Ctrl+Shift+O",
    "quit": "Ctrl+Q",
    "close": "Ctrl+W",
    "paste": _Keys.Paste,
    "copy_answer": _Keys.Copy,
    "copy_as": "Ctrl+Shift+C",
    "copy_isrc": "Ctrl+Shift+I",
    "select_all": _Keys.SelectAll,
    "find": _Keys.Find,
    "retry": "R",
    "part": "T",
    "sound_track": "Shift+T",
    "send_sound": "Ctrl+Shift+S",
    "send_original": "Ctrl+Shift+F",
    "cancel": "Ctrl+.",
    "remove": _Keys.Delete,
    "reveal": "Ctrl+Shift+R",
    "details": "Ctrl+I",
    "sidebar": "Ctrl+B",
    "compact": "Ctrl+Shift+D",
    **{f"page_{name}": f"Ctrl+{number}" for number, name in enumerate(PAGES, 1)},
    "undo": _Keys.Undo,
    "move_up": "Alt+Up",
    "move_down": "Alt+Down",
    "move_top": "Alt+Home",
    "pause": "P",
    "pause_all": "Ctrl+Shift+P",
    "fresh": "Shift+R",
    "play": "Space",
    "switch_sound": "X",
    "loop_match": "L",
    "confirm": "Return",
    "correct": "F2",
    "reject": "N",
    "next_check": "F8",
    "previous_check": "Shift+F8",
    "split_cue": "S",
    "join_cue": "Shift+S",
    "set_in": "I",
    "set_out": "O",
    "zoom_in": "Ctrl+=",
    "zoom_out": "Ctrl+-",
    "zoom_fit": "Ctrl+0",
    "redo": "Ctrl+Shift+Z",
    "export": "Ctrl+E",
    "print": _Keys.Print,
    "programme": "Ctrl+Return",
    "settings": "Ctrl+,",
    "guide": _Keys.HelpContents,
    "palette": "Ctrl+K",
    "log": "Ctrl+Shift+L",
    "mini_window": "Ctrl+Shift+M",
    "stop_after": "Shift+P",
    "send_now": "Ctrl+Shift+N",
    "clear_finished": "Ctrl+Shift+Del",
    "sort_name": "F7",
    "sort_size": "Shift+F7",
    "sort_added": "Ctrl+F7",
    "add_address": "Ctrl+L",
    "buckets": "Ctrl+Shift+B",
    "add_music": "Ctrl+Shift+A",
    "check_catalogue": "Ctrl+Shift+K",
    "evidence": "Ctrl+Shift+E",
    "export_tags": "Ctrl+T",
    "import_tags": "Ctrl+Shift+T",
    "same_sound": "Ctrl+U",
    "hand_over": "Ctrl+Shift+H",
    "sheet_header": "Ctrl+D",
    "sheet_check": "Ctrl+Shift+X",
    "works": "Ctrl+Shift+W",
    "report": "Ctrl+F1",
    "about": "Shift+F1",
}
_SORTS = ("sort_name", "sort_size", "sort_added")
PLAYER_ACTIONS = ("play", "switch_sound", "loop_match")
_CUES_ONLY = ("reject", "split_cue", "join_cue", "set_in", "set_out")
_DECISIONS = ("next_check", "previous_check")
_SENDS = ("send_sound", "send_original")
_ZOOMS = ("zoom_in", "zoom_out", "zoom_fit")
_CATALOGUE = ("export_tags", "import_tags", "same_sound")
_SHEET = ("print", "sheet_header", "sheet_check", "works")
_LIST_ONLY = (
    "retry",
    "fresh",
    "part",
    "sound_track",
    "pause",
    "stop_after",
    "confirm",
    "correct",
    *PLAYER_ACTIONS,
    *_CUES_ONLY,
)
"""Single letters and such: they work only while the list has the focus."""
_PAGES = tuple(f"page_{name}" for name in PAGES)
_CHECKABLE = ("details", "sidebar", "compact", *_PAGES)
ASK_WITH = "ask_with"
"""A menu of its own: the accounts that the selected clips may go to, and this computer."""
_MOVES = ("move_top", "move_up", "move_down")
_MENUS: dict[str, tuple[str, ...]] = {
    "file": (
        "add_clips", "add_folder", "add_address", "buckets", "", "add_music", "check_catalogue", "", "export", "print", "evidence",
        "hand_over", "", "close", "quit",
    ),
    "edit": ("undo", "redo", "", "paste", "", "copy_answer", "copy_as", "copy_isrc", "", "select_all", "find", "", "settings"),
    "clip": (
        "retry", "fresh", "part", "sound_track", *_SENDS, "cancel", "programme", "", *PLAYER_ACTIONS, "",
        "confirm", "reject", "correct", *_DECISIONS, "", "split_cue", "join_cue", "set_in", "set_out", "",
        "sheet_header", "sheet_check", "works", "", *_CATALOGUE, "", ASK_WITH, "pause", "send_now", "", *_MOVES, "",
        "remove", "", "reveal",
    ),
    "queue": ("pause_all", "stop_after", "", *_SORTS, "", "clear_finished"),
    "view": (*_PAGES, "", "details", "sidebar", "compact", "mini_window", "", *_ZOOMS, ""),
    "help": ("guide", "palette", "", "log", "report", "", "about"),
}  # fmt: skip
CONTEXT_MENU = (
    "copy_answer", "copy_as", "copy_isrc", "play", "", "retry", "fresh", "part", "sound_track", *_SENDS, "cancel", "programme", "",
    ASK_WITH, "pause", "send_now", "move_top", "", "hand_over", "", "remove", "", "reveal",
)  # fmt: skip
HISTORY_MENU = (
    "copy_answer", "copy_as", "copy_isrc", "", "confirm", "correct", "", "retry", "", "evidence", "hand_over", "reveal", "", "remove",
)  # fmt: skip
CUE_MENU = (
    "copy_answer", "", "play", "switch_sound", "", "confirm", "reject", "correct", "", "split_cue", "join_cue", "set_in", "set_out", "",
    "remove",
)  # fmt: skip
TRACK_MENU = ("copy_answer", "copy_isrc", "", "retry", "", "remove", "", "reveal")
_ONLY_THERE: dict[str, tuple[str, ...]] = {
    "queue": (
        ASK_WITH, "copy_as", "fresh", "part", "sound_track", *_SENDS, "cancel", "programme", *_DECISIONS, "pause", "send_now", *_MOVES,
        *PLAYER_ACTIONS, "compact",
    ),
    "history": ("copy_as", "confirm", "correct", *_DECISIONS),
    "cues": ("play", "switch_sound", "confirm", "correct", "redo", *_CUES_ONLY, *_DECISIONS, *_SHEET, *_ZOOMS),
    "catalogue": _CATALOGUE,
    "voices": ("correct",),
}  # fmt: skip
"""Actions of some pages, that the others do not show."""
PAGE_ACTIONS = (
    "paste", "copy_answer", "copy_isrc", "select_all", "find", "retry", "remove", "reveal", "details", "export", "evidence",
    "pause_all", "stop_after", "clear_finished", *_SORTS, *dict.fromkeys(name for names in _ONLY_THERE.values() for name in names),
)  # fmt: skip
"""Actions that do what the page that is shown has for them."""
_SAID_OTHERWISE = (
    "add_clips",
    "paste",
    "copy_answer",
    "retry",
    "remove",
    "play",
    "switch_sound",
    "confirm",
    "correct",
    "export",
)
"""Actions that have other words on some pages."""
_CHOICES = {"theme": ("system", "light", "dark"), "language": ("system", *LANGUAGES)}
"""Settings that are menus of their own below View."""
_OWN_NAMES = {"en": "English", "de": "Deutsch"}
"""A language is called as its speakers call it."""


class WindowMenus:
    """The actions of a window, by name, and its menu bar.

    Parameters
    ----------
    window
        Gets the menu bar.
    """

    def __init__(self, window: QMainWindow) -> None:
        self._window = window
        words = menu_words()
        self.actions = {name: self._action(name, words[name]) for name in _SHORTCUTS}
        self._choice_menus: dict[str, QMenu] = {}
        self._choices = {setting: QActionGroup(window) for setting in (*_CHOICES, ASK_WITH)}
        self._choice_menus[ASK_WITH] = QMenu(menu(ASK_WITH), window)
        self.actions[ASK_WITH] = self._choice_menus[ASK_WITH].menuAction()
        self.actions[ASK_WITH].setObjectName(ASK_WITH)
        window.menuBar().setFont(scaled_font(QApplication.font(), SMALL))
        window.menuBar().setMinimumHeight(26)
        for title, names in _MENUS.items():
            of_bar = _BarMenu(words[title], window)
            window.menuBar().addMenu(of_bar)
            self._fill(of_bar, names)
        self._add_choices()
        pages = QActionGroup(window)
        for name in _PAGES:
            pages.addAction(self.actions[name])
        self.actions["quit"].setMenuRole(QAction.MenuRole.QuitRole)
        self.actions["settings"].setMenuRole(QAction.MenuRole.PreferencesRole)
        self.actions["about"].setMenuRole(QAction.MenuRole.AboutRole)

    def add_letters(self, list_widget: QWidget) -> None:
        """Let single letters be actions in this widget."""
        for name in _LIST_ONLY:
            list_widget.addAction(self.actions[name])

    def speak_anew(self) -> None:
        """Say the menus in the language that is spoken now."""
        words = menu_words()
        for name, action in (*self.actions.items(), *zip(_MENUS, self._window.menuBar().actions(), strict=True)):
            action.setText(words[name])
        for setting, one_of in self._choice_menus.items():
            one_of.setTitle(menu(setting))
            for action in self._choices[setting].actions():
                if setting != ASK_WITH or action.data() == LOCAL:  # an account is called as its owner calls it
                    action.setText(_choice_word(action.data()))

    def connect(self, **slots: Callable[[], object]) -> None:
        """Let actions do something, by name."""
        for name, slot in slots.items():
            self.actions[name].triggered.connect(on_trigger(slot))

    def on_choice(self, setting: str, choose: Callable[[str], object]) -> None:
        """Call with what the user picks for ``theme`` or ``language``, as the setting is written; for ``ASK_WITH`` an account's id."""
        self._choices[setting].triggered.connect(lambda action: choose(action.data()))

    def show_accounts(self, profiles: "Sequence[Profile]") -> None:
        """Offer these accounts, and this computer, to be asked with the selected clips."""
        group, one_of = self._choices[ASK_WITH], self._choice_menus[ASK_WITH]
        for former in group.actions():
            group.removeAction(former)
            former.deleteLater()
        one_of.clear()
        accounts = ((one.id, plain(one.name).replace("&", "&&")) for one in profiles)
        for choice, words in ((LOCAL, _choice_word(LOCAL)), *accounts):
            action = one_of.addAction(words)
            action.setData(choice)
            group.addAction(action)

    def accounts(self) -> list[tuple[str, str]]:
        """Id and words of each account that is offered."""
        actions = self._choices[ASK_WITH].actions()
        return [(action.data(), action.text()) for action in actions if action.data() != LOCAL]

    def in_order(self) -> list[tuple[str, QAction]]:
        """The actions with their names, as they stand in the menus."""
        names = [name for menu_names in _MENUS.values() for name in menu_names if name]
        return [(name, self.actions[name]) for name in dict.fromkeys(names)]

    @property
    def choices(self) -> dict[str, list[QAction]]:
        """The settings that are menus of their own, and what there is to choose."""
        is_asked = self.actions[ASK_WITH].isVisible() and self.actions[ASK_WITH].isEnabled()
        return {setting: group.actions() for setting, group in self._choices.items() if setting != ASK_WITH or is_asked}

    def show_choice(self, setting: str, choice: str) -> None:
        """Mark the theme or the language that is chosen."""
        for action in self._choices[setting].actions():
            action.setChecked(action.data() == choice)

    def show_page(self, page: str) -> None:
        """Speak of tracks while the catalogue is shown, else of clips."""
        words = {"catalogue": track_menu, "history": history_menu, "cues": cue_menu, "voices": voice_menu}
        say = words.get(page, menu)
        for name in _SAID_OTHERWISE:
            self.actions[name].setText(say(name))
        for name in {name for names in _ONLY_THERE.values() for name in names}:
            self.actions[name].setVisible(name in _ONLY_THERE.get(page, ()))
        self._window.menuBar().actions()[list(_MENUS).index("clip")].setText(say("clip"))
        self.actions[f"page_{page}"].setChecked(True)

    def enable_only(self, names: Container[str]) -> None:
        """Let those actions of a page be possible that are named; the others wait for another page."""
        for name in PAGE_ACTIONS:
            self.actions[name].setEnabled(name in names)

    def context_menu(self, names: tuple[str, ...] = CONTEXT_MENU) -> QMenu:
        """A fresh context menu of the selected rows; it goes away by itself."""
        context = QMenu(self._window)
        context.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fill(context, names)
        return context

    def _action(self, name: str, text: str) -> QAction:
        action = QAction(self._window)  # with the text here PySide would look at QIcon, and make its names
        action.setText(text)
        action.setObjectName(name)
        action.setShortcut(QKeySequence(_SHORTCUTS[name]))
        action.setCheckable(name in _CHECKABLE)
        if name in _LIST_ONLY:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        return action

    def _fill(self, into: QMenu, names: tuple[str, ...]) -> None:
        for name in names:
            if name:
                into.addAction(self.actions[name])
            else:
                into.addSeparator()

    def _mark_what_is_shown(self) -> None:
        """A tick where several things can be on at once; the dot of the style sheet means one of several."""
        from PySide6.QtGui import QIcon  # not needed for the first picture

        color = theme_of(QApplication.palette()).color("text")
        tick = QIcon(icon_pixmap("check", 16, color, self._window.devicePixelRatioF()))
        for name in _CHECKABLE:
            self.actions[name].setIcon(tick if self.actions[name].isChecked() else QIcon())

    def _add_choices(self) -> None:
        view = self._window.menuBar().actions()[list(_MENUS).index("view")].menu()
        assert isinstance(view, QMenu)
        view.aboutToShow.connect(self._mark_what_is_shown)
        for setting, choices in _CHOICES.items():
            one_of = self._choice_menus[setting] = view.addMenu(menu(setting))
            for choice in choices:
                action = one_of.addAction(_choice_word(choice))
                action.setCheckable(True)
                action.setData(choice)
                self._choices[setting].addAction(action)


class _BarMenu(QMenu):
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pass over an Alt that comes late.

        While a screen reader is there, Qt holds every key until the reader's registry has answered, but opens the menu of Alt and a letter
        at once: the Alt that then comes would close it.  Such a key comes from Qt, not from the system.
        """
        if event.key() != Qt.Key.Key_Alt or event.spontaneous():
            super().keyPressEvent(event)


def _choice_word(choice: str) -> str:
    return _OWN_NAMES.get(choice) or menu(choice)
