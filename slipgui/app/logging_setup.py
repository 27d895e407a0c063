"""Where the log goes: a small rotating file below the home; what may hold a secret is kept out at its source (services/redaction.py)."""

import logging
import sys
from logging.handlers import RotatingFileHandler

from slipgui.app.paths import Home

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
LOG_MAX_BYTES = 1_000_000


class _LogFile(RotatingFileHandler):
    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the name of the base class
        """A disk that is full or may not be written silences this log and nothing else."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handleError(record)


def set_up_logging(home: Home, verbosity: int) -> None:
    """Log to ``slipgui.log`` from INFO up, and warnings to standard error (``verbosity`` 1: news, 2: everything, -1: nothing)."""
    root = logging.getLogger()
    root.setLevel(logging.DEBUG if verbosity > 1 else logging.INFO)
    for noisy in (
        "httpx",
        "httpcore",
        "asyncio",
        "qasync",
        "filelock",
    ):  # httpx writes whole addresses, presigned ones too
        logging.getLogger(noisy).setLevel(logging.WARNING)
    if verbosity >= 0:
        terminal = logging.StreamHandler(sys.stderr)
        terminal.setLevel([logging.WARNING, logging.INFO, logging.DEBUG][min(verbosity, 2)])
        terminal.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
        root.addHandler(terminal)
    try:
        home.logs.mkdir(parents=True, exist_ok=True)
        file = _LogFile(home.logs / "slipgui.log", maxBytes=LOG_MAX_BYTES, backupCount=3, encoding="utf-8", delay=True)
    except OSError as error:
        logging.getLogger(__name__).warning("no log file: %s", error.strerror)
        return
    file.setFormatter(logging.Formatter(_FORMAT))
    root.addHandler(file)
