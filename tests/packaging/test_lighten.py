"""The libraries that take the place of others in frozen programs: what is used works, what is not used says no."""

import shutil
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

import pytest
from support.packaging_programs import program

lighten = program("packaging/linux/lighten.py")
pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or not shutil.which("gcc") or not shutil.which("nm"),
    reason="libraries are made on Linux, with a compiler",
)
HEARS_AND_SEES = """
import av, numpy as np
def opened(name, **wanted):
    codec = av.CodecContext.create(name, "w")
    for key, value in wanted.items():
        setattr(codec, key, value)
    codec.open()
    return codec
sound = av.AudioFrame.from_ndarray(np.zeros((2, 1024), np.float32), format="fltp", layout="stereo")
sound.sample_rate = 48000
encoder = opened("aac", sample_rate=48000, layout="stereo", format="fltp")
decoder = av.CodecContext.create("aac", "r")
decoder.extradata = encoder.extradata
packets = [*encoder.encode(sound), *encoder.encode(None)]
assert packets and sum(frame.samples for packet in packets for frame in decoder.decode(packet))
for name in ("libx264", "libx265", "libsvtav1", "libvpx-vp9"):
    try:
        opened(name, width=64, height=64, pix_fmt="yuv420p", framerate=25)
    except av.FFmpegError:
        print(name, "cannot be had")
"""
CALCULATES = """
import numpy as np
rng = np.random.default_rng(1)
for kind in (np.float32, np.float64, np.complex64, np.complex128):
    near = 1e-2 if kind in (np.float32, np.complex64) else 1e-8
    for n in (1, 3, 64, 150):
        a, b = rng.standard_normal((n, n)).astype(kind), rng.standard_normal((n, 3)).astype(kind)
        assert np.allclose(a @ b, np.einsum("ij,jk->ik", a, b), atol=near)
        u, s, v = np.linalg.svd(a)
        assert np.allclose(u * s @ v, a, atol=near)
        w, q = np.linalg.eig(a)
        assert np.allclose(a @ q, q * w, atol=near)
        safe = a + n * np.eye(n, dtype=kind)
        assert np.allclose(safe @ np.linalg.solve(safe, b), b, atol=near)
        assert np.allclose(safe @ np.linalg.lstsq(safe, b, rcond=None)[0], b, atol=near)
slope, offset = np.polyfit(np.arange(50.0), 3 * np.arange(50.0) + 1, 1)
assert abs(slope - 3) + abs(offset - 1) < 1e-9
"""


def lightened(folder, name):
    """The libraries of a distribution of this name, copied and replaced; how many bytes they have now, by file name."""
    for top in {file.parts[0] for file in distribution(name).files if not file.parts[0].startswith("..")}:
        source = Path(str(distribution(name).locate_file(top)))
        if source.is_dir():
            shutil.copytree(source, folder / top, ignore=shutil.ignore_patterns("tests", "__pycache__"))
    libraries = [file for file in folder.rglob("*.so*") if not file.is_symlink()]
    asked = lighten.asked_by(libraries)
    sizes = {}
    for library in libraries:
        if lighten.is_replaced(library.name):
            lighten.replace(library, asked, folder)
            sizes[library.name.partition("-")[0]] = library.stat().st_size
    return sizes


def told(folder, source, **environ):
    """What a program prints that has these libraries."""
    run = subprocess.run(
        [sys.executable, "-c", source],
        env={"PYTHONPATH": str(folder), **environ},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    # what the loader says of libraries without the versions that others want
    assert "no version information" not in run.stderr
    return run.stdout


def test_ffmpeg_works_without_the_libraries_that_say_no(tmp_path):
    sizes = lightened(tmp_path, "av")
    assert {"libx264", "libx265", "libSvtAv1Enc", "libvpx", "libgnutls", "libasound"} <= sizes.keys()
    assert all(size < 20_000 for size in sizes.values())
    answers = told(tmp_path, HEARS_AND_SEES).splitlines()
    assert answers == [f"{name} cannot be had" for name in ("libx264", "libx265", "libsvtav1", "libvpx-vp9")]


@pytest.mark.skipif(not lighten.OPENBLAS.exists(), reason="needs Debian's libopenblas64-serial-dev")
def test_numpy_calculates_with_what_is_left_of_openblas_on_every_processor(tmp_path):
    sizes = lightened(tmp_path, "numpy")
    assert sizes["libscipy_openblas64_"] < 8_000_000
    for processor in ("", "Nehalem", "Haswell"):
        told(tmp_path, CALCULATES, OPENBLAS_CORETYPE=processor)
