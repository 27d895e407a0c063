"""``slip version``: a real process, and what --check tells with a key of our own."""

import asyncio

import pytest
from support.release_folder import PAGE, release_folder

from slipgui import __version__
from slipgui.app.paths import find_home
from slipgui.app.updates import Updates, find_release_key
from slipgui.cli.version_command import describe_check, look_for_newer
from slipgui.services.http import Network


def test_the_version_is_told(slip):
    assert slip("version").out == f"slipgui {__version__}\n"
    assert slip("version", "--json").lines == [{"version": __version__}]


@pytest.mark.skipif(find_release_key() is not None, reason="this build has a key and would ask the network")
def test_a_build_without_a_key_says_that_it_cannot_look(slip):
    done = slip("version", "--check")
    assert done.code == 1
    assert "This build cannot look for newer releases" in done.err
    assert done.out == ""


@pytest.mark.parametrize(("own", "line"), [("0.8.0", f"0.9.0 is there since 2026-12-01: {PAGE}"),
                                           ("0.9.0", "There is no newer release.")])  # fmt: skip
def test_a_check_tells_the_latest_release(tmp_path, own, line):
    with release_folder() as folder:
        folder.announce("0.9.0")
        file = find_home(tmp_path / "home").release_file
        document = asyncio.run(look_for_newer(Updates(file, folder.public_key, folder.url, Network, version=own)))
    assert document == {
        "version": own,
        "latest": "0.9.0",
        "published": "2026-12-01",
        "page": PAGE,
        "is_newer": own < "0.9.0",
    }
    assert describe_check(document) == f"slipgui {own}\n{line}"
