"""``slip``: the commands and what they do."""

import asyncio
import codecs
import os
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from slipgui import __version__
from slipgui.app.intake import walk_media
from slipgui.cli.given_paths import given_paths
from slipgui.cli.interruption import INTERRUPTED, run_until_ended
from slipgui.cli.moment import moment_s
from slipgui.cli.options import Common, common_options
from slipgui.cli.render import Listener, describe_line, exit_code, print_line, print_problem, print_remark, print_row
from slipgui.core.address import is_clip_address
from slipgui.core.errors import SettingsError, SlipError, WebhookError
from slipgui.core.settings import ServiceChoice
from slipgui.core.voice import TimeRange

WRONG_USAGE = 2


COMMANDS_ELSEWHERE = {
    "bucket": "bucket_commands.bucket",
    "catalogue": "watch_commands.catalogue",  # which has watch, unwatch, folders then, too
    "cues": "cue_commands.cues",
    "history": "history_commands.history",
    "key": "key_commands.key",
    "license": "track_commands.license_track",
    "sheet": "cue_commands.sheet",
    "speakers": "voice_commands.speakers",
    "track": "track_commands.track",
    "version": "version_command.version",
    "voiceprint": "voice_commands.voiceprint",
    "voices": "voice_commands.voices",
}
"""Commands by the modules of this package that have them; each is loaded for who asks for it."""


class CommandLine(click.Group):
    """``slip`` with the commands of the other modules."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in order."""
        return sorted({*super().list_commands(ctx), *COMMANDS_ELSEWHERE})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, loaded now if need be."""
        if cmd_name not in COMMANDS_ELSEWHERE:
            return super().get_command(ctx, cmd_name)
        module, _, name = COMMANDS_ELSEWHERE[cmd_name].partition(".")
        found: click.Command = getattr(import_module(f"slipgui.cli.{module}"), name)
        return found


@click.group(cls=CommandLine, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="slipgui", message="%(prog)s %(version)s")
@common_options
def slip(common: Common) -> None:
    """Tell which music is in a video."""


@slip.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--again", is_flag=True, help="Ask the service even where its answer is known.")
@click.option("--from", "from_s", type=moment_s, metavar="TIME", help="Ask about a part: where it begins.")
@click.option("--to", "to_s", type=moment_s, metavar="TIME", help="Where the part ends.")
@click.option("--track", type=click.IntRange(min=1), metavar="N", help="Hear one of several sound tracks alone.")
@common_options
def identify(common: Common, paths: tuple[str, ...], *, again: bool, track: int | None, **times: Any) -> None:
    """Recognise clips: files, https and s3 addresses; folders are walked, "-" reads paths from standard input."""
    part = _part(**times)
    clips = _named_clips(common, paths)
    audio_stream = track - 1 if track is not None else None
    _run_queue(common, lambda queue: queue.add(clips, is_fresh=again, part=part, audio_stream=audio_stream))


def _part(from_s: float | None, to_s: float | None) -> TimeRange | None:
    """What is asked about of each clip; None: all of it."""
    if to_s is None:
        if from_s is not None:
            raise click.UsageError("--from needs --to.")
        return None
    if to_s <= (from_s or 0.0):
        raise click.UsageError("--to has to be after --from.")
    return TimeRange(from_s or 0.0, to_s)


@slip.command()
@common_options
def resume(common: Common) -> None:
    """Finish what an earlier run left, paused clips and a paused queue too."""

    async def resume_all(queue: Any) -> None:
        await queue.resume()
        if queue.dispatcher.pause_reason is not None and not common.is_quiet:
            print_remark("the queue was paused; it goes on")
        await queue.unpause_all()

    _run_queue(common, resume_all)


@slip.command()
@common_options
def queue(common: Common) -> None:
    """Show what is pending."""
    from slipgui.app.journal import Journal
    from slipgui.app.journal_file import open_for_reading
    from slipgui.app.program_run import ProgramRun
    from slipgui.app.recognition_line import encode_pending

    async def read() -> list[dict[str, Any]]:
        async with open_for_reading(common.home.journal_file) as file:
            journal = Journal(file, ProgramRun(common.home.runs_folder))
            return [encode_pending(item) for item in await journal.pending()]

    _print_lines(common, asyncio.run(read()))


@slip.command()
@click.option("--host", default="127.0.0.1", show_default=True, metavar="H", help="Address to listen at.")
@click.option("--port", default=0, show_default="a free one", metavar="P", type=click.IntRange(0, 65535))
@click.option("--until-stdin-closes", is_flag=True, hidden=True)
@common_options
def serve(common: Common, host: str, port: int, *, until_stdin_closes: bool) -> None:
    """Offer the local recognition service over HTTP; prints its address and token as one JSON line."""
    from slipgui.app.serve import serve_catalogue

    common.start_logging()
    serve_catalogue(common.home, host=host, port=port, until_stdin_closes=until_stdin_closes)


@slip.command()
@click.option("--codes", is_flag=True, help="List the codes of all errors instead.")
@common_options
def doctor(common: Common, *, codes: bool) -> None:
    """Check this machine and say how to mend what is wrong."""
    from slipgui.app.doctor import error_codes, examine

    if codes:
        for code in error_codes():
            print_row(common, code, f"{code['code']:20} {code['recovery']:10} {code['title']}")
        return
    all_well = True
    for finding in asyncio.run(examine(common.home, common.settings)):
        all_well = all_well and finding["ok"]
        mark = "ok  " if finding["ok"] else "FAIL"
        hint = "" if finding["ok"] or not finding["hint"] else f"\n     {finding['hint']}"
        print_row(common, finding, f"{mark} {finding['check']}: {finding['detail']}{hint}")
    sys.exit(0 if all_well else 1)


@slip.command(hidden=True)
@common_options
def previews(common: Common) -> None:
    """Make stills, waveforms and sound for the window: one request a line on standard input, until it closes."""
    from slipgui.app.previews import answer_lines

    common.start_logging()
    answer_lines(common.home, sys.stdin.buffer, print_line)


def _is_of_the_settings(error: SlipError) -> bool:
    """Whether something was not said, or cannot be used, that a command or the settings say."""
    of_webhooks = isinstance(error, WebhookError) and error.context.get("reason") in ("off", "no_secret")
    return isinstance(error, SettingsError) or of_webhooks


def main() -> None:
    """Run ``slip`` with the arguments of this process."""
    try:
        slip(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(INTERRUPTED)
    except SlipError as error:
        print_problem(error)
        sys.exit(WRONG_USAGE if _is_of_the_settings(error) else 1)
    except OSError as error:
        if error.filename is not None:
            click.echo(f"slip: {os.fsdecode(error.filename)}: {error.strerror}", err=True)
            sys.exit(1)
        _give_up_output(error)


def _give_up_output(error: OSError) -> None:
    """End with 1, without a word where the reader of our output went away as "head" does, else with a sentence."""
    if not isinstance(error, BrokenPipeError):
        click.echo(f"slip: the output cannot be written: {error.strerror}", err=True)
    with suppress(OSError, ValueError):
        sys.stdout.close()
    sys.stdout = None  # nothing is flushed into it at the end
    sys.exit(1)


def _named_clips(common: Common, names: tuple[str, ...]) -> list[Path]:
    """The clips named, each once: files as they are, folders walked; a folder without clips stands for itself and fails."""
    from slipgui.app.sources import place_of

    clips: dict[Path, None] = {}
    given = [line for name in names for line in (_read_names() if name == "-" else [name])]
    clips.update((place_of(common.home, name), None) for name in given if is_clip_address(name))
    for name in given_paths(name for name in given if not is_clip_address(name)):
        path = Path(os.path.abspath(name))  # noqa: PTH100 - links keep the name the person knows
        inside = list(walk_media(path)) if os.path.isdir(path) else []  # noqa: PTH112 - never raises
        clips.update(dict.fromkeys(inside or [path]))
    return list(clips)


def _read_names() -> list[str]:
    """The lines of standard input as file names, whatever their bytes."""
    if sys.stdin is None:
        return []
    lines = sys.stdin.buffer.read().removeprefix(codecs.BOM_UTF8).split(b"\n")
    return [os.fsdecode(line.rstrip(b"\r")) for line in lines if line.rstrip(b"\r")]


def _run_queue(common: Common, fill: Callable[[Any], Awaitable[Any]]) -> None:
    from slipgui.app.wiring import open_application
    from slipgui.cli.damage_remark import tell_damage

    common.start_logging()

    async def run(listener: Listener) -> None:
        async with open_application(common.home, common.settings, listener.on_event) as application:
            if application.service is ServiceChoice.LOCAL:
                await tell_damage(common)
            await fill(application.queue)
            ended = asyncio.ensure_future(application.queue.join())
            lost = asyncio.ensure_future(listener.output_lost.wait())
            await asyncio.wait([ended, lost], return_when=asyncio.FIRST_COMPLETED)
            lost.cancel()
            ended.cancel()

    with Listener(is_json=common.is_json, is_quiet=common.is_quiet) as listener:
        run_until_ended(run(listener))
    if listener.output_error is not None:
        raise listener.output_error
    sys.exit(exit_code(listener.outcomes))


def _print_lines(common: Common, lines: list[dict[str, Any]]) -> None:
    for line in lines:
        print_row(common, line, describe_line(line))
    if not lines and not common.is_json and not common.is_quiet:
        print_remark("nothing there")
