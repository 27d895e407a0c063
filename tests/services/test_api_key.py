import pytest

from slipgui.core.errors import SettingsError
from slipgui.services.api_key import check_api_key


@pytest.mark.parametrize("text", ["abc", "sk-1/2+3=_.~", "  padded\t"])
def test_visible_ascii_is_a_key(text: str) -> None:
    assert check_api_key(text) == text.strip()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "it is blank"),
        (" \t", "it is blank"),
        ("\n", "it is blank"),
        ("key\nX-Injected: 1", "it has a line break"),
        ("key\r", "it has a line break"),
        ("key\n", "it has a line break"),
        ("schlüssel", "it has characters outside ASCII"),
        ("key\u200b", "it has characters outside ASCII"),
        ("two words", "it has characters that no key has"),
        ("a\x1bb", "it has characters that no key has"),
        ("k" * 5000, "it has characters that no key has"),
    ],
)
def test_unusable_key_is_refused_without_being_repeated(text: str, why: str) -> None:
    with pytest.raises(SettingsError) as raised:
        check_api_key(text)
    assert raised.value.context == {"key": "api_key", "why": why}
    assert not text.strip() or text not in str(raised.value)
