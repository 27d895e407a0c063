import pytest

from slipgui.core.upload_plan import ACCEPTED_SUFFIXES
from slipgui.server.storage_keys import CONTENT_TYPES, accepted_suffix, new_storage_key, object_name


@pytest.mark.parametrize(
    ("file_name", "suffix"),
    [
        ("clip.mp4", ".mp4"),
        ("CLIP.MOV", ".mov"),
        ("a.b.avi", ".avi"),
        ("C:\\films\\x.mpeg", ".mpeg"),
        ("../../x.mp4", ".mp4"),
        ("clip.mp4 ", None),
        ("clip.mp4\n", None),
        ("clip.mpg", None),
        (".mp4", None),
        ("dir/.mp4", None),
        ("mp4", None),
        ("", None),
    ],
)
def test_only_four_endings_are_accepted(file_name: str, suffix: str | None) -> None:
    assert accepted_suffix(file_name) == suffix


@pytest.mark.parametrize(
    "name", ["clip.mp4", "../../etc/pass wd.mp4", "日本.mp4", "\0\ud800.mp4", "-.mp4", "x" * 250 + ".mp4"]
)
def test_every_key_names_an_object_of_harmless_characters(name: str) -> None:
    key = new_storage_key(name, ".mp4")
    assert key.startswith("video-recognition/")
    stored = object_name(key)
    assert stored is not None
    assert stored.isascii()
    assert "/" not in stored


def test_key_ends_in_the_clients_file_name() -> None:
    assert new_storage_key("My Clip 7.MOV", ".mov").endswith("_My-Clip-7.mov")


def test_keys_are_never_the_same() -> None:
    assert len({new_storage_key("clip.mp4", ".mp4") for _ in range(100)}) == 100


@pytest.mark.parametrize(
    "key", ["video-recognition/../x.mp4", "video-recognition/", "video-recognition/form-1.mp4", ""]
)
def test_keys_that_no_server_gives_name_no_object(key: str) -> None:
    assert object_name(key) is None


def test_every_accepted_ending_has_a_content_type() -> None:
    assert sorted(CONTENT_TYPES) == sorted(ACCEPTED_SUFFIXES)
