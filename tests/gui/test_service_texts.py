import pytest

from slipgui.app.intake import Intake, Refusal, RefusalReason
from slipgui.gui.service_texts import music_learning, music_learnt, not_added

CUT = Refusal("cut.prproj", RefusalReason.PROJECT)
NOTE = Refusal("notes.txt", RefusalReason.NOT_MEDIA)


@pytest.mark.parametrize(
    ("counts", "text"),
    [
        ((1, 0, 0, 0), "1 track added."),
        ((2, 1, 0, 0), "3 tracks added."),
        ((0, 0, 1, 2), "1 known already, 2 cannot be read."),
        ((0, 0, 0, 0), "No music was found there."),
    ],
)
def test_learnt_music_is_counted_without_zeros(counts, text):
    assert music_learnt(dict(zip(("added", "updated", "unchanged", "failed"), counts, strict=True))) == text


def test_music_that_could_not_be_added_points_to_the_log():
    assert "log" in music_learnt({})


def test_one_file_is_one_file():
    assert music_learning(1).endswith("1 file")
    assert music_learning(3).endswith("3 files")


@pytest.mark.parametrize(
    ("n_clips", "refused", "text"),
    [
        (2, (CUT, NOTE, NOTE), "2 added. Not added: cut.prproj – A project, not media: drop its clips, and 2 more"),
        (1, (NOTE,), "1 added. Not added: notes.txt – Neither video nor sound"),
        (0, (NOTE,), "Not added: notes.txt – Neither video nor sound"),
    ],
)
def test_one_sentence_tells_what_was_added_and_what_not(tmp_path, n_clips, refused, text):
    assert not_added(Intake(tuple(tmp_path / str(n) for n in range(n_clips)), refused)) == text
