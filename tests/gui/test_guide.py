"""The user guide: whole in every language, true to the window, and shown by F1."""

import asyncio
import re
from html.parser import HTMLParser

import pytest
from PySide6.QtCore import QLocale, Qt, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QPalette, QTextDocument
from PySide6.QtWidgets import QApplication
from support.wishes import Wishes

from slipgui.app.resources import resource_folder
from slipgui.core.errors import ClipError, ServiceError, SlipError, error_kinds
from slipgui.gui.guide_window import CHAPTERS, GuideWindow
from slipgui.gui.language import LANGUAGES, speak
from slipgui.gui.support_work import SupportWork

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

GUIDE = resource_folder() / "guide"
NO_ACTIONS = {"F6", "Esc", "Tab", "Ctrl", "Alt", "Shift", "Shift+F10"}
"""Keys that move or close."""
GERMAN_KEYS = {
    "Strg": "Ctrl", "Umschalt": "Shift", "Entf": "Delete", "Auf": "Up", "Ab": "Down", "Pos1": "Home", "Leertaste": "Space",
    "Eingabe": "Return",
}  # fmt: skip


class Chapter(HTMLParser):
    """What a chapter refers to and offers."""

    def __init__(self, file):
        super().__init__()
        self.ids, self.links, self.pictures, self.keys, self._tags = [], [], [], [], []
        self.feed(file.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self._tags.append(tag)
        self.ids += [values["id"]] if "id" in values else []
        self.links += [values["href"]] if tag == "a" else []
        if tag == "img":
            assert values["alt"]
            self.pictures.append(values["src"])

    def handle_endtag(self, tag):
        assert tag in self._tags

    def handle_data(self, data):
        if self._tags[-1:] == ["kbd"]:
            self.keys.append(data)
            self._tags.append("")


def chapter(language, name):
    return Chapter(GUIDE / language / f"{name}.html")


@pytest.fixture
def window(open_window, home, qtbot):
    window = open_window(Wishes(support=SupportWork(home, asyncio.run)))
    with qtbot.waitActive(window):
        window.activateWindow()
    return window


@pytest.fixture
def guide(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_F1)
    guide = window.findChild(GuideWindow)
    qtbot.waitUntil(guide.isVisible)
    yield guide
    guide.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_and_picture_leads_somewhere(language):
    for name in CHAPTERS:
        for link in chapter(language, name).links:
            file, _, anchor = link.partition("#")
            assert (GUIDE / language / file).exists(), link
            assert not anchor or anchor in Chapter(GUIDE / language / file).ids, link
        for picture in chapter(language, name).pictures:
            assert (GUIDE / language / picture).exists(), picture


@pytest.mark.parametrize("name", CHAPTERS)
def test_the_languages_say_the_same_things(name):
    told = [(one.ids, one.links, one.pictures) for one in (chapter(language, name) for language in LANGUAGES)]
    assert told.count(told[0]) == len(LANGUAGES)


def test_every_kind_of_error_has_its_cure():
    general = {SlipError.code, ClipError.code, ServiceError.code}  # never met as such
    codes = {kind.code for kind in error_kinds()} - general
    assert codes <= set(chapter("en", "trouble").ids)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_keys_are_those_of_the_window(language, window):
    written = chapter(language, "keys").keys
    if language == "de":
        written = ["+".join(GERMAN_KEYS.get(part, part) for part in key.split("+")) for key in written]
    in_the_menus = {action.shortcut().toString() for action in window.menus.actions.values()} - {""}
    assert set(written) - NO_ACTIONS == {key.replace("Del", "Delete") for key in in_the_menus}


@pytest.mark.parametrize("language", LANGUAGES)
def test_keys_named_in_the_other_chapters_exist(language):
    known = set(chapter(language, "keys").keys)
    for name in CHAPTERS:
        assert set(chapter(language, name).keys) <= known, name


def test_f1_shows_the_guide_and_its_links_lead_on_and_back(guide, qtbot):
    assert guide.page.chapter == "index"
    assert "Slipgui tells which music is in a video" in guide.page.toPlainText()
    guide.page.anchorClicked.emit(QUrl("trouble.html"))
    guide.page.setSource(guide.page.source().resolved(QUrl("trouble.html#proxy")))
    assert guide.page.verticalScrollBar().value() > 0
    qtbot.mouseClick(guide.back, Qt.MouseButton.LeftButton)
    assert guide.page.chapter == "index"
    assert not guide.back.isEnabled()


def test_pictures_are_shown(guide):
    picture = guide.page.document().resource(QTextDocument.ResourceType.ImageResource.value, QUrl("queue.png"))
    assert picture.width() == 720


def test_search_goes_through_all_chapters_and_round(guide, qtbot):
    qtbot.keyClick(guide, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.focusObject() is guide.search
    qtbot.keyClicks(guide.search, "certificate")
    assert guide.page.chapter == "trouble"
    assert guide.page.textCursor().selectedText() == "certificate"
    first = guide.page.textCursor().position()
    qtbot.keyClick(guide.search, Qt.Key.Key_Return)
    assert guide.page.textCursor().position() > first
    for _ in range(3):
        qtbot.keyClick(guide.search, Qt.Key.Key_Return)
        assert guide.page.textCursor().selectedText() == "certificate"
    guide.search.setText("no such word")
    assert guide.message.text() == "The guide does not have “no such word”"


def test_the_guide_speaks_the_language_of_the_window(qapp, window):
    before = QLocale()
    speak(qapp, "de")
    try:
        window.help.show_guide()
        assert "Was diesen Rechner verlässt" in window.findChild(GuideWindow).page.toPlainText()
    finally:
        speak(qapp, "en")
        QLocale.setDefault(before)


def test_the_guide_follows_the_colours(guide, appearance, qtbot):
    def ink():
        return guide.page.document().firstBlock().next().begin().fragment().charFormat().foreground().color()

    for theme, is_light in (("light", False), ("dark", True)):
        appearance.choose(theme)
        QApplication.processEvents()
        ground = guide.page.palette().color(QPalette.ColorRole.Base)
        assert (ink().lightness() > 128) is is_light
        assert abs(ink().lightness() - QColor(ground).lightness()) > 100


def test_texts_are_readable_as_files():
    for language in LANGUAGES:
        for name in CHAPTERS:
            text = (GUIDE / language / f"{name}.html").read_text(encoding="utf-8")
            assert text.startswith(f'<!doctype html>\n<html lang="{language}">')
            assert 'href="../guide.css"' in text
            assert not re.search(r"https?://", text)
