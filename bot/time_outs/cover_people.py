"""Who can be asked for cover, who has been, and which time-out is whose."""

from bot.core.context import Context
from bot.core.jobs import Job, Recipient, RecipientKind
from bot.core.names import JobName, Screen
from bot.core.people import Person, PlatformAccount
from bot.core.seen import ShownCard
from bot.core.storage import Work
from bot.programme import current, is_odd_hour
from bot.programme.model import Unit
from bot.time_outs.model import Askable, TimeOut, TimeOutState

INVITE = JobName("time_out.invite")
NOBODY = ""


async def askable(work: Work, unit: str, asker: str, *, leave_lead_out: bool = False) -> Askable:
    """The people of a unit who can be asked: reachable, never the asker."""
    programme = await current(work)
    found, area = programme.unit(unit), programme.area_of_unit(unit)
    house = area.house_supervisors if area else ()
    if found is None:
        # Between units nobody's list is theirs; the house supervisor knows who is free.
        found = Unit("", "", "", programme.zone)
    # A lead who is to be left out is left out of every list they stand on.
    without = {asker, *(found.leads if leave_lead_out else ())}

    async def reachable(people: tuple[str, ...]) -> tuple[str, ...]:
        return tuple([p for p in people if p not in without and await can_be_asked(work, p)])

    return Askable(
        cover=await reachable(found.cover),
        leads=await reachable(found.leads),
        next_in_line=await reachable(found.next_in_line),
        house=await reachable(house),
        house_first=is_odd_hour(programme, found, work.now),
    )


async def units_of(work: Work, person: Person) -> tuple[Unit, ...]:
    """The units a person may be in when they need a break, the usual one first.

    Who belongs to no unit that is known may be in any of them.
    """
    programme = await current(work)
    found = [programme.unit(key) for key in dict.fromkeys((person.unit, *person.units))]
    mine = tuple(unit for unit in found if unit is not None)
    return mine or programme.units


async def can_be_asked(work: Work, person: str) -> bool:
    """Whether this person works here still and has an account to write to."""
    row = await work.of(Person).get(person)
    if row is None or not row.active or not row.adult:
        return False
    return await work.of(PlatformAccount).count(PlatformAccount.person.is_(person)) > 0


async def invited(work: Work, time_out: TimeOut) -> dict[str, Recipient]:
    """Everybody who was asked, by person, with the recipient they were asked as."""
    jobs = await work.of(Job).find(Job.subject.is_(time_out.reference), Job.kind.is_(INVITE))
    found = {}
    for recipient in {job.recipient: Recipient.parse(job.recipient) for job in jobs}.values():
        person = await person_behind(work, recipient)
        if person:
            found[person] = recipient
    return found


async def person_behind(work: Work, recipient: Recipient) -> str:
    """The person a recipient stands for; empty once that is erased."""
    if recipient.kind is RecipientKind.SEALED:
        return await work.vault.open(recipient.sealed_person) or NOBODY
    return recipient.reference


async def shown_to(work: Work, time_out: TimeOut, person: str, *screens: Screen) -> list[ShownCard]:
    """The cards about a time-out that hang in this person's conversation."""
    found = await work.of(ShownCard).find(
        ShownCard.subject.is_(time_out.reference), ShownCard.screen.one_of(screens)
    )
    behind = [await person_behind(work, Recipient.parse(shown.recipient)) for shown in found]
    return [shown for shown, who in zip(found, behind, strict=True) if who == person]


async def asker_of(work: Work, time_out: TimeOut) -> str:
    """Who asked; empty once that is erased."""
    return await work.vault.open(time_out.person) or NOBODY


async def coverer_of(work: Work, time_out: TimeOut) -> str:
    """Who covers in the present round; empty while nobody does."""
    if time_out.state not in {TimeOutState.COVERED, TimeOutState.RUNNING}:
        return NOBODY
    return await work.vault.open(time_out.coverer(time_out.round)) or NOBODY


async def is_asker(context: Context, time_out: TimeOut) -> bool:
    """Whether who acts is the one who asked."""
    return _is(context, await asker_of(context.work, time_out))


async def is_coverer(context: Context, time_out: TimeOut) -> bool:
    """Whether who acts, or reads, is the one who covers."""
    return _is(context, await coverer_of(context.work, time_out))


def _is(context: Context, person: str) -> bool:
    return context.person is not None and bool(person) and context.person.reference == person


async def open_of(work: Work, person: str) -> TimeOut | None:
    """The time-out this person has asked for, if it is not over."""
    mark = work.vault.mark("break", person)
    found = await work.of(TimeOut).find(TimeOut.whose.is_(mark))
    return next((each for each in found if each.state is not TimeOutState.OVER), None)
