"""The window in every state worth a picture, over the real widgets; drawn by ``tests/screenshots.py``.

Every screen is a function that brings a fresh window into its state and returns what is to be taken: the window, or a dialog over it.
"""

import asyncio
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractAnimation, QCoreApplication, QDeadlineTimer, QEvent, QEventLoop
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from support.catalogue_lines import contents_of, track, waiting
from support.cue_projects import make_project, make_sheet
from support.drags import Drag
from support.history_rows import NOW, FilledHistory, filled_history
from support.queue_events import FakeClock, added, finished, make_track, probed
from support.settings_states import settings_state
from support.shown_previews import ShownPreviews
from support.voice_screens import show_voices
from support.wishes import Wishes

from slipgui.app.edit_cues import LinkedEdit
from slipgui.app.paths import find_home
from slipgui.core.clip import ClipId
from slipgui.core.edit import Edit, PlacedSound
from slipgui.core.errors import (
    AuthenticationError,
    JobExpiredError,
    NoAudioError,
    OfflineError,
    PaymentRequiredError,
    RequestRejectedError,
)
from slipgui.core.events import (
    BatchFinished,
    ClipRemoved,
    PauseReason,
    QueuePaused,
    ServicePaused,
)
from slipgui.core.outcome import BatchSummary, Identified, Match, NotIdentified
from slipgui.core.recut import Recut
from slipgui.core.release import Release
from slipgui.core.works import Work, WorksList
from slipgui.gui.bucket_dialog import BucketDialog
from slipgui.gui.clip_table_model import RowFilter
from slipgui.gui.cue_texts import CueColumn
from slipgui.gui.cue_work import ScanWish
from slipgui.gui.demo_outcomes import outcome_events
from slipgui.gui.error_words import explained
from slipgui.gui.guide_window import GuideWindow
from slipgui.gui.history_work import HistoryWork
from slipgui.gui.main_window import MainWindow
from slipgui.gui.release_notices import ReleaseNotices
from slipgui.gui.release_work import ReleaseState, ReleaseWork
from slipgui.gui.relink_dialog import RelinkDialog
from slipgui.gui.rows_view import RowsView
from slipgui.gui.service_texts import service_line, service_name
from slipgui.gui.settings_window import SettingsWindow
from slipgui.gui.support_work import SupportWork
from slipgui.gui.texts import menu, translate
from slipgui.gui.theme import Appearance
from slipgui.gui.welcome import Welcome
from slipgui.services.bucket_room import BucketEntry

SIZE = (1440, 900)
NARROW = (900, 640)
RELEASE = Release("1.4.0", date(2026, 12, 1), "https://github.com/slipgui/slipgui/releases/tag/v1.4.0")


class Studio:
    """Makes windows for pictures.

    Parameters
    ----------
    appearance
        The colours.
    folder
        For files that a screen needs.
    """

    def __init__(self, appearance: Appearance, folder: Path) -> None:
        self.appearance, self.folder = appearance, folder
        self._stack = ExitStack()

    def __enter__(self) -> "Studio":
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def window(self, size: tuple[int, int] = SIZE, history: FilledHistory | None = None) -> MainWindow:
        """A new window with nothing in it."""
        work = HistoryWork(history.ask if history is not None else lambda _: None)
        support = SupportWork(find_home(self.folder), lambda work: asyncio.run(work))  # type: ignore[arg-type]
        window = MainWindow(
            self.appearance, Wishes(work, ShownPreviews(), support=support), dict, lambda _: None, clock=FakeClock()
        )
        window.set_service(service_name("audioverify"), service_line("audioverify", 0, ""), True)
        window.empty_page.set_service("audioverify", 0)
        window.resize(*size)
        window.show()
        window.activateWindow()
        window._make_the_rest()
        settle()
        return window

    def busy(self, size: tuple[int, int] = SIZE) -> MainWindow:
        """A window with a clip in every state."""
        window = self.window(size)
        for event in outcome_events():
            window.on_event(event)
        window.model.flush()
        settle()
        return window

    def history(self, *, is_empty: bool = False, size: tuple[int, int] = SIZE) -> MainWindow:
        """A window that shows a history."""
        name = "empty.sqlite3" if is_empty else "full.sqlite3"
        (self.folder / name).unlink(missing_ok=True)
        kept = self._stack.enter_context(filled_history(self.folder / name))
        if not is_empty:
            kept.add_examples(NOW + timedelta(days=1))
        window = self.window(size, history=kept)
        window.show_room("history")
        settle()
        return window


def settle() -> None:
    """Let everything that waits happen, and what is to go be gone."""
    for _ in range(4):
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def finish(deadline_s: int = 20) -> None:
    """Let every still in view come, which rows ask for one after the other."""
    deadline = QDeadlineTimer(1000 * deadline_s)
    while any(_waits_for_stills(view) for view in QApplication.allWidgets() if isinstance(view, RowsView)):
        assert not deadline.hasExpired()
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)


def _waits_for_stills(view: RowsView) -> bool:
    posters = view._look.posters
    return view.isVisible() and posters is not None and (posters._asked is not None or posters._timer.isActive())


def select(window: MainWindow, *names: str) -> MainWindow:
    """With these clips selected."""
    window.queue_page.view.select_ids(list(names))
    window.queue_page.view.setFocus()
    settle()
    return window


def with_details(window: MainWindow, name: str) -> MainWindow:
    """With the details of a clip."""
    select(window, name)
    window.show_details(True)
    settle()
    return window


def drag_over(window: MainWindow, paths: Iterable[Path]) -> MainWindow:
    """While these files are over it."""
    overlay = window.drop_overlay
    window._drag = Drag(window, *paths)  # type: ignore[attr-defined]  # lasts as long as the window
    deadline = QDeadlineTimer(10_000)
    while overlay._counted is None or overlay._fade.state() is QAbstractAnimation.State.Running:
        assert not deadline.hasExpired()
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)
    return window


def _over_cues(window: MainWindow) -> MainWindow:
    """With the files over the second target."""
    overlay = window.drop_overlay
    window._drag.move_to(overlay.pos() + overlay.other_target.center().toPoint())  # type: ignore[attr-defined]
    return window


def _files(studio: Studio, *names: str) -> list[Path]:
    folder = studio.folder / "drop"
    folder.mkdir(exist_ok=True)
    paths = [folder / name for name in names]
    for path in paths:
        path.write_bytes(b"0" * 1000)
    return paths


def _told(window: MainWindow, *events: Any) -> MainWindow:
    for event in events:
        window.on_event(event)
    window.model.flush()
    settle()
    return window


def _palette(window: MainWindow, written: str) -> MainWindow:
    window.finder.show()
    window.finder.palette.field.setText(written)
    settle()
    return window


def _compact(window: MainWindow) -> MainWindow:
    window.menus.actions["compact"].trigger()
    settle()
    return window


def _filtered(window: MainWindow) -> MainWindow:
    window.queue_page.search.setText("no such clip")
    settle()
    return window


def _failed_only(window: MainWindow) -> MainWindow:
    window.queue_page.set_filter(RowFilter.FAILED)
    settle()
    return window


def _removed(window: MainWindow) -> MainWindow:
    select(window, "take#3_selects_B-cam.mov")
    window.rooms.queue.pace.remove()
    return _told(window, ClipRemoved(ClipId("take#3_selects_B-cam.mov")))


def _compared(studio: Studio) -> MainWindow:
    """A clip beside the catalogue track that was found in it."""
    window = studio.window()
    window.set_service(service_name("local"), service_line("local", 1284, ""), True)
    match = Match(26.4, 73.4, 6.2, 1.0, 0.0, "/music/Tidewater/Harbour Lights (60s Edit).wav")
    _told(
        window,
        added(FOUND, FOUND),
        probed(FOUND),
        finished(FOUND, Identified(make_track(), match), service="local", elapsed_s=6.1),
    )
    return with_details(window, FOUND)


def _several(window: MainWindow) -> MainWindow:
    select(window, FOUND, "EP104_SC12_temp_music_v2.mp4", "take#3_selects_B-cam.mov", "INT_Wardrobe_stems_MX.wav")
    window.show_details(True)
    settle()
    return window


def _tags(window: MainWindow) -> MainWindow:
    _catalogue(window)
    window.catalogue_page.view.select_only(0)
    title = {"title": "Harbour Lights", "artist": "Mira Okafor", "album": "Quiet Ports, Vol. 2", "isrc": "QZTW42100417"}
    window.catalogue_page.edit_tags([{"id": 1, "of_file": title, "of_user": {"label": "Tidewater Library"}}])
    settle()
    return window


def _mini(window: MainWindow) -> QWidget:
    window.menus.actions["mini_window"].trigger()
    settle()
    return window.drops.mini


def _about(window: MainWindow) -> QWidget:
    window.menus.actions["about"].trigger()
    return _box(window)


def _key_dialog(window: MainWindow) -> QWidget:
    _told(window, ServicePaused(AuthenticationError("refused", http_status=401)))
    window.banner.buttons[-1].click()
    return _box(window)


def _log(studio: Studio) -> QWidget:
    log = find_home(studio.folder).logs / "slipgui.log"
    log.parent.mkdir(exist_ok=True)
    log.write_text(
        "2026-11-20 12:00:01,204 INFO slipgui.app.queue: 26 clips added\n"
        "2026-11-20 12:00:09,871 WARNING slipgui.app.recognise: A003C014_240611_R2VK.mov: no sound\n",
        encoding="utf-8",
    )
    window = studio.busy()
    window.help.show_log()
    return _box(window)


def _guide(window: MainWindow, chapter: str) -> QWidget:
    window.help.show_guide()
    guide = window.findChild(GuideWindow)
    assert guide is not None
    guide.show_chapter(chapter)
    settle()
    return guide


def _settings(window: MainWindow, section: str = "", search: str = "") -> QWidget:
    window._wishes.settings.state = settings_state()  # type: ignore[attr-defined]
    window.menus.actions["settings"].trigger()
    settings = window.findChild(SettingsWindow)
    assert settings is not None
    settings.show_state(settings_state())
    settings.choose(section or "general")
    settings.search.setText(search)
    settle()
    return settings


def _release_told(window: MainWindow, state: ReleaseState) -> QWidget:
    work = ReleaseWork(lambda _: None)
    ReleaseNotices(window, work, window._wishes.settings)
    work.told.emit(state)
    settle()
    return window


def _report(window: MainWindow) -> QWidget:
    window.help.report()
    return _box(window)


def _box(window: MainWindow) -> QWidget:
    settle()
    box = window.findChild(QDialog)
    assert box is not None
    deadline = QDeadlineTimer(10_000)
    while box.height() < box.minimumSizeHint().height():  # the X server has not given it its room yet
        assert not deadline.hasExpired()
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)
    return box


def _searched(window: MainWindow) -> MainWindow:
    window.rooms.history.page.search.setText("kites")
    window.rooms.history.page.ask()
    settle()
    return window


def _history_details(window: MainWindow) -> MainWindow:
    page = window.rooms.history.page
    place = next(place for place in range(page.model.rowCount()) if page.model.row_at(place) is not None)
    page.view.select_places([place])
    window.menus.actions["details"].trigger()
    settle()
    return window


def _catalogue(window: MainWindow, *, is_learning: bool = False) -> MainWindow:
    window.show_catalogue()
    titles = ("Harbour Lights", "Eleven Winters", "Slow Machinery", "Paper Kites", "Runway Grass", "Line and Wind")
    tracks = [
        track(f"/music/{folder}/{title}.wav", title=title, artist=artist, isrc="QZTW42100417", duration_s=187.0)
        for title in titles
        for folder, artist in (("Granary Tapes", "Mira Okafor"), ("Belt Drive", "Kites Over Kiruna"))
    ]
    page = window.catalogue_page
    page.set_contents(contents_of(*tracks))
    page._count()
    if is_learning:
        page.begin_learning()
        page.expect(waiting("/music/New/one.wav", "/music/New/two.wav"))
        settle()
        window._refresh_status()
    settle()
    return window


def _empty_catalogue(window: MainWindow) -> MainWindow:
    window.show_catalogue()
    window.catalogue_page.set_contents(contents_of())
    settle()
    return window


def _cues(window: MainWindow) -> MainWindow:
    window.show_room("cues")
    room = window.rooms.cues
    room._show(
        Path("/m/HARBOUR_S01E04.slipcues"),
        make_project(Path("/m/HARBOUR_S01E04_TX_v12.mxf"), make_sheet(18, duration_s=1450.0)),
    )
    room.page.timeline.set_peaks(0.0, 1450.0, bytes((n * 7919) % 97 + 30 * (n % 5) for n in range(600)))
    room.document.choose(4)
    room.page.timeline.zoom_to(0.25)
    settle()
    return window


def _welcome(window: MainWindow, *, is_refused: bool = False) -> MainWindow:
    welcome = Welcome(window, translate("Welcome", "Keys are kept in the system's keyring."))
    if is_refused:
        welcome.cards["audioverify"].setChecked(True)
        welcome.key.setText("a-key")
        refusal = AuthenticationError("refused", service="audioverify", http_status=401)
        welcome.say(f"{explained(refusal).title}.", is_error=True)
    settle()
    return window


def _buckets(window: MainWindow) -> QWidget:
    window.menus.actions["buckets"].trigger()
    dialog = window.findChild(BucketDialog)
    assert dialog is not None
    tree = dialog.buckets
    tree._show_storage("studio", "https://nas.example:9000")
    tree._show_level("s3://", [BucketEntry("s3://rushes/", None), BucketEntry("s3://archive-2026/", None)])
    tree._reading["s3://rushes/"] = tree.tree.topLevelItem(1)
    names = ("ep104/", "ep105/", "HARBOUR_S01E04_TX_v12.mxf", "PROMO_AUTUMN_v3.mov")
    sizes = (None, None, 5_800_000_000, 412_000_000)
    entries = [BucketEntry(f"s3://rushes/{name}", n_bytes) for name, n_bytes in zip(names, sizes, strict=True)]
    tree._show_level("s3://rushes/", entries)
    tree.tree.expandItem(tree.tree.topLevelItem(1))
    settle()
    return dialog


def _voices(window: MainWindow, state: str = "found") -> MainWindow:
    show_voices(window, state)
    settle()
    return window


def _cue_tab(window: MainWindow, name: str) -> MainWindow:
    """The cue page with another part of its side in view."""
    _cues(window).rooms.cues._show_tab(name)
    settle()
    return window


def _changed_cues(window: MainWindow) -> MainWindow:
    """The cue page after the next version was scanned."""
    room = _cues(window).rooms.cues
    lines = room.document.sheet.lines
    room._show_recut(Recut(stayed=lines[4:12], moved=lines[2:4], new=lines[:1], gone=lines[1:2], kept=lines[12:13]))
    settle()
    return window


def _relink(window: MainWindow) -> QWidget:
    room = _cues(window).rooms.cues
    edit = Edit("cut", room.document.sheet.timebase, Fraction(60), ())
    stretch = PlacedSound(Path("/Volumes/RAID/day 1/MX_stem.wav"), 0.0, 10.0, 0.0)
    linked = LinkedEdit(edit, (stretch,), ("A001_C003.mov", "Müsic #1.wav"), {"MX_stem.wav": stretch.path})
    room._ask_media(ScanWish(Path("/m/HARBOUR_cut2.edl"), "25"), linked)
    settle()
    return next(dialog for dialog in window.findChildren(RelinkDialog))


def _several_cues(window: MainWindow) -> MainWindow:
    """Three cues selected, and more columns."""
    view = _cues(window).rooms.cues.page.view
    for column in (CueColumn.PERFORMER, CueColumn.LABEL, CueColumn.ISRC):
        view.show_column(column, True)
    view.choose_all((1, 2, 3), 1)
    settle()
    return window


def _works(window: MainWindow) -> QWidget:
    room = _cues(window).rooms.cues
    lines = room.document.sheet.lines
    works = [
        Work(title=line.title, performer=line.performer, writers=line.writers, label="Tidewater")
        for line in lines[:7]
        if line.title
    ]
    room._use_works(WorksList(works))
    room.works.show()
    room.works.window.view.selectRow(3)
    settle()
    return room.works.window


def _listening(window: MainWindow) -> MainWindow:
    window.show_room("cues")
    window.rooms.cues.page.show_step("HARBOUR_S01E04_TX_v12.mxf", "recognising", 0.42)
    settle()
    return window


def _no_cues(window: MainWindow) -> MainWindow:
    window.show_room("cues")
    window.rooms.cues.page.empty.show_recent(
        [Path("/m/HARBOUR_S01E03-1a2b3c4d.slipcues"), Path("/m/PROMO_AUTUMN-5e6f7a8b.slipcues")]
    )
    settle()
    return window


FOUND = "EP104_v07_LOCK_422HQ.mov"
SCREENS: dict[str, Callable[[Studio], QWidget]] = {
    "buckets": lambda studio: _buckets(studio.window()),
    "welcome": lambda studio: _welcome(studio.window()),
    "welcome-narrow": lambda studio: _welcome(studio.window(NARROW), is_refused=True),
    "queue-empty": lambda studio: studio.window(),
    "voices": lambda studio: _voices(studio.window()),
    "voices-narrow": lambda studio: _voices(studio.window(NARROW), "working"),
    "voices-empty": lambda studio: _voices(studio.window(), "empty"),
    "voices-failed": lambda studio: _voices(studio.window(), "failed"),
    "queue-busy": lambda studio: select(studio.busy(), "take#3_selects_B-cam.mov"),
    "queue-narrow": lambda studio: studio.busy(NARROW),
    "queue-compact": lambda studio: _compact(select(studio.busy(NARROW), "EP104_SC12_temp_music_v2.mp4")),
    "queue-failed": lambda studio: _failed_only(studio.busy()),
    "queue-nothing-found": lambda studio: _filtered(studio.busy()),
    "queue-removed": lambda studio: _removed(studio.busy()),
    "queue-batch-over": lambda studio: _told(
        studio.window(), *(added(n, f"{n}.mov") for n in "abc"), finished("a"), finished("b"), finished("c", NotIdentified()),
        BatchFinished(BatchSummary(n_internal=2, n_not_found=1)),
    ),
    "details-identified": lambda studio: with_details(studio.busy(), FOUND),
    "details-compared": _compared,
    "details-several": lambda studio: _several(studio.busy()),
    "details-not-found": lambda studio: with_details(studio.busy(), "INT_Wardrobe_stems_MX.wav"),
    "details-no-audio": lambda studio: with_details(studio.busy(), f"{NoAudioError.code}.mov"),
    "details-refused": lambda studio: with_details(studio.busy(), f"{RequestRejectedError.code}.mov"),
    "details-expired": lambda studio: with_details(studio.busy(), f"{JobExpiredError.code}.mov"),
    "details-narrow": lambda studio: with_details(studio.busy(NARROW), FOUND),
    "banner-key": lambda studio: _told(studio.busy(), ServicePaused(AuthenticationError("refused", http_status=401))),
    "banner-offline": lambda studio: _told(studio.busy(), ServicePaused(OfflineError("offline"))),
    "banner-payment": lambda studio: _told(studio.busy(), ServicePaused(PaymentRequiredError("402", http_status=402))),
    "banner-paused": lambda studio: _told(studio.busy(), QueuePaused(PauseReason.USER)),
    "banner-release-question": lambda studio: _release_told(studio.busy(), ReleaseState(True, None, False)),
    "banner-release": lambda studio: _release_told(studio.busy(), ReleaseState(False, RELEASE, False)),
    "key-dialog": lambda studio: _key_dialog(studio.busy()),
    "log": _log,
    "mini": lambda studio: _mini(studio.busy()),
    "about": lambda studio: _about(studio.busy()),
    "report": lambda studio: _report(studio.busy()),
    "settings-general": lambda studio: _settings(studio.window()),
    "settings-sending": lambda studio: _settings(studio.window(), "sending"),
    "settings-audioverify": lambda studio: _settings(studio.window(), "audioverify"),
    "settings-network": lambda studio: _settings(studio.window(), "network"),
    "settings-buckets": lambda studio: _settings(studio.window(), "buckets"),
    "settings-watch": lambda studio: _settings(studio.window(), "watch"),
    "settings-look": lambda studio: _settings(studio.window(), "look"),
    "settings-storage": lambda studio: _settings(studio.window(), "storage"),
    "settings-search": lambda studio: _settings(studio.window(), search="e"),
    "guide": lambda studio: _guide(studio.window(), "five-minutes"),
    "guide-trouble": lambda studio: _guide(studio.window(), "trouble"),
    "guide-keys": lambda studio: _guide(studio.window(), "keys"),
    "palette": lambda studio: _palette(select(studio.busy(), FOUND), menu("copy_answer").replace("&", "")[:3]),
    "palette-all": lambda studio: _palette(studio.busy(), ""),
    "drop-accepted": lambda studio: drag_over(studio.busy(), _files(studio, "a.mov", "b.mov", "c.mxf")),
    "drop-cues": lambda studio: _over_cues(drag_over(studio.busy(), _files(studio, "a.mov", "b.mov", "c.mxf"))),
    "drop-partly": lambda studio: drag_over(studio.busy(), _files(studio, "a.mov", "notes.txt", "sheet.pdf")),
    "drop-refused": lambda studio: drag_over(studio.window(), _files(studio, "notes.txt", "sheet.pdf")),
    "history": lambda studio: studio.history(),
    "history-narrow": lambda studio: studio.history(size=NARROW),
    "history-search": lambda studio: _searched(studio.history()),
    "history-details": lambda studio: _history_details(studio.history()),
    "history-empty": lambda studio: studio.history(is_empty=True),
    "cues": lambda studio: _cues(studio.window()),
    "cues-header": lambda studio: _cue_tab(studio.window(), "header"),
    "cues-missing": lambda studio: _cue_tab(studio.window(), "missing"),
    "cues-several": lambda studio: _several_cues(studio.window()),
    "cues-changes": lambda studio: _changed_cues(studio.window()),
    "cues-relink": lambda studio: _relink(studio.window()),
    "cues-works": lambda studio: _works(studio.window()),
    "cues-narrow": lambda studio: _cues(studio.window(NARROW)),
    "cues-listening": lambda studio: _listening(studio.window()),
    "cues-empty": lambda studio: _no_cues(studio.window()),
    "catalogue": lambda studio: _catalogue(studio.window()),
    "catalogue-tags": lambda studio: _tags(studio.window()),
    "catalogue-learning": lambda studio: _catalogue(studio.window(), is_learning=True),
    "catalogue-empty": lambda studio: _empty_catalogue(studio.window()),
}  # fmt: skip
"""By name; what a name begins with is the page or part it shows."""
