"""Cue sheets and markers as bytes of files: pure, from ``core.cue_sheet`` to text; writes nothing, knows no Qt."""
