"""What is said to a person about a cue sheet that lacks something."""

from collections.abc import Iterable, Sequence

from slipgui.app.language import ENGLISH, Language
from slipgui.app.works_file import WorksProblem
from slipgui.core.completeness import MAX_CUE_NUMBER, Finding, FindingKind
from slipgui.core.phrases import phrase
from slipgui.core.plain_text import plain_text
from slipgui.core.recut import Recut

_FIELDS = {
    "also_known_as": phrase("CueSheet", "Also known as"),
    "catalogue_number": phrase("CueSheet", "Catalogue number"),
    "contact": phrase("CueSheet", "Contact"),
    "country": phrase("CueSheet", "Country of origin"),
    "cue_number": phrase("CueSheet", "Cue number"),
    "director": phrase("CueSheet", "Director"),
    "eidr": phrase("CueSheet", "EIDR"),
    "episode_number": phrase("CueSheet", "Episode number"),
    "episode_title": phrase("CueSheet", "Episode title"),
    "first_air_date": phrase("CueSheet", "First air date"),
    "ipi": phrase("CueSheet", "IPI"),
    "isan": phrase("CueSheet", "ISAN"),
    "isrc": phrase("CueSheet", "ISRC"),
    "iswc": phrase("CueSheet", "ISWC"),
    "label": phrase("CueSheet", "Label"),
    "music_origin": phrase("CueSheet", "Origin of the music"),
    "network": phrase("CueSheet", "Network"),
    "notes": phrase("CueSheet", "Notes"),
    "party": phrase("CueSheet", "Writer or publisher"),
    "performer": phrase("CueSheet", "Performer"),
    "prepared_by": phrase("CueSheet", "Prepared by"),
    "prepared_on": phrase("CueSheet", "Prepared on"),
    "production_company": phrase("CueSheet", "Production company"),
    "production_number": phrase("CueSheet", "Production number"),
    "production_type": phrase("CueSheet", "Type of production"),
    "publishers": phrase("CueSheet", "Publishers"),
    "revision": phrase("CueSheet", "Version of the sheet"),
    "role": phrase("CueSheet", "Role"),
    "series_number": phrase("CueSheet", "Series number"),
    "share_percent": phrase("CueSheet", "Share"),
    "title": phrase("CueSheet", "Title"),
    "track_number": phrase("CueSheet", "Track number"),
    "usage": phrase("CueSheet", "Usage"),
    "vocals": phrase("CueSheet", "Vocal or instrumental"),
    "writers": phrase("CueSheet", "Writers"),
    "year": phrase("CueSheet", "Year"),
}
_SENTENCES = {
    FindingKind.MISSING: phrase("CueSheet", "{field} missing"),
    FindingKind.SHARES: phrase("CueSheet", "{field}: shares add up to {detail} %, not to 100 %"),
    FindingKind.SHARES_MISSING: phrase("CueSheet", "{field}: shares missing"),
    FindingKind.SPAN: phrase("CueSheet", "Out is not after In, or lies outside of the programme"),
    FindingKind.USAGE: phrase("CueSheet", "the template has no word for the usage “{detail}”"),
    FindingKind.MALFORMED: phrase("CueSheet", "“{detail}” is no {field}"),
    FindingKind.NAME: phrase("CueSheet", "{field}: “{detail}” has no first name"),
    FindingKind.TOO_LONG: phrase("CueSheet", "the cue number has more than {limit} characters"),
    FindingKind.UNSURE: phrase("CueSheet", "check by ear"),
    FindingKind.UNIDENTIFIED: phrase(
        "CueSheet", "Stretches with sound of no known track, which are not on the sheet: {detail}"
    ),
    FindingKind.CONFLICT: phrase("CueSheet", "{field}: the list of works says “{detail}”"),
}


def field_word(name: str, language: Language = ENGLISH) -> str:
    """What a field of a sheet or of the list of works is called."""
    return language.translate("CueSheet", _FIELDS.get(name, name.replace("_", " ")))


def describe_findings(findings: Iterable[Finding], language: Language = ENGLISH) -> list[str]:
    """A sentence for each thing that is missing or inconsistent; cues that lack the same are told together."""
    groups: dict[tuple[FindingKind, str, str], list[int]] = {}
    for finding in findings:
        lines = groups.setdefault((finding.kind, finding.field, finding.detail), [])
        lines += [] if finding.line is None else [finding.line]
    return [_describe(kind, field, detail, lines, language) for (kind, field, detail), lines in groups.items()]


def describe_works_problem(problem: WorksProblem, language: Language = ENGLISH) -> str:
    """Why a line of the list of works was not taken as it stands."""
    translate, field = language.translate, field_word(problem.column, language)
    if problem.is_conflict:
        words = translate("CueSheet", "Line {line}: {field} “{value}” contradicts an earlier line, which counts.")
    elif not problem.value:
        words = translate("CueSheet", "Line {line}: neither ISRC nor title.")
    else:
        words = translate("CueSheet", "Line {line}: {field} “{value}” cannot be used.")
    return words.format(line=problem.line, field=field, value=plain_text(problem.value))


def describe_recut(recut: Recut, language: Language = ENGLISH) -> list[str]:
    """What is different in another version of a programme, a sentence a kind; empty where nothing is."""
    translate = language.translate
    words = (
        (recut.new, translate("CueSheet", "New: {0}")),
        (recut.gone, translate("CueSheet", "Gone: {0}")),
        (recut.moved, translate("CueSheet", "Moved: {0}")),
        (recut.kept, translate("CueSheet", "Typed by hand and not recognised here, check by ear: {0}")),
    )
    named = [([plain_text(line.title) for line in lines if line.title], sentence) for lines, sentence in words]
    return [sentence.format(", ".join(names)) for names, sentence in named if names]


def _describe(kind: FindingKind, field: str, detail: str, lines: Sequence[int], language: Language) -> str:
    translate = language.translate
    facts = {"field": field_word(field, language), "detail": plain_text(detail), "limit": MAX_CUE_NUMBER}
    words = translate("CueSheet", _SENTENCES[kind]).format(**facts)
    if not lines:
        return words
    cues = translate("CueSheet", "Cue {0}: {1}") if len(lines) == 1 else translate("CueSheet", "Cues {0}: {1}")
    return cues.format(_ranges(lines), words)


def _ranges(numbers: Sequence[int]) -> str:
    """Ascending numbers in short: ``1, 3–5``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
