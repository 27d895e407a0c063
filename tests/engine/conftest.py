"""A small index of six tunes, and files whose samples and tags are known without decoding."""

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
from support.tunes import RATE_HZ, Samples, make_babble, make_tune, play_faster

from slipgui.core.errors import UnsupportedMediaError
from slipgui.core.tags import Tags
from slipgui.engine.index import Index
from slipgui.engine.programme import scan_programme
from slipgui.engine.programme_record import ProgrammeRecord
from slipgui.engine.segment import Segment
from slipgui.engine.segment_writer import lay_out, make_fingerprint, write_segment

N_TUNES = 6


@pytest.fixture(scope="session")
def tunes() -> list[Samples]:
    return [make_tune(seed) for seed in range(N_TUNES)]


@pytest.fixture(scope="session")
def index(tunes: list[Samples], tmp_path_factory: pytest.TempPathFactory) -> Index:
    """Tracks "0" to "5" in two segments."""
    folder = tmp_path_factory.mktemp("index")
    named = [(str(number), make_fingerprint(tune)) for number, tune in enumerate(tunes)]
    write_segment(folder / "a", lay_out(named[:4]))
    write_segment(folder / "b", lay_out(named[4:]))
    return Index([Segment(folder / "a"), Segment(folder / "b")])


@dataclass
class Shelf:
    """A folder of files, each of which names a seed; decoding it means making the tune."""

    folder: Path
    decoded: list[str] = field(default_factory=list)

    def put(self, name: str, seed: int, **tags: str) -> Path:
        path = self.folder / name
        path.write_text(json.dumps({"seed": seed, "tags": tags}))
        return path

    def decode(self, path: Path) -> Samples:
        self.decoded.append(path.name)
        try:
            seed = json.loads(path.read_text())["seed"]
        except ValueError as cause:
            raise UnsupportedMediaError("not a tune") from cause
        return np.zeros(5 * RATE_HZ, np.float32) if seed < 0 else make_tune(seed, 12.0)

    def read_tags(self, path: Path) -> Tags:
        tags = json.loads(path.read_text())["tags"]
        names = ("title", "artist", "album", "isrc", "label", "composer", "publisher")
        cover = tags["cover"].encode() if "cover" in tags else None
        return Tags(**{name: tags.get(name) for name in names}, duration_s=12.0, cover=cover)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    folder = tmp_path / "music"
    folder.mkdir()
    return Shelf(folder)


@pytest.fixture
def never() -> Callable[[], bool]:
    return lambda: False


@pytest.fixture(scope="session")
def hear_minute(index, tunes, tmp_path_factory):
    """Where a minute of babble is kept with a part of tune 3 in it from its beginning; heard, and not yet searched at other speeds."""

    def hear(speed: float, at_s: float, length_s: float) -> Path:
        folder, stop = tmp_path_factory.mktemp("heard"), threading.Event()
        sound, begin, n = make_babble(78, 60 * RATE_HZ), int(at_s * RATE_HZ), int(length_s * RATE_HZ)
        sound[begin : begin + n] += (play_faster(tunes[3], speed) if speed != 1 else tunes[3])[:n]
        scan_programme(
            index,
            [sound],
            ProgrammeRecord(folder),
            declared_s=60.0,
            on_news=lambda news: stop.set() if news.progress >= 0.85 else None,
            is_cancelled=stop.is_set,
        )
        return folder

    return hear
