"""A film as an editor exports it, gigabytes in seconds: one second of ProRes is encoded and its packets written again and again."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

RATE = 25
SIZE = (1920, 1080)
SOUND_HZ = 48_000
SAMPLES_PER_FRAME = SOUND_HZ // RATE


def make_prores_film(path: Path, size_bytes: int) -> Path:
    """The path, after a ProRes 422 HQ film with 24-bit stereo was written there: HD, 25 fps, one chunk of sound for each picture."""
    pictures = encode_second()
    with av.open(path, "w") as film:
        picture = film.add_stream("prores_ks", rate=RATE, options={"profile": "hq"})
        picture.width, picture.height, picture.pix_fmt = *SIZE, "yuv422p10le"
        sound = film.add_stream("pcm_s24le", rate=SOUND_HZ, layout="stereo")
        film.start_encoding()
        written_bytes = 0
        for number, (data, block) in enumerate(zip(repeat(pictures), sound_blocks(), strict=False)):
            packet = av.Packet(data)
            packet.stream, packet.time_base = picture, Fraction(1, RATE)
            packet.pts = packet.dts = number
            packet.duration, packet.is_keyframe = 1, True
            film.mux(packet)
            film.mux(sound.encode(block))
            written_bytes += len(data)
            if written_bytes >= size_bytes:
                break
        film.mux(sound.encode(None))
    return path


def encode_second() -> list[bytes]:
    """The packets of one second of pictures as rough as film grain: about a megabyte each."""
    generator = np.random.default_rng(1)
    encoder = av.CodecContext.create("prores_ks", "w")
    encoder.width, encoder.height = SIZE
    encoder.pix_fmt, encoder.time_base, encoder.options = "yuv422p10le", Fraction(1, RATE), {"profile": "hq"}
    packets = []
    for number in range(RATE):
        coarse = generator.integers(40, 200, (SIZE[1] // 2, SIZE[0] // 2), np.uint8)
        grain = np.repeat(np.repeat(coarse, 2, axis=0), 2, axis=1)
        frame = av.VideoFrame.from_ndarray(grain, format="gray").reformat(format="yuv422p10le")
        frame.pts = number
        packets += encoder.encode(frame)
    packets += encoder.encode(None)
    return [bytes(packet) for packet in packets]


def repeat(pictures: list[bytes]) -> Iterator[bytes]:
    """The pictures, again and again."""
    while True:
        yield from pictures


def sound_blocks() -> Iterator[av.AudioFrame]:
    """One block of stereo noise for each picture."""
    generator = np.random.default_rng(2)
    second = (generator.standard_normal((RATE, 2 * SAMPLES_PER_FRAME)) * 2e8).clip(-2e9, 2e9).astype(np.int32)
    number = 0
    while True:
        frame = av.AudioFrame.from_ndarray(second[number % RATE][None, :], format="s32", layout="stereo")
        frame.sample_rate, frame.pts = SOUND_HZ, number * SAMPLES_PER_FRAME
        frame.time_base = Fraction(1, SOUND_HZ)
        yield frame
        number += 1
