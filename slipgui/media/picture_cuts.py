"""Where the picture of a clip is cut, in a stretch that a person looks at closely."""

from collections.abc import Iterator
from pathlib import Path

import av.error
import numpy as np
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from numpy.typing import NDArray

from slipgui.media.container import discard_others, open_media
from slipgui.media.probe import find_picture

_SMALL = (64, 36)
"""Pixels in which pictures are compared."""
_LEAST_DIFFERENCE = 10.0
"""Mean difference of brightness, of 255, between the frames at a cut."""
_TIMES_ITS_NEIGHBOURS = 3.0
"""So much more differ the frames at a cut than those around it: what moves, fades or flashes is none."""
_N_NEIGHBOURS = 2
_MARGIN_S = 0.2
"""Looked at beside the stretch, for the neighbours of its first and last frames."""
_GUESSING_FORMATS = frozenset({"mpeg", "mpegts"})
"""They have no index: a jump may end too late."""
_RUN_UP_S = 3.0
_MOST_PIXELS = 4096 * 2304
"""Larger pictures take too long."""

Small = NDArray[np.int16]


def find_picture_cuts(path: Path, begin_s: float, length_s: float) -> list[float]:
    """When the first frame of each shot is shown, from the clip's first moment; none where the picture is too large, or there is none.

    Decodes all frames of the stretch, and those since the key frame before it: 1 to 4 s of CPU for 10 s in 1080p.  Fades and dissolves are
    no cuts.

    Parameters
    ----------
    path
        The clip.
    begin_s
        Counted from its first moment.
    length_s
        How long the stretch is.
    """
    moments: list[float] = []
    differences: list[float] = []
    last: Small | None = None
    with open_media(path) as container:
        picture = find_picture(container)
        if picture is None or picture.codec_context is None or picture.width * picture.height > _MOST_PIXELS:
            return []
        for at_s, frame in _frames(container, picture, max(0.0, begin_s - _MARGIN_S), begin_s + length_s + _MARGIN_S):
            small = frame.reformat(*_SMALL, format="gray", interpolation="FAST_BILINEAR").to_ndarray().astype(np.int16)
            moments.append(at_s)
            differences.append(float(np.abs(small - last).mean()) if last is not None else 0.0)
            last = small
    return [moments[n] for n in _cuts(differences) if begin_s <= moments[n] < begin_s + length_s]


def _frames(
    container: InputContainer, picture: VideoStream, begin_s: float, end_s: float
) -> Iterator[tuple[float, VideoFrame]]:
    """The frames of a stretch with their moments from the clip's first one; as far as they can be decoded."""
    discard_others(container, [picture])
    picture.thread_type = "AUTO"
    start_s = (container.start_time or 0) / 1e6
    run_up_s = _RUN_UP_S if container.format.name in _GUESSING_FORMATS else 0.0
    container.seek(round((start_s + max(0.0, begin_s - run_up_s)) * 1e6))
    for packet in container.demux(picture):
        try:
            frames = packet.decode()
        except (av.error.FFmpegError, ValueError):
            continue
        for frame in frames:
            at_s = (frame.time if frame.time is not None else 0.0) - start_s
            if at_s > end_s:
                return
            if at_s >= begin_s:
                yield at_s, frame


def _cuts(differences: list[float]) -> list[int]:
    """Numbers of the frames that differ from the one before far more than their neighbours do."""
    found = []
    for n, difference in enumerate(differences):
        around = differences[max(0, n - _N_NEIGHBOURS) : n] + differences[n + 1 : n + 1 + _N_NEIGHBOURS]
        if difference >= _LEAST_DIFFERENCE and difference >= _TIMES_ITS_NEIGHBOURS * max(around, default=0.0):
            found.append(n)
    return found
