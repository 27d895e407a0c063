"""Small JPEG pictures from decoded frames."""

from fractions import Fraction

import av
from av.video.frame import VideoFrame
from av.video.reformatter import Interpolation

_PIXEL_FORMAT = "yuvj420p"
_QUANTISER = 4
"""JPEG's quality on FFmpeg's scale from 1 (best) to 31: about 8 kB a cover."""
_LAMBDA_PER_STEP = 118
"""FF_QP2LAMBDA: FFmpeg counts quality in these."""


def encode_small(frame: VideoFrame, width: float, height: float) -> bytes:
    """The frame as a JPEG of these sides, made even."""
    n_columns, n_rows = (max(2, round(side / 2) * 2) for side in (width, height))
    small = frame.reformat(n_columns, n_rows, format=_PIXEL_FORMAT, interpolation=Interpolation.AREA)
    encoder = av.CodecContext.create("mjpeg", "w")
    assert isinstance(encoder, av.VideoCodecContext)  # mjpeg is one
    encoder.width, encoder.height, encoder.pix_fmt = n_columns, n_rows, _PIXEL_FORMAT
    encoder.time_base = Fraction(1, 1)
    encoder.options = {"flags": "+qscale", "global_quality": str(_LAMBDA_PER_STEP * _QUANTISER)}
    small.pts = 0
    return b"".join(bytes(packet) for packet in [*encoder.encode(small), *encoder.encode(None)])
