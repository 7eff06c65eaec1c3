"""What a playbook says of those one can talk with: ``[options.peer]`` and the others."""

from collections.abc import Collection

from adapters.playbook.tables import Table
from adapters.playbook.times import read_hours, read_ladder
from bot.core.people import Employment
from bot.core.phones import read_number
from bot.programme.model import OUTSIDE, Option, TalkOption

PRIVATE = "A chaplain keeps your talk private."
LIMITS = "If someone may be in danger, they may have to tell."
NO_PERSON = "nobody's e-mail under [[people]]"
NO_LINE = "no key of a line under [[lines]]"


def read_options(
    table: Table,
    emails: frozenset[str],
    lines: frozenset[str],
    inherited: Collection[str] = (),
) -> dict[str, TalkOption]:
    """The options of a playbook or an area, which need not say all of those ``inherited``."""
    found = {}
    for key in (*Option, OUTSIDE):
        if table.has(key):
            needed = key not in inherited
            found[str(key)] = _option(table.table(key), key, emails, lines, needed=needed)
    table.close()
    return found


def _option(
    table: Table,
    key: str,
    emails: frozenset[str],
    lines: frozenset[str],
    *,
    needed: bool,
) -> TalkOption:
    outside, apart = key == OUTSIDE, key in {Option.CHAPLAIN, Option.EAP}
    option = TalkOption(
        private=table.text("private", PRIVATE, needed=needed),
        limits=table.text("limits", LIMITS, needed=needed),
        answers=table.text("answers", "within 30 minutes", needed=needed and not outside),
        at_night=table.text("at_night", "by 8 a.m.", needed=needed and not outside),
        line=table.one_of("line", lines, NO_LINE),
        operator="" if outside else _operator(table),
        open_to=_open_to(table),
        desk=table.several_of("desk", emails, NO_PERSON) if key == Option.EAP else (),
        name=table.text("name", "A line for physicians", needed=needed) if outside else "",
        how=table.text("how", "call 555-0100, day and night", needed=needed) if outside else "",
        hours=read_hours(table.table("hours")) if apart and table.has("hours") else None,
        ladder=read_ladder(table.table("ladder")) if apart and table.has("ladder") else None,
    )
    table.close()
    return option


def _operator(table: Table) -> str:
    typed = table.text("operator", "303-555-0100")
    if typed and read_number(typed) is None:
        remedy = 'write the number people call, like operator = "303-555-0100"'
        table.fault("operator", f'"{typed}" is no telephone number', remedy)
        return ""
    return typed


def _open_to(table: Table) -> tuple[Employment, ...]:
    found = table.several_of("open_to", list(Employment), "no kind of employment")
    return tuple(Employment(each) for each in found)
