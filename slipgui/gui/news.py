"""News that belong to no clip, brought from the bridge to the window."""

from slipgui.app.intake import Intake
from slipgui.app.wording import explain
from slipgui.core.errors import InternalError, SlipError
from slipgui.gui.bridge import Bridge
from slipgui.gui.main_window import MainWindow
from slipgui.gui.service_texts import music_learning, music_learnt, not_added, service_line, service_name
from slipgui.gui.theme import Appearance


def show_news(bridge: Bridge, window: MainWindow, appearance: Appearance) -> None:
    """Connect what the application tells with where it is shown."""

    def on_service(choice: str, n_tracks: int, is_usable: bool) -> None:
        window.set_service(service_name(choice), service_line(choice, n_tracks, is_usable=is_usable), is_usable)
        window.empty_page.set_service(choice, n_tracks, is_usable=is_usable)
        window.model.set_n_tracks(n_tracks)

    def on_refused(intake: Intake) -> None:
        window.toast.show_message(not_added(intake))

    def on_failed(error: BaseException) -> None:
        words = explain(error if isinstance(error, SlipError) else InternalError("unforeseen"))
        window.toast.show_message(f"{words.title}. {words.detail} {words.hint}")

    bridge.news.connect(window.on_event)
    bridge.service.connect(on_service)
    bridge.refused.connect(on_refused)
    bridge.failed.connect(on_failed)
    bridge.music_progress.connect(
        lambda n_files: window.set_service(service_name("local"), music_learning(n_files), True)
    )
    bridge.music_learnt.connect(lambda summary: window.toast.show_message(music_learnt(summary)))
    bridge.theme_chosen.connect(appearance.choose)
