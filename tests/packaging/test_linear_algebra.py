"""What stands in the place of OpenBLAS in the packages for Linux, used by the very numpy that is frozen."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from support.packaging_programs import program

USE = """
import json
import numpy as np
numbers = np.random.default_rng(1)
told = []
for kind in (np.float32, np.float64, np.complex64, np.complex128):
    a, b = (numbers.standard_normal((3, 40, 40)) + 1j * numbers.standard_normal((3, 40, 40)) for _ in "ab")
    a, b = (each.astype(kind) if issubclass(kind, np.complexfloating) else each.real.astype(kind) for each in (a, b))
    x, y = a[0].ravel(), b[0].ravel()
    results = [x @ y, x[::-1] @ y[::-1], x[:300:3] @ y[300:0:-3], a[0] @ b[0], a[0] @ a[0].T, a[0] @ y[:40], np.vdot(x, y)]
    results += [np.linalg.solve(a[0], b[0]), np.linalg.svd(a[1])[1], np.linalg.lstsq(a[2], b[2])[0], np.linalg.det(a[1])]
    results += [np.linalg.eigvalsh(a[0] + a[0].T.conj()), np.linalg.cholesky(a[0] @ a[0].T.conj() + 40 * np.eye(40, dtype=kind))]
    told += [[float(abs(each).sum()), float(each.real.sum())] for each in map(np.asarray, results)]
told += [list(np.polyfit(range(9), np.arange(9) * 3.0 + 2, 1)), list(np.convolve([1.0, 2, 3, 4, 5, 6], [1.0, 0.5, 0.25]))]
told += [[str(np.dot(np.array([1, np.nan] * 9, kind), np.ones(18, kind)))] for kind in (np.float32, np.float64)]
print(json.dumps([np.__file__, told]))
"""


def used(**environ):
    run = subprocess.run(
        [sys.executable, "-c", USE], env=os.environ | environ, capture_output=True, text=True, check=True
    )
    return json.loads(run.stdout)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the packages of Debian are of Linux")
def test_numpy_of_the_packages_calculates_as_that_of_the_wheel(tmp_path):
    linear_algebra = program("packaging/linux/linear_algebra.py")
    if shutil.which("gcc") is None or not all(archive.exists() for archive in linear_algebra.ARCHIVES):
        pytest.skip("gcc, libblas64-dev and liblapack64-dev are not here")
    wheel = Path(np.__file__).parent
    internal = tmp_path / "_internal"
    shutil.copytree(wheel, internal / "numpy", ignore=shutil.ignore_patterns("tests", "__pycache__"))
    shutil.copytree(wheel.with_name("numpy.libs"), internal / "numpy.libs")
    before = sum(file.stat().st_size for file in (internal / "numpy.libs").iterdir())
    linear_algebra.replace_openblas(tmp_path, tmp_path)
    (library,) = (internal / "numpy.libs").iterdir()
    assert library.stat().st_size < before / 10
    own_file, own = used(PYTHONPATH=str(internal))
    _, told = used()
    assert Path(own_file).is_relative_to(internal)
    for ours, theirs in zip(own, told, strict=True):
        assert ours == theirs if isinstance(ours[0], str) else ours == pytest.approx(theirs, rel=1e-4, abs=1e-2)
