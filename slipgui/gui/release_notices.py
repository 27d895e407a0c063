"""What the window says of newer releases: the question whether to look, asked once, and that there is one."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, QObject, QUrl
from PySide6.QtGui import QDesktopServices

from slipgui import __version__
from slipgui.core.errors import ReleaseError
from slipgui.gui.banner import BannerButton, BannerWords
from slipgui.gui.error_words import explained, whole
from slipgui.gui.release_work import ReleaseState, ReleaseWork
from slipgui.gui.texts import control, translate

if TYPE_CHECKING:
    from slipgui.core.release import Release
    from slipgui.gui.main_window import MainWindow
    from slipgui.gui.settings_work import SettingsWork


class ReleaseNotices(QObject):
    """Says it in the banner of a window, where nothing holds the queue.

    Parameters
    ----------
    window
        Has the banner.
    work
        Knows of releases.
    settings
        Keeps the decision.
    """

    def __init__(self, window: "MainWindow", work: ReleaseWork, settings: "SettingsWork") -> None:
        super().__init__(window)
        self._window, self._work, self._settings = window, work, settings
        self._state: ReleaseState | None = None
        work.told.connect(self._take)
        work.doubted.connect(self._tell_doubt)
        settings.applied.connect(work.follow)
        window.spoken_anew.connect(self._show)

    def _take(self, state: ReleaseState) -> None:
        self._state = state
        self._show()

    def _show(self) -> None:
        state = self._state
        if state is None:
            return
        if state.is_undecided:
            self._window.show_notice(self._question())
        elif state.newer is not None and not state.is_put_aside:
            self._window.show_notice(self._news(state.newer))
        else:
            self._window.show_notice(None)
        self._window.help.newer_line = newer_line(state.newer) if state.newer is not None else ""

    def _question(self) -> BannerWords:
        return BannerWords(
            "info",
            "paused",
            translate("Releases", "Look for newer releases?"),
            translate(
                "Releases", "Once a day; what is told is checked by its signature, nothing is installed by itself."
            ),
            (
                BannerButton(translate("Releases", "No"), lambda: self._decide(False)),
                BannerButton(translate("Releases", "Look daily"), lambda: self._decide(True), is_primary=True),
            ),
        )

    def _news(self, release: "Release") -> BannerWords:
        return BannerWords(
            "info",
            "paused",
            newer_line(release),
            translate("Releases", "This is {0}.").format(__version__),
            (
                BannerButton(control("close"), lambda: self._work.put_aside(release)),
                BannerButton(
                    translate("Releases", "What is new"),
                    lambda: QDesktopServices.openUrl(QUrl(release.page)),
                    is_primary=True,
                ),
            ),
        )

    def _decide(self, is_wanted: bool) -> None:
        self._window.show_notice(None)
        self._settings.change("look_for_releases", is_wanted)

    def _tell_doubt(self, error: ReleaseError) -> None:
        self._window.say(whole(explained(error)))


def newer_line(release: "Release") -> str:
    """That there is a newer release, and since when."""
    published = release.published
    day = QLocale().toString(QDate(published.year, published.month, published.day), QLocale.FormatType.LongFormat)
    return translate("Releases", "Slipgui {0} is there since {1}.").format(release.version, day)
