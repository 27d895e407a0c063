"""``licences.py --check``: whether all that the program is shipped with may be shipped under its own licence, GPL-3.0-or-later.

``licences.py --notices`` prints the third-party notices of a program made of the files whose names come in, a line each.
Run with the Python in whose environment the locked distributions are.
"""

import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable
from importlib.metadata import Distribution, distributions
from pathlib import Path

LOCK = Path(__file__).with_name("requirements.txt")
COMPATIBLE = frozenset(
    [
        "0BSD",
        "Apache-2.0",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "BSD-3-Clause-Clear",
        "CC0-1.0",
        "GPL-2.0-or-later",
        "GPL-3.0-only",
        "GPL-3.0-or-later",
        "ISC",
        "LGPL-2.0-or-later",
        "LGPL-2.1-or-later",
        "LGPL-3.0-or-later",
        "MIT",
        "MIT-0",
        "MPL-2.0",
        "PSF-2.0",
        "Unicode-3.0",
        "X11",
        "Zlib",
    ]
)
"""Licences whose works may be part of a work under GPL-3.0-or-later, by the FSF's list."""
SPELLINGS = {
    "Apache 2.0": "Apache-2.0",
    "Apache 2.0 License": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "Dual License": "Apache-2.0 OR BSD-3-Clause",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only": "GPL-3.0-only",
}
"""What distributions without an SPDX expression call it; of Qt's three licences we take GPL-3.0, our own."""
LIBRARIES = {
    "libSvtAv1Enc": ("SVT-AV1", "BSD-3-Clause-Clear"),
    "libXau": ("X.Org", "X11"),
    "libasound": ("ALSA", "LGPL-2.1-or-later"),
    "lib(av|sw|postproc)": ("FFmpeg, with its GPL parts", "GPL-3.0-or-later"),
    "libdav1d": ("dav1d", "BSD-2-Clause"),
    "libdrm": ("libdrm", "MIT"),
    "libgmp": ("GMP", "LGPL-3.0-or-later"),
    "libgnutls": ("GnuTLS", "LGPL-2.1-or-later"),
    "lib(hogweed|nettle)": ("Nettle", "LGPL-3.0-or-later"),
    "libmp3lame": ("LAME", "LGPL-2.0-or-later"),
    "libopencore-amr": ("OpenCORE AMR", "Apache-2.0"),
    "libopus": ("Opus", "BSD-3-Clause"),
    "lib(sharpyuv|webp)": ("libwebp", "BSD-3-Clause"),
    "libunistring": ("libunistring", "LGPL-3.0-or-later"),
    "libvpl": ("Intel VPL", "MIT"),
    "libvpx": ("libvpx", "BSD-3-Clause"),
    "libx264": ("x264", "GPL-2.0-or-later"),
    "libx265": ("x265", "GPL-2.0-or-later"),
    "libxcb": ("libxcb", "X11"),
    "lib(scipy_)?openblas": ("OpenBLAS", "BSD-3-Clause"),
    "libgfortran": ("GCC", "GPL-3.0-or-later"),
    "libquadmath": ("GCC", "LGPL-2.1-or-later"),
    "libicu": ("ICU", "Unicode-3.0"),
}
"""By the beginning of its file name what project a library in a wheel is of, and its licence."""
_TEXT_NAMES = re.compile("licen[cs]e|copying|notice|authors", re.IGNORECASE)


def main() -> int:
    """Exit code."""
    if sys.argv[1:] == ["--notices"]:
        sys.stdout.buffer.write(notices(map(Path, sys.stdin.read().splitlines())).encode())
        return 0
    return check()


def check() -> int:
    """Exit code of ``--check``."""
    locked = set(re.findall(r"^([\w.-]+)==", LOCK.read_text(encoding="utf-8"), re.MULTILINE))
    present = [each for each in distributions() if _normalised(each.name) in {_normalised(name) for name in locked}]
    problems = [problem for each in present for problem in problems_of(each)]
    for problem in problems:
        sys.stderr.write(problem + "\n")
    if not problems:
        sys.stdout.write(f"{len(present)} distributions may be shipped under GPL-3.0-or-later\n")
    return 1 if problems or not present else 0


def problems_of(distribution: Distribution) -> list[str]:
    """Why a distribution, or a library in it, cannot be shipped with us; a sentence each."""
    problems = (
        []
        if is_compatible(licence_of(distribution))
        else [f"{distribution.name} is under “{licence_of(distribution)}”"]
    )
    for file in distribution.files or []:
        if any(part.endswith(".libs") for part in file.parts) and not is_compatible(library_of(file.name)[1]):
            problems.append(
                f"{distribution.name} brings {file.name}, whose licence nobody wrote down in packaging/licences.py"
            )
    return problems


def licence_of(distribution: Distribution) -> str:
    """SPDX expression of a distribution, as far as its metadata can be understood."""
    metadata = distribution.metadata
    told = metadata.get("License-Expression") or ""
    if not told and len((metadata.get("License") or "").strip().splitlines()) == 1:
        told = metadata["License"].strip()
    classifiers = [
        each.rpartition(" :: ")[2] for each in metadata.get_all("Classifier") or [] if each.startswith("License")
    ]
    if not is_compatible(SPELLINGS.get(told, told)) and classifiers:
        told = classifiers[0]
    return SPELLINGS.get(told, told)


def is_compatible(licence: str) -> bool:
    """Whether a work under an SPDX expression (of AND and OR) may be shipped under ours."""
    return any(
        all(part.strip("() ") in COMPATIBLE for part in choice.split(" AND ")) for choice in licence.split(" OR ")
    )


def library_of(file_name: str) -> tuple[str, str]:
    """Project and licence of a library in a wheel; empty texts where nobody knows."""
    return next((told for beginning, told in LIBRARIES.items() if re.match(beginning, file_name)), ("", ""))


def notices(files: Iterable[Path]) -> str:
    """The third-party notices of a frozen program that was made of these files: who, under which licence, and its text."""
    owners = {
        Path(str(each.locate_file(file))).resolve(): each for each in distributions() for file in each.files or []
    }
    shipped: dict[str, Distribution] = {}
    libraries: dict[str, set[str]] = defaultdict(set)
    system: set[Path] = set()
    for file in sorted({file.resolve() for file in files}):
        owner = owners.get(file)
        if owner is None and str(file).startswith(("/lib", "/usr/lib", "/usr/share")) and "python" not in str(file):
            system.add(file)
        elif owner is not None and owner.name != "slipgui":
            shipped[owner.name] = owner
            project, licence = library_of(file.name)
            if project:
                libraries[owner.name].add(f"{project} ({licence})")
    parts = [_INTRODUCTION, _python_notice()]
    parts += [_distribution_notice(shipped[name], libraries[name]) for name in sorted(shipped, key=str.lower)]
    parts += [_package_notice(package) for package in sorted(_debian_packages(system))]
    return ("\n\n" + "=" * 100 + "\n\n").join(parts) + "\n"


_INTRODUCTION = """Third-party notices of Slipgui

Slipgui is free software under the GNU General Public License, version 3 or later (file LICENSE).  This installed program
holds its own Python and the libraries below, each under the licence named there.  FFmpeg comes with its parts under the GPL,
which is why the whole may be passed on under the GPL alone.  Of Qt's licences the GPL, version 3, is the one taken.  The
source of each part can be had from the address beside it, that of Debian's packages with “apt-get source”."""


def _python_notice() -> str:
    import sysconfig

    version = sys.version.split()[0]
    text = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    rest = (
        text.read_text(encoding="utf-8", errors="replace")
        if text.exists()
        else "Text: https://docs.python.org/3/license.html"
    )
    return f"Python {version}\nLicence: PSF-2.0\nSource: https://www.python.org\n\n{rest.strip()}"


def _distribution_notice(distribution: Distribution, libraries: Iterable[str]) -> str:
    metadata = distribution.metadata
    addresses = [each.partition(", ")[2] for each in metadata.get_all("Project-URL") or []]
    source = (
        metadata.get("Home-page") or next(iter(addresses), None) or f"https://pypi.org/project/{distribution.name}/"
    )
    lines = [f"{distribution.name} {distribution.version}", f"Licence: {licence_of(distribution)}", f"Source: {source}"]
    lines += [f"Holds: {', '.join(sorted(libraries))}"] if libraries else []
    for file in distribution.files or []:
        if ".dist-info" in str(file) and _TEXT_NAMES.search(file.name):
            text = Path(str(file.locate())).read_text(encoding="utf-8", errors="replace")
            lines += ["", f"--- {file.name}", text.strip()]
    return "\n".join(lines)


def _debian_packages(files: Iterable[Path]) -> set[str]:
    packages = set()
    for file in files:
        for name in (file, Path(str(file).removeprefix("/usr"))):  # before and after /lib became part of /usr
            run = subprocess.run(["dpkg-query", "-S", name], capture_output=True, text=True, check=False)
            packages |= {line.partition(":")[0] for line in run.stdout.splitlines()}
    return packages


def _package_notice(package: str) -> str:
    file = Path("/usr/share/doc", package, "copyright")
    text = file.read_text(encoding="utf-8", errors="replace").strip() if file.exists() else ""
    return f"{package} (Debian)\n\n{text}"


def _normalised(name: str) -> str:
    return re.sub("[-_.]+", "-", name).lower()


if __name__ == "__main__":
    sys.exit(main())
