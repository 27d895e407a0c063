from slipgui.app.vanished import find_vanished


def touch(path):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    return path


def test_only_files_that_are_gone_from_the_folders_named_vanished(tmp_path):
    kept, gone = touch(tmp_path / "a" / "kept.wav"), tmp_path / "a" / "gone.wav"
    in_gone_folder = tmp_path / "a" / "album" / "gone.wav"
    elsewhere = tmp_path / "b" / "gone.wav"
    assert find_vanished([tmp_path / "a"], {kept, gone, in_gone_folder, elsewhere}) == ({gone, in_gone_folder}, [])


def test_an_empty_folder_may_be_an_unplugged_volume(tmp_path):
    volume, nested = tmp_path / "volume", tmp_path / "music" / "usb"
    volume.mkdir()
    nested.mkdir(parents=True)
    touch(tmp_path / "music" / "kept.wav")
    files = {volume / "1.wav", volume / "album" / "2.wav", nested / "3.wav"}
    assert find_vanished([volume, tmp_path / "music"], files) == (set(), [nested, volume])


def test_a_folder_is_known_by_its_links_too(tmp_path):
    real = tmp_path / "real"
    touch(real / "kept.wav")
    (tmp_path / "link").symlink_to(real)
    assert find_vanished([tmp_path / "link"], {real / "gone.wav"}) == ({real / "gone.wav"}, [])


def test_a_name_that_cannot_be_looked_at_is_not_gone(tmp_path):
    touch(tmp_path / "kept.wav")
    assert find_vanished([tmp_path], {tmp_path / "nul\0.wav", tmp_path / ("x" * 300)}) == (set(), [])
