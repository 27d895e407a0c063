"""Two recordings of the same music side by side: one sounds, the other runs along, and a switch happens at the very same moment.

Plain Python, no Qt: ``ab_player.py`` sends what is read here to the loudspeaker.
"""

import os
from array import array
from pathlib import Path
from types import TracebackType
from typing import Self

RATE_HZ = 48_000
"""As ``app/previews.py`` writes excerpts: mono, 16 bit."""
_FADE_SAMPLES = 240
"""Five milliseconds, in which one sound gives way to the other: a bare cut would click."""
_SAMPLE_BYTES = 2


class AbSound:
    """Reads either of two excerpts; both run on one clock.

    Parameters
    ----------
    a
        File of the excerpt that lasts as long as both.
    b
        File of the other one, None where there is none; silent behind its end.
    """

    def __init__(self, a: Path, b: Path | None) -> None:
        self._files = [os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0)) for path in (a, b) if path is not None]
        self.n_samples = os.fstat(self._files[0]).st_size // _SAMPLE_BYTES
        self.place = 0
        """Number of the sample that comes next."""
        self.loops = False
        """Whether the beginning follows the end."""
        self._sounding = self._leaving = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the files back."""
        for file in self._files:
            os.close(file)
        self._files = []

    @property
    def is_over(self) -> bool:
        """Whether nothing comes any more."""
        return not self.n_samples or (self.place >= self.n_samples and not self.loops)

    def sound(self, number: int) -> None:
        """Let A (0) or B (1) sound from the next sample on."""
        self._sounding = number if number < len(self._files) else 0

    def read(self, n_samples: int) -> bytes:
        """The next samples, both channels of a stereo sound alike; fewer at the end, none behind it."""
        data = b""
        while n_samples > 0 and not self.is_over:
            self.place %= self.n_samples
            n_here = min(n_samples, self.n_samples - self.place)
            data += self._samples(n_here)
            self.place += n_here
            n_samples -= n_here
        return _both_channels(data)

    def _samples(self, n_samples: int) -> bytes:
        data = self._read(self._sounding, n_samples)
        if self._leaving == self._sounding:
            return data
        n_fade = min(_FADE_SAMPLES, n_samples)
        old, new = (array("h", part) for part in (self._read(self._leaving, n_fade), data[: n_fade * _SAMPLE_BYTES]))
        mixed = array("h", (round(x + (y - x) * n / n_fade) for n, (x, y) in enumerate(zip(old, new, strict=True))))
        self._leaving = self._sounding
        return mixed.tobytes() + data[n_fade * _SAMPLE_BYTES :]

    def _read(self, number: int, n_samples: int) -> bytes:
        os.lseek(self._files[number], self.place * _SAMPLE_BYTES, os.SEEK_SET)
        data = os.read(self._files[number], n_samples * _SAMPLE_BYTES)
        return data + bytes(n_samples * _SAMPLE_BYTES - len(data))


def _both_channels(mono: bytes) -> bytes:
    stereo = bytearray(2 * len(mono))
    for channel in (0, 2):
        stereo[channel::4], stereo[channel + 1 :: 4] = mono[0::2], mono[1::2]
    return bytes(stereo)
