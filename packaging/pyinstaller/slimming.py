"""What of the libraries the frozen program does without."""

import sys
from pathlib import PurePath

UNUSED_MODULES = (
    "tkinter",
    "unittest",
    "pydoc",
    "doctest",
    "lib2to3",
    "setuptools",
    "pkg_resources",
    "distutils",
    "IPython",
    "PIL",
    "matplotlib",
    "trio",
    "uvloop",
    "lxml",
    "yaml",
    "numpy.f2py",
    "numpy.distutils",
    "numpy.testing",
    "numpy._core._multiarray_tests",
    "numpy._core._umath_tests",
    "numpy._core._rational_tests",
    "numpy._core._simd",
    "opentimelineio.console",
    "requests",
    "charset_normalizer",
    "chardet",
    "attr",
    "pygments",
    "markdown_it",
    "docutils",
    "pip",
    *(
        f"PySide6.Qt{name}"
        for name in (
            *("Qml", "Quick", "QuickWidgets", "OpenGL", "OpenGLWidgets", "Test", "Sql", "Pdf", "Xml"),
            *("Concurrent", "MultimediaWidgets"),
        )
    ),
)
NEEDLESS_HOOKS = ("pyi_rth_pyside6", "pyi_rth_inspect", "pyi_rth_pkgutil")
"""What PyInstaller would run at each start on Linux, Qt loaded for “slip” too: Qt finds its plug-ins by itself, nobody asks for sources."""
QT_PLUGINS = {
    "platforms": ("qxcb", "qwayland", "qoffscreen", "qwindows", "qcocoa"),
    "platformthemes": ("qxdgdesktopportal",),
    "platforminputcontexts": ("compose", "ibus"),
    "imageformats": ("qjpeg", "qsvg", "qgif", "qwebp", "qico"),
    "iconengines": ("qsvgicon",),
    "styles": ("",),
    "printsupport": ("",),
    "wayland-decoration-client": ("",),
    "wayland-shell-integration": ("xdg-shell",),
}
"""By folder what a wanted plug-in's file name holds, after any “lib”; folders that are not here are not wanted.

Without a multimedia plug-in, which brings a second FFmpeg and Qt Quick, Qt still plays samples, which is all that we ask of it."""
BUCKET_SERVICES = ("s3", "sts", "sso", "sso-oidc", "signin")
"""What botocore must know of Amazon's services to reach a bucket, and to log in."""


def is_wanted(name: str) -> bool:
    """Whether a file of the frozen folder, named from there, has a use."""
    parts = PurePath(name.replace("\\", "/")).parts
    if "plugins" in parts and parts[0] == "PySide6":
        return _is_wanted_plugin(*parts[parts.index("plugins") + 1 :][:2])
    if "translations" in parts and parts[0] == "PySide6":
        return parts[-1].startswith(("qtbase_de", "qtbase_en"))
    if parts[-1] == "RECORD" or parts == ("botocore", "cacert.pem"):  # botocore takes those of certifi
        return False
    if parts[:2] == ("botocore", "data") and len(parts) > 3:
        return parts[2] in BUCKET_SERVICES
    if parts[:2] == ("boto3", "data") and len(parts) > 3:
        return parts[2] == "s3"
    return "tests" not in parts or parts[0] == "slipgui"


def _is_wanted_plugin(folder: str = "", file: str = "") -> bool:
    stem = file.removeprefix("lib")
    return any(wanted in stem for wanted in QT_PLUGINS.get(folder, ()))


def without_orphans(binaries: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """The binaries without libraries that only unwanted ones needed: ``(name in the folder, file, kind)``."""
    if not sys.platform.startswith("linux"):
        return binaries
    from PyInstaller.depend.bindepend import get_imports

    by_file_name = {PurePath(entry[0]).name: entry for entry in binaries}
    reached = {
        PurePath(name).name for name, _, kind in binaries if kind == "EXTENSION" or "plugins" in PurePath(name).parts
    }
    reached |= {name for name in by_file_name if name.startswith("libpython")}
    ahead = list(reached)
    while ahead:
        _, file, _ = by_file_name[ahead.pop()]
        for needed, _ in get_imports(file):
            needed_name = PurePath(needed).name
            if needed_name in by_file_name and needed_name not in reached:
                reached.add(needed_name)
                ahead.append(needed_name)
    return [entry for entry in binaries if PurePath(entry[0]).name in reached]
