"""Music, speech and effects for the recognition benchmark, fetched and made on this machine; nothing of it is kept in the repository.

A shelf (a folder below the benchmark's own) that is there is used as it is; the others are filled:

* music, recorded dialogue and effects out of Debian packages of games, downloaded and unpacked, not installed;
* synthetic speech by espeak-ng, several voices and paces.
"""

import hashlib
import random
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from clip_conditions import Sources
from large_catalogue import MUSIC_SUFFIXES, music_files
from masking_sounds import RATE_HZ, Pool

from slipgui.core.errors import SlipError
from slipgui.media.decode import decode_samples, read_duration_s


@dataclass(frozen=True)
class Shelf:
    """What of which packages a folder is filled with."""

    packages: Sequence[str]
    least_s: float
    folders: Sequence[str] = ("/",)
    """Only below folders with one of these in their path."""
    without: Sequence[str] = ()


SHELVES = {
    "music/catalogue": Shelf(("supertux-data", "supertuxkart-data", "naev-data", "hedgewars-data"), 30.0),
    "music/unknown": Shelf(("ufoai-music",), 30.0),
    "dialogue": Shelf(("fillets-ng-data-cs", "fillets-ng-data-nl"), 0.5),
    "effects": Shelf(
        ("supertux-data", "supertuxkart-data", "naev-data", "hedgewars-data"), 0.2, ("/sounds/", "/sfx/", "/Sounds/"), ("/voices/",)
    ),
}  # fmt: skip
_N_BEDS = 48
_VOICES = (
    "en-us",
    "en-gb",
    "en-us+f2",
    "en-gb+f4",
    "en-us+m3",
    "en-gb+m5",
    "en-029",
    "en-gb-scotland",
    "en-us+f5",
    "en-us+croak",
)
_SENTENCES = (
    "The editor never told us about the missing reel, and I still don't know why.",
    "My sister finally understood what was on that photograph, but you have to believe me!",
    "Nobody from the studio wanted to hear it. So what do we do now?",
    "The night manager promised to send a letter from Lisbon at a quarter past seven.",
    "Her lawyer argued all night over last year's contract, while the others were asleep.",
    "That old sailor would rather burn the red suitcase. Listen to me, please.",
    "We walked for hours. There was a song on the radio, and the rain would not stop.",
    "Everyone in the room kept asking for those three phone calls, because somebody was listening.",
)


def prepare_material(folder: Path) -> None:
    """Fill the shelves below ``folder`` that are not there yet; nothing lies on two of them."""
    for name, shelf in SHELVES.items():
        if not (folder / name).is_dir():
            others = [folder / other for other in SHELVES if (folder / other).is_dir()]
            taken = {_digest(file) for other in others for file in other.iterdir()}
            _fill(folder / name, shelf, folder / "packages", taken)
    _make_speech(folder / "speech")


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _fill(target: Path, shelf: Shelf, packages: Path, seen: set[str]) -> None:
    part = target.with_name(f"{target.name}.part")
    part.mkdir(parents=True, exist_ok=True)
    for package in shelf.packages:
        for file in _choose(_unpack(package, packages), shelf):
            digest = _digest(file)
            if digest not in seen:
                seen.add(digest)
                name = f"{package.split('-')[0]}__{file.name}"
                while (part / name).exists():
                    name = f"{digest[:6]}_{name}"
                shutil.copy2(file, part / name)
    part.rename(target)


def _choose(folder: Path, shelf: Shelf) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        place = f"/{path.relative_to(folder)}"
        if path.suffix.lower() not in MUSIC_SUFFIXES or not path.is_file():
            continue
        if not any(part in place for part in shelf.folders) or any(part in place for part in shelf.without):
            continue
        try:
            is_long = read_duration_s(path) >= shelf.least_s
        except SlipError as error:
            sys.stderr.write(f"{path.name} is left out: {error}\n")
            continue
        if is_long:
            yield path


def _unpack(package: str, folder: Path) -> Path:
    """The folder with what is in a Debian package."""
    target = folder / package
    if not target.exists():
        folder.mkdir(parents=True, exist_ok=True)
        # apt's sandbox user cannot write here; the archive is verified all the same
        subprocess.run(["apt-get", "-q", "download", "-o", "APT::Sandbox::User=root", package], cwd=folder, check=True)
        part = folder / f"{package}.part"
        subprocess.run(["dpkg-deb", "-x", str(next(folder.glob(f"{package}_*.deb"))), str(part)], check=True)
        for archive in part.rglob("*.pk3"):
            with zipfile.ZipFile(archive) as packed:
                packed.extractall(archive.with_suffix(""))
        part.rename(target)
    return target


def _make_speech(folder: Path) -> None:
    if folder.is_dir():
        return
    espeak = shutil.which("espeak-ng")
    if espeak is None:
        sys.exit(f"the benchmark needs speech: apt-get install espeak-ng, or put recordings into {folder}")
    part, chance = folder.with_name(f"{folder.name}.part"), random.Random(7)
    part.mkdir(parents=True, exist_ok=True)
    for number in range(_N_BEDS):
        text = " ".join(chance.choices(_SENTENCES, k=10))
        pitch, pace = str(chance.randint(30, 70)), str(chance.randint(135, 200))
        voice = _VOICES[number % len(_VOICES)]
        subprocess.run(
            [espeak, "-v", voice, "-p", pitch, "-s", pace, "-w", str(part / f"{number:02d}.wav"), text], check=True
        )
    part.rename(folder)


def open_sources(folder: Path) -> Sources:
    """All shelves, mapped from ``folder/sound``, where they are decoded to once."""
    cache = folder / "sound"
    return Sources(
        read_tracks(folder / "music" / "catalogue", cache),
        read_tracks(folder / "music" / "unknown", cache),
        *(read_pool(folder / name, cache) for name in ("speech", "dialogue", "effects")),
    )


def read_tracks(folder: Path, cache: Path) -> dict[str, npt.NDArray[np.int16]]:
    """Each track of ``folder`` by name, mono at 22 050 Hz."""
    cache.mkdir(parents=True, exist_ok=True)
    tracks = {}
    for file in music_files(folder):
        kept = cache / f"{file.name}.npy"
        if not kept.exists():
            samples = _decode(file)
            if samples is None:
                continue
            _save(kept, samples)
        tracks[file.name] = np.load(kept, mmap_mode="r")
    return tracks


def read_pool(folder: Path, cache: Path) -> Pool:
    """The sounds of ``folder`` in one file: thousands of short ones would be as many open files."""
    cache.mkdir(parents=True, exist_ok=True)
    kept, ends = cache / f"{folder.name}-pool.npy", cache / f"{folder.name}-ends.npy"
    if not kept.exists():
        sounds = [samples for file in music_files(folder) if (samples := _decode(file)) is not None]
        if not sounds:
            sys.exit(f"there is no sound in {folder}")
        _save(ends, np.cumsum([len(samples) for samples in sounds]))
        _save(kept, np.concatenate(sounds))
    return np.split(np.load(kept, mmap_mode="r"), np.load(ends)[:-1])


def _decode(file: Path) -> npt.NDArray[np.int16] | None:
    try:
        samples = decode_samples(file, RATE_HZ)
    except SlipError as error:
        sys.stderr.write(f"{file.name} is left out: {error}\n")
        return None
    return np.asarray(np.clip(samples, -1, 1) * 32767, np.int16)


def _save(file: Path, values: npt.NDArray[np.generic]) -> None:
    """Written aside first: an interrupted run leaves no half of it."""
    part = file.with_suffix(".part.npy")
    np.save(part, values)
    part.replace(file)
