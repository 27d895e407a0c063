import itertools
import math
import random
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slipgui.core.schedule import (
    BACKOFF_MAX_S,
    POLL_MAX_S,
    RETRY_AFTER_MAX_S,
    RETRY_AFTER_MIN_S,
    RetryPolicy,
    parse_retry_after_s,
    poll_delays_s,
    rate_limit_pause_s,
)

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


@given(st.integers(), st.floats(0.0, 600.0))
def test_an_answer_is_known_one_poll_after_the_service_has_it_and_cheaply(seed, job_s):
    asked_s = list(
        itertools.takewhile(lambda at_s: at_s < 700, itertools.accumulate(poll_delays_s(random.Random(seed))))
    )
    known_s = next(at_s for at_s in asked_s if at_s >= job_s)
    assert known_s - job_s <= POLL_MAX_S
    assert sum(at_s <= known_s for at_s in asked_s) <= 3 + job_s / 2.0


@given(st.integers(1, 30), st.floats(0.1, 10.0), st.integers())
def test_the_back_off_never_falls_below_a_quarter_of_its_ceiling_and_the_ceiling_never_falls(attempt, base_s, seed):
    policy = RetryPolicy(n_attempts=99, base_s=base_s)
    ceilings_s = [min(BACKOFF_MAX_S, base_s * 2.0 ** (n - 1)) for n in (attempt, attempt + 1)]
    delay_s = policy.delay_s(attempt, random.Random(seed))
    assert ceilings_s[0] / 4 <= delay_s <= ceilings_s[0] <= ceilings_s[1]


def clamped(seconds):
    return min(RETRY_AFTER_MAX_S, max(RETRY_AFTER_MIN_S, seconds))


@given(st.integers(0, 10**9 - 1))
def test_whole_seconds_are_kept_within_their_bounds(seconds):
    assert parse_retry_after_s(str(seconds), NOW) == clamped(seconds)


@given(st.integers(-(10**8), 10**8))
def test_a_date_means_the_seconds_until_then_within_their_bounds(seconds):
    text = format_datetime(NOW + timedelta(seconds=seconds), usegmt=True)
    assert math.isclose(parse_retry_after_s(text, NOW), clamped(seconds))


@pytest.mark.parametrize(
    ("headers", "pause_s"),
    [
        ({}, 0.0),
        ({"x-ratelimit-remaining": "3", "x-ratelimit-reset": "20"}, 0.0),
        ({"x-ratelimit-remaining": "0"}, 0.0),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": "20"}, 20.0),
        ({"x-ratelimit-remaining": " 0 ", "x-ratelimit-reset": " 20 "}, 20.0),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": "9999"}, 300.0),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": "-5"}, 0.0),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": "soon"}, 0.0),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1767225620"}, 20.0),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1767225500"}, 0.0),
        (
            {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1767229205", "date": "Thu, 01 Jan 2026 01:00:00 GMT"},
            5.0,
        ),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1767225605", "date": "yesterday"}, 5.0),
    ],
)
def test_a_rate_limit_without_requests_left_is_waited_for_in_both_documented_forms(headers, pause_s):
    assert rate_limit_pause_s(headers, datetime(2026, 1, 1, tzinfo=UTC)) == pause_s
