"""What left this computer."""

from slipgui.core.events import Report


class BytesSent:
    """What went over the network since the start, and of how much; a clip taken out of the list counts all the same."""

    def __init__(self) -> None:
        self.n_bytes = 0
        self.source_bytes = 0

    def add(self, report: Report) -> None:
        """Count a clip that ended."""
        if report.service != "local" and report.sent_bytes > 0:
            self.n_bytes += report.sent_bytes
            self.source_bytes += report.source_bytes
