"""Which of the things that hold the queue is told in the banner, and with which ways out."""

from collections.abc import Callable
from pathlib import Path

from slipgui.app.explanation import Cure
from slipgui.core.errors import PortalError, Recovery, SlipError
from slipgui.core.events import (
    Event,
    JournalSetAside,
    PauseReason,
    QueuePaused,
    QueueUnpaused,
    ServicePaused,
    ServiceResumed,
    WatchedFolderBack,
    WatchedFolderLost,
)
from slipgui.gui.banner import BannerButton, BannerWords
from slipgui.gui.error_words import explained
from slipgui.gui.texts import control, cure_label, n_clips, plain, translate
from slipgui.gui.window_actions import WindowActions


class QueueHolds:
    """Remembers what holds the queue; the one of the highest rank is told.

    Parameters
    ----------
    wishes
        Does what the buttons promise.
    enter_key
        Lets the user write a key.
    open_network
        Opens the settings of the network.
    reveal
        Shows a file in its folder.
    on_read
        Called when the user has read what nothing but reading ends.
    """

    def __init__(
        self,
        wishes: WindowActions,
        *,
        enter_key: Callable[[], object],
        open_network: Callable[[], object],
        reveal: Callable[[Path], object],
        on_read: Callable[[], object],
    ) -> None:
        self._wishes = wishes
        self._enter_key, self._open_network, self._reveal = enter_key, open_network, reveal
        self._on_read = on_read
        self._service_errors: dict[str, SlipError] = {}
        """By account, or for this computer."""
        self.queue_reason: PauseReason | SlipError | None = None
        self._lost_folders: dict[str, None] = {}
        self._set_aside: JournalSetAside | None = None

    def note(self, event: Event) -> bool:
        """Take an event; whether it changes what is to be told."""
        match event:
            case ServicePaused(error, profile):
                self._service_errors[profile] = error
            case ServiceResumed(profile):
                self._service_errors.pop(profile, None)
            case QueuePaused(reason):
                self.queue_reason = reason
            case QueueUnpaused():
                self.queue_reason = None
            case JournalSetAside():
                self._set_aside = event
            case WatchedFolderLost(folder):
                self._lost_folders[folder.name] = None
            case WatchedFolderBack(folder):
                self._lost_folders.pop(folder.name, None)
            case _:
                return False
        return True

    def relief(self, event: Event) -> str:
        """What is to be said of the end of a hold that the user did not bring about; empty for other events.  Asked before ``note``."""
        match event:
            case ServiceResumed(profile) if profile in self._service_errors:
                return translate("Banner", "The service answers again; clips go on.")
            case QueueUnpaused() if isinstance(self.queue_reason, SlipError):
                return translate("Banner", "Clips go on.")
            case WatchedFolderBack(folder) if folder.name in self._lost_folders:
                return translate("Banner", "The watched folder {0} is back.").format(plain(folder.name))
            case _:
                return ""

    @property
    def service_error(self) -> SlipError | None:
        """Why a service takes nothing: what somebody has to mend goes before what passes by itself."""
        return self._service_errors.get(self.paused_profile)

    @property
    def paused_profile(self) -> str:
        """Whose service that is: id of the account, or "local"; empty where none is paused."""
        errors = self._service_errors
        wanting_help = (profile for profile, error in errors.items() if error.recovery is not Recovery.RETRY)
        return next(wanting_help, next(iter(errors), ""))

    @property
    def is_queue_held(self) -> bool:
        """Whether the queue rests as a whole."""
        return self.queue_reason is not None

    @property
    def service_trouble(self) -> str:
        """Why the service takes no clips, in a few words; empty where it does."""
        return explained(self.service_error).title if self.service_error is not None else ""

    def words(self, n_waiting: int, n_working: int) -> BannerWords | None:
        """What the banner says; None where nothing holds the queue.

        Parameters
        ----------
        n_waiting, n_working
            How many clips wait, and are at work.
        """
        error, reason = self.service_error, self.queue_reason
        if error is not None and error.recovery is not Recovery.RETRY:
            return self._needs_help(error, n_waiting)
        if isinstance(reason, SlipError):
            return self._no_room(reason)
        if error is not None:
            return self._goes_on_by_itself(error, n_waiting)
        if self._set_aside is not None:
            return self._lost_journal(self._set_aside)
        if reason is not None:
            return self._paused(reason, n_waiting, n_working)
        if self._lost_folders:
            return _lost(next(iter(self._lost_folders)))
        return None

    def _needs_help(self, error: SlipError, n_waiting: int) -> BannerWords:
        why = explained(error)
        wants_key = why.cure is Cure.ENTER_KEY
        is_locked = error.context.get("reason") == "locked"
        buttons = [
            BannerButton(control("unlock"), self._wishes.settings.unlock_keyring)
            if is_locked
            else BannerButton(control("try_again"), self._wishes.retry_service)
        ]
        if wants_key:
            buttons.append(BannerButton(control("enter_key"), self._enter_key, is_primary=True))
        if why.cure is Cure.CHANGE_SETTINGS:
            buttons.append(BannerButton(control("open_settings"), self._open_network, is_primary=True))
        fact = translate("Banner", "Paused: {0}.").format(why.title)
        waiting = translate("Banner", "{0} waiting, none failed.").format(n_clips(n_waiting)) if n_waiting else ""
        hint = "" if waiting and wants_key else why.hint  # its button says it
        sentence = " ".join(part for part in (waiting, hint) if part)
        return BannerWords("key" if wants_key else "warning", "failed", fact, sentence, tuple(buttons))

    def _goes_on_by_itself(self, error: SlipError, n_waiting: int) -> BannerWords:
        why = explained(error)
        kept = translate("Banner", "Clips are kept and go on by themselves.") if n_waiting else ""
        hint = (
            "" if kept and not isinstance(error, PortalError) else why.hint
        )  # a log-in page lets nothing go on by itself
        sentence = " ".join(part for part in (kept, hint) if part)
        again = BannerButton(control("try_again"), self._wishes.retry_service)
        return BannerWords("offline", "paused", f"{why.title}.", sentence, (again,))

    def _no_room(self, error: SlipError) -> BannerWords:
        why = explained(error)
        again = BannerButton(control("try_again"), self._wishes.unpause_all)
        return BannerWords("warning", "external", f"{why.title}.", why.detail, (again,))

    def _lost_journal(self, lost: JournalSetAside) -> BannerWords:
        fact = (
            translate("Banner", "Queue and history of before were made by a newer Slipgui.")
            if lost.is_newer
            else translate("Banner", "Queue and history of before could not be read.")
        )
        kept = translate("Banner", "They are kept as {0}; new ones have begun.").format(plain(lost.file.name))
        show = BannerButton(cure_label(Cure.SHOW_IN_FOLDER) or "", lambda: self._reveal(lost.file))
        return BannerWords(
            "warning", "external", fact, kept, (show, BannerButton(control("close"), self._forget_set_aside))
        )

    def _forget_set_aside(self) -> None:
        self._set_aside = None
        self._on_read()

    def _paused(self, reason: PauseReason, n_waiting: int, n_working: int) -> BannerWords:
        if reason is not PauseReason.AFTER_THIS:
            fact = translate("Banner", "Paused by you.")
        elif n_working:
            fact = translate("Banner", "Stops after what is at work.")
        else:
            fact = translate("Banner", "Stopped after what was at work.")
        sentence = translate("Banner", "{0} waiting.").format(n_clips(n_waiting)) if n_waiting else ""
        go_on = BannerButton(control("go_on"), self._wishes.unpause_all, is_primary=True)
        return BannerWords("pause", "paused", fact, sentence, (go_on,))


def _lost(name: str) -> BannerWords:
    fact = translate("Banner", "The watched folder {0} is not there.").format(plain(name))
    return BannerWords("watch", "external", fact, translate("Banner", "It is looked for again by itself."))
