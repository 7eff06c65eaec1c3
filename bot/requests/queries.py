"""Find a request, and say who may do what with it. Checked at each press, never by the button."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from difflib import get_close_matches

from bot.core.context import Context
from bot.core.errors import Refused, SubjectGone
from bot.core.jobs import Job, JobState, Recipient
from bot.core.people import Person, person_behind
from bot.core.storage import Work
from bot.duty import may_be_asked_off_duty, on_duty, read_off_duty_wishes
from bot.programme import current, current_in, private_channel
from bot.programme.model import Area
from bot.requests.blind_indexes import holder_index, whose_index
from bot.requests.eligibility import not_with, takers_here, weigh
from bot.requests.model import (
    HELD,
    LIVE,
    TOLD_AT_LEVEL,
    Origin,
    RequestState,
    RequestSubject,
    SupportRequest,
)
from bot.requests.names import NEEDS_SOMEONE, REMINDER, SUITS_CARD
from bot.supporters.model import areas_of


async def request_of(context: Context, subject: str) -> SupportRequest:
    """The request a button is about, its round left aside. Raises ``SubjectGone``."""
    return await context.need(SupportRequest, RequestSubject.of_subject(subject).request)


def is_of_now(request: SupportRequest, subject: str) -> bool:
    """Whether a button is about the present round, or about no round at all."""
    named = RequestSubject.of_subject(subject)
    return named.tried is None and named.round in {None, request.round}


async def own_request(context: Context, subject: str) -> SupportRequest:
    """The actor's own request, not ended. Raises ``SubjectGone`` for anybody else."""
    request = await request_of(context, subject)
    if request.whose != whose_index(context.work, context.actor.reference):
        raise SubjectGone
    return request


async def held_request(context: Context, subject: str) -> SupportRequest:
    """The request the actor holds, if they still may. Raises ``SubjectGone`` otherwise."""
    request = await request_of(context, subject)
    if not await holds(context.work, request, context.actor):
        raise SubjectGone
    return request


async def holds(work: Work, request: SupportRequest, person: Person | None) -> bool:
    """Whether a person holds this request and may still: roles can go while a claim lasts."""
    return (
        person is not None
        and request.state in HELD
        and request.held_by == holder_index(work, person.reference)
        and await may_support(work, request, person)
    )


async def is_handed_to(work: Work, request: SupportRequest, person: Person | None) -> bool:
    """Whether this person is asked right now to take a request over from a colleague."""
    if person is None or request.state is not RequestState.HANDED:
        return False
    return await work.vault.open(request.handed(request.round)) == person.reference


async def may_support(work: Work, request: SupportRequest, person: Person) -> bool:
    """Whether a person takes such requests in this area, or is on call and was asked for."""
    area = await area_of(work, request)
    if area is None or not person.active:
        return False
    on_call = request.on_call_wanted and person.reference in area.on_call
    takers = (await current(work)).takers(area, request.option)
    return on_call or person.reference in takers


async def may_claim(work: Work, request: SupportRequest, person: Person) -> bool:
    """Whether nothing speaks against this person; why something does is never said."""
    supports, weighed = (
        await may_support(work, request, person),
        await weigh(work, request, person),
    )
    return supports and weighed.may


async def may_look(work: Work, request: SupportRequest, person: Person) -> bool:
    """The same as far as anybody learns before a claim: it never tells at which level who asks is.

    A colleague who hands it on may choose who stays free for people in training, too.
    """
    supports, weighed = (
        await may_support(work, request, person),
        await weigh(work, request, person),
    )
    return supports and weighed.may_look


async def may_be_told(work: Work, request: SupportRequest, person: Person) -> bool:
    """Whether a person may be told in private that it waits, whoever asks."""
    supports, weighed = (
        await may_support(work, request, person),
        await weigh(work, request, person),
    )
    return supports and weighed.may_be_told


async def refuse_or_go_on(
    context: Context, request: SupportRequest, *, claims: bool = False
) -> None:
    """Raise ``Refused`` unless the actor may claim this now; every refusal has the same words.

    ``claims``: they do so now. Before, nobody is refused for the level of who asks, since to be
    let on would tell it.
    """
    handed = await is_handed_to(context.work, request, context.person)
    if request.state is not RequestState.OPEN and not handed:
        raise Refused("support_requests.taken")
    allowed = may_claim if claims and not handed else may_look
    channel = private_channel(await current(context.work), request.area, request.option)
    left_the_channel = await context.is_outside(channel) and not await _as_on_call(context, request)
    if left_the_channel or not await allowed(context.work, request, context.actor):
        raise Refused("support_requests.not_for_you")


async def _as_on_call(context: Context, request: SupportRequest) -> bool:
    """Whether the actor may claim as the person on call, who need not be in the channel."""
    area = await area_of(context.work, request)
    if area is None or not request.on_call_wanted:
        return False
    return context.actor.reference in area.on_call


async def area_of(work: Work, request: SupportRequest) -> Area | None:
    """The area of a request, while the playbook has it."""
    return (await current(work)).area(request.area)


async def nobody_may_take(work: Work, request: SupportRequest) -> bool:
    """Whether a conflict keeps everybody who takes such requests from this one for good.

    So it is where the only supporter asks, or where all were near the same event. That all of
    them hold as many as they should is no such conflict: it passes. Nor is it one that there is
    nobody at all: that is for those who answer for the programme to mend.
    """
    found = await takers_here(work, request)
    return bool(found) and not any([(await weigh(work, request, person)).ever for person in found])


async def ready_on_duty(work: Work, request: SupportRequest) -> list[Person]:
    """The people on duty now who may take it and can be told, whoever asks."""
    working = await on_duty_for(work, request)
    return [person for person in working if (await weigh(work, request, person)).may_be_told]


async def answering_for(work: Work, request: SupportRequest) -> list[str]:
    """The coordinators and people on call, by reference, who can be told that somebody waits.

    The person who asked is not told about themselves.
    """
    area = await area_of(work, request)
    if area is None:
        return []
    asker = await work.vault.open(request.person)
    named = tuple(dict.fromkeys((*area.coordinators, *area.on_call)))
    found = await work.of(Person).find(Person.reference.one_of(named), Person.active.is_(True))
    here = {person.reference for person in found} - {asker}
    return [each for each in named if each in here]


async def willing_off_duty(work: Work, request: SupportRequest) -> list[Person]:
    """The people who are not on duty, allow themselves to be asked now, and may take it."""
    programme = await current_in(work, request.area)
    if not programme.off_duty.allowed:
        return []
    on = {person.reference for person in await on_duty_for(work, request)}
    # Who had a reminder in this round gets no other; one of an earlier round bars nobody.
    on |= _readers(await _reminders(work, request))
    others = [each for each in await takers_here(work, request) if each.reference not in on]
    await read_off_duty_wishes(work, [each.reference for each in others])
    opened = await work.of(SupportRequest).find(SupportRequest.state.is_(RequestState.OPEN))
    waiting = {each.reference for each in opened} - {request.reference}
    return [
        person
        for person in others
        if await may_be_asked_off_duty(work, programme, person, waiting)
        and (await weigh(work, request, person)).may_be_told
    ]


async def somebody_there(work: Work, request: SupportRequest) -> bool:
    """Whether the next level of an open request can wait for somebody, whatever the hour.

    That is somebody on duty, anybody who was asked in private in this round, or may be asked off
    duty. Once its person was told how it stands, later levels wait for service hours: at night a
    repeat would find nobody who was not told already.
    """
    if request.level >= TOLD_AT_LEVEL:
        return False
    there = await ready_on_duty(work, request) or await willing_off_duty(work, request)
    return bool(there or await reminded(work, request))


async def told_of(work: Work, request: SupportRequest) -> set[str]:
    """The people, by reference, who were truly told, in its present round, that it waits."""
    jobs = await work.of(Job).find(
        Job.subject.is_(request.reference),
        Job.screen.is_(NEEDS_SOMEONE),
        Job.state.is_(JobState.SENT),
    )
    begins = f"call-for:{request.this_round}:"
    return {Recipient.parse(job.recipient).reference for job in jobs if job.key.startswith(begins)}


async def reminded(work: Work, request: SupportRequest) -> set[str]:
    """The people, by reference, who are or were asked in private in its present round."""
    jobs = await _reminders(work, request)
    return _readers(job for job in jobs if job.state not in {JobState.CANCELLED, JobState.DEAD})


async def truly_reminded(work: Work, request: SupportRequest) -> set[str]:
    """The people, by reference, whom a question in private has reached in its present round."""
    jobs = await _reminders(work, request)
    return _readers(job for job in jobs if job.state is JobState.SENT)


async def is_planned(work: Work, request: SupportRequest, key: str) -> bool:
    """Whether a job about a request was written under this key, be it done or not."""
    about = Job.subject.is_(request.reference), Job.key.is_(key)
    return await work.of(Job).count(*about) > 0


async def is_call_wanted(work: Work, call: SupportRequest) -> bool:
    """Whether the person of a call, who had not asked for it, has said that they want it.

    They say so by asking for somebody else than who took it, or when it suits them to be called.
    """
    if await not_with(work, call):
        return True
    suits = Job.subject.is_(call.reference), Job.screen.is_(SUITS_CARD)
    return await work.of(Job).count(*suits) > 0


async def _reminders(work: Work, request: SupportRequest) -> list[Job]:
    jobs = await work.of(Job).find(Job.subject.is_(request.reference), Job.screen.is_(REMINDER))
    return [job for job in jobs if job.key.startswith(f"remind:{request.this_round}:")]


def _readers(jobs: Iterable[Job]) -> set[str]:
    return {Recipient.parse(job.recipient).reference for job in jobs}


async def requester_left(work: Work, request: SupportRequest) -> bool:
    """Whether the person of a request works here no more."""
    person = await person_behind(work, request.person)
    return person is None or not person.active


async def on_duty_for(work: Work, request: SupportRequest) -> list[Person]:
    """The people on duty now who take such requests in its area."""
    area = await area_of(work, request)
    return await on_duty(work, area, request.option) if area else []


async def on_call_for(work: Work, request: SupportRequest) -> list[Person]:
    """The people on call who could claim this if its person wants them to."""
    area, programme = await area_of(work, request), await current(work)
    if area is None or not programme.kind(request.option).on_call:
        return []
    asked = await work.of(Person).find(
        Person.reference.one_of(area.on_call), Person.active.is_(True)
    )
    wanted = replace(request, on_call_wanted=True)
    return [person for person in asked if await may_claim(work, wanted, person)]


async def open_in(work: Work, areas: tuple[Area, ...]) -> list[SupportRequest]:
    """The unclaimed requests of these areas, the oldest first."""
    keys = tuple(area.key for area in areas)
    return await work.of(SupportRequest).find(
        SupportRequest.area.one_of(keys),
        SupportRequest.state.is_(RequestState.OPEN),
        order_by=SupportRequest.asked_at,
    )


async def claimable(context: Context) -> list[SupportRequest]:
    """The unclaimed requests the actor may look at: of their areas and support kinds."""
    found = await of_takers(context, (RequestState.OPEN,))
    return sorted(found, key=lambda request: request.asked_at)


async def of_takers(context: Context, states: Collection[RequestState]) -> list[SupportRequest]:
    """The requests in these states of the areas and support kinds the actor takes them for."""
    programme, found = await current(context.work), list[SupportRequest]()
    for kind in programme.supports:
        if areas := areas_of(programme, context.actor.reference, kind.key):
            found += await context.work.of(SupportRequest).find(
                SupportRequest.area.one_of(tuple(area.key for area in areas)),
                SupportRequest.option.is_(kind.key),
                SupportRequest.state.one_of(states),
            )
    return found


async def live_of(work: Work, person: str) -> list[SupportRequest]:
    """The requests of a person (by reference) that have not ended, the oldest first."""
    blind_index = whose_index(work, person)
    return await work.of(SupportRequest).find(
        SupportRequest.whose.is_(blind_index),
        SupportRequest.state.one_of(LIVE),
        order_by=SupportRequest.asked_at,
    )


async def asked_by(work: Work, person: str) -> list[SupportRequest]:
    """Those of them that the person made, without the calls for which they did not ask."""
    live = await live_of(work, person)
    return [request for request in live if request.origin is Origin.OWN]


async def calls_to(work: Work, person: str) -> list[SupportRequest]:
    """The calls to a person (by reference) that have not ended, and for which they did not ask."""
    live = await live_of(work, person)
    return [request for request in live if request.origin is Origin.CALL]


async def calls_to_come(work: Work, person: str) -> list[SupportRequest]:
    """The calls to a person (by reference) in which nobody has talked with them yet."""
    calls = await calls_to(work, person)
    return [call for call in calls if call.state is not RequestState.REACHED]


async def held_by(work: Work, person: Person) -> list[SupportRequest]:
    """The requests a supporter holds, the oldest first."""
    blind_index = holder_index(work, person.reference)
    found = await work.of(SupportRequest).find(
        SupportRequest.held_by.is_(blind_index),
        SupportRequest.state.one_of(HELD),
        order_by=SupportRequest.asked_at,
    )
    return [request for request in found if await holds(work, request, person)]


def with_code(requests: list[SupportRequest], words: tuple[str, ...]) -> SupportRequest:
    """The one of these a typed code names; raises ``Refused`` with codes that are near."""
    typed = "".join(words).upper()
    if not typed:
        raise Refused("support_requests.code.missing")
    found = next((request for request in requests if request.code == typed), None)
    if found is not None:
        return found
    codes = [request.code for request in requests]
    near = get_close_matches(typed, codes, n=3, cutoff=0.5)
    if near:
        raise Refused("support_requests.code.near", codes=", ".join(near))
    raise Refused("support_requests.code.unknown")


async def held_by_code(context: Context, code: tuple[str, ...]) -> SupportRequest:
    """The request the actor holds whose code was typed; raises ``Refused`` without one."""
    held = await held_by(context.work, context.actor)
    if not held:
        raise Refused("support_requests.mine.none")
    return with_code(held, code)
