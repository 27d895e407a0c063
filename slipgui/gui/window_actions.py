"""What the window may ask of the application, as a protocol; ``bridge.py`` fills it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from slipgui.app.intake import Refusal
    from slipgui.core.queue_order import SortKey
    from slipgui.core.upload_plan import SendMode
    from slipgui.core.voice import TimeRange
    from slipgui.gui.bucket_work import BucketWork
    from slipgui.gui.cue_work import CueWork
    from slipgui.gui.history_work import HistoryWork
    from slipgui.gui.preview_work import PreviewWork
    from slipgui.gui.settings_work import SettingsWork
    from slipgui.gui.support_work import SupportWork
    from slipgui.gui.track_work import TrackWork
    from slipgui.gui.voice_work import VoiceWork

TagsOf = tuple[Sequence[str], Mapping[str, str | None]]
"""Ids of tracks, and by field what the user says of them all; None takes his word back.  "cover" is the path of a picture."""


class WindowActions(Protocol):
    """What the user may want of the application."""

    @property
    def history(self) -> "HistoryWork":
        """What was recognised."""
        ...

    @property
    def cues(self) -> "CueWork":
        """Programmes and their cue sheets."""
        ...

    @property
    def support(self) -> "SupportWork":
        """The log and problem reports."""
        ...

    @property
    def settings(self) -> "SettingsWork":
        """The settings."""
        ...

    @property
    def tracks(self) -> "TrackWork":
        """AudioVerify's catalogue."""
        ...

    @property
    def voices(self) -> "VoiceWork":
        """Voiceprints."""
        ...

    @property
    def buckets(self) -> "BucketWork":
        """What lies in S3 buckets."""
        ...

    @property
    def previews(self) -> "PreviewWork":
        """What can be seen and heard of clips."""
        ...

    def add_paths(self, paths: Sequence[Path], refused: "Sequence[Refusal]" = ()) -> object:
        """Put clips, or the clips in folders, into the queue; ``refused`` came with them and is told with what else is not taken."""
        ...

    def recognise_again(self, paths: Sequence[Path], profile_id: str | None, /) -> object:
        """Put files into the queue that were recognised before; ``profile_id``: who was asked, None for the account asked by default."""
        ...

    def add_addresses(self, addresses: Sequence[str], /) -> object:
        """Put clips into the queue that lie behind https or s3 addresses."""
        ...

    def cancel(self, clip_ids: Sequence[str], /) -> object:
        """Stop working on clips."""
        ...

    def retry(self, clip_ids: Sequence[str], /, *, is_fresh: bool = False) -> object:
        """Begin again with clips that ended; ``is_fresh``: also where an answer is known."""
        ...

    def choose_profile(self, clip_ids: Sequence[str], profile_id: str, /) -> object:
        """Ask another account with clips, told by its id, or this computer ("local"); one that ended begins again."""
        ...

    def choose_send(self, clip_ids: Sequence[str], send: "SendMode", /) -> object:
        """Send the sound alone of clips, or the files themselves, whatever the settings say; each begins again."""
        ...

    def choose_part(self, clip_id: str, part: "TimeRange", /) -> object:
        """Ask about a part of a clip alone; it begins again."""
        ...

    def choose_track(self, clip_id: str, audio_stream: int | None, /) -> object:
        """Ask about one sound track of a clip alone, told by its position, or about all that sound (None); it begins again."""
        ...

    def remove(self, clip_ids: Sequence[str], /) -> object:
        """Take clips out of the queue, until ``restore``."""
        ...

    def restore(self, clip_ids: Sequence[str], /) -> object:
        """Put clips back that were taken out."""
        ...

    def clear_finished(self) -> object:
        """Take out all clips that ended."""
        ...

    def move(self, clip_ids: Sequence[str], before: str | None, /) -> object:
        """Put clips in front of another one, or at the end."""
        ...

    def move_to_top(self, clip_ids: Sequence[str], /) -> object:
        """Put clips in front of all others."""
        ...

    def sort(self, key: "SortKey", /) -> object:
        """Put all clips in the order of their names, sizes, or coming."""
        ...

    def pause(self, clip_ids: Sequence[str], /) -> object:
        """Let clips rest."""
        ...

    def unpause(self, clip_ids: Sequence[str], /) -> object:
        """Let clips that rest wait for their turn again."""
        ...

    def pause_all(self) -> object:
        """Let no clip begin, and let those at work rest."""
        ...

    def unpause_all(self) -> object:
        """Let the queue go on, and every clip that rests."""
        ...

    def stop_after_this(self) -> object:
        """Let those at work end, and no other begin."""
        ...

    def send_now(self, clip_ids: Sequence[str], /) -> object:
        """Let clips go first, whatever they wait for."""
        ...

    def retry_service(self) -> object:
        """Somebody mended key, account or network: ask the service again."""
        ...

    def enter_key(self, key: str, profile_id: str = "", /) -> object:
        """Keep a key for AudioVerify and ask again with it; without ``profile_id`` that of the account asked by default."""
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

    def export_tags(self, file: Path, /) -> object:
        """Write the tags of all tracks as CSV."""
        ...

    def import_tags(self, file: Path, /) -> object:
        """Take over what was changed in such a table."""
        ...

    def find_same_sound(self) -> object:
        """Look for tracks that sound the same."""
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

    def set_language(self, name: str, /) -> object:
        """Speak and remember ``system``, ``en`` or ``de``."""
        ...

    def quit(self) -> object:
        """End the program."""
        ...
