"""What the window may ask of the application, as a protocol; ``bridge.py`` fills it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from slipgui.app.intake import Refusal

TagsOf = tuple[Sequence[str], Mapping[str, str | None]]
"""Ids of tracks, and by field what the user says of them all; None takes his word back.  "cover" is the path of a picture."""


class WindowActions(Protocol):
    """What the user may want of the application."""

    def add_paths(self, paths: Sequence[Path], refused: Sequence[Refusal] = (), /) -> object:
        """Put clips, or the clips in folders, into the queue; ``refused`` came with them and is told with what else is not taken."""
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

    def learn_again(self, paths: Sequence[Path], /) -> object:
        """Learn music again, also what did not change."""
        ...

    def rebuild_catalogue(self) -> object:
        """Learn all tracks again."""
        ...

    def watch_folder(self, folder: str, is_watched: bool, /) -> object:
        """Keep the catalogue in step with a folder, or not any more."""
        ...

    def read_tags(self, track_ids: Sequence[str], /) -> object:
        """Tell what the files of tracks say, and what the user says."""
        ...

    def set_tags(self, changes: Sequence[TagsOf], /) -> object:
        """Let the user's words stand over the files' tags, or take them back."""
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
