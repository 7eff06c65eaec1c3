"""The home page as a shown card: drawn when it is opened, and redrawn when its content changes.

A clinician's page is drawn in the answer to its opening, and once more by a job in case the answer
was lost; then its row goes, because nobody may see who opened it. The pages of supporters and
coordinators, whose role is known, are kept up to date for two days.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.adverse_events import asked, brakes_of
from bot.adverse_events.model import BrakeMoved
from bot.adverse_events.names import UNMAPPED_CODE
from bot.core.clock import in_zone
from bot.core.context import Context, View, want_redraw
from bot.core.conversation import Address, Command, Press
from bot.core.errors import SubjectGone
from bot.core.health import health
from bot.core.job_kinds import Done, Step
from bot.core.jobs import Job, Recipient, RecipientKind
from bot.core.names import JobName, Screen
from bot.core.people import Role
from bot.core.redraws import message_index
from bot.core.routes import NOTHING, Registry, Reply, replace_card, say
from bot.core.screens import Card
from bot.core.seen import HomeMessage, ShownCard, forget_shown
from bot.core.storage import Work, new_reference
from bot.core.undelivered import undelivered
from bot.duty import gaps_for, go_off_duty, go_on_duty, span, standing_of
from bot.duty.model import DutyChanged
from bot.home import page
from bot.home.onboarding import welcome
from bot.programme import current, paused, today, zone_of
from bot.requests import STATUS, QueueMoved, claimable, held_by, live_of, open_in
from bot.requests.model import Origin
from bot.triggers.model import State, state_of

MESSAGE = "home"
"""The name that adapters give to the one message of a home page."""
KEPT_LIVE = "home"
"""The subject of pages that are kept up to date; other pages have an empty one."""
LIVE_FOR = timedelta(hours=48)
TIDY = JobName("home.tidy")
TURNED = JobName("home.turned")
TURNED_EVERY = timedelta(minutes=15)
"""How often started and ended shifts are looked for; most change at a quarter of an hour."""
WITH_PAGE = frozenset({Role.SUPPORTER, Role.COORDINATOR})


async def opened(context: Context, command: Command) -> Reply:
    """Draw the page of somebody who opened their home, in the answer; a job makes sure of it."""
    work, account = context.work, command.account
    blind_index = message_index(work, account.platform, command.delivery.conversation, MESSAGE)
    subject = KEPT_LIVE if context.roles & WITH_PAGE else ""
    pages = work.of(ShownCard)
    found = await pages.find(ShownCard.blind_index.is_(blind_index))
    if found:
        shown = replace(found[0], screen=page.HOME, subject=subject, at=context.now)
        shown = await work.save(shown)
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
    return replace_card(page.HOME, subject)


def draw(registry: Registry) -> View:
    """Make the view of the reader's page, which counts what the registered checks find."""

    async def view(context: Context, subject: str) -> Card:
        return await _draw(context, registry)

    return view


async def _draw(context: Context, registry: Registry) -> Card:
    """Draw the reader's page as things stand now."""
    roles = context.roles
    supporting = await _supporting(context) if Role.SUPPORTER in roles else None
    coordinating = await _coordinating(context, registry) if Role.COORDINATOR in roles else None
    reports = bool(roles & {Role.COORDINATOR, Role.UNIT_LEAD})
    front = page.Front(reports, supporting, coordinating)
    return page.home_card(context.words, context.lines, front)


async def _supporting(context: Context) -> page.Supporting:
    work = context.work
    now = await standing_of(work, context.actor.reference)
    until = _clock(context, now.until) if now.until else ""
    zone = zone_of(context.actor, None)
    there = await claimable(context)
    calls = sum(request.origin is Origin.CALL for request in there)
    return page.Supporting(
        on_duty=now.on,
        until=until,
        next_turn=span(context.words, now.next.window, zone) if now.next else "",
        waiting=len(there) - calls,
        calls=calls,
        held=len(await held_by(work, context.actor)),
    )


async def _coordinating(context: Context, registry: Registry) -> page.Coordinating:
    work = context.work
    programme = await current(work)
    day = today(programme, context.now)
    states = [state_of(trigger, day) for trigger in programme.triggers]
    opened = await open_in(work, programme.run_by(context.actor.reference))
    asked = [request for request in opened if request.origin is Origin.OWN]
    found = await health(context, registry.checks)
    return page.Coordinating(
        open=len(asked),
        since=_clock(context, asked[0].asked_at) if asked else "",
        to_mend=len(found),
        first=found[0].what if found else "",
        triggers=states.count(State.LIVE),
        drafts=states.count(State.DRAFT),
        undelivered=len(await undelivered(work)),
        gaps=await gaps_for(work, context.actor.reference),
        paused=await paused(work),
        brakes=tuple(await brakes_of(context)),
        codes=tuple((each.what, each.mend) for each in found if each.cause == UNMAPPED_CODE),
    )


def _clock(context: Context, moment: datetime) -> str:
    """The time of day, with the day if it is not today."""
    words = context.words
    return words.day_and_time(moment) if _another_day(context, moment) else words.time(moment)


def _another_day(context: Context, moment: datetime) -> bool:
    zone = context.actor.zone
    return in_zone(context.now, zone).date() != in_zone(moment, zone).date()


async def refresh(context: Context, press: Press, subject: str) -> Reply:
    """Redraw the channel card that asked; nothing is written.

    The card is found by its message, so nobody sees more by asking than by reading the channel.
    """
    conversation = press.delivery.conversation
    blind_index = message_index(context.work, press.account.platform, conversation, press.message)
    for shown in await context.work.of(ShownCard).find(ShownCard.blind_index.is_(blind_index)):
        if Recipient.parse(shown.recipient).kind is RecipientKind.CHANNEL:
            return replace_card(Screen(shown.screen), shown.subject)
    return NOTHING


async def duty_on(context: Context, press: Press, subject: str) -> Reply:
    """Put the actor on duty without an end; the page shows it."""
    await go_on_duty(context.work, context.actor.reference, until=None)
    context.tell(DutyChanged((context.actor.reference,)))
    return NOTHING


async def duty_off(context: Context, press: Press, subject: str) -> Reply:
    """Take the actor off duty; the page shows it."""
    await go_off_duty(context.work, context.actor.reference)
    context.tell(DutyChanged((context.actor.reference,)))
    return NOTHING


async def own(context: Context, press: Press, subject: str) -> Reply:
    """Show the actor's open request, or a list of them."""
    live = await live_of(context.work, context.actor.reference)
    if len(live) == 1:
        return say(STATUS, live[0].reference)
    return say(page.OWN)


async def look(context: Context, press: Press, subject: str) -> Reply:
    """Show one of the actor's open requests."""
    live = await live_of(context.work, context.actor.reference)
    if subject not in {request.reference for request in live}:
        raise SubjectGone
    return say(STATUS, subject)


async def draw_own(context: Context, subject: str) -> Card:
    """List the actor's open requests."""
    live = await live_of(context.work, context.actor.reference)
    codes = {request.code: request.reference for request in live}
    return page.own_card(context.words, context.lines, codes)


async def queue_moved(context: Context, fact: QueueMoved) -> None:
    """Redraw the pages of an area's supporters and coordinators."""
    programme = await current(context.work)
    area = programme.area(fact.area)
    if area is not None:
        people = {*programme.all_takers(area), *area.coordinators, area.programme_manager}
        await _redraw_pages(context.work, people)


async def brake_moved(context: Context, fact: BrakeMoved) -> None:
    """Redraw the pages of those who decide about reports that wait."""
    programme = await current(context.work)
    area = programme.area(fact.area)
    managers = (area.programme_manager,) if area is not None else ()
    await _redraw_pages(context.work, {*asked(programme, fact.area), *managers})


async def duty_changed(context: Context, fact: DutyChanged) -> None:
    """Redraw the pages of people whose duty changed, and of those who see the gaps."""
    programme = await current(context.work)
    run_by = {p for a in programme.areas for p in (*a.coordinators, a.programme_manager)}
    await _redraw_pages(context.work, {*fact.people, *run_by})


async def turned(context: Context, job: Job) -> Step:
    """Redraw the pages of people whose duty began or ended since the last run."""
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
    """Remove pages that nobody has opened for two days."""
    old = context.now - LIVE_FOR
    for shown in await context.work.of(ShownCard).find(
        ShownCard.subject.is_(KEPT_LIVE), ShownCard.at.at_most(old)
    ):
        await forget_shown(context.work, shown)
    for hanging in await context.work.of(HomeMessage).find(HomeMessage.at.at_most(old)):
        await context.work.vault.erase(hanging.reference)
        await context.work.remove(hanging)
    return Done()
