"""What left this computer."""

from datetime import UTC, datetime

from slipgui.core.clip import ClipId
from slipgui.core.events import Report


class BytesSent:
    """What went over the network since the start, and of how much; a clip taken out of the list counts all the same, and once."""

    def __init__(self, since: datetime | None = None) -> None:
        self.n_bytes = 0
        self.source_bytes = 0
        self._since = since or datetime.now(UTC)
        self._counted: set[tuple[ClipId, datetime]] = set()

    def add(self, report: Report) -> bool:
        """Count a clip that ended; whether it did so now, and is not one that came back to the list."""
        end = (report.clip.id, report.finished_at)
        if report.finished_at < self._since or end in self._counted:
            return False
        self._counted.add(end)
        if report.service != "local" and report.sent_bytes > 0:
            self.n_bytes += report.sent_bytes
            self.source_bytes += report.source_bytes
        return True
