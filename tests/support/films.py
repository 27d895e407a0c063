"""A film with cuts, made here."""

import av
import numpy as np

RATE = 25
SHOTS = (30, 75, 76, 160)
"""Frames at which another shot begins; the one before the last lasts for one frame, a flash."""


def write_film(path, codec):
    """Eight seconds of still and moving shots; a fade in the last."""
    rng = np.random.default_rng(3)
    scenes = [rng.integers(0, 255, (9, 16)).astype(np.uint8).repeat(16, 0).repeat(16, 1) for _ in range(5)]
    with av.open(path, "w") as container:
        stream = container.add_stream(codec, rate=RATE, options={"g": "50", "q": "2"})
        stream.width, stream.height, stream.pix_fmt = 256, 144, "yuv422p10le" if codec == "prores_ks" else "yuv420p"
        for number in range(8 * RATE):
            shot = sum(number >= begin for begin in SHOTS)
            picture = np.roll(scenes[shot], number if shot == 1 else 0, axis=1)  # a pan
            if shot == 4:
                picture = (picture * max(0.0, 1 - (number - SHOTS[-1]) / 40)).astype(np.uint8)
            container.mux(
                stream.encode(av.VideoFrame.from_ndarray(picture, format="gray").reformat(format=stream.pix_fmt))
            )
        container.mux(stream.encode(None))
    return path
