"""What the files are called that a cue sheet can become, and its layouts."""

from pathlib import Path

from slipgui.core.steps import StepPlan
from slipgui.gui.texts import translate


def ending_word(ending: str) -> str:
    """A kind of file, as a menu entry and in file choosers."""
    return {
        ".pdf": translate("Export", "PDF"),
        ".xlsx": translate("Export", "Excel workbook"),
        ".csv": translate("Export", "CSV table"),
        ".json": translate("Export", "JSON document"),
        ".cu01": translate("Export", "Flat file after DDEX CU01"),
        ".edl": translate("Export", "Marker EDL (DaVinci Resolve)"),
        ".txt": translate("Export", "Marker text (Avid)"),
        ".xml": translate("Export", "Final Cut Pro 7 XML (Premiere, Resolve)"),
        ".fcpxml": translate("Export", "FCPXML (Final Cut Pro)"),
        ".otio": translate("Export", "OpenTimelineIO"),
    }[ending]


def template_word(name: str) -> str:
    """A layout of sheets; of the user's own the name of its file."""
    words = {
        "us": translate("Export", "US layout"),
        "uk": translate("Export", "UK layout"),
        "european": translate("Export", "European layout"),
    }
    return words.get(name) or Path(name).stem


def export_word(name: str) -> str:
    """What else the menu of exports offers."""
    return {
        "copy_table": translate("Export", "Copy as table"),
        "hand_over": translate("Export", "Put into a bucket…"),
        "print": translate("Export", "Print…"),
        "layouts": translate("Export", "Layout of sheets"),
        "own_layout": translate("Export", "Own layout (JSON)…"),
        "own_layout_title": translate("Export", "Choose a layout of cue sheets"),
    }[name]


def exported_line(name: str, findings: list[str]) -> str:
    """What was written, and the first thing that the sheet lacks."""
    written = translate("Export", "{0} is written.").format(name)
    if not findings:
        return written
    more = translate("Export", " And {0} more.").format(len(findings) - 1) if len(findings) > 1 else ""
    return f"{written} {findings[0]}.{more}"


def not_written_line(name: str, why: str) -> str:
    """That a file could not be written."""
    return translate("Export", "{0} could not be written: {1}").format(name, why)


def steps_words(plan: StepPlan) -> tuple[str, str, str, str]:
    """Title, number, note and verb of the question whether AudioVerify may be asked in so many jobs."""
    words = (
        translate("Steps", "1 job, at most {1}") if plan.n_jobs == 1 else translate("Steps", "{0} jobs, at most {1}")
    )
    note = translate(
        "Steps",
        "More than {0} only where a border between two tracks is in doubt. Two requests a second at most; it can be stopped.",
    ).format(plan.n_jobs)
    before = translate("Steps", "Asked before, and not paid again: {0}.").format(plan.n_asked) if plan.n_asked else ""
    return (
        translate("Steps", "AudioVerify in steps"),
        words.format(plan.n_jobs, plan.n_most_jobs),
        f"{note} {before}".strip(),
        translate("Steps", "Ask AudioVerify"),
    )
