"""The evidence of one recognition as a PDF: everything as plain text, laid out by Qt."""

import json
from pathlib import Path

from PySide6.QtCore import QMarginsF, QSaveFile
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPdfWriter, QTextCharFormat, QTextCursor, QTextDocument

from slipgui.app.evidence import encode_evidence
from slipgui.app.history import Evidence
from slipgui.gui.error_words import explained_line
from slipgui.gui.history_texts import file_name
from slipgui.gui.labels import shown
from slipgui.gui.printed_font import printed_font
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
    document.setDefaultFont(printed_font())
    cursor = QTextCursor(document)
    _line(cursor, file_name(evidence.row), _TITLE_PT, is_strong=True)
    _line(cursor, translate("Evidence", "Evidence of one recognition"), _BODY_PT)
    facts = encode_evidence(evidence)
    answer = facts.pop("answer", None)
    if facts["error"] is not None:
        words = explained_line(facts["error"], facts["service"])
        facts["error"] |= {"title": words.title, "detail": words.detail, "hint": words.hint}
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


def _flattened(value: object, label: str = "") -> list[tuple[str, str]]:
    """Labels and values; what lies inside of something is told with its label before its own, one of several with its number."""
    if isinstance(value, dict):
        members = [(f"{label}: {_label(name)}" if label else _label(name), member) for name, member in value.items()]
    elif isinstance(value, list) and any(isinstance(member, dict) for member in value):
        members = [(f"{label} {number}", member) for number, member in enumerate(value, start=1)]
    else:
        return [] if value in (None, []) else [(label, _value(value))]
    return [line for name, member in members for line in _flattened(member, name)]


def _value(value: object) -> str:
    if isinstance(value, bool):
        return translate("Evidence", "yes") if value else translate("Evidence", "no")
    return ", ".join(_value(member) for member in value) if isinstance(value, list) else str(value)


def _label(name: str) -> str:
    """What a member of the document is called; one without a word of ours keeps its own."""
    return (_recognition_words() | _answer_words()).get(name, name.replace("_", " "))


def _recognition_words() -> dict[str, str]:
    return {
        "clip": translate("Evidence", "Clip"),
        "source_bytes": translate("Evidence", "Size in bytes"),
        "file_hash": translate("Evidence", "Hash of the file"),
        "sound_hash": translate("Evidence", "Hash of the sound"),
        "method": translate("Evidence", "method"),
        "value": translate("Evidence", "value"),
        "added_at": translate("Evidence", "Added at"),
        "finished_at": translate("Evidence", "Recognised at"),
        "part": translate("Evidence", "Part that was asked about"),
        "from_s": translate("Evidence", "from second"),
        "to_s": translate("Evidence", "to second"),
        "sound_track": translate("Evidence", "Sound track that was asked about"),
        "service": translate("Evidence", "Service"),
        "service_address": translate("Evidence", "Address of the service"),
        "job_id": translate("Evidence", "Job"),
        "outcome": translate("Evidence", "Outcome"),
        "confirmed_by": translate("Evidence", "Confirmed by"),
        "possibly_submitted_twice": translate("Evidence", "Maybe submitted twice"),
        "answered_from_history": translate("Evidence", "Answered from the history of"),
        "error": translate("Evidence", "Error"),
        "code": translate("Evidence", "code"),
        "detail": translate("Evidence", "what happened"),
        "hint": translate("Evidence", "what helps"),
        "recovery": translate("Evidence", "recovery"),
        "http_status": translate("Evidence", "HTTP status"),
        "request_id": translate("Evidence", "request"),
        "stage": translate("Evidence", "stage"),
        "context": translate("Evidence", "context"),
        "program": translate("Evidence", "Program"),
    }


def _answer_words() -> dict[str, str]:
    return {
        "score": translate("Evidence", "Score"),
        "track": translate("Evidence", "Track"),
        "corrected_track": translate("Evidence", "Track put right by hand"),
        "id": translate("Evidence", "id"),
        "title": translate("Evidence", "title"),
        "artist": translate("Evidence", "artist"),
        "internal": translate("Evidence", "of the own catalogue"),
        "external_label": translate("Evidence", "label"),
        "isrc": "ISRC",
        "match": translate("Evidence", "Match"),
        "query_start_s": translate("Evidence", "from second of the clip"),
        "query_stop_s": translate("Evidence", "to second of the clip"),
        "reference_start_s": translate("Evidence", "from second of the track"),
        "speed": translate("Evidence", "speed"),
        "pitch_semitones": translate("Evidence", "pitch in semitones"),
        "repeats_s": translate("Evidence", "sounds alike from second"),
        "runs": translate("Evidence", "stretch"),
        "alternatives": translate("Evidence", "Further track"),
        "file": translate("Evidence", "file"),
    }


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
