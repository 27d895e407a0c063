"""A few screens beside approved pictures.

Where a change is meant, look at the new pictures (``make screenshots``), then approve them: ``python tests/gui/test_screens.py``.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

ROOT = Path(__file__).resolve().parents[2]
APPROVED = Path(__file__).parent / "approved"
SIZE = (360, 225)
"""Small enough that fonts of another machine make little difference, large enough that a missing part is seen."""
NAMES = (
    "queue-empty",
    "queue-busy",
    "details-identified",
    "details-refused",
    "banner-key",
    "palette",
    "cues",
    "catalogue-empty",
)
MOST_DIFFERENT = 0.02
"""Share of points that may differ clearly."""
CLEARLY = 48
"""Of 255, in any colour."""


def small(picture: QImage) -> QImage:
    """The picture as it is compared."""
    scaled = picture.scaled(*SIZE, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    return scaled.convertToFormat(QImage.Format.Format_RGB888)


def share_different(one: QImage, other: QImage) -> float:
    """Share of points whose colours are clearly different."""
    width, height = SIZE
    lines = [(one.constScanLine(y), other.constScanLine(y)) for y in range(height)]
    n_different = 0
    for line, other_line in lines:
        mine, theirs = bytes(line)[: 3 * width], bytes(other_line)[: 3 * width]
        far = [abs(a - b) > CLEARLY for a, b in zip(mine, theirs, strict=True)]
        n_different += sum(any(far[x : x + 3]) for x in range(0, 3 * width, 3))
    return n_different / (width * height)


def draw(folder: Path, theme: str) -> None:
    environ = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "QT_SCALE_FACTOR")}
    command = [sys.executable, str(ROOT / "tests" / "screenshots.py"), "--draw", str(folder), theme, "en", *NAMES]
    subprocess.run(command, env=environ | {"QT_QPA_PLATFORM": "offscreen"}, check=True, timeout=600)


@pytest.fixture(scope="module", params=["dark", "light"])
def drawn(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("screens")
    draw(folder, request.param)
    return request.param, folder


@pytest.mark.parametrize("name", NAMES)
def test_screens_look_as_approved(drawn, name):
    theme, folder = drawn
    approved = QImage(str(APPROVED / f"{name}-{theme}.png")).convertToFormat(QImage.Format.Format_RGB888)
    assert not approved.isNull()
    assert share_different(small(QImage(str(folder / f"{name}.png"))), approved) <= MOST_DIFFERENT


def test_another_screen_is_not_taken_for_the_approved_one():
    busy, details = (QImage(str(APPROVED / f"{name}-dark.png")) for name in ("queue-busy", "details-identified"))
    assert share_different(small(busy), small(details)) > MOST_DIFFERENT


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        for chosen in ("dark", "light"):
            draw(Path(scratch), chosen)
            APPROVED.mkdir(exist_ok=True)
            for shown in NAMES:
                small(QImage(f"{scratch}/{shown}.png")).save(str(APPROVED / f"{shown}-{chosen}.png"))
