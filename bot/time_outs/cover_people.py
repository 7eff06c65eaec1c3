"""Looks up who can be asked for cover, who was asked, and who asked and covers."""

from bot.core.context import Context
from bot.core.jobs import Job, Recipient, RecipientKind
from bot.core.names import JobName, Screen
from bot.core.people import Person, PlatformAccount
from bot.core.seen import ShownCard
from bot.core.storage import Work
from bot.programme import current, is_asleep, is_odd_hour
from bot.programme.model import Unit
from bot.time_outs.model import Askable, TimeOut, TimeOutState

INVITE = JobName("time_out.invite")
NOBODY = ""


async def askable(work: Work, unit: str, asker: str, *, leave_lead_out: bool = False) -> Askable:
    """Return the people of a unit who can be reached for cover, never the asker.

    Whoever is asleep, by the shifts we know, could not come and would only be woken.
    """
    programme = await current(work)
    found, area = programme.unit(unit), programme.area_of_unit(unit)
    house = area.house_supervisors if area else ()
    if found is None:
        # Somebody between units has no list of their own, so only the house supervisor is asked.
        found = Unit("", "", "", programme.zone)
    # A lead the asker leaves out is left out of every list, not only of the leads.
    without = {asker, *(found.leads if leave_lead_out else ())}

    async def reachable(people: tuple[str, ...]) -> tuple[str, ...]:
        return tuple([p for p in people if p not in without and await _is_there(work, p)])

    return Askable(
        cover=await reachable(found.cover),
        leads=await reachable(found.leads),
        next_in_line=await reachable(found.next_in_line),
        house=await reachable(house),
        house_first=is_odd_hour(programme, found, work.now),
    )


async def units_of(work: Work, person: Person) -> tuple[Unit, ...]:
    """Return the units a person may be in when they need a break, their usual one first.

    Somebody who belongs to no known unit may be in any of them.
    """
    programme = await current(work)
    found = [programme.unit(key) for key in dict.fromkeys((person.unit, *person.units))]
    mine = tuple(unit for unit in found if unit is not None)
    return mine or programme.units


async def can_be_asked(work: Work, person: str) -> bool:
    """Whether this person still works here and has an account to write to."""
    row = await work.of(Person).get(person)
    if row is None or not row.active or not row.adult:
        return False
    return await work.of(PlatformAccount).count(PlatformAccount.person.is_(person)) > 0


async def _is_there(work: Work, person: str) -> bool:
    """Whether this person can be asked and is not asleep."""
    return await can_be_asked(work, person) and not await is_asleep_now(work, person)


async def is_asleep_now(work: Work, person: str) -> bool:
    """Whether this person is asleep, by the shifts we know."""
    row = await work.of(Person).get(person)
    return row is not None and is_asleep((await current(work)).unit(row.unit), row, work.now)


async def invited(work: Work, time_out: TimeOut) -> dict[str, Recipient]:
    """Return everybody who was asked, by person, with the recipient they were asked as."""
    jobs = await work.of(Job).find(Job.subject.is_(time_out.reference), Job.kind.is_(INVITE))
    found = {}
    for recipient in {job.recipient: Recipient.parse(job.recipient) for job in jobs}.values():
        person = await reference_behind(work, recipient)
        if person:
            found[person] = recipient
    return found


async def reference_behind(work: Work, recipient: Recipient) -> str:
    """Return the person a recipient stands for; empty once that is erased."""
    if recipient.kind is RecipientKind.SEALED:
        return await work.vault.open(recipient.sealed_person) or NOBODY
    return recipient.reference


async def shown_to(work: Work, time_out: TimeOut, person: str, *screens: Screen) -> list[ShownCard]:
    """Return the cards about a time-out in this person's conversation."""
    found = await work.of(ShownCard).find(
        ShownCard.subject.is_(time_out.reference), ShownCard.screen.one_of(screens)
    )
    behind = [await reference_behind(work, Recipient.parse(shown.recipient)) for shown in found]
    return [shown for shown, who in zip(found, behind, strict=True) if who == person]


async def asker_of(work: Work, time_out: TimeOut) -> str:
    """Return who asked; empty once that is erased."""
    return await work.vault.open(time_out.person) or NOBODY


async def coverer_of(work: Work, time_out: TimeOut) -> str:
    """Return who covers in the present round; empty while nobody does."""
    if time_out.state not in {TimeOutState.COVERED, TimeOutState.RUNNING}:
        return NOBODY
    return await work.vault.open(time_out.coverer(time_out.round)) or NOBODY


async def is_asker(context: Context, time_out: TimeOut) -> bool:
    """Whether the actor asked for this time-out."""
    return _is(context, await asker_of(context.work, time_out))


async def is_coverer(context: Context, time_out: TimeOut) -> bool:
    """Whether the actor or reader is the one who covers."""
    return _is(context, await coverer_of(context.work, time_out))


def _is(context: Context, person: str) -> bool:
    return context.person is not None and bool(person) and context.person.reference == person


async def open_of(work: Work, person: str) -> TimeOut | None:
    """Return the open time-out this person has asked for, if there is one."""
    blind_index = work.vault.blind_index("break", person)
    found = await work.of(TimeOut).find(TimeOut.whose.is_(blind_index))
    return next((each for each in found if each.state is not TimeOutState.OVER), None)
