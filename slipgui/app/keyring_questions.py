"""Questions to the system keyring: one after the other, never for longer than a person has patience, and none twice that was declined.

A locked keyring asks a person for its password.  Of two such windows at once one is never answered, nor is one whose daemon ended; and each
question to come would open another one.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, InvalidStateError, wait
from contextlib import closing, contextmanager, suppress
from functools import partial
from threading import Lock, Thread

_PATIENCE_S = 120.0
_SOON_S = 0.5
"""An open keyring answers sooner; one that does not asks a person."""


class NoAnswerError(Exception):
    """The keyring is locked, and nobody opens it."""


class KeyringQuestions:
    """The questions of one program.

    Parameters
    ----------
    is_locked
        Whether the keyring is known to be locked, asked so that no person is asked.
    patience_s
        So long a person may take.
    """

    def __init__(self, is_locked: Callable[[], bool], patience_s: float = _PATIENCE_S) -> None:
        self._is_locked, self._patience_s = is_locked, patience_s
        self._one_at_a_time = Lock()
        self._waiting: set[Future[str | None]] = set()
        self._is_declined = False
        self._telling, self._n_late = Lock(), 0
        self.on_wait: Callable[[bool], object] = lambda _: None
        """Called in any thread when an answer keeps somebody waiting, and when no one waits any more."""

    def ask(self, question: Callable[[], str | None], *, is_wanted: bool = False) -> str | None:
        """The answer of the keyring; raises what the question raises.

        Parameters
        ----------
        question
            Asks, in a thread that the end of the program does not wait for.
        is_wanted
            Whether a person just did something that needs it: who declined before is asked again.

        Raises
        ------
        NoAnswerError
            When the keyring is locked and its window was declined, is left alone, or the program ends.
        """
        answer: Future[str | None] = Future()
        self._waiting.add(answer)
        Thread(target=self._put, args=(question, answer, is_wanted), name="keyring", daemon=True).start()
        try:
            wait((answer,), min(_SOON_S, self._patience_s))
            with self._told_late(answer):
                return answer.result(self._patience_s)
        except TimeoutError as cause:
            answer.cancel()
            self._leave()
            raise NoAnswerError("nobody answers") from cause
        finally:
            self._waiting.discard(answer)

    @contextmanager
    def _told_late(self, answer: Future[str | None]) -> Iterator[None]:
        if answer.done():
            yield
            return
        self._count_late(1)
        try:
            yield
        finally:
            self._count_late(-1)

    def _count_late(self, step: int) -> None:
        with self._telling:
            was_late, self._n_late = self._n_late > 0, self._n_late + step
            if was_late is not (self._n_late > 0):
                self.on_wait(not was_late)

    def give_up(self) -> None:
        """Let nobody wait for an answer any more: the program ends."""
        self._leave()
        for answer in tuple(self._waiting):
            with suppress(InvalidStateError):
                answer.set_exception(NoAnswerError("the program ends"))

    def _leave(self) -> None:
        """Count the question at hand as declined, and let others not wait for its end: there may be none."""
        self._is_declined, self._one_at_a_time = True, Lock()

    def _put(self, question: Callable[[], str | None], answer: Future[str | None], is_wanted: bool) -> None:
        tell: Callable[[], None]
        with self._one_at_a_time:
            if answer.done():
                return
            try:
                tell = partial(answer.set_result, self._get(question, is_wanted))
                self._is_declined = False
            except Exception as error:  # noqa: BLE001 - it is told to who asked
                tell = partial(answer.set_exception, error)
                self._is_declined = True
        with suppress(InvalidStateError):  # nobody waits any more
            tell()

    def _get(self, question: Callable[[], str | None], is_wanted: bool) -> str | None:
        if self._is_declined and not is_wanted and self._is_locked():
            raise NoAnswerError("declined before")
        return question()


def is_secret_service_locked() -> bool:
    """Whether the desktop's secret service is in use and locked, asked so that it opens no window."""
    import keyring
    import keyring.backends

    backend = keyring.get_keyring()
    if not any(
        type(one).__module__ == "keyring.backends.SecretService" for one in getattr(backend, "backends", [backend])
    ):
        return False
    import secretstorage

    try:
        with closing(secretstorage.dbus_init()) as bus:
            return bool(secretstorage.Collection(bus).is_locked())
    except Exception:  # noqa: BLE001 - it is away, or the bus refuses: that is told by what is asked of it next
        return False
