"""Pictures and music files that carry one, made by PyAV."""

import io
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.stream import Disposition

RED, GREEN, BLUE = (220, 20, 20), (20, 200, 20), (20, 20, 220)


def make_picture(color: tuple[int, int, int], width: int = 600, height: int = 600, codec: str = "png") -> bytes:
    """A picture of one colour as PNG or JPEG ("mjpeg")."""
    pixel_format = "rgb24" if codec == "png" else "yuvj420p"
    encoder = av.CodecContext.create(codec, "w")
    encoder.width, encoder.height, encoder.pix_fmt, encoder.time_base = width, height, pixel_format, Fraction(1, 1)
    frame = av.VideoFrame.from_ndarray(np.full((height, width, 3), color, np.uint8), "rgb24")
    frame = frame.reformat(format=pixel_format)
    frame.pts = 0
    return b"".join(bytes(packet) for packet in [*encoder.encode(frame), *encoder.encode(None)])


def embed_picture(music: Path, path: Path, picture: bytes) -> Path:
    """The sound and tags of a music file with a picture attached, as a player's library would write it."""
    kind = "mp4" if path.suffix == ".m4a" else None  # FFmpeg's own muxer for this ending takes no JPEG
    with (
        av.open(str(music)) as source,
        av.open(io.BytesIO(picture)) as shown,
        av.open(str(path), "w", format=kind) as target,
    ):
        sound = target.add_stream_from_template(source.streams.audio[0])
        cover = target.add_stream_from_template(shown.streams.video[0])
        cover.disposition = Disposition.attached_pic
        target.metadata.update(source.metadata)
        for stream, container in ((cover, shown), (sound, source)):
            for packet in container.demux(container.streams[0]):
                if packet.size:
                    packet.stream = stream
                    target.mux(packet)
    return path


def mean_color(picture: bytes) -> tuple[int, int, int]:
    """The mean red, green and blue of a picture."""
    with av.open(io.BytesIO(picture)) as container:
        pixels = next(container.decode(video=0)).to_ndarray(format="rgb24")
    return tuple(round(float(value)) for value in pixels.reshape(-1, 3).mean(axis=0))
