"""Other engines beside ours: those that can be installed answer the same clips in the same run, over the real tracks alone."""

import json
import shutil
import subprocess
import sys
import tempfile
import wave
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from large_catalogue import music_files

from slipgui.engine.arrays import Float32s
from slipgui.engine.parameters import SAMPLE_RATE_HZ
from slipgui.media.decode import decode_samples

_HERE = Path(__file__).parent
_AUDFPRINT = "audfprint2==0.1.2"
_INSTALL_TIMEOUT_S = 300


@dataclass(frozen=True)
class Peer:
    """Another engine."""

    name: str
    script: str
    index: str
    """File name of what it has learned."""
    reads_wave: bool
    """Wants mono .wav at 11 025 Hz, decoded by us; else it decodes files itself."""


@dataclass(frozen=True)
class InstalledPeer:
    """One that is here."""

    peer: Peer
    python: str
    """The interpreter that runs its adapter."""
    index: Path

    def command(self, *tracks: str) -> list[str]:
        return [self.python, str(_HERE / self.peer.script), str(self.index), *tracks]


AUDFPRINT = Peer("audfprint2", "peer_audfprint.py", "audfprint.hdf", reads_wave=True)
CHROMAPRINT = Peer("chromaprint", "peer_chromaprint.py", "chromaprint.npz", reads_wave=False)


def install_peers(folder: Path, tell: Callable[[str], None]) -> list[InstalledPeer]:
    """Those that are here or can be fetched, each with the catalogue learned; a sentence for each other."""
    folder.mkdir(parents=True, exist_ok=True)
    here = []
    for peer, find in ((AUDFPRINT, _find_audfprint), (CHROMAPRINT, _find_chromaprint)):
        python = find(folder)
        if python is None:
            tell(f"{peer.name} is left out: it could not be installed ({_HOW[peer.name]})")
        else:
            here.append(InstalledPeer(peer, python, folder / peer.index))
    return here


_HOW = {AUDFPRINT.name: f"pip install {_AUDFPRINT}", CHROMAPRINT.name: "apt-get install libchromaprint-tools"}


def _find_audfprint(folder: Path) -> str | None:
    """An environment of its own: what it needs shall not meet what Slipgui needs."""
    python = folder / "venv" / "bin" / "python"
    try:
        if subprocess.run([str(python), "-c", "import audfprint2"], capture_output=True, check=False).returncode == 0:
            return str(python)
    except OSError:
        pass
    try:
        subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True, timeout=_INSTALL_TIMEOUT_S)
        subprocess.run([str(python), "-m", "pip", "install", "-q", _AUDFPRINT], check=True, timeout=_INSTALL_TIMEOUT_S)
    except (OSError, subprocess.SubprocessError):
        return None
    return str(python)


def _find_chromaprint(folder: Path) -> str | None:
    return sys.executable if shutil.which("fpcalc") else None


def learn(installed: InstalledPeer, music: Path) -> None:
    """The tracks of ``music``, once."""
    if installed.index.exists():
        return
    files = music_files(music)
    with tempfile.TemporaryDirectory(dir=installed.index.parent) as scratch:
        if installed.peer.reads_wave:
            waves = [Path(scratch) / f"{file.name}.wav" for file in files]
            for file, target in zip(files, waves, strict=True):
                write_wave(target, decode_samples(file, SAMPLE_RATE_HZ))
            files = waves
        subprocess.run(installed.command(*map(str, files)), check=True, stdout=subprocess.DEVNULL)


def write_wave(file: Path, samples: Float32s) -> None:
    with wave.open(str(file), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(SAMPLE_RATE_HZ)
        out.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())


class Panel:
    """Running peers, asked one after the other; ``with`` ends them."""

    def __init__(self, peers: Sequence[InstalledPeer]) -> None:
        self._peers = [
            (
                installed.peer,
                subprocess.Popen(installed.command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True),
            )
            for installed in peers
        ]

    def __enter__(self) -> "Panel":
        return self

    def __exit__(self, *_: object) -> None:
        for _, process in self._peers:
            process.communicate()

    def ask(self, clip: Path, samples: Float32s, decode_s: float) -> dict[str, dict[str, Any]]:
        """What each names, and its CPU seconds with decoding."""
        heard = clip.with_suffix(".wav")
        write_wave(heard, samples)
        answers = {}
        for peer, process in self._peers:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(f"{heard if peer.reads_wave else clip}\n")
            process.stdin.flush()
            told: dict[str, Any] = json.loads(process.stdout.readline())
            told["cpu_s"] += decode_s if peer.reads_wave else 0.0
            answers[peer.name] = told
        return answers


QUOTED: dict[str, dict[str, tuple[int, int]]] = {
    "Olaf": {
        "clean": (11, 11), "aac48": (8, 8), "sp+6": (15, 20), "sp0": (10, 20), "sp-6": (1, 18), "sp-12": (6, 21), "white0": (9, 14),
        "babble0": (0, 7), "phone": (0, 9), "speed+1": (5, 7), "speed-1": (12, 13), "speed+2": (7, 14), "speed-2": (6, 11),
        "speed+4": (1, 8), "speed-4": (2, 10), "tempo+6": (12, 12), "tempo-6": (15, 15), "pitch+1": (3, 8), "pitch-1": (2, 10),
        "sp0speed+2": (0, 18), "xfade": (5, 7), "fade": (7, 8), "duck": (9, 11),
    },
    "dejavu": {
        "clean": (4, 4), "aac48": (3, 3), "sp+6": (6, 6), "sp0": (5, 7), "sp-6": (1, 6), "sp-12": (3, 7), "white0": (4, 5),
        "babble0": (2, 2), "phone": (2, 3), "speed+1": (0, 2), "speed-1": (0, 5), "speed+2": (0, 4), "speed-2": (0, 4),
        "speed+4": (0, 3), "speed-4": (0, 3), "tempo+6": (4, 4), "tempo-6": (5, 5), "pitch+1": (0, 3), "pitch-1": (0, 3),
        "sp0speed+2": (0, 6), "xfade": (2, 2), "fade": (3, 3), "duck": (3, 4),
    },
}  # fmt: skip
"""Right and asked, as measured once for this project (123 real tracks, clips of 3 to 30 s, tempo at ±5 %; dejavu's algorithm restated over
sorted arrays, accepted from 13 hashes so that none of its negatives passed): neither is to be had from a registry, so quoted, not run."""
