"""What lies in buckets, level by level, and files put into them; blocking, with the credentials that the AWS tools of this computer use."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from slipgui.core.errors import AddressError, ClipGoneError
from slipgui.core.ports import IsCancelled, OnBytes
from slipgui.services.bucket import make_client, open_bucket, translated
from slipgui.services.http import Network

PART_BYTES = 16 << 20
_N_PARTS_AT_ONCE = 4
_MOST_ENTRIES = 1000
"""Of one answer, as the storage gives them."""


@dataclass(frozen=True, slots=True)
class BucketEntry:
    """A bucket, a folder or an object."""

    address: str
    """``s3://…``; of a bucket or folder with a slash at its end."""
    size_bytes: int | None
    """None of buckets and folders."""


@dataclass(frozen=True, slots=True)
class BucketPage:
    """Some entries of a level."""

    entries: tuple[BucketEntry, ...]
    next_token: str
    """For the next page; "" where this is the last."""


def list_level(address: str, network: Network, token: str = "") -> BucketPage:
    """Some of what lies directly below an address.

    Parameters
    ----------
    address
        ``s3://`` for the buckets, else ``s3://bucket/`` with the beginning of names.
    network
        Proxy, certificates and storage of the user.
    token
        As the page before said.

    It raises what ``translated`` does.
    """
    bucket, _, prefix = address[len("s3://") :].partition("/")
    with translated(address):
        client = make_client(network)
        if not bucket:
            names = [one["Name"] for one in client.list_buckets().get("Buckets", ())]
            return BucketPage(tuple(BucketEntry(f"s3://{name}/", None) for name in names), "")
        wanted: dict[str, Any] = {"Bucket": bucket, "Prefix": prefix, "Delimiter": "/", "MaxKeys": _MOST_ENTRIES}
        if token:
            wanted["ContinuationToken"] = token
        answer = client.list_objects_v2(**wanted)
    folders = [BucketEntry(f"s3://{bucket}/{one['Prefix']}", None) for one in answer.get("CommonPrefixes", ())]
    objects = [
        BucketEntry(f"s3://{bucket}/{one['Key']}", int(one["Size"]))
        for one in answer.get("Contents", ())
        if one["Key"] != prefix  # the folder itself, as some tools make one
    ]
    return BucketPage((*folders, *objects), answer.get("NextContinuationToken", "") if answer["IsTruncated"] else "")


def put_file(  # noqa: DOC503 - what the storage said is raised too, and translated
    path: Path, address: str, network: Network, on_bytes: OnBytes, is_cancelled: IsCancelled
) -> bool:
    """Whether the file is at its address now; False when cancelled.  Large ones go in parts, some at once.

    Parameters
    ----------
    path
        The file.
    address
        ``s3://bucket/key``; an object there is replaced.
    network
        Proxy, certificates and storage of the user.
    on_bytes
        Hears how much was sent, in worker threads.
    is_cancelled
        Asked often.

    Besides those below it raises what ``translated`` does.

    Raises
    ------
    ClipGoneError
        When the file cannot be read.
    AddressError
        When the storage did not take it (``reason``).
    """
    with translated(address):
        client, place = open_bucket(address, network)
        from boto3.exceptions import S3UploadFailedError
        from boto3.s3.transfer import S3Transfer, TransferConfig

        config = TransferConfig(
            multipart_threshold=PART_BYTES,
            multipart_chunksize=PART_BYTES,
            max_concurrency=_N_PARTS_AT_ONCE,
            preferred_transfer_client="classic",
        )
        try:
            progress = _Progress(path.stat().st_size, on_bytes, is_cancelled)
            with _closed_files() as files, S3Transfer(client, config, files) as transfer:
                transfer.upload_file(str(path), place["Bucket"], place["Key"], progress.add)
        except _CancelledError:
            return False
        except S3UploadFailedError as cause:
            if cause.__context__ is not None:
                raise cause.__context__ from None  # what the storage said
            raise AddressError("not stored", reason="status") from None
        except OSError as cause:
            raise ClipGoneError("cannot be read") from cause
    return True


@contextmanager
def _closed_files() -> Iterator[Any]:
    """What opens files for a transfer; behind the ``with`` block all of them are closed, also those of parts that never began."""
    from boto3.s3.transfer import OSUtils

    opened: list[Any] = []

    class ClosedFiles(OSUtils):  # type: ignore[misc]
        def open(self, filename: str, mode: str) -> Any:
            opened.append(super().open(filename, mode))
            return opened[-1]

    try:
        yield ClosedFiles()
    finally:
        for file in opened:
            file.close()


class _CancelledError(Exception):
    """Ends a transfer from inside."""


class _Progress:
    """Adds up what the threads of one transfer sent."""

    def __init__(self, total_bytes: int, on_bytes: OnBytes, is_cancelled: IsCancelled) -> None:
        self._total_bytes, self._on_bytes, self._is_cancelled = total_bytes, on_bytes, is_cancelled
        self._sent_bytes = 0
        self._lock = threading.Lock()

    def add(self, n_bytes: int) -> None:
        """Count, and end the transfer where that is wanted."""
        with self._lock:
            self._sent_bytes += n_bytes
            self._on_bytes(self._sent_bytes, self._total_bytes)
        if self._is_cancelled():
            raise _CancelledError
