"""Objects in S3 buckets, with the credentials that the AWS tools of this computer use; boto3 is imported at first use, in a thread."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlsplit

from slipgui.core.errors import AddressError, OfflineError
from slipgui.core.settings import S3Addressing
from slipgui.services.http import Network

LINK_LIFETIME_S = 7200
"""A service must be able to fetch until it is done; an hour is advised."""
_SHORT_S = 3600
_REASONS = {403: "forbidden", 404: "missing"}


@dataclass(frozen=True, slots=True)
class ObjectLink:
    """A presigned address with which anybody may read one object: a secret."""

    url: str = field(repr=False)
    size_bytes: int
    ends_soon: bool
    """Whether it ends with credentials that last less than an hour, or nobody knows how long."""


@dataclass(frozen=True, slots=True)
class Storage:
    """What buckets are looked for in."""

    profile: str
    """Of AWS's configuration; "" where the keys stand in the environment."""
    endpoint_url: str


def presign_object(address: str, network: Network) -> ObjectLink:
    """A link to a private object.  Blocking; half a second at the first time.

    Parameters
    ----------
    address
        ``s3://bucket/key``.
    network
        Proxy, certificates and storage of the user.

    It raises what ``translated`` does.
    """
    with translated(address):
        session = _session(network)
        client, place = open_bucket(address, network, session)
        head = client.head_object(**place)
        url = client.generate_presigned_url("get_object", Params=place, ExpiresIn=LINK_LIFETIME_S)
        return ObjectLink(url, int(head["ContentLength"]), ends_soon=_ends_soon(session.get_credentials()))


def open_bucket(address: str, network: Network, session: Any = None) -> tuple[Any, dict[str, str]]:
    """A client, and the bucket and key of an address as its calls want them; inside ``translated``.

    Parameters as ``presign_object``; ``session`` knows the credentials, a new one where there is none.
    """
    bucket, key = _bucket_and_key(address)
    return make_client(network, session), {"Bucket": bucket, "Key": key}


def make_client(network: Network, session: Any = None) -> Any:
    """A client of the storage; parameters as ``open_bucket``, and inside ``translated`` as well."""
    session = session or _session(network)
    return session.client("s3", endpoint_url=network.s3_endpoint_url, config=_config(network), verify=_verify(network))


def find_storage(network: Network) -> Storage:
    """Where buckets are looked for, and as whom; asks nobody, and raises what ``translated`` does.  Blocking."""
    with translated("s3://"):
        session = _session(network)
        client = make_client(network, session)
        has_own_keys = network.s3_profile is None and bool(os.environ.get("AWS_ACCESS_KEY_ID"))
        return Storage("" if has_own_keys else str(session.profile_name), str(client.meta.endpoint_url))


def find_profiles() -> list[str]:
    """The names of the profiles in AWS's configuration; raises what ``translated`` does.  Blocking."""
    with translated("s3://"):
        from botocore.session import Session

        return sorted(Session().available_profiles)


def _session(network: Network) -> Any:
    os.environ.setdefault("AWS_EC2_METADATA_DISABLED", "true")  # asking a machine that is none costs seconds
    import boto3

    return boto3.session.Session(profile_name=network.s3_profile)


@contextmanager
def translated(address: str) -> Iterator[None]:  # noqa: DOC503 - raises what a function returns
    """For a ``with`` block from which no exception of boto3 comes out.

    Parameters
    ----------
    address
        What is asked for.

    Raises
    ------
    AddressError
        When boto3 is not installed, it names no object, there are no credentials, or they may not read it (``reason``).
    OfflineError
        When the storage cannot be reached.
    """
    refusals = _refusals()
    try:
        yield
    except refusals.ClientError as cause:
        raise bucket_refusal(address, cause.response.get("ResponseMetadata", {}).get("HTTPStatusCode")) from None
    except (refusals.HTTPClientError, refusals.ConnectionError) as cause:
        raise OfflineError("no storage there", service="storage", reason=type(cause).__name__) from None
    except refusals.BotoCoreError as cause:  # no credentials, no such profile, a log-in that ran out, no bucket name
        why = type(cause).__name__
        reason = "bucket_name" if isinstance(cause, refusals.ParamValidationError) else "credentials"
        raise AddressError(why, reason=reason, why=why) from None


def bucket_refusal(address: str, status: int | None) -> AddressError:
    """The error that a status of the storage stands for."""
    bucket = address[len("s3://") :].partition("/")[0]
    reason = _REASONS.get(status or 0, "status")
    return AddressError("the storage refused", reason=reason, host=bucket, http_status=status)


def _refusals() -> Any:
    """The kinds of exceptions that boto3 raises; an ``AddressError`` where it was not installed: it is the extra “s3”."""
    try:
        import boto3
        import botocore.exceptions
    except ModuleNotFoundError as cause:
        raise AddressError("boto3 is not installed", reason="no_boto3") from cause
    del boto3  # only whether it is there
    return botocore.exceptions


def _bucket_and_key(address: str) -> tuple[str, str]:
    bucket, _, key = address[len("s3://") :].partition("/")
    if not bucket or not key or key.endswith("/"):
        raise AddressError("names no object", reason="bucket_name")
    return bucket, key


def _config(network: Network) -> Any:
    from botocore.config import Config

    return Config(
        signature_version="s3v4",  # the default of presigned links is the old one
        connect_timeout=5,
        read_timeout=30,
        retries={"mode": "standard", "max_attempts": 3},
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
        proxies=_proxies(network),
        s3=None if network.s3_addressing is S3Addressing.AUTO else {"addressing_style": str(network.s3_addressing)},
    )


def _proxies(network: Network) -> dict[str, str] | None:
    if network.proxy is None:
        return None
    address = network.proxy
    if network.proxy_login is not None:
        parts = urlsplit(address)
        login = ":".join(quote(part, safe="") for part in network.proxy_login)  # it is unquoted there
        address = f"{parts.scheme}://{login}@{parts.netloc}"
    return {"http": address, "https": address}


def _verify(network: Network) -> str | None:
    return str(network.ca_file) if network.ca_file is not None else None


def _ends_soon(credentials: Any) -> bool:
    """Whether the link may end before an hour is over, because what signed it does."""
    if credentials is None or not credentials.token:
        return False
    refresh_needed = getattr(credentials, "refresh_needed", None)
    return refresh_needed is None or bool(refresh_needed(_SHORT_S))
