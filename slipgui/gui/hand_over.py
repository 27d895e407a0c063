"""What the pages of the window hand over into buckets: results of clips, and the files of a cue sheet."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from slipgui.app.parcels import ResultKind, result_parcels, sheet_parcels
from slipgui.gui.cue_export_words import ending_word
from slipgui.gui.hand_over_dialog import Choice, HandOverDialog
from slipgui.gui.surroundings import Surroundings
from slipgui.gui.texts import plain, translate

if TYPE_CHECKING:
    from slipgui.app.cue_project import CueProject
    from slipgui.app.hand_over import Parcel
    from slipgui.app.wiring import Application
    from slipgui.core.clip import ClipId
    from slipgui.core.cue_template import Template
    from slipgui.gui.hand_over_dialog import GetParcels

_SHEET_ENDINGS = (".pdf", ".xlsx", ".csv", ".json", ".otio")
_FIRST_ENDING = ".xlsx"


def hand_over_results(around: Surroundings, clip_ids: "Sequence[ClipId]") -> None:
    """Let the user put results of clips, and their sound, into a bucket.

    Parameters
    ----------
    around
        The window.
    clip_ids
        Of what has ended.
    """
    choices = [
        Choice(ResultKind.TABLE, translate("Buckets", "Results as a table"), is_wanted=True),
        Choice(ResultKind.JSON, translate("Buckets", "Results as JSON"), is_wanted=False),
        Choice(ResultKind.SOUND, translate("Buckets", "The sound of each clip"), is_wanted=False),
    ]

    def get(keys: list[str]) -> "GetParcels":
        async def parcels(application: "Application") -> "list[Parcel]":
            found = [await application.history.evidence(clip_id) for clip_id in clip_ids]
            return result_parcels([one.row for one in found if one is not None], map(ResultKind, keys))

        return parcels

    _open(around, choices, get)


def hand_over_sheet(around: Surroundings, project: "CueProject", template: "Template") -> None:
    """Let the user put the files of a cue sheet into a bucket.

    Parameters
    ----------
    around
        The window.
    project
        Whose sheet.
    template
        Its layout.
    """
    choices = [Choice(ending, ending_word(ending), is_wanted=ending == _FIRST_ENDING) for ending in _SHEET_ENDINGS]

    def get(keys: list[str]) -> "GetParcels":
        async def parcels(_: "Application") -> "list[Parcel]":
            return sheet_parcels(project.sheet, template, project.clip.stem, keys)

        return parcels

    _open(around, choices, get)


def _open(around: Surroundings, choices: list[Choice], get: "Callable[[list[str]], GetParcels]") -> None:
    dialog = HandOverDialog(around.window, around.wishes.buckets, choices, get)
    dialog.ended.connect(
        lambda n_files, folder: around.say(translate("Buckets", "Files in {0}: {1}").format(plain(folder), n_files))
    )
    dialog.settings_wanted.connect(around.show_settings)
    dialog.open()
