"""News of folders from the operating system: which paths changed below them."""

import logging
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from watchfiles import watch

TICK_S = 1.0
"""News come at least so often, empty where nothing happened."""
_DEBOUNCE_MS = 1_000
_STEP_MS = 200

_log = logging.getLogger(__name__)


def notices(folders: Sequence[Path], stop: threading.Event) -> Iterator[set[Path]]:
    """Yield the paths that came, changed or went below the folders, at least every second, until ``stop``.

    Where the system tells nothing (shares, too many folders) the sets are empty: look for yourself now and then.  Blocking.
    """
    if folders:
        try:
            for changes in watch(
                *folders,
                watch_filter=None,
                debounce=_DEBOUNCE_MS,
                step=_STEP_MS,
                stop_event=stop,
                rust_timeout=round(TICK_S * 1000),
                yield_on_timeout=True,
                ignore_permission_denied=True,
            ):
                yield {Path(path) for _, path in changes}
        except (OSError, RuntimeError) as error:  # RuntimeError: what the system's own part raises
            _log.warning("folders cannot be watched, they are only looked at now and then: %s", error)
    while not stop.wait(TICK_S):
        yield set()
