"""The window in every state that has words of its own, one after the other, for the tests of its languages and directions."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from support.catalogue_lines import contents_of, failed_report, track, waiting
from support.cue_projects import TRACK_NAMES, WRITER_NAMES, make_project
from support.drags import Drag
from support.queue_events import added, finished, make_info, make_track, not_found, probed, stage
from support.screens import settings_state
from support.voice_screens import NAMES as VOICE_NAMES
from support.voice_screens import show_voices

from slipgui.app.works_file import WorksProblem
from slipgui.core.clip import ClipId
from slipgui.core.cue_sheet import LineField
from slipgui.core.errors import AuthenticationError, JournalFullError, OfflineError, UploadExpiredError
from slipgui.core.events import (
    ClipPaused,
    Event,
    PauseReason,
    PrepareProgress,
    QueuePaused,
    QueueUnpaused,
    RetryScheduled,
    ServicePaused,
    ServiceResumed,
    UploadPlanned,
    UploadProgress,
    WaitingForFile,
    WaitingForNetwork,
    WaitingForTwin,
    WaitingForVolume,
)
from slipgui.core.flow import Stage
from slipgui.core.outcome import Failed, Identified, Match, Origin
from slipgui.core.upload_plan import Payload, Route, UploadPlan
from slipgui.core.works import Work, WorksList
from slipgui.gui.cue_texts import CueColumn
from slipgui.gui.main_window import MainWindow
from slipgui.gui.service_texts import service_line, service_name
from slipgui.gui.settings_window import SettingsWindow
from slipgui.gui.settings_words import SECTIONS
from slipgui.gui.sheet import Sheet
from slipgui.gui.speaker_options import SpeakerOptionsFields

NAMES = frozenset(
    (
        "Harbour Lights (60s Edit)",
        "Harbour Lights",
        "Mira Okafor",
        "Tidewater Library",
        "Eleven Winters",
        "RAID 2",
        "label: Epidemic Sound",
        "isrc: GB-AYE",
        *TRACK_NAMES,
        *WRITER_NAMES,
        *VOICE_NAMES,
    )
)
"""Names in the scenes that are the same in every language, beside those of the history's examples."""
_PLAN = UploadPlan(Route.FORM, Payload.SOUND, 3_900_000)
_MATCH = Match(4.0, 64.0, 12.0, 1.04, 0.7, "/m/harbour.wav")


def scenes(window: MainWindow, folder: Path) -> Iterator[str]:
    """Bring the window from state to state; the name of each.

    Parameters
    ----------
    window
        Shown, with a history that has the examples of ``support.history_rows``, and a clock that stands still.
    folder
        Gets files to be dragged.
    """
    yield from _empty(window)
    yield from _queue(window)
    yield from _details(window)
    yield from _palette(window)
    yield from _banners(window)
    yield from _drops(window, folder)
    yield from _history(window)
    yield from _catalogue(window)
    yield from _cues(window, folder)
    yield from _voices(window)
    yield from _settings(window)


def _empty(window: MainWindow) -> Iterator[str]:
    window.show_keyring_wait(True)
    yield "empty, waiting for the keyring"
    window.show_keyring_wait(False)
    services = [
        ("local", 0, ""),
        ("local", 12, ""),
        *(("audioverify", 1, why) for why in ("missing", "locked", "offline")),
    ]
    for choice, n_tracks, why in services:
        window.set_service(service_name(choice), service_line(choice, n_tracks, why), not why)
        window.empty_page.set_service(choice, n_tracks, why)
        yield f"empty {choice} {n_tracks} {why}"


def _events(name: str) -> list[Event]:
    clip, uploading = ClipId(name), [stage(name, Stage.UPLOADING), UploadPlanned(ClipId(name), _PLAN)]
    external = Identified(make_track(origin=Origin.EXTERNAL), None)
    unsure = Identified(make_track(score=61.0), _MATCH)
    return {
        "growing": [WaitingForFile(clip, 3_200_000_000, 4.0), WaitingForFile(clip, 3_900_000_000, 0.0)],
        "volume": [WaitingForVolume(clip, Path("/Volumes/RAID 2"))],
        "network": [WaitingForNetwork(clip)],
        "copy": [WaitingForTwin(clip, Path("/rushes/found.mov"))],
        "paused": [ClipPaused(clip)],
        "probing": [stage(name, Stage.PROBING)],
        "preparing": [stage(name, Stage.PREPARING), PrepareProgress(clip, 60.0, 240.0)],
        "uploading": [*uploading, UploadProgress(clip, 1_000_000, 3_900_000)],
        "sent": [*uploading, UploadProgress(clip, 3_900_000, 3_900_000)],
        "retrying": [*uploading, RetryScheduled(clip, 2, 3, 8.0, "offline")],
        "recognising": [stage(name, Stage.POLLING)],
        "found": [finished(name, Identified(make_track(), _MATCH), service="local")],
        "known": [finished(name, external, sent_bytes=0)],
        "unsure": [finished(name, unsure)],
        "incomplete": [finished(name, is_incomplete=True)],
        "none": [not_found(name)],
        "refused": [
            finished(name, Failed(UploadExpiredError(service="storage")), at=Stage.UPLOADING, sent_bytes=1_000_000)
        ],
        "offline": [finished(name, Failed(OfflineError()), at=Stage.POLLING)],
    }.get(name, [])


QUEUE = (
    "waiting", "second", "growing", "volume", "network", "copy", "paused", "probing", "preparing", "uploading", "sent", "retrying",
    "recognising",
    "found", "known", "unsure", "incomplete", "none", "refused", "offline",
)  # fmt: skip


def _queue(window: MainWindow) -> Iterator[str]:
    for name in QUEUE:
        window.on_event(added(name, f"{name}.mov"))
        window.on_event(probed(name, make_info(has_picture=name != "known", rate=None) if name == "known" else None))
        for event in _events(name):
            window.on_event(event)
    window.model.flush()
    window._refresh_status()
    yield "queue top"
    bar = window.queue_page.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    yield "queue end"
    window.queue_page.search.setText("nothing")
    yield "queue nothing fits"
    window.queue_page.search.setText("")


def _details(window: MainWindow) -> Iterator[str]:
    view = window.queue_page.view
    if not window.menus.actions["details"].isChecked():
        window.menus.actions["details"].trigger()
    for name in ("found", "unsure", "none", "refused", "uploading", "waiting", "growing"):
        view.select_ids([name])
        yield f"details {name}"
    view.select_ids(["found", "none", "refused"])
    yield "details of several"
    view.clearSelection()


def _palette(window: MainWindow) -> Iterator[str]:
    window.finder.show()
    yield "palette"
    window.finder.palette.field.setText("mov")
    yield "palette search"
    window.finder.palette.field.setText("no command of that name")
    yield "palette nothing"
    window.finder.palette.leave()


def _banners(window: MainWindow) -> Iterator[str]:
    for name, begin, end in (
        ("key", ServicePaused(AuthenticationError("refused", http_status=401)), ServiceResumed()),
        ("offline", ServicePaused(OfflineError()), ServiceResumed()),
        ("full", QueuePaused(JournalFullError()), QueueUnpaused()),
        ("user", QueuePaused(PauseReason.USER), QueueUnpaused()),
    ):
        window.on_event(begin)
        window.model.flush()
        yield f"banner {name}"
        window.on_event(end)


def _drops(window: MainWindow, folder: Path) -> Iterator[str]:
    assert window.drop_overlay  # else made in the first idle moment
    for name in ("a.mov", "b.mov", "notes.txt", "cut.prproj"):
        (folder / name).write_bytes(b"x")
    (folder / "empty").mkdir()
    for scene, names, actions in (
        ("welcome", ("a.mov", "b.mov"), Qt.DropAction.CopyAction),
        ("partly", ("a.mov", "notes.txt", "cut.prproj", "empty"), Qt.DropAction.CopyAction),
        ("refused", ("notes.txt", "cut.prproj"), Qt.DropAction.CopyAction),
        ("moved", ("a.mov",), Qt.DropAction.MoveAction),
    ):
        drag = Drag(window, *(folder / name for name in names), actions=actions)
        yield f"drop {scene}"
        drag.leave()
    window.toast.hide()


def _history(window: MainWindow) -> Iterator[str]:
    window.show_room("history")
    yield "history"
    page = window.rooms.history.page
    page.view.select_places([next(n for n in range(page.model.rowCount()) if page.model.row_at(n) is not None)])
    yield "history details"
    window.menus.actions["correct"].trigger()
    yield "history put right by hand"
    page.search.setText("nothing of that name")
    page.ask()
    yield "history nothing fits"
    page.show_all()


def _catalogue(window: MainWindow) -> Iterator[str]:
    window.show_catalogue()
    page = window.catalogue_page
    yield "catalogue empty"
    page.set_contents(
        contents_of(
            track("/m/Tapes/one.wav", title="Harbour Lights", artist="Mira Okafor", isrc="QZTW42100417"),
            track("/m/Tapes/two.wav", title="Eleven Winters", duration_s=7200.0),
        )
    )
    page._count()
    yield "catalogue"
    page.begin_learning()
    page.expect(waiting("/m/Tapes/three.wav", "/m/Tapes/four.wav"))
    page.note(failed_report("/m/Tapes/three.wav"))
    page.model.flush()
    page._count()
    yield "catalogue learning"
    page.rest()
    page.view.select_files(["/m/Tapes/one.wav"])
    fields = ("title", "artist", "album", "isrc", "label", "composer", "publisher", "cover")
    said: dict[str, Any] = {
        "id": "id of /m/Tapes/one.wav",
        "of_file": dict.fromkeys(fields) | {"title": "Eleven Winters"},
    }
    page.edit_tags([said | {"of_user": {"title": "Harbour Lights"}}])
    yield "catalogue tags"
    page.leave_tags()
    kinds = ("file_gone", "file_changed", "nothing_to_find", "segment_damaged", "duplicate")
    page.show_check([{"kind": kind, "path": "/m/Tapes/two.wav", "track_id": "t", "detail": ""} for kind in kinds])
    yield "catalogue findings"


def _voices(window: MainWindow) -> Iterator[str]:
    for state in ("empty", "found", "working", "failed", "far", "far and wrong"):
        show_voices(window, state)
        yield f"voices {state}"
    window.rooms.voices.page.speakers.options_button.click()
    sheet = next(sheet for sheet in window.findChildren(Sheet) if sheet.isVisible())
    yield "voices options"
    sheet.findChild(SpeakerOptionsFields).most.setText("1")
    yield "voices options that contradict each other"
    sheet.reject()


def _settings(window: MainWindow) -> Iterator[str]:
    window.settings.show()
    settings = window.findChild(SettingsWindow)
    assert settings is not None
    settings.show_state(settings_state())
    for section in SECTIONS:
        settings.choose(section)
        yield f"settings {section}"
    settings.show_state(replace(settings_state(), key_places={}, is_locked=True))
    for section in ("audioverify", "voices"):
        settings.choose(section)
        yield f"settings {section} locked"
    settings.search.setText("no setting of that name")
    yield "settings nothing fits"
    settings.close()


def _cues(window: MainWindow, folder: Path) -> Iterator[str]:
    window.show_room("cues")
    room = window.rooms.cues
    yield "cues empty"
    room.page.show_step("HARBOUR.mov", "recognising", 0.4)
    yield "cues listening"
    room.page.show_step("", "", 0.0)
    room._show(folder / "HARBOUR.slipcues", make_project(folder / "HARBOUR.mov"))
    for place in (0, 1, 4, 5):
        room.document.choose(place)
        yield f"cues {place}"
    for tab in ("header", "missing", "cue"):
        room._show_tab(tab)
        yield f"cues {tab}"
    room.page.view.choose_all((1, 2, 3), 1)
    yield "cues several"
    room.document.choose(0)
    room.document.add_span()
    room.page.view.show_column(CueColumn.LABEL, True)
    yield "cues two stretches and more columns"
    room._use_works(WorksList([Work(title="Gantry", performer="Mira Okafor", label="Tidewater")]))
    room.works.show()
    yield "cues works"
    further = [(Work(title="Gantry", performer="Mira Okafor", label="Saltmarsh Records"), LineField.LABEL)]
    room.works.window.imported.show_import(room.works.works, further, [WorksProblem(7, "role", "conductor")])
    yield "cues works imported"
    room.works.window.imported.show_import(room.works.works, [], [WorksProblem(7, "", "")])
    yield "cues works not taken"
    room.works.close()
    menu = room.page.export_menu()
    menu.popup(window.mapToGlobal(window.rect().center()))
    yield "cues export"
    menu.close()
    room.page.show_step("HARBOUR.mov", "preparing", 0.4)
    yield "cues listening again"
