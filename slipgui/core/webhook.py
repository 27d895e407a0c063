"""Signatures of deliveries to a webhook: whether one is pyannoteAI's own and of now (contracts/pyannote.openapi.yaml, webhooks)."""

import hashlib
import hmac
import re
from base64 import b64encode

REPLAY_WINDOW_S = 600
"""So old a delivery may be: its last repetition comes five minutes after the first.  No tolerance is published."""


class DeliveryRefusedError(Exception):
    """The delivery is not signed with the secret, or of another time."""


def check_delivery(body: bytes, *, signature: str | None, timestamp: str | None, secret: str, now_s: float) -> None:
    """Return quietly when the delivery was signed with the secret not long ago.

    Three spellings of the same signature are in circulation: base64, lower-case hex, and that behind ``v0=``.  They are compared in
    constant time.

    Parameters
    ----------
    body
        As it came, before anything was read of it.
    signature
        ``X-Signature``, None where it was missing.
    timestamp
        ``X-Request-Timestamp``: seconds of the epoch.
    secret
        Of the team, from its dashboard.
    now_s
        Seconds of the epoch.

    Raises
    ------
    DeliveryRefusedError
        When not.
    """
    if timestamp is None or not re.fullmatch(r"[0-9]{1,10}", timestamp) or signature is None:
        raise DeliveryRefusedError("no time or no signature")
    digest = _digest(body, timestamp, secret)
    given = signature.strip().encode()
    spellings = (b64encode(digest), digest.hex().encode(), b"v0=" + digest.hex().encode())
    if not any([hmac.compare_digest(given, spelling) for spelling in spellings]):  # noqa: C419 - all of them are compared
        raise DeliveryRefusedError("another signature")
    if abs(now_s - int(timestamp)) > REPLAY_WINDOW_S:
        raise DeliveryRefusedError("of another time")


def sign_delivery(body: bytes, timestamp: str, secret: str) -> str:
    """The signature of a delivery, as ``X-Signature`` carries it.

    Parameters
    ----------
    body
        As it is sent.
    timestamp
        Seconds of the epoch.
    secret
        Of the team.
    """
    return b64encode(_digest(body, timestamp, secret)).decode()


def _digest(body: bytes, timestamp: str, secret: str) -> bytes:
    return hmac.new(secret.encode(), b"v0:" + timestamp.encode() + b":" + body, hashlib.sha256).digest()
