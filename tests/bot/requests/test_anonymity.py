"""What may stand on a card: never a combination that fewer than five share."""

from hypothesis import given
from hypothesis import strategies as st

from bot.core.people import Person
from bot.core.storage import Work, in_one_work
from bot.requests.anonymity import (
    AT_ONCE,
    FEWEST,
    NOTHING_SAID,
    decide,
    people_of_area,
    shared_by,
    still_wanted,
)
from bot.requests.wishes import CardSays, Preferences
from tests.world import World

LANGUAGES = ["en", "es", "vi"]
PROFESSIONS = ["nurse", "physician", "pharmacist"]
PEOPLE = st.lists(
    st.builds(
        Person,
        reference=st.just("p"),
        profession=st.sampled_from(PROFESSIONS),
        languages=st.lists(st.sampled_from(LANGUAGES), max_size=2).map(tuple),
    ),
    max_size=30,
)
WANTED = st.builds(
    CardSays,
    language=st.sampled_from(["", *LANGUAGES]),
    profession=st.sampled_from(["", *PROFESSIONS]),
)


def people(count: int, profession: str = "nurse", language: str = "es") -> list[Person]:
    one = Person(reference="p", profession=profession, languages=(language,))
    return [one] * count


@given(WANTED, PEOPLE, st.none() | PEOPLE)
def test_no_combination_below_five_is_ever_shown(
    wanted: CardSays, area: list[Person], audience: list[Person] | None
) -> None:
    says = decide(wanted, area, audience)
    assert says.language in ("", wanted.language)
    assert says.profession in ("", wanted.profession)
    if says != NOTHING_SAID:
        assert shared_by(says, area) >= FEWEST
        assert audience is None or shared_by(says, audience) >= FEWEST


@given(WANTED, PEOPLE, PEOPLE)
def test_an_audience_only_ever_takes_away(
    wanted: CardSays, area: list[Person], audience: list[Person]
) -> None:
    if decide(wanted, area, audience).language:
        assert decide(wanted, area, None).language


def test_the_whole_combination_counts_not_each_part() -> None:
    area = people(5, "nurse", "vi") + people(5, "physician", "es") + people(4, "nurse", "es")
    assert decide(CardSays("es", "nurse"), area, None) == CardSays("es", "")
    area += people(1, "nurse", "es")
    assert decide(CardSays("es", "nurse"), area, None) == CardSays("es", "nurse")


def test_the_language_comes_first_and_the_profession_where_it_may_not() -> None:
    area = people(4, "nurse", "es") + people(1, "nurse", "vi")
    assert decide(CardSays("es", "nurse"), area, None) == CardSays("", "nurse")


def test_after_an_event_five_of_its_audience_share_it() -> None:
    area = people(9)
    assert decide(CardSays("es", "nurse"), area, people(4)) == NOTHING_SAID
    assert decide(CardSays("es", "nurse"), area, people(5)) == CardSays("es", "nurse")


@given(WANTED, WANTED)
def test_what_is_no_longer_asked_for_goes_and_nothing_comes_to_it(
    decided: CardSays, now: CardSays
) -> None:
    asker = Person(reference="a", profession=now.profession)
    wishes = Preferences(language=now.language, same_profession=bool(now.profession))
    left = still_wanted(decided, asker, wishes)
    assert left.language in ("", decided.language)
    assert left.profession in ("", decided.profession)
    assert left.language in ("", now.language)


async def test_people_without_a_known_unit_are_read_some_at_a_time_as_well() -> None:
    world = await World.make()

    async def add(work: Work) -> None:
        for number in range(2 * AT_ONCE + 2):
            unit = ("", "closed")[number % 2]
            await work.add(Person(reference=f"new-{number:04}", unit=unit))
        await work.add(Person(reference="new-gone", unit="closed", active=False))

    await in_one_work(world.storage, add)
    async with world.storage.reading() as work:
        parts = [some async for some in people_of_area(work, "main")]
        active = await work.of(Person).find(Person.active.is_(True))
    assert max(map(len, parts)) <= AT_ONCE
    assert sorted(each.reference for part in parts for each in part) == [
        each.reference for each in active
    ]
