"""Buckets without their library, and through a proxy; tests/app and tests/cli reach real buckets."""

import base64
import sys

import pytest
from support.fault_server import FaultServer, answer

from slipgui.app.wording import explain
from slipgui.core.errors import AddressError
from slipgui.services.bucket import presign_object
from slipgui.services.bucket_room import list_level
from slipgui.services.http import Network


@pytest.mark.parametrize("reach", [presign_object, list_level])
def test_without_the_extra_s3_a_bucket_is_refused_with_how_to_get_it(monkeypatch, reach):
    for name in ("boto3", "botocore", "botocore.exceptions"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(AddressError) as caught:
        reach("s3://rushes/ep1/cut.mov", Network())
    assert "slipgui[s3]" in explain(caught.value).hint


def test_a_login_with_any_letters_reaches_the_proxy(monkeypatch):
    for name, value in {
        "AWS_ACCESS_KEY_ID": "KEY", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_DEFAULT_REGION": "eu-central-1",
        "AWS_ENDPOINT_URL_S3": "http://storage.example", "AWS_EC2_METADATA_DISABLED": "true", "NO_PROXY": "",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    with FaultServer() as proxy:
        proxy.script(answer(403, b"<Error><Code>AccessDenied</Code></Error>"))
        network = Network(proxy=proxy.url, proxy_login=("ada", "p@ss/w:rd%20?"))
        with pytest.raises(AddressError):
            list_level("s3://rushes/", network)
        login = base64.b64encode(b"ada:p@ss/w:rd%20?").decode()
        assert proxy.requests[0].header("Proxy-Authorization") == f"Basic {login}"
