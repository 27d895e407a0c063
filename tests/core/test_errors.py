from slipgui.core.errors import ServiceError, error_kinds
from slipgui.core.job import UploadTicket


def test_every_kind_of_error_has_its_own_code():
    codes = [kind.code for kind in error_kinds()]
    assert len(codes) == len(set(codes)) > 30


def test_what_a_service_said_is_kept_apart_from_the_message():
    error = ServiceError(
        "log text", service="audioverify", http_status=503, request_id="r1", body="<html>", reason="down"
    )
    assert str(error) == "log text"
    assert (error.http_status, error.request_id, error.context) == (503, "r1", {"reason": "down"})


def test_a_presigned_url_does_not_show_in_a_repr():
    ticket = UploadTicket("https://bucket/x?X-Amz-Signature=secret", "video-recognition/x", "video/mp4", 5.0)
    assert "secret" not in repr(ticket)
