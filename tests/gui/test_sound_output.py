"""When the loudspeaker may be asked for: Qt ends the program where PulseAudio is gone or began a moment ago."""

import os
import socket

import pytest

from slipgui.gui import sound_output


@pytest.fixture
def server_socket(tmp_path, monkeypatch):
    """Where PulseAudio would have its socket; nothing is there."""
    monkeypatch.delenv("PULSE_RUNTIME_PATH", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    (tmp_path / "pulse").mkdir()
    sound_output._server_at_first.cache_clear()
    yield tmp_path / "pulse" / "native"
    sound_output._server_at_first.cache_clear()


def listening(path):
    server = socket.socket(socket.AF_UNIX)
    os.chdir(path.parent)  # a socket's address is short
    server.bind(path.name)
    server.listen()
    return server


def test_a_machine_without_pulseaudio_is_asked_in_its_own_way(server_socket):
    assert sound_output._is_server_steady()


def test_a_server_that_ended_or_began_a_moment_ago_is_left_alone(server_socket, monkeypatch):
    monkeypatch.chdir(server_socket.parent)
    with listening(server_socket):
        assert sound_output._is_server_steady()
    assert not sound_output._is_server_steady()  # killed: its socket is still there
    assert sound_output.open_output() is sound_output.Silence.NO_DEVICE
    server_socket.unlink()
    assert not sound_output._is_server_steady()
    (server_socket.parent / "another").touch()  # so that the new one gets another number
    with listening(server_socket):
        assert not sound_output._is_server_steady()
        monkeypatch.setattr(sound_output, "_NEW_SERVER_S", 0.0)
        assert sound_output._is_server_steady()
