"""``slip track`` and ``slip license``: what AudioVerify's catalogue knows of a track, and licences for it."""

import sys
import webbrowser
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

import click

from slipgui.app.licence_book import encode_licence
from slipgui.app.track_desk import TrackDesk, encode_track_record
from slipgui.app.wiring import open_track_desk
from slipgui.cli.interruption import run_until_ended
from slipgui.cli.options import Common, common_options
from slipgui.cli.render import plain, print_remark, print_row
from slipgui.core.track_record import Licence, LicenceOrder, LicenceQuota, RightsHolder, TrackRecord

T = TypeVar("T")
_ID = click.argument("track_id", metavar="ID", type=click.UUID)


@click.command()
@_ID
@click.option("--again", "is_fresh", is_flag=True, help="Ask even where the answer of the last week is known.")
@common_options
def track(common: Common, track_id: object, *, is_fresh: bool) -> None:
    """Tell what AudioVerify's catalogue knows of a track: album, writers, publishers, library."""
    common.start_logging()
    record = _with_desk(common, lambda desk: desk.record(str(track_id), is_fresh=is_fresh))
    print_row(common, encode_track_record(record), _describe_record(record))


@click.command(name="license")
@_ID
@click.option("--project", required=True, metavar="NAME", help="What it is for; up to 255 characters.")
@click.option("--user", "user_id", required=True, metavar="ID", help="Who gets it, in your own system.")
@click.option("--yes", "is_sure", is_flag=True, help="Do not ask back on a terminal.")
@click.option("--open", "is_opened", is_flag=True, help="Show its page in the browser.")
@common_options
def license_track(
    common: Common, track_id: object, project: str, user_id: str, *, is_sure: bool, is_opened: bool
) -> None:
    """Get a licence for a track of AudioVerify's catalogue; each counts against the account, also a second one for the same."""
    common.start_logging()
    order = LicenceOrder(str(track_id), project, user_id).checked()
    if not is_sure and sys.stdin is not None and sys.stdin.isatty():
        click.confirm(f"A licence for {track_id} counts against the account. Get it?", abort=True, err=True)
    licence = _with_desk(common, lambda desk: desk.order_licence(order))
    print_row(common, encode_licence(licence), _describe_licence(licence))
    if not common.is_json and not common.is_quiet and (used := _describe_quota(licence.quota)):
        print_remark(used)
    if is_opened:
        webbrowser.open(licence.page)


def _with_desk(common: Common, work: Callable[[TrackDesk], Coroutine[Any, Any, T]]) -> T:
    return run_until_ended(work(open_track_desk(common.home, common.settings)))


def _describe_record(record: TrackRecord) -> str:
    kind = {"sound effect": record.is_sound_effect, "stems": record.has_stems, "free": record.is_free}
    facts = {
        "japanese": record.japanese_title,
        "album": record.album,
        "library": record.library,
        "genre": ", ".join(record.genres),
        "mood": ", ".join(record.moods),
        "vocals": ", ".join(filter(None, (record.vocals, "lyrics" if record.has_lyrics else ""))),
        "writers": "; ".join(map(_describe_holder, record.writers)),
        "publishers": "; ".join(map(_describe_holder, record.publishers)),
        "kind": ", ".join(word for word, is_it in kind.items() if is_it),
        "about": record.description,
        "page": record.page,
    }
    told = [f"    {name:10} {plain(value)}" for name, value in facts.items() if value]
    return "\n".join([f"{plain(record.title)} — {plain(record.artist or '—')}", *told])


def _describe_holder(holder: RightsHolder) -> str:
    share = f"{holder.share_percent:f} %" if holder.share_percent is not None else ""
    facts = ", ".join(filter(None, (share, holder.society, f"IPI {holder.ipi}" if holder.ipi else "")))
    return f"{holder.name} ({facts})" if facts else holder.name


def _describe_licence(licence: Licence) -> str:
    ends = licence.expires_at.astimezone().strftime("%Y-%m-%d") if licence.expires_at is not None else "never"
    track_name = plain(licence.track_title or licence.track_id)
    return f"{licence.page}\n    {track_name}, for {plain(licence.project or licence.user_id)}, ends: {ends}"


def _describe_quota(quota: LicenceQuota) -> str:
    parts = [
        f"{used} of {limit} {word}" if limit is not None else f"{used} {word}"
        for used, limit, word in (
            (quota.daily_used, quota.daily_limit, "today"),
            (quota.monthly_used, quota.monthly_limit, "this month"),
        )
        if used is not None
    ]
    return f"Licences: {', '.join(parts)}" if parts else ""
