"""JSON of strangers: read into plain values, or refused.

The standard library's reader takes NaN, keeps the last of two equal keys and ends deep nesting with RecursionError (measured,
CONTRACTS section 5); msgspec keeps the last of two equal keys as well.  So the document is read here once with all guards on,
and the typed view of it is made by ``msgspec.convert`` afterwards.
"""

import json
import math
from typing import NoReturn

MAX_DEPTH = 32
"""Deepest nesting that is taken; the contract needs three."""


def read_json(body: bytes) -> object:
    """The value that a JSON document spells: UTF-8, UTF-16 or UTF-32, with or without byte order mark.

    Parameters
    ----------
    body
        The document as it came.

    Raises
    ------
    ValueError
        When it is no JSON, holds NaN, Infinity or a number beyond a float, names a member twice, or nests too deep.
    """
    try:
        value: object = json.loads(
            body.decode(json.detect_encoding(body)),
            object_pairs_hook=_unique_members,
            parse_constant=_refuse_constant,
            parse_float=_finite,
        )
    except RecursionError as cause:
        raise ValueError("nested too deep") from cause
    if not _is_shallow(value):
        raise ValueError("nested too deep")
    return value


def _unique_members(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a member is named twice")
    return members


def _refuse_constant(name: str) -> NoReturn:
    msg = f"{name} is no JSON number"
    raise ValueError(msg)


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError("a number is out of range")
    return number


def _is_shallow(value: object) -> bool:
    level: list[object] = [value]
    for _ in range(MAX_DEPTH):
        level = [child for parent in level for child in _children(parent)]
        if not level:
            return True
    return False


def _children(value: object) -> list[object]:
    if isinstance(value, dict):
        return [child for child in value.values() if isinstance(child, dict | list)]
    if isinstance(value, list):
        return [child for child in value if isinstance(child, dict | list)]
    return []
