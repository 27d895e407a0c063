"""What the installers tell the systems, read by the systems' own tools where they are here."""

import html
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from support.packaging_programs import ROOT, program

import slipgui

PACKAGING = ROOT / "packaging"
DESKTOP = PACKAGING / "linux" / "io.github.slipgui.Slipgui.desktop"
METAINFO = PACKAGING / "linux" / "io.github.slipgui.Slipgui.metainfo.xml"
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def ask(*command):
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not here")
    run = subprocess.run([*map(str, command)], capture_output=True, text=True, timeout=120, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_desktop_file_is_valid_and_opens_projects_and_clips():
    ask("desktop-file-validate", DESKTOP)
    entry = dict(line.split("=", 1) for line in DESKTOP.read_text(encoding="utf-8").splitlines() if "=" in line)
    assert entry["Exec"] == "slipgui %F"
    own = ET.parse(PACKAGING / "linux" / "slipgui-mime.xml").getroot()[0].get("type")
    assert {own, "video/mp4", "video/quicktime", "application/mxf"} <= set(entry["MimeType"].split(";"))


def test_description_for_software_centres_is_valid_and_of_this_version():
    ask("appstreamcli", "validate", "--no-net", METAINFO)
    root = ET.parse(METAINFO).getroot()
    assert root.findtext("launchable") == DESKTOP.name
    assert root.find("releases")[0].get("version") == slipgui.__version__
    pictures = [image.text.partition("/main/")[2] for image in root.iter("image")]
    assert pictures
    assert all((ROOT / picture).is_file() for picture in pictures)


@pytest.mark.parametrize("language", ["en", "de"])
def test_site_installs_as_the_readme_says(language):
    readme = (ROOT / "README.md").read_text(encoding="utf-8").partition("\n## Install\n")[2].partition("\n## ")[0]
    page = (ROOT / "resources" / "guide" / language / "install.html").read_text(encoding="utf-8")
    told = {html.unescape(text) for text in re.findall("<code>(.+?)</code>", page)}
    assert all(f"`{text}`" in readme or f"{text}`" in readme for text in told)
    rows = re.findall(r"^\|[^|]+\|[^|]+\|([^|]+)\|([^|]+)\|$", readme, re.MULTILINE)
    assert {text for row in rows for cell in row for text in re.findall("`(.+?)`", cell)} <= told
    assert f"slipgui_{slipgui.__version__}_amd64.deb" in page


def test_windows_know_the_desktop_file_they_belong_to():
    source = (ROOT / "slipgui" / "gui" / "application.py").read_text(encoding="utf-8")
    assert f'setDesktopFileName("{DESKTOP.stem}")' in source


def test_installer_for_windows_compiles(tmp_path):
    frozen = tmp_path / "frozen"
    (frozen / "_internal").mkdir(parents=True)
    for name in ("slipgui.exe", "slip.exe", "_internal/library.dll", "icon.ico"):
        (frozen / name).write_bytes(b"content")
    icons = program("packaging/icons.py")
    (tmp_path / "slipgui.ico").write_bytes(icons.windows_icon({size_px: icons.draw(size_px) for size_px in (16, 48)}))
    setup = tmp_path / "Slipgui-setup.exe"
    given = {"VERSION": slipgui.__version__, "FROZEN": frozen, "ICON": tmp_path / "slipgui.ico", "OUTPUT": setup}
    ask(
        "makensis",
        "-V2",
        "-WX",
        *(f"-D{name}={value}" for name, value in given.items()),
        PACKAGING / "windows" / "slipgui.nsi",
    )
    assert setup.read_bytes()[:2] == b"MZ"


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda file: file.name)
def test_actions_are_pinned_by_hash_and_see_no_more_than_they_need(workflow):
    text = workflow.read_text(encoding="utf-8")
    actions = re.findall(r"uses: (\S+)", text)
    assert actions
    assert all(re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", action) for action in actions)
    assert re.search(r"^permissions: \{\}$", text, re.MULTILINE)
    assert text.count("actions/checkout@") == text.count("persist-credentials: false")


def test_programs_of_the_shell_are_sound():
    ask("shellcheck", *PACKAGING.rglob("*.sh"))


def started(folder, name, **environ):
    """What a program in an AppDir is told of libraries and fonts, and with which arguments it is started."""
    run = subprocess.run([folder / name, "--demo"], env=environ, capture_output=True, text=True, timeout=60, check=True)
    return dict(line.split("=", 1) for line in run.stdout.splitlines())


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="AppDirs are of Linux")
def test_appdir_brings_what_the_system_lacks_and_nothing_else(tmp_path):
    appdir = program("packaging/linux/make_appdir.py")
    folder = tmp_path / "some where" / "Slipgui.AppDir"
    for place in ("usr/bin", "usr/lib/slipgui", "usr/lib/spare/libc.so.6", "usr/lib/spare/libnobodyhas.so.1"):
        (folder / place).mkdir(parents=True)
    (folder / "AppRun").write_text(appdir.APP_RUN, encoding="utf-8")
    tell = '#!/bin/sh\necho "program=$0"; echo "arguments=$*"; echo "path=$LD_LIBRARY_PATH"; echo "fonts=$FONTCONFIG_FILE"\n'
    for name in ("slip", "slipgui"):
        (folder / "usr/lib/slipgui" / name).write_text(tell, encoding="utf-8")
        (folder / "usr/lib/slipgui" / name).chmod(0o755)
        (folder / "usr/bin" / name).symlink_to("../../AppRun")
    (folder / "AppRun").chmod(0o755)
    spare = f"{folder}/usr/lib/spare/libnobodyhas.so.1"
    path = {"PATH": "/usr/bin:/bin"}
    told = started(folder, "AppRun", **path)
    assert (told["program"], told["arguments"]) == (f"{folder}/usr/lib/slipgui/slipgui", "--demo")
    assert told["path"] == spare
    has_fonts = Path("/etc/fonts/fonts.conf").exists()
    assert told["fonts"] == ("" if has_fonts else f"{folder}/usr/share/fonts/inter/fonts.conf")
    told = started(folder, "usr/bin/slip", LD_LIBRARY_PATH="/mine", **path)
    assert told["program"] == f"{folder}/usr/lib/slipgui/slip"
    assert told["path"] == f"/mine:{spare}"


def test_every_command_is_in_the_manual():
    pages = program("packaging/linux/man_pages.py")
    page = pages.command_page(pages.slip)
    for command in ("identify", "catalogue add", "history evidence", "sheet", "doctor"):
        assert f".SS slip {command}" in page
    assert "\\-\\-demo" in pages.window_page(pages.argument_parser())


@pytest.mark.parametrize(
    ("name", "is_wanted"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqeglfs.so", False),
        ("PySide6/plugins/platforms/qwindows.dll", True),
        ("PySide6\\plugins\\multimedia\\ffmpegmediaplugin.dll", False),
        ("PySide6/Qt/translations/qtbase_de.qm", True),
        ("PySide6/Qt/translations/qtbase_fr.qm", False),
        ("botocore/data/s3/2006-03-01/service-2.json.gz", True),
        ("botocore/data/ec2/2016-11-15/service-2.json.gz", False),
        ("botocore/data/endpoints.json", True),
        ("botocore/cacert.pem", False),
        ("certifi/cacert.pem", True),
        ("numpy-2.4.6.dist-info/RECORD", False),
        ("numpy-2.4.6.dist-info/METADATA", True),
        ("slipgui/resources/icons/queue.svg", True),
    ],
)
def test_frozen_program_holds_what_it_uses(name, is_wanted):
    assert program("packaging/pyinstaller/slimming.py").is_wanted(name) is is_wanted
