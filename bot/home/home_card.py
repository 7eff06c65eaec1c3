"""Home as a shown card: drawn when it is opened, and again when what it shows has changed.

A clinician's page is drawn once and forgotten: who opened it is nobody's business. Supporters
and coordinators, whose role is known, have theirs kept up to date for two days.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.core.clock import in_zone
from bot.core.context import Context, want_redraw
from bot.core.conversation import Address, Command, Press
from bot.core.errors import Refused, SubjectGone
from bot.core.job_kinds import Done, Step
from bot.core.jobs import Job, Recipient
from bot.core.names import JobName
from bot.core.people import Role
from bot.core.redraws import message_index
from bot.core.routes import NOTHING, Reply, say
from bot.core.screens import Card
from bot.core.seen import HomeMessage, ShownCard, forget_shown
from bot.core.storage import Work, new_reference
from bot.home import page
from bot.home.onboarding import welcome
from bot.programme import current, examine, paused, zone_of
from bot.requests import STATUS, QueueMoved, claimable, held_by, live_of, open_in
from bot.supporters import gaps_for, go_off_duty, go_on_duty, span, standing_of
from bot.supporters.model import DutyChanged

MESSAGE = "home"
"""What adapters call the one message of a home."""
KEPT_LIVE = "home"
"""The subject of pages that are kept up to date; the others have none."""
LIVE_FOR = timedelta(hours=48)
TIDY = JobName("home.tidy")
TURNED = JobName("home.turned")
TURNED_EVERY = timedelta(minutes=15)
"""How often it is seen that a turn of duty has begun or ended; most of them do at a quarter."""
WITH_PAGE = frozenset({Role.SUPPORTER, Role.COORDINATOR})


async def opened(context: Context, command: Command) -> Reply:
    """Somebody opened their home: have it drawn, straight after the commit."""
    work, account = context.work, command.account
    blind_index = message_index(work, account.platform, command.delivery.conversation, MESSAGE)
    subject = KEPT_LIVE if context.roles & WITH_PAGE else ""
    pages = work.of(ShownCard)
    found = await pages.find(ShownCard.blind_index.is_(blind_index))
    if found:
        shown = await work.save(
            replace(found[0], screen=page.HOME, subject=subject, at=context.now)
        )
    else:
        shown = ShownCard(
            reference=new_reference(),
            subject=subject,
            screen=page.HOME,
            recipient=str(Recipient.person(context.actor.reference)),
            at=context.now,
            blind_index=blind_index,
        )
        await work.add(shown)
        address = Address(account.platform, command.delivery.conversation)
        await work.vault.seal(shown.address, address)
        await work.vault.seal(shown.message, MESSAGE)
    await want_redraw(work, shown)
    await welcome(context)
    return NOTHING


async def draw(context: Context, subject: str) -> Card:
    """The page of its reader as things stand."""
    work, roles = context.work, context.roles
    supporting = coordinating = None
    if Role.SUPPORTER in roles:
        now = await standing_of(work, context.actor.reference)
        until = context.words.time(now.until) if now.until else ""
        if now.until and _another_day(context, now.until):
            until = context.words.day_and_time(now.until)
        zone = zone_of(context.actor, None)
        supporting = page.Supporting(
            on_duty=now.on,
            until=until,
            next_turn=span(context.words, now.next.window, zone) if now.next else "",
            waiting=len(await claimable(context)),
            held=len(await held_by(work, context.actor)),
        )
    if Role.COORDINATOR in roles:
        programme = await current(work)
        mine = tuple(a for a in programme.areas if a.is_run_by(context.actor.reference))
        coordinating = page.Coordinating(
            open=len(await open_in(work, mine)),
            to_mend=len(await examine(work, context.words)),
            triggers=len(programme.triggers),
            gaps=await gaps_for(work, context.actor.reference),
            paused=await paused(work),
        )
    reports = bool(roles & {Role.COORDINATOR, Role.UNIT_LEAD})
    front = page.Front(reports, supporting, coordinating)
    return page.home_card(context.words, context.lines, front)


def _another_day(context: Context, moment: datetime) -> bool:
    zone = context.actor.zone
    return in_zone(context.now, zone).date() != in_zone(moment, zone).date()


async def duty_on(context: Context, press: Press, subject: str) -> Reply:
    """Go on duty until one says off; the page shows it."""
    _of_supporters(context)
    await go_on_duty(context.work, context.actor.reference, until=None)
    context.tell(DutyChanged((context.actor.reference,)))
    return NOTHING


async def duty_off(context: Context, press: Press, subject: str) -> Reply:
    """Go off duty; the page shows it."""
    _of_supporters(context)
    await go_off_duty(context.work, context.actor.reference)
    context.tell(DutyChanged((context.actor.reference,)))
    return NOTHING


def _of_supporters(context: Context) -> None:
    if Role.SUPPORTER not in context.roles:
        raise Refused("core.not_yours")


async def own(context: Context, press: Press, subject: str) -> Reply:
    """What one has asked for oneself: the one there is, or a list of them."""
    live = await live_of(context.work, context.actor.reference)
    if len(live) == 1:
        return say(STATUS, live[0].reference)
    return say(page.OWN)


async def look(context: Context, press: Press, subject: str) -> Reply:
    """One of one's own requests."""
    live = await live_of(context.work, context.actor.reference)
    if subject not in {request.reference for request in live}:
        raise SubjectGone
    return say(STATUS, subject)


async def draw_own(context: Context, subject: str) -> Card:
    """One's own requests."""
    live = await live_of(context.work, context.actor.reference)
    codes = {request.code: request.reference for request in live}
    return page.own_card(context.words, context.lines, codes)


async def queue_moved(context: Context, fact: QueueMoved) -> None:
    """Bring the pages of an area's supporters and coordinators up to date."""
    programme = await current(context.work)
    area = programme.area(fact.area)
    if area is not None:
        people = {*programme.all_takers(area), *area.coordinators, area.programme_manager}
        await _redraw_pages(context.work, people)


async def duty_changed(context: Context, fact: DutyChanged) -> None:
    """Bring the pages of those whose duty changed up to date, and of those who see the gaps."""
    programme = await current(context.work)
    run_by = {p for a in programme.areas for p in (*a.coordinators, a.programme_manager)}
    await _redraw_pages(context.work, {*fact.people, *run_by})


async def turned(context: Context, job: Job) -> Step:
    """Bring the pages up to date of those whose turn began or ended since the last look."""
    work = context.work
    before = context.now - TURNED_EVERY
    for shown in await work.of(ShownCard).find(ShownCard.subject.is_(KEPT_LIVE)):
        person = Recipient.parse(shown.recipient).reference
        then, now = await standing_of(work, person, before), await standing_of(work, person)
        if (then.on, then.until, then.next) != (now.on, now.until, now.next):
            await want_redraw(work, shown)
    return Done()


async def _redraw_pages(work: Work, people: Iterable[str]) -> None:
    recipients = tuple(str(Recipient.person(person)) for person in people)
    for shown in await work.of(ShownCard).find(
        ShownCard.subject.is_(KEPT_LIVE), ShownCard.recipient.one_of(recipients)
    ):
        await want_redraw(work, shown)


async def tidy(context: Context, job: Job) -> Step:
    """Forget pages that nobody has opened for two days."""
    old = context.now - LIVE_FOR
    for shown in await context.work.of(ShownCard).find(
        ShownCard.subject.is_(KEPT_LIVE), ShownCard.at.at_most(old)
    ):
        await forget_shown(context.work, shown)
    for hanging in await context.work.of(HomeMessage).find(HomeMessage.at.at_most(old)):
        await context.work.vault.erase(hanging.reference)
        await context.work.remove(hanging)
    return Done()
