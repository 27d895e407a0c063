"""A small library in the place of numpy's OpenBLAS, which has every routine anew for a dozen kinds of processors.

What numpy calls of it comes from Debian's BLAS and LAPACK; inner products, the only ones that are called often, are our own.
Needs gcc, libblas64-dev and liblapack64-dev.
"""

import re
import subprocess
from pathlib import Path

from libraries import DEBIAN_LIBRARIES, remove_dead_links

HERE = Path(__file__).parent
ARCHIVES = [DEBIAN_LIBRARIES / name for name in ("liblapack64_pic.a", "blas64/libblas64.a")]


def replace_openblas(folder: Path, scratch: Path) -> None:
    """Put the small library in the place of the large one of a frozen folder, and take away what that alone needed."""
    numpy = folder / "_internal" / "numpy"
    (large,) = numpy.with_name("numpy.libs").glob("libscipy_openblas64_*.so")
    callers = [file for file in numpy.rglob("*.so") if large.name in _told("-dW", file)]
    names = {name for file in callers for name in re.findall(r"UND (scipy_\w+)", _told("--dyn-syms", "-W", file))}
    for library in large.parent.iterdir():
        library.unlink()
    jumps = [f".globl {name}\n.type {name}, @function\n{name}: jmp {_plain(name)}" for name in sorted(names)]
    (scratch / "names.s").write_text("\n".join([".text", *jumps, '.section .note.GNU-stack,"",@progbits\n']))
    (scratch / "names.map").write_text(f"{{ global: {'; '.join(sorted(names))}; local: *; }};\n")
    command = ["gcc", "-shared", "-fPIC", "-O2", "-s", "-o", large, scratch / "names.s", HERE / "linear_algebra.c"]
    command += [f"-Wl,-soname,{large.name}", f"-Wl,--version-script={scratch / 'names.map'}", "-Wl,--no-undefined"]
    subprocess.run([*command, *ARCHIVES, "-lm"], check=True)
    remove_dead_links(folder)


def _told(*arguments: object) -> str:
    return subprocess.run(["readelf", *map(str, arguments)], check=True, capture_output=True, text=True).stdout


def _plain(name: str) -> str:
    """What Debian calls a routine: ``cblas_ddot`` for ``scipy_cblas_ddot64_``, ``dgesv_`` for ``scipy_dgesv_64_``."""
    return name.removeprefix("scipy_").removesuffix("64_")
