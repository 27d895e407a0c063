import pytest

from slipgui.core.errors import SettingsError
from slipgui.services.api_key import check_api_key


@pytest.mark.parametrize("text", ["abc", "sk-1/2+3=_.~", "  padded\t"])
def test_visible_ascii_is_a_key(text: str) -> None:
    assert check_api_key(text) == text.strip()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "blank"),
        (" \t", "blank"),
        ("\n", "blank"),
        ("key\nX-Injected: 1", "line_break"),
        ("key\r", "line_break"),
        ("key\n", "line_break"),
        ("schlüssel", "not_ascii"),
        ("key\u200b", "not_ascii"),
        ("two words", "unusable_characters"),
        ("a\x1bb", "unusable_characters"),
        ("k" * 5000, "unusable_characters"),
    ],
)
def test_unusable_key_is_refused_without_being_repeated(text: str, why: str) -> None:
    with pytest.raises(SettingsError) as raised:
        check_api_key(text)
    assert raised.value.context == {"key": "api_key", "why": why}
    assert not text.strip() or text not in str(raised.value)
