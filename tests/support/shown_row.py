"""What the window shows of a clip, from the news a queue told of it."""

from support.harness import Bench
from support.queue_events import FakeClock

from slipgui.core.clip import ClipId
from slipgui.core.events import ClipAdded
from slipgui.gui.clip_rows import ClipRow
from slipgui.gui.details_words import answer_facts, support_text, verdict_words
from slipgui.gui.row_texts import row_sentence


def row_of(bench: Bench, clip_id: ClipId | None = None) -> ClipRow:
    """The row of a clip; of the only one where none is named."""
    (added,) = (event for event in bench.events if isinstance(event, ClipAdded) and clip_id in (None, event.clip_id))
    row = ClipRow(added, FakeClock())
    for event in bench.events:
        if getattr(event, "clip_id", None) == added.clip_id and event is not added:
            row.apply(event)
    return row


def words_of(row: ClipRow) -> str:
    """The row as a screen reader says it, and the details beside it."""
    verdict = verdict_words(row)
    facts = [f"{name}: {value}" for name, value in answer_facts(row)]
    return "\n".join([row_sentence(row), verdict.headline, verdict.sentence, *facts, support_text(row)])
