"""What the window may ask of the application, as a protocol; ``bridge.py`` fills it."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from slipgui.app.intake import Refusal
    from slipgui.gui.history_work import HistoryWork


class WindowActions(Protocol):
    """What the user may want of the application."""

    @property
    def history(self) -> "HistoryWork":
        """What was recognised."""
        ...

    def add_paths(self, paths: Sequence[Path], refused: "Sequence[Refusal]" = (), *, is_fresh: bool = False) -> object:
        """Put clips, or the clips in folders, into the queue; ``refused`` came with them and is told with what else is not taken.

        ``is_fresh``: ask the service even where an answer to the same sound is known.
        """
        ...

    def cancel(self, clip_ids: Sequence[str], /) -> object:
        """Stop working on clips."""
        ...

    def retry(self, clip_ids: Sequence[str], /) -> object:
        """Begin again with clips that ended."""
        ...

    def remove(self, clip_ids: Sequence[str], /) -> object:
        """Take clips out of the queue."""
        ...

    def add_music(self, paths: Sequence[Path], /) -> object:
        """Teach the catalogue files or folders of music."""
        ...

    def stop_learning(self) -> object:
        """Stop teaching the catalogue; what it learned stays."""
        ...

    def read_catalogue(self) -> object:
        """Tell what the catalogue holds."""
        ...

    def remove_tracks(self, tracks: Sequence[tuple[str, str]], /) -> object:
        """Take tracks, told as (id, file), out of the catalogue."""
        ...

    def check_catalogue(self) -> object:
        """Look for what is wrong with the catalogue."""
        ...

    def set_theme(self, name: str, /) -> object:
        """Use and remember ``system``, ``light`` or ``dark``."""
        ...

    def quit(self) -> object:
        """End the program."""
        ...
