"""One window for one home: a second start hands its clips to the first and ends.

A lock file tells who is first and is free again when its program ends, however it ends.  What is handed over goes through a local socket
that only this user may open.  Qt's network library is loaded by a second start alone, and by the first after its first picture.
"""

import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING

from PySide6.QtCore import QObject

from slipgui.app.paths import Home

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalSocket

CONNECT_MS = 10_000
"""How long a second start tries: the first may be starting itself, or be busy."""
_TRY_EVERY_MS = 100
_MESSAGE_MAX_BYTES = 16 << 20
_TAKEN = b"taken\n"


def take_window_lock(home: Home) -> IO[bytes] | None:
    """The lock of the first window of a home, to be kept while it lives; None where another program has it.

    A home that cannot be written is nobody's: what is wrong with it is told later.
    """
    try:
        home.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = (home.data / "window.lock").open("ab")
    except OSError:
        return open(os.devnull, "rb")  # noqa: PTH123 - kept by the caller
    if _lock(file):
        return file
    file.close()
    return None


def _lock(file: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def hand_over(home: Home, paths: Sequence[Path]) -> bool:
    """Give the clips to the window of this home, which comes to the front; whether it took them."""
    from PySide6.QtCore import QDeadlineTimer, QThread
    from PySide6.QtNetwork import QLocalSocket

    message = json.dumps({"paths": [os.path.abspath(path) for path in paths]}).encode() + b"\n"  # noqa: PTH100
    deadline = QDeadlineTimer(CONNECT_MS)
    while not deadline.hasExpired():
        socket = QLocalSocket()
        socket.connectToServer(_address(home))
        if socket.waitForConnected(_TRY_EVERY_MS):
            socket.write(message)
            while socket.bytesToWrite() and socket.waitForBytesWritten(deadline.remainingTime()):
                pass
            return socket.waitForReadyRead(deadline.remainingTime()) and bytes(socket.readLine().data()) == _TAKEN
        QThread.msleep(_TRY_EVERY_MS)
    return False


def listen(home: Home, take: Callable[[list[Path]], object], parent: QObject) -> None:
    """Hear of later starts from now on; only for who has the lock.

    Parameters
    ----------
    home
        Where state lives.
    take
        Gets the clips of a later start, often none.
    parent
        As long as it lives.
    """
    from PySide6.QtNetwork import QLocalServer

    server = QLocalServer(parent)
    server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
    QLocalServer.removeServer(_address(home))  # what a killed program left
    if not server.listen(_address(home)):
        return

    def on_connection() -> None:
        while (socket := server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            socket.readyRead.connect(lambda socket=socket: _hear(socket, take))
            _hear(socket, take)

    server.newConnection.connect(on_connection)


def _hear(socket: "QLocalSocket", take: Callable[[list[Path]], object]) -> None:
    if not socket.canReadLine():
        if socket.bytesAvailable() > _MESSAGE_MAX_BYTES:
            socket.abort()
        return
    try:
        document = json.loads(bytes(socket.readLine().data()))
        paths = [Path(path) for path in document["paths"]]
    except (ValueError, TypeError, KeyError):
        socket.abort()
        return
    socket.write(_TAKEN)
    socket.flush()
    take(paths)


def _address(home: Home) -> str:
    import hashlib  # not worth loading before the first picture

    return f"slipgui-{hashlib.sha256(os.fsencode(home.data.absolute())).hexdigest()[:24]}"
