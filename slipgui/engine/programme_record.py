"""What is known of a programme that is being scanned, kept in a folder, so that a scan that was interrupted goes on where it was.

::

    levels        level map of all pieces, one byte a value: 79 MB an hour
    peaks         peaks of all pieces: 4 MB an hour
    power         loudness of all frames: 0.6 MB an hour
    piece-00000   how long a piece of a minute is, and the hits of its windows; written aside and renamed
    batch-00000   what a batch of windows at other speeds brought
    cues          the result; all else is removed then

A piece counts when its file can be read and the first three hold it: whatever was interrupted by whatever is heard again.
"""

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

import msgspec

from slipgui.engine.programme_answers import ProgrammeCue
from slipgui.engine.programme_slots import HeardPiece
from slipgui.engine.programme_sound import KeptSound
from slipgui.engine.programme_windows import Hit

KEPT_BYTES_PER_S = 25_000
"""Of sound, while it is being scanned."""
T = TypeVar("T")


class _KeptPiece(msgspec.Struct, frozen=True):
    """What the file of a piece holds."""

    n_frames: int
    n_peaks: int
    hits: list[Hit]


class ProgrammeRecord:
    """The record in a folder that nobody else uses.  Use as ``with``.

    Parameters
    ----------
    folder
        An existing folder: empty, or as an earlier record of the same sound and the same catalogue left it.
    """

    def __init__(self, folder: Path) -> None:
        self.hits: list[Hit] = []
        """Of all pieces kept so far."""
        self._folder = folder
        self.sound = KeptSound(folder)
        """What is kept of the sound."""

    @property
    def n_pieces(self) -> int:
        """Pieces that need not be heard again."""
        return self.sound.n_pieces

    def __enter__(self) -> Self:
        self.sound.open()
        while (piece := _read(self._piece_file(), _KeptPiece)) is not None:
            if not self.sound.restore(piece.n_frames, piece.n_peaks):
                break
            self.hits += piece.hits
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.sound.close()

    def keep_piece(self, heard: HeardPiece, hits: Sequence[Hit]) -> None:
        """Keep the next piece and what its windows brought."""
        file = self._piece_file()
        self.sound.append(heard.peaks, heard.levels, heard.power)
        self.hits += hits
        _write(file, _KeptPiece(len(heard.levels), len(heard.peaks), list(hits)))

    def batch(self, number: int) -> list[Hit] | None:
        """What a batch at other speeds brought; None: it was not searched."""
        return _read(self._folder / f"batch-{number:05}", list[Hit])

    def keep_batch(self, number: int, hits: Sequence[Hit]) -> None:
        """Keep what a batch brought."""
        _write(self._folder / f"batch-{number:05}", hits)

    def cues(self) -> list[ProgrammeCue] | None:
        """The result; None: it is not complete."""
        return _read(self._folder / "cues", list[ProgrammeCue])

    def keep_cues(self, cues: Sequence[ProgrammeCue]) -> None:
        """Keep the result, and nothing else any more; after the ``with`` block."""
        _write(self._folder / "cues", cues)
        for path in self._folder.iterdir():
            if path.name != "cues":
                path.unlink(missing_ok=True)

    def _piece_file(self) -> Path:
        """Of the next piece."""
        return self._folder / f"piece-{self.n_pieces:05}"


def _write(path: Path, document: object) -> None:
    aside = path.with_name(path.name + ".part")
    aside.write_bytes(msgspec.json.encode(document, enc_hook=float))  # numpy's numbers
    aside.replace(path)


def _read(path: Path, kind: type[T]) -> T | None:
    """What a file holds, None where there is none or it was not written whole (the power failed)."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except (OSError, ValueError):
        return None
