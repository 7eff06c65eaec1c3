"""The playbook: the whole configuration as one TOML file, checked before anything is applied."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import replace

from adapters.platforms import AnyPlatform, addresses_of
from adapters.playbook.reading import read
from adapters.playbook.tables import Faults, Table
from adapters.playbook.toml_lines import lines_of
from bot.programme.faults import Fault
from bot.programme.playbook import Playbook
from bot.programme.playbook_validation import look_at_the_story

AT_LINE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)")


def check(text: str, platforms: Sequence[AnyPlatform] | None = None) -> Playbook | list[Fault]:
    """The playbook in a text, or everything that is wrong with it, in the order of the file.

    ``platforms`` are those that may be named in it, all there are by default.

    What only makes things worse for somebody is among the playbook's ``warnings``, and among
    the faults if there are graver ones.
    """
    # Some editors begin a file with a byte order mark, which nobody sees and TOML refuses.
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
    """What can be read of a text; raises ``ValueError`` if it is not TOML."""
    return read(Table(tomllib.loads(text), (), Faults({})), addresses_of(None))


def _syntax_fault(message: str, text: str) -> Fault:
    place = AT_LINE.search(message)
    line = int(place[1]) if place and place[1] else text.count("\n") + 1
    return Fault(
        line,
        f"this is not TOML: {AT_LINE.sub('', message)}",
        "look there for a missing quote, bracket or =, or for a name given twice",
    )
