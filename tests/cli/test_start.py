"""What a command loads before it begins: its own modules, not those of the others."""

import subprocess
import sys

import click
import pytest

from slipgui.cli.main import COMMANDS_ELSEWHERE, slip

HEAVY = ("av", "httpx", "numpy", "sqlite3", "starlette", "slipgui.app.wiring")
CODE = f"""
import sys
from slipgui.cli.main import slip
slip(sys.argv[1:], standalone_mode=False)
print([name for name in {HEAVY} if name in sys.modules])
"""


@pytest.mark.parametrize(
    ("arguments", "needed"),
    [(["version"], []), (["serve", "--help"], []), (["previews", "--help"], []), (["queue"], ["sqlite3"])],
)
def test_a_command_does_not_load_what_others_need(environ, arguments, needed):
    ended = subprocess.run(
        [sys.executable, "-c", CODE, *arguments], env=environ, capture_output=True, text=True, check=False
    )
    assert ended.stdout.splitlines()[-1:] == [str(needed)], ended.stderr


def test_every_command_is_found_where_it_is_said_to_be():
    context = click.Context(slip)
    assert set(COMMANDS_ELSEWHERE) < set(slip.list_commands(context))
    for name in slip.list_commands(context):
        assert slip.get_command(context, name).name == name
