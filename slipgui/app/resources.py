"""Where the files beside the code are: icons, colours, translations, templates."""

from functools import cache
from pathlib import Path


@cache
def resource_folder() -> Path:
    """The folder of the resources: inside the installed package, else beside it in a checkout.

    Raises
    ------
    FileNotFoundError
        When the installation lacks them.
    """
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "resources", package.parent / "resources"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError("the resources folder of Slipgui is missing")
