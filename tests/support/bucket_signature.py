"""Whether a request to a bucket is signed by its key: header by header, with its contents, or by a presigned address."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from urllib.parse import urlsplit

from slipgui.server.sigv4 import Credentials, StoreRequest, verify
from slipgui.server.store_errors import StoreRefusedError

_SIGNATURE = re.compile(r"AWS4-HMAC-SHA256 Credential=([^/,]+)/[^,]+, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})")
_STAMP = re.compile(r"\d{8}T\d{6}Z")


def is_signed(method: str, target: str, headers: Mapping[str, str], credentials: Credentials) -> bool:
    """Whether it is.

    Parameters
    ----------
    method, target
        As they stood on the wire.
    headers
        By lower-case name.
    credentials
        The right ones.
    """
    parts = urlsplit(target)
    if "X-Amz-Signature" not in parts.query:
        return _is_header_signed(method, target, headers, credentials)
    try:
        verify(StoreRequest(method, parts.path, parts.query, headers), credentials, datetime.now(UTC))
    except StoreRefusedError:
        return False
    return True


def aws_environ(url: str, credentials: Credentials) -> dict[str, str]:
    """What the AWS tools of this computer are told of a storage on loopback."""
    return {
        "AWS_ACCESS_KEY_ID": credentials.access_key,
        "AWS_SECRET_ACCESS_KEY": credentials.secret,
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ENDPOINT_URL_S3": url,
        "AWS_CONFIG_FILE": "/nowhere/config",
        "AWS_SHARED_CREDENTIALS_FILE": "/nowhere/credentials",
        "AWS_EC2_METADATA_DISABLED": "true",
    }


def is_body_signed(headers: Mapping[str, str], body: bytes) -> bool:
    """Whether the contents are those that were signed, where a digest of them was."""
    digest = headers.get("x-amz-content-sha256", "")
    return sha256(body).hexdigest() == digest if re.fullmatch(r"[0-9a-f]{64}", digest) else True


def _is_header_signed(method: str, target: str, headers: Mapping[str, str], credentials: Credentials) -> bool:
    """Whether the AWS signer comes to the same signature over the same headers."""
    from botocore.auth import S3SigV4Auth
    from botocore.awsrequest import AWSRequest
    from botocore.credentials import Credentials as Signer

    found = _SIGNATURE.fullmatch(headers.get("authorization", ""))
    stamp = headers.get("x-amz-date", "")
    if found is None or found[1] != credentials.access_key or not _STAMP.fullmatch(stamp):
        return False
    signed = {name: headers.get(name, "") for name in found[2].split(";")}
    again = AWSRequest(method, f"http://{headers.get('host')}{target}", headers=signed)
    signer = S3SigV4Auth(Signer(credentials.access_key, credentials.secret), "s3", "us-east-1")
    again.context["timestamp"] = stamp
    again.context["payload_signing_enabled"] = False
    canonical = signer.canonical_request(again)
    return bool(signer.signature(signer.string_to_sign(again, canonical), again) == found[3])
