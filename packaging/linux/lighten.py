"""``lighten.py FOLDER``: makes the frozen folder smaller by what its libraries hold and nobody uses.

Names of functions for debuggers go; of Unicode's tables (ICU) casing, normalising and the sorting of English and German stay;
the encoders of H.264, H.265 and AV1 pictures are replaced by ones that say they cannot be had.
Needs binutils, gcc and icu-devtools.
"""

import re
import subprocess
import sys
import tempfile
from fnmatch import fnmatch
from pathlib import Path

ENCODERS = {"libx264-*.so*": "X264", "libx265-*.so*": "X265", "libSvtAv1Enc-*.so*": "SVT_AV1"}
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
        for library in sorted(folder.rglob("*.so*")):
            if library.is_file() and not library.is_symlink():
                strip(library, Path(scratch))
        for library in folder.rglob("libicudata.so.*"):
            if not library.is_symlink():
                shrink_tables(library, Path(scratch))
    for pattern, encoder in ENCODERS.items():
        for library in folder.rglob(pattern):
            replace_encoder(library, encoder)
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
    _link(library, [str(scratch / "tables.s")])


def is_replaced(name: str) -> bool:
    """Whether a library of this name is an encoder that was replaced."""
    return any(fnmatch(Path(name).name, pattern) for pattern in ENCODERS)


def replace_encoder(library: Path, encoder: str) -> None:
    """Put a library that only says no in the place of an encoder."""
    _link(library, [f"-D{encoder}", str(Path(__file__).with_name("absent_encoders.c"))])


def _link(library: Path, source: list[str]) -> None:
    subprocess.run(
        ["gcc", "-shared", "-nostdlib", "-Os", "-s", "-fPIC", f"-Wl,-soname,{library.name}", "-o", library, *source],
        check=True,
    )


def _size_mb(folder: Path) -> float:
    return sum(file.lstat().st_size for file in folder.rglob("*") if not file.is_dir()) / 1e6


if __name__ == "__main__":
    main()
