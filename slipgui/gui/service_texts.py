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


def service_line(choice: str, n_tracks: int, *, is_usable: bool) -> str:
    """How the service does, in a few words."""
    if choice != "local":
        return translate("Service", "Key known") if is_usable else translate("Service", "No key")
    if n_tracks == 0:
        return translate("Service", "Ready · no music yet")
    if n_tracks == 1:
        return translate("Service", "1 track · ready")
    return translate("Service", "{0} tracks · ready").format(QLocale().toString(n_tracks))


def music_learning(n_files: int) -> str:
    """While music is added."""
    return translate("Service", "Learning music · {0} files").format(n_files)


def music_learnt(summary: Mapping[str, Any]) -> str:
    """When music was added; an empty summary means that it could not be done."""
    if not summary:
        return translate("Service", "The music could not be added; the log says why.")
    text = translate("Service", "{0} tracks added, {1} known already").format(
        summary["added"] + summary["updated"], summary["unchanged"]
    )
    if summary["failed"]:
        text += translate("Service", ", {0} cannot be read").format(summary["failed"])
    return f"{text}."


def not_added(intake: Intake, subject: DropSubject = DropSubject.CLIPS) -> str:
    """What of the things named was not taken, and why."""
    return drop_words(DroppedItems((), intake.refused), None, subject).in_one_line()
