"""``playbook check``, and reading and checking a playbook for the other commands.

It loads neither a database nor a web server.
"""

import argparse
import sys
import tomllib
from pathlib import Path

from adapters.catalogue import load_catalogues, own_words
from adapters.playbook import as_tables, check
from adapters.playbook.tables import Faults
from adapters.playbook.toml_lines import lines_of
from adapters.wording import load_wording
from bot.programme import Fault, Playbook, languages_missing, sentences_untranslated
from bot.programme.model import SupportKind
from bot.programme.model.default_kinds import OLD_TABLE

NO_PLAYBOOK = "It could not be read.\n  Name a file that is there and is UTF-8."
STANDARD = Path("-")
"""Standard input where a file is read, standard output where one is written."""


async def check_file(chosen: argparse.Namespace) -> int:
    """Say everything that is wrong with a file."""
    text = read_text(chosen.file)
    return 0 if text is not None and checked(name_of(chosen.file), text) else 1


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
    """What is wrong with the hospital's own words, which only the catalogues know."""
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
    """What people would read of the support kinds in another language than theirs.

    A hospital's own names, and its sentences, such as counsel's words for what stays private.
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
            f"what {kind.key} says in {field} is not translated into {language}",
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
