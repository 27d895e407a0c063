"""``slip voiceprint``, ``slip voices`` and ``slip speakers``: voices made, kept and found again with pyannoteAI."""

import sys
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from slipgui.app.speakers import CSV, RTTM, SpeakerSearch, find_speakers, write_speakers
from slipgui.app.voice_files import PERSONAL_DATA, encode_voices, export_voices, import_voices
from slipgui.app.voice_library import VoiceLibrary
from slipgui.app.voice_line import encode_made, encode_not_made, encode_segment, encode_voice
from slipgui.app.voice_tools import SERVICE_REMARKS, VoiceTools
from slipgui.app.voiceprint import MadeVoice, VoiceOrder, fetch_voice, is_address, make_voiceprint
from slipgui.app.webhook_desk import WebhookDesk, WebhookState
from slipgui.app.wiring import open_voice_tools
from slipgui.app.wording import explain
from slipgui.cli.interruption import run_until_ended
from slipgui.cli.moment import moment_s
from slipgui.cli.options import Common, common_options
from slipgui.cli.render import describe_error, plain, print_bytes, print_remark, print_row
from slipgui.cli.voice_progress import VoiceProgress
from slipgui.core.errors import SlipError
from slipgui.core.voice import SpeakerOptions, SpeechSegment, TimeRange, Voice

FAILED = 1


def _webhook_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of a webhook."""
    address = click.option(
        "--webhook",
        "webhook_url",
        metavar="URL",
        help="Have pyannoteAI tell the end at this public https address, which forwards to --webhook-port.",
    )
    port = click.option(
        "--webhook-port",
        type=click.IntRange(1, 65535),
        metavar="P",
        help="Port of this computer, path /pyannote, where deliveries come in (8767).",
    )
    return address(port(command))


@click.command()
@click.argument("source", metavar="PATH|URL")
@click.option("--label", required=True, metavar="NAME", help="Who speaks.")
@click.option("--from", "from_s", type=moment_s, metavar="TIME", help="Where the stretch begins (the beginning).")
@click.option("--to", "to_s", type=moment_s, metavar="TIME", help="Where it ends; at most 30 s later.")
@click.option("--track", type=click.IntRange(min=1), metavar="N", help="Which sound track, where there are several.")
@_webhook_options
@common_options
def voiceprint(
    common: Common, source: str, label: str, from_s: float | None, to_s: float | None, **options: Any
) -> None:
    """Make a voiceprint of up to 30 s of one voice and keep it; SOURCE is a file, an https or an s3 address."""
    common.start_logging()
    if from_s is not None and to_s is None:
        raise click.UsageError("--from needs --to.")
    stretch = None if to_s is None else TimeRange(from_s or 0.0, to_s)
    place = source if is_address(source) else str(Path.cwd() / source)
    order = VoiceOrder(place, label, stretch, options["track"])

    async def make(tools: VoiceTools, progress: VoiceProgress) -> bool:
        try:
            made = await make_voiceprint(order, tools, progress)
        except SlipError as error:
            _print_not_made(common, order.label, order.shown_source, progress, error)
            return False
        _print_made(common, tools, made)
        return True

    sys.exit(0 if _with_tools(common, make, options) else FAILED)


@click.group()
def voices() -> None:
    """The voices that were made: list, rename, remove, export, import, resume."""


@voices.command("list")
@common_options
def list_voices(common: Common) -> None:
    """List the voices."""
    found = VoiceLibrary(common.home).voices()
    for voice in found:
        print_row(common, encode_voice(voice), f"{voice.id[:8]}  {_local(voice.created_at)}  {_describe(voice)}")
    if not found and not common.is_json and not common.is_quiet:
        print_remark("nothing there")


@voices.command()
@click.argument("voice", metavar="VOICE")
@click.argument("label", metavar="NAME")
@common_options
def rename(common: Common, voice: str, label: str) -> None:
    """Give a voice, named by id or label, another label."""
    library = VoiceLibrary(common.home)
    library.rename(library.find(voice), label)


@voices.command()
@click.argument("names", nargs=-1, required=True, metavar="VOICE…")
@common_options
def remove(common: Common, names: tuple[str, ...]) -> None:
    """Delete voices, named by id or label, for good."""
    library = VoiceLibrary(common.home)
    library.remove([library.find(name) for name in names])


@voices.command()
@click.argument("target", metavar="FILE", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path))
@click.argument("names", nargs=-1, metavar="[VOICE…]")
@common_options
def export(common: Common, target: Path, names: tuple[str, ...]) -> None:
    """Write voices, all where none is named, into a file, “-” is standard output; it holds the voiceprints in the clear."""
    library = VoiceLibrary(common.home)
    if target == Path("-"):
        print_bytes(encode_voices(library, _chosen(library, names)))
        return
    n_voices = export_voices(library, _chosen(library, names), Path.cwd() / target)
    print_row(common, {"file": str(Path.cwd() / target), "voices": n_voices}, f"{n_voices} voices in {plain(target)}")
    print_remark(PERSONAL_DATA)


@voices.command("import")
@click.argument("source", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@common_options
def import_file(common: Common, source: Path) -> None:
    """Take the voices of a file that "export" wrote."""
    library = VoiceLibrary(common.home)
    new, n_known = import_voices(library, source)
    for voice in new:
        print_row(common, encode_voice(voice), _describe(voice))
    if n_known and not common.is_quiet:
        print_remark(f"{n_known} already there")
    _tell_key_file(common, library)


@voices.command()
@common_options
def resume(common: Common) -> None:
    """Fetch the voiceprints that an interrupted run ordered; the service keeps them for a day."""
    common.start_logging()

    async def fetch_all(tools: VoiceTools, progress: VoiceProgress) -> bool:
        is_done = True
        for pending in tools.library.pending():
            progress.job(pending.job_id)
            try:
                made = await fetch_voice(pending, tools, progress)
            except SlipError as error:
                is_done = False
                _print_not_made(common, pending.origin.label, pending.origin.source, progress, error)
            else:
                _print_made(common, tools, made)
        return is_done

    sys.exit(0 if _with_tools(common, fetch_all) else FAILED)


@click.command()
@click.argument("clip", metavar="PATH", type=click.Path(path_type=Path))
@click.option("--voice", "names", multiple=True, metavar="VOICE", help="Who may speak; all voices where none is named.")
@click.option("--speakers", "n_speakers", type=click.IntRange(min=1), metavar="N", help="How many people speak.")
@click.option("--min-speakers", "least", type=click.IntRange(min=1), metavar="N", help="At least so many speak.")
@click.option("--max-speakers", "most", type=click.IntRange(min=1), metavar="N", help="At most so many speak.")
@click.option("--threshold", type=click.FloatRange(0, 100), default=0.0, metavar="N", help="Less sure is nobody.")
@click.option("--shared-voices", "shares_voices", is_flag=True, help="One voice may be found in several speakers.")
@click.option("--again", "is_fresh", is_flag=True, help="Ask even where the answer of the last day is known.")
@click.option("--confidence", "with_confidence", is_flag=True, help="Have each stretch tell how sure it is.")
@click.option(
    "--export", "target", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="csv or rttm."
)
@_webhook_options
@common_options
def speakers(common: Common, clip: Path, names: tuple[str, ...], target: Path | None, **options: Any) -> None:
    """Tell who speaks in a clip, and when; one line a stretch."""
    common.start_logging()
    if target is not None and target.suffix.lower() not in (CSV, RTTM):
        raise click.UsageError("--export writes .csv or .rttm.")
    wanted = _speaker_options(options)

    async def find(tools: VoiceTools, progress: VoiceProgress) -> list[SpeechSegment]:
        chosen = tuple(_chosen(tools.library, names))
        search = SpeakerSearch(Path.cwd() / clip, chosen, wanted, options["is_fresh"])
        return await find_speakers(search, tools, progress)

    segments = _with_tools(common, find, options)
    for segment in segments:
        print_row(common, encode_segment(segment), _describe_segment(segment))
    if target is not None:
        write_speakers(segments, clip, Path.cwd() / target)
    if not segments and not common.is_json and not common.is_quiet:
        print_remark("nobody speaks")


def _speaker_options(options: Mapping[str, Any]) -> SpeakerOptions:
    """How voices are looked for.

    Raises
    ------
    click.UsageError
        When the numbers of speakers contradict each other.
    """
    n_speakers, least, most = (options[key] for key in ("n_speakers", "least", "most"))
    if n_speakers is not None:
        if least is not None or most is not None:
            raise click.UsageError("--speakers says it all: leave --min-speakers and --max-speakers out.")
        least = most = n_speakers
    if least is not None and most is not None and least > most:
        raise click.UsageError("--min-speakers is more than --max-speakers.")
    return SpeakerOptions(
        least, most, **{key: options[key] for key in ("threshold", "shares_voices", "with_confidence")}
    )


def _with_tools(
    common: Common,
    work: Callable[[VoiceTools, VoiceProgress], Awaitable[Any]],
    options: Mapping[str, Any] | None = None,
) -> Any:
    """What the work returns; a webhook that was asked for must be heard, one of the settings is given up where it cannot be."""
    given = {key: (options or {}).get(key) for key in ("webhook_url", "webhook_port")}
    flags = common.settings | given
    desk = WebhookDesk(common.home, flags)

    def tell(state: WebhookState) -> None:
        if state.error is not None and not common.is_quiet:
            words = explain(state.error)
            print_remark(f"{words.title}. {words.detail}")

    desk.on_state = tell

    async def run() -> Any:
        async with (
            desk.opened() if given["webhook_url"] else desk.listening() as webhooks,
            open_voice_tools(common.home, flags, webhooks) as tools,
        ):
            with VoiceProgress(is_quiet=common.is_quiet) as progress:
                return await work(tools, progress)

    return run_until_ended(run())


def _chosen(library: VoiceLibrary, names: tuple[str, ...]) -> list[Voice]:
    return list(dict.fromkeys(library.find(name) for name in names)) if names else library.voices()


def _print_made(common: Common, tools: VoiceTools, made: MadeVoice) -> None:
    print_row(common, encode_made(made), f"{plain(made.voice.label)}: kept, made of {plain(made.voice.source)}")
    if made.warning is not None:
        print_remark(SERVICE_REMARKS.format(made.warning))
    _tell_key_file(common, tools.library)


def _print_not_made(common: Common, label: str, source: str, progress: VoiceProgress, error: SlipError) -> None:
    line = encode_not_made(label, source, progress.job_id, error, progress.at)
    print_row(common, line, f"{plain(source)}\n    {describe_error(line['error'])}")


def _tell_key_file(common: Common, library: VoiceLibrary) -> None:
    if library.key_file.exists() and not common.is_quiet:
        print_remark(f"No system keyring: the key of the voices lies in {library.key_file}, readable by you alone.")


def _describe(voice: Voice) -> str:
    stretch = f", {voice.range.from_s:g} to {voice.range.to_s:g} s" if voice.range else ""
    return f"{plain(voice.label)}  ({plain(voice.source)}{stretch})"


def _describe_segment(segment: SpeechSegment) -> str:
    sure = f"  {segment.confidence:.0f}" if segment.confidence is not None else ""
    return f"{segment.start_s:10.2f} {segment.end_s:10.2f}  {plain(segment.label or segment.speaker)}{sure}"


def _local(moment: datetime) -> str:
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")
