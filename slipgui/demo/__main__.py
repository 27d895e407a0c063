"""``python -m slipgui.demo FOLDER`` makes the demo's songs and clip below FOLDER and tells where they are, as one JSON line."""

import json
import sys
from pathlib import Path

from slipgui.demo.media import make_demo


def main() -> None:
    """Make the material."""
    material = make_demo(Path(sys.argv[1]), seed=None)
    told = {
        "songs": str(material.songs_folder),
        "clip": str(material.clip),
        "title": material.title,
        "artist": material.artist,
        "offset_s": material.offset_s,
    }
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()
