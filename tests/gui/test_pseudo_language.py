"""Every word of the window is translated and whole: said in a longer language that nobody speaks, with every text in brackets."""

import re

import pytest
from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QDialog,
    QHeaderView,
    QScrollArea,
    QWidget,
)
from support.drawn_texts import whole_texts
from support.history_rows import CLIPS
from support.pseudo_language import foreign_words, pseudo_phrases
from support.window_scenes import NAMES, QUEUE, scenes
from support.wishes import Wishes

from slipgui.gui.action_button import ActionButton
from slipgui.gui.chip_line import ChipLine
from slipgui.gui.history_work import HistoryWork
from slipgui.gui.labels import TextLabel
from slipgui.gui.language import use_phrases

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "propagateSizeHints")

EVERYWHERE = frozenset(
    (
        "Slipgui",
        "BI",
        "CA",
        "DF",
        "AudioVerify",
        "Agency",
        "fps",
        "ISRC",
        "QZ",
        "TW",
        "English",
        "Deutsch",
        "Ctrl",
        "Esc",
        "Shift",
        "Alt",
        "Del",
        "Home",
        "Up",
        "Down",
        "Space",
        "Return",
    )
)
"""Names, words of the trade, and keys: the same in every language."""
OF_HISTORY = frozenset(text for example in CLIPS for text in example if isinstance(text, str))
OF_THE_LOCALE = re.compile(r"\w+day, \d+ \w+ \d{4}|\w+day, \w+ \d+, \d{4}|\d+ \w+ \d{4}, ")
DATA = re.compile(
    r"https://[\w.]+|no setting of that name|"
    r"[\w#/.\-]*\.(mov|wav|mxf|mpeg|mp4|txt|prproj)|\b(three|four|empty|Tapes|nothing[\w ]*)\b|/[\w/#.\-]+|\b[A-Z]\b|\bF\d+|7c1f[\w-]*"
)
"""Names of files and folders, what is searched for, single keys, jobs."""
CJK = re.compile(r"[\u3040-\u9fff]+")
TAG = re.compile(r"<[^>]+>")
CUT_ON_PURPOSE = re.compile(r"Thîš førmàt îš ñøt kñøwñ|Réàdý · ñø müšîç|\A.{100}|\A ?· [^\[]+…\Z")
"""A whole sentence in a cell or in the card of the service, whose tool tip has the rest; a message longer than a line; a performer."""


WORDS = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)


@pytest.fixture
def window(open_window, kept):
    use_phrases(pseudo_phrases())
    yield open_window(Wishes(HistoryWork(kept.ask)))
    use_phrases({})


def is_strange(text: str) -> bool:
    """Whether a word in it is not translated, or the end of it is missing."""
    known = EVERYWHERE | NAMES | OF_HISTORY
    return not CUT_ON_PURPOSE.search(text) and bool(
        foreign_words(OF_THE_LOCALE.sub("", DATA.sub("", CJK.sub("", TAG.sub("", text)))), known)
    )


def told(widget: QWidget) -> list[str]:
    """What a widget says to a pointer that rests and to a screen reader."""
    texts = [widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        model, top = widget.model(), QModelIndex()
        columns = range(model.columnCount(top)) if isinstance(model, QAbstractTableModel) else (0,)
        cells = [model.index(row, column) for row in range(model.rowCount(top)) for column in columns]
        texts += [str(cell.data(role) or "") for cell in cells for role in WORDS]
    return texts


def test_every_word_is_translated_and_none_is_cut_off(window, tmp_path):
    n_texts, wrong = 0, []
    for scene in scenes(window, tmp_path):
        QApplication.processEvents()
        texts = whole_texts(window.centralWidget())
        for dialog in window.findChildren(QDialog):
            texts += whole_texts(dialog) if dialog.isVisible() else []
        for widget in window.findChildren(QWidget):
            texts += told(widget)
        texts += [action.text().replace("&", "") for action in window.findChildren(QAction)]
        n_texts += len(texts)
        wrong += [(scene, text) for text in texts if is_strange(text)]
    assert not wrong, "\n".join(dict.fromkeys(f"{scene}: {text}" for scene, text in wrong))
    assert n_texts > 2_000


def without_room(window: QWidget) -> list[tuple[QWidget, str]]:
    """Buttons and labels that are smaller than their words, and pages wider than the area that scrolls them down."""
    buttons = [each for each in window.findChildren(ActionButton) if each.width() < each.minimumSizeHint().width()]
    labels = [
        each
        for each in window.findChildren(TextLabel)
        if each.wordWrap() and each.height() < each.heightForWidth(each.width())
    ]
    pages = [
        area.widget()
        for area in window.findChildren(QScrollArea)
        if not isinstance(area, ChipLine) and area.widget() and area.widget().width() > area.viewport().width()
    ]
    return [(each, whole_texts(each)) for each in (*buttons, *labels, *pages) if each.isVisible()]


def test_buttons_labels_and_pages_have_the_room_that_their_words_need(window, tmp_path, qtbot):
    for scene in scenes(window, tmp_path):
        try:  # a line more reaches the page through the layouts between, one after the other
            qtbot.waitUntil(lambda: not without_room(window))
        except TimeoutError:
            pytest.fail(f"{scene}: {without_room(window)}")


def test_every_scroll_bar_says_what_it_does(window, tmp_path):
    for scene in scenes(window, tmp_path):
        for area in window.findChildren(QAbstractScrollArea):
            if isinstance(area, QHeaderView):  # which has none to be seen
                continue
            bars = (area.verticalScrollBar(), area.horizontalScrollBar())
            assert all(bar.accessibleName() for bar in bars), (scene, area)


def test_the_test_would_see_a_word_that_is_not_translated(window):
    window.set_service("Not translated", "", True)
    assert any(is_strange(text) for text in whole_texts(window.sidebar))
    assert len(QUEUE) == len(set(QUEUE))
