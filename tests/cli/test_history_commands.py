"""``slip history`` as a person or a script uses it."""

import csv
import io

import pytest
from support.harness import TRACK


@pytest.fixture
def identify(slip, studio, toy):
    def run(*arguments):
        return slip(
            "identify", studio / "clips", "--json", *arguments, SLIPGUI_API_KEY=toy.token, SLIPGUI_API_URL=toy.url
        )

    return run


def test_what_was_found_is_searched_corrected_proven_and_deleted(slip, identify):
    identify()
    rows = slip("history", "--json").lines
    assert len(rows) == 2
    (scene_10,) = slip("history", "--search", "scene\u00a010 golden", "--kind", "identified", "--json").lines
    wanted = scene_10["id"][:8]
    assert slip("history", "correct", wanted, "--title", "Golden Hour (Edit)").code == 0
    assert slip("history", "confirm", wanted, "--by", "Ada").code == 0
    (evidence,) = slip("history", "evidence", wanted, "--json").lines
    assert (evidence["corrected_track"]["title"], evidence["confirmed_by"]) == ("Golden Hour (Edit)", "Ada")
    assert evidence["track"] == TRACK
    assert evidence["answer"]["job_id"] == evidence["job_id"] == scene_10["job_id"]
    assert len(evidence["file_hash"]["value"]) == 64
    shown = slip("history", "--kind", "corrected").out
    assert "by hand: Golden Hour (Edit)" in shown
    table = list(csv.DictReader(io.StringIO(slip("history", "--csv").out.lstrip("\ufeff"))))
    assert {row["title"] for row in table} == {"Golden Hour", "Golden Hour (Edit)"}
    assert slip("history", "delete", wanted).code == 0
    assert [row["id"] for row in slip("history", "--json").lines] == [
        row["id"] for row in rows if row["id"] != scene_10["id"]
    ]
    assert slip("history", "evidence", wanted).code == 2
    assert slip("history", "restore", wanted).code == 0
    assert len(slip("history", "--json").lines) == 2


@pytest.mark.parametrize(
    "wrong",
    [
        ["evidence", "nobody"],
        ["correct", "x"],
        ["delete", ""],
        ["delete"],
        ["confirm", "x"],
    ],
)
def test_wrong_use_is_told(slip, identify, wrong):
    identify()
    run = slip("history", *wrong)
    assert run.code == 2
    assert "Traceback" not in run.err


def test_a_known_content_is_not_sent_again_and_again_sends_it(slip, identify, toy):
    first = identify()
    n_before = len(toy.requests)
    second = identify()
    assert (second.code, len(toy.requests)) == (0, n_before)
    assert [line["cached"] for line in second.lines] == [True, True]
    assert {line["clip"]: line["track"] for line in second.lines} == {
        line["clip"]: line["track"] for line in first.lines
    }
    assert "already recognised on 20" in slip("history", "--search", "golden").out
    assert not any(line.get("cached") for line in identify("--again").lines)
    assert len(toy.requests) > n_before


def test_a_change_of_the_catalogue_makes_local_answers_old(slip, studio, tmp_path):
    clip = studio / "clips" / "scene 2.mp4"
    slip("catalogue", "add", studio / "music" / "1.flac")
    assert slip("identify", clip, "--json").lines[0]["outcome"] == "not_identified"
    assert slip("identify", clip, "--json").lines[0]["cached"]
    slip("catalogue", "add", studio / "music")
    (line,) = slip("identify", clip, "--json").lines
    assert (line["outcome"], line.get("cached")) == ("identified", None)


def test_looking_leaves_no_trace_where_nothing_is(slip, tmp_path):
    assert slip("history", "--json").code == slip("queue", "--json").code == 0
    assert not (tmp_path / "home").exists()
