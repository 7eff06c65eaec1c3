"""The calendar of a person's own turns, behind a secret address."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.core.context import Context
from bot.core.conversation import Submission
from bot.core.errors import Refused
from bot.core.people import Person
from bot.core.routes import Reply, ask
from bot.core.screens import Form
from bot.core.storage import Work, new_reference
from bot.duty.model import CalendarAddress
from bot.duty.rota import turns_of
from bot.duty.screens import CALENDAR, NEW, NONE, calendar_form
from bot.programme import Window, current
from bot.supporters.model import takes_any

BEHIND, AHEAD = timedelta(days=1), timedelta(weeks=8)
"""How far a calendar reaches back and ahead."""


@dataclass(frozen=True)
class Entry:
    """One calendar entry; ``uid`` reveals neither who nor where."""

    uid: str
    starts: datetime
    ends: datetime


@dataclass(frozen=True)
class OwnCalendar:
    """A person's calendar, and the language of its title."""

    locale: str
    entries: tuple[Entry, ...]


async def changed(context: Context, sent: Submission) -> Reply:
    """Make an address, replace it with a new one, or remove it."""
    work, person = context.work, context.actor.reference
    if not (await current(work)).address:
        raise Refused("supporters.calendar.nowhere")
    there = await work.of(CalendarAddress).get(person)
    what = sent.one("what")
    if there is not None and what == NONE:
        await work.remove(there)
    elif there is None or what == NEW:
        serial = new_reference()
        blind_index = _index(work, _secret(work, person, serial))
        if there is None:
            row = CalendarAddress(reference=person, serial=serial, blind_index=blind_index)
            await work.add(row)
        else:
            await work.save(replace(there, serial=serial, blind_index=blind_index))
    return ask(CALENDAR)


async def draw(context: Context, subject: str) -> Form:
    """Draw the window with the present address."""
    base = (await current(context.work)).address
    there = await context.work.of(CalendarAddress).get(context.actor.reference)
    address = ""
    if there is not None and base:
        secret = _secret(context.work, there.reference, there.serial)
        address = f"{base}/calendar/{secret}.ics"
    return calendar_form(context.words, address, there=bool(base))


async def calendar_behind(work: Work, secret: str) -> OwnCalendar | None:
    """Return the calendar for a secret; ``None`` if it is wrong or its owner supports no more."""
    found = await work.of(CalendarAddress).find(
        CalendarAddress.blind_index.is_(_index(work, secret))
    )
    person = await work.of(Person).get(found[0].reference) if found else None
    if person is None or not person.active:
        return None
    programme = await current(work)
    if not takes_any(programme, person.reference):
        return None
    turns = await turns_of(work, person.reference, Window(work.now - BEHIND, work.now + AHEAD))
    # Turns in two areas, or by the rota and one's own week, are one entry.
    windows = {(turn.starts, turn.ends) for turn in turns}
    return OwnCalendar(
        person.locale,
        tuple(
            Entry(_uid(work, found[0].serial, starts, ends), starts, ends)
            for starts, ends in sorted(windows)
        ),
    )


def _secret(work: Work, person: str, serial: str) -> str:
    return work.vault.blind_index("calendar", person, serial)


def _index(work: Work, secret: str) -> str:
    return work.vault.blind_index("calendar-secret", secret)


def _uid(work: Work, serial: str, starts: datetime, ends: datetime) -> str:
    return work.vault.blind_index("calendar-entry", serial, starts.isoformat(), ends.isoformat())
