import shutil
from dataclasses import replace

import pytest
from support.clips import make_clip

from slipgui.core.clip import AudioStream
from slipgui.core.errors import DiskFullError
from slipgui.media.container import HAS_READ_AHEAD_CONTROL
from slipgui.media.probe import probe
from slipgui.media.proxy_size import check_room, expected_bytes, is_sparse

PCM = AudioStream(
    index=0, codec="pcm_s24le", n_channels=2, sample_rate_hz=48_000, duration_s=10.0, size_bytes=None, title=""
)


@pytest.mark.skipif(not HAS_READ_AHEAD_CONTROL, reason="no posix_fadvise here")
def test_only_little_sound_in_a_container_with_index_is_read_sparsely(tmp_path):
    large = probe(make_clip(tmp_path / "large.mov", 2.0, picture="rawvideo", picture_size=(320, 180)))
    assert is_sparse(large)
    assert not is_sparse(replace(large, container="matroska,webm"))
    assert not is_sparse(replace(large, size_bytes=large.size_bytes // 100))


def test_size_of_a_copy_is_what_the_index_says_or_what_pcm_must_have():
    assert expected_bytes(replace(PCM, size_bytes=77), 10.0, is_copy=True) == 77
    assert expected_bytes(PCM, 10.0, is_copy=True) == 10 * 48_000 * 2 * 3


def test_size_of_an_encoded_proxy_follows_from_its_length():
    assert expected_bytes(PCM, 3600.0, is_copy=False) == 3600 * 8000


def test_room_is_checked_against_the_disk(tmp_path):
    check_room(tmp_path, 1)
    free_bytes = shutil.disk_usage(tmp_path).free
    with pytest.raises(DiskFullError) as caught:
        check_room(tmp_path, 2 * free_bytes)
    assert caught.value.context["need_bytes"] > 2 * free_bytes
