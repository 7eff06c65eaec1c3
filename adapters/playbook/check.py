"""Checks a playbook, the whole configuration in one TOML file, before it is applied."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import replace

from adapters.platforms import AnyPlatform, addresses_of
from adapters.playbook.document import read
from adapters.playbook.tables import Faults, Table
from adapters.playbook.toml_lines import lines_of
from bot.programme.faults import Fault
from bot.programme.playbook.model import Playbook
from bot.programme.playbook.validation import look_at_the_story

AT_LINE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)")


def check(text: str, platforms: Sequence[AnyPlatform] | None = None) -> Playbook | list[Fault]:
    """The playbook in a text, or all its faults in the order of the file.

    ``platforms`` can be named in it, by default all. Warnings alone are returned in the playbook's
    ``warnings``; with other faults they are among those.
    """
    # Some editors write an invisible byte order mark, which TOML refuses.
    text = text.removeprefix("\ufeff")
    try:
        values, lines = tomllib.loads(text), lines_of(text)
    except tomllib.TOMLDecodeError as error:
        return [_syntax_fault(str(error), text)]
    except RecursionError:
        remedy = "write it as the sample hospital does: nothing in a playbook lies that deep"
        return [Fault(1, "this file is nested too deeply", remedy)]
    faults = Faults(lines)
    playbook = read(Table(values, (), faults), addresses_of(platforms))
    look_at_the_story(playbook, faults)
    found = faults.in_order()
    if any(not fault.warning for fault in found):
        return found
    return replace(playbook, warnings=tuple(found))


def read_anyway(text: str) -> Playbook:
    """Read a playbook despite its faults; raises ``ValueError`` if it is not TOML."""
    return read(Table(tomllib.loads(text), (), Faults({})), addresses_of(None))


def _syntax_fault(message: str, text: str) -> Fault:
    place = AT_LINE.search(message)
    line = int(place[1]) if place and place[1] else text.count("\n") + 1
    return Fault(
        line,
        f"this is not TOML: {AT_LINE.sub('', message)}",
        "look there for a missing quote, bracket or =, or for a name given twice",
    )
