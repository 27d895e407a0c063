"""Keeps API keys and presigned URLs out of logs, messages and kept answers."""

import logging
import re
from collections.abc import Iterable
from urllib.parse import quote

_MARK = "[removed]"
_MIN_SECRET_CHARACTERS = 4
"""Shorter texts would be cut out of innocent words."""

_BEARER = re.compile(r"(?i)\b(bearer|basic)(\s+|%20|\+)[^\s\"'<>,;]+")
_URL_QUERY = re.compile(r"(?i)(https?:\\?/\\?/[^\s\"'<>?]+\?)[^\s\"'<>]+")
_USER_INFO = re.compile(r"(?i)(https?:\\?/\\?/)[^\s\"'<>/@]+@")
_SIGNING_PAIR = re.compile(
    r"(?i)\b(x-amz-(?:signature|credential|security-token)|signature|awsaccesskeyid|key-pair-id|policy)(=|%3d)[^&\s\"'<>]+"
)
_SIGNING_ELEMENT = re.compile(
    r"(?is)<(SignatureProvided|StringToSign|StringToSignBytes|CanonicalRequest|CanonicalRequestBytes|AWSAccessKeyId)>"
    r".*?(?:</\1>|\Z)"
)
"""S3 repeats what was signed, signature included, inside its SignatureDoesNotMatch documents."""

_TALKATIVE_LOGGERS = ("httpcore.connection", "httpcore.http11", "httpcore.http2", "httpcore.proxy", "httpcore.socks")


def redact(text: str, secrets: Iterable[str] = ()) -> str:
    """The text without credentials.

    Parameters
    ----------
    text
        Anything that could reach a log, a message or a kept answer.
    secrets
        Texts that must not stay in it, as they are or percent-coded; patterns of credentials are removed in any case.
    """
    for secret in secrets:
        if len(secret) >= _MIN_SECRET_CHARACTERS:
            text = text.replace(secret, _MARK).replace(quote(secret, safe=""), _MARK)
    text = _BEARER.sub(rf"\1 {_MARK}", text)
    text = _USER_INFO.sub(rf"\1{_MARK}@", text)
    text = _URL_QUERY.sub(rf"\1{_MARK}", text)
    text = _SIGNING_ELEMENT.sub(rf"<\1>{_MARK}</\1>", text)
    return _SIGNING_PAIR.sub(rf"\1\2{_MARK}", text)


def quiet_http_loggers() -> None:
    """Takes the queries out of httpx's log lines and silences httpcore's, which show whole header lists; safe to call again.

    httpx writes every URL at INFO, a presigned one included.  Filters stay in force whatever levels the application sets.
    """
    _add_filter_once(logging.getLogger("httpx"), _redact_record)
    for name in _TALKATIVE_LOGGERS:
        _add_filter_once(logging.getLogger(name), _drop_record)


def _add_filter_once(logger: logging.Logger, wanted: "logging._FilterType") -> None:
    if wanted not in logger.filters:
        logger.addFilter(wanted)


def _redact_record(record: logging.LogRecord) -> bool:
    record.msg, record.args = redact(record.getMessage()), ()
    return True


def _drop_record(_record: logging.LogRecord) -> bool:
    return False
