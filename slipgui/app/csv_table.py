"""CSV files as spreadsheets write them: UTF-8, separated by commas, semicolons or tabs."""

import csv
import io
from pathlib import Path

from slipgui.core.errors import SettingsError


def read_csv_table(path: Path, flag: str, key_column: str) -> list[tuple[int, dict[str, str]]]:
    """The lines of a table with their numbers (the heading is line 1), cells by the heading's names in lower case.

    Parameters
    ----------
    path
        The table.
    flag
        What it was given as, for the message of an error.
    key_column
        What the heading has to name once.

    Raises
    ------
    SettingsError
        When it cannot be read or is no such table.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as cause:
        raise SettingsError(
            "not UTF-8",
            key=flag,
            value=path.name,
            why="the file is not in UTF-8; in a spreadsheet choose “CSV UTF-8” where you save it",
        ) from cause
    except OSError as cause:
        raise SettingsError("cannot be read", key=flag, value=path.name, why=str(cause.strerror)) from cause
    heading = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=heading.count)
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        names = [name.strip().lower() for name in next(rows, [])]
        if names.count(key_column) != 1:
            why = f"its first line has no column “{key_column}”"
            raise SettingsError("no such table", key=flag, value=path.name, why=why)
        return [(rows.line_num, dict(zip(names, row, strict=False))) for row in rows if any(row)]
    except csv.Error as cause:
        raise SettingsError("no CSV", key=flag, value=path.name, why=f"it is no CSV: {cause}") from cause
