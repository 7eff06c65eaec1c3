"""Turns from the calendar of a rota: who, and from when until when; nothing else is kept."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.core.people import Person, person_with_email
from bot.core.storage import Work, new_reference
from bot.duty.model import CalendarTurn
from bot.programme import Found, Window, current, list_of_rota, named_in, names_of_people, note_read
from bot.programme.model import Rota

BEFORE, AFTER = timedelta(days=1), timedelta(weeks=8)
"""How far calendars are read, as far as people's own calendars show their turns."""


def rota_window(work: Work) -> Window:
    """Return the time span for which the calendar of a rota is read."""
    return Window(work.now - BEFORE, work.now + AFTER)


async def keep_turns(work: Work, rota: Rota, found: Sequence[Found], passed_over: int = 0) -> None:
    """Replace the present and future turns from a rota's calendar; turns that are over stay.

    People who take no such requests in that area get no turn, and are counted as unknown; so is
    an entry that names nobody, or whose title does not tell which of two it names.
    """
    programme = await current(work)
    area = programme.area(rota.area)
    takers = programme.takers(area, rota.option) if area else ()
    names = await _names(work, takers) if rota.titles else {}
    wanted, known = set[tuple[str, datetime, datetime]](), dict[str, str]()
    for each in found:
        for email in each.emails:
            if email not in known:
                person = await person_with_email(work, email)
                known[email] = person.reference if person and person.active else ""
            if known[email] in takers:
                wanted.add((known[email], each.starts, each.ends))
    unclear = set[str]()
    for each in found:
        if each.title and not each.emails:
            named = named_in(each.title, names, rota.titles)
            wanted |= {(person, each.starts, each.ends) for person in named.people}
            unclear |= {each.title} if named.is_unclear else set()
    nameless = sum(not each.emails and not each.title for each in found)
    unknown = nameless + len(unclear) + sum(person not in takers for person in known.values())
    await _replace(work, rota, wanted)
    people = len({person for person, _, _ in wanted})
    name = list_of_rota(rota.key)
    await note_read(work, name, people=people, unknown=unknown, passed_over=passed_over)


async def _names(work: Work, takers: Sequence[str]) -> dict[str, str]:
    """The names of those who may have a turn, by reference."""
    here = Person.reference.one_of(tuple(takers)), Person.active.is_(True)
    return await names_of_people(work, await work.of(Person).find(*here))


async def _replace(work: Work, rota: Rota, wanted: set[tuple[str, datetime, datetime]]) -> None:
    turns = work.of(CalendarTurn)
    for row in await turns.find(
        CalendarTurn.area.is_(rota.area), CalendarTurn.option.is_(rota.option)
    ):
        key = (row.person, row.starts, row.ends)
        if key in wanted:
            wanted.discard(key)
        elif row.ends > work.now:
            await work.remove(row)
    for person, starts, ends in sorted(wanted):
        await work.add(
            CalendarTurn(
                reference=new_reference(),
                option=rota.option,
                area=rota.area,
                person=person,
                starts=starts,
                ends=ends,
            )
        )
