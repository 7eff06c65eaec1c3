"""``audit [30d]``: who changed what, and when; in a dialog, because it names people."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.context import Context
from bot.core.conversation import Command
from bot.core.durations import read_duration
from bot.core.errors import Refused
from bot.core.pages import Page, PageOf, page_of
from bot.core.people import name_of
from bot.core.routes import Reply, ask
from bot.core.screens import Form, Items, Part, Text
from bot.core.texts import Words
from bot.programme import current, is_whole
from bot.programme.model import AuditEntry
from bot.setup.names import LOG
from bot.triggers import removed_trigger, short_sentence

USUAL_DAYS, MOST_DAYS = 30, 3650
MOST_SHOWN = 40
TRIGGER = re.compile(r"trigger (\S+) ")
REFERENCE = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class Entry:
    """One line of the log; ``who`` is empty for the server."""

    at: datetime
    who: str
    what: str


async def show(context: Context, command: Command) -> Reply:
    """Open the log for ``audit``, ``audit 7d`` or ``audit 2w``."""
    return ask(LOG, str(days_in(" ".join(command.words[1:]))))


def days_in(typed: str) -> int:
    """How many days back to look; raises ``Refused`` if ``typed`` is not a length of time."""
    if not typed:
        return USUAL_DAYS
    found = read_duration(typed, bare="d")
    if found is None or not 0 < found.days <= MOST_DAYS:
        raise Refused("setup.log.how")
    return found.days


async def draw_log(context: Context, subject: str) -> Form:
    """A page of the lines of the last days, newest first; ``subject`` is how many days."""
    place = PageOf.of_subject(subject)
    days = days_in(place.about)
    work, since = context.work, context.now - timedelta(days=days)
    entries = await work.of(AuditEntry).find(
        AuditEntry.at.at_least(since), order_by=AuditEntry.number
    )
    page = page_of(entries[::-1], MOST_SHOWN, place)
    shown = [
        Entry(each.at, await name_of(work, each.who), await _named(context, each.what))
        for each in page.shown
    ]
    whole = is_whole(await work.of(AuditEntry).find())
    return log_form(context.words, page.showing(shown), days, whole=whole)


async def _named(context: Context, what: str) -> str:
    """The text of an entry, with names for references, and what a trigger says for its key."""
    if about := TRIGGER.match(what):
        programme = await current(context.work)
        trigger = programme.trigger(about[1]) or await removed_trigger(context, about[1])
        if trigger is not None:
            said = short_sentence(context.words, programme, trigger)
            what = f"{what[: about.start(1)]}{said}:{what[about.end(1) :]}"
    for reference in REFERENCE.findall(what):
        name = await name_of(context.work, reference)
        what = what.replace(reference, name or context.words("programme.names.nameless"))
    return what


def log_form(words: Words, page: Page[Entry], days: int, *, whole: bool) -> Form:
    """A page of the log's lines, newest first."""
    parts: list[Part] = [Text(words("setup.log.text", count=days))]
    if not whole:
        parts.append(Text(words("programme.finding.audit")))
    rows = tuple(
        words(
            "setup.log.row",
            at=words.day_and_time(each.at),
            who=each.who or words("setup.log.server"),
            what=each.what,
        )
        for each in page.shown
    )
    parts.append(Items(rows) if rows else Text(words("setup.log.none")))
    return Form(
        name=LOG,
        subject=str(page.place),
        title=words("setup.log.title"),
        close=words("core.close"),
        parts=(*parts, *page.in_dialog(words, LOG)),
    )
