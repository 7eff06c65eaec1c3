"""The rules of matching, on values."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.people import Person, TrainingLevel
from bot.requests.matching import (
    Standing,
    fits,
    how_well,
    is_reserved,
    languages_of,
    speaks_against,
)
from bot.requests.wishes import (
    PREFERENCES as CODEC,
)
from bot.requests.wishes import (
    Preferences,
    UnitWish,
    When,
)

DAY = "2026-03-02"
ASKER = Person(
    reference="asker",
    unit="icu",
    units=("float",),
    profession="nurse",
    manager="boss",
    evaluators=("chief",),
)
PEER = Person(reference="peer", unit="surgery", profession="physician")
PREFERENCES = st.builds(
    Preferences,
    unit=st.sampled_from(UnitWish),
    same_profession=st.booleans(),
    same_level=st.booleans(),
    language=st.sampled_from(["", "es", "fr"]),
    when=st.sampled_from(When),
    not_with=st.lists(st.text(max_size=3), max_size=3).map(tuple),
)


def against(
    person: Person = PEER,
    standing: Standing = Standing(),  # noqa: B008 - frozen
    wishes: Preferences = Preferences(),  # noqa: B008 - frozen
    *,
    fine_if_near: bool = False,
) -> bool:
    return speaks_against(ASKER, wishes, person, standing, DAY, fine_if_near=fine_if_near)


def test_nothing_speaks_against_a_peer_of_another_unit() -> None:
    assert not against()


@pytest.mark.parametrize("who", ["asker", "boss", "chief"])
def test_the_requester_their_manager_and_evaluator_are_kept_from_it(who: str) -> None:
    assert against(Person(reference=who, unit="surgery"))


@pytest.mark.parametrize("what", ["not_wanted", "near", "leads", "apart", "full"])
def test_each_standing_is_enough(what: str) -> None:
    assert against(standing=Standing(**{what: True}))


def test_having_been_near_is_fine_where_its_person_said_so_and_nothing_else_is() -> None:
    assert not against(standing=Standing(near=True), fine_if_near=True)
    assert against(standing=Standing(near=True, not_wanted=True), fine_if_near=True)


@pytest.mark.parametrize("theirs", ["icu", "float"])
def test_any_unit_in_common_is_the_same_unit_when_another_was_asked(theirs: str) -> None:
    other = Preferences(unit=UnitWish.OTHER)
    near = Person(reference="near", unit="ward", units=(theirs,))
    assert against(near, wishes=other)
    assert not against(near)
    assert not against(wishes=other)


def test_people_of_no_known_unit_have_none_in_common() -> None:
    nowhere = Person(reference="a")
    other = Preferences(unit=UnitWish.OTHER)
    assert not speaks_against(nowhere, other, Person(reference="b"), Standing(), DAY)


@pytest.mark.parametrize(
    ("until", "lapsed"), [("", False), ("2026-03-02", False), ("2026-03-01", True)]
)
def test_the_last_day_of_training_still_counts(until: str, lapsed: bool) -> None:  # noqa: FBT001
    assert against(Person(reference="p", unit="s", trained_until=until)) == lapsed


def test_a_language_is_met_whatever_country_it_is_spoken_in() -> None:
    person = Person(reference="p", languages=("es-MX", "FR"), locale="en_US")
    assert languages_of(person) == {"es", "fr", "en"}
    assert fits(ASKER, Preferences(language="es"), person)
    assert not fits(ASKER, Preferences(language="vi"), person)


def test_profession_and_own_unit_are_met_by_people_like_oneself() -> None:
    alike = Person(reference="p", unit="float", profession="Nurse")
    wishes = Preferences(unit=UnitWish.OWN, same_profession=True)
    assert fits(ASKER, wishes, alike)
    assert not fits(ASKER, wishes, PEER)
    assert how_well(ASKER, wishes, alike) > how_well(ASKER, wishes, PEER)


@pytest.mark.parametrize("level", TrainingLevel)
def test_a_level_is_met_by_who_learns_as_long_and_by_nobody_who_does_not_learn(
    level: TrainingLevel,
) -> None:
    wishes, resident = Preferences(same_level=True), replace(ASKER, level=TrainingLevel.RESIDENT)
    assert fits(resident, wishes, replace(PEER, level=level)) == (level == "resident")
    assert not fits(replace(ASKER, level=TrainingLevel.NONE), wishes, replace(PEER, level=level))


def test_who_is_there_for_residents_is_reserved_for_them_and_told_no_sooner() -> None:
    dedicated = replace(PEER, dedicated_to=("resident",))
    resident = replace(ASKER, level=TrainingLevel.RESIDENT)
    none = Preferences()
    assert is_reserved(ASKER, dedicated)
    assert not is_reserved(resident, dedicated)
    assert not is_reserved(ASKER, PEER)
    assert fits(ASKER, Preferences(language="es"), replace(dedicated, languages=("es",)))
    assert how_well(ASKER, none, dedicated) == how_well(ASKER, none, PEER)
    assert how_well(resident, none, dedicated) == how_well(resident, none, PEER)


@given(PREFERENCES)
def test_who_is_not_choosy_is_fit_for_by_everybody(wishes: Preferences) -> None:
    if not wishes.choosy:
        assert fits(ASKER, wishes, PEER)


@given(PREFERENCES)
def test_what_was_sealed_comes_back(wishes: Preferences) -> None:
    assert CODEC.read(CODEC.write(wishes)) == wishes


def test_what_an_older_program_sealed_wishes_for_no_level() -> None:
    older = json.loads(CODEC.write(Preferences(same_profession=True)))
    del older["same_level"]
    assert CODEC.read(json.dumps(older)) == Preferences(same_profession=True)
