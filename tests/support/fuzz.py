"""Media files with something wrong in them, drawn by a seed: bits, cuts, foreign bytes, impossible numbers, halves of two files."""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from support.clips import make_clip
from support.tunes import RATE_HZ, make_tune

CLIPS = ("mp4", "mov", "mkv", "m4a", "mp3", "flac", "wav", "avi", "ts")
MUSIC = ("mp4", "mov", "m4a", "mp3", "flac", "wav")
_NUMBERS = (b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\x80\0\0\0", b"\0\0\0\0", b"\0\0\0\1")


def fuzzed_files(folder: Path, endings: Sequence[str], n_files: int, seed: int) -> Iterator[Path]:
    """So many files below ``folder``, made of sound ones of every kind in turn."""
    sound = [
        make_clip(folder / f"sound.{ending}", samples=make_tune(1, 4.0), sample_rate_hz=RATE_HZ).read_bytes()
        for ending in endings
    ]
    for ending in endings:
        (folder / f"sound.{ending}").unlink()
    for number in range(n_files):
        dice = random.Random(f"{seed} {number}")
        kind = number % len(endings)
        path = folder / f"fuzzed {number:03}.{endings[kind]}"
        path.write_bytes(_spoil(sound[kind], dice.choice(sound), dice))
        yield path


def _spoil(sound: bytes, other: bytes, dice: random.Random) -> bytes:
    data = bytearray(sound)
    for _ in range(dice.choice([1, 1, 2, 4])):
        at = dice.randrange(min(len(data), dice.choice([64, 4096, len(data)])))
        match dice.randrange(6):
            case 0:
                for _ in range(dice.choice([1, 8, 200])):
                    data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
            case 1:
                del data[at : at + dice.choice([1, 4, 64, 5000])]
            case 2:
                data[at : at + 4] = dice.choice(_NUMBERS)
            case 3:
                data[at:at] = dice.randbytes(dice.choice([1, 16, 3000]))
            case 4:
                del data[at + 1 :]
            case _:
                data[at:] = other[min(at, len(other) - 1) :]
        data = data or bytearray(b"\0")
    return bytes(data)
