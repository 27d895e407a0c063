"""The evidence of one recognition as a PDF: everything as plain text, laid out by Qt."""

import json
from pathlib import Path

from PySide6.QtCore import QMarginsF, QSaveFile
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPdfWriter, QTextCharFormat, QTextCursor, QTextDocument

from slipgui.app.evidence import encode_evidence
from slipgui.app.history import Evidence
from slipgui.gui.history_texts import file_name
from slipgui.gui.labels import shown
from slipgui.gui.texts import plain, translate

_MARGIN_MM = 18.0
_BODY_PT, _TITLE_PT, _RAW_PT = 10.0, 16.0, 8.0


def write_evidence_pdf(evidence: Evidence, file: Path) -> None:
    """Write the evidence of a recognition to a PDF file; an older one is replaced when all is written.

    Raises
    ------
    OSError
        When the file cannot be written.
    """
    target = QSaveFile(str(file))
    if not target.open(QSaveFile.OpenModeFlag.WriteOnly):
        raise OSError(0, target.errorString())
    writer = QPdfWriter(target)
    writer.setTitle(translate("Evidence", "Recognition of {0}").format(file_name(evidence.row)))
    writer.setCreator("Slipgui")
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    writer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    evidence_document(evidence).print_(writer)
    if not target.commit():
        raise OSError(0, target.errorString())


def evidence_document(evidence: Evidence) -> QTextDocument:
    """The text of the evidence: what is known, label by label, then the service's own answer."""
    document = QTextDocument()
    cursor = QTextCursor(document)
    _line(cursor, file_name(evidence.row), _TITLE_PT, is_strong=True)
    _line(cursor, translate("Evidence", "Evidence of one recognition"), _BODY_PT)
    facts = encode_evidence(evidence)
    answer = facts.pop("answer", None)
    for label, value in _flattened(facts):
        _line(cursor, "", _RAW_PT / 2)
        _line(cursor, label, _RAW_PT, is_strong=True)
        _line(cursor, value, _BODY_PT)
    if answer is not None:
        _line(cursor, "", _BODY_PT)
        _line(cursor, translate("Evidence", "Answer of the service"), _RAW_PT, is_strong=True)
        text = answer if isinstance(answer, str) else json.dumps(answer, indent=1, ensure_ascii=False)
        _line(cursor, text, _RAW_PT, is_raw=True)
    return document


def _flattened(facts: dict[str, object], inside: str = "") -> list[tuple[str, str]]:
    """Labels and values; members of an object are told with its name before theirs."""
    flat: list[tuple[str, str]] = []
    for name, value in facts.items():
        label = f"{inside} {name}".strip().replace("_", " ")
        if isinstance(value, dict):
            flat += _flattened(value, label)
        elif value is not None:
            flat.append((label, str(value)))
    return flat


def _line(cursor: QTextCursor, text: str, size_pt: float, *, is_strong: bool = False, is_raw: bool = False) -> None:
    style = QTextCharFormat()
    style.setFontPointSize(size_pt)
    if is_strong:
        style.setFontWeight(QFont.Weight.DemiBold)
    if is_raw:
        style.setFontFamilies(["monospace"])
    if not cursor.document().isEmpty():
        cursor.insertBlock()
    cursor.insertText(shown(text) if is_raw else plain(text), style)
