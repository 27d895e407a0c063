"""The words beside the cues: of fields, stretches and tabs."""

from slipgui.gui.texts import translate


def side_word(name: str) -> str:
    """The words of the side."""
    return {
        "in": translate("Cues", "In"),
        "out": translate("Cues", "Out"),
        "length": translate("Cues", "Length"),
        "use": translate("Cues", "Use"),
        "origin": translate("Cues", "Origin"),
        "writers": translate("Cues", "Writers and shares"),
        "writers_hint": translate("Cues", "One a line: Last, First; CA; 50"),
        "publishers": translate("Cues", "Publishers and shares"),
        "publishers_hint": translate("Cues", "One a line: Name; 100; PRS; IPI"),
        "vocals": translate("Cues", "Version"),
        "several": translate("Cues", "varies"),
        "add_span": translate("Cues", "Add In and Out at the playhead"),
        "remove_span": translate("Cues", "Take this In and Out away"),
        "tab_cue": translate("Cues", "Cue"),
        "tab_header": translate("Cues", "Header"),
        "tab_changes": translate("Cues", "Changes"),
        "changes_lead": translate(
            "Cues", "Against the version before. What was typed there stands here, too; choose one to go to it."
        ),
        "tab_missing": translate("Cues", "Check"),
        "notes": translate("Cues", "Notes (not printed)"),
    }[name]
