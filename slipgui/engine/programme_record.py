"""What is known of a programme that is being scanned, kept in a folder, so that a scan that was interrupted goes on where it was.

::

    levels        level map of all pieces, one byte a value: 79 MB an hour
    piece-00000   peaks, loudness and hits of a piece of a minute, 70 kB; written aside and renamed
    batch-00000   what a batch of windows at other speeds brought
    cues          the result; all else is removed then

A piece counts when its file can be read and its levels are there: whatever was interrupted by whatever is heard again.
"""

import io
import zipfile
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

import msgspec
import numpy as np

from slipgui.engine.arrays import Float64s
from slipgui.engine.peaks import Peaks
from slipgui.engine.programme_answers import ProgrammeCue
from slipgui.engine.programme_slots import HeardPiece
from slipgui.engine.programme_sound import KeptSound
from slipgui.engine.programme_windows import Hit

KEPT_BYTES_PER_S = 25_000
"""Of sound, while it is being scanned."""
T = TypeVar("T")
_UNREADABLE = (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error)


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
        self.sound = KeptSound(folder / "levels")
        """What is kept of the sound."""

    @property
    def n_pieces(self) -> int:
        """Pieces that need not be heard again."""
        return self.sound.n_pieces

    def __enter__(self) -> Self:
        self.sound.open()
        while (piece := _read(self._piece_file(), _decode_piece)) is not None:
            peaks, power, hits = piece
            if not self.sound.restore(peaks, power):
                break
            self.hits += hits
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
        _write(file, _encode_piece(heard, hits))

    def batch(self, number: int) -> list[Hit] | None:
        """What a batch at other speeds brought; None: it was not searched."""
        return _read(self._folder / f"batch-{number:05}", lambda content: msgspec.json.decode(content, type=list[Hit]))

    def keep_batch(self, number: int, hits: Sequence[Hit]) -> None:
        """Keep what a batch brought."""
        _write(self._folder / f"batch-{number:05}", _encode(hits))

    def cues(self) -> list[ProgrammeCue] | None:
        """The result; None: it is not complete."""
        return _read(self._folder / "cues", lambda content: msgspec.json.decode(content, type=list[ProgrammeCue]))

    def keep_cues(self, cues: Sequence[ProgrammeCue]) -> None:
        """Keep the result, and nothing else any more; after the ``with`` block."""
        _write(self._folder / "cues", _encode(cues))
        for path in self._folder.iterdir():
            if path.name != "cues":
                path.unlink(missing_ok=True)

    def _piece_file(self) -> Path:
        """Of the next piece."""
        return self._folder / f"piece-{self.n_pieces:05}"


def _write(path: Path, content: bytes) -> None:
    aside = path.with_name(path.name + ".part")
    aside.write_bytes(content)
    aside.replace(path)


def _read(path: Path, decode: Callable[[bytes], T]) -> T | None:
    """What a file holds, None where there is none or it was not written whole (the power failed)."""
    try:
        return decode(path.read_bytes())
    except _UNREADABLE:
        return None


def _encode(document: object) -> bytes:
    return msgspec.json.encode(document, enc_hook=float)  # numpy's numbers


def _encode_piece(heard: HeardPiece, hits: Sequence[Hit]) -> bytes:
    file = io.BytesIO()
    np.savez(
        file,
        time=heard.peaks.time_frames,
        frequency=heard.peaks.frequency_bins,
        salience=heard.peaks.salience,
        power=heard.power,
        hits=np.frombuffer(_encode(hits), np.uint8),
    )
    return file.getvalue()


def _decode_piece(content: bytes) -> tuple[Peaks, Float64s, list[Hit]]:
    with np.load(io.BytesIO(content)) as kept:
        peaks = Peaks(kept["time"], kept["frequency"], kept["salience"])
        return peaks, kept["power"], msgspec.json.decode(kept["hits"].tobytes(), type=list[Hit])
