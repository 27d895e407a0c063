"""``man_pages.py FOLDER``: writes slip.1 and slipgui.1, made of what the programs say of themselves."""

import argparse
import sys
from collections.abc import Container
from pathlib import Path

import click

from slipgui import __version__
from slipgui.cli.main import slip
from slipgui.gui.start import argument_parser


def main() -> None:
    """Write."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "slip.1").write_text(command_page(slip), encoding="utf-8")
    (folder / "slipgui.1").write_text(window_page(argument_parser()), encoding="utf-8")


def command_page(group: click.Group) -> str:
    """The page of a command line with all its commands."""
    context = click.Context(group, info_name=group.name)
    summary = group.get_short_help_str(limit=200).rstrip(".")
    lines = [_title("slip"), ".SH NAME", f"slip \\- {_escape(summary)}", ".SH SYNOPSIS"]
    lines += [
        ".B slip",
        "[\\fIOPTION\\fR]… \\fICOMMAND\\fR [\\fIARGUMENT\\fR]…",
        ".SH OPTIONS",
        *_options(group, context),
    ]
    lines += [".SH COMMANDS", *_commands(group, context)]
    lines += [".SH EXIT STATUS", "0: every clip identified; 1: at least one failed; 2: wrong usage;"]
    lines += [
        "3: none failed, but at least one was not identified; 130: interrupted.",
        ".SH SEE ALSO",
        ".BR slipgui (1)",
    ]
    return "\n".join(lines) + "\n"


def window_page(parser: argparse.ArgumentParser) -> str:
    """The page of the program with a window."""
    lines = [
        _title("slipgui"),
        ".SH NAME",
        f"slipgui \\- {_escape(str(parser.description).rstrip('.'))}",
        ".SH SYNOPSIS",
    ]
    lines += [".B slipgui", "[\\fIOPTION\\fR]… [\\fIPATH\\fR]…", ".SH OPTIONS"]
    for action in parser._actions:
        names = ", ".join(action.option_strings) or str(action.metavar)
        value = f" {action.metavar}" if action.option_strings and action.metavar else ""
        lines += [".TP", f"\\fB{_escape(names)}\\fR{_escape(value)}", _escape(str(action.help))]
    return "\n".join([*lines, ".SH SEE ALSO", ".BR slip (1)"]) + "\n"


def _commands(group: click.Group, context: click.Context) -> list[str]:
    lines = []
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None or command.hidden:
            continue
        within = click.Context(command, info_name=name, parent=context)
        if isinstance(command, click.Group):
            lines += _commands(command, within)
            continue
        lines += [f".SS {_escape(within.command_path)} {_escape(' '.join(command.collect_usage_pieces(within)))}"]
        lines += [_escape(" ".join((command.help or "").split()))]
        lines += _options(command, within, {parameter.name for parameter in slip.params})
    return lines


def _options(command: click.Command, context: click.Context, told: Container[str | None] = ()) -> list[str]:
    lines = []
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record is not None and parameter.name not in told and parameter.name != "help":
            lines += [".TP", f"\\fB{_escape(record[0])}\\fR", _escape(record[1])]
    return lines


def _title(name: str) -> str:
    return f'.TH {name.upper()} 1 "" "Slipgui {__version__}" "User commands"'


def _escape(text: str) -> str:
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{text}" if text.startswith((".", "'")) else text


if __name__ == "__main__":
    main()
