"""Questions to a keyring whose window a person answers, declines, or leaves alone: no real one, but the threads are real."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from slipgui.app.keyring_questions import KeyringQuestions, NoAnswerError

FOREVER_S = 60.0


class Desktop:
    """A keyring that asks a person for its password in a window."""

    def __init__(self, patience_s=FOREVER_S):
        self.is_locked = True
        self.n_windows = self.n_open = self.most_open = 0
        self.has_opened, self.is_answered = Event(), Event()
        self.questions = KeyringQuestions(lambda: self.is_locked, patience_s)

    def ask(self, **how):
        return self.questions.ask(self._get, **how)

    def _get(self):
        if not self.is_locked:
            return "secret"
        self.n_windows += 1
        self.n_open += 1
        self.most_open = max(self.most_open, self.n_open)
        self.has_opened.set()
        self.is_answered.wait(FOREVER_S)
        self.n_open -= 1
        if self.is_locked:
            raise PermissionError("declined")
        return "secret"


def test_many_that_ask_at_once_open_one_window_and_all_are_answered():
    desktop = Desktop()
    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(desktop.ask) for _ in range(8)]
        assert desktop.has_opened.wait(FOREVER_S)
        desktop.is_locked = False
        desktop.is_answered.set()
        assert [one.result() for one in asked] == ["secret"] * 8
    assert (desktop.n_windows, desktop.most_open) == (1, 1)


def test_who_declined_is_asked_again_only_when_doing_what_needs_it_or_when_it_is_open():
    desktop = Desktop()
    desktop.is_answered.set()
    with pytest.raises(PermissionError):
        desktop.ask()
    for _ in range(3):
        with pytest.raises(NoAnswerError):
            desktop.ask()
    assert desktop.n_windows == 1
    with pytest.raises(PermissionError):
        desktop.ask(is_wanted=True)
    assert desktop.n_windows == 2
    desktop.is_locked = False
    assert desktop.ask() == "secret"
    desktop.is_locked = True  # later, and nobody has declined since
    with pytest.raises(PermissionError):
        desktop.ask()
    assert desktop.n_windows == 3


def test_a_window_that_is_left_alone_holds_up_nobody_else():
    desktop = Desktop(patience_s=1.0)
    with pytest.raises(NoAnswerError):
        desktop.ask()
    desktop.is_locked = False  # by the desktop's own means; that window stands open still
    desktop.questions._patience_s = FOREVER_S
    assert desktop.ask() == "secret"
    assert desktop.n_open == 1
    desktop.is_answered.set()


def test_the_end_of_the_program_waits_for_no_window():
    desktop = Desktop()
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(desktop.ask)
        assert desktop.has_opened.wait(FOREVER_S)
        desktop.questions.give_up()
        with pytest.raises(NoAnswerError):
            asked.result()
    with pytest.raises(NoAnswerError):
        desktop.ask()
    assert (desktop.n_windows, desktop.n_open) == (1, 1)
    desktop.is_answered.set()


def test_it_is_told_once_that_many_wait_and_once_that_no_one_does_any_more():
    desktop, told, pause = Desktop(), [], Event()
    desktop.questions.on_wait = told.append
    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(desktop.ask) for _ in range(4)]
        while desktop.questions._n_late < len(asked):
            pause.wait(0.01)
        assert told == [True]
        desktop.is_locked = False
        desktop.is_answered.set()
        assert [one.result() for one in asked] == ["secret"] * 4
    assert told == [True, False]


def test_what_the_keyring_says_is_passed_on():
    questions = KeyringQuestions(lambda: False)
    assert questions.ask(lambda: None) is None
    with pytest.raises(KeyError):
        questions.ask({}.popitem)


def test_a_keyring_that_cannot_say_whether_it_is_locked_keeps_nobody_waiting():
    questions = KeyringQuestions({}.popitem, FOREVER_S)
    with pytest.raises(PermissionError):
        questions.ask(_decline)
    with pytest.raises(KeyError):
        questions.ask(lambda: None)


def _decline():
    raise PermissionError("declined")
