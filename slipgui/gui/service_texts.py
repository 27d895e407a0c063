"""The words about the service, the catalogue and what could not be taken."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QLocale

from slipgui.app.intake import Intake
from slipgui.gui.drop_words import DropSubject, drop_words
from slipgui.gui.drops import DroppedItems
from slipgui.gui.texts import translate


def service_name(choice: str) -> str:
    """How the service is called: ``local`` or ``audioverify``."""
    return translate("Service", "This computer") if choice == "local" else "AudioVerify"


def service_line(choice: str, n_tracks: int, hindrance: str) -> str:
    """How the service does, in a few words."""
    if choice != "local":
        return {
            "": translate("Service", "Key known"),
            "locked": translate("Service", "Keyring locked"),
            "offline": translate("Service", "Offline mode"),
        }.get(hindrance, translate("Service", "No key"))
    if n_tracks == 0:
        return translate("Service", "Ready · no music yet")
    if n_tracks == 1:
        return translate("Service", "1 track · ready")
    return translate("Service", "{0} tracks · ready").format(QLocale().toString(n_tracks))


def music_learning(n_files: int) -> str:
    """While music is added."""
    if n_files == 1:
        return translate("Service", "Learning music · 1 file")
    return translate("Service", "Learning music · {0} files").format(n_files)


def music_learnt(summary: Mapping[str, Any]) -> str:
    """When music was added; an empty summary means that it could not be done."""
    if not summary:
        return translate("Service", "The music could not be added; the log says why.")
    counts = {
        "added": summary["added"] + summary["updated"],
        "unchanged": summary["unchanged"],
        "failed": summary["failed"],
    }
    parts = [_counted(name, count) for name, count in counts.items() if count]
    return f"{', '.join(parts)}." if parts else translate("Service", "No music was found there.")


def _counted(name: str, count: int) -> str:
    one, many = {
        "added": (translate("Service", "1 track added"), translate("Service", "{0} tracks added")),
        "unchanged": (translate("Service", "1 known already"), translate("Service", "{0} known already")),
        "failed": (translate("Service", "1 cannot be read"), translate("Service", "{0} cannot be read")),
    }[name]
    return one if count == 1 else many.format(count)


def not_added(intake: Intake, subject: DropSubject = DropSubject.CLIPS) -> str:
    """What of the things named was taken and what not: ``2 added. Not added: cut.prproj – A project…, and 2 more``."""
    first = drop_words(DroppedItems((), intake.refused[:1]), None, subject).reasons[0]
    refused = translate("Service", "Not added: {0} – {1}").format(first.name, first.why)
    if len(intake.refused) > 1:
        refused += translate("Service", ", and {0} more").format(len(intake.refused) - 1)
    if not intake.paths:
        return refused
    return translate("Service", "{0} added. {1}").format(len(intake.paths), refused)
