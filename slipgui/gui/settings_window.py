"""The settings in a window of their own: sections, a search through all, and changes that count at once."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont, QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from slipgui.core.errors import SettingsError
from slipgui.core.settings import LANGUAGE_CHOICES, S3Addressing
from slipgui.gui.action_button import ActionButton
from slipgui.gui.error_words import explained
from slipgui.gui.labels import TextLabel
from slipgui.gui.scroll_bars import name_scroll_bars
from slipgui.gui.search_field import SearchField
from slipgui.gui.settings_keys import AccountRow, AccountsRow, ProxyLoginRow, VoiceKeyRow, WebhookRow
from slipgui.gui.settings_places import ExchangeRow, FileRow, LinkRow, PlaceRow, RulesRow, StorageProfileRow, WatchRow
from slipgui.gui.settings_rows import ChoiceRow, NumberRow, ReleasesRow, SettingRow, SwitchRow, TextRow
from slipgui.gui.settings_words import SECTIONS, section_words
from slipgui.gui.settings_work import SettingsState
from slipgui.gui.sidebar import NavigationItem
from slipgui.gui.texts import control, plain, translate
from slipgui.gui.theme import CAPTION, GAP_CONTROLS, SMALL, TITLE
from slipgui.gui.window_actions import WindowActions

if TYPE_CHECKING:
    from slipgui.app.settings_exchange import ImportedSettings

_SIZE_PX = (820, 640)
_LIST_WIDTH_PX = 212
_PADDING_PX = 24
_NO_DEFAULT = (
    "profiles", "profile", "pyannote_key", "webhook_secret", "proxy_login", "watch_folders", "catalogue_folders", "look_for_releases",
    "data", "cache", "logs", "exchange",
)  # fmt: skip
"""Rows that “back to defaults” leaves alone: they hold what the user made, or was asked once."""


class Section(QWidget):
    """Some rows below their title.

    Parameters
    ----------
    name
        One of ``SECTIONS``.
    rows
        What is in it.
    """

    def __init__(self, name: str, rows: Sequence[SettingRow]) -> None:
        super().__init__()
        self.name, self.rows = name, tuple(rows)
        title, sentence = section_words(name)
        self.setAccessibleName(title)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 16)
        lines.setSpacing(0)
        lines.addWidget(TextLabel(title, factor=TITLE, weight=QFont.Weight.DemiBold))
        lines.addSpacing(2)
        lines.addWidget(TextLabel(sentence, role="text_2", factor=SMALL))
        lines.addSpacing(6)
        for row in self.rows:
            lines.addWidget(row)

    def show_fitting(self, words: str) -> bool:
        """Show the rows that have each of these words, and the section if there are any; whether there are."""
        title = section_words(self.name)[0]
        for row in self.rows:
            told = f"{row.all_words} {title}".lower()
            row.setVisible(all(word in told for word in words.split()))
        has_any = any(not row.isHidden() for row in self.rows)
        self.setVisible(has_any)
        return has_any


class SettingsWindow(QDialog):
    """The window.

    Parameters
    ----------
    parent
        The main window.
    wishes
        Does what the user wants.
    show_catalogue
        Leads to the catalogue page.
    """

    def __init__(self, parent: QWidget, wishes: WindowActions, show_catalogue: Callable[[], object]) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(translate("Settings", "Settings"))
        self._wishes, self._work = wishes, wishes.settings
        self.section = "general"
        self.accounts, self.account = AccountsRow(self._work), AccountRow()
        self.voice_key, self.proxy_login = VoiceKeyRow(self._work), ProxyLoginRow(self._work)
        self.webhook = WebhookRow(self._work, wishes.voices)
        self.releases_row = ReleasesRow()
        self.places = [PlaceRow(name) for name in ("data", "cache", "logs")]
        self.sections = {section.name: section for section in self._make_sections(show_catalogue)}
        self.rows = {row.key: row for section in self.sections.values() for row in section.rows}
        self.items = {name: NavigationItem(section_words(name)[0], icon) for name, icon in SECTIONS.items()}
        self.search = SearchField()
        self.nothing = TextLabel(role="text_3")
        self.waiting = TextLabel(f"{control('keyring')}: {control('keyring_waits')}", role="s_unsure", factor=SMALL)
        self.waiting.setContentsMargins(_PADDING_PX, 12, _PADDING_PX, 0)
        self._lay_out()
        self._connect()
        self.resize(*_SIZE_PX)
        self.choose(self.section)

    def _make_sections(self, show_catalogue: Callable[[], object]) -> list[Section]:
        def minutes(key: str) -> NumberRow:
            unit = translate("Settings", "min")
            return NumberRow(key, unit, factor=60, least=0.2, most=1440, n_decimals=1)

        days = translate("Settings", "days")
        addressing = ChoiceRow("s3_addressing", tuple(S3Addressing))
        return [
            Section(
                "general",
                (
                    ChoiceRow("service", ("", "local", "audioverify")),
                    NumberRow("check_by_ear_below", "", most=100),
                    minutes("programme_from_s"),
                    NumberRow("known_answer_days", days, most=3650),
                    SwitchRow("keep_awake"),
                    self.releases_row,
                ),
            ),
            Section(
                "sending",
                (
                    ChoiceRow("send", ("auto", "sound", "original")),
                    NumberRow("direct_limit_bytes", translate("Settings", "MB"), factor=1e6, most=100, n_decimals=1),
                    SwitchRow("neutral_names"),
                ),
            ),
            Section("audioverify", (self.accounts, self.account, minutes("answer_deadline_s"))),
            Section("clearance", (RulesRow("denied", "label: Epidemic Sound"), RulesRow("allowed", "isrc: GB-AYE"))),
            Section(
                "voices",
                (
                    self.voice_key,
                    TextRow("pyannote_url"),
                    TextRow("webhook_url"),
                    NumberRow("webhook_port", "", least=1, most=65_535),
                    self.webhook,
                ),
            ),
            Section("network", (SwitchRow("offline"), TextRow("proxy"), self.proxy_login, FileRow("ca_file"))),
            Section("buckets", (StorageProfileRow(self._work), TextRow("s3_endpoint_url"), addressing)),
            Section(
                "watch",
                (
                    WatchRow(),
                    LinkRow("catalogue_folders", translate("Settings", "Open the catalogue"), show_catalogue),
                ),
            ),
            Section(
                "look",
                (
                    ChoiceRow("theme", ("system", "light", "dark")),
                    ChoiceRow("language", LANGUAGE_CHOICES),
                    SwitchRow("reduce_motion"),
                ),
            ),
            Section("storage", (*self.places, ExchangeRow(self._work))),
        ]

    def _lay_out(self) -> None:
        self.search.setAccessibleName(translate("Settings", "Find a setting"))
        self.search.setPlaceholderText(translate("Settings", "Find a setting"))
        beside = QVBoxLayout()
        beside.setContentsMargins(12, 12, 12, 12)
        beside.setSpacing(2)
        beside.addWidget(self.search)
        beside.addSpacing(GAP_CONTROLS)
        group = QButtonGroup(self)
        for name, item in self.items.items():
            group.addButton(item)
            beside.addWidget(item)
            item.clicked.connect(partial(self.choose, name))
        beside.addStretch(1)
        left = QWidget()
        left.setFixedWidth(_LIST_WIDTH_PX)
        left.setLayout(beside)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.waiting)
        if not self._work.waits_for_keyring:  # shown before it has a place, it would be a window of its own
            self.waiting.hide()
        right.addWidget(self._make_page(), 1)
        right.addWidget(self._make_foot())
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(left)
        line.addLayout(right, 1)

    def _make_page(self) -> QWidget:
        page = self._page = QWidget()
        page.setBackgroundRole(QPalette.ColorRole.Base)
        lines = QVBoxLayout(page)
        lines.setContentsMargins(_PADDING_PX, 20, _PADDING_PX, 12)
        lines.setSpacing(0)
        lines.addWidget(self.nothing)
        for section in self.sections.values():
            lines.addWidget(section)
        lines.addStretch(1)
        scroll = QScrollArea()
        name_scroll_bars(scroll)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setAccessibleName(translate("Settings", "Settings"))
        scroll.setWidget(page)
        page.setEnabled(False)  # until the settings are read, which may take as long as a keyring asks for its password
        self._scroll = scroll
        return scroll

    def _make_foot(self) -> QWidget:
        self.defaults = ActionButton(translate("Settings", "Back to defaults"), kind="link")
        note = TextLabel(translate("Settings", "Changes apply at once"), role="text_3", factor=CAPTION)
        note.setWordWrap(False)
        self.done_button = ActionButton(translate("Settings", "Done"), kind="primary", key="Esc")
        foot = QWidget()
        line = QHBoxLayout(foot)
        line.setContentsMargins(_PADDING_PX, 12, 16, 12)
        line.setSpacing(GAP_CONTROLS)
        line.addWidget(self.defaults)
        line.addStretch(1)
        line.addWidget(note)
        line.addWidget(self.done_button)
        return foot

    def _connect(self) -> None:
        for row in self.rows.values():
            row.changed.connect(self._change)
        self.places[1].cleared.connect(self._work.clear_cache)
        self._work.cleared.connect(self.places[1].tell_cleared)
        self._work.state_read.connect(self.show_state)
        self._work.applied.connect(self._read_webhook)
        self._work.keyring_waits.connect(self.waiting.setVisible)
        self._work.refused.connect(self._tell_refused)
        self._work.imported.connect(self._follow_imported)
        self.defaults.clicked.connect(self._forget)
        self.done_button.clicked.connect(self.close)
        self.search.textChanged.connect(self._find)
        self.search.left.connect(self._leave_search)
        QShortcut(QKeySequence.StandardKey.Find, self, lambda: self.search.setFocus(Qt.FocusReason.ShortcutFocusReason))

    # ------------------------------------------------------------------------------------------------------ sections

    def choose(self, name: str, _is_checked: bool = False) -> None:
        """Show a section."""
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self.nothing.hide()
        self.section = name
        self.items[name].setChecked(True)
        for section in self.sections.values():
            section.show_fitting("")
            section.setVisible(section.name == name)
        self.defaults.setVisible(any(row.key not in _NO_DEFAULT for row in self.sections[name].rows))
        self._scroll.verticalScrollBar().setValue(0)

    def _find(self, text: str) -> None:
        words = text.strip().lower()
        if not words:
            self.choose(self.section)
            return
        has_any = [section.show_fitting(words) for section in self.sections.values()]
        self.nothing.set_text(translate("Settings", "No setting has “{0}”").format(plain(text)))
        self.nothing.setVisible(not any(has_any))
        self.defaults.hide()

    def _leave_search(self) -> None:
        self.items[self.section].setFocus(Qt.FocusReason.TabFocusReason)

    # -------------------------------------------------------------------------------------------------------- values

    def show_state(self, state: SettingsState) -> None:
        """Show what is in force."""
        self._page.setEnabled(True)  # before its rows look which of them are
        for row in self.rows.values():
            if row.key not in ("data", "cache", "logs", "exchange"):
                row.show_settings(state.settings, dict(state.held))
        self.account.show_accounts(state.settings.profiles, state.settings.account.id)
        for row in (self.accounts, self.voice_key, self.webhook, self.proxy_login):
            row.show_state(state)
        self.releases_row.show_ability(can_look=state.can_look_for_releases)
        for place in self.places:
            place.show_state(state)

    def event(self, event: QEvent) -> bool:
        """Read again whenever the window comes forward: menus and other programs change settings, too."""
        if event.type() == QEvent.Type.WindowActivate:
            self._work.read()
            self._read_webhook()
        return super().event(event)

    def _read_webhook(self, _settings: object = None) -> None:
        self._wishes.voices.read_webhook()

    def _change(self, key: str, value: object) -> None:
        if key == "theme":
            self._wishes.set_theme(str(value))
        elif key == "language":
            self._wishes.set_language(str(value))
        else:
            self._work.change(key, value)

    def _forget(self) -> None:
        keys = [row.key for row in self.sections[self.section].rows if row.key not in _NO_DEFAULT]
        for key in set(keys) & {"theme", "language"}:
            self._change(key, "system")
        self._work.forget(keys)

    def _follow_imported(self, imported: "ImportedSettings") -> None:
        """Let colours and language follow; everything else does by itself."""
        for key in imported.taken:
            if key in ("theme", "language"):
                self._change(key, getattr(imported.settings, key))

    def _tell_refused(self, key: str, error: SettingsError) -> None:
        words = explained(error)
        self.rows[key].refuse(words.detail)
