"""What is said where the library of buckets was not installed; with it, tests/app and tests/cli reach real buckets."""

import sys

import pytest

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
