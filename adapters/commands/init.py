"""``init``: asks the few questions that a trial needs, and writes a playbook and the settings."""

import argparse
import base64
import re
import secrets
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from string import Template
from typing import Any

from adapters.commands.init_questions import (
    Someone,
    answered,
    ask_all,
    own_platforms,
    questions,
    roles,
)
from adapters.packaged import text_of
from adapters.playbook import check
from adapters.playbook.toml_text import of_value
from adapters.setting_parsers import KEY_BYTES
from adapters.whole_files import write_all
from bot.core.lines import KNOWN_TO_TAKE_TEXTS, Texting
from bot.programme import Playbook

PLAYBOOK, SETTINGS = "our-hospital.playbook.toml", "support-timeout.env"
ONLY_OURS = 0o600
ODD = re.compile(r"[\s$'\"#\\]")
"""What a shell, systemd and containers read differently in an environment file."""
HOW = {Texting.NO: "call", Texting.TOO: "call or text", Texting.ONLY: "text"}


async def begin(chosen: argparse.Namespace) -> int:
    """Write the two files, readable by their owner alone; return the exit code."""
    folder: Path = chosen.folder.absolute()
    if (trouble := _trouble_with(folder)) is not None:
        sys.stderr.write(trouble)
        return 2
    given: Mapping[str, str | None] = {
        each.name: getattr(chosen, each.name) for each in questions()
    }
    if sys.stdin.isatty():
        given = ask_all(given, input, sys.stdout.write)
    answers, faults = answered(given)
    if faults:
        sys.stderr.writelines(f"{fault}\n" for fault in faults)
        return 2
    # Somebody may have written there while the questions were answered, and a key is not replaced.
    if (trouble := _trouble_with(folder)) is not None:
        sys.stderr.write(trouble)
        return 2
    texts = {PLAYBOOK: playbook(answers), SETTINGS: settings(answers, folder)}
    found = check(texts[PLAYBOOK])
    if not isinstance(found, Playbook):
        sys.stderr.writelines(f"{PLAYBOOK}: {fault}\n" for fault in found)
        return 1
    files = {folder / name: text for name, text in texts.items()}
    write_all(files, mode=ONLY_OURS, replaces=False)
    sys.stdout.write(_next_steps(answers, folder))
    return 0


def _trouble_with(folder: Path) -> str | None:
    """Why nothing can be written there, or ``None``."""
    if ODD.search(str(folder)) or not folder.is_dir():
        return f"{folder} is no folder, or has blanks or odd signs in its name.\n"
    there = [folder / name for name in (PLAYBOOK, SETTINGS) if (folder / name).exists()]
    if there:
        return (
            f"{there[0]} is there already, and nothing was written.\n"
            "  Name another folder, or move it away.\n"
        )
    return None


def playbook(answers: Mapping[str, Any]) -> str:
    """The commented playbook of a trial."""
    unit_key = _key_of(answers["unit"])
    values = {
        name: of_value(answers[name])
        for name in ("hospital", "zone", "facts_contact", "peer_hours", "unit", "country")
    }
    url = answers["url"]
    return Template(text_of("adapters.commands", "first_playbook.toml")).substitute(
        values,
        hospital_plain=answers["hospital"],
        address=f"# Where this service is reached.\naddress = {of_value(url)}\n" if url else "",
        channels="\n".join(
            f"{name} = {of_value(answers[f'{name}_channel'])}" for name in answers["platforms"]
        ),
        turns="\n".join(
            f"    {{ person = {of_value(each.email)}, time = {values['peer_hours']} }},"
            for each in answers["peers"]
        ),
        unit_key=of_value(unit_key),
        people="\n".join(_person(*each, unit_key) for each in roles(answers)),
        privacy=_privacy(answers["private"], answers["limits"]),
        called=answers["called"].isoformat(),
        **{name: _emails(answers[name]) for name in ("coordinators", "peers", "leads")},
        **_lines(answers),
    )


def _emails(people: Sequence[Someone]) -> str:
    return of_value([each.email for each in people])


def _lines(answers: Mapping[str, Any]) -> dict[str, str]:
    known = KNOWN_TO_TAKE_TEXTS.get((answers["country"], answers["crisis_line"].number))
    return {
        "crisis_how": of_value(HOW[known or Texting.NO]),
        **{
            f"{key}_{part}": of_value(getattr(answers[f"{key}_line"], part))
            for key in ("crisis", "emergency")
            for part in ("name", "number")
        },
    }


def _person(someone: Someone, leads: bool, unit_key: str) -> str:  # noqa: FBT001 - a pair's half
    unit = f"unit = {of_value(unit_key)}\n" if leads else ""
    name, email = of_value(someone.name), of_value(someone.email)
    return f"\n[[people]]\nname = {name}\nemail = {email}\n{unit}".rstrip()


def _privacy(private: str, limits: str) -> str:
    """Counsel's words; a comment to fill in if one of the two is not known yet."""
    lines = (
        *("[[supports]]", 'key = "peer"'),
        *(f"private = {of_value(private or '…')}", f"limits = {of_value(limits or '…')}"),
    )
    return "\n".join(lines if private and limits else (f"# {line}" for line in lines))


def _key_of(unit: str) -> str:
    """A short key for a unit, which people type: the first letters of its words, or a word."""
    words = re.findall(r"[a-z0-9]+", unit.casefold()) or ["unit"]
    return words[0][:20] if len(words) == 1 else "".join(word[0] for word in words)[:20]


def settings(answers: Mapping[str, Any], folder: Path) -> str:
    """The environment file of a trial, with a new key."""
    known = own_platforms()
    platforms = ""
    for name in answers["platforms"]:
        for setting, where in known[name].first_settings.items():
            platforms += f"# {where}\n{setting}=\n"
    return Template(text_of("adapters.commands", "first_settings.txt")).substitute(
        env_name=SETTINGS,
        key=base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode(),
        folder=folder,
        playbook=folder / PLAYBOOK,
        platforms=platforms,
    )


def _next_steps(answers: Mapping[str, Any], folder: Path) -> str:
    manifests = "".join(
        f"  support-timeout manifest {name}\n"
        for name in answers["platforms"]
        if own_platforms()[name].manifest is not None
    )
    return (
        f"Written, for you alone to read:\n  {folder / PLAYBOOK}\n  {folder / SETTINGS}\n"
        f"Make the app with what this prints; --help says what it has to be told:\n{manifests}"
        f"Put what it gives you into {SETTINGS}, and look through both files. Then:\n"
        f"  set -a; . {folder / SETTINGS}; set +a\n"
        f"  support-timeout playbook check {folder / PLAYBOOK}\n"
        "  support-timeout migrate\n"
        f"  support-timeout playbook apply {folder / PLAYBOOK}\n"
        "  support-timeout doctor\n"
        "  support-timeout web\n"
    )
