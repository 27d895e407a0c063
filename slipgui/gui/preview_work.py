"""Asks a child process for stills, waveforms and sound; it begins when it is first needed and ends when it has nothing to do."""

import json
import logging
from collections import OrderedDict
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

_DEADLINE_MS = 60_000
"""A share that hangs: the child is ended, the next one goes on with the next request."""
_IDLE_MS = 60_000
_END_MS = 2_000

_log = logging.getLogger(__name__)


class PreviewWork(QObject):
    """One request at a time, so that those that are not wanted any more cost nothing.

    Parameters
    ----------
    command
        Begins the child (``slip previews``).
    parent
        Owner.
    """

    answered = Signal(int, object)
    """Number of a request, and the document that answers it (``app/previews.py``); with ``failed`` where there is nothing."""

    def __init__(self, command: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._command = list(command)
        self._waiting: OrderedDict[int, bytes] = OrderedDict()
        self._at_work: int | None = None
        self._n_asked = 0
        self._process: QProcess | None = None
        self._deadline = QTimer(self, singleShot=True, interval=_DEADLINE_MS)
        self._deadline.timeout.connect(self._give_up)
        self._idle = QTimer(self, singleShot=True, interval=_IDLE_MS)
        self._idle.timeout.connect(self.close)

    @property
    def process_id(self) -> int:
        """Of the child; 0 while there is none."""
        return self._process.processId() if self._process is not None else 0

    def ask(self, kind: str, **values: object) -> int:
        """Ask for something; the number under which it is answered."""
        self._n_asked += 1
        line = json.dumps({"n": self._n_asked, "kind": kind, **values}) + "\n"
        self._waiting[self._n_asked] = line.encode("ascii")
        self._send()
        return self._n_asked

    def forget(self, number: int) -> bool:
        """Do without an answer that was not begun; whether it was not."""
        return self._waiting.pop(number, None) is not None

    def close(self) -> None:
        """End the child."""
        process, self._process = self._process, None
        self._deadline.stop()
        self._idle.stop()
        if process is not None:
            process.blockSignals(True)
            process.kill()
            process.waitForFinished(_END_MS)
            process.deleteLater()

    def _send(self) -> None:
        if self._at_work is not None or not self._waiting:
            return
        self._idle.stop()
        self._at_work, line = self._waiting.popitem(last=False)
        if self._process is None:
            self._process = self._start()
        self._process.write(line)
        self._deadline.start()

    def _start(self) -> QProcess:
        process = QProcess(self)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.SeparateChannels)
        process.setStandardErrorFile(QProcess.nullDevice())
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._ended)
        process.errorOccurred.connect(self._failed)
        process.start(self._command[0], self._command[1:])
        return process

    def _read(self) -> None:
        while self._process is not None and self._process.canReadLine():
            with suppress(ValueError):
                document = json.loads(bytes(self._process.readLine().data()))
                if isinstance(document, dict) and document.get("n") == self._at_work:
                    self._tell(document)

    def _tell(self, document: dict[str, Any]) -> None:
        number, self._at_work = self._at_work, None
        self._deadline.stop()
        self._idle.start()
        self.answered.emit(number, document)
        self._send()

    def _give_up(self) -> None:
        _log.warning("a preview took too long")
        self.close()
        self._lose()

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._ended()

    def _ended(self) -> None:
        """The child is gone: what it was at brought it down."""
        self.close()
        self._lose()

    def _lose(self) -> None:
        if self._at_work is not None:
            self._tell({"failed": "ended"})
