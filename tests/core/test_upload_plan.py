from pathlib import PurePath

import pytest

from slipgui.core.errors import ClipLimitError
from slipgui.core.upload_plan import (
    DEFAULT_DIRECT_LIMIT_BYTES,
    FORM_UPLOAD_MAX_BYTES,
    OBJECT_MAX_BYTES,
    Payload,
    Route,
    SendMode,
    choose_payload,
    neutral_file_name,
    plan_upload,
    telling_file_name,
)


@pytest.mark.parametrize(
    ("size_bytes", "limit_bytes", "route"),
    [
        (DEFAULT_DIRECT_LIMIT_BYTES - 1, DEFAULT_DIRECT_LIMIT_BYTES, Route.FORM),
        (DEFAULT_DIRECT_LIMIT_BYTES, DEFAULT_DIRECT_LIMIT_BYTES, Route.FORM),
        (DEFAULT_DIRECT_LIMIT_BYTES + 1, DEFAULT_DIRECT_LIMIT_BYTES, Route.PRESIGNED),
        (FORM_UPLOAD_MAX_BYTES, 10**12, Route.FORM),
        (FORM_UPLOAD_MAX_BYTES + 1, 10**12, Route.PRESIGNED),
        (1, 0, Route.PRESIGNED),
    ],
)
def test_size_up_to_the_limit_goes_by_form_upload_and_one_more_by_presigned_put(size_bytes, limit_bytes, route):
    plan = plan_upload(Payload.ORIGINAL, size_bytes, limit_bytes)
    assert (plan.route, plan.size_bytes, plan.payload) == (route, size_bytes, Payload.ORIGINAL)


def test_more_than_one_put_may_hold_is_refused_with_both_sizes():
    assert plan_upload(Payload.ORIGINAL, OBJECT_MAX_BYTES, 0).route is Route.PRESIGNED
    with pytest.raises(ClipLimitError) as refused:
        plan_upload(Payload.ORIGINAL, OBJECT_MAX_BYTES + 1, 0)
    assert refused.value.context == {"size_bytes": OBJECT_MAX_BYTES + 1, "limit_bytes": OBJECT_MAX_BYTES}


@pytest.mark.parametrize(
    ("name", "size_bytes", "sound_bytes", "payload"),
    [
        ("a.mov", 5_800_000_000, 69_000_000, Payload.SOUND),
        ("a.MP4", 10_000_000, 9_500_000, Payload.ORIGINAL),  # nothing would be saved
        ("a.mp4", 1_000_000, 800_000, Payload.ORIGINAL),
        ("a.mp4", 1_000_000, 799_999, Payload.SOUND),
        ("a.mxf", 1_000_000, 990_000, Payload.SOUND),  # the service does not take the ending
        ("a.wav", 1_000_000, 990_000, Payload.SOUND),
        ("a", 1_000_000, 990_000, Payload.SOUND),
        ("a.avi", 2_000_000_000, None, Payload.SOUND),  # estimated from the length
        ("a.mpeg", 600_000, None, Payload.ORIGINAL),
    ],
)
def test_automatic_choice_sends_sound_where_smaller_or_needed(name, size_bytes, sound_bytes, payload):
    assert choose_payload(SendMode.AUTO, PurePath(name), size_bytes, sound_bytes, 60.0) is payload


def test_the_users_own_choice_is_obeyed():
    assert choose_payload(SendMode.SOUND, PurePath("a.mp4"), 10, 10, 1.0) is Payload.SOUND
    assert choose_payload(SendMode.ORIGINAL, PurePath("a.mxf"), 10**9, 10, 1.0) is Payload.ORIGINAL


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("Big Secret v3.MOV", "clip.mov"),
        ("x.mp4", "clip.mp4"),
        ("y.mxf", "clip.mp4"),
        ("夜.avi", "clip.avi"),
        ("none", "clip.mp4"),
    ],
)
def test_a_service_never_sees_the_production_name(name, sent):
    assert neutral_file_name(PurePath(name)) == sent


@pytest.mark.parametrize(
    ("clip", "file", "sent"),
    [
        ("/renders/EP104_v07 LOCK.mkv", "/tmp/x/sound.mp4", "EP104_v07 LOCK.mp4"),
        ("/renders/夜の港.MOV", "/renders/夜の港.MOV", "夜の港.mov"),
        ('/a"b\n\\c\udcff.mov', "/x.mov", "abc.mov"),
        ("/\n.mov", "/x.mov", "clip.mov"),
        (f"/{'x' * 300}.mp4", "/x.mp4", f"{'x' * 120}.mp4"),
    ],
)
def test_a_name_that_is_told_has_neither_folders_nor_signs_that_break_a_form(clip, file, sent):
    assert telling_file_name(PurePath(clip), PurePath(file)) == sent
