import errno
import os

import av
import pytest
from support.clips import make_clip

from slipgui.core.errors import (
    ClipChangedError,
    ClipGoneError,
    ClipUnreadableError,
    DiskFullError,
    PrepareError,
    UnsupportedMediaError,
)
from slipgui.media.container import HAS_READ_AHEAD_CONTROL, SparseReader, open_media
from slipgui.media.error_map import reading, writing
from slipgui.media.file_state import read_file_state


@pytest.mark.skipif(not HAS_READ_AHEAD_CONTROL, reason="no posix_fadvise here")
def test_sparse_reader_delivers_the_same_packets(tmp_path):
    path = make_clip(tmp_path / "clip.mov", 2.0)
    found = []
    for is_sparse in (False, True):
        with open_media(path, is_sparse=is_sparse) as container:
            found.append([bytes(packet) for packet in container.demux()])
    assert found[0] == found[1]


@pytest.mark.skipif(not HAS_READ_AHEAD_CONTROL, reason="no posix_fadvise here")
def test_sparse_reader_reads_seeks_and_counts(tmp_path):
    (tmp_path / "f").write_bytes(bytes(range(100)))
    with SparseReader(tmp_path / "f") as reader:
        assert reader.read(3) == b"\0\1\2"
        assert reader.seek(-2, os.SEEK_END) == 98
        assert reader.read(10) == bytes([98, 99])
        assert reader.read(10) == b""
        assert (reader.seek(-50, os.SEEK_CUR), reader.tell(), reader.read_bytes) == (50, 50, 5)


@pytest.mark.parametrize(
    ("cause", "kind", "reason"),
    [
        (PermissionError(errno.EACCES, "no"), ClipUnreadableError, "permission"),
        (FileNotFoundError(errno.ENOENT, "no"), ClipUnreadableError, "not_media"),
        (OSError(errno.EIO, "gone"), ClipGoneError, None),
        (OSError(errno.ESTALE, "stale"), ClipGoneError, None),
        (av.error.InvalidDataError(0, "bad"), ClipUnreadableError, "not_media"),
        (av.error.PatchWelcomeError(0, "later"), UnsupportedMediaError, None),
        (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad"), ClipUnreadableError, "not_media"),
        (IndexError("x"), ClipUnreadableError, "not_media"),
        (EOFError(), ClipUnreadableError, "not_media"),
        (MemoryError(), ClipUnreadableError, "not_media"),
    ],
    ids=lambda value: getattr(value, "__name__", None) or type(value).__name__,
)
def test_whatever_reading_raises_leaves_as_a_clip_error(tmp_path, cause, kind, reason):
    path = make_clip(tmp_path / "clip.mp4", 0.5)
    with pytest.raises(kind) as caught, reading(path, read_file_state(path)):
        raise cause
    assert caught.value.context.get("reason") == reason
    assert caught.value.__cause__ is cause


def test_a_clip_that_names_a_missing_file_is_not_gone_itself(tmp_path):
    path = tmp_path / "clip.mov"
    path.write_text("ffconcat version 1.0\nfile elsewhere.wav\n")
    with pytest.raises(ClipUnreadableError) as caught, open_media(path):
        pass
    assert caught.value.context["reason"] == "not_media"


def test_a_file_that_vanishes_while_it_is_read_is_gone(tmp_path):
    path = make_clip(tmp_path / "clip.mp4", 0.5)

    def lose():
        path.unlink()
        raise av.error.InvalidDataError(0, "bad")

    with pytest.raises(ClipGoneError), reading(path, read_file_state(path)):
        lose()


def test_change_of_the_file_explains_any_other_error(tmp_path):
    path = make_clip(tmp_path / "clip.mp4", 0.5)

    def damage():
        path.write_bytes(b"x")
        raise IndexError

    with pytest.raises(ClipChangedError), reading(path, read_file_state(path)):
        damage()


@pytest.mark.parametrize(
    ("cause", "kind"),
    [
        (OSError(errno.ENOSPC, "full"), DiskFullError),
        (OSError(errno.EDQUOT, "quota"), DiskFullError),
        (av.error.OSError(errno.ENOSPC, "full"), DiskFullError),
        (PermissionError(errno.EACCES, "no"), PrepareError),
        (ValueError("muxer"), PrepareError),
    ],
)
def test_whatever_writing_raises_leaves_as_a_prepare_error(tmp_path, cause, kind):
    with pytest.raises(PrepareError) as caught, writing(tmp_path, 123):
        raise cause
    assert type(caught.value) is kind
    if kind is DiskFullError:
        assert caught.value.context["need_bytes"] == 123
        assert caught.value.context["free_bytes"] > 0


def test_our_own_errors_pass_both_borders_unchanged(tmp_path):
    path = make_clip(tmp_path / "clip.mp4", 0.5)
    error = UnsupportedMediaError("x")
    with pytest.raises(UnsupportedMediaError) as caught, reading(path, read_file_state(path)), writing(tmp_path, 1):
        raise error
    assert caught.value is error
