"""What the overlay says of a drag: how many of how many, why not the others, and what works instead."""

from pathlib import Path

import pytest

from slipgui.app.intake import Intake, Refusal, RefusalReason
from slipgui.gui.drop_words import (
    CountedDrop,
    DropSubject,
    Verdict,
    all_refused,
    drop_words,
    move_only_words,
    no_file_words,
)
from slipgui.gui.drops import DroppedItems

LINK = Refusal("https://review.example/v", RefusalReason.LINK)
PROJECT = Refusal("cut.prproj", RefusalReason.PROJECT)


def paths(count: int) -> tuple[Path, ...]:
    return tuple(Path(f"/v/{number}.mov") for number in range(count))


def counted(clips: int, *refused: Refusal, total_bytes: int | None = None) -> CountedDrop:
    return CountedDrop(Intake(paths(clips), refused), 1, 3, total_bytes)


def test_until_counted_no_number_is_told() -> None:
    words = drop_words(DroppedItems(paths(3), ()), None)
    assert (words.verdict, words.headline) == (Verdict.ACCEPTED, "Let go to add these files")


@pytest.mark.parametrize(("clips", "headline"), [(1, "Let go to add 1 clip"), (26, "Let go to add 26 clips")])
def test_clips_alone_are_accepted_with_their_number(clips: int, headline: str) -> None:
    words = drop_words(DroppedItems(paths(4), ()), counted(clips, total_bytes=148_000_000_000))
    assert (words.verdict, words.headline, words.facts) == (Verdict.ACCEPTED, headline, "1 folder, 3 files · 148 GB")


def test_while_the_size_is_not_known_it_is_left_out() -> None:
    assert drop_words(DroppedItems(paths(4), ()), counted(2)).facts == "1 folder, 3 files"


def test_clips_among_others_are_accepted_in_part_and_every_refusal_counts() -> None:
    words = drop_words(DroppedItems(paths(4), (LINK,), n_protected=2), counted(9, PROJECT))
    assert (words.verdict, words.headline) == (Verdict.PARTLY, "Let go to add 9 of 13")
    assert words.sentence == "Four things cannot be read. The nine clips are added; the rest stays where it is."
    assert [reason.icon for reason in words.reasons] == ["lock", "cloud", "state-failed"]
    assert words.n_more == 0


def test_without_any_clip_it_is_refused_and_the_reasons_stand_there() -> None:
    words = drop_words(DroppedItems(paths(1), ()), counted(0, PROJECT))
    assert (words.verdict, words.headline) == (Verdict.REFUSED, "This cannot be read here")
    assert words.in_one_line() == "This cannot be read here. cut.prproj – A project, not media: drop its clips"


@pytest.mark.parametrize(("n_refused", "n_shown", "n_more"), [(5, 5, 0), (6, 5, 1), (19, 5, 14)])
def test_at_most_five_reasons_are_shown_and_the_rest_is_counted(n_refused: int, n_shown: int, n_more: int) -> None:
    refused = tuple(Refusal(f"{number}.txt", RefusalReason.NOT_MEDIA) for number in range(n_refused))
    words = drop_words(DroppedItems((), refused), None)
    assert (len(words.reasons), words.n_more) == (n_shown, n_more)


@pytest.mark.parametrize("n_refused", [3, 4, 5, 19])
def test_a_sandboxed_program_takes_one_of_the_five_lines(n_refused: int) -> None:
    refused = tuple(Refusal(f"{number}.txt", RefusalReason.NOT_MEDIA) for number in range(n_refused))
    words = drop_words(DroppedItems((), refused, n_protected=2), None)
    assert "Flatpak" in words.reasons[0].name
    assert len(words.reasons) == min(5, 1 + n_refused)
    assert words.n_more == max(0, n_refused - 4)


@pytest.mark.parametrize("reason", list(RefusalReason))
def test_every_reason_has_words(reason: RefusalReason) -> None:
    words = drop_words(DroppedItems((), (Refusal("x", reason),)), None)
    assert words.reasons[0].why
    assert words.reasons[0].icon


def test_names_from_outside_cannot_reorder_the_line() -> None:
    words = drop_words(DroppedItems((), (Refusal("a\u202egpj.mov", RefusalReason.MISSING),)), None)
    assert "\u202e" not in words.reasons[0].name


def test_a_drag_without_files_and_one_that_only_moves_are_refused_in_their_own_words() -> None:
    assert drop_words(DroppedItems((), ()), None) == no_file_words()
    assert move_only_words().verdict is Verdict.REFUSED
    assert move_only_words().headline == "This program only offers to move the file"


@pytest.mark.parametrize(("files", "headline"), [(1, "Let go to learn 1 file"), (40, "Let go to learn 40 files")])
def test_over_the_catalogue_files_are_learned(files: int, headline: str) -> None:
    words = drop_words(DroppedItems(paths(4), ()), counted(files), DropSubject.MUSIC)
    assert (words.verdict, words.headline) == (Verdict.ACCEPTED, headline)


def test_over_the_catalogue_the_reasons_speak_of_music() -> None:
    empty = Refusal("Empty", RefusalReason.EMPTY_FOLDER)
    words = drop_words(DroppedItems(paths(4), (LINK,)), counted(2, empty), DropSubject.MUSIC)
    assert words.sentence == "Two things cannot be read. The two files are learned; the rest is left alone."
    assert [reason.why for reason in words.reasons] == [
        "A link: download the music, then drop it",
        "A folder without music",
    ]
    assert "clip" not in no_file_words(DropSubject.MUSIC).sentence
    assert "clip" not in move_only_words(DropSubject.MUSIC).sentence


def test_files_hidden_by_a_sandbox_are_handed_on_with_the_refused() -> None:
    names = [refusal.name for refusal in all_refused(DroppedItems(paths(1), (LINK,), n_protected=2))]
    assert names == ["2 files of a Flatpak program", LINK.name]
