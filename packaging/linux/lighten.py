"""``lighten.py FOLDER``: makes the frozen folder smaller by what its libraries hold and nobody uses.

Names of functions for debuggers go; of Unicode's tables (ICU) casing, normalising and the sorting of English and German stay;
what of FFmpeg's libraries is never used is replaced by ones that say it cannot be had; of OpenBLAS as much stays as numpy asks for.
Needs binutils, gcc, icu-devtools and libopenblas64-serial-dev.
"""

import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

ABSENT = re.compile(r"lib(x264|x265|SvtAv1Enc|vpx|gnutls|asound)-\w+\.so")
"""What FFmpeg needs for making pictures (it reads VP8 and VP9 without libvpx), for secure connections and for microphones: all unused."""
GIVES_ADDRESS = re.compile(
    r"x264_encoder_open|x265_api_get|svt_\w*metadata|\w*str(error|ing)?$|\w*_get_(peers|hint|frame|cx_data)$"
    r"|vpx_(codec_(vp|error|build)|img)"
)
"""Functions of these libraries that answer NULL where they can do nothing; the others answer a number below 0."""
BLAS = "libscipy_openblas64_-*.so"
OPENBLAS = Path("/usr/lib/x86_64-linux-gnu/openblas64-serial/libopenblas64.a")
PROCESSORS = {
    "NEHALEM": "NEHALEM",
    "HASWELL": "HASWELL",
    "ZEN": "HASWELL",
    "SKYLAKEX": "SKYLAKEX",
    "COOPERLAKE": "SKYLAKEX",
}
"""Whose code processors get; others get that of the first, the oldest that numpy runs on."""
FORTRAN_SOURCE = """
#include <math.h>
#include <string.h>
double _gfortran_pow_r8_i8(double x, long n) { return pow(x, (double)n); }
float _gfortran_pow_r4_i8(float x, long n) { return (float)pow(x, (double)n); }
void _gfortran_concat_string(long size, char *joined, long n, const char *one, long m, const char *other) {
  memset(joined, ' ', size);
  memcpy(joined, one, n < size ? n : size);
  if (n < size) memcpy(joined + n, other, m < size - n ? m : size - n);
}
"""
"""What LAPACK, which is in OpenBLAS, wants of the library of Debian's Fortran; this cannot be linked into another one."""
UNUSED_TABLES = re.compile(
    r"^(curr|zone|lang|region|unit|rbnf|brkitr|translit)/|\.(cnv|spp|cfu)$|^unames\.icu$"
    r"|^(coll/)?(?!(de|en)[_.])[a-z]{2,3}(_\w*)?\.res$"
)
"""Also the rules of sorting of languages that the window does not speak; “root” has four letters."""
TABLES_SOURCE = """
.section .rodata
.globl {name}_dat
.type {name}_dat, @object
.balign 16
{name}_dat:
.incbin "{file}"
.size {name}_dat, . - {name}_dat
.section .note.GNU-stack,"",@progbits
"""
PAGE_BYTES = 4096


def main() -> None:
    """Lighten."""
    folder = Path(sys.argv[1])
    before = _size_mb(folder)
    with tempfile.TemporaryDirectory() as scratch:
        libraries = [file for file in sorted(folder.rglob("*.so*")) if file.is_file() and not file.is_symlink()]
        for library in libraries:
            strip(library, Path(scratch))
        asked = asked_by(libraries)
        for library in libraries:
            if library.name.startswith("libicudata.so."):
                shrink_tables(library, Path(scratch))
            elif is_replaced(library.name):
                replace(library, asked, Path(scratch))
    sys.stdout.write(f"{folder}: {_size_mb(folder):.0f} MB instead of {before:.0f}\n")


def strip(library: Path, scratch: Path) -> None:
    """Take the names for debuggers away, unless the library could not be loaded any more (patchelf leaves such behind)."""
    stripped = scratch / "stripped"
    subprocess.run(["strip", "--strip-unneeded", "-o", stripped, library], check=True, capture_output=True)
    if stripped.stat().st_size < library.stat().st_size and is_loadable(stripped):
        library.write_bytes(stripped.read_bytes())


def is_loadable(library: Path) -> bool:
    """Whether each segment lies in the file as far from a border of pages as in memory."""
    segments = subprocess.run(["readelf", "-lW", library], check=True, capture_output=True, text=True).stdout
    places = re.findall(r"^\s+LOAD\s+(0x\w+)\s+(0x\w+)", segments, re.MULTILINE)
    return bool(places) and all((int(at, 16) - int(to, 16)) % PAGE_BYTES == 0 for at, to in places)


def shrink_tables(library: Path, scratch: Path) -> None:
    """Leave the tables out of ICU's data library that Qt does not use for English and German."""
    name = f"icudt{library.name.rpartition('.')[2]}"
    (scratch / "all").mkdir()
    file, wanted = (
        scratch / "all" / f"{name}l.dat",
        scratch / f"{name}l.dat",
    )  # the name of the file is that of the package
    subprocess.run(["objcopy", "-O", "binary", "--only-section=.rodata", library, file], check=True)
    tables = subprocess.run(["icupkg", "-l", file], check=True, capture_output=True, text=True).stdout.split()
    (scratch / "unused.txt").write_text("\n".join(table for table in tables if UNUSED_TABLES.search(table)))
    subprocess.run(["icupkg", "-r", scratch / "unused.txt", file, wanted], check=True)
    (scratch / "tables.s").write_text(TABLES_SOURCE.format(name=name, file=wanted))
    _link(library, ["-nostdlib", str(scratch / "tables.s")])


def is_replaced(name: str) -> bool:
    """Whether a library of this name is replaced by another one."""
    return bool(ABSENT.match(Path(name).name)) or Path(name).match(BLAS)


def asked_by(libraries: Iterable[Path]) -> set[str]:
    """The functions and data that libraries want of others, as ``name@version`` where they have a version."""
    told = subprocess.run(
        ["nm", "-D", "--undefined-only", *libraries], check=True, capture_output=True, text=True
    ).stdout
    return set(re.findall(r"^ +U (\S+)$", told, re.MULTILINE))


def replace(library: Path, asked: set[str], scratch: Path) -> None:
    """Put as much as is asked for in the place of a library."""
    make = _link_blas if library.match(BLAS) else _link_absent
    make(library, asked, scratch)


def _link_absent(library: Path, asked: set[str], scratch: Path) -> None:
    """Functions that only say no."""
    told = subprocess.run(["nm", "-D", "--defined-only", library], check=True, capture_output=True, text=True).stdout
    source, versions = [], defaultdict(list)
    for kind, spelling in re.findall(r"^\w+ (\w) (\S+)$", told.replace("@@", "@"), re.MULTILINE):
        name, _, version = spelling.partition("@")
        if spelling in asked:
            versions[version].append(name)
            answer = 0 if GIVES_ADDRESS.match(name) else -1
            source.append(f"long {name}(void) {{ return {answer}; }}" if kind in "TWi" else f"const long {name}[8];")
    file, script = scratch / "absent.c", scratch / "absent.map"
    file.write_text("\n".join(source))
    script.write_text("".join(f"{version} {{ global: {'; '.join(names)}; }};\n" for version, names in versions.items()))
    _link(library, ["-nostdlib", str(file), *([f"-Wl,--version-script={script}"] if any(versions) else [])])


def _link_blas(library: Path, asked: set[str], scratch: Path) -> None:
    """Debian's OpenBLAS, with the names that numpy's has."""
    told = subprocess.run(["nm", OPENBLAS], check=True, capture_output=True, text=True).stdout
    tables = set(re.findall(r"U gotoblas_([A-Z]\w+)$", told, re.MULTILINE)) - set(PROCESSORS.values())
    names = {f"gotoblas_{table}": f"gotoblas_{PROCESSORS.get(table, next(iter(PROCESSORS)))}" for table in tables}
    names |= {name: re.sub(r"^scipy_(\w+?)64_$", r"\1", name) for name in asked if name.startswith("scipy_")}
    script, fortran = scratch / "blas.map", scratch / "fortran.c"
    script.write_text("{ global: scipy_*; local: *; };")
    fortran.write_text(FORTRAN_SOURCE)
    renamed = [f"-Wl,--defsym={name}={here}" for name, here in sorted(names.items())]
    _link(library, [f"-Wl,--version-script={script}", *renamed, str(fortran), str(OPENBLAS), "-lm"])


def _link(library: Path, source: list[str]) -> None:
    subprocess.run(
        ["gcc", "-shared", "-Os", "-s", "-fPIC", "-Wl,-z,defs", f"-Wl,-soname,{library.name}", "-o", library, *source],
        check=True,
    )


def _size_mb(folder: Path) -> float:
    return sum(file.lstat().st_size for file in folder.rglob("*") if not file.is_dir()) / 1e6


if __name__ == "__main__":
    main()
