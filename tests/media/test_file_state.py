import os
import socket
import sys

import pytest

from slipgui.core.errors import ClipChangedError, ClipGoneError, ClipUnreadableError
from slipgui.media.file_state import FileState, check_unchanged, is_settled, read_file_state

needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX file kinds and rights")


def reason_of(path):
    with pytest.raises(ClipUnreadableError) as caught:
        read_file_state(path)
    return caught.value.context["reason"]


def test_regular_file_tells_size_and_time(tmp_path):
    path = tmp_path / "clip.mp4"
    path.write_bytes(b"12345")
    assert read_file_state(path) == FileState(5, path.stat().st_mtime_ns)


def test_missing_file_is_unreadable_because_missing(tmp_path):
    assert reason_of(tmp_path / "nothing.mp4") == "missing"


def test_file_below_a_file_counts_as_missing(tmp_path):
    (tmp_path / "a").write_bytes(b"x")
    assert reason_of(tmp_path / "a" / "b.mp4") == "missing"


def test_name_with_a_null_byte_counts_as_missing(tmp_path):
    assert reason_of(tmp_path / "a\0b.mp4") == "missing"


def test_empty_file_is_unreadable_because_empty(tmp_path):
    (tmp_path / "zero.mov").touch()
    assert reason_of(tmp_path / "zero.mov") == "empty"


def test_folder_is_unreadable_because_directory(tmp_path):
    assert reason_of(tmp_path) == "directory"


@needs_posix
def test_fifo_is_refused_without_being_opened(tmp_path):
    os.mkfifo(tmp_path / "pipe.mp4")
    assert reason_of(tmp_path / "pipe.mp4") == "not_a_file"


@needs_posix
def test_socket_is_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # the full path may be longer than a socket's name
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("s.mp4")
        assert reason_of(tmp_path / "s.mp4") == "not_a_file"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_file_without_read_right_is_unreadable_because_of_permission(tmp_path):
    path = tmp_path / "locked.mp4"
    path.write_bytes(b"x")
    path.chmod(0)
    assert reason_of(path) == "permission"


def test_only_equal_states_are_settled():
    assert is_settled(FileState(5, 7), FileState(5, 7))
    assert not is_settled(FileState(5, 7), FileState(6, 7))
    assert not is_settled(FileState(5, 7), FileState(5, 8))


def test_file_that_grew_has_changed(tmp_path):
    path = tmp_path / "render.mov"
    path.write_bytes(b"12345")
    earlier = read_file_state(path)
    check_unchanged(path, earlier)
    with path.open("ab") as file:
        file.write(b"6")
    with pytest.raises(ClipChangedError):
        check_unchanged(path, earlier)


def test_file_that_was_emptied_has_changed(tmp_path):
    path = tmp_path / "render.mov"
    path.write_bytes(b"12345")
    earlier = read_file_state(path)
    path.write_bytes(b"")
    with pytest.raises(ClipChangedError):
        check_unchanged(path, earlier)


def test_file_that_was_removed_is_gone(tmp_path):
    path = tmp_path / "render.mov"
    path.write_bytes(b"12345")
    earlier = read_file_state(path)
    path.unlink()
    with pytest.raises(ClipGoneError):
        check_unchanged(path, earlier)
