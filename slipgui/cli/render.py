"""What the command line prints: results on standard output, progress and remarks on standard error."""

import asyncio
import sys
from types import TracebackType
from typing import Any, Self

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from slipgui.app.language import format_size
from slipgui.app.recognition_line import dump_line, encode_report
from slipgui.cli.options import Common
from slipgui.core.clip import ClipId
from slipgui.core.errors import SlipError
from slipgui.core.events import (
    ClipAdded,
    ClipEvent,
    Event,
    FetchProgress,
    PrepareProgress,
    RecognitionFinished,
    RetryScheduled,
    StageChanged,
    UploadProgress,
    WaitingForFile,
    WaitingForTwin,
)
from slipgui.core.flow import Stage
from slipgui.core.isrc import parse_isrc
from slipgui.core.plain_text import plain_text


def print_line(document: dict[str, Any]) -> None:
    """One JSON object as a line on standard output, in UTF-8 whatever the locale, flushed at once."""
    print_bytes(dump_line(document).encode("utf-8") + b"\n")


def print_bytes(content: bytes) -> None:
    """A whole file, or a line, in UTF-8 on standard output as it is, flushed at once."""
    if sys.stdout is None:
        raise BrokenPipeError
    sys.stdout.flush()
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None:
        sys.stdout.write(content.decode("utf-8"))
    else:
        stream.write(content)
        stream.flush()


def print_text(text: str) -> None:
    """A line for people on standard output; what the terminal cannot show is replaced."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    click.echo(text.encode(encoding, "replace").decode(encoding))


def print_row(common: Common, document: dict[str, Any], text: str) -> None:
    """One line on standard output: the document where JSON is wanted, else the text."""
    if common.is_json:
        print_line(document)
    else:
        print_text(text)


def print_remark(text: str) -> None:
    """A line for people on standard error."""
    click.echo(plain(text), err=True)


def plain(text: object) -> str:
    """Text from a service or a file name as it may stand on a terminal."""
    return plain_text(str(text))


def describe_error(error: dict[str, Any]) -> str:
    """An error object as one line."""
    return f"{plain(error['title'])}: {plain(error['detail'])} {plain(error['hint'])}"


def describe_line(line: dict[str, Any]) -> str:
    """A recognition line for people."""
    remarks = [f"already recognised on {line['recognised_at'][:10]}, --again asks anew"] if line.get("cached") else []
    remarks += ["possibly submitted twice"] if line.get("possibly_submitted_twice") else []
    return "\n    ".join([_describe_outcome(line), *remarks])


def _describe_outcome(line: dict[str, Any]) -> str:
    clip, error = plain(line["clip"]), line.get("error")
    match line["outcome"]:
        case "identified":
            others = [f"also: {describe_track(other['track'])}" for other in line.get("alternatives", ())]
            return "\n    ".join([clip, describe_track(line["track"]), *others])
        case "not_identified":
            return f"{clip}\n    not found"
        case "cancelled":
            return f"{clip}\n    cancelled"
        case None:
            return f"{clip}\n    {'paused' if line.get('paused') else line.get('stage', 'waiting')}"
        case _:
            return f"{clip}\n    {describe_error(error)}" if error else f"{clip}\n    failed"


def describe_track(track: dict[str, Any]) -> str:
    """A track in one line: title, artist, where from, ISRC, score."""
    isrc = parse_isrc(track["isrc"])
    facts = [
        "in catalogue" if track["internal"] else f"external: {plain(track['external_label'] or 'label unknown')}",
        f"ISRC {isrc or plain(track['isrc'])}" if track["isrc"] else "",
        f"score {track['score']:.1f}" if track["score"] is not None else "",
    ]
    return f"{plain(track['title'])} — {plain(track['artist'] or '—')} ({', '.join(fact for fact in facts if fact)})"


class Listener:
    """Hears of all clips: prints each result when it comes, and a progress bar where standard error is a terminal.

    Use as ``with``.

    Parameters
    ----------
    is_json
        Results as JSON lines.
    is_quiet
        No progress bar.
    """

    def __init__(self, *, is_json: bool, is_quiet: bool) -> None:
        self.outcomes: list[str] = []
        self.output_error: OSError | None = None
        """Why results could not be printed; nothing more is then."""
        self.output_lost = asyncio.Event()
        self._is_json = is_json
        console = Console(stderr=True)
        self._progress = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.fields[what]}", markup=False),
            console=console,
            transient=True,
            disable=is_quiet or not console.is_terminal,
        )
        self._all: TaskID | None = None
        self._n_clips = 0
        self._names: dict[ClipId, str] = {}

    def __enter__(self) -> Self:
        self._progress.start()
        self._all = self._progress.add_task("Clips", total=None, what="")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self._progress.stop()

    def on_event(self, event: Event) -> None:
        """Take the news of one clip."""
        if isinstance(event, ClipAdded):
            self._n_clips += 1
            self._names[event.clip_id] = plain(event.clip.name)
            self._show(total=self._n_clips)
        elif isinstance(event, RecognitionFinished):
            self._finish(event)
        elif isinstance(event, ClipEvent):
            what = _what(event)
            if what:
                self._show(what=f"{self._names.get(event.clip_id, '')}: {what}")

    def _finish(self, event: RecognitionFinished) -> None:
        line = encode_report(event.report)
        self.outcomes.append(line["outcome"])
        self._show(completed=len(self.outcomes), what="")
        if self.output_error is not None:
            return
        try:
            if self._is_json:
                print_line(line)
            else:
                print_text(describe_line(line))
        except OSError as error:  # the reader is gone, the disk is full: the run has no purpose any more
            self.output_error = error
            self.output_lost.set()

    def _show(self, **fields: Any) -> None:
        if self._all is not None:
            self._progress.update(self._all, **fields)


_STAGE_WORDS = {
    Stage.PROBING: "looking into it",
    Stage.PREPARING: "taking the sound out",
    Stage.UPLOADING: "sending",
    Stage.SUBMITTING: "submitting",
    Stage.POLLING: "recognising",
}


def _what(event: ClipEvent) -> str:
    match event:
        case StageChanged():
            return _STAGE_WORDS.get(event.stage, "")
        case WaitingForFile():
            return "waiting for the file to finish"
        case WaitingForTwin():
            return f"the same as {plain(event.twin)}, whose answer will do"
        case FetchProgress():
            return f"fetching the sound, {format_size(event.fetched_bytes)}"
        case PrepareProgress():
            return f"taking the sound out, {event.done_s:.0f} of {event.total_s:.0f} s"
        case UploadProgress():
            return f"sending, {format_size(event.sent_bytes)} of {format_size(event.total_bytes)}"
        case RetryScheduled():
            return f"try {event.attempt} in {event.delay_s:.0f} s ({event.code})"
        case _:
            return ""


def exit_code(outcomes: list[str]) -> int:
    """0 all identified, 1 at least one failed or was cancelled, 3 none of these but at least one not identified."""
    if any(outcome in ("failed", "cancelled") for outcome in outcomes):
        return 1
    return 3 if "not_identified" in outcomes else 0


def print_problem(error: SlipError) -> None:
    """Tell on standard error why a command could not run."""
    from slipgui.app.wording import explain

    words = explain(error)
    click.echo(f"slip: {plain(words.title)}: {plain(words.detail)} {plain(words.hint)}", err=True)
