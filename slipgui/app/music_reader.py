"""How the catalogue reads music files: functions of a module, because worker processes are told them by name."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from slipgui.core.tags import Tags
    from slipgui.media.sound import Samples


def read_music(path: Path) -> "Samples":
    """The sound of a file as the engine wants it."""
    from slipgui.engine.parameters import SAMPLE_RATE_HZ
    from slipgui.media.decode import decode_samples

    return decode_samples(path, SAMPLE_RATE_HZ)


def read_music_tags(path: Path) -> "Tags":
    """What a file says of itself, its cover included."""
    from dataclasses import replace

    from slipgui.media.cover import read_cover
    from slipgui.media.tags import read_tags

    return replace(read_tags(path), cover=read_cover(path))
