"""A clip of the benchmark as a file: AAC in .mp4 as the product's own proxy, or eight mono tracks of PCM in .mov."""

import io
from collections.abc import Sequence
from fractions import Fraction

import av
import numpy as np
from masking_sounds import RATE_HZ, Sound

PROXY_BIT_RATE, LOW_BIT_RATE, SURROUND_BIT_RATE = 64_000, 48_000, 256_000
_LAYOUTS = {1: "mono", 6: "5.1"}
_FRAME_SAMPLES = 1024


def encode(streams: Sequence[Sound], bit_rate: int) -> bytes:
    """The file.

    Parameters
    ----------
    streams
        One array for each audio stream, shape (n_channels, n_samples), 22 050 Hz; lowered together where any would clip.
    bit_rate
        Of the AAC, bits a second; more than one stream are PCM.
    """
    gain = min(1.0, 0.97 / max(1e-9, *(float(np.abs(stream).max()) for stream in streams)))
    file = io.BytesIO()
    with av.open(file, "w", format="mp4" if len(streams) == 1 else "mov") as container:
        outs = []
        for sound in streams:
            out = container.add_stream("aac" if len(streams) == 1 else "pcm_s16le", rate=RATE_HZ)
            out.layout = _LAYOUTS[len(sound)]
            if len(streams) == 1:
                out.bit_rate = bit_rate
            outs.append(out)
        for begin in range(0, streams[0].shape[1], _FRAME_SAMPLES):
            for out, sound in zip(outs, streams, strict=True):
                container.mux(
                    out.encode(_frame(sound[:, begin : begin + _FRAME_SAMPLES] * gain, begin, out.format.name))
                )
        for out in outs:
            container.mux(out.encode(None))
    return file.getvalue()


def _frame(sound: Sound, begin: int, sample_format: str) -> av.AudioFrame:
    if sample_format == "s16":
        samples = np.ascontiguousarray(np.round(sound.T.reshape(1, -1) * 32767), np.int16)
    else:
        samples = np.ascontiguousarray(sound, np.float32)
    frame = av.AudioFrame.from_ndarray(samples, sample_format, _LAYOUTS[len(sound)])
    frame.sample_rate, frame.pts, frame.time_base = RATE_HZ, begin, Fraction(1, RATE_HZ)
    return frame
