"""The user guide in a window of its own: its chapters (``resources/guide``), links between them, and a search through all."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QLocale, Qt, QUrl
from PySide6.QtGui import QFont, QImage, QKeySequence, QShortcut, QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from slipgui.app.resources import resource_folder
from slipgui.gui.action_button import ActionButton
from slipgui.gui.labels import ElidedLabel
from slipgui.gui.scroll_bars import name_scroll_bars
from slipgui.gui.search_field import SearchField
from slipgui.gui.texts import plain, translate
from slipgui.gui.theme import CAPTION, GAP_CONTROLS, PAGE_PADDING, SMALL, Theme, scaled_font, theme_of

CHAPTERS = ("index", "five-minutes", "long-day", "trouble", "keys", "install")
"""In reading order; the names of their files."""
_SIZE_PX = (820, 760)
_PICTURE_PX = 720
"""As wide as the chapters say."""


def guide_folder() -> Path:
    """The guide in the language of the window, in English where there is none."""
    guide = resource_folder() / "guide"
    spoken = guide / QLocale().name()[:2]
    return spoken if spoken.is_dir() else guide / "en"


class GuidePage(QTextBrowser):
    """A chapter in the colours and type of the window."""

    def __init__(self) -> None:
        super().__init__()
        name_scroll_bars(self)
        self.setAccessibleName(translate("Guide", "The chapter that is shown"))
        self.setStyleSheet("QTextBrowser { border: none; }")
        self.document().setDocumentMargin(2 * PAGE_PADDING)
        self.setFont(scaled_font(QApplication.font()))

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """What a chapter asks for: its style sheet comes from the theme, everything else from the guide."""
        if kind == QTextDocument.ResourceType.StyleSheetResource.value:
            return _sheet(theme_of(QApplication.palette()), self.font())
        found = super().loadResource(kind, name)
        if kind == QTextDocument.ResourceType.ImageResource.value:
            return self._fitted(QImage.fromData(found))
        return found

    def _fitted(self, picture: QImage) -> QImage:
        """A picture as sharp as the screen can show it; the document itself would scale without smoothing."""
        ratio = self.devicePixelRatioF()
        smooth = Qt.TransformationMode.SmoothTransformation
        fitted = picture.convertToFormat(QImage.Format.Format_RGB32).scaledToWidth(round(_PICTURE_PX * ratio), smooth)
        fitted.setDevicePixelRatio(ratio)
        return fitted

    @property
    def chapter(self) -> str:
        """Name of the chapter that is shown."""
        return Path(self.source().path()).stem


class GuideWindow(QDialog):
    """The window.

    Parameters
    ----------
    parent
        The main window.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(translate("Guide", "User guide"))
        self.resize(*_SIZE_PX)
        self.page = GuidePage()
        self.back = ActionButton(translate("Guide", "Back"), "undo")
        self.search = SearchField()
        self.search.setAccessibleName(translate("Guide", "Search the guide"))
        self.message = ElidedLabel(role="text_3", factor=CAPTION)
        line = QHBoxLayout()
        line.setContentsMargins(PAGE_PADDING, GAP_CONTROLS, PAGE_PADDING, GAP_CONTROLS)
        line.setSpacing(GAP_CONTROLS)
        line.addWidget(self.back)
        line.addWidget(self.message, 1)
        line.addWidget(self.search)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(line)
        column.addWidget(self.page, 1)
        self._connect()
        self.show_chapter("index")
        self.page.setFocus()

    def _connect(self) -> None:
        self.back.setEnabled(False)
        self.back.clicked.connect(self.page.backward)
        self.page.backwardAvailable.connect(self.back.setEnabled)
        self.search.textChanged.connect(self._search_anew)
        self.search.returnPressed.connect(self.find_next)
        self.search.left.connect(self.page.setFocus)
        QShortcut(QKeySequence.StandardKey.Back, self, self.page.backward)
        QShortcut(QKeySequence.StandardKey.Find, self, self._enter_search)

    def show_chapter(self, name: str, anchor: str = "") -> None:
        """Show a chapter of ``CHAPTERS``, from a heading on where one is named."""
        address = QUrl.fromLocalFile(str(guide_folder() / f"{name}.html"))
        address.setFragment(anchor)
        self.page.setSource(address)

    def find_next(self) -> None:
        """Go to the next place that has the words of the search field, in this chapter or a following one."""
        words = self.search.text()
        if not words:
            return
        self.message.set_text("")
        if self.page.find(words):
            return
        here = CHAPTERS.index(self.page.chapter)
        for name in (*CHAPTERS[here + 1 :], *CHAPTERS[: here + 1]):
            if _has(name, words):
                self.show_chapter(name)
                self.page.moveCursor(QTextCursor.MoveOperation.Start)
                self.page.find(words)
                return
        self.message.set_text(translate("Guide", "The guide does not have “{0}”").format(plain(words)))

    def changeEvent(self, event: QEvent) -> None:
        """Read the chapter again when the colours change."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "page"):
            self.page.reload()

    def _search_anew(self) -> None:
        self.message.set_text("")
        self.page.moveCursor(QTextCursor.MoveOperation.Start)
        self.find_next()

    def _enter_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()


def _has(chapter: str, words: str) -> bool:
    document = QTextDocument()
    document.setHtml((guide_folder() / f"{chapter}.html").read_text(encoding="utf-8"))
    return not document.find(words).isNull()


def _sheet(theme: Theme, font: QFont) -> str:
    """The style sheet of a chapter, in what Qt knows of CSS."""
    body_px = font.pixelSize() if font.pixelSize() > 0 else round(font.pointSizeF() * 4 / 3)
    ink = {role: theme.color(role).name() for role in ("text", "text_2", "text_3", "accent_text", "pressed")}
    return f"""
body {{ color: {ink["text"]}; line-height: 140%; }}
h1 {{ font-size: {round(body_px * 1.85)}px; font-weight: 600; margin: 12px 0 8px 0; }}
h2 {{ font-size: {round(body_px * 1.4)}px; font-weight: 600; margin: 24px 0 4px 0; }}
h3 {{ font-size: {body_px}px; font-weight: 600; margin: 14px 0 0 0; }}
p {{ margin: 6px 0 6px 0; }}
li {{ margin: 4px 0 4px 0; }}
td {{ padding: 3px 16px 3px 0; }}
a {{ color: {ink["accent_text"]}; text-decoration: none; }}
kbd {{ background-color: {ink["pressed"]}; font-family: "{font.family()}"; font-size: {round(body_px * SMALL)}px; }}
code {{ font-size: {round(body_px * SMALL)}px; }}
.chapters {{ color: {ink["text_3"]}; }}
"""
