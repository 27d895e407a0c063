import itertools
import random
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slipgui.core.schedule import BACKOFF_MAX_S, RetryPolicy, parse_retry_after_s, poll_delays_s

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@given(st.integers())
def test_first_poll_within_two_seconds_and_then_every_two_to_five(seed):
    first, *rest = itertools.islice(poll_delays_s(random.Random(seed)), 40)
    assert 0 < first <= 2
    assert all(2 <= delay_s <= 5 for delay_s in rest)
    assert len(set(rest)) > 10  # jitter: a hundred clients do not ask in step


@given(st.integers(1, 40), st.integers())
def test_back_off_stays_below_its_doubling_ceiling(attempt, seed):
    delay_s = RetryPolicy(n_attempts=5, base_s=1.0).delay_s(attempt, random.Random(seed))
    assert 0 < delay_s <= min(BACKOFF_MAX_S, 2.0 ** (attempt - 1))


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("3", 3.0),
        (" 58 ", 58.0),
        ("0", 1.0),
        ("86400", 300.0),
        (format_datetime(NOW + timedelta(seconds=20), usegmt=True), 20.0),
        (format_datetime(NOW - timedelta(days=1), usegmt=True), 1.0),
        (format_datetime(NOW + timedelta(days=1), usegmt=True), 300.0),
        (None, None),
        ("", None),
        ("-5", None),
        ("1e9", None),
        ("soon", None),
        ("9" * 400, None),
        ("Mon, 99 Foo 2026 99:99:99 GMT", None),
    ],
)
def test_retry_after_in_all_its_forms(value, seconds):
    assert parse_retry_after_s(value, NOW) == seconds


@given(st.text(max_size=60))
def test_no_retry_after_text_breaks_or_escapes_the_bounds(text):
    seconds = parse_retry_after_s(text, NOW)
    assert seconds is None or 1 <= seconds <= 300
