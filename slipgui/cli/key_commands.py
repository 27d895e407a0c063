"""``slip key``: the keys of the accounts at AudioVerify, and of pyannoteAI: where they are, kept, tried without cost, removed."""

import asyncio
import os
import sys
from collections.abc import Callable
from functools import partial
from typing import Any

import click

from slipgui.app.secrets import Secret, Secrets
from slipgui.app.service_opening import no_key
from slipgui.app.service_trial import profile_answers
from slipgui.app.settings_file import resolve_settings
from slipgui.app.webhook_desk import WebhookDesk
from slipgui.app.wiring import open_voice_tools
from slipgui.cli.interruption import run_until_ended
from slipgui.cli.options import Common, common_options
from slipgui.cli.render import plain, print_remark, print_row
from slipgui.core.errors import ContractError
from slipgui.core.profile_id import PYANNOTE, WEBHOOK
from slipgui.core.settings import Settings


def _of_whom(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that tell which secret is meant; ``named`` is that of no account."""
    voices = click.option("--pyannote", "named", flag_value=PYANNOTE, help="The key of pyannoteAI, not of AudioVerify.")
    webhook = click.option("--webhook", "named", flag_value=WEBHOOK, help="The secret of pyannoteAI's webhooks.")
    return voices(webhook(command))


@click.group()
@common_options
def key(common: Common) -> None:
    """Keys of AudioVerify's accounts and of pyannoteAI; "--profile NAME" tells which account is meant."""


@key.command(name="list")
@common_options
def list_keys(common: Common) -> None:
    """Show the accounts, and where the key of each is; never a key."""
    settings, secrets = _settings(common), Secrets(common.home)
    rows: list[tuple[dict[str, Any], Secret | None]] = [
        (
            {"profile": one.name, "profile_id": one.id, "api_url": one.api_url, "is_default": one == settings.account},
            secrets.find_partner_key(settings, one),
        )
        for one in settings.profiles
    ]
    for name, title, address in (
        (PYANNOTE, "pyannoteAI", settings.pyannote_url),
        (WEBHOOK, "Webhooks of pyannoteAI", settings.webhook_url),
    ):
        voice = {"profile": title, "profile_id": name, "api_url": address, "is_default": False}
        rows.append((voice, secrets.find_named(name)))
    for row, found in rows:
        place = found.place.value if found is not None else None
        told = f"key from the {place}" if place else "no key"
        mark = "*" if row["is_default"] else " "
        print_row(common, row | {"key": place}, f"{mark} {plain(row['profile'])}  {row['api_url'] or 'off'}  {told}")
    if secrets.is_locked() and not common.is_quiet:
        print_remark(
            "The system keyring is locked: what it holds is not known. Unlock it as your desktop does at log-in."
        )


@key.command(name="set")
@_of_whom
@common_options
def set_key(common: Common, *, named: str | None) -> None:
    """Keep a key, which is asked for, or read from standard input where that is no terminal."""
    secret = _ask_for_key()
    settings, secrets = _settings(common), Secrets(common.home)
    keep_partner_key = partial(secrets.keep_partner_key, settings, settings.account)
    place = secrets.keep_named(named, secret) if named else keep_partner_key(secret)
    if not common.is_quiet:
        print_remark(
            "kept in the system keyring"
            if place == "keyring"
            else f"no system keyring took it: it lies in {common.home.secrets_file}, which only you can read"
        )


@key.command(name="test")
@_of_whom
@common_options
def test_key(common: Common, *, named: str | None) -> None:
    """Ask the service whether it takes the key, without cost; of webhooks: see that a delivery comes in."""
    if named == WEBHOOK:
        run_until_ended(WebhookDesk(common.home, common.settings).try_out())
    else:
        run_until_ended(_try_voices(common) if named else _try_account(common, _settings(common)))
    if not common.is_quiet:
        print_remark("a delivery came in" if named == WEBHOOK else "it takes this key")


@key.command(name="remove")
@_of_whom
@common_options
def remove_key(common: Common, *, named: str | None) -> None:
    """Delete a key from this computer."""
    settings, secrets = _settings(common), Secrets(common.home)
    if named:
        secrets.forget_named(named)
    else:
        secrets.forget_partner_key(settings, settings.account.id)


def _settings(common: Common) -> Settings:
    return resolve_settings(common.home.settings_file, os.environ, common.settings)


def _ask_for_key() -> str:
    is_terminal = sys.stdin is not None and sys.stdin.isatty()
    secret = (
        click.prompt("Key", hide_input=True, err=True) if is_terminal else (sys.stdin.readline() if sys.stdin else "")
    )
    if not str(secret).strip():
        raise click.UsageError("No key was given.")
    return str(secret)


async def _try_account(common: Common, settings: Settings) -> None:
    if await asyncio.to_thread(Secrets(common.home).find_partner_key, settings, settings.account) is None:
        raise await asyncio.to_thread(no_key, common.home)
    if not await profile_answers(common.home, settings, settings.account.id):
        raise ContractError("another web server", service="audioverify")


async def _try_voices(common: Common) -> None:
    async with open_voice_tools(common.home, common.settings) as tools:
        await tools.known_service().test_key()
