"""The local recognition service of one home, in this process."""

import shutil
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from slipgui.app.paths import Home

STALE_AFTER_S = 2 * 86_400.0
"""A service that was killed leaves its folder; nothing in it is wanted after this long."""


def serve_catalogue(home: Home, *, host: str, port: int, until_stdin_closes: bool) -> None:
    """Offer the catalogue over the AudioVerify contract until told to stop."""
    from slipgui.engine.parameters import SAMPLE_RATE_HZ
    from slipgui.media.decode import decode_samples
    from slipgui.server.serve import serve

    home.catalogue_folder.mkdir(parents=True, exist_ok=True)
    home.object_folder.mkdir(parents=True, exist_ok=True)
    _sweep(home.object_folder)
    with TemporaryDirectory(dir=home.object_folder, prefix="service-", ignore_cleanup_errors=True) as storage:
        serve(
            home_catalogue=home.catalogue_folder,
            storage=Path(storage),
            decode=lambda path: decode_samples(path, SAMPLE_RATE_HZ),
            host=host,
            port=port,
            until_stdin_closes=until_stdin_closes,
        )


def _sweep(folder: Path) -> None:
    for left in folder.glob("service-*"):
        if time.time() - left.stat().st_mtime > STALE_AFTER_S:
            shutil.rmtree(left, ignore_errors=True)
