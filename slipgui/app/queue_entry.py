"""One clip in the queue: where it stands, whose wish it follows, and what it needs to go on."""

import asyncio
import contextlib
import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from slipgui.app.journal import Checkpoint
from slipgui.app.recognition import Recognition
from slipgui.app.twins import Content
from slipgui.core.clip import Clip, MediaInfo
from slipgui.core.events import Report
from slipgui.core.flow import Stage
from slipgui.core.upload_plan import Route

if TYPE_CHECKING:
    from slipgui.app.accounts import Account


class EntryState(StrEnum):
    """What the queue has to do with a clip."""

    WAITING = "waiting"
    """It has its turn still before it."""
    AT_WORK = "at_work"
    ENDED = "ended"


class Wish(StrEnum):
    """Why a clip at work is interrupted."""

    HOLD = "hold"
    """It keeps what is done and goes on later."""
    CANCEL = "cancel"
    """It ends."""


@dataclass(slots=True)
class Entry:
    """A clip and what the queue knows of it."""

    clip: Clip
    source_bytes: int
    device: int | None
    """The volume that the file was seen on; None where it was not seen."""
    checkpoint: Checkpoint
    position: int
    """Where it stands; greater is later."""
    n_before_it: int
    """How many clips came before it."""
    state: EntryState = EntryState.WAITING
    is_paused: bool = False
    is_changing: bool = False
    """What was chosen for it changes: it stops for that, and does not begin meanwhile."""
    is_removed: bool = False
    is_urgent: bool = False
    """It was wanted at once: neither a pause nor a lost network keeps it from trying."""
    missing_folder: Path | None = None
    """What has to come back before it can go on."""
    waits_for: Content | None = None
    """What another clip is asked about, whose answer will do for this one."""
    n_put_back: int = 0
    """How often it was tried again because the line had failed although the service answered in between."""
    put_back_at_answer: int = -1
    """How often the service had answered when the line failed it last."""
    worked_s: float = 0.0
    work: Recognition | None = None
    task: asyncio.Task[None] | None = None
    account: "Account | None" = None
    """Who is asked, from the moment on at which the last work with it began."""
    wish: Wish | None = None
    report: Report | None = None
    """How it ended, from the moment on at which that is known."""
    info: MediaInfo | None = None
    """What was found in the file, once it was looked into."""

    def may_begin(self, is_open: "Callable[[Entry], bool]") -> bool:
        """Whether its turn may come; ``is_open`` tells whether the queue goes on and its service takes clips."""
        if self.state is not EntryState.WAITING or self.is_changing:
            return False
        is_held = self.is_paused or self.missing_folder is not None
        return self.is_urgent or (not is_held and is_open(self))

    def interrupt(self, wish: Wish) -> None:
        """Stop the work; one that should only be held is not torn out of a submission, it stops behind it."""
        self.wish = wish
        if self.task is not None and self.work is not None and (wish is Wish.CANCEL or not self._is_submitting):
            self.task.cancel()

    def stop_if_held(self) -> None:
        """Called when a stage begins: stop here what should be held."""
        if self.wish is Wish.HOLD:
            self.interrupt(Wish.HOLD)

    @property
    def _is_submitting(self) -> bool:
        """Whether an interruption would leave open if there is a job; a form upload is a submission."""
        assert self.work is not None
        stage = self.work.stage
        is_form = self.work.checkpoint.route is Route.FORM
        return stage is Stage.SUBMITTING or (stage is Stage.UPLOADING and is_form)


def look_at(path: Path) -> tuple[int, int | None]:
    """Size of a file in bytes and the volume it lies on; 0 and None for what is no file.  Blocking."""
    with contextlib.suppress(OSError, ValueError):
        found = path.stat()
        if stat.S_ISREG(found.st_mode):
            return found.st_size, found.st_dev
    return 0, None


def is_volume_gone(path: Path, device: int | None) -> bool:
    """Whether a file that was seen is missing because its volume or folder is, and not because it was deleted alone.  Blocking.

    Parameters
    ----------
    path
        The file.
    device
        The volume it was seen on.  Where something is mounted, the same folder belongs to another volume when that is gone.
    """
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        pass
    except ValueError:
        return False
    except PermissionError:
        return False
    except OSError:  # a share whose server does not answer, a disk that is not there any more
        return True
    else:
        return False
    try:
        return device is not None and os.stat(path.parent).st_dev != device  # noqa: PTH116 - as above
    except OSError:
        return True
