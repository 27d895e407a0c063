"""Everything that can be done in the window as one list, and how it is searched; shown by ``command_palette.py``."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtGui import QAction, QKeySequence

from slipgui.gui.clip_rows import ClipRow
from slipgui.gui.row_texts import state_icon, state_word
from slipgui.gui.texts import plain, translate

_N_CLIPS = 6
"""So many clips are offered at most: who wants all searches the list."""
_ICONS = {
    "about": "info", "add_clips": "add", "add_folder": "open", "add_music": "note", "cancel": "stop", "check_catalogue": "check",
    "clear_finished": "remove", "close": "close",
    "compact": "queue", "confirm": "check", "copy_answer": "copy", "copy_isrc": "copy", "correct": "licence",
    "details": "panel", "evidence": "licence", "export": "export", "find": "search", "fresh": "retry", "join_cue": "split",
    "log": "sheet", "mini_window": "mini", "move_down": "queue", "move_top": "to-top", "move_up": "queue", "next_check": "state-unsure",
    "paste": "paste",
    "pause": "pause", "pause_all": "pause", "quit": "close", "redo": "retry", "reject": "close", "remove": "remove", "report": "report",
    "retry": "retry", "reveal": "folder", "select_all": "queue", "send_now": "state-uploading", "sidebar": "sidebar",
    "sort_added": "sort", "sort_name": "sort", "sort_size": "sort", "split_cue": "split", "stop_after": "stop", "undo": "undo",
    "guide": "help", "hand_over": "cloud", "settings": "settings",
    "zoom_in": "zoom-in", "zoom_out": "zoom-out", "zoom_fit": "fit", "set_in": "cues",
    "set_out": "cues", "copy_as": "copy", "part": "search", "sound_track": "wave",
    "export_tags": "export", "import_tags": "open", "same_sound": "copy",
    "previous_check": "state-unsure", "send_original": "state-uploading",
    "send_sound": "note", "add_address": "link-out", "buckets": "cloud", "sheet_header": "sheet", "sheet_check": "check", "works": "sheet",
    "print": "sheet", "programme": "cues", "play": "play", "switch_sound": "ab", "loop_match": "loop",
}  # fmt: skip
_CHOICE_ICONS = {"light": "sun", "dark": "moon", "local": "local"}
_SELECTED = frozenset(
    ("cancel", "confirm", "copy_answer", "copy_as", "copy_isrc", "correct", "evidence", "fresh", "hand_over", "move_down", "move_top",
     "move_up",
     "part", "sound_track", "pause", "remove", "retry", "reveal", "send_now", "send_original", "send_sound")
)  # fmt: skip
_SETTINGS = frozenset(("details", "sidebar", "compact"))


class CommandGroup(IntEnum):
    """Under which head a command stands, from the top."""

    SELECTED = 0
    CLIPS = 1
    ACTIONS = 2
    GO_TO = 3
    SETTINGS = 4
    IMPOSSIBLE = 5
    """What makes no sense now, whatever it is about."""


def group_title(group: CommandGroup) -> str:
    """The words of a head."""
    return {
        CommandGroup.SELECTED: translate("Palette", "For the selected clips"),
        CommandGroup.CLIPS: translate("Palette", "Clips and answers"),
        CommandGroup.ACTIONS: translate("Palette", "Actions"),
        CommandGroup.GO_TO: translate("Palette", "Go to"),
        CommandGroup.SETTINGS: translate("Palette", "Look"),
        CommandGroup.IMPOSSIBLE: translate("Palette", "Not possible now"),
    }[group]


@dataclass(frozen=True, slots=True)
class Command:
    """One thing to do."""

    group: CommandGroup
    text: str
    icon: str
    run: Callable[[], object]
    facts: str = ""
    """What is beside the words, quieter."""
    key: str = ""
    """The key that does the same."""
    also: str = ""
    """What finds it, too."""

    @property
    def is_possible(self) -> bool:
        """Whether it makes sense now."""
        return self.group is not CommandGroup.IMPOSSIBLE


@dataclass(frozen=True, slots=True)
class FoundCommand:
    """A command that fits what was written."""

    command: Command
    hits: tuple[tuple[int, int], ...]
    """Where what was written stands in its words: from, to."""


def action_commands(actions: Iterable[tuple[str, QAction]]) -> list[Command]:
    """A command for each action that is visible, told by name; the palette offers neither itself nor a menu that opens another."""
    told = ((name, action) for name, action in actions if action.isVisible() and action.menu() is None)
    return [_of_action(name, action) for name, action in told if name != "palette"]


def choice_commands(setting: str, choices: Iterable[QAction]) -> list[Command]:
    """A command for each choice of colours (``theme``), of the ``language``, or of who is asked (``ask_with``)."""
    lead = {
        "theme": translate("Palette", "Colours: {0}"),
        "language": translate("Palette", "Language: {0}"),
        "ask_with": translate("Palette", "Ask with: {0}"),
    }[setting]
    return [
        Command(
            CommandGroup.SELECTED if setting == "ask_with" else CommandGroup.SETTINGS,
            lead.format(_words(choice)),
            _CHOICE_ICONS.get(str(choice.data()), "cloud" if setting == "ask_with" else "settings"),
            choice.trigger,
            translate("Palette", "in use") if choice.isChecked() else "",
        )
        for choice in choices
    ]


def clip_commands(rows: Iterable[ClipRow], show: Callable[[str], object]) -> list[Command]:
    """A command for each clip that leads to it."""
    return [_of_clip(row, show) for row in rows]


def find_commands(commands: Sequence[Command], written: str) -> list[FoundCommand]:
    """The commands whose words hold every word that was written, group by group, the best first.

    Clips come only when something was written, and only the best few.
    """
    words = written.lower().split()
    found = [
        (command.group, rank, place, FoundCommand(command, hits))
        for place, command in enumerate(commands)
        if (words or command.group is not CommandGroup.CLIPS)
        for rank, hits in [_match(command, words)]
        if rank is not None
    ]
    best: dict[CommandGroup, int] = {}
    if words:
        for group, rank, *_ in found:
            best[group] = min(rank, best.get(group, rank))
    found.sort(key=lambda one: (one[0] is CommandGroup.IMPOSSIBLE, best.get(one[0], 0), *one[:3]))
    clips = [one for one in found if one[0] is CommandGroup.CLIPS]
    left_out = {one[2] for one in clips[_N_CLIPS:]}
    return [one[3] for one in found if one[2] not in left_out]


def _match(command: Command, words: Sequence[str]) -> tuple[int | None, tuple[tuple[int, int], ...]]:
    """How well it fits, 0 best, None not at all; and where the words stand in its text."""
    text, around = command.text.lower(), command.also.lower()
    places = [text.find(word) for word in words]
    if any(place < 0 and word not in around for place, word in zip(places, words, strict=True)):
        return None, ()
    is_same_length = len(text) == len(command.text)  # else the places would be wrong in the words as they are written
    hits = [(place, place + len(word)) for place, word in zip(places, words, strict=True) if place >= 0]
    first = places[0] if places else 0
    rank = 0 if first == 0 else 1 if first > 0 and not text[first - 1].isalnum() else 2
    return rank, tuple(_merged(hits)) if is_same_length else ()


def _merged(hits: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, stop in sorted(hits):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(stop, merged[-1][1]))
        else:
            merged.append((start, stop))
    return merged


def _of_action(name: str, action: QAction) -> Command:
    key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return Command(_group(name, action), _words(action), _icon(name), action.trigger, key=key)


def _icon(name: str) -> str:
    return _ICONS.get(name) or (name.removeprefix("page_") if name.startswith("page_") else "command")


def _group(name: str, action: QAction) -> CommandGroup:
    if not action.isEnabled():
        return CommandGroup.IMPOSSIBLE
    if name.startswith("page_"):
        return CommandGroup.GO_TO
    if name in _SELECTED:
        return CommandGroup.SELECTED
    return CommandGroup.SETTINGS if name in _SETTINGS else CommandGroup.ACTIONS


def _of_clip(row: ClipRow, show: Callable[[str], object]) -> Command:
    title = plain(row.track.title) if row.track is not None else ""
    facts = " · ".join(part for part in (state_word(row.state), title) if part)
    return Command(
        CommandGroup.CLIPS, plain(row.name), state_icon(row.state), lambda: show(row.clip_id), facts, also=title
    )


def _words(action: QAction) -> str:
    return action.text().replace("&&", "\0").replace("&", "").replace("\0", "&")
