"""``playbook check`` and ``sample``, and reading and checking a playbook for the other commands.

It loads neither a database nor a web server.
"""

import argparse
import sys
import tomllib
from collections.abc import Set as AbstractSet
from datetime import datetime
from pathlib import Path

from adapters.catalogue import load_catalogues, own_words
from adapters.clock import SystemClock
from adapters.packaged import text_of
from adapters.platforms import all_platforms
from adapters.playbook import as_tables, check
from adapters.playbook.tables import Faults
from adapters.playbook.toml_lines import lines_of
from adapters.settings import given_platforms
from adapters.wording import load_wording
from bot.core.health import Finding
from bot.programme import (
    Fault,
    Playbook,
    findings,
    languages_missing,
    sentences_untranslated,
)
from bot.programme.model import SupportKind
from bot.programme.model.default_kinds import OLD_TABLE

NO_PLAYBOOK = "It could not be read.\n  Name a file that is there and is UTF-8."
STANDARD = Path("-")
"""Standard input where a file is read, standard output where one is written."""


async def check_file(chosen: argparse.Namespace) -> int:
    """Say everything that is wrong with a file."""
    text = read_text(chosen.file)
    name = name_of(chosen.file)
    found = checked(name, text) if text is not None else None
    if found is None:
        return 1
    for warning in ignored(found, text or "", given_platforms()):
        sys.stdout.write(f"{name}: {warning}\n")
    for finding in amiss(found, given_platforms(), SystemClock().now()):
        sys.stdout.write(f"{name}: {finding.cause}: {finding.what} {finding.mend}\n")
    return 0


async def sample(_: argparse.Namespace) -> int:
    """Print the sample hospital's playbook."""
    sys.stdout.write(text_of("adapters.practice", "hospital.toml"))
    return 0


def ignored(playbook: Playbook, text: str, on: AbstractSet[str]) -> list[Fault]:
    """Warnings about entries for platforms that are off, which are not used.

    The practice page is never on outside the demo. Another platform is off if only others have
    settings in the environment.
    """
    faults = Faults(lines_of(text.removeprefix("\ufeff")))
    for platform in all_platforms():
        here = platform.name
        only_in_demo = platform.open is None
        if here in on or not (only_in_demo or on):
            continue
        if found := _named_on(here, playbook):
            why = "only the demo has it" if only_in_demo else "none of its settings are set"
            what = f"{here} is off here ({why}), so this is ignored: {found}"
            remedy = "ignore this if you meant it"
            faults.add((), what, remedy, warning=True)
    return faults.in_order()


def _named_on(platform: str, playbook: Playbook) -> str:
    """What a playbook names on a platform, counted; empty without any."""
    programme = playbook.programme
    places = [
        *programme.channels.values(),
        *(places for area in programme.areas for places in area.channels.values()),
        *(unit.channels for unit in programme.units),
    ]
    counts = {
        "channels": sum(platform in each for each in places),
        "groups": sum(platform in unit.groups for unit in programme.units),
        "accounts": sum(
            name == platform and account is not None
            for person in playbook.people
            for name, account in person.accounts
        ),
    }
    return ", ".join(f"{count} {name}" for name, count in counts.items() if count)


def amiss(playbook: Playbook, on: AbstractSet[str], now: datetime) -> list[Finding]:
    """The health findings that need only the file and the environment."""
    words = load_wording().words("en", "UTC")
    programme = playbook.programme.on_platforms(on) if on else playbook.programme
    return findings(programme, now, words)


def checked(name: str, text: str) -> Playbook | None:
    """The playbook, or ``None`` when its faults, all of them, were printed."""
    found = check(text)
    if isinstance(found, Playbook) and (wrong := faults_of_words(found, text)):
        found = wrong
    if isinstance(found, Playbook):
        for warning in (*found.warnings, *_untranslated(found, text)):
            sys.stdout.write(f"{name}: {warning}\n")
        sys.stdout.write(f"{name} is sound.\n")
        return found
    for fault in found:
        sys.stderr.write(f"{name}: {fault}\n")
    sys.stderr.write(f"{name}: nothing of it was applied.\n")
    return None


def faults_of_words(playbook: Playbook, text: str) -> list[Fault]:
    """The faults in the hospital's own words, found by comparing them with the catalogues."""
    _, wrong = own_words(load_catalogues(), as_tables(playbook.programme.wording))
    faults = Faults(lines_of(text.removeprefix("\ufeff")))
    for each in wrong:
        key, _, what = each.partition(": ")
        if ": " in what:
            below, _, what = what.partition(": ")
            key = f"{key}.{below}"
        what, _, remedy = what.partition("; ")
        faults.add(("wording", *key.split(".")), f"{key}: {what}", remedy)
    return faults.in_order()


def _untranslated(playbook: Playbook, text: str) -> list[Fault]:
    """Warnings about texts of support kinds that have no translation.

    These are a hospital's own names, and its sentences, such as counsel's words for what stays
    private.
    """
    wording = load_wording()
    wording.reword(playbook.programme.wording)
    words, faults = wording.words("en", "UTC"), Faults(lines_of(text.removeprefix("\ufeff")))
    written = tomllib.loads(text.removeprefix("\ufeff")).get("supports", [])
    places = {table.get("key"): ("supports", number) for number, table in enumerate(written)}

    def warn(kind: SupportKind, field: str, what: str, remedy: str) -> None:
        place = places.get(kind.key, (OLD_TABLE, kind.key))
        faults.add((*place, field), what, remedy, warning=True)

    for kind in playbook.programme.supports:
        for language in languages_missing(words, kind):
            what = f"{kind.key} has no name in {language}, so people read {kind.name}"
            warn(kind, "", what, 'add it, as in es = { name = "…" }')
    for kind, field, code, language in sentences_untranslated(words, playbook.programme):
        warn(
            kind,
            field,
            f"{field} of {kind.key} is not translated into {language}",
            f'put "{getattr(kind, field)}" = "…" under [wording.{code}.said], unless the file of'
            " SUPPORT_MESSAGES has it",
        )
    return faults.in_order()


def name_of(path: Path) -> str:
    """The name of a file in messages."""
    return "standard input" if path == STANDARD else str(path)


def read_text(path: Path) -> str | None:
    """The text of a file; ``None``, after printing why, if it cannot be read."""
    try:
        if path == STANDARD:
            return sys.stdin.buffer.read().decode("utf-8")
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        sys.stderr.write(f"{name_of(path)}: {NO_PLAYBOOK}\n")
        return None
