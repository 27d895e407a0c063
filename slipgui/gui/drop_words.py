"""What the drop overlay says about a drag: headline, reasons, and how many bytes; plain values, no widget."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from slipgui.app.intake import Intake, Refusal, RefusalReason
from slipgui.core.address import shown_address
from slipgui.gui.drops import DroppedItems
from slipgui.gui.texts import n_clips, plain, size, translate

N_REASONS_SHOWN = 5


class DropSubject(StrEnum):
    """What a release on the page that is shown brings."""

    CLIPS = "clips"
    MUSIC = "music"
    """For the catalogue to learn."""
    PROGRAMME = "programme"
    """To find every cue in."""
    VOICE = "voice"
    """To make a voiceprint of, or to find who speaks."""


@dataclass(frozen=True, slots=True)
class CountedDrop:
    """What was found on the disk for the paths of a drag."""

    intake: Intake
    n_folders: int
    """Folders among the paths themselves."""
    n_files: int
    """Files among the paths themselves."""
    total_bytes: int | None
    """Size of all files, None while it is being added up."""


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
    other: tuple[str, str] | None = None
    """Headline and sentence of what else a release can do, on a place of its own."""

    def in_one_line(self) -> str:
        """The verdict for a message or a screen reader."""
        return f"{self.headline}. {self._named() or self.sentence}"

    def _named(self) -> str:
        return "; ".join(f"{reason.name} – {reason.why}" for reason in self.reasons[:2])


def move_only_words(subject: DropSubject = DropSubject.CLIPS) -> DropWords:
    """A program that would move its file away: the file might be deleted there once it was taken here."""
    cure = {
        DropSubject.CLIPS: translate(
            "Drop", "Slipgui never moves a clip. Copy it there and paste it here, or use Browse… (Ctrl+O)."
        ),
        DropSubject.PROGRAMME: translate(
            "Drop", "Slipgui never moves a programme. Copy it there and paste it here, or use Browse… (Ctrl+O)."
        ),
        DropSubject.MUSIC: translate(
            "Drop", "Slipgui never moves a file. Copy it there and paste it here, or use Add music…."
        ),
        DropSubject.VOICE: translate(
            "Drop", "Slipgui never moves a clip. Copy it there and paste it here, or use Browse… (Ctrl+O)."
        ),
    }[subject]
    return DropWords(Verdict.REFUSED, translate("Drop", "This program only offers to move the file"), cure)


def no_file_words(subject: DropSubject = DropSubject.CLIPS) -> DropWords:
    """Something without any file: a picture from a web page, a sentence."""
    cure = {
        DropSubject.CLIPS: translate("Drop", "Drop clips, folders, or their paths as text."),
        DropSubject.PROGRAMME: translate("Drop", "Drop programmes, or their paths as text."),
        DropSubject.MUSIC: translate("Drop", "Drop music, folders, or their paths as text."),
        DropSubject.VOICE: translate("Drop", "Drop a clip in which somebody speaks."),
    }[subject]
    return DropWords(Verdict.REFUSED, translate("Drop", "There is no file in this"), cure)


def drop_words(items: DroppedItems, counted: CountedDrop | None, subject: DropSubject = DropSubject.CLIPS) -> DropWords:
    """The words for a drag.

    Parameters
    ----------
    items
        What is dragged.
    counted
        What was found on the disk; None while that is still being looked at.
    subject
        What a release would bring.
    """
    if items.is_empty:
        return no_file_words(subject)
    is_for_clips = subject is DropSubject.CLIPS
    links = [Refusal(shown_address(one), RefusalReason.LINK) for one in items.addresses if not is_for_clips]
    refused = (*items.refused, *links, *(counted.intake.refused if counted else ()))
    n_refused = len(refused) + items.n_protected
    reasons = _reasons(refused, items.n_protected, subject)
    n_more = n_refused - min(len(refused), N_REASONS_SHOWN - bool(items.n_protected)) - items.n_protected
    other = (
        _other_words() if is_for_clips and not items.addresses else None
    )  # from the start: nothing moves under the pointer
    if items.paths and counted is None:
        verdict, headline = Verdict.PARTLY if n_refused else Verdict.ACCEPTED, _uncounted_headline(subject)
        return DropWords(verdict, headline, translate("Drop", "counting…"), reasons, n_more, other=other)
    n_taken = (len(counted.intake.paths) if counted else 0) + (len(items.addresses) if is_for_clips else 0)
    if n_taken == 0:
        headline = translate("Drop", "These cannot be read here") if n_refused > 1 else _cannot_be_read_alone()
        return DropWords(
            Verdict.REFUSED, headline, translate("Drop", "Nothing is added and nothing is touched."), reasons, n_more
        )
    if n_refused:
        headline = _partly_headline(subject).format(n_taken, n_taken + n_refused)
        return DropWords(Verdict.PARTLY, headline, _partly_sentence(n_taken, n_refused, subject), reasons, n_more)
    headline, sentence = _accepted_words(n_taken, subject)
    return DropWords(Verdict.ACCEPTED, headline, sentence, facts=_facts(counted), other=other)


def _other_words() -> tuple[str, str]:
    return translate("Drop", "Find every cue"), translate("Drop", "For long programmes, with in and out")


def _cannot_be_read_alone() -> str:
    return translate("Drop", "This cannot be read here")


def _uncounted_headline(subject: DropSubject) -> str:
    if subject is DropSubject.MUSIC:
        return translate("Drop", "Let go to learn these files")
    if subject is DropSubject.PROGRAMME:
        return translate("Drop", "Let go to find every cue")
    if subject is DropSubject.VOICE:
        return translate("Drop", "Let go to use this clip")
    return translate("Drop", "Let go to add these files")


def _partly_headline(subject: DropSubject) -> str:
    if subject is DropSubject.MUSIC:
        return translate("Drop", "Let go to learn {0} of {1}")
    if subject is DropSubject.PROGRAMME:
        return translate("Drop", "Let go to find the cues of {0} of {1}")
    if subject is DropSubject.VOICE:
        return translate("Drop", "Let go to use the first of {0} of {1}")
    return translate("Drop", "Let go to add {0} of {1}")


def _accepted_words(n_taken: int, subject: DropSubject) -> tuple[str, str]:
    """Headline and sentence when everything is welcome."""
    if subject is DropSubject.MUSIC:
        one_file, files = translate("Drop", "Let go to learn 1 file"), translate("Drop", "Let go to learn {0} files")
        sentence = translate("Drop", "Learned music is found in clips, without a network. The files are only read.")
        return one_file if n_taken == 1 else files.format(n_taken), sentence
    if subject is DropSubject.PROGRAMME:
        one, many = (
            translate("Drop", "Let go to find every cue"),
            translate("Drop", "Let go to find the cues of {0} programmes"),
        )
        sentence = translate("Drop", "Each is listened to from end to end on this computer. The files are only read.")
        return one if n_taken == 1 else many.format(n_taken), sentence
    if subject is DropSubject.VOICE:
        sentence = translate("Drop", "For a voiceprint, or to find who speaks. Nothing is sent yet.")
        first = translate("Drop", "Let go to use the first of {0}").format(n_clips(n_taken))
        return translate("Drop", "Let go to use this clip") if n_taken == 1 else first, sentence
    one = translate("Drop", "One answer for the clip")
    return (
        translate("Drop", "Let go to add {0}").format(n_clips(n_taken)),
        one if n_taken == 1 else translate("Drop", "One answer for each clip"),
    )


def _partly_sentence(n_taken: int, n_refused: int, subject: DropSubject) -> str:
    first = (
        translate("Drop", "One thing cannot be read.")
        if n_refused == 1
        else translate("Drop", "{0} things cannot be read.").format(_counted_word(n_refused).capitalize())
    )
    one, many = {
        DropSubject.CLIPS: (
            translate("Drop", "The one clip is added; the rest stays where it is."),
            translate("Drop", "The {0} clips are added; the rest stays where it is."),
        ),
        DropSubject.PROGRAMME: (
            translate("Drop", "The one programme is listened to; the rest is left alone."),
            translate("Drop", "The {0} programmes are listened to; the rest is left alone."),
        ),
        DropSubject.VOICE: (
            translate("Drop", "The one clip is used; the rest is left alone."),
            translate("Drop", "The first of {0} clips is used; the rest is left alone."),
        ),
        DropSubject.MUSIC: (
            translate("Drop", "The one file is learned; the rest is left alone."),
            translate("Drop", "The {0} files are learned; the rest is left alone."),
        ),
    }[subject]
    second = one if n_taken == 1 else many.format(_counted_word(n_taken))
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


def _reasons(refused: Sequence[Refusal], n_protected: int, subject: DropSubject) -> tuple[Reason, ...]:
    found = []
    if n_protected:
        found.append(Reason(*_why(Refusal(_hidden_files(n_protected), RefusalReason.HIDDEN), subject)))
    found.extend(Reason(*_why(refusal, subject)) for refusal in refused[: N_REASONS_SHOWN - len(found)])
    return tuple(found)


def _why(refusal: Refusal, subject: DropSubject) -> tuple[str, str, str]:
    icon, why = _clip_reasons()[refusal.reason]
    if subject is DropSubject.MUSIC:
        why = _music_reasons().get(refusal.reason, why)
    if subject is DropSubject.PROGRAMME and refusal.reason is RefusalReason.PROJECT:
        why = translate("Drop", "A project: export its timeline as XML, AAF, OTIO or EDL")
    return icon, plain(refusal.name), why


def _clip_reasons() -> dict[RefusalReason, tuple[str, str]]:
    return {
        RefusalReason.LINK: ("cloud", translate("Drop", "A link: download the clip, then drop it")),
        RefusalReason.PROJECT: ("state-failed", translate("Drop", "A project, not media: drop its clips")),
        RefusalReason.NOT_MEDIA: ("state-failed", translate("Drop", "Neither video nor sound")),
        RefusalReason.MISSING: ("lock", translate("Drop", "Not there: is its volume connected?")),
        RefusalReason.EMPTY_FOLDER: ("folder", translate("Drop", "A folder without clips")),
        RefusalReason.HIDDEN: ("lock", translate("Drop", "Its sandbox hides them: use Browse… (Ctrl+O)")),
        RefusalReason.UNREADABLE: ("lock", translate("Drop", "A folder that may not be opened")),
        RefusalReason.QUEUED: ("state-waiting", translate("Drop", "In the queue already")),
    }


def _music_reasons() -> dict[RefusalReason, str]:
    """Where music is refused in other words than clips."""
    return {
        RefusalReason.LINK: translate("Drop", "A link: download the music, then drop it"),
        RefusalReason.PROJECT: translate("Drop", "A project, not media: drop its music"),
        RefusalReason.NOT_MEDIA: translate("Drop", "No sound file that can be learned"),
        RefusalReason.EMPTY_FOLDER: translate("Drop", "A folder without music"),
    }


def more_line(n_more: int) -> str:
    """``and 14 more``."""
    return translate("Drop", "and {0} more").format(n_more)
