"""The loudspeaker, where this installation and this machine have one (extra ``preview``: PySide6-Addons)."""

import ctypes
import os
import socket
import time
from contextlib import suppress
from enum import StrEnum
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple, Protocol

from PySide6.QtCore import QLibraryInfo

from slipgui.gui.ab_sound import RATE_HZ

if TYPE_CHECKING:
    from PySide6.QtCore import QIODevice
    from PySide6.QtMultimedia import QAudioSink

_BUFFER_S = 0.12
"""So long a switch takes to be heard, and so long the window may be busy without a gap in the sound."""
_FRAME_BYTES = 4
_NEW_SERVER_S = 5.0
"""Qt looks for a new PulseAudio every three seconds."""


class Silence(StrEnum):
    """Why nothing can be heard."""

    NOT_INSTALLED = "not_installed"
    """Qt's multimedia part is missing."""
    NO_DEVICE = "no_device"
    """This machine has no loudspeaker."""
    STUCK = "stuck"
    """The loudspeaker takes no sound any more."""


class Output(Protocol):
    """Takes stereo samples of 16 bit at ``RATE_HZ``."""

    def n_wanted(self) -> int:
        """How many it takes now."""
        ...

    def n_unheard(self) -> int:
        """How many it took and has not played."""
        ...

    def write(self, samples: bytes) -> None:
        """Play them after those before."""
        ...

    def stop(self) -> None:
        """Be silent at once."""
        ...


@cache
def can_play() -> bool:
    """Whether Qt's multimedia part is installed; looked for once."""
    return find_spec("PySide6.QtMultimedia") is not None


@cache
def _loading() -> Thread:
    """What brings all that sound needs into memory, begun with the first question.

    The libraries of Qt's multimedia part and of its plugin take a tenth of a second, and far longer from a slow disk: opened before
    they are there, the loudspeaker would hold the window for as long.
    """
    thread = Thread(target=_load, name="sound", daemon=True)
    thread.start()
    return thread


def _load() -> None:
    with suppress(ImportError, OSError):
        import_module("PySide6.QtMultimedia")
        plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath), "multimedia")
        for plugin in plugins.glob("*ffmpeg*"):  # what Qt takes where it is there
            ctypes.CDLL(str(plugin))


def open_output() -> "Output | Silence | None":
    """The default loudspeaker, begun, or why there is none; None while what it needs is being loaded."""
    if not _is_server_steady():
        return Silence.NO_DEVICE
    if _loading().is_alive():
        return None
    try:
        from PySide6.QtMultimedia import QAudioFormat, QAudioSink, QMediaDevices
    except ImportError:
        return Silence.NOT_INSTALLED
    device = QMediaDevices.defaultAudioOutput()
    if device.isNull():
        return Silence.NO_DEVICE
    sound = QAudioFormat()
    sound.setSampleRate(RATE_HZ)
    sound.setChannelCount(2)
    sound.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    if not device.isFormatSupported(sound):
        return Silence.NO_DEVICE
    sink = QAudioSink(device, sound)
    sink.setBufferSize(round(_BUFFER_S * RATE_HZ) * _FRAME_BYTES)
    taker = sink.start()
    return _Loudspeaker(sink, taker) if taker is not None else Silence.NO_DEVICE


def _is_server_steady() -> bool:
    """Whether PulseAudio, where it was there at first, still is.

    Where it just ended or began anew, Qt 6.11 is not connected, and the program would end in libpulse:
    ``Assertion 'c' failed at pulse/context.c, function pa_context_get_state()``.
    """
    first = _server_at_first()
    if first is None:
        return True
    now = _server()
    if now is None:
        return False
    if now != first and time.time() - now.began_s < _NEW_SERVER_S:
        return False
    with socket.socket(socket.AF_UNIX) as probe:
        return probe.connect_ex(str(_server_socket())) == 0


class _Server(NamedTuple):
    """What tells one PulseAudio from another."""

    inode: int
    began_s: float
    """When it made its socket, in seconds of the clock."""


@cache
def _server_at_first() -> _Server | None:
    """That which was there before Qt was asked for a sound."""
    return _server()


def _server() -> _Server | None:
    try:
        made = _server_socket().stat()
    except OSError:
        return None
    return _Server(made.st_ino, made.st_ctime)


def _server_socket() -> Path:
    folder = os.environ.get("PULSE_RUNTIME_PATH") or Path(os.environ.get("XDG_RUNTIME_DIR", ""), "pulse")
    return Path(folder, "native")


class _Loudspeaker:
    """Qt's audio sink, fed by the caller."""

    def __init__(self, sink: "QAudioSink", taker: "QIODevice") -> None:
        self._sink, self._taker = sink, taker

    def n_wanted(self) -> int:
        return int(self._sink.bytesFree() // _FRAME_BYTES)

    def n_unheard(self) -> int:
        return int(max(0, self._sink.bufferSize() - self._sink.bytesFree()) // _FRAME_BYTES)

    def write(self, samples: bytes) -> None:
        self._taker.write(samples)

    def stop(self) -> None:
        self._sink.reset()
