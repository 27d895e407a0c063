"""All clips of the queue in the user's order, and those taken out of it that may come back."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from slipgui.app.journal import PendingClip
from slipgui.app.queue_entry import Entry, EntryState
from slipgui.core.clip import ClipId
from slipgui.core.queue_order import changed_part


class QueueEntries:
    """In memory; the journal keeps the same order by the same rule: those that move share out the positions they held."""

    def __init__(self) -> None:
        self._entries: dict[ClipId, Entry] = {}
        self._removed: dict[ClipId, Entry] = {}
        self._waiting: dict[ClipId, Entry] = {}
        self._is_waiting_sorted = True
        self._at_work: set[ClipId] = set()
        self._n_added = 0

    def __iter__(self) -> Iterator[Entry]:
        return iter(list(self._entries.values()))

    @property
    def order(self) -> list[ClipId]:
        """The clips as the user sees them."""
        return list(self._entries)

    def add(self, item: PendingClip, device: int | None) -> Entry:
        """Put a clip at the end."""
        entry = Entry(
            clip=item.clip,
            source_bytes=item.source_bytes,
            device=device,
            checkpoint=item.checkpoint,
            position=self._n_added,
            n_before_it=self._n_added,
            is_paused=item.is_paused,
        )
        self._n_added += 1
        self._entries[item.clip.id] = entry
        self._waiting[item.clip.id] = entry
        return entry

    def of(self, clip_ids: Iterable[ClipId]) -> list[Entry]:
        """Those that are in the queue, in the order they are named."""
        return [entry for clip_id in clip_ids if (entry := self._entries.get(clip_id)) is not None]

    def ever(self, clip_ids: Iterable[ClipId]) -> list[Entry]:
        """Those named, the ones taken out included."""
        return [entry for clip_id in clip_ids if (entry := self._entries.get(clip_id) or self._removed.get(clip_id))]

    def enter(self, entry: Entry, state: EntryState) -> None:
        """Note what is to be done with a clip now."""
        entry.state = state
        if state is EntryState.AT_WORK:
            self._at_work.add(entry.clip.id)
        else:
            self._at_work.discard(entry.clip.id)
        if state is EntryState.WAITING and not entry.is_removed:
            self._waiting[entry.clip.id] = entry
            self._is_waiting_sorted = False
        else:
            self._waiting.pop(entry.clip.id, None)

    def next_ready(self, is_open: Callable[[Entry], bool]) -> Entry | None:
        """The clip whose turn it is: the first that may begin.  Asked often: where thousands wait the first is looked at, not all.

        Parameters
        ----------
        is_open
            Whether the queue goes on and the service of this clip takes clips.
        """
        if not self._is_waiting_sorted:
            self._waiting = dict(sorted(self._waiting.items(), key=_position))
            self._is_waiting_sorted = True
        return next((entry for entry in self._waiting.values() if entry.may_begin(is_open)), None)

    @property
    def has_active(self) -> bool:
        """Whether any clip is at work or will be by itself."""
        has_work = any(clip_id in self._entries for clip_id in self._at_work)
        return has_work or any(not entry.is_paused for entry in self._waiting.values())

    @property
    def n_at_work(self) -> int:
        """How many clips are at work, those included that were taken out meanwhile."""
        return len(self._at_work)

    def reorder(self, order: Sequence[ClipId]) -> Sequence[ClipId]:
        """Take another order of the same clips; tells the run of it that changed."""
        part = changed_part(self.order, order)
        moving = [self._entries[clip_id] for clip_id in part]
        positions = sorted(entry.position for entry in moving)
        for entry, position in zip(moving, positions, strict=True):
            entry.position = position
        self._sort()
        return part

    def remove(self, clip_ids: Iterable[ClipId]) -> list[Entry]:
        """Take clips out, and keep them for ``restore``."""
        gone = self.of(dict.fromkeys(clip_ids))
        for entry in gone:
            clip_id = entry.clip.id
            self._removed[clip_id] = self._entries.pop(clip_id)
            self._waiting.pop(clip_id, None)
            entry.is_removed = True
        return gone

    def restore(self, clip_ids: Iterable[ClipId]) -> list[Entry]:
        """Put clips back where they were, first the first."""
        back = [entry for clip_id in clip_ids if (entry := self._removed.pop(clip_id, None)) is not None]
        for entry in back:
            entry.is_removed = False
            entry.missing_folder = None  # it is looked for again where it is still missing
            self._entries[entry.clip.id] = entry
            self.enter(entry, entry.state)
        self._sort()
        return sorted(back, key=lambda entry: entry.position)

    def _sort(self) -> None:
        self._entries = dict(sorted(self._entries.items(), key=_position))
        self._is_waiting_sorted = False


def _position(item: tuple[ClipId, Entry]) -> int:
    return item[1].position
