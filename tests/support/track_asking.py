"""The real work on AudioVerify's catalogue, against the toy service; what is asked for has happened when the call returns."""

from dataclasses import dataclass

from support.direct_work import DirectWork

from slipgui.app.paths import Home
from slipgui.app.track_desk import TrackDesk
from slipgui.app.wiring import open_track_desk
from slipgui.gui.track_work import TrackWork


@dataclass
class _Application:
    """As much of the application as this work needs."""

    tracks: TrackDesk


def asking(home: Home) -> TrackWork:
    """The work on a home; address and key come from the environment."""
    return TrackWork(DirectWork(_Application(open_track_desk(home, {}))).ask)
