"""How the frozen program begins, tried with the modules of the source."""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
FROZEN = "import sys; from slipgui.__main__ import run_frozen; sys.argv[0] = {name!r}; run_frozen()"


def frozen(*arguments, name="slipgui", **environ):
    command = [sys.executable, "-c", FROZEN.format(name=f"/usr/bin/{name}"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, env=os.environ | environ)


def test_frozen_program_is_what_it_was_called_by():
    assert "Tell which music is in a video" in frozen("--help", name="slip").stdout
    assert "Tell which music is in a video" in frozen("--help", name="SLIP.EXE").stdout  # as Windows lets one write it
    assert "Tells which music is in a video." in frozen("--help", name="slipgui").stdout


def test_frozen_program_runs_our_modules_as_python_does(tmp_path):
    listed = frozen("-m", "slipgui.cli", "--home", str(tmp_path), "catalogue", "list", "--json")
    assert (listed.returncode, listed.stdout) == (0, "")
    made = frozen("-m", "slipgui.demo", str(tmp_path))
    assert Path(json.loads(made.stdout)["clip"]).exists()


def test_frozen_program_runs_no_module_of_others():
    run = frozen("-m", "http.server", QT_QPA_PLATFORM="offscreen")
    assert run.returncode == 2
    assert "unrecognized arguments: -m" in run.stderr


def test_programs_begun_by_the_frozen_one_do_not_find_its_libraries():
    tell = (
        "import os; from slipgui import __main__ as m; m._free_library_path();"
        "print(os.environ.get('LD_LIBRARY_PATH'), os.environ['PYINSTALLER_RESET_ENVIRONMENT'])"
    )
    frozen_environ = os.environ | {"LD_LIBRARY_PATH": "/app/_internal", "LD_LIBRARY_PATH_ORIG": "/mine"}
    run = subprocess.run([sys.executable, "-c", tell], env=frozen_environ, capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["/mine", "1"]  # the freezer gives our own children the path anew


def test_every_child_of_our_own_is_begun_in_the_one_way_that_the_frozen_program_knows():
    begun = []
    for file in (ROOT / "slipgui").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.List) and node.elts and ast.unparse(node.elts[0]) == "sys.executable":
                begun.append(file.name)
                assert ast.unparse(node.elts[1]) == "'-m'", file
                assert ast.literal_eval(node.elts[2]).startswith("slipgui."), file
    assert len(begun) >= 4
