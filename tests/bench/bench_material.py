"""Music and speech for the recognition benchmark, fetched and made on this machine; nothing of it is kept in the repository.

Music: game music of Debian packages (downloaded and unpacked, not installed).  Speech: espeak-ng, several voices and languages.
"""

import hashlib
import random
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import numpy.typing as npt
from large_catalogue import MUSIC_SUFFIXES, music_files

from slipgui.core.errors import SlipError
from slipgui.media.decode import decode_samples

PACKAGES = {
    "catalogue": ("supertux-data", "supertuxkart-data", "naev-data", "hedgewars-data"),
    "unknown": ("ufoai-music",),
}
_LEAST_S, _LEAST_BYTES, _N_BEDS = 30.0, 200_000, 48
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


def fetch_music(folder: Path) -> None:
    """Fill ``folder/catalogue`` and ``folder/unknown`` where they are not there yet."""
    for shelf, packages in PACKAGES.items():
        if (folder / shelf).is_dir():
            continue
        part, seen = folder / f"{shelf}.part", set[str]()
        part.mkdir(parents=True, exist_ok=True)
        for package in packages:
            for file in _unpack(package, folder / "packages"):
                digest = hashlib.sha256(file.read_bytes()).hexdigest()
                if digest not in seen:
                    seen.add(digest)
                    name = f"{package.split('-')[0]}__{file.name}"
                    while (part / name).exists():
                        name = f"{digest[:6]}_{name}"
                    shutil.copy2(file, part / name)
        part.rename(folder / shelf)


def _unpack(package: str, folder: Path) -> list[Path]:
    """The music in a Debian package."""
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
    return sorted(
        path for path in target.rglob("*")
        if path.suffix.lower() in MUSIC_SUFFIXES and path.is_file() and path.stat().st_size >= _LEAST_BYTES
    )  # fmt: skip


def make_speech(folder: Path) -> None:
    """Fill ``folder`` with beds of dialogue where it is not there yet."""
    if folder.is_dir():
        return
    espeak = shutil.which("espeak-ng")
    if espeak is None:
        sys.exit("the benchmark needs speech: apt-get install espeak-ng, or give a folder of recordings with --speech")
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


def read_sounds(folder: Path, cache: Path, rate_hz: int) -> dict[str, npt.NDArray[np.int16]]:
    """All sounds of ``folder`` of 30 s and more (speech: any) by name, mapped from ``cache``, where they are decoded to once."""
    cache.mkdir(parents=True, exist_ok=True)
    sounds = {}
    for file in music_files(folder):
        kept = cache / f"{file.name}.npy"
        if not kept.exists():
            try:
                samples = decode_samples(file, rate_hz)
            except SlipError as error:
                sys.stderr.write(f"{file.name} is left out: {error}\n")
                continue
            np.save(kept, np.asarray(np.clip(samples, -1, 1) * 32767, np.int16))
        sounds[file.name] = np.load(kept, mmap_mode="r")
    return sounds
