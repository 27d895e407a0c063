"""What a look into a media file tells, as a JSON document."""

from dataclasses import asdict
from fractions import Fraction
from typing import Any

from slipgui.core.clip import AudioStream, MediaInfo


def encode_info(info: MediaInfo) -> dict[str, Any]:
    """The document."""
    rate = info.frame_rate
    return asdict(info) | {"frame_rate": [rate.numerator, rate.denominator] if rate is not None else None}


def decode_info(document: dict[str, Any]) -> MediaInfo:
    """What ``encode_info`` wrote."""
    rate = document["frame_rate"]
    streams = tuple(AudioStream(**stream) for stream in document["audio_streams"])
    return MediaInfo(**document | {"frame_rate": Fraction(*rate) if rate else None, "audio_streams": streams})
