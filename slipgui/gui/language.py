"""The language of the window: its catalogue of phrases, Qt's own words, numbers, and the direction of writing.

The phrases stand in ``resources/translations/slipgui_XX.ts`` as Qt Linguist writes them, and are read from there: nothing is compiled.
"""

from collections.abc import Mapping

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from slipgui.app.resources import resource_folder

LANGUAGES = ("en", "de")
"""The languages there are phrases for; English is in the source."""

Phrases = Mapping[tuple[str, str], str]
"""The words for an English text in a context."""


_spoken: dict[tuple[str, str], str] = {}
_of_qt: list[QTranslator] = []
"""What Qt's own words come from; it lives as long as it is installed."""


def translate(context: str, text: str) -> str:
    """The words for an English text in the language of the window; the text itself where there are none."""
    return _spoken.get((context, text), text)


def speak(application: QApplication, choice: str) -> None:
    """Use a language from now on, before any word is shown.

    Parameters
    ----------
    application
        Takes Qt's own words, and the direction of writing.
    choice
        One of ``LANGUAGES``; anything else means that of the desktop.
    """
    system = QLocale.system()
    language = choice if choice in LANGUAGES else first_known(system.uiLanguages())
    locale = QLocale(language)
    if locale.language() == system.language():  # with the customs of the user's country
        locale = system
    QLocale.setDefault(locale)
    application.setLayoutDirection(locale.textDirection())
    use_phrases(read_phrases(language))
    _let_qt_speak(application, locale)


def _let_qt_speak(application: QApplication, locale: QLocale) -> None:
    """Give Qt its own words, where it has some: in file choosers, on keys, in menus of text fields."""
    for former in _of_qt:
        application.removeTranslator(former)
    _of_qt.clear()
    words = QTranslator()
    if words.load(locale, "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(words)
        _of_qt.append(words)


def use_phrases(phrases: Phrases) -> None:
    """Say these words instead of the English ones."""
    _spoken.clear()
    _spoken.update(phrases)


def read_phrases(language: str) -> Phrases:
    """The phrases of a language; none for English."""
    if language == "en":
        return {}
    from xml.etree import ElementTree

    file = resource_folder() / "translations" / f"slipgui_{language}.ts"
    return {
        (context.findtext("name", ""), message.findtext("source", "")): words
        for context in ElementTree.parse(file).iter("context")
        for message in context.iter("message")
        if (words := message.findtext("translation"))
    }


def first_known(names: list[str]) -> str:
    """The first language of the user that there are phrases for."""
    known = (name.partition("-")[0] for name in names)
    return next((name for name in known if name in LANGUAGES), "en")
