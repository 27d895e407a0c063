import pytest

from slipgui.core.errors import SettingsError
from slipgui.core.settings import SETTING_NAMES, S3Addressing, ServiceChoice, Settings, with_value
from slipgui.core.upload_plan import SendMode


@pytest.mark.parametrize(
    ("key", "given", "kept"),
    [
        ("service", "local", ServiceChoice.LOCAL),
        ("service", "", None),
        ("send", "sound", SendMode.SOUND),
        ("api_url", "https://api.example/", "https://api.example"),
        ("direct_limit_bytes", "5000", 5000),
        ("direct_limit_bytes", 10**12, 100_000_000),
        ("check_by_ear_below", "60", 60.0),
        ("programme_from_s", "240", 240.0),
        ("theme", "dark", "dark"),
        ("s3_profile", " studio ", "studio"),
        ("s3_profile", "", None),
        ("s3_endpoint_url", "http://nas.local:9000/", "http://nas.local:9000"),
        ("s3_endpoint_url", "", None),
        ("s3_addressing", "path", S3Addressing.PATH),
    ],
)
def test_usable_values_are_kept(key, given, kept):
    assert getattr(with_value(Settings(), key, given), key) == kept


@pytest.mark.parametrize(
    ("key", "given"),
    [
        ("service", "cloud"),
        ("send", "video"),
        ("api_url", "ftp://host"),
        ("api_url", "https://user@host"),
        ("api_url", "https://"),
        ("direct_limit_bytes", "-1"),
        ("direct_limit_bytes", "many"),
        ("answer_deadline_s", "1"),
        ("check_by_ear_below", 101),
        ("programme_from_s", 0),
        ("theme", "pink"),
        ("proxy", "http://ada:secret@proxy.example:3128"),
        ("proxy", "proxy.example"),
        ("proxy", "socks5://proxy.example"),
        ("s3_endpoint_url", "nas.local:9000"),
        ("s3_endpoint_url", "https://key:secret@nas.local"),
        ("s3_addressing", "host"),
        ("keep_awake", "perhaps"),
        ("watch_folders", "/a"),
        ("watch_folders", ["a"]),
        ("nonsense", 1),
    ],
)
def test_unusable_values_are_errors_that_name_the_setting(key, given):
    with pytest.raises(SettingsError) as error:
        with_value(Settings(), key, given)
    assert error.value.context["key"] == key


def test_every_setting_can_be_set():
    for name in SETTING_NAMES:
        assert with_value(Settings(), name, getattr(Settings(), name)) == Settings()
