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

LARGEST = 4 * 1024 * 1024
"""How many characters a playbook may have; that of a large hospital has a tenth of it."""

DEEPEST = 32
_NAME = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')"""
DEEP_NAME = re.compile(rf"(?<![\w-]){_NAME}(?:[ \t]*+\.[ \t]*+{_NAME}){{{DEEPEST}}}")
"""A dotted name that leads deeper than any of ours; with thousands of dots, parsing takes hours."""

LONG_NUMBER = re.compile(r"(?<![\d_])[\d_]{1000}", re.ASCII)
"""Python refuses to convert one of more than 4300 digits."""

AT_LINE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)")


def check(text: str, platforms: Sequence[AnyPlatform] | None = None) -> Playbook | list[Fault]:
    """The playbook in a text, or all its faults in the order of the file.

    ``platforms`` can be named in it, by default all. Warnings alone are returned in the playbook's
    ``warnings``; with other faults they are among those.
    """
    # Some editors write an invisible byte order mark, which TOML refuses.
    text = text.removeprefix("\ufeff")
    if refused := _not_to_be_parsed(text):
        return [refused]
    try:
        values, lines = tomllib.loads(text), lines_of(text)
    except tomllib.TOMLDecodeError as error:
        return [_syntax_fault(str(error), text)]
    except RecursionError:
        return [_too_deep(1)]
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


def _not_to_be_parsed(text: str) -> Fault | None:
    """Why the parser must not see this text: it would take hours, or raise what is not its own."""
    if len(text) > LARGEST:
        what = f"this file has more than {LARGEST // 1024 // 1024} million characters"
        return Fault(1, what, "is it the playbook?")
    if deep := DEEP_NAME.search(text):
        return _too_deep(_line_at(text, deep.start()))
    if number := LONG_NUMBER.search(text):
        remedy = "no number of a playbook has more than a few digits"
        return Fault(_line_at(text, number.start()), "this number is too long", remedy)
    return None


def _line_at(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _too_deep(line: int) -> Fault:
    remedy = "write it as the sample hospital does: nothing in a playbook lies that deep"
    return Fault(line, "this file is nested too deeply", remedy)


def _syntax_fault(message: str, text: str) -> Fault:
    place = AT_LINE.search(message)
    line = int(place[1]) if place and place[1] else text.count("\n") + 1
    return Fault(
        line,
        f"this is not TOML: {AT_LINE.sub('', message)}",
        "look there for a missing quote, bracket or =, or for a name given twice",
    )
