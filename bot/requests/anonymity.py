"""What of a person may stand on a card that many read, without saying who it is.

Only what the person asked to be matched by is shown at all: were it shown for everybody, leaving
it out would say that few share it. The unit is never among it; the person is told that peers see
none. What may stand there is decided once and kept: two decisions, seen one after the other,
would say more than either.
"""

from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import replace

from bot.adverse_events import people_on_the_list
from bot.core.people import Person
from bot.core.records import Condition
from bot.core.storage import Work
from bot.programme import current
from bot.programme.model import Programme
from bot.requests.eligibility import events_of
from bot.requests.matching import languages_of
from bot.requests.model import SupportRequest
from bot.requests.wishes import CardSays, Preferences

FEWEST = 5
"""How many people share a combination that may be shown, the person among them.

The least size of a cell in any published rule for health data (PEDSnet; PCORnet takes 11).
"""
AT_ONCE = 500
"""How many people are read at a time."""
ORDER = ("language", "profession")
"""What is tried first: without the language a talk may not come about at all."""

NOTHING_SAID = CardSays()


def decide(
    wanted: CardSays, people: Sequence[Person], audience: Sequence[Person] | None
) -> CardSays:
    """As much of what is wanted as may be shown, tried in ``ORDER``.

    ``people`` are the active people of the area; ``audience`` those on the list of the adverse
    event it is after, ``None`` if it is after none. Each attribute is added only if enough of
    both share everything shown by then.
    """
    shown = NOTHING_SAID
    for name in ORDER:
        more = replace(shown, **{name: getattr(wanted, name)})
        enough = shared_by(more, people) >= FEWEST
        if enough and (audience is None or shared_by(more, audience) >= FEWEST):
            shown = more
    return shown


def shared_by(says: CardSays, people: Iterable[Person]) -> int:
    """How many people share everything that is said."""
    return sum(_has(person, says) for person in people)


def _has(person: Person, says: CardSays) -> bool:
    speaks = not says.language or says.language in languages_of(person)
    works = not says.profession or says.profession.casefold() == person.profession.casefold()
    return speaks and works


def still_wanted(says: CardSays, asker: Person, wishes: Preferences) -> CardSays:
    """What was decided, without what its person no longer asks for."""
    return CardSays(
        language=says.language if says.language == wishes.language else "",
        profession=says.profession if asker_shows(asker, wishes) == says.profession else "",
    )


def asker_shows(asker: Person, wishes: Preferences) -> str:
    """The profession that would have to be shown for a wish for the same one."""
    return asker.profession if wishes.same_profession else ""


async def decide_once(
    work: Work, request: SupportRequest, asker: Person, wishes: Preferences
) -> None:
    """Decide what the card says, the first time there is anything to decide."""
    wanted = CardSays(language=wishes.language, profession=asker_shows(asker, wishes))
    if wanted == NOTHING_SAID or await work.vault.open(request.card_says) is not None:
        return
    people, says = await _enough_of(work, request.area, wanted), wanted
    audiences: list[list[Person] | None] = [
        await people_on_the_list(work, event) for event in await events_of(work, request)
    ]
    for audience in audiences or [None]:
        # What enough of one list share, enough of another have to share as well.
        says = decide(says, people, audience)
    await work.vault.seal(request.card_says, says)


async def card_says(work: Work, request: SupportRequest) -> CardSays:
    """What was decided; nothing, if nothing was or the request has ended."""
    return await work.vault.open(request.card_says) or NOTHING_SAID


async def _enough_of(work: Work, area: str, wanted: CardSays) -> list[Person]:
    """So many people of an area that more of them would decide nothing else: all, at most.

    Once enough share everything that is wanted, they also share each part of it.
    """
    found: list[Person] = []
    async for some in people_of_area(work, area):
        found += some
        if decide(wanted, found, None) == wanted:
            break
    return found


async def people_of_area(work: Work, area: str) -> AsyncIterator[list[Person]]:
    """The active people who work in an area, some at a time; the first has those of no unit, too.

    Of no unit is also who works in one that the playbook no longer has.
    """
    programme = await current(work)
    here = {unit.key for unit in programme.units if _is_in(programme, unit.key, area)}
    async for some in _active_of(work, here):
        yield some
    if _is_in(programme, "", area):
        known = {unit.key for unit in programme.units}
        async for some in _active_of(work, {""}):
            yield some
        people, active = work.of(Person), Person.active.is_(True)
        placed = await people.count(active, Person.unit.one_of(sorted({"", *known})))
        if await people.count(active) > placed:
            async for some in _active(work):
                if unplaced := [each for each in some if each.unit not in {"", *known}]:
                    yield unplaced


def _is_in(programme: Programme, unit: str, area: str) -> bool:
    theirs = programme.area_of_unit(unit)
    return theirs is not None and theirs.key == area


async def _active_of(work: Work, units: set[str]) -> AsyncIterator[list[Person]]:
    """The active people of some units, some at a time."""
    async for some in _active(work, Person.unit.one_of(sorted(units))):
        yield some


async def _active(work: Work, *conditions: Condition[Person]) -> AsyncIterator[list[Person]]:
    """The active people who meet every condition, some at a time."""
    where = Person.active.is_(True), *conditions
    some = await work.of(Person).find(*where, limit=AT_ONCE)
    while some:
        yield some
        last = some[-1].reference
        after = await work.of(Person).find(
            *where, Person.reference.at_least(last), limit=AT_ONCE + 1
        )
        some = [each for each in after if each.reference != last]
