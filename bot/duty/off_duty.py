"""Who may be asked although they are not on duty: those who said so, and only so often.

Being asked off duty may be paid work, so it is never assumed: the default is never, and the
hospital can switch all of it off.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import timedelta

from bot.core.clock import in_zone
from bot.core.context import Context
from bot.core.conversation import Press, Submission
from bot.core.errors import Refused
from bot.core.inputs import Choice, options_labelled
from bot.core.names import Dialog
from bot.core.people import Person
from bot.core.portions import AT_ONCE
from bot.core.routes import Reply, ask, say
from bot.core.screens import Form, Small, Text
from bot.core.storage import Work, new_reference
from bot.core.texts import Words, texts_of
from bot.duty.model import Duty, DutyWeek, OffDutyAsk, OffDutyHours, OffDutyWish
from bot.duty.names import SUPPORTERS_DUTY
from bot.programme import current, is_quiet, sleeps_after_a_night, zone_of
from bot.programme.model import Programme

OFF_DUTY = Dialog("duty.off_duty")
A_WEEK = timedelta(weeks=1)


async def may_be_asked_off_duty(
    work: Work, programme: Programme, person: Person, waiting: Collection[str]
) -> bool:
    """Return whether a person may be asked now, as far as they and the hospital allow it.

    ``waiting`` are the requests, by reference, that nobody has taken: who was asked for one of
    these is not asked for another. The request at hand is not among them.
    """
    rules = programme.off_duty
    wish = await off_duty_wish(work, person.reference)
    if not rules.allowed or wish is OffDutyHours.NEVER:
        return False
    unit = programme.unit(person.unit)
    at_work_or_awake = not is_quiet(unit, person, work.now)
    if wish is OffDutyHours.DAYTIME and not at_work_or_awake:
        return False
    if sleeps_after_a_night(unit, person, work.now) or await _is_away(work, person):
        return False
    asked = await work.of(OffDutyAsk).find(
        OffDutyAsk.whose.is_(off_duty_index(work, person.reference)),
        OffDutyAsk.at.at_least(work.now - A_WEEK),
    )
    return len(asked) < rules.a_week and not any(each.request in waiting for each in asked)


async def _is_away(work: Work, person: Person) -> bool:
    """Whether they are on leave, or went off duty in the middle of their turn."""
    duty = await work.of(Duty).get(person.reference)
    week = await work.of(DutyWeek).get(person.reference)
    today = in_zone(work.now, zone_of(person, None)).date().isoformat()
    went_off = duty is not None and duty.is_off_at(work.now)
    return went_off or (week is not None and week.is_away_on(today))


async def note_asked_off_duty(work: Work, person: str, request: str) -> None:
    """Note that a person was asked off duty for a request (both by reference).

    Their wish is saved along, so that of two works that ask them at once one begins again.
    """
    wish = await work.of(OffDutyWish).get(person)
    if wish is not None:
        await work.save(wish)
    whose = off_duty_index(work, person)
    await work.add(OffDutyAsk(reference=new_reference(), whose=whose, request=request, at=work.now))


async def off_duty_wish(work: Work, person: str) -> OffDutyHours:
    """Return when a person (by reference) may be asked off duty."""
    wish = await work.of(OffDutyWish).get(person)
    return wish.may if wish is not None else OffDutyHours.NEVER


async def read_off_duty_wishes(work: Work, people: Iterable[str]) -> None:
    """Read the wishes of these people (by reference) at once, before each is asked for."""
    await work.of(OffDutyWish).find(OffDutyWish.reference.one_of(people))


async def forget_off_duty(work: Work, person: str) -> None:
    """Erase a person's wish, and how often they were asked."""
    wish = await work.of(OffDutyWish).get(person)
    if wish is not None:
        await work.remove(wish)
    for each in await work.of(OffDutyAsk).find(OffDutyAsk.whose.is_(off_duty_index(work, person))):
        await work.remove(each)


async def forget_old_asks(work: Work) -> int:
    """Remove some of what is older than the week that counts; returns how many."""
    old = OffDutyAsk.at.at_most(work.now - A_WEEK)
    return await work.remove_some(OffDutyAsk, old, limit=AT_ONCE)


def off_duty_index(work: Work, person: str) -> str:
    """The blind index under which it is noted that a person was asked."""
    return work.vault.blind_index("off_duty", person)


# ---- one's own setting ----


async def open_form(context: Context, press: Press, subject: str) -> Reply:
    """Open the form, unless the hospital asks nobody off duty."""
    await _allowed(context)
    return ask(OFF_DUTY)


async def _allowed(context: Context) -> None:
    if not (await current(context.work)).off_duty.allowed:
        raise Refused("supporters.off_duty.not_here")


async def send(context: Context, sent: Submission) -> Reply:
    """Keep when the sender may be asked off duty."""
    await _allowed(context)
    may = sent.choice("may", OffDutyHours) or OffDutyHours.NEVER
    work, me = context.work, context.actor.reference
    there = await work.of(OffDutyWish).get(me)
    if there is not None and may is OffDutyHours.NEVER:
        await work.remove(there)
    elif there is not None:
        await work.save(replace(there, may=may))
    elif may is not OffDutyHours.NEVER:
        await work.add(OffDutyWish(reference=me, may=may))
    return say(SUPPORTERS_DUTY)


async def draw(context: Context, subject: str) -> Form:
    """Draw the reader's own setting."""
    rules = (await current(context.work)).off_duty
    now = await off_duty_wish(context.work, context.actor.reference)
    return off_duty_form(context.words, now, rules.a_week)


def off_duty_form(words: Words, now: OffDutyHours, a_week: int) -> Form:
    """Make the form; ``a_week`` is how often somebody is asked at most."""
    options = options_labelled(texts_of(words, "supporters.off_duty.may", OffDutyHours))
    return Form(
        name=OFF_DUTY,
        subject="",
        title=words("supporters.off_duty.title"),
        close=words("core.close"),
        parts=(
            Text(words("supporters.off_duty.text")),
            Small(words("supporters.off_duty.limits", count=a_week)),
        ),
        inputs=(Choice("may", words("supporters.off_duty.which"), options, chosen=now),),
        submit=words("supporters.off_duty.save"),
    )
