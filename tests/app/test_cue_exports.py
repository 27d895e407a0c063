import errno
import os
from fractions import Fraction

import pytest
from support.sheets import make_sheet

from slipgui.app.atomic_file import write_atomically
from slipgui.app.cue_exports import ENDINGS, check_exports, check_rate, load_header, load_template, write_exports
from slipgui.app.cue_sheet_wording import describe_findings
from slipgui.app.resources import resource_folder
from slipgui.core.completeness import Finding, FindingKind, find_incomplete
from slipgui.core.errors import SettingsError

US = load_template("us")


def test_every_ending_of_the_command_line_is_known(tmp_path):
    promised = {".csv", ".xlsx", ".pdf", ".json", ".edl", ".txt", ".xml", ".fcpxml", ".otio"}
    assert promised <= set(ENDINGS)
    check_exports([tmp_path / f"a{ending.upper()}" for ending in ENDINGS])


def test_what_cannot_be_written_is_refused_before_anything_begins(tmp_path):
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "file").touch()
    for files in (
        ["a.doc"], ["a"], ["folder.csv"], ["file/a.csv"], ["a.csv", "a.csv"], ["a.csv", "folder.csv/../a.csv"],
    ):  # fmt: skip
        with pytest.raises(SettingsError):
            check_exports([tmp_path / name for name in files])


def test_markers_need_a_rate_and_sheets_do_not(tmp_path):
    for ending in ENDINGS:
        check_rate([tmp_path / f"a{ending}"], Fraction(25))
    for ending in (".edl", ".txt", ".xml", ".fcpxml"):
        with pytest.raises(SettingsError):
            check_rate([tmp_path / f"a{ending}"], None)
    for ending in (".csv", ".xlsx", ".pdf", ".json", ".otio", ".cu01"):
        check_rate([tmp_path / f"a{ending}"], None)


def test_a_file_that_cannot_be_written_leaves_the_others_and_the_old_one(tmp_path):
    blocked = tmp_path / "blocked"
    blocked.touch()
    files = [tmp_path / "new" / "a.csv", blocked / "b.csv", tmp_path / "c.edl"]
    (failure,) = write_exports(make_sheet(), US, files)
    assert (failure.file, bool(failure.why)) == (files[1], True)
    assert files[0].read_bytes().startswith(b"\xef\xbb\xbfNo.")
    assert files[2].read_bytes().startswith(b"TITLE: Harbour Watch")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["blocked", "c.edl", "new"]


def test_half_a_file_is_never_seen(tmp_path, monkeypatch):
    def fail(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    file = tmp_path / "a.csv"
    file.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", fail)
    (failure,) = write_exports(make_sheet(), US, [file])
    assert (failure.why, file.read_bytes(), len(list(tmp_path.iterdir()))) == ("No space left on device", b"old", 1)


@pytest.mark.skipif(os.name == "nt", reason="no such modes there")
def test_exports_are_for_others_and_settings_are_not(tmp_path):
    former = os.umask(0o022)
    try:
        write_exports(make_sheet(), US, [tmp_path / "a.csv"])
        write_atomically(tmp_path / "b", "mine")
    finally:
        os.umask(former)
    assert [(tmp_path / name).stat().st_mode & 0o777 for name in ("a.csv", "b")] == [0o644, 0o600]


def test_own_templates_are_json_files_and_mistakes_in_them_are_named(tmp_path):
    own = tmp_path / "mine.json"
    text = (resource_folder() / "templates" / "uk.json").read_text(encoding="utf-8")
    own.write_text(text.replace('"uk"', '"mine"'), encoding="utf-8")
    assert load_template(str(own)).name == "mine"
    own.write_text(text.replace('"field": "isrc"', '"field": "irsc"'), encoding="utf-8")
    for name in (str(own), str(tmp_path / "none.json"), "klingon"):
        with pytest.raises(SettingsError) as refused:
            load_template(name)
        assert refused.value.context["key"] == "--template"
    with pytest.raises(SettingsError) as refused:
        load_template(str(own))
    assert "irsc" in refused.value.context["why"]


def test_a_header_is_an_object_of_known_texts(tmp_path):
    file = tmp_path / "header.json"
    file.write_text('{"title": "Harbour Watch", "year": 2026}', encoding="utf-8")
    assert load_header(file) == {"title": "Harbour Watch", "year": "2026"}
    for text in ("[]", "{", '{"titel": "x"}', '{"title": null}', '{"title": true}'):
        file.write_text(text, encoding="utf-8")
        with pytest.raises(SettingsError):
            load_header(file)


def test_what_is_missing_is_said_once_for_all_cues_that_lack_it():
    findings = [Finding(FindingKind.MISSING, "writers", number) for number in (1, 2, 3, 7)]
    findings += [Finding(FindingKind.SHARES, "publishers", 2, "99"), Finding(FindingKind.MISSING, "title")]
    assert describe_findings(findings) == [
        "Cues 1–3, 7: Writers missing", "Cue 2: Publishers: shares add up to 99 %, not to 100 %", "Title missing",
    ]  # fmt: skip
    assert all(describe_findings([Finding(kind, "title", 1, "x")]) for kind in FindingKind)
    assert "Stretches with sound of no known track, which are not on the sheet: 1" in describe_findings(
        find_incomplete(make_sheet(), US)
    )
