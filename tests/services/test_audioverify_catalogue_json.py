"""Tracks and licences of AudioVerify: literal documents, as the vendor shows them and as they may come."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from slipgui.core.errors import ContractError, LicenceError
from slipgui.core.track_record import LicenceOrder, RightsHolder
from slipgui.services.audioverify_catalogue_json import decode_licence, decode_track_record

CONTRACT = Path(__file__).parents[1] / "contract" / "documents" / "audioverify.openapi.yaml"
EXAMPLES = yaml.safe_load(CONTRACT.read_text(encoding="utf-8"))["components"]["examples"]
TRACK = EXAMPLES["CatalogTrack"]["value"]
LICENCE = EXAMPLES["License"]["value"]


def record(**changes):
    return decode_track_record(json.dumps(TRACK | changes).encode(), expected_id=TRACK["id"].upper())


def test_the_example_of_the_contract_is_read_with_writers_and_publishers():
    found = record()
    assert (found.title, found.artist, found.library, found.key) == (
        "Tonight We Dance",
        "Swami G",
        "Slipstream Originals",
        "C major",
    )
    assert (found.length_s, found.tempo_bpm, found.has_lyrics, found.is_explicit) == (87, 106, False, False)
    assert found.writers == (RightsHolder("Jane Doe", Decimal(50), "ASCAP", "00123456789"),)
    assert found.publishers[0].ipi == "00111222333"
    assert json.loads(found.document) == TRACK


def test_album_moods_lyrics_and_cover_are_read():
    found = record(
        album={"name": "Night Shift", "all_image_sizes": {"small": "", "large": "https://x.example/c.jpg"}},
        lyrics="La la",
        is_explicit=True,
        genre_name="Pop",
        subgenre_name="Pop",
        mood_name="Bright",
        secondary_mood_name="Calm",
        vocals="Female",
    )
    assert (found.album, found.cover) == ("Night Shift", "https://x.example/c.jpg")
    assert (found.has_lyrics, found.is_explicit, found.vocals) == (True, True, "Female")
    assert (found.genres, found.moods) == (("Pop",), ("Bright", "Calm"))
    assert record(cover="/covers/1.jpg").cover == "/covers/1.jpg"


def test_what_kind_of_track_it_is_and_where_it_is_shown_are_read():
    assert not any((record().is_sound_effect, record().has_stems, record().is_free, record().description))
    found = record(
        is_sfx=True,
        has_stems=True,
        is_free=True,
        jp_title="今夜",
        description="Bright.",
        short_url="https://s.example/1",
    )
    assert (found.is_sound_effect, found.has_stems, found.is_free) == (True, True, True)
    assert (found.japanese_title, found.description, found.page) == ("今夜", "Bright.", "https://s.example/1")


@pytest.mark.parametrize(
    "url", ["http://s.example/1", "javascript:alert(1)", "/t/1", "https://u@s.example", "https://[x", 5, None]
)
def test_no_browser_is_sent_to_what_is_no_https_page(url):
    assert record(short_url=url).page == ""


@pytest.mark.parametrize(
    ("share", "percent"),
    [("33.33", Decimal("33.33")), (0, Decimal(0)), (101, None), (-1, None), ("half", None), (True, None), (None, None)],
)
def test_shares_are_exact_or_unknown(share, percent):
    (writer,) = record(writers=[{"name": "A", "share": share}, {"share": 5}, "B"]).writers
    assert writer == RightsHolder("A", percent, "", "")


@pytest.mark.parametrize(
    "changes",
    [
        {"name": None, "artist": "someone", "album": [], "writers": {}, "publishers": None},
        {"length": "long", "tempo": -1, "key": 5, "lyrics": "", "cover": None},
        {"length": 10**400, "tempo": True},
    ],
)
def test_members_of_another_kind_cost_only_themselves(changes):
    found = record(**changes)
    assert (found.id, bool(found.title)) == (TRACK["id"], True)
    assert found.length_s is None or "length" not in changes


def test_texts_are_plain_and_short():
    found = record(name="<b>\u202ex\x00" + "y" * 1000)
    assert found.title.startswith("<b>x")
    assert len(found.title) == 300


@pytest.mark.parametrize(
    "body", [b"[]", b"{}", b"no", json.dumps(TRACK | {"id": "1"}).encode(), json.dumps(TRACK).encode()]
)
def test_no_track_or_another_one_is_refused(body):
    with pytest.raises(ContractError):
        decode_track_record(body, expected_id="11111111-1111-1111-1111-111111111111")


def licence(**changes):
    return decode_licence(json.dumps(LICENCE | {"license": LICENCE["license"] | changes}).encode())


def test_the_licence_of_the_contract_is_read_with_its_page_and_quota():
    found = licence()
    assert found.page == "https://license.slipstreammusic.com/v/5f3e7d9c8b2a4f1e6d0c5b8a3e2f7d9c"
    assert (found.track_title, found.artist, found.user_id) == ("Cinematic Rise", "Jane Doe", "user-12345")
    assert found.created_at == datetime(2026, 4, 30, 18, 42, 11, 508000, UTC)
    assert found.expires_at is None
    assert (found.quota.daily_used, found.quota.monthly_limit) == (13, 30_000)
    assert licence(expires_at="2027-04-30T00:00:00").expires_at == datetime(2027, 4, 30, tzinfo=UTC)


def test_a_licence_is_not_lost_over_what_stands_beside_it():
    document = {
        "license": LICENCE["license"] | {"created_at": "soon", "expires_at": 5},
        "usage": {"daily_used": "many"},
    }
    found = decode_licence(json.dumps(document).encode())
    assert (found.id, found.expires_at, found.quota.daily_used) == (LICENCE["license"]["license_id"], None, None)


@pytest.mark.parametrize("changes", [{"license_id": "../../x"}, {"license_id": None}, {"track_id": "1"}])
def test_what_names_no_licence_is_refused(changes):
    with pytest.raises(ContractError):
        licence(**changes)


ORDER = LicenceOrder(TRACK["id"], "Spring promo", "user-1")


def test_an_order_is_taken_without_blanks_around_it():
    assert replace(ORDER, project=" Spring promo ", user_id=" user-1 ").checked() == ORDER
    assert replace(ORDER, project="ü" * 255).checked().project == "ü" * 255


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"project": "x" * 256}, "project"),
        ({"project": "a\nb"}, "project"),
        ({"user_id": " "}, "user_id"),
        ({"user_id": "jürgen"}, "user_id"),
        ({"user_id": "a\r\nX-Evil: 1"}, "user_id"),
        ({"user_id": "x" * 256}, "user_id"),
    ],
)
def test_an_order_the_service_would_refuse_is_refused_here(changes, reason):
    with pytest.raises(LicenceError) as raised:
        replace(ORDER, **changes).checked()
    assert raised.value.context["reason"] == reason
