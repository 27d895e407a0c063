"""The journal against a model of it: whatever is done in whatever order, with crashes between and in the middle, every commit stays whole.

A crash is a copy of the files as they lie on the disk at that moment, opened by another program.
"""

import asyncio
import shutil
import tempfile
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from slipgui.app.history import History, HistoryQuery
from slipgui.app.history_words import HistoryKind
from slipgui.app.journal import Checkpoint, Journal, PendingClip
from slipgui.app.journal_file import JournalFile
from slipgui.app.program_run import ProgramRun
from slipgui.core.clip import Clip, ClipId
from slipgui.core.flow import Stage
from slipgui.core.upload_plan import Payload, Route, SendMode

TRACK = {"id": None, "title": "Harbour", "artist": None, "internal": True, "isrc": None, "score": 1.0, "external_label": None}  # fmt: skip
CHECKPOINTS = st.builds(
    Checkpoint,
    stage=st.sampled_from([stage for stage in Stage if stage is not Stage.FINISHED]),
    service=st.sampled_from([None, "local", "https://api"]),
    route=st.sampled_from([None, *Route]),
    payload=st.sampled_from([None, *Payload]),
    planned_bytes=st.integers(0, 2**40),
    storage_key=st.sampled_from([None, "video-recognition/k"]),
    job_id=st.sampled_from([None, "job"]),
    audio_offset_s=st.floats(-10, 10),
    is_possibly_twice=st.booleans(),
    is_fresh=st.booleans(),
    content_hash=st.sampled_from([None, "sha256:00"]),
    stored_at_s=st.sampled_from([None, 1.8e9]),
    send=st.sampled_from([None, *SendMode]),
    part_from_s=st.sampled_from([None, 1.5]),
    part_to_s=st.sampled_from([None, 31.25]),
)

CLIPS = st.integers(0, 5).map(lambda number: ClipId(f"clip-{number}"))
"""Some of them come late, some never: what is done to them changes nothing."""
SOME = st.lists(CLIPS, unique=True, max_size=4)


@dataclass
class Model:
    """What the journal should hold of one clip."""

    checkpoint: Checkpoint = field(default_factory=Checkpoint)
    outcome: str | None = None
    title: str | None = None
    is_paused: bool = False
    is_removed: bool = False
    is_deleted: bool = False


class JournalMachine(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.folder = Path(tempfile.mkdtemp())
        self.models: dict[ClipId, Model] = {}
        """In queue order."""
        self.n_kept = 0
        """Answers that stay in the history although their clip was tried again."""
        self.n_added = self.n_crashes = 0
        self.is_resting = False

    def do(self, coroutine):
        return self.loop.run_until_complete(coroutine)

    def open(self):
        self.opened = AsyncExitStack()
        run = self.opened.enter_context(ProgramRun(self.folder / "runs"))
        self.file = self.do(self.opened.enter_async_context(JournalFile(self.folder / "journal.sqlite3")))
        self.journal, self.history = Journal(self.file, run), History(self.file)
        assert self.file.set_aside is None

    @initialize()
    def begin(self):
        self.open()
        self.add(3)

    def teardown(self):
        self.do(self.opened.aclose())
        self.loop.close()
        shutil.rmtree(self.folder)

    # ------------------------------------------------------------------------------------------- what people and programs do

    @rule(n=st.integers(0, 3))
    def add(self, n):
        ids = [ClipId(f"clip-{self.n_added + i}") for i in range(n)]
        self.n_added += n
        self.do(self.journal.add([PendingClip(Clip(clip_id, Path(f"/{clip_id}")), 1) for clip_id in ids]))
        self.models |= {clip_id: Model() for clip_id in ids}

    @rule(clip=CLIPS, checkpoint=CHECKPOINTS)
    def save(self, clip, checkpoint):
        self.do(self.journal.save(clip, checkpoint))
        old = self.models.get(clip)
        if old is None:
            return
        self.n_kept += old.outcome in ("identified", "not_identified") and not old.is_deleted
        self.models[clip] = Model(checkpoint, None, None, old.is_paused, old.is_removed)

    @rule(clip=CLIPS, outcome=st.sampled_from(["identified", "not_identified", "failed", "cancelled"]))
    def finish(self, clip, outcome):
        track = TRACK if outcome == "identified" else None
        self.do(self.journal.finish(clip, {"clip": f"/{clip}", "outcome": outcome, "track": track}, None))
        if clip in self.models:
            self.models[clip].outcome, self.models[clip].title = outcome, None
            self.models[clip].is_paused = False

    @rule(some=SOME, is_paused=st.booleans())
    def pause(self, some, is_paused):
        self.do(self.journal.set_paused(some, is_paused))
        for clip in self.models.keys() & some:
            self.models[clip].is_paused = is_paused

    @rule(is_paused=st.booleans())
    def pause_queue(self, is_paused):
        self.do(self.journal.set_queue_paused(is_paused))
        self.is_resting = is_paused

    @rule(some=SOME, is_removed=st.booleans())
    def remove(self, some, is_removed):
        self.do(self.journal.set_removed(some, is_removed))
        for clip in self.models.keys() & some:
            self.models[clip].is_removed = is_removed

    @rule(some=SOME)
    def reorder(self, some):
        self.do(self.journal.reorder(some))
        chosen = iter([clip for clip in some if clip in self.models])
        order = [next(chosen) if clip in some else clip for clip in self.models]
        self.models = {clip: self.models[clip] for clip in order}

    @rule(clip=CLIPS, title=st.sampled_from(["Own", None]))
    def correct(self, clip, title):
        self.do(self.history.correct(clip, {"title": title} if title else {}))
        model = self.models.get(clip)
        if model and model.outcome and not model.is_deleted:
            model.title = title

    @rule(some=SOME)
    def delete(self, some):
        self.do(self.history.delete(some))
        for clip in self.models.keys() & some:
            self.models[clip].is_deleted |= self.models[clip].outcome is not None

    @rule(some=SOME)
    def restore(self, some):
        self.do(self.history.restore(some))
        for clip in self.models.keys() & some:
            self.models[clip].is_deleted = False

    # ------------------------------------------------------------------------------------------- what happens to them

    @rule()
    def crash(self):
        self._go_on_from_a_copy(lambda: None)

    @rule(some=SOME)
    def crash_in_the_middle_of_a_commit(self, some):
        def write_half():
            connection = self.file._db()
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany("DELETE FROM recognitions WHERE id = ?", [(clip,) for clip in some])
            connection.execute("PRAGMA cache_spill = 1")

        self._go_on_from_a_copy(write_half)

    def _go_on_from_a_copy(self, write):
        crashed, opened, file = self.folder, self.opened, self.file
        self.do(file.run(write))
        self.folder = Path(tempfile.mkdtemp())
        for name in ("journal.sqlite3", "journal.sqlite3-wal"):
            if (crashed / name).exists():
                shutil.copy(crashed / name, self.folder / name)
        self.do(file.run(lambda: file._db().in_transaction and file._db().execute("ROLLBACK")))
        self.do(opened.aclose())
        shutil.rmtree(crashed)
        self.open()
        waiting = [clip for clip, model in self.models.items() if model.outcome is None and not model.is_removed]
        assert [item.clip.id for item in self.do(self.journal.adopt_pending())] == waiting
        assert self.do(self.journal.adopt_pause()) == self.is_resting

    # ------------------------------------------------------------------------------------------- what is always true

    @invariant()
    def the_queue_is_as_it_should_be(self):
        found = [(item.clip.id, item.checkpoint, item.is_paused) for item in self.do(self.journal.pending())]
        assert found == [
            (clip, model.checkpoint, model.is_paused or self.is_resting)
            for clip, model in self.models.items()
            if model.outcome is None and not model.is_removed
        ]

    @invariant()
    def the_history_is_as_it_should_be(self):
        page = self.do(self.history.page(HistoryQuery(), 0, 10_000))
        ended = {clip: m for clip, m in self.models.items() if m.outcome is not None and not m.is_deleted}
        assert page.n_rows == len(page.rows) == len(ended) + self.n_kept
        rows = {row.id: row for row in page.rows if row.id in ended}
        assert {clip: row.line["outcome"] for clip, row in rows.items()} == {c: m.outcome for c, m in ended.items()}
        by_hand = {clip: (row.line.get("corrected_track") or {}).get("title") for clip, row in rows.items()}
        assert by_hand == {clip: model.title for clip, model in ended.items()}

    @invariant()
    def what_is_searched_is_what_is_there(self):
        found = {row.id for row in self.do(self.history.page(HistoryQuery("own", HistoryKind.CORRECTED), 0, 999)).rows}
        assert found >= {clip for clip, m in self.models.items() if m.title and m.outcome and not m.is_deleted}


def test_what_was_said_by_hand_of_one_answer_is_not_said_of_the_next():
    machine = JournalMachine()
    machine.begin()
    clip = ClipId("clip-0")
    for step in (machine.finish, machine.correct, machine.finish):
        step(clip, "Own" if step == machine.correct else "identified")
        machine.the_history_is_as_it_should_be()
        machine.what_is_searched_is_what_is_there()
    machine.teardown()


JournalMachine.TestCase.settings = settings(
    max_examples=30, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)
test_the_journal_and_its_model_agree = JournalMachine.TestCase
