"""What can be handed over into a bucket: results of clips as tables, their sound, and the files of a cue sheet."""

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from slipgui.app.cue_exports import encode_export
from slipgui.app.hand_over import Parcel, with_free_names
from slipgui.app.history import HistoryRow
from slipgui.app.history_table import encode_csv, encode_json
from slipgui.core.errors import NoAudioError, PrepareError
from slipgui.core.ports import IsCancelled

if TYPE_CHECKING:
    from slipgui.core.cue_sheet import CueSheet
    from slipgui.core.cue_template import Template


class ResultKind(StrEnum):
    """What of clips is handed over."""

    TABLE = "results.csv"
    JSON = "results.json"
    SOUND = "sound"
    """A file each, as it is sent to a service."""


def result_parcels(rows: Sequence[HistoryRow], kinds: Iterable[ResultKind]) -> list[Parcel]:
    """The files of results.

    Parameters
    ----------
    rows
        Of the history.
    kinds
        Which of them.
    """
    wanted = frozenset(kinds)
    tables = {ResultKind.TABLE: encode_csv, ResultKind.JSON: encode_json}
    parcels = [Parcel(kind.value, _written(partial(encode, rows))) for kind, encode in tables.items() if kind in wanted]
    if ResultKind.SOUND in wanted:
        clips = dict.fromkeys(row.path for row in rows)
        parcels += [Parcel(f"{clip.stem}.mp4", _sound(clip)) for clip in clips]
    return with_free_names(parcels)


def sheet_parcels(sheet: "CueSheet", template: "Template", stem: str, endings: Iterable[str]) -> list[Parcel]:
    """The files of a cue sheet, by their endings."""
    files = [Path(f"{stem}{ending}") for ending in endings]
    return [Parcel(file.name, _written(partial(encode_export, sheet, template, file))) for file in files]


def _written(encode: Callable[[], bytes]) -> Callable[[Path, IsCancelled], None]:
    def make(file: Path, _: IsCancelled) -> None:
        try:
            file.write_bytes(encode())
        except OSError as cause:
            raise PrepareError(f"cannot be written: {cause.strerror}") from cause

    return make


def _sound(clip: Path) -> Callable[[Path, IsCancelled], None]:
    def make(file: Path, is_cancelled: IsCancelled) -> None:
        from slipgui.media.audio_proxy import make_audio_proxy
        from slipgui.media.probe import probe

        info = probe(clip)
        if not info.audio_streams:
            raise NoAudioError("no audio stream")
        proxy = make_audio_proxy(clip, info, file.parent, on_seconds=lambda *_: None, is_cancelled=is_cancelled)
        if proxy is not None:
            proxy.path.replace(file)

    return make
