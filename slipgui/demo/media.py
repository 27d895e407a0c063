"""The demo material as files: tagged songs for a catalogue, and a scene with one of them under speech."""

import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from av.audio.stream import AudioStream
from av.container import OutputContainer
from numpy.typing import NDArray

from slipgui.demo.instruments import SAMPLE_RATE_HZ
from slipgui.demo.songs import ALBUM, LABEL, SONGS, Song, Stereo, render_song
from slipgui.demo.speech import make_speech

CLIP_LENGTH_S = 15.0
START_TIMECODE = "10:00:00:00"
FRAME_RATE = 25
_PICTURE_SIZE = (640, 360)
_BARS_YUV = (
    (180, 128, 128),
    (162, 44, 142),
    (131, 156, 44),
    (112, 72, 58),
    (84, 184, 198),
    (65, 100, 212),
    (35, 212, 114),
)
"""Colour bars of 75 %, white to blue (ITU-R BT.601)."""
_VERSION = 1
"""Raised when songs or scene change, so that old material is made anew."""


@dataclass(frozen=True, slots=True)
class DemoMaterial:
    """Where the demo lies and what its scene holds."""

    songs_folder: Path
    """Five tagged FLAC files."""
    clip: Path
    """The scene."""
    title: str
    """The song under its speech."""
    artist: str
    """Who plays it."""
    offset_s: float
    """The moment of the song that sounds at the beginning of the scene."""


@dataclass(frozen=True, slots=True)
class _Scene:
    """What was chosen for the scene; kept beside it, so that it is not made twice."""

    version: int
    seed: int
    song: int
    offset_s: float


def make_demo(folder: Path, seed: int | None = None) -> DemoMaterial:
    """The demo material below ``folder``; what is already there stays.

    Blocking, some two CPU seconds the first time.

    Parameters
    ----------
    folder
        Is made where missing; gets a folder ``Songs`` and a scene.
    seed
        Chooses song, place and speech; the same seed makes the same scene.  None takes the scene that is there, else a random one.
    """
    songs_folder = folder / "Songs"
    songs_folder.mkdir(parents=True, exist_ok=True)
    _write_missing_songs(songs_folder)
    clip, note = folder / "Demo scene.mp4", folder / "demo.json"
    scene = _read_scene(note) if clip.is_file() else None
    if scene is None or seed not in (None, scene.seed):
        scene = _choose_scene(secrets.randbelow(2**31) if seed is None else seed)
        note.unlink(missing_ok=True)
        _write_clip(clip, scene)
        note.write_text(json.dumps(asdict(scene)), encoding="utf-8")
    song = SONGS[scene.song]
    return DemoMaterial(songs_folder, clip, song.title, song.artist, scene.offset_s)


def song_file_name(song: Song) -> str:
    """The name of its file."""
    return f"{song.artist} - {song.title}.flac"


def write_song(path: Path, song: Song) -> None:
    """Write one song with its tags as FLAC."""
    with _new_file(path, "flac") as container:
        container.metadata.update(
            {
                "title": song.title,
                "artist": song.artist,
                "album": ALBUM,
                "ISRC": song.isrc.replace("-", ""),
                "LABEL": LABEL,
                "composer": song.artist,
            }
        )
        stream = container.add_stream("flac", rate=SAMPLE_RATE_HZ, layout="stereo")
        for packets in _encode_sound(stream, render_song(song)):
            container.mux(packets)


def _write_missing_songs(songs_folder: Path) -> None:
    for song in SONGS:
        path = songs_folder / song_file_name(song)
        if not path.is_file():
            write_song(path, song)


def _read_scene(note: Path) -> _Scene | None:
    """What an earlier run chose, None where it cannot be known."""
    try:
        words: Any = json.loads(note.read_text(encoding="utf-8"))
        scene = _Scene(**words)
    except (OSError, ValueError, TypeError):
        return None
    is_known = scene.version == _VERSION and isinstance(scene.song, int) and 0 <= scene.song < len(SONGS)
    return scene if is_known else None


def _choose_scene(seed: int) -> _Scene:
    rng = np.random.default_rng(seed)
    # after the intro, before the end
    return _Scene(_VERSION, seed, int(rng.integers(len(SONGS))), round(float(rng.uniform(12.0, 45.0)), 2))


def _write_clip(path: Path, scene: _Scene) -> None:
    """Write the scene: music and speech equally loud under a moving picture."""
    start = round(scene.offset_s * SAMPLE_RATE_HZ)
    music = render_song(SONGS[scene.song])[:, start : start + round(CLIP_LENGTH_S * SAMPLE_RATE_HZ)]
    speech = make_speech(CLIP_LENGTH_S, SAMPLE_RATE_HZ, scene.seed)
    mixed = music * (np.sqrt(np.mean(speech**2)) / np.sqrt(np.mean(music**2))) + speech[: music.shape[1]]
    sound: Stereo = (0.85 * mixed / np.abs(mixed).max()).astype(np.float32)
    with _new_file(path, "mp4", {"movflags": "+faststart"}) as container:
        picture = container.add_stream("mpeg4", rate=FRAME_RATE, width=_PICTURE_SIZE[0], height=_PICTURE_SIZE[1])
        picture.pix_fmt, picture.bit_rate = "yuv420p", 900_000
        picture.metadata["timecode"] = START_TIMECODE
        track = container.add_stream("aac", rate=SAMPLE_RATE_HZ, layout="stereo", bit_rate=96_000)
        sounds = _encode_sound(track, sound)
        for number in range(round(CLIP_LENGTH_S * FRAME_RATE)):
            container.mux(picture.encode(_slate(number)))
            if number % 4 == 0:  # the muxer holds back what comes first, so let neither run ahead
                container.mux(next(sounds, []))
        container.mux(picture.encode(None))
        for packets in sounds:
            container.mux(packets)


@contextmanager
def _new_file(path: Path, container_format: str, options: dict[str, str] | None = None) -> Iterator[OutputContainer]:
    """A container to be written, which appears under its name only when complete."""
    part = path.with_name(f".{path.name}.part")
    try:
        with av.open(str(part), "w", format=container_format, options=options or {}) as container:
            yield container
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _encode_sound(stream: AudioStream, sound: Stereo) -> "Iterator[list[av.Packet[Any]]]":
    """Packets, some 0.2 s at a time."""
    block_samples = 4096
    for start in range(0, sound.shape[1], block_samples):
        block = np.ascontiguousarray(sound[:, start : start + block_samples])
        frame = av.AudioFrame.from_ndarray(block, format="fltp", layout="stereo")
        frame.sample_rate, frame.pts, frame.time_base = SAMPLE_RATE_HZ, start, Fraction(1, SAMPLE_RATE_HZ)
        yield stream.encode(frame)
    yield stream.encode(None)


def _slate(number: int) -> av.VideoFrame:
    """Picture ``number``: colour bars above a moving ramp and a marker that runs across once a second."""
    width, height = _PICTURE_SIZE
    planes = np.empty((height * 3 // 2, width), np.uint8)
    luma, chroma = planes[:height], planes[height:].reshape(2, height // 2, width // 2)
    split = height * 2 // 3
    bar = np.arange(width) * len(_BARS_YUV) // width
    colours = np.array(_BARS_YUV, np.uint8)[bar]
    luma[:split] = colours[:, 0]
    chroma[0, : split // 2], chroma[1, : split // 2] = colours[::2, 1], colours[::2, 2]
    luma[split:] = _ramp(width, number)
    chroma[:, split // 2 :] = 128
    marker = (number % FRAME_RATE) * (width - 16) // FRAME_RATE
    luma[split + 20 : height - 20, marker : marker + 16] = 235
    frame = av.VideoFrame.from_ndarray(planes, format="yuv420p")
    frame.pts, frame.time_base = number, Fraction(1, FRAME_RATE)
    return frame


def _ramp(width: int, number: int) -> NDArray[np.uint8]:
    """A grey ramp that drifts to the left and is bright where it was dark."""
    position = (np.arange(width) + 3 * number) % (2 * width)
    ramp: NDArray[np.uint8] = (16 + 200 * np.abs(position - width) / width).astype(np.uint8)
    return ramp
