"""The languages of the window: complete, with the same places for values, with keys of their own, and as the desktop speaks."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication, QMenu
from support.pseudo_language import foreign_words, pseudo_phrases
from support.wishes import Wishes

import slipgui
from slipgui.app.resources import resource_folder
from slipgui.core.errors import (
    AuthenticationError,
    ClipLimitError,
    ProxyError,
    ServiceError,
    SettingsError,
    error_kinds,
)
from slipgui.core.settings import LANGUAGE_CHOICES, SETTING_NAMES, Settings, with_value
from slipgui.gui import texts
from slipgui.gui.error_words import explained
from slipgui.gui.history_texts import day_title
from slipgui.gui.language import LANGUAGES, first_known, read_phrases, speak, use_phrases
from slipgui.gui.main_window import MainWindow

SOURCE = Path(slipgui.__file__).parent
OTHERS = [language for language in LANGUAGES if language != "en"]
PLACES = re.compile(r"\{\w*\}")


@pytest.fixture
def spoken(qapp):
    """Speaks a language until the test ends."""
    before = QLocale()

    def speak_now(language):
        speak(qapp, language)

    yield speak_now
    speak(qapp, "en")
    QLocale.setDefault(before)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def phrases_of_the_source() -> set[tuple[str, str]]:
    """Every context and text that the source asks a translation for, read from its syntax trees."""
    found = set()
    for file in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and len(node.args) == 2:
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                values = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
                if name in ("translate", "phrase") and len(values) == 2:
                    found.add((values[0], values[1]))
    return found


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_of_the_source_has_words_and_none_is_left_over(language):
    asked, known = phrases_of_the_source(), read_phrases(language).keys()
    assert len(asked) > 600
    assert not asked - known, "run `make translations`, then translate"
    assert not known - asked
    file = resource_folder() / "translations" / f"slipgui_{language}.ts"
    assert 'type="unfinished"' not in file.read_text(encoding="utf-8")  # guesses that nobody has looked at


@pytest.mark.parametrize("language", OTHERS)
def test_values_have_their_places_and_endings_and_keys_are_kept(language):
    for (context, text), words in read_phrases(language).items():
        assert sorted(PLACES.findall(text)) == sorted(PLACES.findall(words)), text
        assert text.endswith("…") == words.endswith("…"), text
        assert text.endswith(".") == words.endswith("."), text
        assert context != "Menu" or words.count("&") == 1, words


def test_german_has_its_own_quotes_and_no_straight_ones():
    for words in read_phrases("de").values():
        assert words.count("„") == words.count("“"), words
        assert '"' not in words, words
        assert "”" not in words, words


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["queue", "history", "cues", "voices", "catalogue"])
def test_no_letter_stands_for_two_entries_of_a_menu(qtbot, appearance, clock, spoken, language, page):
    spoken(language)
    window = MainWindow(appearance, Wishes(), dict, lambda _: None, clock=clock)
    qtbot.addWidget(window)
    window.menus.show_page(page)
    bar = window.menuBar()
    menus = [action.menu() for action in bar.actions()]
    for actions in ([*bar.actions()], *(menu.actions() for menu in menus if isinstance(menu, QMenu))):
        letters = Counter(
            action.text().partition("&")[2][:1].lower()
            for action in actions
            if action.isVisible() and "&" in action.text()
        )
        assert all(count == 1 for count in letters.values()), (language, page, [action.text() for action in actions])


@pytest.mark.parametrize("kind", error_kinds(), ids=lambda kind: kind.code)
def test_every_error_is_said_in_the_language_of_the_window(kind):
    use_phrases(pseudo_phrases())
    known = frozenset(("AudioVerify",))
    try:
        services = (
            ({"service": name} for name in ("audioverify", "local", "storage"))
            if issubclass(kind, ServiceError)
            else ({},)
        )
        for service in services:
            words = explained(kind("an English message for the log", **service))
            for text in (words.title, words.detail, words.hint):
                if kind.code != "journal":  # names what the system said
                    assert not foreign_words(text, known), text
    finally:
        use_phrases({})


def test_values_of_an_error_stand_in_the_german_sentence(spoken):
    spoken("de")
    assert explained(ClipLimitError(size_bytes=6e9, limit_bytes=5e9)).detail.startswith(
        "6,00 GB sind mehr als die Grenze von 5,00 GB"
    )
    assert explained(ProxyError("x", http_status=407)).title == "Der Proxy verlangt eine Anmeldung"
    with pytest.raises(SettingsError) as refused:
        with_value(Settings(), "check_by_ear_below", "140")
    assert explained(refused.value).detail == "„140“: muss zwischen 0 und 100 liegen."
    assert explained(AuthenticationError()).title == "Schlüssel abgelehnt"


def test_numbers_and_days_are_written_as_the_language_does(spoken):
    from datetime import date

    spoken("de")
    assert texts.size(3_900_000) == "3,9 MB"
    assert texts.grouped(1284) == "1.284"
    assert texts.time_left(240) == "noch 4 min"
    assert day_title(date(2026, 11, 18), date(2026, 11, 20)) == "Mittwoch, 18. November"
    spoken("en")
    assert texts.size(3_900_000) == "3.9 MB"
    assert day_title(date(2026, 11, 18), date(2026, 11, 20)) == "Wednesday 18 November"


def test_the_setting_takes_what_the_window_speaks():
    assert (*LANGUAGE_CHOICES,) == ("system", *LANGUAGES)
    assert "language" in SETTING_NAMES
    for choice in LANGUAGE_CHOICES:
        assert with_value(Settings(), "language", choice).language == choice
    with pytest.raises(SettingsError):
        with_value(Settings(), "language", "tlh")


def test_the_first_language_of_the_user_that_there_are_words_for_is_spoken():
    assert first_known(["fr-FR", "de-AT", "en-GB"]) == "de"
    assert first_known(["fr-FR", "ja"]) == "en"
    assert first_known([]) == "en"


def test_what_nobody_speaks_becomes_the_language_of_the_desktop(spoken):
    spoken("nonsense")
    assert texts.no_clips() in ("No clips", "Keine Clips")
    spoken("de")
    assert texts.no_clips() == "Keine Clips"
    assert QApplication.layoutDirection() == Qt.LayoutDirection.LeftToRight
