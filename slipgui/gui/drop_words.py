"""What the drop overlay says about a drag: headline, reasons, and how many bytes; plain values, no widget."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from slipgui.app.intake import Intake, Refusal, RefusalReason
from slipgui.gui.drops import DroppedItems
from slipgui.gui.texts import n_clips, plain, size, translate

N_REASONS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class CountedDrop:
    """What was found on the disk for the paths of a drag."""

    intake: Intake
    n_folders: int
    """Folders among the paths themselves."""
    n_files: int
    """Files among the paths themselves."""
    total_bytes: int | None
    """Size of all clips, None while it is being added up."""


class Verdict(StrEnum):
    """What a release would do."""

    ACCEPTED = "accepted"
    PARTLY = "partly"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Reason:
    """One line of the list of refused things."""

    icon: str
    name: str
    why: str
    """The reason and the way that works."""


@dataclass(frozen=True, slots=True)
class DropWords:
    """Everything the overlay shows."""

    verdict: Verdict
    headline: str
    sentence: str
    reasons: tuple[Reason, ...] = ()
    """At most five."""
    n_more: int = 0
    """Refused things beyond those."""
    facts: str = ""
    """What comes: folders, files, bytes."""

    def in_one_line(self) -> str:
        """The verdict for a message or a screen reader."""
        return f"{self.headline}. {self._named() or self.sentence}"

    def _named(self) -> str:
        return "; ".join(f"{reason.name} – {reason.why}" for reason in self.reasons[:2])


def move_only_words() -> DropWords:
    """A program that would move its file away: the clip might be deleted there once it was taken here."""
    return DropWords(
        Verdict.REFUSED,
        translate("Drop", "This program only offers to move the file"),
        translate("Drop", "Slipgui never moves a clip. Copy it there and paste it here, or use Browse… (Ctrl+O)."),
    )


def no_file_words() -> DropWords:
    """Something without any file: a picture from a web page, a sentence."""
    return DropWords(
        Verdict.REFUSED,
        translate("Drop", "There is no file in this"),
        translate("Drop", "Drop clips, folders, or their paths as text."),
    )


def drop_words(items: DroppedItems, counted: CountedDrop | None) -> DropWords:
    """The words for a drag.

    Parameters
    ----------
    items
        What is dragged.
    counted
        What was found on the disk; None while that is still being looked at.
    """
    if items.is_empty:
        return no_file_words()
    refused = (*items.refused, *(counted.intake.refused if counted else ()))
    n_refused = len(refused) + items.n_protected
    reasons = _reasons(refused, items.n_protected)
    n_more = n_refused - min(len(refused), N_REASONS_SHOWN - bool(items.n_protected)) - items.n_protected
    if items.paths and counted is None:
        return DropWords(
            Verdict.PARTLY if n_refused else Verdict.ACCEPTED,
            translate("Drop", "Let go to add these files"),
            translate("Drop", "counting…"),
            reasons,
            n_more,
        )
    clips = len(counted.intake.paths) if counted else 0
    if clips == 0:
        headline = translate("Drop", "These cannot be read here") if n_refused > 1 else _cannot_be_read_alone()
        return DropWords(
            Verdict.REFUSED, headline, translate("Drop", "Nothing is added and nothing is touched."), reasons, n_more
        )
    if n_refused:
        headline = translate("Drop", "Let go to add {0} of {1}").format(clips, clips + n_refused)
        return DropWords(Verdict.PARTLY, headline, _partly_sentence(clips, n_refused), reasons, n_more)
    headline = translate("Drop", "Let go to add {0}").format(n_clips(clips))
    return DropWords(Verdict.ACCEPTED, headline, _answers_sentence(clips), facts=_facts(counted))


def _cannot_be_read_alone() -> str:
    return translate("Drop", "This cannot be read here")


def _answers_sentence(clips: int) -> str:
    return translate("Drop", "One answer for the clip") if clips == 1 else translate("Drop", "One answer for each clip")


def _partly_sentence(clips: int, n_refused: int) -> str:
    first = (
        translate("Drop", "One thing cannot be read.")
        if n_refused == 1
        else translate("Drop", "{0} things cannot be read.").format(_counted_word(n_refused).capitalize())
    )
    second = (
        translate("Drop", "The one clip is added; the rest stays where it is.")
        if clips == 1
        else translate("Drop", "The {0} clips are added; the rest stays where it is.").format(_counted_word(clips))
    )
    return f"{first} {second}"


def _counted_word(count: int) -> str:
    words = translate("Drop", "zero one two three four five six seven eight nine ten eleven twelve").split()
    return words[count] if count < len(words) else str(count)


def _facts(counted: CountedDrop | None) -> str:
    if counted is None:
        return ""
    parts = []
    if counted.n_folders:
        one = counted.n_folders == 1
        parts.append(
            translate("Drop", "1 folder") if one else translate("Drop", "{0} folders").format(counted.n_folders)
        )
    if counted.n_files:
        one = counted.n_files == 1
        parts.append(translate("Drop", "1 file") if one else translate("Drop", "{0} files").format(counted.n_files))
    total = "" if counted.total_bytes is None else f" · {size(counted.total_bytes)}"
    return ", ".join(parts) + total


def all_refused(items: DroppedItems) -> tuple[Refusal, ...]:
    """What of the things dropped is known to be none for this program, before anybody looked at the disk."""
    if not items.n_protected:
        return items.refused
    return (Refusal(_hidden_files(items.n_protected), RefusalReason.HIDDEN), *items.refused)


def _hidden_files(count: int) -> str:
    if count == 1:
        return translate("Drop", "1 file of a Flatpak program")
    return translate("Drop", "{0} files of a Flatpak program").format(count)


def _reasons(refused: Sequence[Refusal], n_protected: int) -> tuple[Reason, ...]:
    found = []
    if n_protected:
        found.append(Reason(*_why(Refusal(_hidden_files(n_protected), RefusalReason.HIDDEN))))
    found.extend(Reason(*_why(refusal)) for refusal in refused[: N_REASONS_SHOWN - len(found)])
    return tuple(found)


def _why(refusal: Refusal) -> tuple[str, str, str]:
    icon, why = {
        RefusalReason.LINK: ("cloud", translate("Drop", "A link: download the clip, then drop it")),
        RefusalReason.PROJECT: ("state-failed", translate("Drop", "A project, not media: drop its clips")),
        RefusalReason.NOT_MEDIA: ("state-failed", translate("Drop", "Neither video nor sound")),
        RefusalReason.MISSING: ("lock", translate("Drop", "Not there: is its volume connected?")),
        RefusalReason.EMPTY_FOLDER: ("folder", translate("Drop", "A folder without clips")),
        RefusalReason.HIDDEN: ("lock", translate("Drop", "Its sandbox hides them: use Browse… (Ctrl+O)")),
        RefusalReason.UNREADABLE: ("lock", translate("Drop", "A folder that may not be opened")),
    }[refusal.reason]
    return icon, plain(refusal.name), why


def more_line(n_more: int) -> str:
    """``and 14 more``."""
    return translate("Drop", "and {0} more").format(n_more)
