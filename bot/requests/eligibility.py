"""Weighs a person against a request: looks everything up, then asks the rules of ``matching``."""

from dataclasses import dataclass, replace

from bot.adverse_events import on_the_list
from bot.adverse_events.model import AdverseEvent, Episode
from bot.core.people import Person, person_behind
from bot.core.storage import Work
from bot.duty import on_duty
from bot.programme import current, investigators, is_manager, today
from bot.programme.model import Area
from bot.requests.blind_indexes import holder_index
from bot.requests.matching import (
    Standing,
    fits,
    how_well,
    is_reserved,
    speaks_against,
    units_of,
)
from bot.requests.model import HELD, SupportRequest
from bot.requests.wishes import NONE, Preferences


@dataclass(frozen=True)
class Weighed:
    """What came of it.

    ``free``: no conflict keeps them from it. ``ever``: nor would one if they held fewer requests.
    ``fits``: they meet all preferences; ``meets``: how many. ``reserved``: they are there for
    people in training first, and its person is none of these. ``kept_out``: preferences still
    keep them from it. ``steps_back``: somebody else on duty leaves them free for people in
    training. ``stays_free``: the same whoever asks, for all that is told before a claim.
    """

    free: bool = False
    ever: bool = False
    fits: bool = False
    meets: int = 0
    reserved: bool = False
    kept_out: bool = False
    steps_back: bool = False
    stays_free: bool = False

    @property
    def may(self) -> bool:
        """Whether they may take it now; it can depend on the level of who asks."""
        return self.may_look and not self.steps_back

    @property
    def may_look(self) -> bool:
        """Whether they may take it as far as they can know before: the level aside."""
        return self.free and not self.kept_out

    @property
    def may_be_told(self) -> bool:
        """Whether they are told in private that it waits. It never depends on the level."""
        return self.may_look and not self.stays_free


async def weigh(work: Work, request: SupportRequest, person: Person) -> Weighed:
    """Whether a person may take a request, as far as conflicts and preferences go.

    Everything is looked up before anything is decided: a refusal takes as long whatever it is for.
    """
    asker = await person_behind(work, request.person)
    if asker is None:
        return Weighed()
    weighed = await _weigh_alone(work, request, asker, person)
    if not person.dedicated_to:
        return weighed
    # Looked up whoever asks: else the time it takes would tell at which level they are.
    others = await _others_on_duty(work, request, asker, person)
    on_call = _as_on_call((await current(work)).area(request.area), request, person)
    bound = not on_call and not are_loosened(work, request)
    return replace(
        weighed,
        steps_back=bound and weighed.reserved and any(not each.reserved for _, each in others),
        stays_free=bound and any(not other.dedicated_to for other, _ in others),
    )


async def _others_on_duty(
    work: Work, request: SupportRequest, asker: Person, person: Person
) -> list[tuple[Person, Weighed]]:
    """Everybody else on duty now who is free for it and meets its wishes."""
    area = (await current(work)).area(request.area)
    working = await on_duty(work, area, request.option) if area else []
    others = [
        (each, await _weigh_alone(work, request, asker, each))
        for each in working
        if each.reference != person.reference
    ]
    return [(each, other) for each, other in others if other.free and other.fits]


async def _weigh_alone(
    work: Work, request: SupportRequest, asker: Person, person: Person
) -> Weighed:
    """Weigh a person without regard to who else is there."""
    programme, wishes = await current(work), await preferences_of(work, request)
    on_call = _as_on_call(programme.area(request.area), request, person)
    standing = await _standing(work, request, asker, person, wishes, on_call=on_call)
    near_is_fine = programme.kind(request.option).near and request.there_too
    day = today(programme, work.now)
    against = speaks_against(asker, wishes, person, standing, day, fine_if_near=near_is_fine)
    without_load = replace(standing, full=False)
    ever = not speaks_against(asker, wishes, person, without_load, day, fine_if_near=near_is_fine)
    fit = fits(asker, wishes, person)
    return Weighed(
        free=not against,
        ever=ever,
        fits=fit,
        meets=how_well(asker, wishes, person),
        reserved=is_reserved(asker, person),
        kept_out=not fit and not on_call and not are_loosened(work, request),
    )


def are_loosened(work: Work, request: SupportRequest) -> bool:
    """Whether preferences keep nobody from a request, or nobody any more."""
    return request.kept_until is None or request.kept_until <= work.now


async def preferences_of(work: Work, request: SupportRequest) -> Preferences:
    """What the person of a request wishes for; nothing, if they never said or it has ended."""
    return await work.vault.open(request.preferences) or NONE


async def takers_here(work: Work, request: SupportRequest) -> list[Person]:
    """The active people who take such requests in its area, whether or not they may take this."""
    programme = await current(work)
    area = programme.area(request.area)
    takers = programme.takers(area, request.option) if area else ()
    return await work.of(Person).find(Person.reference.one_of(takers), Person.active.is_(True))


async def not_with(work: Work, request: SupportRequest) -> list[str]:
    """With whom the person of a request would rather not talk any more: who was let go."""
    return list(await work.vault.open(request.not_with) or ())


async def also_after(work: Work, request: SupportRequest) -> list[str]:
    """The episodes, beside its own, from whose notes the same talk was asked for."""
    return list(await work.vault.open(request.also_after) or ())


async def events_of(work: Work, request: SupportRequest) -> list[str]:
    """The adverse events, by reference, from whose notes a talk was asked for."""
    references = (request.episode, *await also_after(work, request))
    episodes = [await work.of(Episode).get(reference) for reference in references]
    return [
        episode.event for episode in episodes if episode is not None and episode.event is not None
    ]


def _as_on_call(area: Area | None, request: SupportRequest, person: Person) -> bool:
    return request.on_call_wanted and area is not None and person.reference in area.on_call


async def _standing(
    work: Work,
    request: SupportRequest,
    asker: Person,
    person: Person,
    wishes: Preferences,
    *,
    on_call: bool,
) -> Standing:
    programme = await current(work)
    events = await events_of(work, request)
    found = [await work.of(AdverseEvent).get(event) for event in events]
    units = units_of(asker) | {event.unit for event in found if event is not None}
    near = [await on_the_list(work, event, person.reference) for event in events]
    leads = {each for unit in programme.units if unit.key in units for each in unit.leads}
    manages = await is_manager(work, person.reference)
    # The person on call is asked by name of the role, at the wish of who waits, when nobody else
    # came: what binds the others' hands for their own good does not bind theirs.
    bound = not programme.kind(request.option).managers and not on_call
    blind_index, area = holder_index(work, person.reference), programme.area(request.area)
    held = await work.of(SupportRequest).count(
        SupportRequest.held_by.is_(blind_index), SupportRequest.state.one_of(HELD)
    )
    return Standing(
        not_wanted=person.reference in {*wishes.not_with, *await not_with(work, request)},
        near=any(near),
        leads=person.reference in leads,
        apart=person.reference in investigators(programme) or (bound and manages),
        full=not on_call and held >= (area.supporter_cap if area else 1),
    )
