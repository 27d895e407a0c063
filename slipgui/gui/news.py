"""News that belong to no clip, brought from the bridge to the window."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from slipgui.app.intake import Intake
from slipgui.core.errors import InternalError, SlipError
from slipgui.gui.bridge import Bridge
from slipgui.gui.catalogue_texts import damaged_line, exported_line, imported_line, sound_line, word
from slipgui.gui.catalogue_work import CatalogueWork
from slipgui.gui.desktop_motion import watch_desktop_motion
from slipgui.gui.drop_words import DropSubject
from slipgui.gui.error_words import explained, whole
from slipgui.gui.language import speak
from slipgui.gui.main_window import MainWindow
from slipgui.gui.motion import Motion
from slipgui.gui.programme_offers import ProgrammeOffers
from slipgui.gui.release_notices import ReleaseNotices
from slipgui.gui.service_texts import music_learning, music_learnt, not_added, service_line, service_name
from slipgui.gui.theme import Appearance

if TYPE_CHECKING:
    from slipgui.app.wiring import Application


def show_news(bridge: Bridge, window: MainWindow, appearance: Appearance) -> None:
    """Connect what the application tells with where it is shown."""

    def on_service(choice: str, n_tracks: int, hindrance: str) -> None:
        window.set_service(service_name(choice), service_line(choice, n_tracks, hindrance), not hindrance)
        window.empty_page.set_service(choice, n_tracks, hindrance)
        window.model.set_n_tracks(n_tracks)

    def on_refused(intake: Intake) -> None:
        window.toast.show_message(not_added(intake))

    def on_failed(error: BaseException) -> None:
        words = explained(error if isinstance(error, SlipError) else InternalError("unforeseen"))
        window.toast.show_message(whole(words))

    def on_language(choice: str) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        speak(application, choice)
        window.menus.show_choice("language", choice)
        window.speak_anew()
        bridge.show_service()

    def on_attached(application: "Application") -> None:
        offers.follow(application.settings)
        window.menus.show_accounts(application.settings.profiles)
        motion.follow(application.settings)
        watch_desktop_motion(motion.follow_desktop, motion)

    offers, motion = ProgrammeOffers(window), Motion(window)
    bridge.attached.connect(on_attached)
    bridge.news.connect(window.on_event)
    bridge.news.connect(offers.on_event)
    bridge.settings.applied.connect(offers.follow)
    bridge.settings.applied.connect(lambda settings: window.menus.show_accounts(settings.profiles))
    bridge.service.connect(on_service)
    bridge.refused.connect(on_refused)
    bridge.failed.connect(on_failed)
    bridge.voices_ordered.connect(lambda: window.rooms["voices"])  # once it is made it tells what becomes of them
    bridge.cleared.connect(lambda ids: window.rooms.queue.pace.tell_removed(ids))
    _show_catalogue_news(bridge.catalogue, window)
    ReleaseNotices(window, bridge.releases, bridge.settings)
    bridge.settings.applied.connect(motion.follow)
    bridge.settings.keyring_waits.connect(window.show_keyring_wait)
    bridge.theme_chosen.connect(appearance.choose)
    bridge.theme_chosen.connect(partial(window.menus.show_choice, "theme"))
    bridge.settings.applied.connect(lambda settings: window.judge_by(settings.check_by_ear_below))
    # once the menu or the dialog in which it was chosen has done its own work
    bridge.language_chosen.connect(on_language, Qt.ConnectionType.QueuedConnection)


def _show_catalogue_news(work: CatalogueWork, window: MainWindow) -> None:
    def on_file(line: dict[str, Any]) -> None:
        page = window.catalogue_page
        page.note(line)
        window.set_service(service_name("local"), music_learning(page.progress.n_done), True)

    def on_checked(problems: list[dict[str, Any]] | None) -> None:
        page = window.catalogue_page
        page.show_check(problems or [])
        if problems == []:
            window.toast.show_message(sound_line(page.model.n_rows))

    def on_same_sound(pairs: list[dict[str, Any]] | None) -> None:
        window.catalogue_page.show_check(pairs or [])
        if pairs == []:
            window.toast.show_message(word("no_same_sound"))

    work.same_sound.connect(on_same_sound)
    work.tags_exported.connect(lambda file, n: window.toast.show_message(exported_line(file.name, n)))
    work.tags_imported.connect(lambda lines: window.toast.show_message(imported_line(lines)))
    work.contents.connect(lambda contents: window.catalogue_page.set_contents(contents))
    work.learning_begun.connect(lambda: window.catalogue_page.begin_learning())
    work.expected.connect(lambda rows: window.catalogue_page.expect(rows))
    work.file_done.connect(on_file)
    work.rested.connect(lambda: window.catalogue_page.rest())
    work.damaged.connect(lambda n_tracks: window.toast.show_message(damaged_line(n_tracks)))
    work.learnt.connect(lambda summary: window.toast.show_message(music_learnt(summary)))
    work.refused.connect(lambda intake: window.toast.show_message(not_added(intake, DropSubject.MUSIC)))
    work.removed.connect(lambda files: window.rooms.catalogue.commands.tell_removed(files))
    work.checked.connect(on_checked)
    work.vanished.connect(lambda files: window.catalogue_page.forget(files))
    work.tags_read.connect(lambda said: window.catalogue_page.edit_tags(said))
    work.tags_set.connect(lambda changes, problems: window.rooms.catalogue.commands.tell_tags(changes, problems))
